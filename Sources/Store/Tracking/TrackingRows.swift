internal import Domain

/// Carriers' events in the store.
enum TrackingRows {
  static let columns: SQL = """
    id, number_id, sameness, carrier, code, text, place, country, local_at, offset_seconds, day_only, status, detail, \
    reason, leg, basis, unknown_code, contradicts, raw, erased, received_at
    """

  struct Row {
    var id: Int64
    var number: Int64
    var sameness: Int64
    var isErased: Bool
    var receivedAt: Instant
    var event: TrackingEvent
  }

  static func row(_ row: any Columns) -> Row {
    let isErased = row.flag(19)
    let moment = row.optionalInteger(8).map { local in
      TrackingMoment(
        local: Instant(milliseconds: local).civil(), offsetSeconds: row.optionalInteger(9).map { Int($0) },
        isDayOnly: row.flag(10))
    }
    let reading = TrackingReading(
      status: TrackingStatus(rawValue: row.text(11)) ?? .unknown,
      detail: row.optionalText(12).flatMap(TrackingDetail.init(rawValue:)),
      reason: row.optionalText(13).flatMap(TrackingReason.init(rawValue:)),
      leg: row.optionalText(14).flatMap(TrackingLeg.init(rawValue:)),
      basis: TrackingReading.Basis(rawValue: row.text(15)) ?? .nothing, hasUnknownCode: row.flag(16),
      contradictsItself: row.flag(17))
    return Row(
      id: row.integer(0), number: row.integer(1), sameness: row.integer(2), isErased: isErased,
      receivedAt: row.instant(20),
      event: TrackingEvent(
        carrier: row.text(3), number: "", moment: moment, code: row.text(4), text: row.text(5), place: row.text(6),
        country: row.text(7), raw: row.optionalText(18) ?? "", reading: reading))
  }

  static func events(of number: Int64, in reader: any Reader) throws -> [Row] {
    try reader.all("SELECT \(columns) FROM tracking_events WHERE number_id = \(number)", row)
  }

  enum Outcome {
    case added, changed, known
  }

  /// Keeps an event of a number once. Of two tellings of the same event one stays, the same one in whatever order they
  /// come; what was erased stays empty. `isWordless` is news of somebody who was erased: what it means is kept alone.
  static func keep(
    _ told: TrackingEvent, of number: Int64, isWordless: Bool, payload: Int64, at now: Instant, in writer: any Writer
  ) throws -> Outcome {
    let sameness = told.sameness
    var event = told
    if isWordless { (event.text, event.place, event.raw) = ("", "", "") }
    try writer.run(
      """
      INSERT INTO tracking_events (number_id, sameness, carrier, code, text, place, country, local_at, offset_seconds,
        day_only, happened_at, status, detail, reason, leg, basis, unknown_code, contradicts, raw, erased, payload_id,
        received_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (number_id, sameness) DO NOTHING
      """,
      [.integer(number), .integer(sameness)] + values(event)
        + [.integer(isWordless ? 1 : 0), .integer(payload), .integer(now.milliseconds)])
    if try writer.changedRows > 0 { return .added }
    let known = try writer.first(
      "SELECT \(columns) FROM tracking_events WHERE number_id = \(number) AND sameness = \(sameness)", row)
    guard var known, !known.isErased, !isWordless else { return .known }
    var told = event
    // The row does not repeat the number.
    told.number = ""
    known.event.number = ""
    guard told.goesBefore(known.event) else { return .known }
    try writer.run(
      """
      UPDATE tracking_events
      SET carrier = ?, code = ?, text = ?, place = ?, country = ?, local_at = ?, offset_seconds = ?, day_only = ?,
        happened_at = ?, status = ?, detail = ?, reason = ?, leg = ?, basis = ?, unknown_code = ?, contradicts = ?,
        raw = ?
      WHERE id = ?
      """, values(event) + [.integer(known.id)])
    return .changed
  }

  private static func values(_ event: TrackingEvent) -> [SQLValue] {
    let moment = event.moment
    let reading = event.reading
    return [
      .text(plain(event.carrier)), .text(plain(event.code)), .text(plain(event.text)), .text(plain(event.place)),
      .text(plain(event.country)),
      SQLValue(moment.map { Instant($0.local).milliseconds }), SQLValue(moment?.offsetSeconds.map(Int64.init)),
      .integer(moment?.isDayOnly == true ? 1 : 0), SQLValue(moment?.best.milliseconds),
      .text(reading.status.rawValue), SQLValue(reading.detail?.rawValue), SQLValue(reading.reason?.rawValue),
      SQLValue(reading.leg?.rawValue), .text(reading.basis.rawValue), .integer(reading.hasUnknownCode ? 1 : 0),
      .integer(reading.contradictsItself ? 1 : 0), .text(plain(event.raw)),
    ]
  }

  /// A server takes no NUL in a text.
  private static func plain(_ text: String) -> String {
    text.utf8.contains(0) ? String(text.unicodeScalars.filter { $0.value != 0 }.map(Character.init)) : text
  }
}
