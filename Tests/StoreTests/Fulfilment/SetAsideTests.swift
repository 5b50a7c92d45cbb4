import Domain
import TestSupport
import Testing

@testable import Store

/// Orders that are held, cancelled or lose their goods while a wave goes through the warehouse, and go on after all.
@Suite struct SetAsideTests {
  private func shop(_ orders: Int = 2) throws -> (Shop, orders: [Int64], mug: Int64) {
    let shop = try Shop()
    let mug = try shop.variant(ofNew: "MUG")
    try shop.warehouse()
    try shop.receive(10, of: mug, at: "SZ-A-01")
    return (shop, try (1...orders).map { try shop.promised("\($0)", [("MUG", 2)]) }, mug)
  }

  @Test func `A held order is left out of a release, which says so, and is fetched once it may go`() throws {
    let (shop, orders, _) = try shop()
    let wave = try #require(try shop.perform("planWave", fields: ["warehouse": "SZ"]).subject)
    for order in orders { try shop.perform("holdOrder", order, fields: ["reason": "other"]) }
    #expect(throws: ActionRefusal.fulfilment(.onHold(order: "SHOP-1"))) { try shop.perform("releaseWave", wave) }
    try shop.perform("releaseOrder", orders[0])
    let released = try shop.perform("releaseWave", wave)
    #expect(released.changes.contains { $0.field == "leftOut" && $0.after == .text("SHOP-2 (on hold)") })
    #expect(try shop.integer("SELECT COUNT(DISTINCT order_id) FROM run_steps") == 1)
    try shop.perform("releaseOrder", orders[1])
    #expect(try shop.integer("SELECT COUNT(DISTINCT order_id) FROM run_steps") == 2)
    for run in try shop.openRuns() { try shop.walk(run.id) }
    #expect(try orders.map { try shop.units($0) } == ["picked 2", "picked 2"])
    #expect(try shop.findings() == [])
  }

  @Test func `A hold during the walk is said at the next scan, and the rest goes on`() throws {
    let (shop, orders, _) = try shop()
    try shop.releasedWave()
    var desk = try shop.desk(1)
    #expect(try shop.play("SZ-A-01", on: &desk) == [])
    try shop.perform("holdOrder", orders[0], fields: ["reason": "other"])
    shop.now = shop.now.adding(milliseconds: 1000)
    #expect(try desk.take(.scan("MUG"), now: shop.now) == .news([.orderHeld("SHOP-1")]))
    #expect(try shop.play("MUG\n=2\nB2\nyes", on: &desk) == [])
    #expect(desk.isDone)
    #expect(try shop.units(orders[0]) == "reserved 2")
    #expect(try shop.openRuns().isEmpty)
    try shop.perform("releaseOrder", orders[0])
    try shop.walk(try #require(try shop.openRuns().first).id)
    #expect(try shop.units(orders[0]) == "picked 2")
    // At the table as well.
    let fulfilment = try shop.fulfilment(of: orders[0])
    var table = try shop.packDesk(fulfilment)
    #expect(try shop.play("SHOP-1\nMUG", on: &table) == [])
    try shop.perform("holdOrder", orders[0], fields: ["reason": "other"])
    #expect(try shop.play("MUG ! news", on: &table) == [])
    #expect(table.isDone)
    #expect(throws: ActionRefusal.fulfilment(.onHold(order: "SHOP-1"))) { try shop.packDesk(fulfilment) }
    #expect(throws: ActionRefusal.fulfilment(.onHold(order: "SHOP-1"))) { try shop.perform("packParcel", fulfilment) }
    #expect(try shop.findings() == [])
  }

  @Test func `A parcel's story tells the walk that packed it and the carrier's list that it stands on`() throws {
    let (shop, orders, _) = try shop(2)
    try shop.releasedWave()
    for run in try shop.openRuns() { try shop.walk(run.id) }
    for (index, order) in orders.enumerated() {
      var table = try shop.packDesk(try shop.fulfilment(of: order), token: "t\(index)")
      #expect(try shop.play("SHOP-\(index + 1)\nMUG\nMUG\n=700", on: &table) == [])
      try shop.perform("labelParcel", Int64(index + 1), fields: ["carrier": "DHL", "tracking": "T\(index)"])
    }
    try shop.perform("makeManifest", fields: ["warehouse": "SZ", "carrier": "DHL"])
    let fulfilment = try shop.fulfilment(of: orders[0])
    let (parcel, whole) = try shop.store.connection.readNow { reader in
      (try FulfilmentHistory.of(parcel: 1, in: reader), try FulfilmentHistory.of(fulfilment: fulfilment, in: reader))
    }
    #expect(parcel.prefix(3).map(\.action) == ["makeManifest", "labelParcel", "workRun"])
    #expect(whole.prefix(3).map(\.action) == ["makeManifest", "labelParcel", "workRun"])
    #expect(parcel[2].changes.contains { $0.field == "parcels/1" })
    // The other parcels of the list are no part of it.
    #expect(parcel[0].changes.map(\.field) == ["parcels/1/manifest_id"])
    #expect(try shop.findings() == [])
  }

  @Test func `An order that was cancelled at the table and is on again is packed by scans`() throws {
    let (shop, orders, _) = try shop(1)
    try shop.releasedWave()
    try shop.walk(1)
    let fulfilment = try shop.fulfilment(of: orders[0])
    var table = try shop.packDesk(fulfilment)
    #expect(try shop.play("SHOP-1\nMUG", on: &table) == [])
    let off = try shop.perform("cancelOrder", orders[0])
    #expect(try shop.play("MUG ! news", on: &table) == [])
    #expect(table.isDone)
    _ = try shop.store.undo(entry: off.entry, as: shop.admin, now: shop.now)
    var again = try shop.packDesk(fulfilment)
    #expect(try shop.play("SHOP-1\nMUG\nMUG\n=700", on: &again) == [])
    #expect(try shop.units(orders[0]) == "packed 2")
    #expect(try shop.findings() == [])
  }

  @Test func `An order that was cancelled on a walk and is on again gets a walk again`() throws {
    let (shop, orders, _) = try shop(1)
    try shop.releasedWave()
    var desk = try shop.desk(1)
    #expect(try shop.play("SZ-A-01", on: &desk) == [])
    let off = try shop.perform("cancelOrder", orders[0])
    #expect(try shop.play("MUG ! news", on: &desk) == [])
    #expect(desk.isDone)
    _ = try shop.store.undo(entry: off.entry, as: shop.admin, now: shop.now)
    try shop.walk(try #require(try shop.openRuns().first).id)
    #expect(try shop.units(orders[0]) == "picked 2")
    #expect(try shop.findings() == [])
  }

  @Test func `Goods that are promised elsewhere meanwhile are not called a cancellation`() throws {
    let (shop, orders, _) = try shop()
    try shop.releasedWave()
    var desk = try shop.desk(1)
    #expect(try shop.play("SZ-A-01", on: &desk) == [])
    try shop.perform("deallocateOrder", orders[0])
    shop.now = shop.now.adding(milliseconds: 1000)
    #expect(try desk.take(.scan("MUG"), now: shop.now) == .news([.orderLost("SHOP-1")]))
    #expect(try shop.findings() == [])
  }

  @Test func `What is short at the table asks for no count of the shelf, and the order's history says why`() throws {
    let (shop, orders, mug) = try shop(1)
    try shop.releasedWave()
    try shop.walk(1)
    var table = try shop.packDesk(try shop.fulfilment(of: orders[0]))
    #expect(try shop.play("SHOP-1\nMUG\nF3\n=1\nSHOP-1", on: &table) == [])
    #expect(try shop.integer("SELECT COUNT(*) FROM count_tasks") == 0)
    #expect(try shop.there(mug, "LOSS") == 1)
    let told = try shop.store.connection.readNow { reader in
      try JournalTable.history(kind: "orders", subject: orders[0], in: reader).flatMap(\.changes)
        .filter { $0.field == ShortPicking.field }.map(\.after)
    }
    #expect(told.contains(.text("MUG: 1 not found at packing")))
    // What is free on the shelf may be promised to it again, and fetched.
    try shop.perform("allocateOrder", orders[0])
    try shop.releasedWave()
    #expect(try shop.openRuns().count == 1)
    #expect(try shop.findings() == [])
  }

  @Test func `A release that could send nobody says which place is to be counted`() throws {
    let (shop, _, _) = try shop(1)
    let wave = try #require(try shop.perform("planWave", fields: ["warehouse": "SZ"]).subject)
    let place = try shop.integer("SELECT id FROM locations WHERE code = 'SZ-A-01'")
    try shop.perform("askCount", place, fields: ["sku": "MUG"])
    #expect(throws: ActionRefusal.fulfilment(.toBeCounted(sku: "MUG", places: ["SZ-A-01"]))) {
      try shop.perform("releaseWave", wave)
    }
    #expect(try shop.findings() == [])
  }
}
