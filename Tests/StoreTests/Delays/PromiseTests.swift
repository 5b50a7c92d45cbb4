import Domain
import TestSupport
import Testing

@testable import Store

/// What a way was to take, once its parcels are on it: promises, what its rate sheet states, and another way for what
/// waits where one parcel is late.
@Suite struct PromiseTests {
  private static let shenzhen = Zone(name: "Asia/Shanghai", firstOffsetSeconds: 8 * 3600, transitions: [])

  /// A parcel to Germany that left by CHEAP (eight days for four of five), and an order that waits to go the same way.
  private func shop(ships: Bool = true) throws -> (Shop, parcel: Int64, waiting: Int64) {
    let shop = try Shop()
    let mug = try shop.variant(ofNew: "MUG")
    let product = try shop.integer("SELECT product_id FROM variants WHERE id = \(mug)")
    try shop.perform("editVariant", product, fields: ["sku": "MUG", "grams": "400"])
    try shop.warehouse()
    try shop.receive(10, of: mug, at: "SZ-A-01")
    try shop.takeWays([
      Shop.rate("CHEAP", "DE", 5000, days: 8, carrier: "YANWEN"),
      Shop.rate("FAST", "DE", 9000, days: 4, carrier: "DHL", line: 3),
    ])
    let first = try shop.promised("1", [("MUG", 1)])
    try shop.releasedWave()
    try shop.walk(try #require(try shop.openRuns().first).id)
    try shop.perform("packParcel", try shop.fulfilment(of: first))
    let parcel = try shop.integer("SELECT MAX(id) FROM parcels")
    try shop.perform("labelParcel", parcel, fields: ["tracking": "YT-1"])
    if ships { try shop.perform("shipParcel", parcel) }
    let second = try shop.promised("2", [("MUG", 1)])
    try shop.perform("planWave", fields: ["warehouse": "SZ"])
    return (shop, parcel, try shop.fulfilment(of: second))
  }

  private func watched(_ shop: Shop, _ parcel: Int64) throws -> WatchedParcel {
    try #require(try shop.store.connection.readNow { try WatchedParcel(parcel, in: $0) })
  }

  private func late(_ shop: Shop, hours: Int64) throws {
    _ = try Delays.run(in: shop.store, at: shop.now)
    shop.now = shop.now.adding(hours: hours)
    _ = try Delays.run(in: shop.store, at: shop.now)
  }

  @Test func `A parcel's lane is its service, which promises what four of five parcels need`() throws {
    let (shop, parcel, _) = try shop()
    let left = try watched(shop, parcel)
    #expect(left.lane.way == "cheap" && left.carrier == "YANWEN")
    #expect(left.promise == ArrivalPromise(by: left.handedOverAt.adding(hours: 8 * 24), source: .service))
    // What the channel told the buyer counts before the rate sheet.
    let day = left.handedOverAt.adding(hours: 30)
    try shop.store.connection.writeNow {
      try $0.run("UPDATE orders SET deliver_by = ?", [.integer(day.milliseconds)])
    }
    #expect(try watched(shop, parcel).promise == ArrivalPromise(by: day, source: .order))
  }

  @Test func `A label of another carrier than the chosen way's is on no service's lane`() throws {
    let (shop, parcel, _) = try shop()
    try shop.store.connection.writeNow { try $0.run("UPDATE labels SET carrier = 'Others'", []) }
    let left = try watched(shop, parcel)
    #expect(left.lane.way == "others" && left.promise == nil)
  }

  @Test func `Until a lane has learnt enough its rate sheet speaks, and a warning says so`() throws {
    let (shop, parcel, _) = try shop()
    let lane = try watched(shop, parcel).lane
    let stated = try shop.store.connection.readNow {
      try TransitLanes.expected(TransitLanes.Lane(id: 0, lane: lane, carrier: "YANWEN"), now: shop.now, in: $0)
    }
    #expect(stated.door.basis == .stated && stated.door.p80 == 8 * 24 && stated.door.p50 == 4 * 24)
    try late(shop, hours: 10 * 24)
    let report = try #require(
      try shop.store.connection.readNow { reader in
        try reader.integer("SELECT id FROM alerts WHERE cause = 'not_picked_up'")
          .flatMap { try AlertReport(of: $0, in: reader) }
      })
    #expect(report.evidence.map?["basis"]?.text == "stated")
    #expect(report.way == "CHEAP" && report.waiting == 1)
    let slip = try #require(
      try shop.store.connection.readNow { reader in
        try reader.integer("SELECT id FROM alerts WHERE cause = 'slip'").flatMap { try AlertReport(of: $0, in: reader) }
      })
    #expect(slip.severity == .urgent && slip.tellsCustomer)
    #expect(slip.evidence.map?["promise"]?.text == "service")
    #expect(try shop.findings() == [])
  }

  @Test func `From a warning what waits to go the same way is planned to go another, tried and switched`() throws {
    let (shop, _, waiting) = try shop()
    try late(shop, hours: 10 * 24)
    let before = try shop.picture()
    let made = try shop.perform("switchAlert", 1, fields: ["to": "FAST"])
    let plan = try #require(try shop.store.connection.readNow { try FallbackPlan.load(made.subject ?? 0, in: $0) })
    #expect(plan.from == "CHEAP" && plan.to == "FAST" && plan.countries == ["DE"] && plan.triedAt == nil)
    #expect(plan.name.hasPrefix("A-1 "))
    let tried = try shop.store.tryFallback(plan.id, as: shop.admin, now: shop.now)
    #expect(tried.switching.ids == [waiting])
    let batch = try shop.store.applyFallback(plan.id, as: shop.admin, now: shop.now, operation: "a")
    #expect(batch.done == 1)
    #expect(try shop.chosen(waiting)?.service == "FAST" && shop.chosen(waiting)?.by == .plan)
    #expect(try shop.findings() == [])
    // The batch, the try-out and the plan go back one after the other.
    _ = try shop.undo(batch.seq)
    #expect(try shop.chosen(waiting)?.service == "CHEAP")
    let noted = try shop.integer("SELECT MAX(seq) FROM journal WHERE action = 'tryFallback'")
    _ = try shop.undo(noted)
    _ = try shop.undo(made.entry)
    #expect(try shop.picture() == before)
  }

  @Test func `A way is not switched to itself, to nothing, or after its warning has ended`() throws {
    let (shop, parcel, _) = try shop()
    try late(shop, hours: 10 * 24)
    #expect(throws: ActionRefusal.way(.sameService("CHEAP"))) {
      try shop.perform("switchAlert", 1, fields: ["to": "cheap"])
    }
    #expect(throws: ActionRefusal.noSuchRecord(kind: "services", "NONE")) {
      try shop.perform("switchAlert", 1, fields: ["to": "NONE"])
    }
    #expect(throws: ActionRefusal.missingField("to")) { try shop.perform("switchAlert", 1) }
    try shop.store.connection.writeNow {
      try $0.run("UPDATE labels SET carrier = 'Others'", [])
      try $0.run("UPDATE delay_watches SET look_at = 0", [])
    }
    try shop.store.connection.writeNow {
      try $0.run("UPDATE transit_lanes SET way = 'others', carrier = 'Others'", [])
    }
    #expect(throws: ActionRefusal.way(.noServiceOf(alert: "A-1", carrier: "Others"))) {
      try shop.perform("switchAlert", 1, fields: ["to": "FAST"])
    }
    try shop.store.connection.writeNow { try $0.run("UPDATE alerts SET closed_at = 5", []) }
    #expect(throws: ActionRefusal.claim(.alertEnded("A-1"))) {
      try shop.perform("switchAlert", 1, fields: ["to": "FAST"])
    }
    _ = parcel
  }

  @Test func `What is planned after a cut-off counts the days that it waits, by the house's clock`() throws {
    let (shop, _, waiting) = try shop(ships: false)
    try shop.perform("editService", 1, fields: ["cutOff": "16:00"])
    // Friday evening in Shenzhen.
    let civil = shop.now.civil(offsetSeconds: 8 * 3600)
    let midnight = try #require(CivilTime(year: civil.year, month: civil.month, day: civil.day))
    let days = Int64((4 - civil.weekday + 7) % 7) + 7
    let friday = PromiseTests.shenzhen.instant(midnight).adding(hours: days * 24 + 18)
    _ = try shop.store.perform(
      ActionRequest("chooseWay", subject: waiting, fields: ["service": "CHEAP"]), as: shop.admin, now: friday,
      zone: PromiseTests.shenzhen)
    let chosen = try #require(try shop.chosen(waiting))
    #expect(chosen.days == TransitDays(p50: 4 + 3, p80: 8 + 3))
    #expect(chosen.explanation.map?["ways"]?.list?.first?.map?["waits"]?.number == 3)
    _ = try shop.store.perform(
      ActionRequest("findWay", subject: waiting), as: shop.admin, now: friday.adding(hours: -10),
      zone: PromiseTests.shenzhen)
    #expect(try shop.chosen(waiting)?.days == TransitDays(p50: 4, p80: 8))
  }
}
