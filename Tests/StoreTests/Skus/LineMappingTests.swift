import Domain
import Store
import Testing

/// Mapped once, for all alike: whatever comes first, the order or what it is mapped by.
@Suite struct LineMappingTests {
  private func variants(_ shop: Shop) throws -> [Int64?] {
    try shop.store.connection.readNow { reader in
      try reader.all("SELECT variant_id FROM order_lines ORDER BY order_id") { $0.optionalInteger(0) }
    }
  }

  @Test func `A listing id maps lines of any SKU, before and after`() throws {
    let shop = try Shop()
    let mug = try shop.variant(ofNew: "OWN")
    try shop.take([.sale("1", sku: "X-1", listing: "B00ABC"), .sale("2", sku: "", listing: "B00ABC")])
    try shop.perform("mapSku", try shop.account().id, fields: ["listing": "B00ABC", "to": "own"])
    try shop.take([.sale("3", sku: "X-3", listing: "B00ABC"), .sale("4", sku: "X-4", listing: "B00ABD")])

    #expect(try variants(shop) == [mug, mug, mug, nil])
    #expect(try shop.findings() == [])
  }

  @Test func `The closer word wins: SKU and listing, SKU, listing, own SKU, alias`() throws {
    let shop = try Shop()
    let ids = try ["A", "B", "C", "X"].map { try shop.variant(ofNew: $0) }
    let account = try shop.account().id
    try shop.perform("mapSku", account, fields: ["sku": "x", "listing": "L", "to": "A"])
    try shop.perform("mapSku", account, fields: ["sku": "x", "to": "B"])
    try shop.perform("mapSku", account, fields: ["listing": "M", "to": "C"])
    try shop.perform("addAlias", ids[3], fields: ["alias": "OLD-X"])

    try shop.take([
      .sale("1", sku: "X", listing: "L"), .sale("2", sku: "x"), .sale("3", sku: "x", listing: "M"),
      .sale("4", sku: "a", listing: "M"), .sale("5", sku: "c"), .sale("6", sku: "old-x"), .sale("7", sku: "?"),
    ])

    #expect(try variants(shop) == [ids[0], ids[1], ids[1], ids[2], ids[2], ids[3], nil])
  }

  @Test func `Lines that wait find an own SKU and an alias when they come, in every account`() throws {
    let shop = try Shop()
    try shop.take([.sale("1", sku: "mug"), .sale("2", sku: "OLD-MUG")])
    let mug = try shop.variant(ofNew: "MUG")
    #expect(try variants(shop) == [mug, nil])
    try shop.perform("addAlias", mug, fields: ["alias": "old-mug"])
    #expect(try variants(shop) == [mug, mug])
    #expect(try shop.count("unmapped:yes") == 0)

    _ = try shop.store.undo(entry: nil, as: shop.admin, now: shop.now)
    #expect(try variants(shop) == [mug, nil])
    _ = try shop.store.undo(entry: nil, as: shop.admin, now: shop.now)
    #expect(try variants(shop) == [nil, nil])
    #expect(try shop.findings() == [])
  }

  @Test func `A renamed SKU maps what waits for it, and an alias keeps the old name`() throws {
    let shop = try Shop()
    try shop.take([.sale("1", sku: "new")])
    let mug = try shop.variant(ofNew: "OLD")
    try shop.perform("editVariant", mug, fields: ["sku": "NEW"])
    try shop.perform("addAlias", mug, fields: ["alias": "OLD"])
    try shop.take([.sale("2", sku: "old")])

    #expect(try variants(shop) == [mug, mug])
  }

  @Test func `A mapping that is set right changes what is not shipped yet`() throws {
    let shop = try Shop()
    let (wrong, right) = (try shop.variant(ofNew: "WRONG"), try shop.variant(ofNew: "RIGHT"))
    try shop.take([.sale("1", sku: "mug"), .sale("2", sku: "mug")])
    let account = try shop.account().id
    try shop.perform("mapSku", account, fields: ["sku": "mug", "to": "wrong"])
    try shop.perform("shipOrder", 1)

    try shop.perform("mapSku", account, fields: ["sku": "mug", "to": "right"])
    #expect(try variants(shop) == [wrong, right])
    try shop.perform("unmapSku", account, fields: ["sku": "mug"])
    #expect(try variants(shop) == [wrong, nil])
    #expect(try shop.findings() == [])
  }

  @Test func `An alias is nobody's SKU and nobody else's alias`() throws {
    let shop = try Shop()
    let (a, b) = (try shop.variant(ofNew: "A"), try shop.variant(ofNew: "B"))
    try shop.perform("addAlias", a, fields: ["alias": "old"])
    for alias in ["B", "b", "OLD", " "] {
      #expect(throws: ActionRefusal.self) { try shop.perform("addAlias", b, fields: ["alias": alias]) }
    }
    #expect(throws: ActionRefusal.self) { try shop.perform("removeAlias", b, fields: ["alias": "old"]) }
    try shop.perform("removeAlias", a, fields: ["alias": "Old"])
    try shop.perform("addAlias", b, fields: ["alias": "old"])
  }

  @Test func `A mapping names a SKU or a listing, an account and an own SKU that are there`() throws {
    let shop = try Shop()
    _ = try shop.variant(ofNew: "A")
    let account = try shop.account().id
    for fields in [["to": "A"], ["sku": "x", "to": "B"], ["listing": "a b", "to": "A"], ["sku": "x"]] {
      #expect(throws: ActionRefusal.self) { try shop.perform("mapSku", account, fields: fields) }
    }
    #expect(throws: ActionRefusal.self) { try shop.perform("mapSku", 99, fields: ["sku": "x", "to": "A"]) }
    #expect(throws: ActionRefusal.self) { try shop.perform("unmapSku", account, fields: ["sku": "x"]) }
  }
}
