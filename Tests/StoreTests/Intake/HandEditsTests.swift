import Domain
import Store
import Testing

/// What people changed here stays when a later file says of it what it had said before.
@Suite struct HandEditsTests {
  private func order(_ revised: Int64, paid: Bool = true, city: String = "Köln", tags: [String] = ["gift", "vip"])
    -> IntakeItem
  {
    var order = IncomingOrder.made("1", revised: revised, raw: "1 \(revised) \(paid) \(city) \(tags)")
    order.payment = paid ? PaymentState.paid : .unpaid
    order.shipTo?.city = city
    order.tags = tags
    return .order(order)
  }

  private func city(_ shop: Shop) throws -> String? {
    try shop.store.connection.readNow { reader in
      guard let order = try OrderTable.load(1, in: reader), let customer = order.customerId,
        let revision = order.shipToRevision
      else { return nil }
      return try PersonalTable.card(subject: customer, revision: revision, in: reader)?.city
    }
  }

  @Test func `An address and a tag that were changed here stay until the source says something else`() throws {
    let shop = try Shop()
    try shop.take([order(1, paid: false)])
    try shop.perform("changeAddress", 1, fields: ["city": "Graz"])
    try shop.perform("untagOrder", 1, fields: ["tag": "gift"])
    try shop.perform("tagOrder", 1, fields: ["tag": "mine"])

    #expect(try shop.take([order(2)]) == [.updated(1)])
    #expect(try shop.order(1)?.payment == .paid)
    #expect(try city(shop) == "Graz")
    #expect(try shop.order(1)?.tags == ["mine", "vip"])

    try shop.take([order(3, city: "Bonn", tags: ["gift", "vip", "late"])])
    #expect(try city(shop) == "Bonn")
    #expect(try shop.order(1)?.tags == ["late", "mine", "vip"])
    #expect(try shop.findings() == [])
  }

  @Test func `What was cancelled here is not opened by a file that does not know of it yet`() throws {
    let shop = try Shop()
    try shop.take([order(1)])
    try shop.perform("cancelOrder", 1)
    let cancelled = try shop.order(1)?.state
    try shop.take([order(2, tags: ["gift"])])
    #expect(try shop.order(1)?.state == cancelled)
  }

  @Test func `A title that was changed here outlives a file that changes the brand alone`() throws {
    let shop = try Shop()
    func product(_ title: String, _ brand: String, _ revised: Int64) -> IntakeItem {
      var incoming = IncomingProduct(
        externalId: "mug",
        product: Product(
          id: 0, number: "mug", title: title, brand: brand, variants: [Variant(position: 1, sku: "M-1")]),
        raw: "\(title) \(brand)", line: 2, rowCount: 1)
      incoming.revisedAt = Shop.start.adding(milliseconds: revised * 1000)
      return .product(incoming)
    }
    try shop.take([product("Mug", "Old", 1)])
    try shop.perform("editProduct", 1, fields: ["title": "Mine"])
    try shop.take([product("Mug", "New", 2)])
    #expect(try shop.product(1)?.title == "Mine")
    #expect(try shop.product(1)?.brand == "New")
    try shop.take([product("Mug, blue", "New", 3)])
    #expect(try shop.product(1)?.title == "Mug, blue")
    #expect(try shop.findings() == [])
  }

  @Test func `Undo steps over the account that an import made`() throws {
    let shop = try Shop()
    try shop.take([order(1)])
    try shop.perform("tagOrder", 1, fields: ["tag": "before"])
    try shop.perform("addAccount", fields: ["code": "AMZ", "channel": "amazon", "currency": "EUR"])
    let amazon = try #require(try shop.store.connection.readNow { try Accounts.find("AMZ", in: $0) })
    let intake = try Intake(
      store: shop.store, account: amazon, actor: shop.admin, format: "test", file: "b", exportedAt: Shop.start)
    _ = try intake.take([.order(.made("9"))], now: shop.now)
    for _ in 0..<2 {
      shop.now = shop.now.adding(milliseconds: 1000)
      _ = try shop.store.undo(entry: nil, as: shop.admin, now: shop.now)
    }
    #expect(try shop.order(1)?.tags.contains("before") == false)
  }
}
