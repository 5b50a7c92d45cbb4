internal import Domain

/// What parcels travel in together.
enum Consolidations {
  /// Every parcel in it, in whatever it stands in.
  static func parcels(in unit: Int64, in reader: any Reader) throws -> [Int64] {
    try reader.all(
      """
      WITH RECURSIVE units (id) AS (
        SELECT CAST(\(unit) AS BIGINT)
        UNION
        SELECT c.child_id FROM units AS u JOIN consolidated AS c ON c.consolidation_id = u.id
        WHERE c.child_id IS NOT NULL
      )
      SELECT c.parcel_id FROM units AS u JOIN consolidated AS c ON c.consolidation_id = u.id
      WHERE c.parcel_id IS NOT NULL
      """
    ) { $0.integer(0) }
  }

  /// Whether one stands in the other, however deep, or is it.
  static func isWithin(_ unit: Int64, _ other: Int64, in reader: any Reader) throws -> Bool {
    var at: Int64? = unit
    var steps = 0
    while let current = at, steps < 100 {
      if current == other { return true }
      at = try reader.integer("SELECT consolidation_id FROM consolidated WHERE child_id = \(current)")
      steps += 1
    }
    return steps >= 100
  }

  struct Unit {
    var id: Int64
    var number: String
    var form: ConsolidationForm
    var carrier: String
    var isClosed: Bool
  }

  static func load(_ id: Int64, in reader: any Reader) throws -> Unit {
    let unit = try reader.first("SELECT number, form, carrier, closed_at FROM consolidations WHERE id = \(id)") { row in
      Unit(
        id: id, number: row.text(0), form: ConsolidationForm(rawValue: row.text(1)) ?? .shipment,
        carrier: row.text(2), isClosed: !row.isNull(3))
    }
    guard let unit else { throw ActionRefusal.noSuchRecord(kind: "consolidations", String(id)) }
    return unit
  }
}
