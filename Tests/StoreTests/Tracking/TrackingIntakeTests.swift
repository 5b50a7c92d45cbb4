import Domain
import Foundation
import TestSupport
import Testing

@testable import Store

/// What carriers tell is kept once, whoever's it is, and gives the same end in any order.
@Suite struct TrackingIntakeTests {
  /// Everything that follows from events: tracks, legs, stages, orders; not when it was asked.
  private func end(_ shop: Shop) throws -> [String] {
    try shop.store.connection.readNow { reader in
      try reader.all(
        """
        SELECT parcel_id, status, COALESCE(detail, ''), COALESCE(leg, ''), COALESCE(since, 0), COALESCE(moved_at, 0),
          COALESCE(delivered_at, 0), doubts, final, events, set_aside, COALESCE(last_event_at, 0), country
        FROM parcel_tracks
        ORDER BY parcel_id
        """
      ) { row in
        (0..<13).map { [1, 2, 3, 12].contains($0) ? row.text($0) : String(row.integer($0)) }.joined(separator: " ")
      }
        + reader.all(
          "SELECT parcel_id, leg, began_at, COALESCE(ended_at, 0), events FROM parcel_legs ORDER BY parcel_id, began_at"
        ) { "\($0.integer(0)) \($0.text(1)) \($0.integer(2)) \($0.integer(3)) \($0.integer(4))" }
        + reader.all("SELECT stage FROM fulfilments ORDER BY id") { $0.text(0) }
        + reader.all("SELECT fulfilment FROM orders ORDER BY id") { $0.text(0) }
    }
  }

  @Test func `A journey told in one answer brings the parcel to its door, and its order with it`() throws {
    let shop = try Shop()
    let (order, parcels) = try shop.shipped()
    #expect(try shop.status(parcels[0]) == "pending")
    let result = try shop.tell("yt 1 1", shop.journey)
    #expect(result.added == 7)
    #expect(result.unknownNumbers == [])
    let track = try shop.track(parcels[0])
    #expect(track.hasPrefix("delivered ") && track.hasSuffix(" 0 1 7 0"), "\(track)")
    #expect(try shop.order(order)?.fulfilment == .delivered)
    #expect(try shop.stages(order) == [.delivered])
    #expect(
      try shop.store.connection.readNow { try TrackFolding.legs(of: parcels[0], in: $0) }.allSatisfy {
        $0.endedAt != nil
      })
    #expect(try shop.findings() == [])
  }

  @Test func `Events in any order, singly and twice, give the same end`() throws {
    let whole = try Shop()
    _ = try whole.shipped(parcels: 2)
    try whole.tell("YT-1-1", whole.journey)
    try whole.tell("YT-1-2", Array(whole.journey.dropLast()))
    let wanted = try end(whole)
    var dice = Dice(seed: 20_260_922)
    for _ in 0..<4 {
      let shop = try Shop()
      _ = try shop.shipped(parcels: 2)
      var told =
        shop.journey.map { ("YT-1-1", $0) } + shop.journey.dropLast().map { ("yt12", $0) }
        + shop.journey.map { ("YT 11", $0) }
      told.shuffle(using: &dice)
      for (number, event) in told { try shop.tell(number, [event]) }
      #expect(try end(shop) == wanted)
      #expect(try shop.findings() == [])
    }
  }

  @Test func `The same answer again changes nothing`() throws {
    let shop = try Shop()
    _ = try shop.shipped()
    try shop.tell("YT-1-1", shop.journey)
    let before = try end(shop)
    let entries = try shop.integer("SELECT MAX(seq) FROM journal")
    let again = try shop.tell("YT-1-1", shop.journey)
    #expect(again.added == 0)
    #expect(again.changed == 0)
    #expect(again.unchanged == 7)
    #expect(again.entry == nil)
    #expect(try end(shop) == before)
    #expect(try shop.integer("SELECT MAX(seq) FROM journal") == entries)
    #expect(try shop.integer("SELECT COUNT(*) FROM tracking_payloads") == 1)
  }

  @Test func `Of two tellings of one event the same is kept, whichever came first`() throws {
    var kept: [String] = []
    for turn in 0..<2 {
      let shop = try Shop()
      _ = try shop.shipped()
      let tellings = [shop.news(20, "Departed  Facility"), shop.news(20, "departed facility", country: "CN")]
      #expect(tellings[0].sameness == tellings[1].sameness)
      for event in turn == 0 ? tellings : tellings.reversed() { try shop.tell("YT-1-1", [event]) }
      #expect(try shop.integer("SELECT COUNT(*) FROM tracking_events") == 1)
      kept.append(try shop.text("SELECT text || '/' || country FROM tracking_events"))
    }
    #expect(kept[0] == kept[1])
  }

  @Test func `A number that nobody has is kept and named, and is the parcel's that gets it later`() throws {
    let shop = try Shop()
    let (_, parcels) = try shop.packedParcels("1", 1)
    let result = try shop.tell("LX 123-456", [shop.news(2, "已揽收"), shop.news(9, "Departed facility")])
    #expect(result.unknownNumbers == ["LX 123-456"])
    #expect(try shop.integer("SELECT COUNT(*) FROM tracking_numbers WHERE links = 0") == 1)
    #expect(
      try shop.text("SELECT changes FROM journal WHERE action = 'noteUnknown'").contains("LX 123-456"))
    try shop.perform("labelParcel", parcels[0], fields: ["carrier": "Yanwen", "tracking": "lx123456"])
    #expect(try shop.status(parcels[0]) == "in_transit")
    #expect(try shop.integer("SELECT COUNT(*) FROM tracking_numbers WHERE links = 0") == 0)
    #expect(try shop.findings() == [])
  }

  @Test func `A void label's number is kept, and what is told of it counts no more`() throws {
    let shop = try Shop()
    let (_, parcels) = try shop.packedParcels("1", 1)
    try shop.perform("labelParcel", parcels[0], fields: ["carrier": "Yanwen", "tracking": "OLD-1"])
    let before = try shop.picture()
    let voided = try shop.perform("voidLabel", parcels[0])
    try shop.tell("OLD-1", [shop.news(2, "Departed facility")])
    #expect(try shop.status(parcels[0]) == "")
    #expect(try shop.integer("SELECT COUNT(*) FROM number_links WHERE voided_at IS NOT NULL") == 1)
    _ = try shop.store.undo(entry: voided.entry, as: shop.admin, now: shop.now)
    #expect(try shop.picture() == before)
    #expect(try shop.status(parcels[0]) == "in_transit")
    #expect(try shop.findings() == [])
  }

  @Test func `Another parcel's trace on the same number is set aside`() throws {
    let shop = try Shop()
    let (order, parcels) = try shop.shipped()
    try shop.tell(
      "YT-1-1", [shop.news(-24 * 60, "Out for delivery"), shop.news(-24 * 59, "Delivered"), shop.news(20, "已揽收")])
    #expect(try shop.status(parcels[0]) == "picked_up")
    #expect(try shop.integer("SELECT set_aside FROM parcel_tracks") == 2)
    #expect(try shop.order(order)?.fulfilment == .shipped)
  }

  @Test func `News from the future and without a zone is kept and doubted`() throws {
    let shop = try Shop()
    let (_, parcels) = try shop.shipped()
    try shop.tell(
      "YT-1-1", [shop.news(5, "已揽收", zone: nil), shop.news(400, "Delivered")], hours: 48)
    #expect(try shop.status(parcels[0]) == "picked_up")
    let future = Int64(1) << Int64(TrackingDoubt.allCases.firstIndex(of: .fromTheFuture) ?? 0)
    #expect(try shop.integer("SELECT doubts FROM parcel_tracks") & future != 0)
    #expect(try shop.findings() == [])
    // By then somebody tells it again.
    try shop.tell("YT-1-1", [shop.news(400, "Delivered")], hours: 480)
    #expect(try shop.status(parcels[0]) == "delivered")
  }

  @Test func `Codes that nobody has told us are kept and named in the journal`() throws {
    let shop = try Shop()
    _ = try shop.shipped()
    let result = try shop.tell("YT-1-1", [shop.news(5, "??", code: "QQ77"), shop.news(6, "??", code: "QQ77")])
    #expect(result.unknownCodes.map(\.code) == ["QQ77"])
    #expect(try shop.text("SELECT changes FROM journal WHERE action = 'noteUnknown'").contains("yanwen QQ77"))
    #expect(try shop.status(1) == "unknown")
  }

  @Test func `A hand-over number in the answer is followed as well`() throws {
    let shop = try Shop()
    let (_, parcels) = try shop.shipped()
    try shop.tell("YT-1-1", [shop.news(20, "已揽收")], others: ["rb 123456785 cn", "our own 77"])
    try shop.tell("RB123456785CN", [shop.news(200, "Out for delivery")])
    #expect(try shop.status(parcels[0]) == "out_for_delivery")
    #expect(try shop.text("SELECT role FROM number_links WHERE number = 'RB123456785CN'") == "last_mile")
    #expect(try shop.findings() == [])
  }

  @Test func `Who may not import is refused, and nothing is kept`() throws {
    let shop = try Shop()
    #expect(throws: ActionRefusal.self) {
      try TrackingIntake.take(
        [ToldParcel(carrier: "", number: "X1", events: [])], from: .init(reader: "", name: "", digest: ""),
        as: Actor(name: "eve", rights: []), at: shop.now, in: shop.store)
    }
    #expect(try shop.integer("SELECT COUNT(*) FROM tracking_numbers") == 0)
  }

  @Test func `A person's erasure empties what carriers said, and leaves where the parcel is`() throws {
    let shop = try Shop()
    let (order, _) = try shop.shipped()
    try shop.tell("YT-1-1", shop.journey + [shop.news(209, "Signed by Anna Müller")])
    let customer = try #require(try shop.order(order)?.customerId)
    let before = try end(shop)
    try shop.perform("eraseCustomer", customer)
    #expect(try shop.integer("SELECT COUNT(*) FROM tracking_events WHERE text <> '' OR raw IS NOT NULL") == 0)
    #expect(try end(shop).prefix(1).map { $0.prefix(12) } == before.prefix(1).map { $0.prefix(12) })
    #expect(try shop.findings() == [])
    // The same answer again does not bring the name back.
    try shop.tell("YT-1-1", [shop.news(209, "Signed by Anna Müller")])
    #expect(try shop.integer("SELECT COUNT(*) FROM tracking_events WHERE text <> ''") == 0)
  }

  @Test func `The doctor finds a track that its events do not give, and puts it right`() throws {
    let shop = try Shop()
    let (_, parcels) = try shop.shipped()
    try shop.tell("YT-1-1", shop.journey)
    try shop.tamper("UPDATE parcel_tracks SET status = 'in_transit', final = 0")
    try shop.tamper("UPDATE tracking_numbers SET links = 7")
    #expect(
      try shop.findings().map { $0.prefix { $0 != ":" } }.sorted() == ["numberLinks", "parcelTracks"])
    try shop.store.repair(as: shop.admin, now: shop.now)
    #expect(try shop.findings() == [])
    #expect(try shop.status(parcels[0]) == "delivered")
  }

  private func keepUnread(_ shop: Shop, _ text: String = "{\"name\":\"Anna M", digest: String = "abc") throws -> Int64?
  {
    try TrackingIntake.keepUnread(
      text, why: "broken", saying: "it is not whole", from: .init(reader: "", name: "cut.json", digest: digest),
      as: shop.admin, at: shop.now, in: shop.store
    ).entry
  }

  @Test func `An answer that nobody can read is kept once, listed as unknown, and moves nothing`() throws {
    let shop = try Shop()
    let (_, parcels) = try shop.shipped()
    let before = try end(shop)
    #expect(try keepUnread(shop) != nil)
    #expect(try keepUnread(shop) == nil)
    #expect(try shop.text("SELECT raw FROM tracking_events WHERE unknown_code = 1") == "{\"name\":\"Anna M")
    #expect(try shop.integer("SELECT links FROM tracking_numbers WHERE number = 'UNREAD-ABC'") == 0)
    #expect(try end(shop) == before)
    #expect(try shop.status(parcels[0]) == "pending")
    #expect(try shop.findings() == [])
    // The same bytes, once somebody has taught us to read them.
    _ = try TrackingIntake.take(
      [ToldParcel(carrier: "yanwen", number: "YT-1-1", events: shop.journey)],
      from: .init(reader: "yanwen", name: "cut.json", digest: "abc"), as: shop.admin,
      at: shop.now.adding(milliseconds: 240 * 3_600_000), in: shop.store)
    #expect(try shop.integer("SELECT COUNT(*) FROM tracking_events WHERE unknown_code = 1") == 0)
    #expect(try shop.integer("SELECT COUNT(*) FROM tracking_numbers WHERE number = 'UNREAD-ABC'") == 0)
    #expect(try shop.findings() == [])
  }

  @Test func `A person's erasure empties what nobody could read: nobody knows whose name stands there`() throws {
    let shop = try Shop()
    let (order, _) = try shop.shipped()
    _ = try keepUnread(shop)
    let customer = try #require(try shop.order(order)?.customerId)
    try shop.perform("eraseCustomer", customer)
    #expect(try shop.integer("SELECT COUNT(*) FROM tracking_events WHERE raw IS NOT NULL OR text <> ''") == 0)
    _ = try keepUnread(shop)
    #expect(try shop.integer("SELECT COUNT(*) FROM tracking_events WHERE raw IS NOT NULL OR text <> ''") == 0)
  }
}
