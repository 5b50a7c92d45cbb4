import Domain
import Store
import TestSupport
import Testing

/// Files may come in any order: the people of an order, its customer and a product end as the newest files say.
@Suite struct AnyOrderOfFilesTests {
  /// What somebody sees of a shop in which one revision came after the other.
  private struct Seen: Equatable {
    var shipTo: Card?
    var billTo: Card?
    var message: String?
    var customer: Card?
    var country: String?
    var orders: [Plain]
  }

  private func seen(_ shop: Shop) throws -> Seen {
    try shop.store.connection.readNow { reader in
      let ids = try reader.all("SELECT id FROM orders ORDER BY external_id") { $0.integer(0) }
      let orders = try ids.compactMap { try OrderTable.load($0, in: reader) }
      guard let order = orders.first, let id = order.customerId, let customer = try CustomerTable.load(id, in: reader)
      else { return Seen(orders: []) }
      func card(_ revision: Int64?) throws -> Card? {
        try PersonalTable.card(subject: id, revision: revision, in: reader)
      }
      return Seen(
        shipTo: try card(order.shipToRevision), billTo: try card(order.billToRevision),
        message: try card(order.messageRevision)?.message, customer: try card(customer.revision),
        country: customer.country,
        orders: orders.map { .list([.text($0.externalId), .text($0.note), .text($0.status.rawValue)]) })
    }
  }

  @Test func `Revisions of several orders of one buyer end in the same people, whichever file comes first`() throws {
    var dice = Dice(seed: 5)
    for round in 0..<12 {
      let items: [(IntakeItem, Int64)] = (0..<4).map { number in
        var order = IncomingOrder.made(dice.pick(["1", "2"]), revised: Int64(number), raw: "\(round) \(number)")
        order.placedAt = Shop.start.adding(milliseconds: order.externalId == "1" ? 0 : 86_400_000)
        order.buyerId = "b"
        order.shipTo =
          dice.isHeads() ? Card(name: "Anna \(number)", city: "Köln", country: dice.pick(["DE", "AT"])) : nil
        order.billTo = dice.isHeads() ? Card(name: "Firma \(number)", country: "DE") : nil
        order.message = dice.isHeads() ? "please \(number)" : nil
        order.note = dice.isHeads() ? "note \(number)" : nil
        order.payment = dice.isHeads() ? dice.pick([.paid, .unpaid, .refunded]) : nil
        return (.order(order), Int64(number))
      }
      var first: Seen?
      for _ in 0..<6 {
        let shop = try Shop()
        for (item, _) in items.shuffled(using: &dice) { try shop.take([item]) }
        let now = try seen(shop)
        #expect(now == first ?? now, "round \(round)")
        first = now
        #expect(try shop.findings() == [])
      }
    }
  }

  @Test func `A note that somebody wrote here is not written over by a file`() throws {
    let shop = try Shop()
    var order = IncomingOrder.made("1", revised: 1)
    order.note = "ring twice"
    try shop.take([.order(order)])
    order.note = "leave at the door"
    order.revisedAt = Shop.start.adding(milliseconds: 2000)
    order.raw = "two"
    try shop.take([.order(order)])
    #expect(try shop.order(1)?.note == "leave at the door")

    try shop.perform("noteOrder", 1, fields: ["note": "never ring"])
    order.note = "ring once"
    order.revisedAt = Shop.start.adding(milliseconds: 3000)
    order.raw = "three"
    try shop.take([.order(order)])

    #expect(try shop.order(1)?.note == "never ring")
  }

  @Test func `An order that came with its ids and again without them has its lines once`() throws {
    let shop = try Shop()
    var whole = IncomingOrder.made("1", revised: 1, raw: "whole")
    whole.lines[0].externalId = "771"
    whole.linesAreComplete = true
    try shop.take([.order(whole)])
    try shop.take([.order(.made("1", revised: 2, raw: "rows"))])
    #expect(try shop.order(1)?.lines.map(\.externalId) == ["771"])

    let other = try Shop()
    try other.take([.order(.made("1", revised: 2, raw: "rows"))])
    try other.take([.order(whole)])
    #expect(try other.order(1)?.lines.map(\.externalId) == ["771"])
  }

  @Test func `A product's customs facts come from the newest file that says them`() throws {
    func record(_ revised: Int64, hs: String) -> IntakeItem {
      var variant = Variant(position: 1, sku: "MUG")
      variant.customs.hsCode = hs
      let product = Product(id: 0, number: "mug", title: "Mug \(revised)", variants: [variant])
      return .product(
        IncomingProduct(
          externalId: "mug", revisedAt: Shop.start.adding(milliseconds: revised * 1000), product: product,
          raw: "\(revised) \(hs)", line: 2, rowCount: 1))
    }
    let records = [record(1, hs: "691110"), record(2, hs: "691200"), record(3, hs: "")]
    for way in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
      let shop = try Shop()
      for index in way { try shop.take([records[index]]) }
      let product = try #require(try shop.product(1))
      #expect(product.title == "Mug 3", "\(way)")
      #expect(product.variants.map(\.customs.hsCode) == ["691200"], "\(way)")
      #expect(try shop.findings() == [])
    }
  }
}
