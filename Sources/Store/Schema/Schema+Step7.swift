extension Schema {
  /// One action on many records: what was asked, and what became of each, so that a batch that was broken off goes on
  /// and its failures are a view.
  @Sendable static func step7(_ dialect: Dialect) -> [String] {
    [
      """
      CREATE TABLE bulk_batches (
        id \(dialect.identity),
        operation TEXT NOT NULL UNIQUE CHECK (operation <> ''),
        seq BIGINT,
        actor TEXT NOT NULL,
        action TEXT NOT NULL,
        kind TEXT NOT NULL,
        fields TEXT,
        reason TEXT NOT NULL,
        opened_at BIGINT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('listing', 'open', 'done')),
        reached BIGINT,
        total BIGINT NOT NULL,
        done BIGINT NOT NULL DEFAULT 0 CHECK (done >= 0),
        failed BIGINT NOT NULL DEFAULT 0 CHECK (failed >= 0),
        spent BIGINT NOT NULL DEFAULT 0
      ) \(dialect.tableEnding)
      """,
      "CREATE INDEX bulk_batches_seq ON bulk_batches (seq) WHERE seq IS NOT NULL",
      """
      CREATE TABLE bulk_items (
        batch BIGINT NOT NULL REFERENCES bulk_batches (id),
        subject BIGINT NOT NULL,
        result TEXT NOT NULL CHECK (result IN ('waiting', 'done', 'failed', 'undone', 'left')),
        code TEXT NOT NULL,
        seq BIGINT,
        PRIMARY KEY (batch, subject)
      ) \(dialect.keyedTableEnding)
      """,
      "CREATE INDEX bulk_items_subject ON bulk_items (subject, batch)",
    ].map(dialect.types)
  }
}
