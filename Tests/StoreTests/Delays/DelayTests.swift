import Domain
import TestSupport
import Testing

@testable import Store

/// Parcels on their way are looked at: what is late is warned of, what arrives is learnt from.
@Suite struct DelayTests {
  private static let day: Int64 = 86_400_000

  /// Orders to Germany, each with a mug in a parcel that Yanwen has.
  private func shipped(_ count: Int = 1) throws -> (Shop, parcels: [Int64], orders: [Int64]) {
    let shop = try Shop()
    let mug = try shop.variant(ofNew: "MUG")
    try shop.warehouse()
    try shop.receive(Int64(count * 2), of: mug, at: "SZ-A-01")
    var orders: [Int64] = []
    for number in 1...count {
      orders.append(try shop.promised(String(number), [("MUG", 1)]))
    }
    try shop.releasedWave()
    for run in try shop.openRuns() { try shop.walk(run.id) }
    var parcels: [Int64] = []
    for order in orders {
      let fulfilment = try shop.fulfilment(of: order)
      try shop.perform("packParcel", fulfilment)
      let parcel = try shop.integer("SELECT MAX(id) FROM parcels WHERE fulfilment_id = \(fulfilment)")
      try shop.perform("labelParcel", parcel, fields: ["carrier": "Yanwen", "tracking": "YT-\(parcel)"])
      try shop.perform("shipParcel", parcel)
      parcels.append(parcel)
    }
    return (shop, parcels, orders)
  }

  /// Carriers' news of a parcel, so many hours after now.
  private func tell(_ shop: Shop, _ parcel: Int64, _ status: TrackingStatus, _ detail: TrackingDetail? = nil) throws {
    let event = TrackingEvent(
      carrier: "yanwen", number: "YT-\(parcel)", moment: TrackingMoment(local: shop.now.civil(), offsetSeconds: 0),
      text: "\(status.rawValue) \(shop.now.milliseconds)",
      reading: TrackingReading(status: status, detail: detail))
    try shop.tell("YT-\(parcel)", [event], hours: 0)
  }

  private func pass(_ shop: Shop, hours: Int64) { shop.now = shop.now.adding(hours: hours) }

  @discardableResult
  private func look(_ shop: Shop) throws -> Int { try Delays.run(in: shop.store, at: shop.now) }

  private func open(_ shop: Shop) throws -> [String] {
    try shop.store.connection.readNow {
      try $0.all("SELECT cause FROM alerts WHERE closed_at IS NULL ORDER BY id") { $0.text(0) }
    }
  }

  @Test func `A parcel that nobody picks up is warned of, and the warning ends with its first scan`() throws {
    let (shop, parcels, _) = try shipped()
    try look(shop)
    #expect(try open(shop) == [])
    // Nothing to do until its limit passes; then once.
    #expect(try look(shop) == 0)
    pass(shop, hours: 120)
    #expect(try look(shop) > 0)
    #expect(try open(shop) == ["not_picked_up"])
    #expect(try look(shop) == 0)
    #expect(try open(shop) == ["not_picked_up"])
    try tell(shop, parcels[0], .pickedUp)
    try look(shop)
    #expect(try open(shop) == [])
    #expect(try shop.integer("SELECT COUNT(*) FROM alerts WHERE closed_at IS NOT NULL") == 1)
    #expect(try shop.findings() == [])
  }

  @Test func `A part of the way that was to be over is warned of, until it is over`() throws {
    let (shop, parcels, _) = try shipped()
    try tell(shop, parcels[0], .pickedUp)
    let due = shop.now.adding(hours: 6)
    try shop.perform("planLeg", parcels[0], fields: ["leg": "line_haul", "plannedTo": due.iso8601])
    try look(shop)
    #expect(try open(shop) == [])
    pass(shop, hours: 7)
    try look(shop)
    #expect(try open(shop) == ["leg_overrun"])
    #expect(try shop.findings() == [])
    try shop.perform("planLeg", parcels[0], fields: ["leg": "line_haul", "actualTo": shop.now.iso8601])
    try look(shop)
    #expect(try open(shop) == [])
    // A plan whose end is over already is warned of with the next look.
    try shop.perform(
      "planLeg", parcels[0], fields: ["leg": "last_mile", "plannedTo": shop.now.adding(hours: -1).iso8601])
    try look(shop)
    #expect(try open(shop) == ["leg_overrun"])
    try tell(shop, parcels[0], .delivered)
    try look(shop)
    #expect(try !open(shop).contains("leg_overrun"))
    #expect(try shop.findings() == [])
  }

  @Test func `What arrives is learnt from, once, and taken back when the delivery is not one`() throws {
    let (shop, parcels, _) = try shipped(2)
    pass(shop, hours: 5)
    for parcel in parcels { try tell(shop, parcel, .pickedUp) }
    pass(shop, hours: 195)
    try tell(shop, parcels[0], .delivered)
    try look(shop)
    func learnt(_ measure: String) throws -> [Int64] {
      try shop.store.connection.readNow {
        try $0.all("SELECT slot FROM transit_counts WHERE measure = \(measure)") { $0.integer(0) }
      }
    }
    #expect(try learnt("door") == [Int64(TransitHistogram.slot(200))])
    #expect(try shop.findings() == [])
    // Told twice it teaches once.
    try tell(shop, parcels[0], .delivered)
    try look(shop)
    #expect(try learnt("door").count == 1)
    // It comes back: it was no delivery.
    pass(shop, hours: 24)
    try tell(shop, parcels[0], .returnInitiated)
    try look(shop)
    #expect(try learnt("door") == [])
    #expect(try open(shop) == ["returning"])
    #expect(try shop.findings() == [])
  }

  @Test func `The doctor finds what a lane has learnt wrongly, and the duty learns it anew`() throws {
    let (shop, parcels, _) = try shipped()
    pass(shop, hours: 5)
    try tell(shop, parcels[0], .pickedUp)
    pass(shop, hours: 100)
    try tell(shop, parcels[0], .delivered)
    try look(shop)
    try shop.store.connection.writeNow { try $0.run("UPDATE transit_counts SET parcels = 9", []) }
    #expect(try !shop.findings().isEmpty)
    try shop.store.repair(as: shop.admin, now: shop.now)
    try look(shop)
    #expect(try shop.findings() == [])
    #expect(try shop.integer("SELECT SUM(parcels) FROM transit_counts WHERE measure = 'door'") == 1)
  }

  @Test func `Whose parcel is undone is forgotten: nothing is learnt, nothing is warned of`() throws {
    let (shop, parcels, _) = try shipped()
    try look(shop)
    pass(shop, hours: 130)
    try look(shop)
    #expect(try open(shop) == ["not_picked_up"])
    let entry = try shop.integer("SELECT MAX(seq) FROM journal WHERE action = 'shipParcel' AND kind = 'parcels'")
    _ = try shop.store.undo(entry: entry, as: shop.admin, now: shop.now)
    try look(shop)
    #expect(try open(shop) == [])
    #expect(try shop.integer("SELECT COUNT(*) FROM delay_watches") == 0)
    #expect(try shop.findings() == [])
    _ = parcels
  }

  @Test func `Five parcels of one cause are one storm, which ends when they go on`() throws {
    let (shop, parcels, _) = try shipped(6)
    try look(shop)
    pass(shop, hours: 130)
    try look(shop)
    #expect(try open(shop).count == 6)
    #expect(try shop.integer("SELECT COUNT(*) FROM delay_storms") == 1)
    #expect(try shop.integer("SELECT COUNT(*) FROM alerts WHERE storm_id = 1") == 6)
    for parcel in parcels.prefix(3) { try tell(shop, parcel, .pickedUp) }
    try look(shop)
    #expect(try shop.integer("SELECT COUNT(*) FROM alerts WHERE storm_id IS NOT NULL AND closed_at IS NULL") == 0)
    #expect(try shop.findings() == [])
  }

  @Test func `A warning is seen to and told to the customer, and both are undone exactly`() throws {
    let (shop, _, orders) = try shipped()
    try look(shop)
    pass(shop, hours: 130)
    try look(shop)
    let before = try shop.picture()
    try shop.perform("acknowledgeAlert", 1)
    #expect(throws: ActionRefusal.claim(.acknowledgedAlready("A-1", by: "ada"))) {
      try shop.perform("acknowledgeAlert", 1)
    }
    _ = try shop.store.undo(entry: nil, as: shop.admin, now: shop.now)
    #expect(try shop.picture() == before)

    try shop.store.connection.writeNow { writer in
      try writer.run(
        "UPDATE orders SET customer_id = COALESCE(customer_id, (SELECT MIN(id) FROM customers)) WHERE id = ?",
        [.integer(orders[0])])
    }
    let told = try shop.perform("tellCustomer", 1, fields: ["language": "zh"])
    #expect(try shop.text("SELECT body FROM letters").contains("揽收"))
    let waiting: SQL = "SELECT COUNT(*) FROM outbox WHERE topic = 'customer.message' AND sent_at IS NULL"
    #expect(try shop.integer(waiting) == 1)
    #expect(throws: ActionRefusal.self) { try shop.perform("tellCustomer", 1) }
    let undone = try shop.store.undo(entry: told.entry, as: shop.admin, now: shop.now)
    #expect(try shop.integer(waiting) == 0)
    #expect(try shop.integer("SELECT COUNT(*) FROM letters") == 0)
    // The words are gone: written anew, not redone.
    #expect(throws: ActionRefusal.notUndoable(action: "tellCustomer")) {
      try shop.store.undo(entry: undone.undoEntry, as: shop.admin, now: shop.now)
    }
    let again = try shop.perform("tellCustomer", 1, fields: ["subject": "Hello", "text": "Soon"])
    try shop.store.connection.writeNow {
      try $0.run("UPDATE outbox SET sent_at = 5 WHERE topic = 'customer.message'", [])
    }
    #expect(throws: ActionRefusal.self) { try shop.store.undo(entry: again.entry, as: shop.admin, now: shop.now) }
    #expect(try shop.text("SELECT subject FROM letters") == "Hello")
  }

  @Test func `A claim is opened for the goods' price, filed, granted, paid, and each step goes back`() throws {
    let (shop, parcels, _) = try shipped()
    #expect(throws: ActionRefusal.self) {
      try shop.perform("openClaim", parcels[0], fields: ["cause": "lost", "fileBy": "2020-01-01"])
    }
    let opened = try shop.perform("openClaim", parcels[0], fields: ["cause": "lost"])
    #expect(try shop.text("SELECT number FROM claims") == "CL-1")
    #expect(try shop.integer("SELECT asked FROM claims") > 0)
    #expect(throws: ActionRefusal.claim(.openAlready("CL-1"))) { try shop.perform("openClaim", parcels[0]) }
    let before = try shop.picture()
    let filed = try shop.perform("fileClaim", 1, fields: ["reference": "YW-1"])
    #expect(try shop.text("SELECT state FROM claims") == "filed")
    #expect(throws: ActionRefusal.claim(.transition(from: "filed", event: "pay", fits: ["accept", "refuse", "close"])))
    {
      try shop.perform("settleClaim", 1)
    }
    _ = try shop.store.undo(entry: filed.entry, as: shop.admin, now: shop.now)
    #expect(try shop.picture() == before)
    try shop.perform("fileClaim", 1)
    try shop.perform("refuseClaim", 1)
    try shop.perform("fileClaim", 1)
    try shop.perform("acceptClaim", 1, fields: ["amount": "0.01"])
    try shop.perform("settleClaim", 1)
    #expect(try shop.text("SELECT state FROM claims") == "paid")
    #expect(try shop.integer("SELECT granted FROM claims") == 1)
    #expect(try shop.findings() == [])
    #expect(throws: ActionRefusal.self) { try shop.store.undo(entry: opened.entry, as: shop.admin, now: shop.now) }
  }

  @Test func `What the customer misses after delivery is warned of until they have it`() throws {
    let (shop, parcels, _) = try shipped()
    pass(shop, hours: 5)
    try tell(shop, parcels[0], .pickedUp)
    pass(shop, hours: 100)
    try tell(shop, parcels[0], .delivered)
    try look(shop)
    #expect(try open(shop) == [])
    pass(shop, hours: 24)
    let said = try shop.perform("reportMissing", parcels[0])
    try look(shop)
    #expect(try open(shop) == ["not_received"])
    try shop.perform("reportFound", parcels[0])
    try look(shop)
    #expect(try open(shop) == [])
    _ = try shop.store.undo(entry: nil, as: shop.admin, now: shop.now)
    _ = try shop.store.undo(entry: said.entry, as: shop.admin, now: shop.now)
    try look(shop)
    #expect(try open(shop) == [])
    #expect(try shop.findings() == [])
  }

  @Test func `What was lost is sent again once, for nothing, and its order goes back with the undo`() throws {
    let (shop, parcels, orders) = try shipped()
    let made = try shop.perform("resendParcel", parcels[0])
    let again = try #require(made.subject)
    let number = try shop.text("SELECT number FROM orders WHERE id = \(orders[0])")
    #expect(try shop.text("SELECT number FROM orders WHERE id = \(again)") == "\(number)/P-1")
    #expect(try shop.integer("SELECT total FROM orders WHERE id = \(again)") == 0)
    #expect(try shop.text("SELECT payment FROM orders WHERE id = \(again)") == "paid")
    #expect(throws: ActionRefusal.self) { try shop.perform("resendParcel", parcels[0]) }
    _ = try shop.store.undo(entry: made.entry, as: shop.admin, now: shop.now)
    #expect(try shop.count("orders number:\"\(number)/P-1\"") == 0)
    #expect(try shop.findings() == [])
    #expect(try shop.perform("resendParcel", parcels[0]).subject != nil)
  }

  @Test func `A parcel's story: silent, told, claimed, delivered, and the warning has ended`() throws {
    let (shop, parcels, orders) = try shipped()
    try shop.store.connection.writeNow { writer in
      try writer.run(
        "UPDATE orders SET customer_id = COALESCE(customer_id, (SELECT MIN(id) FROM customers)) WHERE id = ?",
        [.integer(orders[0])])
    }
    pass(shop, hours: 6)
    try tell(shop, parcels[0], .pickedUp)
    pass(shop, hours: 300)
    try look(shop)
    #expect(try open(shop) == ["silent"])
    try shop.perform("tellCustomer", 1)
    try shop.perform("claimAlert", 1)
    try shop.perform("fileClaim", 1)
    pass(shop, hours: 20)
    try tell(shop, parcels[0], .delivered)
    try look(shop)
    #expect(try open(shop) == [])
    #expect(throws: ActionRefusal.claim(.alertEnded("A-1"))) { try shop.perform("acknowledgeAlert", 1) }
    try shop.perform("closeClaim", 1)
    #expect(try shop.findings() == [])
  }
}
