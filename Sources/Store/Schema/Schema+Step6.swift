extension Schema {
  /// What people wrote stands apart in the journal, and what buyers asked to be put on things in the personal table.
  /// Products are found by what their source calls them, too.
  ///
  /// Entries of before have their texts in the open; `sealedFrom` is the last of them.
  static let step6 = SchemaStep(
    define: { dialect in
      [
        "ALTER TABLE journal ADD COLUMN texts TEXT",
        "ALTER TABLE journal ADD COLUMN salt BIGINT",
        "ALTER TABLE journal ADD COLUMN seal \(dialect.bytes)",
        """
        INSERT INTO meta (key, value)
        SELECT 'sealedFrom', CAST(COALESCE(MAX(seq), 0) AS TEXT) FROM journal
        """,
        "ALTER TABLE order_lines ADD COLUMN personal BIGINT",
        """
        CREATE TABLE product_sources (
          account_id BIGINT NOT NULL REFERENCES accounts (id),
          source_id TEXT NOT NULL,
          product_id BIGINT NOT NULL REFERENCES products (id),
          PRIMARY KEY (account_id, source_id)
        ) \(dialect.keyedTableEnding)
        """,
      ].map(dialect.types)
    },
    fill: { writer, _ in try PersonalLines.fill(writer) })
}
