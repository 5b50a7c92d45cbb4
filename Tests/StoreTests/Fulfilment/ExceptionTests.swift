import Domain
import Foundation
import TestSupport
import Testing

@testable import Store

/// What goes otherwise than planned between shelf and carrier: short picks, cancelled orders, other weights.
@Suite struct ExceptionTests {
  private func shop() throws -> (Shop, mug: Int64) {
    let shop = try Shop()
    let mug = try shop.variant(ofNew: "MUG")
    try shop.warehouse()
    return (shop, mug)
  }

  @Test func `What a wave has stays with its order, and is neither divided nor joined`() throws {
    let (shop, mug) = try shop()
    try shop.receive(9, of: mug, at: "SZ-A-01")
    let order = try shop.promised("1", [("MUG", 3)])
    let other = try shop.promised("2", [("MUG", 2)])
    try shop.releasedWave()
    let before = try shop.picture()
    func refuses(_ action: String, _ order: Int64, _ fields: [String: String]) {
      #expect(throws: ActionRefusal.order(.cannotSplit(.inWarehouse))) {
        try shop.perform(action, order, fields: fields)
      }
    }
    refuses("splitOrder", order, ["lines": "MUG*1"])
    refuses("mergeOrders", order, ["with": "SHOP-2"])
    #expect(try shop.picture() == before)
    for run in try shop.openRuns() { try shop.walk(run.id) }
    refuses("splitOrder", order, ["lines": "MUG*1"])
    try shop.perform("cancelOrder", other)
    try shop.perform("putBackGoods", other, fields: ["to": "SZ-A-02"])
    #expect(try shop.there(mug, "SZ-A-02") == 2)
    #expect(try shop.findings() == [])
  }

  @Test func `What is short is sought on another shelf, and the place is to be counted`() throws {
    let (shop, mug) = try shop()
    try shop.receive(3, of: mug, at: "SZ-A-01")
    try shop.receive(5, of: mug, at: "SZ-A-02")
    let order = try shop.promised("1", [("MUG", 3)])
    try shop.releasedWave()
    var desk = try shop.desk(try #require(try shop.openRuns().first).id)
    // One is there, two are not.
    #expect(try shop.play("SZ-A-01\nMUG\nF3\n=2\nSZ-A-01\nB1", on: &desk) == [])
    #expect(desk.isDone || desk.step.prompt == .unloading)
    try shop.play("yes", on: &desk)
    #expect(try shop.units(order) == "reserved 2, picked 1")
    #expect(try shop.there(mug, "SZ-A-01") == 0)
    #expect(try shop.there(mug, "LOSS") == 2)
    #expect(try shop.text("SELECT cause FROM count_tasks") == "fewer")
    #expect(try shop.stages(order) == [.picking])

    let second = try #require(try shop.openRuns().first)
    #expect(
      try shop.text("SELECT l.code FROM run_steps s JOIN locations l ON l.id = s.location_id WHERE s.run_id = 2")
        == "SZ-A-02")
    try shop.walk(second.id)
    #expect(try shop.units(order) == "picked 3")
    #expect(try shop.stages(order) == [.picked])

    // They lay beneath the shelf.
    try shop.perform("finishCount", 1, fields: ["counted": "2"])
    #expect(try shop.there(mug, "SZ-A-01") == 2)
    #expect(try shop.there(mug, "LOSS") == 0)
    #expect(throws: ActionRefusal.fulfilment(.countDone("Z-1"))) {
      try shop.perform("finishCount", 1, fields: ["counted": "2"])
    }
    #expect(try shop.findings() == [])
  }

  @Test func `What a picker could not take is promised to nobody until it is counted`() throws {
    let (shop, mug) = try shop()
    try shop.receive(5, of: mug, at: "SZ-A-01")
    let order = try shop.promised("1", [("MUG", 3)])
    try shop.releasedWave()
    var desk = try shop.desk(try #require(try shop.openRuns().first).id)
    // Nobody gets to them: by the books they stay.
    #expect(try shop.play("SZ-A-01\nMUG\nF3\n=6\nSZ-A-01\nB1", on: &desk) == [])
    try shop.play("yes", on: &desk)
    #expect(try shop.there(mug, "SZ-A-01") == 4)
    #expect(try shop.units(order) == "backordered 2, picked 1")
    #expect(try shop.free(mug, "SZ") == 0)
    #expect(throws: ActionRefusal.stock(.nothingFree(order: "SHOP-1"))) { try shop.perform("allocateOrder", order) }
    let figures = try shop.store.connection.readNow {
      try StockFigures.availability(of: mug, at: shop.now, in: $0)
    }.values.first
    #expect(figures?.uncounted == 4 && figures?.unpromised == 4 && figures?.short == 0)

    try shop.perform("finishCount", 1, fields: ["counted": "4"])
    try shop.perform("allocateOrder", order)
    #expect(try shop.units(order) == "reserved 2, picked 1")
    #expect(try shop.free(mug, "SZ") == 2)
    // A count that somebody only asked for keeps nothing from sale.
    let place = try shop.integer("SELECT id FROM locations WHERE code = 'SZ-A-01'")
    try shop.perform("askCount", place, fields: ["sku": "MUG"])
    #expect(try shop.free(mug, "SZ") == 2)
    #expect(try shop.findings() == [])
  }

  @Test func `What no shelf has comes from another warehouse, or is waited for`() throws {
    let (shop, mug) = try shop()
    try shop.warehouse("DE")
    try shop.receive(2, of: mug, at: "SZ-A-01")
    let order = try shop.promised("1", [("MUG", 2)], from: "SZ")
    try shop.receive(1, of: mug, at: "DE-A-01")
    try shop.releasedWave()
    var desk = try shop.desk(try #require(try shop.openRuns().first).id)
    #expect(try shop.play("SZ-A-01\nF3\n=1\nSZ-A-01", on: &desk) == [])
    #expect(try shop.units(order) == "backordered 1, reserved 1")
    #expect(try shop.stages(order) == [.short])
    #expect(
      try shop.integer(
        "SELECT COUNT(*) FROM allocations a JOIN locations l ON l.id = a.warehouse_id WHERE l.code = 'DE'") == 1)
    #expect(try shop.there(mug, "LOSS") == 2)
    #expect(try shop.findings() == [])
  }

  @Test func `An order cancelled during the walk leaves it, and what was taken goes back to its shelf`() throws {
    let (shop, mug) = try shop()
    try shop.receive(10, of: mug, at: "SZ-A-01")
    let orders = try (1...3).map { try shop.promised("\($0)", [("MUG", 2)]) }
    try shop.releasedWave()
    let run = try #require(try shop.openRuns().first).id
    var desk = try shop.desk(run)
    #expect(try shop.play("SZ-A-01\nMUG\n=2\nB1", on: &desk) == [])
    #expect(try shop.units(orders[0]) == "picked 2")
    try shop.perform("cancelOrder", orders[0])
    let off = try shop.perform("cancelOrder", orders[1])
    #expect(try shop.units(orders[0]) == "picked 2")
    #expect(try shop.units(orders[1]) == "cancelled 2")
    #expect(try shop.stages(orders[1]) == [.cancelled])

    // The next scan was meant for an order that is off: the walk says so and asks for the third.
    #expect(try shop.play("MUG ! news", on: &desk) == [])
    #expect(desk.step.facts.contains(.order("SHOP-3")))
    #expect(try shop.play("MUG\n=2\nB3", on: &desk) == [])
    try shop.play("yes", on: &desk)
    #expect(desk.isDone)
    #expect(try shop.units(orders[2]) == "picked 2")
    #expect(throws: ActionRefusal.stock(.cancelled(order: "SHOP-1"))) {
      try shop.packDesk(try shop.fulfilment(of: orders[0]))
    }

    // What is on the cart goes back by a walk of its own, which the cancellation has made.
    #expect(throws: ActionRefusal.fulfilment(.nothingToDo("F-1"))) {
      try shop.perform("putBack", try shop.fulfilment(of: orders[0]))
    }
    let back = try #require(try shop.openRuns("putaway").first).id
    var walk = try shop.desk(back)
    #expect(try shop.play("MUG\n=2\nSZ-A-01", on: &walk) == [])
    #expect(walk.isDone)
    #expect(try shop.units(orders[0]) == "cancelled 2")
    #expect(try shop.stages(orders[0]) == [.cancelled])
    #expect(try shop.there(mug, "SZ-A-01") == 8)
    #expect(try shop.findings() == [])

    // On again: what is free is promised again, and a new wave may have it.
    _ = try shop.store.undo(entry: off.entry, as: shop.admin, now: shop.now)
    #expect(try shop.units(orders[1]) == "reserved 2")
    #expect(try shop.stages(orders[1]) == [.picking])
    #expect(try shop.findings() == [])
  }

  @Test func `A parcel of another weight is refused, and one label counts`() throws {
    let (shop, mug) = try shop()
    try shop.receive(10, of: mug, at: "SZ-A-01")
    try shop.tamper("UPDATE variants SET measured_grams = 300 WHERE id = \(mug)")
    let order = try shop.promised("1", [("MUG", 2)])
    try shop.releasedWave()
    try shop.walk(try #require(try shop.openRuns().first).id)
    try shop.perform(
      "createBox", fields: ["code": "S", "length": "200", "width": "150", "height": "100", "emptyGrams": "50"])
    let fulfilment = try shop.fulfilment(of: order)
    var table = try shop.packDesk(fulfilment)
    #expect(
      try shop.play(
        """
        SHOP-2 ! unknownCode
        SHOP-1
        MUG
        CUP ! unknownCode
        yes ! notAllPacked
        MUG
        XL ! unknownCode
        S
        =350 ! weightOutside
        =655
        """, on: &table) == [])
    #expect(table.isDone)
    #expect(try shop.integer("SELECT expected_grams FROM parcels") == 650)

    let parcel = try shop.integer("SELECT id FROM parcels")
    let label = ["carrier": "DHL", "tracking": "A1"]
    try shop.perform("labelParcel", parcel, fields: label)
    let again = ActionRefusal.fulfilment(.labelled(parcel: "P-1", tracking: "A1"))
    #expect(throws: again) { try shop.perform("labelParcel", parcel, fields: ["carrier": "DHL", "tracking": "A2"]) }
    #expect(throws: again) { try shop.perform("unpackParcel", parcel) }
    let void = try shop.perform("voidLabel", parcel)
    try shop.perform("labelParcel", parcel, fields: ["carrier": "UPS", "tracking": "A2"])
    // The void one cannot come back beside the new one.
    #expect(throws: (any Error).self) {
      try shop.store.undo(entry: void.entry, as: shop.admin, now: shop.now)
    }
    #expect(try shop.integer("SELECT COUNT(*) FROM labels WHERE voided_at IS NULL") == 1)

    try shop.perform("holdOrder", order, fields: ["reason": "fraudRisk"])
    #expect(throws: ActionRefusal.fulfilment(.onHold(order: "SHOP-1"))) { try shop.perform("shipParcel", parcel) }
    #expect(throws: ActionRefusal.fulfilment(.nothingToShip)) {
      try shop.perform("makeManifest", fields: ["warehouse": "SZ", "carrier": "UPS"])
    }
    try shop.perform("releaseOrder", order)
    let manifest = try #require(
      try shop.perform("makeManifest", fields: ["warehouse": "SZ", "carrier": "ups"]).subject)
    #expect(try shop.stages(order) == [.manifested])
    let before = try shop.picture()
    let shipped = try shop.perform("shipManifest", manifest)
    #expect(try shop.stages(order) == [.shipped])
    #expect(try shop.integer("SELECT COUNT(*) FROM outbox WHERE topic = 'channel.shippingConfirmed'") == 1)
    _ = try shop.store.undo(entry: shipped.entry, as: shop.admin, now: shop.now)
    #expect(try shop.picture() == before)
    #expect(try shop.findings() == [])
  }

  @Test func `A channel lets so much work in, and a wave that nobody has touched can be given up`() throws {
    let (shop, mug) = try shop()
    try shop.receive(10, of: mug, at: "SZ-A-01")
    let orders = try (1...4).map { try shop.promised("\($0)", [("MUG", 1)]) }
    try shop.perform("createChannel", fields: ["code": "fast", "sentence": "country:DE", "limit": "3"])
    let before = try shop.picture()
    let planned = try shop.perform("planWave", fields: ["warehouse": "SZ", "channel": "fast", "grouping": "discrete"])
    #expect(try orders.map { try shop.stages($0) } == [[.allocated], [.allocated], [.allocated], []])
    #expect(throws: ActionRefusal.fulfilment(.channelFull("fast", limit: 3, atWork: 3))) {
      try shop.perform("planWave", fields: ["warehouse": "SZ", "channel": "fast"])
    }
    let wave = try #require(planned.subject)
    let released = try shop.perform("releaseWave", wave)
    #expect(try shop.openRuns().count == 3)
    let during = try shop.picture()
    let cancelled = try shop.perform("cancelWave", wave)
    #expect(try shop.openRuns().isEmpty)
    #expect(try orders.map { try shop.units($0) } == Array(repeating: "reserved 1", count: 4))
    #expect(try shop.findings() == [])
    _ = try shop.store.undo(entry: cancelled.entry, as: shop.admin, now: shop.now)
    #expect(try shop.picture() == during)
    _ = try shop.store.undo(entry: released.entry, as: shop.admin, now: shop.now)
    _ = try shop.store.undo(entry: planned.entry, as: shop.admin, now: shop.now)
    #expect(try shop.picture() == before)
    #expect(try shop.findings() == [])
  }

  @Test func `Goods are put away, and picking bins are filled from the bulk`() throws {
    let (shop, mug) = try shop()
    let bin = try shop.integer("SELECT id FROM locations WHERE code = 'SZ-A-02'")
    let dock = try shop.integer("SELECT id FROM locations WHERE code = 'SZ-DOCK'")
    let warehouse = try shop.integer("SELECT id FROM locations WHERE code = 'SZ'")
    try shop.perform("setBinLevel", bin, fields: ["sku": "MUG", "least": "2", "most": "5"])
    try shop.receive(4, of: mug, at: "SZ-DOCK")
    try shop.receive(20, of: mug, at: "SZ-BULK")
    try shop.perform("planPutAway", dock)
    #expect(throws: ActionRefusal.fulfilment(.nothingToDo("SZ-DOCK"))) { try shop.perform("planPutAway", dock) }
    var away = try shop.desk(try #require(try shop.openRuns("putaway").first).id)
    #expect(
      try shop.play("MUG\n=1\nSZ-B-01 ! wrongLocation\nSZ-A-02\nMUG\n=3\nSZ-A-02", on: &away) == [])
    #expect(away.isDone)
    #expect(try shop.there(mug, "SZ-A-02") == 4)
    #expect(throws: ActionRefusal.fulfilment(.nothingToDo("SZ"))) { try shop.perform("planReplenishment", warehouse) }

    try shop.move(3, of: mug, from: "SZ-A-02", to: "SZ-A-01")
    try shop.perform("planReplenishment", warehouse)
    var filling = try shop.desk(try #require(try shop.openRuns("putaway").first).id)
    #expect(try shop.play("MUG\n=4\nSZ-A-02", on: &filling) == [])
    #expect(try shop.there(mug, "SZ-A-02") == 5)
    #expect(try shop.there(mug, "SZ-BULK") == 16)
    #expect(try shop.findings() == [])
  }

  @Test func `A blind count sets the books, and ends every task that asked for it`() throws {
    let (shop, mug) = try shop()
    try shop.receive(6, of: mug, at: "SZ-A-01")
    let bin = try shop.integer("SELECT id FROM locations WHERE code = 'SZ-A-01'")
    try shop.perform("askCount", bin, fields: ["sku": "mug"])
    // Nobody is sent to a place that is to be counted.
    _ = try shop.promised("1", [("MUG", 1)])
    try shop.perform("planCount", bin)
    let walk = try shop.openRuns("count").first?.id ?? 0
    let step = try shop.store.connection.readNow { try WalkReport(of: walk, in: $0) }?.steps.first
    #expect(step?.bin == "")
    #expect(step?.reason?.isEmpty == false)
    var desk = try shop.desk(try #require(try shop.openRuns("count").first).id)
    #expect(try shop.play("SZ-A-01\nMUG\n=5\nF8\nSZ-A-01", on: &desk) == [])
    #expect(desk.isDone)
    #expect(try shop.there(mug, "SZ-A-01") == 5)
    #expect(try shop.integer("SELECT COUNT(*) FROM count_tasks WHERE done_at IS NULL") == 0)
    #expect(try shop.findings() == [])
  }

  @Test func `A product that is not on the walk is called so whatever label it wears`() throws {
    let (shop, mug) = try shop()
    let cup = try shop.variant(ofNew: "CUP")
    try shop.perform("editVariant", cup, fields: ["barcodes": "4006381333931"])
    try shop.receive(6, of: mug, at: "SZ-A-01")
    _ = try shop.promised("1", [("MUG", 1)])
    try shop.releasedWave()
    var desk = try shop.desk(1)
    for code in ["4006381333931", "]C10104006381333931", "]d2010400638133393110L1", "04006381333931"] {
      guard case .taken(.refused(let refusal)) = try desk.take(.scan(code), now: shop.now) else {
        Issue.record("\(code) was taken")
        continue
      }
      #expect(refusal == .codeOfAnotherKind(expected: [.location], found: .product), "\(code)")
    }
  }
}
