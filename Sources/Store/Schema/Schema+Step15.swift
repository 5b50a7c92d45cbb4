extension Schema {
  /// What came in as stock files, what went out as shipping confirmations, and what the marketplaces answered.
  @Sendable static func step15(_ dialect: Dialect) -> [String] {
    let table = dialect.tableEnding
    let keyed = dialect.keyedTableEnding
    return [
      // Who is sending a message, for people: the lease's end is what decides.
      "ALTER TABLE outbox ADD COLUMN holder TEXT",
      "CREATE INDEX outbox_waiting ON outbox (topic, not_before, id) WHERE sent_at IS NULL",
      // Of a mirror: units by bucket, and when they were told.
      "ALTER TABLE stock_reports ADD COLUMN buckets TEXT",
      "ALTER TABLE stock_reports ADD COLUMN told_at BIGINT",
      "CREATE INDEX stock_reports_sku ON stock_reports (sku)",
      """
      CREATE TABLE stock_counts (
        variant_id BIGINT NOT NULL,
        location_id BIGINT NOT NULL,
        lot_id BIGINT NOT NULL DEFAULT 0,
        owner TEXT NOT NULL,
        counted BIGINT NOT NULL,
        counted_at BIGINT NOT NULL,
        source TEXT NOT NULL,
        seq BIGINT NOT NULL,
        PRIMARY KEY (variant_id, location_id, lot_id, owner)
      ) \(keyed)
      """,
      """
      CREATE TABLE channel_files (
        id \(dialect.identity),
        account_id BIGINT NOT NULL REFERENCES accounts (id),
        format TEXT NOT NULL,
        name TEXT NOT NULL UNIQUE,
        folder TEXT NOT NULL,
        half TEXT NOT NULL,
        holder TEXT NOT NULL,
        records BIGINT NOT NULL,
        made_at BIGINT NOT NULL,
        written_at BIGINT,
        delivered_at BIGINT,
        answered_at BIGINT
      ) \(table)
      """,
      "CREATE INDEX channel_files_undelivered ON channel_files (id) WHERE delivered_at IS NULL",
      """
      CREATE TABLE confirmations (
        id \(dialect.identity),
        order_id BIGINT NOT NULL REFERENCES orders (id),
        account_id BIGINT NOT NULL,
        seq BIGINT NOT NULL,
        carrier TEXT NOT NULL,
        service TEXT NOT NULL,
        tracking TEXT NOT NULL,
        shipped_at BIGINT NOT NULL
      ) \(table)
      """,
      "CREATE INDEX confirmations_order ON confirmations (order_id, id)",
      """
      CREATE TABLE confirmed_units (
        id \(dialect.identity),
        confirmation_id BIGINT NOT NULL REFERENCES confirmations (id),
        line_id BIGINT NOT NULL,
        quantity BIGINT NOT NULL CHECK (quantity > 0),
        state TEXT NOT NULL,
        file_id BIGINT,
        record BIGINT,
        code TEXT,
        reason TEXT,
        answered_at BIGINT
      ) \(table)
      """,
      "CREATE INDEX confirmed_units_confirmation ON confirmed_units (confirmation_id)",
      "CREATE INDEX confirmed_units_file ON confirmed_units (file_id, record) WHERE file_id IS NOT NULL",
      "CREATE INDEX confirmed_units_refused ON confirmed_units (confirmation_id) WHERE state = 'refused'",
    ].map(dialect.types)
  }
}
