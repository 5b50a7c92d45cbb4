internal import Domain

/// Reads of the journal.
public enum JournalTable {
  static let columns: SQL = """
    SELECT seq, batch, recorded_at, occurred_at, actor, on_behalf_of, action, kind, subject, changes, reason, undoes,
      texts, seal
    FROM journal
    """

  public static func entry(_ seq: Int64, in reader: any Reader) throws -> JournalEntry? {
    try reader.first("\(columns) WHERE seq = \(seq)", JournalEntry.init(row:))
  }

  /// What happened to one record, newest first.
  public static func history(kind: String, subject: Int64, limit: Int = 200, in reader: any Reader) throws
    -> [JournalEntry]
  {
    try reader.all(
      "\(columns) WHERE kind = \(kind) AND subject = \(subject) ORDER BY seq DESC LIMIT \(limit)",
      JournalEntry.init(row:))
  }

  /// The last entry of this actor that is in force and can be undone, batches as one.
  ///
  /// An account that an import made for itself stays with the records, which stay: whoever undoes step by step is not
  /// to be stopped by it.
  static func lastUndoable(actor: String, in reader: any Reader) throws -> JournalEntry? {
    var found: JournalEntry?
    try reader.forEach(
      """
      \(columns)
      WHERE actor = \(actor) AND batch IS NULL AND undoes IS NULL
        AND (kind NOT IN ('bulk', 'files') OR EXISTS (SELECT 1 FROM journal AS child WHERE child.batch = journal.seq))
        AND (action <> 'addAccount' OR NOT EXISTS (
          SELECT 1 FROM raw_records WHERE account_id = journal.subject))
      ORDER BY seq DESC
      """
    ) { row in
      let entry = JournalEntry(row: row)
      if try Undo.stands(entry.seq, in: reader) { found = entry }
      return found == nil
    }
    return found
  }

  static func children(of batch: Int64, before seq: Int64, limit: Int, in reader: any Reader) throws -> [JournalEntry] {
    try reader.all(
      "\(columns) WHERE batch = \(batch) AND seq < \(seq) ORDER BY seq DESC LIMIT \(limit)", JournalEntry.init(row:))
  }

  /// The newest entry's number and hash.
  public static func head(in reader: any Reader) throws -> (seq: Int64, hash: [UInt8]) {
    try reader.first("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1") { ($0.integer(0), $0.bytes(1)) }
      ?? (0, JournalLink.start)
  }

  /// The same for whoever keeps it elsewhere; nil for an empty journal.
  @Sendable static func newest(in reader: any Reader) throws -> StoreHead? {
    let head = try head(in: reader)
    return head.seq > 0 ? StoreHead(seq: head.seq, hash: head.hash) : nil
  }
}

extension JournalEntry {
  init(row: any Columns) {
    self.init(
      seq: row.integer(0), batch: row.optionalInteger(1), recordedAt: row.instant(2), occurredAt: row.instant(3),
      actor: row.text(4), onBehalfOf: row.optionalText(5), action: row.text(6), kind: row.text(7),
      subject: row.optionalInteger(8), changes: FieldChange.list(json: row.text(9)), reason: row.text(10),
      undoes: row.optionalInteger(11))
    if let texts = row.optionalText(12) {
      let sealed = SealedTexts.read(texts)
      changes = (changes + sealed.changes).sorted { $0.field.utf8.lexicographicallyPrecedes($1.field.utf8) }
      reason = sealed.reason
    } else {
      isErased = !row.isNull(13)
    }
  }
}

extension FieldChange {
  /// `{"field":[before,after],…}`
  static func json(_ changes: [FieldChange]) -> String {
    Plain.map(Dictionary(uniqueKeysWithValues: changes.map { ($0.field, .list([$0.before, $0.after])) })).json
  }

  static func list(json: String) -> [FieldChange] {
    guard let map = Plain(json: json)?.map else { return [] }
    return map.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.compactMap { field in
      guard let pair = map[field]?.list, pair.count == 2 else { return nil }
      return FieldChange(field: field, before: pair[0], after: pair[1])
    }
  }
}
