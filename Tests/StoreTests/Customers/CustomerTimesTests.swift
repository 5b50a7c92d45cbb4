import Domain
import Store
import Testing

/// When a customer first and last ordered follows the orders that are there.
@Suite struct CustomerTimesTests {
  private func times(_ shop: Shop) throws -> [Int64?] {
    let customer = try shop.store.connection.readNow { try CustomerTable.load(1, in: $0) }
    return [customer?.firstOrderAt, customer?.lastOrderAt].map { $0?.seconds }
  }

  private func order(_ id: String, at seconds: Int64, revised: Int64? = nil) -> IntakeItem {
    var order = IncomingOrder.made(id, revised: revised)
    order.placedAt = Instant(seconds: seconds)
    return .order(order)
  }

  @Test func `They go back with an import, and come again with it`() throws {
    let shop = try Shop()
    try shop.take([order("1", at: 5000)])
    let batch = try shop.takeFile([order("2", at: 2000), order("3", at: 9000)]).batch
    #expect(try times(shop) == [2000, 9000])
    let undone = try shop.store.undo(entry: batch, as: shop.admin, now: shop.now)
    #expect(try times(shop) == [5000, 5000])
    #expect(try shop.findings() == [])
    _ = try shop.store.undo(entry: undone.undoEntry, as: shop.admin, now: shop.now)
    #expect(try times(shop) == [2000, 9000])
    #expect(try shop.findings() == [])
  }

  @Test func `Without orders there are none, and an order entered by hand that is taken back leaves none`() throws {
    let shop = try Shop()
    let batch = try shop.takeFile([order("1", at: 5000)]).batch
    try shop.perform(
      "enterOrder",
      fields: ["channel": "shop", "lines": "MUG*1@2", "customer": "C-1", "placedAt": "2026-01-01 00:00"])
    #expect(try times(shop) == [5000, 1_767_225_600])
    _ = try shop.store.undo(entry: nil, as: shop.admin, now: shop.now)
    #expect(try times(shop) == [5000, 5000])
    _ = try shop.store.undo(entry: batch, as: shop.admin, now: shop.now)
    #expect(try times(shop) == [nil, nil])
    #expect(try shop.findings() == [])
  }

  @Test func `A file that dates an order anew moves them`() throws {
    let shop = try Shop()
    try shop.take([order("1", at: 5000, revised: 1), order("2", at: 6000, revised: 1)])
    try shop.take([order("2", at: 4000, revised: 2)])
    #expect(try times(shop) == [4000, 5000])
    _ = try shop.store.undo(entry: nil, as: shop.admin, now: shop.now)
    #expect(try times(shop) == [5000, 6000])
    #expect(try shop.findings() == [])
  }
}
