internal import Domain

/// Which raw records count, as undo and redo of their imports change it.
extension RawTable {
  /// All that count do so no longer.
  static func withdraw(_ key: Key, _ work: Work) throws {
    try work.writer.execute(
      """
      UPDATE raw_records
      SET withdrawn_at = \(work.now)
      WHERE account_id = \(key.account) AND kind = \(key.kind) AND external_id = \(key.externalId)
        AND withdrawn_at IS NULL
      """)
  }

  /// What one import brought counts no longer; nor does what later ones brought and was passed over because it is
  /// older: it may come in again, and then counts.
  static func withdraw(_ key: Key, batch: Int64, _ work: Work) throws {
    let newest = try work.writer.first(
      """
      SELECT revised_at, content_hash
      FROM raw_records
      WHERE account_id = \(key.account) AND kind = \(key.kind) AND external_id = \(key.externalId)
        AND batch = \(batch) AND withdrawn_at IS NULL
      ORDER BY revised_at DESC, content_hash DESC
      LIMIT 1
      """, { (revisedAt: $0.instant(0), hash: $0.integer(1)) })
    guard let newest else { return }
    try work.writer.execute(
      """
      UPDATE raw_records
      SET withdrawn_at = \(work.now)
      WHERE account_id = \(key.account) AND kind = \(key.kind) AND external_id = \(key.externalId)
        AND withdrawn_at IS NULL
        AND (batch = \(batch) OR batch > \(batch) AND (revised_at < \(newest.revisedAt)
          OR revised_at = \(newest.revisedAt) AND content_hash < \(newest.hash)))
      """)
  }

  /// What an undo had withdrawn counts again.
  static func bringBack(_ key: Key, withdrawnBy undo: JournalEntry, _ work: Work) throws {
    try work.writer.execute(
      """
      UPDATE raw_records
      SET withdrawn_at = NULL
      WHERE account_id = \(key.account) AND kind = \(key.kind) AND external_id = \(key.externalId)
        AND withdrawn_at = \(undo.recordedAt)
      """)
  }

  /// The record that the thing is read from, of those that count: the newest, and of one import's parts the first.
  static func newest(_ key: Key, in reader: any Reader) throws -> RevisionStamp? {
    let counting = try reader.all(
      """
      SELECT batch, revised_at, content_hash
      FROM raw_records
      WHERE account_id = \(key.account) AND kind = \(key.kind) AND external_id = \(key.externalId)
        AND withdrawn_at IS NULL
      ORDER BY id
      """
    ) { (batch: $0.integer(0), origin: RevisionStamp(revisedAt: $0.instant(1), contentHash: $0.integer(2))) }
    var firsts: [Int64: RevisionStamp] = [:]
    for (batch, origin) in counting where firsts[batch].map({ $0.revisedAt < origin.revisedAt }) ?? true {
      firsts[batch] = origin
    }
    return firsts.values.max()
  }
}

extension Undo {
  /// The import's entry that a chain of undos is about, and whether reverting the entry takes that import back; nil
  /// where it is about something else.
  static func imported(_ entry: JournalEntry, in reader: any Reader) throws -> (entry: JournalEntry, takesBack: Bool)? {
    var root = entry
    var takesBack = true
    while let undone = root.undoes, let earlier = try JournalTable.entry(undone, in: reader) {
      root = earlier
      takesBack.toggle()
    }
    return ["importOrder", "importProduct"].contains(root.action) ? (root, takesBack) : nil
  }

  /// After an entry that an import made, or that took one back, was reverted: its raw records count no longer, or
  /// again. False where the entry is no such entry.
  static func settleRaw(_ entry: JournalEntry, _ work: Work, key: (JournalEntry) throws -> RawTable.Key?) throws
    -> Bool
  {
    guard let (root, takesBack) = try imported(entry, in: work.writer), let batch = root.batch,
      let key = try key(root)
    else { return false }
    if takesBack {
      try RawTable.withdraw(key, batch: batch, work)
    } else {
      try RawTable.bringBack(key, withdrawnBy: entry, work)
    }
    return true
  }
}
