import Domain
import TestSupport
import Testing

@testable import Store

/// Goods that may not be sold any more once the walk for them is made: said at the shelf, and on to the parcel.
@Suite struct UnsoldLotTests {
  private func shop() throws -> (Shop, order: Int64, mug: Int64) {
    let shop = try Shop()
    let mug = try shop.variant(ofNew: "MUG")
    try shop.warehouse()
    try shop.receive(2, of: mug, at: "SZ-A-01", ["lot": "L1"])
    try shop.receive(3, of: mug, at: "SZ-A-02", ["lot": "L2"])
    let order = try shop.promised("1", [("MUG", 2)])
    try shop.releasedWave()
    return (shop, order, mug)
  }

  private func lot(_ code: String, _ shop: Shop) throws -> Int64 {
    try shop.integer("SELECT id FROM lots WHERE code = \(code)")
  }

  @Test(arguments: ["recallLot", "holdLot"])
  func `A lot that is recalled or held during the walk is refused at its scan, and fetched of another`(_ action: String)
    throws
  {
    let (shop, order, mug) = try shop()
    var desk = try shop.desk(1)
    #expect(try shop.play("SZ-A-01\nMUG", on: &desk) == [])
    try shop.perform(action, try lot("L1", shop))
    #expect(try shop.play("L1 ! notSellable:L1", on: &desk) == [])
    #expect(desk.step.prompt == .lot)
    // It is there, so it is not lost: it stays, and another shelf gives the units.
    #expect(try shop.play("F7\nF3\n=4\nSZ-A-01", on: &desk) == [])
    #expect(desk.isDone)
    #expect(try shop.there(mug, "SZ-A-01", lot: "L1") == 2)
    #expect(try shop.integer("SELECT COUNT(*) FROM count_tasks") == 0)
    try shop.walk(try #require(try shop.openRuns().first).id)
    #expect(try shop.units(order) == "picked 2")
    #expect(try shop.there(mug, "SZ-A-02", lot: "L2") == 1)
    #expect(try shop.findings() == [])
  }

  @Test func `A recalled lot is not packed, not labelled and not shipped`() throws {
    let (shop, order, _) = try shop()
    try shop.walk(1)
    let fulfilment = try shop.fulfilment(of: order)
    let recalled = ActionRefusal.stock(.notSellable(lot: "L1", status: .onHold))
    let lot = try lot("L1", shop)
    try shop.perform("holdLot", lot)
    #expect(throws: recalled) { try shop.perform("packParcel", fulfilment) }
    var table = try shop.packDesk(fulfilment)
    #expect(try shop.play("SHOP-1\nMUG ! notSellable:L1", on: &table) == [])
    try shop.perform("approveLot", lot)
    try shop.perform("packParcel", fulfilment)
    try shop.perform("holdLot", lot)
    let label = ["carrier": "DHL", "tracking": "JD1"]
    #expect(throws: recalled) { try shop.perform("labelParcel", 1, fields: label) }
    try shop.perform("approveLot", lot)
    try shop.perform("labelParcel", 1, fields: label)
    try shop.perform("holdLot", lot)
    #expect(throws: recalled) { try shop.perform("shipParcel", 1) }
    #expect(try shop.findings() == [])
  }

  @Test func `Another lot is taken where it is in this bin alone`() throws {
    let (shop, _, mug) = try shop()
    var desk = try shop.desk(1)
    #expect(try shop.play("SZ-A-01\nMUG\nF4\n\"L2 ! notThere:MUG/L2@SZ-A-01", on: &desk) == [])
    #expect(try shop.play("\"L9 ! wrongLot:MUG", on: &desk) == [])
    try shop.receive(2, of: mug, at: "SZ-A-01", ["lot": "L2"])
    #expect(try shop.play("\"L2\n\"L2\nMUG\nL2\n=2\nB1", on: &desk) == [])
    #expect(try shop.there(mug, "SZ-A-01", lot: "L2") == 0)
  }

  @Test func `A place that was closed meanwhile is said where it is scanned`() throws {
    let (shop, _, mug) = try shop()
    try shop.move(2, of: mug, from: "SZ-A-01", to: "SZ-B-01", ["lot": "L1"])
    try shop.perform("closeLocation", try shop.integer("SELECT id FROM locations WHERE code = 'SZ-A-01'"))
    var desk = try shop.desk(1)
    #expect(try shop.play("SZ-A-01 ! closedLocation:SZ-A-01", on: &desk) == [])
    #expect(desk.step.prompt == .location)
    #expect(try shop.play("F3\n=6\nyes", on: &desk) == [])
    #expect(desk.isDone)
    #expect(try shop.openRuns().count == 1)
  }
}
