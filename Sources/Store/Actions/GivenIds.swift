internal import Domain

/// Ids that were given and taken back: nobody else gets them, or a new walk would have the old one's number and
/// history.
///
/// The highest row that an undo took away stands in `meta` where rows have no history of their own.
enum GivenIds {
  private static let prefix = "given/"

  /// The id of a table's next row; `kind`: what the journal calls its records.
  static func next(_ table: String, kind: String, in reader: any Reader) throws -> Int64 {
    max(try highestStanding(table, in: reader), try highestTaken(kind, in: reader)) + 1
  }

  static func highestStanding(_ table: String, in reader: any Reader) throws -> Int64 {
    try reader.integer(SQL(ofCatalogue: "SELECT MAX(id) FROM \(table)")) ?? 0
  }

  /// The highest that was ever taken away, or that the journal tells of.
  static func highestTaken(_ kind: String, in reader: any Reader) throws -> Int64 {
    let key = prefix + kind
    let kept = try reader.integer("SELECT CAST(value AS BIGINT) FROM meta WHERE key = \(key)") ?? 0
    return max(kept, try reader.integer("SELECT MAX(subject) FROM journal WHERE kind = \(kind)") ?? 0)
  }

  /// A row goes: its id is kept.
  static func keep(_ id: Int64, of kind: String, in writer: any Writer) throws {
    try writer.run(
      """
      INSERT INTO meta (key, value)
      VALUES (?, ?)
      ON CONFLICT (key) DO UPDATE
      SET value = excluded.value
      WHERE CAST(meta.value AS BIGINT) < CAST(excluded.value AS BIGINT)
      """, [.text(prefix + kind), .text(String(id))])
  }
}
