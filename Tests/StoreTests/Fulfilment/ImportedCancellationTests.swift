import Domain
import TestSupport
import Testing

@testable import Store

/// An order that its channel calls off while somebody has its goods in the hand.
@Suite struct ImportedCancellationTests {
  private func shop(picked: Bool, packed: Bool = false, labelled: Bool = false) throws -> (
    Shop, order: Int64, mug: Int64
  ) {
    let shop = try Shop()
    let mug = try shop.variant(ofNew: "MUG")
    try shop.warehouse()
    try shop.receive(10, of: mug, at: "SZ-A-01")
    let order = try shop.promised("1", [("MUG", 3)])
    try shop.releasedWave()
    if picked { try shop.walk(try #require(try shop.openRuns().first).id) }
    if packed { try shop.perform("packParcel", try shop.fulfilment(of: order)) }
    if labelled { try shop.perform("labelParcel", 1, fields: ["carrier": "DHL", "tracking": "T-1"]) }
    return (shop, order, mug)
  }

  private func cancelled(_ lines: [(String, Int64)] = [("MUG", 3)], state: OrderState? = .cancelled) -> IntakeItem {
    var order = IncomingOrder.made("1", revised: 100, lines: lines.map { ($0.0, $0.1, 1000) }, raw: "off \(lines)")
    order.state = state
    order.linesAreComplete = state == nil
    return .order(order)
  }

  @Test(arguments: [(false, false, false), (true, false, false), (true, true, false), (true, true, true)])
  func `A cancellation in a file leaves walks and parcels as one by hand does, and its undo brings them back`(
    picked: Bool, packed: Bool, labelled: Bool
  ) throws {
    let (shop, order, mug) = try shop(picked: picked, packed: packed, labelled: labelled)
    let before = try shop.picture()
    let (outcomes, batch, _) = try shop.takeFile(
      [cancelled()], at: Shop.start.adding(milliseconds: 200_000), file: "b.csv")
    #expect(outcomes == [.updated(order)])
    #expect(try shop.openRuns().isEmpty)
    #expect(try shop.integer("SELECT COUNT(*) FROM parcels") == 0)
    #expect(try shop.integer("SELECT COUNT(*) FROM labels WHERE voided_at IS NULL") == 0)
    #expect(try shop.openRuns("putaway").count == (picked ? 1 : 0))
    #expect(try shop.units(order) == (picked ? "picked 3" : "cancelled 3"))
    #expect(try shop.findings() == [])

    let undone = try shop.store.undo(entry: batch, as: shop.admin, now: shop.now.adding(milliseconds: 500))
    #expect(undone.refused.isEmpty)
    #expect(try shop.picture() == before)
    #expect(try shop.findings() == [])
    // The same file comes in again as if it had never been.
    shop.now = shop.now.adding(milliseconds: 2000)
    let again = try shop.takeFile([cancelled()], at: Shop.start.adding(milliseconds: 200_000), file: "b.csv")
    #expect(again.outcomes == [.updated(order)])
    for run in try shop.openRuns("putaway") {
      var walk = try shop.desk(run.id)
      #expect(try shop.play("MUG\n=3\nSZ-A-01", on: &walk) == [])
    }
    #expect(try shop.units(order) == "cancelled 3")
    #expect(try shop.there(mug, "SZ-A-01") == 10)
    #expect(try shop.findings() == [])
  }

  @Test func `Of a line with fewer units what is too many goes back to its shelf`() throws {
    let shop = try Shop()
    let mug = try shop.variant(ofNew: "MUG")
    try shop.warehouse()
    try shop.receive(10, of: mug, at: "SZ-A-01")
    // The channel's own number of the line says that it is the same one.
    func sold(_ units: Int64) -> IntakeItem {
      var order = IncomingOrder.made("1", revised: 10 - units, lines: [("MUG", units, 1000)], raw: "sold \(units)")
      order.lines[0].externalId = "L1"
      order.linesAreComplete = true
      return .order(order)
    }
    try shop.take([sold(3)])
    let order: Int64 = 1
    try shop.perform("allocateOrder", order)
    try shop.releasedWave()
    try shop.walk(try #require(try shop.openRuns().first).id)
    try shop.perform("packParcel", try shop.fulfilment(of: order))
    try shop.take([sold(1)], file: "b.csv")
    #expect(try shop.units(order) == "picked 3")
    var walk = try shop.desk(try #require(try shop.openRuns("putaway").first).id)
    #expect(try shop.play("MUG\n=2\nSZ-A-01", on: &walk) == [])
    #expect(try shop.units(order) == "picked 1")
    #expect(try shop.there(mug, "SZ-A-01") == 9)
    try shop.perform("packParcel", try shop.fulfilment(of: order))
    #expect(try shop.units(order) == "packed 1")
    #expect(try shop.findings() == [])
  }

  @Test func `A walk under way hears of it`() throws {
    let (shop, order, _) = try shop(picked: false)
    var desk = try shop.desk(try #require(try shop.openRuns().first).id)
    #expect(try shop.play("SZ-A-01", on: &desk) == [])
    try shop.take([cancelled()], at: Shop.start.adding(milliseconds: 200_000), file: "b.csv")
    #expect(try shop.play("MUG ! news", on: &desk) == [])
    #expect(try shop.units(order) == "cancelled 3")
    #expect(try shop.findings() == [])
  }

  @Test func `One whose parcel has left is held, and says why`() throws {
    let (shop, order, _) = try shop(picked: true, packed: true, labelled: true)
    try shop.perform("shipParcel", 1)
    try shop.take([cancelled()], at: Shop.start.adding(milliseconds: 200_000), file: "b.csv")
    let held = try #require(try shop.order(order))
    #expect(held.state == .cancelled)
    #expect(held.holds.map(\.note) == ["cancelled at its channel after goods of it had left"])
    #expect(try shop.units(order) == "shipped 3")
    #expect(try shop.findings() == [])
  }
}
