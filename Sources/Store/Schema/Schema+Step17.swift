extension Schema {
  /// A server's entries under one and their order, in one index: an undo asks for the newest entries of a batch, and
  /// one that has none would be looked for through the whole journal. SQLite's indexes end with the row's number.
  @Sendable static func step17(_ dialect: Dialect) -> [String] {
    switch dialect {
    case .sqlite: []
    case .postgres:
      [
        "DROP INDEX journal_batch", "CREATE INDEX journal_batch ON journal (batch, seq) WHERE batch IS NOT NULL",
        "DROP INDEX journal_undoes", "CREATE INDEX journal_undoes ON journal (undoes, seq) WHERE undoes IS NOT NULL",
      ]
    }
  }
}
