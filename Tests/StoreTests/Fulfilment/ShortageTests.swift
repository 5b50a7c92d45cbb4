import Domain
import TestSupport
import Testing

@testable import Store

/// A count that finds less than is promised.
@Suite struct ShortageTests {
  /// Three orders of two mugs each, promised out of six in one bin; the third leaves last.
  private func shop(elsewhere: Int64 = 0) throws -> (Shop, orders: [Int64], mug: Int64) {
    let shop = try Shop()
    let mug = try shop.variant(ofNew: "MUG")
    try shop.warehouse()
    try shop.warehouse("DE")
    try shop.receive(6, of: mug, at: "SZ-A-01")
    let orders = try (1...3).map { number in
      let id = try shop.promised("\(number)", [("MUG", 2)], from: "SZ")
      try shop.perform("rescheduleOrder", id, fields: ["shipBy": "2026-09-2\(number)"])
      return id
    }
    if elsewhere > 0 { try shop.receive(elsewhere, of: mug, at: "DE-A-01") }
    return (shop, orders, mug)
  }

  private func reasons(_ shop: Shop, _ order: Int64) throws -> [String] {
    try shop.store.connection.readNow { try JournalTable.history(kind: "orders", subject: order, in: $0) }
      .flatMap(\.changes).filter { $0.field == Shortage.field }.compactMap(\.after.text)
  }

  @Test(arguments: ["countStock", "finishCount", "walk", "file"])
  func `Whoever leaves last gives up what is not there, at once, and the order says why`(way: String) throws {
    let (shop, orders, mug) = try shop(elsewhere: 1)
    let before = try shop.picture()
    var entry: Int64?
    switch way {
    case "countStock":
      entry = try shop.perform("countStock", mug, fields: ["at": "SZ-A-01", "counted": "3"]).entry
    case "finishCount":
      try shop.perform(
        "askCount", try shop.integer("SELECT id FROM locations WHERE code = 'SZ-A-01'"), fields: ["sku": "MUG"])
      entry = try shop.perform("finishCount", 1, fields: ["counted": "3"]).entry
    case "walk":
      let place = try shop.integer("SELECT id FROM locations WHERE code = 'SZ-A-01'")
      try shop.perform("askCount", place, fields: ["sku": "MUG"])
      try shop.perform("planCount", place)
      var walk = try shop.desk(try #require(try shop.openRuns("count").first).id)
      #expect(try shop.play("SZ-A-01\nMUG\n=3\nF8\nSZ-A-01", on: &walk) == [])
    default:
      var count = IncomingStock(sku: "MUG", itemId: "MUG", location: "SZ", available: 3, raw: "MUG 3", line: 2)
      count.count = StockCount(quantity: 3)
      count.count?.bin = "SZ-A-01"
      entry = try shop.takeFile([.stock(count)], file: "count.csv").batch
    }
    #expect(try shop.units(orders[0]) == "reserved 2")
    #expect(try shop.units(orders[1]) == "backordered 1, reserved 1")
    // One of the last order's two is in the other warehouse.
    #expect(try shop.units(orders[2]) == "backordered 1, reserved 1")
    #expect(try shop.free(mug, "DE") == 0)
    #expect(try reasons(shop, orders[2]) == ["MUG: 6 promised, 3 counted in SZ"])
    #expect(try reasons(shop, orders[0]).isEmpty)
    #expect(try shop.findings() == [])
    guard let entry else { return }
    shop.now = shop.now.adding(milliseconds: 1000)
    let undone = try shop.store.undo(entry: entry, as: shop.admin, now: shop.now)
    #expect(undone.refused.isEmpty)
    let same = try shop.picture().filter { !$0.hasPrefix("count_tasks") }
    #expect(same == before.filter { !$0.hasPrefix("count_tasks") })
    #expect(try shop.findings() == [])
    _ = try shop.store.undo(entry: undone.undoEntry, as: shop.admin, now: shop.now.adding(milliseconds: 1000))
    #expect(try shop.units(orders[2]) == "backordered 1, reserved 1")
    #expect(try shop.findings() == [])
  }

  @Test func `Walks that nobody has begun leave it out, and orders outside a wave come first`() throws {
    let (shop, orders, mug) = try shop()
    try shop.releasedWave()
    let late = try shop.sale("9", [("MUG", 1)])
    try shop.receive(1, of: mug, at: "SZ-A-01")
    try shop.perform("allocateOrder", late)
    let counted = try shop.perform("countStock", mug, fields: ["at": "SZ-A-01", "counted": "5"])
    #expect(try shop.units(late) == "backordered 1")
    #expect(try shop.units(orders[2]) == "backordered 1, reserved 1")
    #expect(try shop.stages(orders[2]) == [.released])
    #expect(try shop.integer("SELECT came_short FROM fulfilments WHERE order_id = \(orders[2])") == 1)
    #expect(try shop.integer("SELECT SUM(quantity - cancelled) FROM run_steps") == 5)
    #expect(try shop.findings() == [])
    _ = try shop.store.undo(entry: counted.entry, as: shop.admin, now: shop.now)
    #expect(try shop.integer("SELECT SUM(quantity - cancelled) FROM run_steps") == 6)
    #expect(try shop.stages(orders[2]) == [.released])
    #expect(try shop.units(late) == "reserved 1")
    #expect(try shop.findings() == [])
  }

  @Test func `Somebody who walks for it hears of it`() throws {
    let (shop, orders, mug) = try shop()
    try shop.releasedWave()
    var desk = try shop.desk(try #require(try shop.openRuns().first).id)
    #expect(try shop.play("SZ-A-01", on: &desk) == [])
    try shop.perform("countStock", mug, fields: ["at": "SZ-A-01", "counted": "4"])
    #expect(try shop.units(orders[2]) == "backordered 2")
    #expect(try shop.play("MUG ! news", on: &desk) == [])
    #expect(try shop.findings() == [])
  }

  @Test func `A count that finds enough changes no promise`() throws {
    let (shop, orders, mug) = try shop()
    try shop.receive(4, of: mug, at: "SZ-A-02")
    try shop.perform("countStock", mug, fields: ["at": "SZ-A-01", "counted": "2"])
    #expect(try orders.map { try shop.units($0) } == Array(repeating: "reserved 2", count: 3))
    #expect(try shop.findings() == [])
  }
}
