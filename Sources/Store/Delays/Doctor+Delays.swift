internal import Domain

extension Doctor {
  /// What holds of what was learnt, and of warnings and claims; each counts what breaks it.
  static let delayRules: [Rule] = [
    Rule(
      name: "openAlerts",
      sql: """
        SELECT COUNT(*)
        FROM alerts
        WHERE closed_at IS NULL
          AND NOT EXISTS (SELECT 1 FROM delay_watches WHERE delay_watches.parcel_id = alerts.parcel_id)
        """, text: "warnings are open for parcels that nobody watches", isDerived: true),
    Rule(
      name: "watchedParcels",
      sql: """
        SELECT COUNT(*)
        FROM parcels
        WHERE shipped_at IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM delay_watches WHERE delay_watches.parcel_id = parcels.id)
        """, text: "parcels have left and nobody watches them", isDerived: true),
    Rule(
      name: "claimMoney",
      sql: """
        SELECT COUNT(*)
        FROM claims
        WHERE (state IN ('accepted', 'paid')) <> (granted IS NOT NULL) AND state <> 'closed'
          OR (state IN ('paid', 'closed')) <> (ended_at IS NOT NULL)
        """, text: "claims do not tell what became of them", isDerived: false),
  ]

  /// What lanes have learnt against what each parcel taught, and that against what its carriers told.
  static func checkTransits(_ reader: any Reader, _ result: inout Examination) throws {
    func find(_ count: Int, _ text: String) {
      if count > 0 { result.findings.append(.init(check: "transits", text: "\(count) \(text)", isDerived: true)) }
    }
    var sums: [String: Int64] = [:]
    try reader.forEach("SELECT lane_id, measure, week, hours FROM transit_samples") { row in
      let slot = TransitHistogram.slot(row.integer(3))
      sums["\(row.integer(0)) \(row.text(1)) \(row.integer(2)) \(slot)", default: 0] += 1
      return true
    }
    try reader.forEach("SELECT lane_id, measure, week, slot, parcels FROM transit_counts") { row in
      sums["\(row.integer(0)) \(row.text(1)) \(row.integer(2)) \(row.integer(3))", default: 0] -= row.integer(4)
      return true
    }
    find(sums.values.count { $0 != 0 }, "sums of what lanes took differ from their parcels")
    var wrong = 0
    let looked = try reader.all("SELECT parcel_id FROM delay_watches WHERE looked_at IS NOT NULL AND look_at <> 0") {
      $0.integer(0)
    }
    let resting = try reader.all("SELECT parcel_id FROM delay_watches WHERE looked_at IS NOT NULL AND look_at IS NULL")
    {
      $0.integer(0)
    }
    for id in looked + resting {
      if try !isInLine(id, reader) { wrong += 1 }
    }
    find(wrong, "parcels taught something else than their carriers told")
  }

  private static func isInLine(_ id: Int64, _ reader: any Reader) throws -> Bool {
    var kept: [TransitMeasure: Int64] = [:]
    for (measure, hours) in try reader.all(
      "SELECT measure, hours FROM transit_samples WHERE parcel_id = \(id)", { ($0.text(0), $0.integer(1)) })
    {
      if let measure = TransitMeasure(rawValue: measure) { kept[measure] = hours }
    }
    guard let parcel = try WatchedParcel(id, in: reader) else { return kept.isEmpty }
    let track = try DelayTrack.read(
      id, handedOverAt: parcel.handedOverAt, to: parcel.lane.destination, parcel.handedOverAt, reader)
    return kept == TransitSample(track, handedOverAt: parcel.handedOverAt)?.hours ?? [:]
  }

  /// Learns everything anew with the next run of the duty.
  static func rebuildDelays(_ writer: any Writer) throws {
    try writer.execute("DELETE FROM transit_counts")
    try writer.execute("DELETE FROM transit_samples")
    try writer.execute("UPDATE transit_lanes SET learn_at = 0")
    try writer.execute(
      """
      INSERT INTO delay_watches (parcel_id, look_at)
      SELECT id, 0 FROM parcels WHERE shipped_at IS NOT NULL
      ON CONFLICT (parcel_id) DO NOTHING
      """)
    try writer.execute("UPDATE delay_watches SET look_at = 0, looked_at = NULL")
    try writer.execute(
      """
      INSERT INTO delay_watches (parcel_id, look_at)
      SELECT DISTINCT parcel_id, CAST(0 AS BIGINT) FROM alerts WHERE closed_at IS NULL
      ON CONFLICT (parcel_id) DO NOTHING
      """)
  }
}
