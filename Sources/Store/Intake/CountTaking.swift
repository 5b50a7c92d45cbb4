internal import Domain

/// What a run of counts knows: where rows without a place are meant, of which file they are, and what was counted.
public struct CountTaking {
  /// The warehouse of rows that name none.
  public var place: String?
  /// What tells the file from every other: a digest of its bytes; empty where it came by pipe.
  public var source = ""
  /// Whether somebody said when the count was made: then even the same file may be a count anew.
  public var isDated = false

  var places = PlaceFinder()
  var variants: [String: Int64?] = [:]
  /// On which line of the file each was counted.
  var lines: [Key: Int] = [:]

  public init() {}

  /// Units that are counted together.
  struct Key: Hashable {
    var variant: Int64
    var place: Int64
    var lot: Int64
    var owner: String
  }

  /// What was counted last, by a file that nobody took back.
  struct Mark {
    var counted: Int64
    var countedAt: Instant
    var source: String
    var seq: Int64
  }

  mutating func forget() {
    places = PlaceFinder()
    variants = [:]
  }
}

extension CountTaking {
  func mark(_ key: Key, in reader: any Reader) throws -> Mark? {
    let found = try reader.first(
      """
      SELECT counted, counted_at, source, seq
      FROM stock_counts
      WHERE variant_id = \(key.variant) AND location_id = \(key.place)
        AND lot_id = \(key.lot) AND owner = \(key.owner)
      """
    ) { Mark(counted: $0.integer(0), countedAt: $0.instant(1), source: $0.text(2), seq: $0.integer(3)) }
    guard let found else { return nil }
    return try found.seq == 0 || Undo.stands(found.seq, in: reader) ? found : nil
  }

  func keep(_ mark: Mark, _ key: Key, in writer: any Writer) throws {
    try writer.run(
      """
      INSERT INTO stock_counts (variant_id, location_id, lot_id, owner, counted, counted_at, source, seq)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (variant_id, location_id, lot_id, owner) DO UPDATE
      SET counted = excluded.counted, counted_at = excluded.counted_at, source = excluded.source, seq = excluded.seq
      """,
      [
        .integer(key.variant), .integer(key.place), .integer(key.lot), .text(key.owner),
        .integer(mark.counted), .integer(mark.countedAt.milliseconds), .text(mark.source), .integer(mark.seq),
      ])
  }

  /// Whether a count at `time` says nothing beyond the last one: the same file again, or an older count.
  func isKnown(_ last: Mark, counted: Int64, at time: Instant) -> Bool {
    if last.countedAt > time { return true }
    if !isDated && !source.isEmpty && last.source == source { return true }
    // Of two counts of one moment the same is kept, whichever file comes first.
    return last.countedAt == time
      && (last.counted == counted || !last.source.utf8.lexicographicallyPrecedes(source.utf8))
  }
}
