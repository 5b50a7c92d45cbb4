import Domain
import TestSupport
import Testing

@testable import Store

/// An order that is called off at every stage between shelf and carrier, and wanted again.
@Suite struct CallingOffTests {
  enum Stage: String, CaseIterable, Sendable {
    case planned, released, picked, packed, labelled, listed
  }

  private static let label = ["carrier": "DHL", "tracking": "T-1"]

  /// An order of three mugs and a cap that has come so far.
  private func order(_ stage: Stage) throws -> (Shop, order: Int64, mug: Int64) {
    let shop = try Shop()
    let mug = try shop.variant(ofNew: "MUG")
    let cap = try shop.variant(ofNew: "CAP")
    try shop.warehouse()
    try shop.receive(10, of: mug, at: "SZ-A-01")
    try shop.receive(10, of: cap, at: "SZ-A-02")
    let order = try shop.promised("1", [("MUG", 3), ("CAP", 1)])
    let far = try #require(Stage.allCases.firstIndex(of: stage))
    let wave = try #require(try shop.perform("planWave", fields: ["warehouse": "SZ"]).subject)
    if far >= 1 { try shop.perform("releaseWave", wave) }
    if far >= 2 { try shop.walk(try #require(try shop.openRuns().first).id) }
    if far >= 3 { try shop.perform("packParcel", try shop.fulfilment(of: order)) }
    if far >= 4 { try shop.perform("labelParcel", 1, fields: Self.label) }
    if far >= 5 { try shop.perform("makeManifest", fields: ["warehouse": "SZ", "carrier": "DHL"]) }
    return (shop, order, mug)
  }

  private func undo(_ entry: Int64?, _ shop: Shop) throws -> Int64? {
    shop.now = shop.now.adding(milliseconds: 1000)
    return try shop.store.undo(entry: entry, as: shop.admin, now: shop.now).undoEntry
  }

  @Test(arguments: Stage.allCases, ["cancelOrder", "markRefunded"])
  func `A cancelled or repaid order leaves walks and parcels, and its undo brings all of it back`(
    stage: Stage, action: String
  ) throws {
    let (shop, order, mug) = try order(stage)
    let before = try shop.picture()
    let off = try shop.perform(action, order)
    let after = try shop.picture()
    #expect(try shop.openRuns().isEmpty)
    #expect(throws: ActionRefusal.fulfilment(.nothingToShip)) {
      try shop.perform("makeManifest", fields: ["warehouse": "SZ", "carrier": "DHL"])
    }
    #expect(try shop.integer("SELECT COUNT(*) FROM parcels") == 0)
    #expect(try shop.integer("SELECT COUNT(*) FROM labels WHERE voided_at IS NULL") == 0)
    let isOffShelf = ![.planned, .released].contains(stage)
    #expect(try shop.openRuns("putaway").count == (isOffShelf ? 1 : 0))
    #expect(try shop.units(order) == (isOffShelf ? "picked 4" : "cancelled 4"))
    #expect(try shop.findings() == [])

    // Wanted again before anybody has gone on with it: every walk, parcel and label is as it was.
    let on = try undo(off.entry, shop)
    #expect(try shop.picture() == before)
    #expect(try shop.findings() == [])
    let again = try undo(on, shop)
    #expect(try shop.picture() == after)
    #expect(try shop.findings() == [])

    // The goods go back by their walk, and then no undo takes them off the shelf again.
    for run in try shop.openRuns("putaway") {
      var walk = try shop.desk(run.id)
      #expect(try shop.play("MUG\n=3\nSZ-A-01\nCAP\nSZ-A-02", on: &walk) == [])
    }
    #expect(try shop.units(order) == "cancelled 4")
    #expect(try shop.there(mug, "SZ-A-01") == 10)
    #expect(try shop.findings() == [])
    if isOffShelf {
      _ = try undo(again, shop)
      #expect(try shop.integer("SELECT COUNT(*) FROM orders WHERE state = 'open'") == 1)
      #expect(try shop.there(mug, "SZ-A-01") == 10)
      #expect(try shop.findings() == [])
    }
  }

  @Test func `A parcel whose goods are on their way back stays open where the order is wanted again`() throws {
    let (shop, order, mug) = try order(.labelled)
    let off = try shop.perform("cancelOrder", order)
    let again = try undo(try undo(off.entry, shop), shop)
    var walk = try shop.desk(try #require(try shop.openRuns("putaway").first).id)
    #expect(try shop.play("MUG", on: &walk) == [])
    _ = try undo(again, shop)
    #expect(try shop.units(order) == "picked 4")
    #expect(try shop.integer("SELECT COUNT(*) FROM parcels") == 0)
    #expect(try shop.findings() == [])
    // What is put back is promised to it as before.
    #expect(try shop.play("=3\nSZ-A-01\nCAP\nSZ-A-02", on: &walk) == [])
    #expect(try shop.units(order) == "reserved 4")
    #expect(try shop.there(mug, "SZ-A-01") == 10)
    #expect(try shop.findings() == [])
  }

  @Test func `Units that are called off come out of their parcel, and the rest is packed and sent`() throws {
    let (shop, order, mug) = try order(.labelled)
    let before = try shop.picture()
    let off = try shop.perform("cancelUnits", order, fields: ["lines": "MUG*1"])
    #expect(try shop.units(order) == "picked 4")
    #expect(try shop.stages(order) == [.picked])
    _ = try undo(off.entry, shop)
    #expect(try shop.picture() == before)
    try shop.perform("cancelUnits", order, fields: ["lines": "MUG*1"])

    // What goes back is not packed once more.
    try shop.perform("packParcel", try shop.fulfilment(of: order))
    let parcel = try shop.integer("SELECT MAX(id) FROM parcels")
    try shop.perform("labelParcel", parcel, fields: ["carrier": "DHL", "tracking": "T-2"])
    try shop.perform("shipParcel", parcel)
    #expect(try shop.units(order) == "picked 1, shipped 3")
    var walk = try shop.desk(try #require(try shop.openRuns("putaway").first).id)
    #expect(try shop.play("MUG\nSZ-A-01", on: &walk) == [])
    #expect(try shop.units(order) == "shipped 3, cancelled 1")
    #expect(try shop.there(mug, "SZ-A-01") == 8)
    #expect(try shop.stages(order) == [.shipped])
    #expect(try shop.findings() == [])
  }

  @Test func `Goods are put back by hand in place of their walk, and an undo takes them to the table again`() throws {
    let (shop, order, mug) = try order(.packed)
    try shop.perform("cancelOrder", order)
    #expect(try shop.openRuns("putaway").count == 1)
    let before = try shop.picture()
    let back = try shop.perform("putBackGoods", order, fields: ["to": "SZ-B-01"])
    #expect(try shop.units(order) == "cancelled 4")
    #expect(try shop.there(mug, "SZ-B-01") == 3)
    #expect(try shop.openRuns("putaway").isEmpty)
    #expect(try shop.findings() == [])
    _ = try undo(back.entry, shop)
    #expect(try shop.picture() == before)
    #expect(try shop.findings() == [])
  }

  @Test func `Units that are called off while somebody walks leave the walk, and the others stay in it`() throws {
    let (shop, order, _) = try order(.released)
    var desk = try shop.desk(try #require(try shop.openRuns().first).id)
    #expect(try shop.play("SZ-A-01\nMUG\n=3\nB1", on: &desk) == [])
    try shop.perform("cancelUnits", order, fields: ["lines": "CAP*1"])
    #expect(try shop.play("SZ-A-02 ! news", on: &desk) == [])
    try shop.play("yes", on: &desk)
    #expect(try shop.units(order) == "picked 3, cancelled 1")
    #expect(try shop.stages(order) == [.picked])
    #expect(try shop.findings() == [])
  }

  @Test func `What the warehouse has in hand is not put into another order`() throws {
    let (shop, order, _) = try order(.picked)
    #expect(throws: ActionRefusal.order(.cannotSplit(.inWarehouse))) {
      try shop.perform("splitOrder", order, fields: ["lines": "CAP*1"])
    }
    #expect(try shop.findings() == [])
  }
}
