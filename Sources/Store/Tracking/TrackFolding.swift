internal import Domain

/// Parcels' states, read off what carriers told of their numbers, and kept beside them.
enum TrackFolding {
  /// Brings the tracks of all parcels of these fulfilments in line.
  static func fold(fulfilments: Set<Int64>, in writer: any Writer) throws {
    for id in fulfilments.sorted() {
      let parcels = try writer.all("SELECT id FROM parcels WHERE fulfilment_id = \(id)") { $0.integer(0) }
      for parcel in parcels { try fold(parcel, in: writer) }
    }
  }

  /// The same for all parcels of an order.
  static func fold(order: Int64, in writer: any Writer) throws {
    let all = try writer.all("SELECT id FROM fulfilments WHERE order_id = \(order)") { $0.integer(0) }
    try fold(fulfilments: Set(all), in: writer)
  }

  /// As `fold`, and tells whether the parcel came to be delivered by it, or is not any more.
  static func foldTelling(_ parcel: Int64, in writer: any Writer) throws -> Bool {
    let before = try deliveredness(parcel, in: writer)
    try fold(parcel, in: writer)
    return try deliveredness(parcel, in: writer) != before
  }

  /// 0: not delivered; 1: said to be; 2: proved to be.
  private static func deliveredness(_ parcel: Int64, in reader: any Reader) throws -> Int64 {
    try reader.integer(
      "SELECT CASE WHEN status <> 'delivered' THEN 0 ELSE 1 + final END FROM parcel_tracks WHERE parcel_id = \(parcel)")
      ?? 0
  }

  /// Writes a parcel's track anew. A parcel that goes by no number has none.
  static func fold(_ parcel: Int64, in writer: any Writer) throws {
    try Delays.stir(parcel, in: writer)
    guard let track = try Track(of: parcel, in: writer) else { return try forget(parcel, in: writer) }
    try writer.run(
      """
      INSERT INTO parcel_tracks (parcel_id, status, detail, reason, leg, since, moved_at, delivered_at, doubts, final,
        events, set_aside, last_event_at, told_at, ask_at, country)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (parcel_id) DO UPDATE
      SET status = excluded.status, detail = excluded.detail, reason = excluded.reason, leg = excluded.leg,
        since = excluded.since, moved_at = excluded.moved_at, delivered_at = excluded.delivered_at,
        doubts = excluded.doubts, final = excluded.final, events = excluded.events, set_aside = excluded.set_aside,
        last_event_at = excluded.last_event_at, told_at = excluded.told_at, ask_at = excluded.ask_at,
        country = excluded.country
      """, [.integer(parcel)] + track.values)
    let known = try legs(of: parcel, in: writer)
    if known == track.legs { return }
    try writer.run("DELETE FROM parcel_legs WHERE parcel_id = ?", [.integer(parcel)])
    for leg in track.legs {
      try writer.run(
        "INSERT INTO parcel_legs (parcel_id, leg, began_at, last_at, ended_at, events) VALUES (?, ?, ?, ?, ?, ?)",
        [
          .integer(parcel), .text(leg.leg.rawValue), .integer(leg.beganAt.milliseconds),
          .integer(leg.lastAt.milliseconds), SQLValue(leg.endedAt), .integer(Int64(leg.events)),
        ])
    }
  }

  /// What is kept of a parcel, as `Track.values` has it.
  static func kept(_ parcel: Int64, in reader: any Reader) throws -> [SQLValue]? {
    try reader.first(
      """
      SELECT status, detail, reason, leg, since, moved_at, delivered_at, doubts, final, events, set_aside,
        last_event_at, told_at, ask_at, country
      FROM parcel_tracks
      WHERE parcel_id = \(parcel)
      """
    ) { row in
      let texts: Set<Int> = [0, 1, 2, 3, 14]
      return (0..<15).map { index in
        if row.isNull(index) { return .null }
        return texts.contains(index) ? .text(row.text(index)) : .integer(row.integer(index))
      }
    }
  }

  /// Takes away what was read off for a parcel.
  static func forget(_ parcel: Int64, in writer: any Writer) throws {
    try writer.run("DELETE FROM parcel_tracks WHERE parcel_id = ?", [.integer(parcel)])
    try writer.run("DELETE FROM parcel_legs WHERE parcel_id = ?", [.integer(parcel)])
  }

  /// In the order of the way.
  static func legs(of parcel: Int64, in reader: any Reader) throws -> [LegSpan] {
    let spans = try reader.all(
      "SELECT leg, began_at, last_at, ended_at, events FROM parcel_legs WHERE parcel_id = \(parcel)"
    ) { row in
      LegSpan(
        leg: TrackingLeg(rawValue: row.text(0)) ?? .firstMile, beganAt: row.instant(1), lastAt: row.instant(2),
        endedAt: row.optionalInstant(3), events: Int(row.integer(4)))
    }
    return TrackingLeg.allCases.compactMap { leg in spans.first { $0.leg == leg } }
  }

  /// Fulfilments whose parcels a row of numbers, corrections or consolidations is about.
  static func fulfilments(
    behind table: FulfilmentTable, _ id: Int64, _ whole: [String: Plain], in reader: any Reader
  ) throws -> Set<Int64> {
    guard [.numberLinks, .trackingCorrections, .consolidated, .consolidations, .legs].contains(table) else { return [] }
    var parcels: Set<Int64> = []
    if let parcel = whole["parcel_id"]?.number { parcels.insert(parcel) }
    for unit in [whole["child_id"]?.number, whole["consolidation_id"]?.number] {
      guard let unit else { continue }
      parcels.formUnion(try Consolidations.parcels(in: unit, in: reader))
    }
    return try fulfilments(of: parcels, in: reader)
  }

  static func fulfilments(of parcels: Set<Int64>, in reader: any Reader) throws -> Set<Int64> {
    var found: Set<Int64> = []
    for parcel in parcels {
      if let id = try reader.integer("SELECT fulfilment_id FROM parcels WHERE id = \(parcel)") { found.insert(id) }
    }
    return found
  }
}

/// A parcel's track out of all that the store knows of it.
struct Track {
  let track: ParcelTrack
  let toldAt: Instant?
  let shippedAt: Instant?
  var legs: [LegSpan] { track.legs }

  /// nil where the parcel is gone, or goes by no number.
  init?(of parcel: Int64, in reader: any Reader) throws {
    let head = try reader.first(
      """
      SELECT p.shipped_at, o.country
      FROM parcels AS p
      LEFT JOIN orders AS o ON o.id = p.order_id
      WHERE p.id = \(parcel)
      """
    ) { ($0.optionalInstant(0), $0.optionalText(1) ?? "") }
    guard let (shipped, country) = head else { return nil }
    let numbers = try Track.numbers(of: parcel, in: reader)
    if numbers.isEmpty { return nil }
    var events: [TrackingEvent] = []
    for number in numbers {
      for row in try TrackingRows.events(of: number.id, in: reader) {
        var event = number.role == .master ? row.event.forPartOfWhole : row.event
        // Two events whose words are erased are still two.
        if row.isErased { event.place = String(row.sameness) }
        events.append(event)
      }
    }
    var toldAt = numbers.compactMap(\.toldAt).max()
    for (correction, madeAt) in try Track.corrections(of: parcel, in: reader) {
      events.append(correction)
      toldAt = max(toldAt ?? madeAt, madeAt)
    }
    // The clock is when somebody last told anything: the same facts give the same track at any time.
    track = ParcelTrack(
      events, expecting: ParcelExpectation(shippedAt: shipped, destination: country),
      now: toldAt ?? Instant(milliseconds: 0))
    self.toldAt = toldAt
    shippedAt = shipped
  }

  private struct Number: Hashable {
    var id: Int64
    var role: TrackingRole
    var toldAt: Instant?
  }

  /// Its own numbers, and those of what it travels in.
  private static func numbers(of parcel: Int64, in reader: any Reader) throws -> [Number] {
    let rows = try reader.all(
      """
      WITH RECURSIVE units (id) AS (
        SELECT consolidation_id FROM consolidated WHERE parcel_id = \(parcel)
        UNION
        SELECT c.consolidation_id FROM units AS u JOIN consolidated AS c ON c.child_id = u.id
      )
      SELECT n.id, l.role, n.told_at
      FROM number_links AS l
      JOIN tracking_numbers AS n ON n.id = l.number_id
      WHERE l.parcel_id = \(parcel) AND l.voided_at IS NULL
      UNION ALL
      SELECT n.id, 'master', n.told_at
      FROM units AS u
      JOIN number_links AS l ON l.consolidation_id = u.id AND l.voided_at IS NULL
      JOIN tracking_numbers AS n ON n.id = l.number_id
      """
    ) {
      Number(id: $0.integer(0), role: TrackingRole(rawValue: $0.text(1)) ?? .house, toldAt: $0.optionalInstant(2))
    }
    // The parcel's own number tells of the parcel, whatever else goes by it.
    let own = rows.filter { $0.role != .master }
    var seen: Set<Int64> = []
    return (own + rows.filter { $0.role == .master }).filter { seen.insert($0.id).inserted }
  }

  private static func corrections(of parcel: Int64, in reader: any Reader) throws -> [(TrackingEvent, Instant)] {
    try reader.all(
      """
      SELECT status, detail, occurred_at, made_by, made_at
      FROM tracking_corrections
      WHERE parcel_id = \(parcel)
      ORDER BY id
      """
    ) { row in
      (
        .correction(
          TrackingStatus(rawValue: row.text(0)) ?? .unknown,
          row.optionalText(1).flatMap(TrackingDetail.init(rawValue:)), at: row.instant(2), by: row.text(3)),
        row.instant(4)
      )
    }
  }

  /// A number that nobody has told anything of is one that was given out, not one that its carrier does not know.
  var status: TrackingStatus {
    track.status == .notFound && track.entries.isEmpty && toldAt == nil ? .pending : track.status
  }

  /// A bit a doubt, in the order of the words.
  var doubts: Int64 {
    let doubts = track.entries.reduce(track.doubts) { $0.union($1.doubts) }
    return TrackingDoubt.allCases.enumerated().reduce(0) { mask, doubt in
      doubts.contains(doubt.element) ? mask | 1 << Int64(doubt.offset) : mask
    }
  }

  /// In the order of the table's columns, from `status` on.
  var values: [SQLValue] {
    let askAt = TrackingAsking.next(
      after: status, isFinal: track.isFinal, shippedAt: shippedAt, toldAt: toldAt, lastEventAt: track.lastEventAt)
    return [
      .text(status.rawValue), SQLValue(track.detail?.rawValue), SQLValue(track.reason?.rawValue),
      SQLValue(track.leg?.rawValue), SQLValue(track.since?.best), SQLValue(track.movedAt),
      SQLValue(track.deliveredAt?.best), .integer(doubts), SQLValue(track.isFinal),
      .integer(Int64(track.entries.count)), .integer(Int64(track.entries.filter { !$0.counts }.count)),
      SQLValue(track.lastEventAt), SQLValue(toldAt), SQLValue(askAt), .text(track.country),
    ]
  }
}
