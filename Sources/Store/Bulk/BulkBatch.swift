public import Domain

/// One action on many records, as somebody asks for it; the operation id is made once, so that asking again after a
/// lost answer finds the batch that was opened.
public struct BulkRequest: Hashable, Sendable {
  public var action: String
  /// What the records are: orders, products, variants, customers; of `mapSku` lines, each for its listing.
  public var kind: Kind
  public var fields: [String: String]
  public var reason: String
  public var operationId: String

  public init(
    _ action: String, on kind: Kind, fields: [String: String] = [:], reason: String = "", operationId: String
  ) {
    self.action = action
    self.kind = kind
    self.fields = fields
    self.reason = reason
    self.operationId = operationId
  }
}

/// A batch as the store knows it.
public struct BulkBatch: Hashable, Sendable, Identifiable {
  public enum State: String, Hashable, Sendable {
    /// Its records are being written down; nothing has been done to them.
    case listing
    /// Some wait still: it runs, or was broken off.
    case open
    case done
  }

  /// People name it by this number.
  public var id: Int64
  /// The journal entry that its changes are children of; nil until it began.
  public var seq: Int64?
  public var actor: String
  public var action: String
  public var kind: Kind
  /// nil where they are personal: they are not kept, and whoever goes on must say them again.
  public var fields: [String: String]?
  public var reason: String
  public var operationId: String
  public var openedAt: Instant
  public var state: State
  public var total: Int64
  public var done: Int64
  public var failed: Int64
  /// Milliseconds of work so far.
  public var spentMilliseconds: Int64

  public init(
    id: Int64, seq: Int64?, actor: String, action: String, kind: Kind, fields: [String: String]?, reason: String,
    operationId: String, openedAt: Instant, state: State, total: Int64, done: Int64, failed: Int64,
    spentMilliseconds: Int64
  ) {
    self.id = id
    self.seq = seq
    self.actor = actor
    self.action = action
    self.kind = kind
    self.fields = fields
    self.reason = reason
    self.operationId = operationId
    self.openedAt = openedAt
    self.state = state
    self.total = total
    self.done = done
    self.failed = failed
    self.spentMilliseconds = spentMilliseconds
  }

  /// What is left to do.
  public var left: Int64 { max(total - done - failed, 0) }

  public var request: BulkRequest? {
    fields.map { BulkRequest(action, on: kind, fields: $0, reason: reason, operationId: operationId) }
  }
}

/// What became of one record of a batch.
public struct BulkItem: Hashable, Sendable {
  public enum Result: String, Hashable, Sendable, CaseIterable {
    case waiting, done, failed
    /// Done, and taken back since.
    case undone
    /// Done, and not taken back with the others because somebody has changed it since.
    case left
  }

  public var subject: Int64
  public var number: String
  public var result: Result
  /// Why it was refused or left, as `ActionRefusal.code` says it; else empty.
  public var code: String
  /// Its journal entry.
  public var seq: Int64?

  public init(subject: Int64, number: String, result: Result, code: String, seq: Int64?) {
    self.subject = subject
    self.number = number
    self.result = result
    self.code = code
    self.seq = seq
  }
}

/// Batches and what became of their records, read.
public enum Bulk {
  static let columns: SQL = """
    SELECT id, seq, actor, action, kind, fields, reason, operation, opened_at, state, total, done, failed, spent
    FROM bulk_batches
    """

  public static func batch(_ id: Int64, in reader: any Reader) throws -> BulkBatch? {
    try reader.first("\(columns) WHERE id = \(id)", BulkBatch.init(row:)) ?? nil
  }

  static func batch(operation: String, in reader: any Reader) throws -> BulkBatch? {
    try reader.first("\(columns) WHERE operation = \(operation)", BulkBatch.init(row:)) ?? nil
  }

  /// The batch whose changes stand under a journal entry.
  public static func batch(seq: Int64, in reader: any Reader) throws -> BulkBatch? {
    try reader.first("\(columns) WHERE seq = \(seq) AND seq IS NOT NULL", BulkBatch.init(row:)) ?? nil
  }

  /// Whether what stands under a journal entry was taken back.
  public static func isUndone(_ seq: Int64, in reader: any Reader) throws -> Bool { try !Undo.stands(seq, in: reader) }

  /// The newest first; nil: everybody's.
  public static func newest(of actor: String? = nil, limit: Int = 50, in reader: any Reader) throws -> [BulkBatch] {
    let whose: SQL = actor.map { "actor = \($0)" } ?? "1 = 1"
    return try reader.all("\(columns) WHERE \(whose) ORDER BY id DESC LIMIT \(limit)", BulkBatch.init(row:))
      .compactMap { $0 }
  }

  /// Batches of somebody that were begun and not brought to their end, the newest first.
  public static func unfinished(of actor: String, in reader: any Reader) throws -> [BulkBatch] {
    let batches = try reader.all(
      """
      \(columns)
      WHERE actor = \(actor) AND state = \(BulkBatch.State.open.rawValue)
      ORDER BY id DESC
      LIMIT 99
      """, BulkBatch.init(row:)
    ).compactMap { $0 }
    return try batches.filter { batch in
      guard batch.left > 0 else { return false }
      return try batch.seq.map { try !isUndone($0, in: reader) } ?? true
    }
  }

  /// Records of a batch behind one of them, of one result or of all.
  public static func items(
    of batch: BulkBatch, result: BulkItem.Result? = nil, after subject: Int64 = .min, limit: Int = 200,
    in reader: any Reader
  ) throws -> [BulkItem] {
    let which: SQL = result.map { "result = \($0.rawValue)" } ?? "1 = 1"
    let rows = try reader.all(
      """
      SELECT subject, result, code, seq
      FROM bulk_items
      WHERE batch = \(batch.id) AND subject > \(subject) AND \(which)
      ORDER BY subject
      LIMIT \(limit)
      """
    ) { ($0.integer(0), $0.text(1), $0.text(2), $0.optionalInteger(3)) }
    return try rows.map { row in
      BulkItem(
        subject: row.0, number: try number(batch.kind, row.0, in: reader),
        result: BulkItem.Result(rawValue: row.1) ?? .waiting, code: row.2, seq: row.3)
    }
  }

  /// How many records of a batch have each result, and why those that were refused were.
  public static func tally(of batch: Int64, in reader: any Reader) throws -> [(BulkItem.Result, String, Int64)] {
    try reader.all(
      """
      SELECT result, code, COUNT(*)
      FROM bulk_items
      WHERE batch = \(batch)
      GROUP BY result, code
      ORDER BY 3 DESC, 1, 2
      """
    ) { (BulkItem.Result(rawValue: $0.text(0)) ?? .waiting, $0.text(1), $0.integer(2)) }
  }

  /// What people call a record of a batch: of a line its listing.
  public static func name(of id: Int64, _ kind: Kind, in reader: any Reader) throws -> String {
    try number(kind, id, in: reader)
  }

  static func number(_ kind: Kind, _ id: Int64, in reader: any Reader) throws -> String {
    guard kind == .lines else { return try RecordNumber.of(kind.rawValue, id, in: reader) }
    return try reader.first("SELECT sku, listing_id FROM order_lines WHERE id = \(id)") { row in
      row.text(0).isEmpty ? row.text(1) : row.text(0)
    } ?? String(id)
  }
}

extension BulkBatch {
  /// nil where the row is of a program that knows more kinds.
  init?(row: any Columns) {
    guard let kind = Kind(rawValue: row.text(4)) else { return nil }
    self.init(
      id: row.integer(0), seq: row.optionalInteger(1), actor: row.text(2), action: row.text(3), kind: kind,
      fields: row.optionalText(5).flatMap { Plain(json: $0)?.map }.map { $0.compactMapValues(\.text) },
      reason: row.text(6), operationId: row.text(7), openedAt: row.instant(8),
      state: State(rawValue: row.text(9)) ?? .open, total: row.integer(10), done: row.integer(11),
      failed: row.integer(12), spentMilliseconds: row.integer(13))
  }
}
