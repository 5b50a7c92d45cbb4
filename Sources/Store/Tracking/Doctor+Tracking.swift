internal import Domain

extension Doctor {
  /// What holds of numbers, events and consolidations; each counts what breaks it.
  static let trackingRules: [Rule] = [
    Rule(
      name: "numberLinks",
      sql: """
        SELECT COUNT(*)
        FROM tracking_numbers
        WHERE links <> (
          SELECT COUNT(*) FROM number_links
          WHERE number_links.number_id = tracking_numbers.id AND number_links.voided_at IS NULL)
        """, text: "tracking numbers count their parcels wrongly", isDerived: true),
    Rule(
      name: "labelNumbers",
      sql: """
        SELECT COUNT(*)
        FROM labels
        WHERE voided_at IS NULL AND NOT EXISTS (
          SELECT 1 FROM number_links
          WHERE number_links.parcel_id = labels.parcel_id AND number_links.voided_at IS NULL)
        """, text: "labels have numbers that nobody follows", isDerived: false),
    Rule(
      name: "numberEvents",
      sql: """
        SELECT COUNT(*)
        FROM tracking_events
        WHERE NOT EXISTS (SELECT 1 FROM tracking_numbers WHERE tracking_numbers.id = tracking_events.number_id)
        """, text: "carriers' events are under no number", isDerived: false),
    Rule(
      name: "consolidated",
      sql: """
        SELECT COUNT(*)
        FROM consolidated
        WHERE NOT EXISTS (SELECT 1 FROM consolidations WHERE consolidations.id = consolidated.consolidation_id)
          OR (child_id IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM consolidations WHERE consolidations.id = consolidated.child_id))
        """, text: "things stand in consolidations that are not there", isDerived: false),
  ]

  /// Parcels' states against the events that they are read off, and consolidations that stand in themselves.
  static func checkTracks(_ reader: any Reader, _ result: inout Examination) throws {
    var wrong = 0
    for parcel in try reader.all("SELECT id FROM parcels ORDER BY id", { $0.integer(0) }) {
      let kept = try TrackFolding.kept(parcel, in: reader)
      let track = try Track(of: parcel, in: reader)
      if kept != track?.values {
        wrong += 1
      } else if let track {
        if try TrackFolding.legs(of: parcel, in: reader) != track.legs { wrong += 1 }
      }
    }
    let strays = try reader.integer(
      "SELECT COUNT(*) FROM parcel_tracks WHERE parcel_id NOT IN (SELECT id FROM parcels)")
    wrong += Int(strays ?? 0)
    if wrong > 0 {
      result.findings.append(
        .init(check: "parcelTracks", text: "\(wrong) parcels are not where their events say", isDerived: true))
    }
    var circles = 0
    for unit in try reader.all("SELECT child_id FROM consolidated WHERE child_id IS NOT NULL", { $0.integer(0) }) {
      guard let above = try reader.integer("SELECT consolidation_id FROM consolidated WHERE child_id = \(unit)")
      else { continue }
      if try Consolidations.isWithin(above, unit, in: reader) { circles += 1 }
    }
    if circles > 0 {
      result.findings.append(
        .init(check: "consolidated", text: "\(circles) consolidations stand in themselves", isDerived: false))
    }
  }

  /// Counts and tracks anew.
  static func rebuildTracks(_ writer: any Writer) throws {
    try writer.execute(
      """
      UPDATE tracking_numbers
      SET links = (
          SELECT COUNT(*) FROM number_links
          WHERE number_links.number_id = tracking_numbers.id AND number_links.voided_at IS NULL),
        unfolded = 0
      """)
    try writer.execute("DELETE FROM parcel_legs WHERE parcel_id NOT IN (SELECT id FROM parcels)")
    try writer.execute("DELETE FROM parcel_tracks WHERE parcel_id NOT IN (SELECT id FROM parcels)")
    for parcel in try writer.all("SELECT id FROM parcels ORDER BY id", { $0.integer(0) }) {
      try TrackFolding.fold(parcel, in: writer)
    }
  }
}
