extension Schema {
  /// What is printed for a parcel, as it was printed; who sends, what an SDR is worth, what is declared otherwise than
  /// it was paid.
  static func papers(_ dialect: Dialect) -> [String] {
    let table = dialect.tableEnding
    return [
      // The revision of the receiver's card that the label was made for.
      "ALTER TABLE labels ADD COLUMN address_revision BIGINT",
      """
      CREATE TABLE paper_senders (
        id \(dialect.identity),
        code TEXT NOT NULL,
        code_key TEXT NOT NULL UNIQUE,
        location_id BIGINT NOT NULL UNIQUE,
        sender TEXT NOT NULL,
        required BIGINT NOT NULL CHECK (required IN (0, 1))
      ) \(table)
      """,
      """
      CREATE TABLE sdr_rates (
        id \(dialect.identity),
        code TEXT NOT NULL,
        code_key TEXT NOT NULL UNIQUE,
        micros BIGINT NOT NULL CHECK (micros > 0),
        rate_date TEXT NOT NULL,
        source TEXT NOT NULL
      ) \(table)
      """,
      """
      CREATE TABLE declared_values (
        id \(dialect.identity),
        parcel_id BIGINT NOT NULL,
        line_id BIGINT NOT NULL,
        amount BIGINT NOT NULL CHECK (amount >= 0),
        why TEXT NOT NULL,
        UNIQUE (parcel_id, line_id)
      ) \(table)
      """,
      """
      CREATE TABLE papers (
        id \(dialect.identity),
        number TEXT NOT NULL UNIQUE,
        parcel_id BIGINT NOT NULL,
        order_id BIGINT NOT NULL,
        label_id BIGINT,
        kind TEXT NOT NULL,
        format TEXT NOT NULL,
        source TEXT NOT NULL,
        imprint TEXT NOT NULL,
        digest TEXT NOT NULL,
        bytes BIGINT NOT NULL,
        made_by TEXT NOT NULL,
        made_at BIGINT NOT NULL,
        voided_at BIGINT,
        prints BIGINT NOT NULL DEFAULT 1,
        body \(dialect.bytes)
      ) \(table)
      """,
      "CREATE INDEX papers_parcel ON papers (parcel_id, id)",
      "CREATE INDEX papers_order ON papers (order_id)",
      "CREATE INDEX papers_label ON papers (label_id) WHERE label_id IS NOT NULL",
      """
      CREATE TABLE paper_prints (
        id \(dialect.identity),
        paper_id BIGINT NOT NULL,
        printed_by TEXT NOT NULL,
        printed_at BIGINT NOT NULL,
        why TEXT NOT NULL
      ) \(table)
      """,
      "CREATE INDEX paper_prints_paper ON paper_prints (paper_id, id)",
    ]
  }
}
