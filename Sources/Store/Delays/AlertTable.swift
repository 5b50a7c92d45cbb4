internal import Domain

/// Warnings in the store: opened and closed by looking at parcels, acknowledged and told by people.
enum AlertTable {
  struct Row: Hashable {
    var id: Int64
    var key: String
    var severity: Int64
    var party: String
    var step: String
    var tells: Bool
  }

  static func open(of parcel: Int64, in reader: any Reader) throws -> [Row] {
    try reader.all(
      """
      SELECT id, warning, severity, party, step, tells
      FROM alerts
      WHERE parcel_id = \(parcel) AND closed_at IS NULL
      ORDER BY id
      """
    ) {
      Row(
        id: $0.integer(0), key: $0.text(1), severity: $0.integer(2), party: $0.text(3), step: $0.text(4),
        tells: $0.flag(5))
    }
  }

  /// Brings a parcel's open warnings in line with what a look found: new ones are opened, those whose cause is gone are
  /// closed, and the others go on under their number.
  /// - Returns: the ids of those that came or went.
  static func settle(
    _ found: [DelayWarning], of parcel: Int64, order: Int64, lane: Int64, _ work: Work
  ) throws -> [Int64] {
    var changed: [Int64] = []
    let open = try open(of: parcel, in: work.writer)
    var seen: Set<String> = []
    for warning in found where seen.insert(warning.key).inserted {
      if let known = open.first(where: { $0.key == warning.key }) {
        try go(on: known, warning, work)
      } else {
        changed.append(try insert(warning, parcel, order, lane, work))
      }
    }
    for row in open where !seen.contains(row.key) {
      try work.writer.run(
        "UPDATE alerts SET closed_at = ? WHERE id = ? AND closed_at IS NULL",
        [.integer(work.now.milliseconds), .integer(row.id)])
      try work.append(
        action: "closeAlert", kind: "alerts", subject: row.id,
        changes: [FieldChange(field: "closedAt", before: .null, after: Plain(work.now))])
      changed.append(row.id)
    }
    return changed
  }

  private static func insert(_ warning: DelayWarning, _ parcel: Int64, _ order: Int64, _ lane: Int64, _ work: Work)
    throws -> Int64
  {
    let id = (try work.writer.integer("SELECT MAX(id) FROM alerts") ?? 0) + 1
    try work.writer.run(
      """
      INSERT INTO alerts (id, number, parcel_id, order_id, lane_id, warning, cause, leg, party, severity, step, tells,
        since, evidence, opened_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .integer(id), .text("A-\(id)"), .integer(parcel), .integer(order), .integer(lane), .text(warning.key),
        .text(warning.cause.rawValue), .text(warning.leg?.rawValue ?? ""), .text(warning.party.rawValue),
        .integer(warning.severity.rank), .text(warning.step.rawValue), SQLValue(warning.tellsCustomer),
        .integer(warning.since.milliseconds), .text(warning.evidence.plain.json), .integer(work.now.milliseconds),
      ])
    try work.append(
      action: "openAlert", kind: "alerts", subject: id,
      changes: [
        FieldChange(field: "cause", before: .null, after: .text(warning.cause.rawValue)),
        FieldChange(field: "since", before: .null, after: Plain(warning.since)),
      ])
    return id
  }

  /// Numbers grow with each look; when it began, and what people did about it, stays.
  private static func go(on known: Row, _ warning: DelayWarning, _ work: Work) throws {
    try work.writer.run(
      "UPDATE alerts SET party = ?, severity = ?, step = ?, tells = ?, evidence = ? WHERE id = ?",
      [
        .text(warning.party.rawValue), .integer(warning.severity.rank), .text(warning.step.rawValue),
        SQLValue(warning.tellsCustomer), .text(warning.evidence.plain.json), .integer(known.id),
      ])
  }

  // MARK: Storms

  /// Groups the open warnings of the causes and lanes that these are of: many at once are one storm.
  static func gather(around alerts: [Int64], in writer: any Writer) throws {
    if alerts.isEmpty { return }
    var keys: Set<DelayStorm.Key> = []
    for id in alerts { if let drop = try drops("a.id = \(id)", in: writer).first { keys.insert(drop.key) } }
    for key in keys.sorted(by: { $0.order.lexicographicallyPrecedes($1.order) }) where key.mayGather {
      let open = try drops(
        """
        a.closed_at IS NULL AND a.cause = \(key.cause.rawValue) AND a.leg = \(key.leg?.rawValue ?? "")
        AND a.lane_id IN (
          SELECT id FROM transit_lanes
          WHERE carrier = \(key.carrier) AND origin = \(key.origin) AND destination = \(key.destination))
        """, in: writer)
      let storms = DelayStorm.gather(open)
      let inStorm = Set(storms.flatMap(\.ids))
      for drop in open where !inStorm.contains(drop.id) {
        try writer.run("UPDATE alerts SET storm_id = NULL WHERE id = ? AND storm_id IS NOT NULL", [.integer(drop.id)])
      }
      for storm in storms { try keep(storm, in: writer) }
    }
  }

  private static func drops(_ which: SQL, in reader: any Reader) throws -> [DelayStorm.Drop] {
    try reader.all(
      """
      SELECT a.id, n.carrier, n.origin, n.destination, a.leg, a.cause, a.since
      FROM alerts AS a
      JOIN transit_lanes AS n ON n.id = a.lane_id
      WHERE \(which)
      """
    ) { row in
      DelayStorm.Drop(
        id: row.integer(0),
        key: DelayStorm.Key(
          carrier: row.text(1), origin: row.text(2), destination: row.text(3),
          leg: TrackingLeg(rawValue: row.text(4)), cause: DelayCause(rawValue: row.text(5)) ?? .slip),
        since: row.instant(6))
    }
  }

  /// A storm goes on under its number as long as one of its warnings has it.
  private static func keep(_ storm: DelayStorm, in writer: any Writer) throws {
    let ids = SQL.list(storm.ids.map(SQLValue.integer))
    var number = try writer.integer("SELECT MIN(storm_id) FROM alerts WHERE id IN (\(ids))")
    if number == nil {
      let next = (try writer.integer("SELECT MAX(id) FROM delay_storms") ?? 0) + 1
      try writer.run(
        """
        INSERT INTO delay_storms (id, carrier, origin, destination, leg, cause, first_at, last_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [
          .integer(next), .text(storm.key.carrier), .text(storm.key.origin), .text(storm.key.destination),
          .text(storm.key.leg?.rawValue ?? ""), .text(storm.key.cause.rawValue),
          .integer(storm.firstAt.milliseconds), .integer(storm.lastAt.milliseconds),
        ])
      number = next
    }
    guard let number else { return }
    try writer.run(
      "UPDATE delay_storms SET first_at = ?, last_at = ? WHERE id = ?",
      [.integer(storm.firstAt.milliseconds), .integer(storm.lastAt.milliseconds), .integer(number)])
    try writer.execute("UPDATE alerts SET storm_id = \(number) WHERE id IN (\(ids))")
  }
}

extension DelayStorm.Key {
  /// One fixed order of keys, by their bytes.
  fileprivate var order: [UInt8] {
    Array("\(carrier)\u{1}\(origin)\u{1}\(destination)\u{1}\(leg?.rawValue ?? "")\u{1}\(cause.rawValue)".utf8)
  }
}

extension DelayEvidence {
  /// As it is kept and shown to scripts.
  var plain: Plain {
    var map: [String: Plain] = [:]
    if let hours { map["hours"] = .number(hours) }
    if let limitHours { map["limitHours"] = .number(limitHours) }
    if let basis { map["basis"] = .text(basis.text) }
    if samples > 0 { map["samples"] = .number(samples) }
    if days > 0 { map["days"] = .number(days) }
    if let count { map["count"] = .number(count) }
    if let reason { map["reason"] = .text(reason.rawValue) }
    if !code.isEmpty { map["code"] = .text(code) }
    if let promise {
      map["promisedBy"] = .number(promise.by.milliseconds)
      map["promise"] = .text(promise.source.rawValue)
    }
    return .map(map)
  }
}
