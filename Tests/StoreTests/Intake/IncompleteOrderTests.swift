import Domain
import Store
import Testing

/// Orders of which a file showed lines that could not be read: they wait until one brings them whole.
@Suite struct IncompleteOrderTests {
  private func incomplete(_ revised: Int64, lines: [(String, Int64, Int64)] = [], raw: String? = nil) -> IntakeItem {
    var order = IncomingOrder.made("1", revised: revised, lines: lines, raw: raw)
    order.unreadableLines = [RowIssue(line: 3, field: "Quantity", code: .wrongNumber, found: "two")]
    return .order(order)
  }

  private func whole(_ revised: Int64, lines: [(String, Int64, Int64)] = [("MUG", 1, 1250)], raw: String? = nil)
    -> IntakeItem
  {
    .order(.made("1", revised: revised, lines: lines, raw: raw))
  }

  private func holds(_ shop: Shop) throws -> [HoldReason]? { try shop.order(1)?.holds.map(\.reason) }

  @Test func `An order without any readable line goes in on hold, and the whole record lets it go`() throws {
    let shop = try Shop()
    try shop.take([incomplete(1)])
    #expect(try holds(shop) == [.incompleteImport])
    #expect(try shop.order(1)?.lines == [])

    let batch = try shop.takeFile([whole(2)]).batch
    #expect(try holds(shop) == [])
    #expect(try shop.order(1)?.lines.map(\.sku) == ["MUG"])
    #expect(try shop.count("holds:incompleteImport") == 0)
    #expect(try shop.findings() == [])

    // The hold goes in the import's own entry, so its undo brings it back.
    _ = try shop.store.undo(entry: batch, as: shop.admin, now: shop.now)
    #expect(try holds(shop) == [.incompleteImport])
    #expect(try shop.findings() == [])
  }

  @Test(arguments: [("a", "b"), ("b", "a"), ("c", "d"), ("d", "c")])
  func `At equal stamps the whole record counts, whichever comes first`(raws: (String, String)) throws {
    for wholeFirst in [false, true] {
      let shop = try Shop()
      let records = [incomplete(1, raw: raws.0), whole(1, raw: raws.1)]
      for record in wholeFirst ? records.reversed() : records { try shop.take([record]) }
      #expect(try holds(shop) == [])
      #expect(try shop.order(1)?.lines.map(\.sku) == ["MUG"])
    }
  }

  @Test func `An older incomplete record holds nothing, and an older whole one lets nothing go`() throws {
    let late = try Shop()
    try late.take([whole(2)])
    try late.take([incomplete(1)])
    #expect(try holds(late) == [])

    let early = try Shop()
    try early.take([incomplete(2)])
    try early.take([whole(1)])
    #expect(try holds(early) == [.incompleteImport])
  }

  @Test func `A file that lists no more than could be read has not brought the missing line`() throws {
    let shop = try Shop()
    try shop.take([incomplete(1, lines: [("MUG", 1, 1250)])])
    try shop.take([whole(2)])
    #expect(try holds(shop) == [.incompleteImport])
    try shop.take([whole(3, lines: [("MUG", 1, 1250), ("CUP", 1, 300)])])
    #expect(try holds(shop) == [])
  }

  @Test func `A hold that somebody placed by hand stays`() throws {
    let shop = try Shop()
    try shop.take([whole(1)])
    try shop.perform("holdOrder", 1, fields: ["reason": "incompleteImport", "note": "ask Anna"])
    try shop.take([whole(2, lines: [("MUG", 1, 1250), ("CUP", 1, 300)])])
    #expect(try holds(shop) == [.incompleteImport])
  }
}
