extension Schema {
  /// What people wrote stands apart in the journal, and what buyers asked to be put on things in the personal table.
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
      ].map(dialect.types)
    },
    fill: { writer in try PersonalLines.fill(writer) })
}
