extension Schema {
  /// What each person had open, what they have seen since, and the views that every shop has a use for.
  ///
  /// None of it is the shop's business, so it has no journal; a draft may hold personal data, and erasure reaches it.
  @Sendable static func step8(_ dialect: Dialect) -> [String] {
    let keyed = dialect.keyedTableEnding
    let tables = [
      """
      CREATE TABLE sessions (
        person TEXT NOT NULL PRIMARY KEY,
        content TEXT NOT NULL,
        saved_at BIGINT NOT NULL
      ) \(keyed)
      """,
      """
      CREATE TABLE drafts (
        person TEXT NOT NULL,
        console TEXT NOT NULL,
        kind TEXT NOT NULL,
        subject BIGINT NOT NULL,
        content TEXT NOT NULL,
        saved_at BIGINT NOT NULL,
        PRIMARY KEY (person, console)
      ) \(keyed)
      """,
      """
      CREATE TABLE seen_marks (
        person TEXT NOT NULL,
        list TEXT NOT NULL,
        seq BIGINT NOT NULL,
        PRIMARY KEY (person, list)
      ) \(keyed)
      """,
      """
      CREATE TABLE seen_rows (
        person TEXT NOT NULL,
        list TEXT NOT NULL,
        row BIGINT NOT NULL,
        seq BIGINT NOT NULL,
        PRIMARY KEY (person, list, row)
      ) \(keyed)
      """,
    ]
    let views = [
      ("to-ship-today", "orders status:paid,processing,partlyShipped holds:none shipBy<=today sort:shipBy"),
      ("late", "orders late:yes sort:shipBy"),
      ("on-hold", "orders holds:any sort:-age"),
      ("unpaid", "orders status:unpaid,authorised,partlyPaid sort:-age"),
      ("unmapped", "lines mapped:no"),
      ("new", "orders placedAt>=yesterday"),
    ].map { name, sentence in
      "INSERT INTO saved_views (owner, name, sentence) VALUES ('', '\(name)', '\(sentence)') ON CONFLICT DO NOTHING"
    }
    return tables.map(dialect.types) + views
  }
}
