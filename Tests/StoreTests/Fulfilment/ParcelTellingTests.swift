import Domain
import TestSupport
import Testing

@testable import Store

/// A parcel that leaves is told to its channel with it, and called back with it.
@Suite struct ParcelTellingTests {
  /// An order of three mugs, picked and packed into two labelled parcels.
  private func packed() throws -> (Shop, order: Int64, parcels: [Int64]) {
    let shop = try Shop()
    let mug = try shop.variant(ofNew: "MUG")
    try shop.warehouse()
    try shop.receive(10, of: mug, at: "SZ-A-01")
    let order = try shop.promised("1", [("MUG", 3)])
    try shop.releasedWave()
    try shop.walk(try #require(try shop.openRuns().first).id)
    let fulfilment = try shop.fulfilment(of: order)
    try shop.perform("packParcel", fulfilment, fields: ["lines": "MUG*2"])
    try shop.perform("packParcel", fulfilment)
    let parcels = try shop.store.connection.readNow {
      try $0.all("SELECT id FROM parcels ORDER BY id") { $0.integer(0) }
    }
    for parcel in parcels {
      try shop.perform("labelParcel", parcel, fields: ["carrier": "DHL", "tracking": "T-\(parcel)"])
    }
    return (shop, order, parcels)
  }

  private func told(_ shop: Shop, _ order: Int64) throws -> [String] {
    try shop.store.connection.readNow { try ConfirmationTable.records(of: order, in: $0) }.map { record in
      "\(record.carrier) \(record.trackingNumber) \(record.units.map(\.quantity)) \(record.state.rawValue)"
    }
  }

  private func waiting(_ shop: Shop) throws -> Int64 {
    try shop.integer("SELECT COUNT(*) FROM outbox WHERE topic = 'channel.shippingConfirmed' AND sent_at IS NULL")
  }

  @Test func `Each parcel is told with its own number and units, and called back by its undo`() throws {
    let (shop, order, parcels) = try packed()
    let before = try shop.picture()
    try shop.perform("shipParcel", parcels[0])
    #expect(try told(shop, order) == ["DHL T-1 [2] waiting"])
    let second = try shop.perform("shipParcel", parcels[1])
    #expect(try told(shop, order) == ["DHL T-1 [2] waiting", "DHL T-2 [1] waiting"])
    #expect(try waiting(shop) == 2)

    shop.now = shop.now.adding(milliseconds: 1000)
    let undone = try shop.store.undo(entry: second.entry, as: shop.admin, now: shop.now)
    #expect(try told(shop, order) == ["DHL T-1 [2] waiting", "DHL T-2 [1] withdrawn"])
    #expect(try waiting(shop) == 1)
    #expect(try shop.findings() == [])

    // Shipped after all: told anew, once.
    shop.now = shop.now.adding(milliseconds: 1000)
    _ = try shop.store.undo(entry: undone.undoEntry, as: shop.admin, now: shop.now)
    #expect(
      try told(shop, order) == ["DHL T-1 [2] waiting", "DHL T-2 [1] withdrawn", "DHL T-2 [1] waiting"])
    #expect(try waiting(shop) == 2)
    #expect(try shop.picture() != before)
    #expect(try shop.findings() == [])
  }

  @Test func `A carrier's list tells each of its parcels, and goes back with all of them`() throws {
    let (shop, order, _) = try packed()
    let manifest = try #require(
      try shop.perform("makeManifest", fields: ["warehouse": "SZ", "carrier": "DHL"]).subject)
    let before = try shop.picture()
    let shipped = try shop.perform("shipManifest", manifest)
    #expect(try told(shop, order) == ["DHL T-1 [2] waiting", "DHL T-2 [1] waiting"])
    _ = try shop.store.undo(entry: shipped.entry, as: shop.admin, now: shop.now)
    #expect(try told(shop, order) == ["DHL T-1 [2] withdrawn", "DHL T-2 [1] withdrawn"])
    #expect(try waiting(shop) == 0)
    #expect(try shop.picture() == before)
    #expect(try shop.findings() == [])
  }

  @Test func `What the channel has in its hands is not called back, and what it was told early is not told twice`()
    throws
  {
    let (shop, order, parcels) = try packed()
    try shop.perform(
      "confirmShipping", order, fields: ["carrier": "DHL", "tracking": "E-1", "lines": "MUG*2", "early": "true"])
    try shop.perform("shipParcel", parcels[0])
    #expect(try told(shop, order) == ["DHL E-1 [2] waiting"])
    let second = try shop.perform("shipParcel", parcels[1])
    #expect(try told(shop, order) == ["DHL E-1 [2] waiting", "DHL T-2 [1] waiting"])
    try shop.tamper("UPDATE confirmed_units SET state = 'written' WHERE quantity = 1")
    #expect(throws: ActionRefusal.self) {
      try shop.store.undo(entry: second.entry, as: shop.admin, now: shop.now)
    }
    #expect(try shop.stages(order) == [.shipped])
    #expect(try told(shop, order).last == "DHL T-2 [1] written")
  }
}
