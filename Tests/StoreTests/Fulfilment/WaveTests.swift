import Domain
import Foundation
import TestSupport
import Testing

@testable import Store

/// One order's way from the shelf to the carrier, and back.
@Suite struct WaveTests {
  private func shop(_ lines: [(String, Int64)] = [("MUG", 2)]) throws -> (Shop, order: Int64, mug: Int64) {
    let shop = try Shop()
    let mug = try shop.variant(ofNew: "MUG")
    try shop.warehouse()
    try shop.receive(10, of: mug, at: "SZ-A-01")
    return (shop, try shop.promised("1", lines), mug)
  }

  @Test func `A wave of one order is picked by scans, packed, labelled, shipped, and undone again`() throws {
    let (shop, order, mug) = try shop()
    #expect(try shop.units(order) == "reserved 2")
    let wave = try #require(try shop.perform("planWave", fields: ["warehouse": "SZ"]).subject)
    #expect(try shop.stages(order) == [.allocated])
    try shop.perform("releaseWave", wave)
    #expect(try shop.stages(order) == [.released])

    let run = try #require(try shop.openRuns().first)
    var desk = try shop.desk(run.id)
    #expect(
      try shop.play(
        """
        SZ-A-02 ! wrongLocation
        SZ-A-01
        MUG
        =3 ! overPick
        =2
        B1
        yes
        """, on: &desk) == [])
    #expect(desk.isDone)
    #expect(try shop.units(order) == "picked 2")
    #expect(try shop.stages(order) == [.picked])
    #expect(try shop.there(mug, "SZ-A-01") == 8)
    #expect(try shop.there(mug, "SZ-PACK") == 2)
    #expect(try shop.order(order)?.fulfilment == .processing)
    #expect(try shop.findings() == [])

    var table = try shop.packDesk(try shop.fulfilment(of: order))
    #expect(try shop.stages(order) == [.packing])
    #expect(try shop.play("SHOP-1\nMUG\nMUG\nMUG ! notExpectedHere\n=500", on: &table) == [])
    #expect(table.isDone)
    #expect(try shop.units(order) == "packed 2")
    #expect(try shop.stages(order) == [.packed])
    let parcel = try shop.integer("SELECT id FROM parcels")

    #expect(throws: ActionRefusal.fulfilment(.noLabel(parcel: "P-1"))) { try shop.perform("shipParcel", parcel) }
    let labelled = try shop.perform("labelParcel", parcel, fields: ["carrier": "DHL", "tracking": "JD0001"])
    #expect(try shop.stages(order) == [.labelled])
    let before = try shop.picture()
    let shipped = try shop.perform("shipParcel", parcel)
    #expect(try shop.units(order) == "shipped 2")
    #expect(try shop.stages(order) == [.shipped])
    #expect(try shop.order(order)?.fulfilment == .shipped)
    #expect(try shop.there(mug, "CUSTOMER") == 2)
    let after = try shop.picture()
    #expect(try shop.findings() == [])

    // Back, forth, and back again, to the last bit.
    let undone = try shop.store.undo(entry: shipped.entry, as: shop.admin, now: shop.now)
    #expect(try shop.picture() == before)
    let redone = try shop.store.undo(entry: undone.undoEntry, as: shop.admin, now: shop.now)
    #expect(try shop.picture() == after)
    _ = try shop.store.undo(entry: redone.undoEntry, as: shop.admin, now: shop.now)
    _ = try shop.store.undo(entry: labelled.entry, as: shop.admin, now: shop.now)
    #expect(try shop.stages(order) == [.packed])
    #expect(try shop.findings() == [])
  }

  @Test func `A walk that was broken off goes on at the same step, in other hands too`() throws {
    let (shop, order, _) = try shop()
    try shop.releasedWave()
    let run = try #require(try shop.openRuns().first).id
    var first = try shop.desk(run)
    #expect(try shop.play("SZ-A-01\nMUG\nNONSENSE ! unknownCode", on: &first) == [])
    let step = first.step

    // The line dropped: the same person, from another process.
    var second = try shop.desk(run)
    #expect(second.step == step)
    #expect(second.run.events == 3)

    // A colleague is told who has it, and takes it over.
    try shop.perform("addUser", fields: ["name": "ben", "roles": "picker"])
    let ben = Actor(name: "ben", rights: Role.picker.rights)
    #expect(throws: ActionRefusal.self) { try shop.desk(run, as: ben, token: "gun-2") }
    var third = try shop.desk(run, as: ben, token: "gun-2", takesOver: true)
    #expect(third.step == step)
    let lost = ActionRefusal.fulfilment(.leaseLost("R-1", by: "ben"))
    #expect(try second.take(.number(2), now: shop.now) == .refused(lost))
    #expect(try shop.play("=2\nB1\nyes", on: &third) == [])
    #expect(try shop.units(order) == "picked 2")

    // Every scan is in the log, the refused ones too, and the log leads to where the walk stands.
    #expect(try shop.integer("SELECT COUNT(*) FROM scan_lines WHERE run_id = \(run)") == 6)
    #expect(try shop.text("SELECT refusal FROM scan_lines WHERE position = 2") == "unknownCode")
    #expect(try shop.findings() == [])
    #expect(throws: ActionRefusal.fulfilment(.runOver("R-1"))) { try shop.desk(run) }
  }

  @Test func `A walk that is over is nobody's any more; undone, it goes on before its last step`() throws {
    let (shop, order, _) = try shop()
    try shop.releasedWave()
    let run = try #require(try shop.openRuns().first).id
    func held() throws -> Int64 {
      try shop.integer("SELECT COUNT(*) FROM runs WHERE token IS NOT NULL OR lease_until IS NOT NULL")
    }
    func log() throws -> [String] {
      try shop.store.connection.readNow { try RunTable.lines(of: run, in: $0).map(\.refusal) }
    }
    var desk = try shop.desk(run)
    try shop.play("SZ-A-01\nMUG\n=2\nB1", on: &desk)
    let step = desk.step
    #expect(try held() == 1)
    try shop.play("yes", on: &desk)
    let ended = try shop.integer("SELECT MAX(seq) FROM journal")
    #expect(desk.isDone)
    #expect(try held() == 0)
    #expect(try shop.text("SELECT actor FROM runs") == shop.admin.name, "who went it is seen")
    // A scan too many changes nothing, says why, and is written down.
    let over = ActionRefusal.fulfilment(.runOver("R-1"))
    #expect(try desk.take(.scan("MUG"), now: shop.now) == .refused(over))
    #expect(try log() == ["", "", "", "", "", "store:runOver:R-1"])

    let undone = try shop.store.undo(entry: ended, as: shop.admin, now: shop.now)
    let open = try #require(try shop.openRuns().first)
    #expect(open.lease == nil && open.givenTo == shop.admin.name)
    #expect(try shop.desk(run).step == step)
    try shop.store.leaveRun(run, token: "gun-1")
    #expect(try shop.units(order) == "picked 2")
    // It is ended by whoever goes it, not by an undo of the undo.
    #expect(throws: ActionRefusal.fulfilment(.runUnderWay("R-1"))) {
      try shop.store.undo(entry: undone.undoEntry, as: shop.admin, now: shop.now)
    }
    var again = try shop.desk(run)
    #expect(try shop.play("yes", on: &again) == [])
    #expect(again.isDone)
    #expect(try held() == 0)
    #expect(try shop.findings() == [])
  }

  @Test func `The same scan asked twice has one effect`() throws {
    let (shop, order, mug) = try shop()
    try shop.releasedWave()
    let run = try #require(try shop.openRuns().first).id
    var desk = try shop.desk(run)
    try shop.play("SZ-A-01\nMUG\n=2", on: &desk)
    var again = desk
    #expect(try desk.take(.scan("B1"), now: shop.now) == .taken(.accepted))
    // The answer was lost on the way.
    #expect(try again.take(.scan("B1"), now: shop.now) == .taken(.accepted))
    #expect(again.session == desk.session)
    #expect(try shop.units(order) == "picked 2")
    #expect(try shop.there(mug, "SZ-PACK") == 2)
    #expect(try shop.findings() == [])
  }

  @Test func `A place that is closed meanwhile gives nothing, and the walk knows it`() throws {
    let (shop, order, mug) = try shop()
    try shop.releasedWave()
    var desk = try shop.desk(try #require(try shop.openRuns().first).id)
    try shop.play("SZ-A-01\nMUG\n=2", on: &desk)
    let bin = try shop.integer("SELECT id FROM locations WHERE code = 'SZ-A-01'")
    try shop.perform("closeLocation", bin)
    #expect(try shop.play("B1 ! closedLocation:SZ-A-01", on: &desk) == [])
    #expect(try shop.units(order) == "reserved 2")
    try shop.perform("openLocation", bin)
    #expect(try shop.play("B1\nyes", on: &desk) == [])
    #expect(try shop.there(mug, "SZ-PACK") == 2)
    #expect(try shop.integer("SELECT COUNT(*) FROM scan_lines WHERE refusal LIKE 'store:%'") == 1)
    #expect(try shop.findings() == [])
  }
}
