import Domain
import Store
import Testing

@Suite struct CustomerActionTests {
  private func shop() throws -> Shop {
    let shop = try Shop()
    try shop.take([.order(.made("1", email: "anna@example.com")), .order(.made("2", email: "a.mueller@example.com"))])
    return shop
  }

  private func customers(_ shop: Shop, _ text: String) throws -> Int64 {
    let sentence = try Sentence(text, kind: .customers) { _ in nil }
    let query = ViewQuery(sentence, inquiry: Inquiry(now: shop.now, zone: .utc, me: "ada"), mayReadPersonal: true)
    return try shop.store.connection.readNow { try Views.count(query, in: $0) }
  }

  private func customer(_ shop: Shop, _ id: Int64) throws -> Customer? {
    try shop.store.connection.readNow { try CustomerTable.load(id, in: $0) }
  }

  @Test func `Tier, tags and contact are changed and taken back; orders keep their address`() throws {
    let shop = try shop()
    try shop.perform("rankCustomer", 1, fields: ["tier": "gold"])
    try shop.perform("tagCustomer", 1, fields: ["tag": "Press"])
    try shop.perform("editCustomer", 1, fields: ["name": "Anna Zobel", "phone": "+49 221 12345"])

    #expect(try customers(shop, "zobel tier:gold tag:press") == 1)
    #expect(try customers(shop, "müller") == 1)
    #expect(try shop.count("müller") == 2)
    #expect(try shop.integer("SELECT COUNT(*) FROM journal WHERE changes LIKE '%Zobel%'") == 0)
    for _ in 0..<3 { _ = try shop.store.undo(entry: nil, as: shop.admin, now: shop.now) }
    #expect(try customers(shop, "zobel") == 0)
    #expect(try customers(shop, "müller") == 2)
    #expect(try customer(shop, 1)?.tier == .regular)
    #expect(try shop.findings() == [])
  }

  @Test func `An order without an address is found by its buyer's new name`() throws {
    let shop = try Shop()
    var order = IncomingOrder.made("1")
    order.shipTo = nil
    order.buyer = Card(name: "Old Name", email: "x@example.com")
    try shop.take([.order(order)])
    try shop.perform("editCustomer", 1, fields: ["name": "Brand New"])
    #expect(try shop.count("brand") == 1)
    #expect(try shop.count("old") == 0)
    #expect(try shop.findings() == [])
  }

  @Test func `A note about a customer is personal: the journal names its revision alone, and erasure takes it`() throws
  {
    let shop = try shop()
    try shop.perform("noteCustomer", 1, fields: ["note": "prefers qzqz"])
    let noted = try #require(try customer(shop, 1)?.noteRevision)
    let card = try shop.store.connection.readNow { try PersonalTable.card(subject: 1, revision: noted, in: $0) }
    #expect(card?.message == "prefers qzqz")
    #expect(try shop.integer("SELECT COUNT(*) FROM journal WHERE changes LIKE '%qzqz%'") == 0)
    let entry = try shop.perform("noteCustomer", 1, fields: ["note": ""]).entry
    #expect(try customer(shop, 1)?.noteRevision == nil)

    try shop.perform("eraseCustomer", 1)
    try shop.store.settle()
    #expect(try !shop.wholeFile().contains(Array("qzqz".utf8)))
    #expect(throws: ActionRefusal.erased) { try shop.store.undo(entry: entry, as: shop.admin, now: shop.now) }
    #expect(throws: ActionRefusal.erased) { try shop.perform("noteCustomer", 1, fields: ["note": "x"]) }
    #expect(throws: ActionRefusal.erased) { try shop.perform("editCustomer", 1, fields: ["name": "x"]) }
  }

  @Test func `A merge is an edge: split and undo are exact, no ring is closed`() throws {
    let shop = try shop()
    try shop.take([.order(.made("3", email: "third@example.com"))])
    let before = try [1, 2, 3].map { try customer(shop, $0)?.snapshot }
    try shop.perform("mergeCustomer", 2, fields: ["into": "C-1"])
    try shop.perform("mergeCustomer", 3, fields: ["into": "c-2"])

    func cluster(_ id: Int64) throws -> [Int64] {
      try shop.store.connection.readNow { try CustomerTable.cluster(of: id, in: $0) }
    }
    #expect(try cluster(1) == [1, 2, 3])
    #expect(try customers(shop, "") == 1)
    #expect(try customers(shop, "müller") == 1)
    #expect(try customers(shop, "mergedInto:any") == 2)
    #expect(try customers(shop, "mergedInto:C-1") == 1)
    let found = try shop.store.connection.readNow { reader in
      (try Views.find("C-3", kind: .customers, in: reader), try Views.lookUp("c-3", in: reader)?.ids)
    }
    #expect(found.0 == [3] && found.1 == [1])
    #expect(try cluster(3) == [3, 1, 2])
    let orders = try shop.store.connection.readNow {
      try CustomerTable.orders(of: [1, 2, 3], limit: 10, in: $0)
    }
    #expect(orders.sorted() == ["SHOP-1", "SHOP-2", "SHOP-3"])
    for (subject, into) in [(Int64(1), "C-1"), (1, "C-3"), (1, "C-9")] {
      #expect(throws: ActionRefusal.self) { try shop.perform("mergeCustomer", subject, fields: ["into": into]) }
    }
    try shop.perform("splitCustomer", 3)
    _ = try shop.store.undo(entry: nil, as: shop.admin, now: shop.now)
    #expect(try cluster(1) == [1, 2, 3])
    for _ in 0..<2 { _ = try shop.store.undo(entry: nil, as: shop.admin, now: shop.now) }
    #expect(try [1, 2, 3].map { try customer(shop, $0)?.snapshot } == before)
    #expect(try shop.findings() == [])
  }

  @Test func `Erasing one of a merge erases the person`() throws {
    let shop = try shop()
    try shop.perform("mergeCustomer", 2, fields: ["into": "C-1"])
    try shop.perform("eraseCustomer", 1)
    #expect(try shop.integer("SELECT COUNT(*) FROM personal WHERE name IS NOT NULL") == 0)
    #expect(try shop.integer("SELECT COUNT(*) FROM journal WHERE action = 'eraseCustomer'") == 2)
    #expect(try shop.findings() == [])
  }
}
