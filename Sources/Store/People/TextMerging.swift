/// Merging a search index into one piece, so that no word stays in it that was taken out: what an erasure ends with.
///
/// Of a million orders this is half a minute's work, so it goes in turns of one transaction each. The erasure begins
/// it; what is left when its process ends is a duty of the next console or of cron.
public enum TextMerging {
  /// Whether somebody was erased whose words may still be in an old piece.
  public static let isDue: SQL = "EXISTS (SELECT 1 FROM meta WHERE key = 'text_merge')"

  /// Pages that a turn writes: some 10 ms of the gate.
  private static let pages: Int64 = 100

  /// To be called in the transaction that takes the words out.
  static func ask(in writer: any Writer) throws {
    // PostgreSQL's index forgets a row's words with the row.
    guard writer.dialect == .sqlite else { return }
    try writer.execute(
      """
      INSERT INTO meta (key, value)
      VALUES ('text_merge', '1')
      ON CONFLICT (key) DO UPDATE
      SET value = CAST(CAST(value AS BIGINT) + 1 AS TEXT)
      """)
  }

  /// Merges on, for `limit` at most; how many turns it took. `rests` is called between turns, with how long the last
  /// one took.
  @discardableResult
  public static func run(
    in store: Store, atMost limit: Duration = .seconds(3600), rests: (Duration) -> Void = { _ in }
  ) throws -> Int {
    let begun = ContinuousClock.now
    var turns = 0
    while let asked = try store.connection.readNow({ try self.asked(in: $0) }) {
      for index in [orders, customers] {
        // What others write meanwhile must not keep it going for ever.
        var left = try store.connection.readNow { try $0.integer(index.pages) ?? 0 } / pages * 2 + 16
        while left > 0 {
          let turn = ContinuousClock.now
          if turn - begun > limit { return turns }
          if try !store.connection.writeNow({ try merge(index, in: $0) }) { break }
          turns += 1
          left -= 1
          rests(ContinuousClock.now - turn)
        }
      }
      // Somebody else may have been erased meanwhile.
      try store.connection.writeNow { writer in
        try writer.execute("DELETE FROM meta WHERE key = 'text_merge' AND value = \(asked)")
      }
    }
    // What the pieces held is overwritten in the file, and must not live on in the log.
    if turns > 0 { try store.settle() }
    return turns
  }

  private struct Index {
    let merge: SQL
    let pages: SQL
  }

  private static let orders = Index(
    merge: "INSERT INTO orders_text (orders_text, rank) VALUES ('merge', \(-pages))",
    pages: "SELECT COUNT(*) FROM orders_text_data")
  private static let customers = Index(
    merge: "INSERT INTO customers_text (customers_text, rank) VALUES ('merge', \(-pages))",
    pages: "SELECT COUNT(*) FROM customers_text_data")

  private static func asked(in reader: any Reader) throws -> String? {
    try reader.first("SELECT value FROM meta WHERE key = 'text_merge'") { $0.text(0) }
  }

  /// One turn; false where the index is in one piece.
  private static func merge(_ index: Index, in writer: any Writer) throws -> Bool {
    let before = try writer.integer("SELECT total_changes()") ?? 0
    try writer.execute(index.merge)
    // The command itself counts as one.
    return try (writer.integer("SELECT total_changes()") ?? 0) - before >= 2
  }
}
