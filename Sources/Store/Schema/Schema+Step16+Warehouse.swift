extension Schema {
  /// What walks, counts and published quantities needed besides.
  static func warehouse16(_ dialect: Dialect) -> [String] {
    [
      "CREATE INDEX count_tasks_run ON count_tasks (run_id) WHERE run_id IS NOT NULL",
      "CREATE INDEX returns_tracking ON returns (tracking) WHERE tracking <> ''",
      // What was seen as the parcels of returns were opened.
      """
      CREATE TABLE return_findings (
        return_id BIGINT NOT NULL REFERENCES returns (id),
        position BIGINT NOT NULL,
        line_id BIGINT,
        code TEXT NOT NULL,
        lot TEXT NOT NULL,
        condition TEXT NOT NULL,
        quantity BIGINT NOT NULL CHECK (quantity > 0),
        PRIMARY KEY (return_id, position)
      ) \(dialect.keyedTableEnding)
      """,
      // What each channel is told that it may sell of a SKU: wanted, written into a file, and taken by the channel,
      // each with the number of the wish that it was.
      """
      CREATE TABLE published_stock (
        id \(dialect.identity),
        version BIGINT NOT NULL DEFAULT 1,
        account_id BIGINT NOT NULL REFERENCES accounts (id),
        variant_id BIGINT NOT NULL,
        channel_sku TEXT NOT NULL,
        buffer BIGINT NOT NULL DEFAULT 0 CHECK (buffer >= 0),
        cap BIGINT CHECK (cap >= 0),
        warehouse_id BIGINT,
        stopped BIGINT NOT NULL DEFAULT 0 CHECK (stopped IN (0, 1)),
        unpromised BIGINT NOT NULL DEFAULT 0 CHECK (unpromised >= 0),
        stale BIGINT NOT NULL DEFAULT 0 CHECK (stale IN (0, 1)),
        checked_at BIGINT NOT NULL DEFAULT 0,
        available BIGINT NOT NULL CHECK (available >= 0),
        desired BIGINT NOT NULL CHECK (desired >= 0),
        sequence BIGINT NOT NULL CHECK (sequence >= 0),
        desired_at BIGINT NOT NULL,
        pushed BIGINT,
        pushed_sequence BIGINT NOT NULL DEFAULT 0 CHECK (pushed_sequence <= sequence),
        pushed_at BIGINT,
        acknowledged BIGINT,
        acknowledged_sequence BIGINT NOT NULL DEFAULT 0 CHECK (acknowledged_sequence <= pushed_sequence),
        acknowledged_at BIGINT,
        refused TEXT NOT NULL DEFAULT '',
        UNIQUE (account_id, variant_id)
      ) \(dialect.tableEnding)
      """,
      "CREATE INDEX published_stock_variant ON published_stock (variant_id)",
      """
      CREATE INDEX published_stock_stale ON published_stock (account_id, id)
      WHERE stale = 1
      """,
      // Which wish of which SKU a file held, record by record, so that its answer is about no other.
      """
      CREATE TABLE published_records (
        file_id BIGINT NOT NULL,
        record BIGINT NOT NULL,
        published_id BIGINT NOT NULL,
        sequence BIGINT NOT NULL,
        quantity BIGINT NOT NULL,
        PRIMARY KEY (file_id, record)
      ) \(dialect.keyedTableEnding)
      """,
    ]
  }
}
