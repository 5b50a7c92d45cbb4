import Domain
import TestSupport
import Testing

@testable import Store

/// What of an order leaves without a parcel of ours, or is not to leave any more, and what becomes of its promises.
@Suite struct SentElsewhereTests {
  private func shop() throws -> (Shop, order: Int64, mug: Int64) {
    let shop = try Shop()
    let mug = try shop.variant(ofNew: "MUG")
    try shop.warehouse()
    try shop.receive(6, of: mug, at: "SZ-A-01")
    try shop.receive(4, of: mug, at: "SZ-A-02")
    return (shop, try shop.promised("1", [("MUG", 8)]), mug)
  }

  private func told(_ fulfilment: FulfilmentState?, payment: PaymentState = .paid, shipped: Int64 = 0) -> IntakeItem {
    var order = IncomingOrder.made(
      "1", revised: 100, lines: [("MUG", 8, 1000)], raw: "told \(fulfilment as Any) \(payment) \(shipped)")
    order.fulfilment = fulfilment
    order.payment = payment
    order.lines[0].fulfilledQuantity = shipped
    return .order(order)
  }

  @Test func `Shipped by hand, the goods leave the books, and the undo puts them and the promise back`() throws {
    let (shop, order, mug) = try shop()
    let before = try shop.picture()
    let shipped = try shop.perform("shipOrder", order)
    #expect(try shop.units(order) == "shipped 8")
    #expect(try shop.there(mug, "SZ-A-01") + shop.there(mug, "SZ-A-02") == 2)
    #expect(try shop.there(mug, "CUSTOMER") == 8)
    #expect(try shop.free(mug, "SZ") == 2)
    #expect(throws: ActionRefusal.self) { try shop.perform("deallocateOrder", order) }
    #expect(throws: ActionRefusal.fulfilment(.nothingToPlan)) {
      try shop.perform("planWave", fields: ["warehouse": "SZ"])
    }
    #expect(try shop.findings() == [])
    let after = try shop.picture()
    let undone = try shop.store.undo(entry: shipped.entry, as: shop.admin, now: shop.now)
    #expect(try shop.picture() == before)
    #expect(try shop.free(mug, "SZ") == 2)
    #expect(try shop.findings() == [])
    _ = try shop.store.undo(entry: undone.undoEntry, as: shop.admin, now: shop.now)
    #expect(try shop.picture() == after)
    #expect(try shop.findings() == [])
  }

  @Test func `Its channel says that it was shipped: the same, and the same back`() throws {
    let (shop, order, mug) = try shop()
    try shop.releasedWave()
    let before = try shop.picture()
    let file = try shop.takeFile([told(.shipped)], at: Shop.start.adding(milliseconds: 200_000), file: "b.csv")
    #expect(file.outcomes == [.updated(order)])
    #expect(try shop.units(order) == "shipped 8")
    #expect(try shop.there(mug, "CUSTOMER") == 8)
    #expect(try shop.openRuns().isEmpty)
    #expect(try shop.findings() == [])
    let undone = try shop.store.undo(entry: file.batch, as: shop.admin, now: shop.now)
    #expect(undone.refused.isEmpty)
    #expect(try shop.picture() == before)
    #expect(try shop.findings() == [])
  }

  @Test func `A part of it leaves a part of the promise`() throws {
    let (shop, order, mug) = try shop()
    let shipped = try shop.perform("shipPart", order, fields: ["lines": "MUG*3"])
    #expect(try shop.units(order) == "reserved 5, shipped 3")
    #expect(try shop.there(mug, "CUSTOMER") == 3)
    try shop.take([told(.partlyShipped, shipped: 5)], at: Shop.start.adding(milliseconds: 200_000), file: "b.csv")
    #expect(try shop.units(order) == "reserved 3, shipped 5")
    #expect(try shop.free(mug, "SZ") == 2)
    #expect(try shop.findings() == [])
    #expect(throws: ActionRefusal.self) {
      try shop.store.undo(entry: shipped.entry, as: shop.admin, now: shop.now)
    }
  }

  @Test func `Where nothing was promised here nothing moves, and nothing waits`() throws {
    let (shop, _, mug) = try shop()
    let other = try shop.sale("2", [("MUG", 5)])
    try shop.perform("allocateOrder", other)
    #expect(try shop.units(other) == "backordered 3, reserved 2")
    try shop.perform("deallocateOrder", other)
    let shipped = try shop.perform("shipOrder", other)
    #expect(try shop.units(other) == "shipped 5")
    #expect(try shop.there(mug, "CUSTOMER") == 0)
    _ = try shop.store.undo(entry: shipped.entry, as: shop.admin, now: shop.now)
    #expect(try shop.units(other) == "backordered 5")
    #expect(try shop.findings() == [])
  }

  @Test func `What is off the shelf leaves with its parcel, also where its channel has said so before`() throws {
    let (shop, order, mug) = try shop()
    try shop.releasedWave()
    try shop.walk(try #require(try shop.openRuns().first).id)
    #expect(throws: ActionRefusal.order(.inWarehouse(sku: "MUG", units: 8))) { try shop.perform("shipOrder", order) }
    try shop.perform("packParcel", try shop.fulfilment(of: order))
    try shop.perform("labelParcel", 1, fields: ["carrier": "DHL", "tracking": "T-1"])
    try shop.take([told(.shipped)], at: Shop.start.adding(milliseconds: 200_000), file: "b.csv")
    #expect(try shop.units(order) == "packed 8")
    try shop.perform("shipParcel", 1)
    #expect(try shop.units(order) == "shipped 8")
    #expect(try shop.there(mug, "CUSTOMER") == 8)
    #expect(try shop.findings() == [])
  }

  @Test(arguments: ["markRefunded", "closeOrder", "file"])
  func `Of what is paid back or closed nothing is promised, and the undo promises it again`(how: String) throws {
    let (shop, order, mug) = try shop()
    try shop.releasedWave()
    let before = try shop.picture()
    let entry: Int64?
    if how == "file" {
      entry =
        try shop.takeFile(
          [told(nil, payment: .refunded)], at: Shop.start.adding(milliseconds: 200_000), file: "b.csv"
        ).batch
    } else {
      entry = try shop.perform(how, order).entry
    }
    #expect(try shop.units(order) == "cancelled 8")
    #expect(try shop.free(mug, "SZ") == 10)
    #expect(try shop.openRuns().isEmpty)
    #expect(throws: ActionRefusal.fulfilment(.nothingToPlan)) {
      try shop.perform("planWave", fields: ["warehouse": "SZ"])
    }
    #expect(try shop.findings() == [])
    _ = try shop.store.undo(entry: entry, as: shop.admin, now: shop.now)
    #expect(try shop.picture() == before)
    #expect(try shop.findings() == [])
  }

  @Test func `A parcel that its channel sent stays a parcel where its order is paid back`() throws {
    let (shop, order, _) = try shop()
    try shop.releasedWave()
    try shop.walk(try #require(try shop.openRuns().first).id)
    try shop.perform("packParcel", try shop.fulfilment(of: order))
    try shop.perform("labelParcel", 1, fields: ["carrier": "DHL", "tracking": "T-1"])
    try shop.take(
      [told(.shipped, payment: .refunded)], at: Shop.start.adding(milliseconds: 200_000), file: "b.csv")
    #expect(try shop.units(order) == "packed 8")
    try shop.perform("shipParcel", 1)
    #expect(try shop.units(order) == "shipped 8")
    #expect(try shop.findings() == [])
  }

  @Test func `The doctor names a promise of which nothing is to be sent`() throws {
    let (shop, order, _) = try shop()
    try shop.store.connection.writeNow {
      try $0.execute("UPDATE orders SET fulfilment = 'shipped' WHERE id = \(order)")
    }
    #expect(try shop.findings().contains { $0.hasPrefix("promisesOfNothing") })
  }

  @Test(arguments: ["askCount", "planCount", "planPutAway", "planReplenishment"])
  func `A count or walk that was asked for goes with its undo, and comes with its redo`(action: String) throws {
    let (shop, _, mug) = try shop()
    let place = try shop.integer("SELECT id FROM locations WHERE code = 'SZ-A-01'")
    try shop.receive(5, of: mug, at: "SZ-DOCK")
    try shop.receive(50, of: mug, at: "SZ-BULK")
    try shop.perform("setBinLevel", place, fields: ["sku": "MUG", "least": "20", "most": "30"])
    if action == "planCount" { try shop.perform("askCount", place, fields: ["sku": "MUG"]) }
    let before = try shop.picture()
    let dock = try shop.integer("SELECT id FROM locations WHERE code = 'SZ-DOCK'")
    let done = try shop.perform(
      action, action == "planPutAway" ? dock : place, fields: action == "askCount" ? ["sku": "MUG"] : [:])
    let after = try shop.picture()
    #expect(after != before)
    let undone = try shop.store.undo(entry: nil, as: shop.admin, now: shop.now)
    #expect(undone.entry.seq == done.entry)
    #expect(try shop.picture() == before)
    #expect(try shop.store.undoPlan(entry: nil, as: shop.admin).entry.seq != done.entry)
    _ = try shop.store.undo(entry: undone.undoEntry, as: shop.admin, now: shop.now)
    #expect(try shop.picture() == after)
    if let run = try ["count", "putaway"].flatMap({ try shop.openRuns($0) }).first {
      _ = try shop.desk(run.id)
      #expect(throws: ActionRefusal.self) { try shop.store.undo(entry: done.entry, as: shop.admin, now: shop.now) }
    }
    #expect(try shop.findings() == [])
  }

  @Test func `The expiry day of a lot is put right, and goes back`() throws {
    let (shop, _, mug) = try shop()
    try shop.receive(5, of: mug, at: "SZ-B-01", ["lot": "L1", "expires": "2020-01-31"])
    #expect(try shop.free(mug, "SZ") == 2)
    let lot = try shop.integer("SELECT id FROM lots")
    let edited = try shop.perform("editLot", lot, fields: ["expires": "2099-01-31"])
    #expect(try shop.free(mug, "SZ") == 7)
    _ = try shop.store.undo(entry: edited.entry, as: shop.admin, now: shop.now)
    #expect(try shop.free(mug, "SZ") == 2)
    try shop.perform("editLot", lot, fields: ["expires": ""])
    #expect(try shop.free(mug, "SZ") == 7)
  }
}
