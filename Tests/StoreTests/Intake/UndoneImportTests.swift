import Domain
import Store
import Testing

/// Undoing an import marks its raw records withdrawn, so that its file can come in again, whatever the import did.
@Suite struct UndoneImportTests {
  private func undo(_ shop: Shop, _ entry: Int64?) throws -> Int64? {
    shop.now = shop.now.adding(milliseconds: 1000)
    return try shop.store.undo(entry: entry, as: shop.admin, now: shop.now).undoEntry
  }

  private func counting(_ shop: Shop) throws -> Int64 {
    try shop.integer("SELECT COUNT(*) FROM raw_records WHERE withdrawn_at IS NULL")
  }

  private func order(_ id: String, revised: Int64, _ service: String) -> IntakeItem {
    var order = IncomingOrder.made(id, revised: revised, raw: "\(id) \(revised) \(service)")
    order.shippingService = service
    return .order(order)
  }

  private func product(_ title: String, revised: Int64? = nil, number: String = "mug", sku: String = "M-1")
    -> IntakeItem
  {
    var incoming = IncomingProduct(
      externalId: number,
      product: Product(id: 0, number: number, title: title, variants: [Variant(position: 1, sku: sku)]),
      raw: "\(number) \(title) \(sku)", line: 2, rowCount: 1)
    incoming.revisedAt = revised.map { Shop.start.adding(milliseconds: $0 * 1000) }
    return .product(incoming)
  }

  private func stock(_ available: Int64, _ revised: Int64) -> IntakeItem {
    .stock(
      IncomingStock(
        sku: "M-1", itemId: "77", location: "a/b", available: available,
        revisedAt: Shop.start.adding(milliseconds: revised * 1000), raw: "", line: 2))
  }

  private func available(_ shop: Shop) throws -> Int64 { try shop.integer("SELECT available FROM stock_reports") }

  @Test func `A file that only changed an order comes in again after its undo`() throws {
    let shop = try Shop()
    try shop.take([order("1", revised: 1, "DHL")])
    let second = try shop.takeFile([order("1", revised: 2, "GLS")])
    #expect(second.outcomes == [.updated(1)])

    _ = try undo(shop, second.batch)
    #expect(try shop.order(1)?.shippingService == "DHL")
    #expect(try counting(shop) == 1)

    #expect(try shop.take([order("1", revised: 2, "GLS")]) == [.updated(1)])
    #expect(try shop.order(1)?.shippingService == "GLS")
    #expect(try counting(shop) == 2)
    #expect(try shop.take([order("1", revised: 2, "GLS")]) == [.unchanged(1)])
    #expect(try shop.findings() == [])
  }

  @Test func `After the undo of a change what is newer than the rest counts, and what is older does not`() throws {
    let shop = try Shop()
    try shop.take([order("1", revised: 3, "DHL")])
    let batch = try shop.takeFile([order("1", revised: 9, "GLS")]).batch
    _ = try undo(shop, batch)

    #expect(try shop.take([order("1", revised: 2, "UPS")]) == [.unchanged(1)])
    #expect(try shop.take([order("1", revised: 5, "DPD")]) == [.updated(1)])
    #expect(try shop.order(1)?.shippingService == "DPD")
  }

  @Test func `What was passed over as older than an undone change may come again`() throws {
    let shop = try Shop()
    try shop.take([order("1", revised: 1, "DHL")])
    let batch = try shop.takeFile([order("1", revised: 9, "GLS")]).batch
    #expect(try shop.take([order("1", revised: 5, "DPD")]) == [.unchanged(1)])
    let undone = try undo(shop, batch)
    #expect(try counting(shop) == 1)

    _ = try undo(shop, undone)
    #expect(try counting(shop) == 3)
    #expect(try shop.take([order("1", revised: 5, "DPD")]) == [.unchanged(1)])
    _ = try undo(shop, batch)
    #expect(try shop.take([order("1", revised: 5, "DPD")]) == [.updated(1)])
  }

  @Test func `A redone change counts with its record, and is undone and redone again`() throws {
    let shop = try Shop()
    try shop.take([order("1", revised: 1, "DHL")])
    let batch = try shop.takeFile([order("1", revised: 4, "GLS")]).batch
    let undone = try undo(shop, batch)
    let redone = try undo(shop, undone)

    #expect(try shop.order(1)?.shippingService == "GLS")
    #expect(try counting(shop) == 2)
    #expect(
      try shop.take([order("1", revised: 4, "GLS"), order("1", revised: 3, "UPS")]).allSatisfy { $0 == .unchanged(1) })

    _ = try undo(shop, redone)
    #expect(try shop.order(1)?.shippingService == "DHL")
    #expect(try shop.take([order("1", revised: 4, "GLS")]) == [.updated(1)])
    #expect(try shop.findings() == [])
  }

  @Test func `Redoing the import that made an order brings back only the records that went with it`() throws {
    let shop = try Shop()
    let first = try shop.takeFile([order("1", revised: 1, "DHL")]).batch
    let second = try shop.takeFile([order("1", revised: 2, "GLS")]).batch
    _ = try undo(shop, second)
    let undone = try undo(shop, first)
    #expect(try counting(shop) == 0)

    _ = try undo(shop, undone)
    #expect(try counting(shop) == 1)
    #expect(try shop.take([order("1", revised: 2, "GLS")]) == [.updated(1)])
  }

  @Test func `One erased person does not keep the rest of an import from being undone`() throws {
    let shop = try Shop()
    func made(_ id: String, _ email: String, _ revised: Int64, _ service: String) -> IntakeItem {
      var order = IncomingOrder.made(id, revised: revised, email: email, raw: "\(id) \(revised)")
      order.shippingService = service
      return .order(order)
    }
    try shop.take([made("1", "a@example.com", 1, "DHL"), made("2", "b@example.com", 1, "DHL")])
    let batch = try shop.takeFile([made("1", "a@example.com", 2, "GLS"), made("2", "b@example.com", 2, "GLS")]).batch
    try shop.perform("eraseCustomer", 2)

    let report = try shop.store.undo(entry: batch, as: shop.admin, now: shop.now)

    #expect(report.undone == 1)
    #expect(report.refused.map(\.fields) == [["erased"]])
    #expect(try shop.order(1)?.shippingService == "DHL")
    #expect(try shop.order(2)?.shippingService == "GLS")
  }

  @Test func `A file that only changed a product comes in again after its undo, and redo brings it back`() throws {
    let shop = try Shop()
    try shop.take([product("Mug", revised: 1)])
    let batch = try shop.takeFile([product("Cup", revised: 2)]).batch
    let undone = try undo(shop, batch)
    #expect(try shop.product(1)?.title == "Mug")
    #expect(try counting(shop) == 1)

    _ = try undo(shop, undone)
    #expect(try shop.product(1)?.title == "Cup")
    #expect(try counting(shop) == 2)
    #expect(try shop.take([product("Cup", revised: 2)]) == [.unchanged(1)])

    _ = try undo(shop, batch)
    #expect(try shop.take([product("Cup", revised: 2)]) == [.updated(1)])
    #expect(try shop.product(1)?.title == "Cup")
    #expect(try shop.take([product("Jug", revised: 1)]) == [.unchanged(1)])
    #expect(try shop.findings() == [])
  }

  @Test func `A file that brought a product another variant is undone, and its redo brings the variant back`() throws {
    let shop = try Shop()
    func file(_ revised: Int64, _ skus: String...) -> IntakeItem {
      var product = Product(id: 0, number: "mug", title: "Mug")
      product.variants = skus.enumerated().map { Variant(position: $0 + 1, sku: $1) }
      let at = Shop.start.adding(milliseconds: revised)
      return .product(
        IncomingProduct(
          externalId: "mug", revisedAt: at, product: product, raw: "\(revised)", line: 1, rowCount: 1))
    }
    func skus() throws -> [String]? { try shop.product(1)?.variants.map(\.sku) }
    try shop.take([file(1, "M-1")])
    let batch = try shop.takeFile([file(2, "M-1", "M-2")]).batch
    let report = try shop.store.undo(entry: batch, as: shop.admin, now: shop.now)
    #expect(report.refused == [])
    #expect(try skus() == ["M-1"])
    #expect(try shop.store.undo(entry: report.undoEntry, as: shop.admin, now: shop.now).refused == [])
    #expect(try skus() == ["M-1", "M-2"])
    #expect(try shop.findings() == [])
  }

  @Test func `A product that came in again after its undo can be undone again`() throws {
    let shop = try Shop()
    _ = try undo(shop, try shop.takeFile([product("Mug")]).batch)
    let again = try shop.takeFile([product("Mug")])
    #expect(again.outcomes == [.imported(1)])
    #expect(try shop.integer("SELECT COUNT(*) FROM products WHERE withdrawn_at IS NULL") == 1)

    _ = try undo(shop, again.batch)
    #expect(try shop.integer("SELECT COUNT(*) FROM products WHERE withdrawn_at IS NULL") == 0)
    #expect(try counting(shop) == 0)
    #expect(try shop.findings() == [])
  }

  @Test func `A refused product is left as it was, and is refused again when it comes again`() throws {
    let shop = try Shop()
    try shop.take([product("Mug", revised: 1), .order(.made("1", lines: [("M-1", 1, 100)]))])
    let entries = try shop.integer("SELECT COUNT(*) FROM journal")
    let other = product("Cup", revised: 2, number: "cup", sku: "m-1")
    let refusal = Intake.Outcome.refused(RowIssue(line: 2, field: "sku", code: .skuTaken, found: "m-1"))

    #expect(try shop.take([other]) == [refusal])
    #expect(try shop.take([other]) == [refusal])

    #expect(try shop.product(1)?.title == "Mug")
    #expect(try counting(shop) == 2)
    #expect(try shop.integer("SELECT COUNT(*) FROM journal") == entries)
    #expect(try shop.findings() == [])
  }

  @Test func `Reported stock goes back with its stamp, comes in again, and is redone`() throws {
    let shop = try Shop()
    let first = try shop.takeFile([stock(5, 10)]).batch
    let second = try shop.takeFile([stock(7, 90)]).batch
    let undone = try undo(shop, second)
    #expect(try available(shop) == 5)
    #expect(try shop.take([stock(6, 50)]) == [.updated(0)])
    _ = try undo(shop, nil)
    _ = try undo(shop, undone)
    #expect(try available(shop) == 7)
    #expect(try shop.take([stock(6, 50)]) == [.unchanged(0)])
    _ = try undo(shop, second)
    #expect(try shop.take([stock(7, 90)]) == [.updated(0)])

    // A report that goes and comes back is as old as it was, and of the same SKU.
    _ = try undo(shop, nil)
    let gone = try undo(shop, first)
    #expect(try shop.integer("SELECT COUNT(*) FROM stock_reports") == 0)
    _ = try undo(shop, gone)
    #expect(try shop.integer("SELECT COUNT(*) FROM stock_reports WHERE sku = 'M-1'") == 1)
    #expect(try shop.take([stock(8, 20)]) == [.updated(0)])
  }
}
