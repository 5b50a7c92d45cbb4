/// What the engine is told while a run writes rows by the thousand, and again when it is over.
///
/// The page cache of 512 KiB that the console is content with does not hold what one transaction of an import touches:
/// pages would be written out half done and read in again.
extension Dialect {
  /// To be run inside the run's transactions; they hold for the connection, not for the file.
  var hasteBegins: [SQL] {
    switch self {
    // 15 MiB hold what a transaction touches; more would be memory for nothing.
    // A log of 32 MiB is written over from its beginning; cut down to 16 each time, it would have to grow again.
    case .sqlite: ["PRAGMA cache_size = -15360", "PRAGMA journal_size_limit = 67108864"]
    case .postgres: []
    }
  }

  var hasteEnds: [SQL] {
    switch self {
    case .sqlite: ["PRAGMA cache_size = -512", "PRAGMA journal_size_limit = 16777216"]
    case .postgres: []
    }
  }

  /// How often the search index puts its pieces together: each transaction leaves one, and four of them are made one
  /// of the next size unless it is told otherwise. Sixteen halve what a million orders write; a search looks at some
  /// forty pieces then, which costs it a fraction of a millisecond. Kept in the store; said again it changes nothing.
  ///
  /// The second figure is where the index would put everything together at once, however long that takes: out of reach.
  func calmMerging(in writer: any Writer) throws {
    switch self {
    case .postgres: return
    case .sqlite:
      let known = try writer.integer("SELECT v FROM orders_text_config WHERE k = 'automerge'")
      if known == 16 { return }
      try writer.execute("INSERT INTO orders_text (orders_text, rank) VALUES ('automerge', 16)")
      try writer.execute("INSERT INTO orders_text (orders_text, rank) VALUES ('crisismerge', 200)")
      try writer.execute("INSERT INTO customers_text (customers_text, rank) VALUES ('automerge', 16)")
      try writer.execute("INSERT INTO customers_text (customers_text, rank) VALUES ('crisismerge', 200)")
    }
  }
}
