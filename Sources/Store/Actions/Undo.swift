public import Domain

/// What an undo did, or would do.
public struct UndoReport: Hashable, Sendable {
  /// The journal entry that was undone.
  public var entry: JournalEntry
  /// How many records went back.
  public var undone: Int
  /// Records that somebody has touched since, with the fields that stand in the way; they stay as they are.
  public var refused: [Refused]
  /// The undo's own entry: undoing that is redo. nil for a plan.
  public var undoEntry: Int64?
  /// What goes back to what, of the first hundred records.
  public var changes: [(String, [FieldChange])] { changeList.map { ($0.record, $0.changes) } }
  public var changeList: [RecordChanges]

  public struct Refused: Hashable, Sendable {
    public var kind: String
    public var subject: Int64
    public var number: String
    public var fields: [String]
  }

  public struct RecordChanges: Hashable, Sendable {
    public var record: String
    public var changes: [FieldChange]
  }
}

extension Store {
  /// Undoes a journal entry, or the actor's last undoable one. Whole where one record is meant: refused by field when
  /// somebody changed it since. Of a batch, everything goes back that nobody has touched since, in chunks.
  public func undo(entry: Int64?, as actor: Actor, now: Instant, progress: (Int) -> Void = { _ in }) throws
    -> UndoReport
  {
    let target = try connection.readNow { try Undo.target(entry, actor: actor, in: $0) }
    guard Undo.isBatch(target) else {
      return try connection.writeNow { writer in
        let work = Work(writer, actor: actor, now: now, reason: "")
        try work.begin()
        let report = try Undo.single(target, work)
        try work.finish()
        return report
      }
    }
    var report = UndoReport(entry: target, undone: 0, refused: [], changeList: [])
    report.undoEntry = try connection.writeNow { writer in
      let work = Work(writer, actor: actor, now: now, reason: "")
      try work.begin()
      try Undo.checkRight(target, work)
      return try work.append(
        action: "undo", kind: target.kind, subject: target.subject, changes: [], undoes: target.seq)
    }
    var before = Int64.max
    while true {
      let children = try connection.readNow {
        try JournalTable.children(of: target.seq, before: before, limit: 200, in: $0)
      }
      guard let last = children.last else { return report }
      before = last.seq
      let outcome = try connection.writeNow { writer in
        let work = Work(writer, actor: actor, now: now, reason: "", batch: report.undoEntry)
        try work.begin()
        let outcome = try Undo.children(children, work)
        try work.finish()
        return outcome
      }
      report.undone += outcome.undone
      report.refused += outcome.refused.prefix(max(0, 10_000 - report.refused.count))
      progress(report.undone)
    }
  }

  /// What `undo` would do, without doing it. Of a batch it counts the records and names nothing.
  public func undoPlan(entry: Int64?, as actor: Actor) throws -> UndoReport {
    try connection.readNow { reader in
      let target = try Undo.target(entry, actor: actor, in: reader)
      var report = UndoReport(entry: target, undone: 1, refused: [], changeList: [])
      if Undo.isBatch(target) {
        report.undone = Int(try reader.integer("SELECT COUNT(*) FROM journal WHERE batch = \(target.seq)") ?? 0)
      } else {
        report.changeList = [
          .init(
            record: try Undo.number(target.kind, target.subject, in: reader),
            changes: target.changes.map { FieldChange(field: $0.field, before: $0.after, after: $0.before) })
        ]
      }
      return report
    }
  }
}

enum Undo {
  static func isBatch(_ entry: JournalEntry) -> Bool {
    entry.action == "importFile" || entry.action == "bulk" || entry.action == "undo" && entry.kind == "files"
  }

  static func target(_ seq: Int64?, actor: Actor, in reader: any Reader) throws -> JournalEntry {
    guard let seq else {
      guard let last = try JournalTable.lastUndoable(actor: actor.name, in: reader) else {
        throw ActionRefusal.nothingToUndo
      }
      return last
    }
    guard let entry = try JournalTable.entry(seq, in: reader) else { throw ActionRefusal.noSuchEntry(seq) }
    if let later = try reader.integer("SELECT MAX(seq) FROM journal WHERE undoes = \(seq)") {
      // An undo that was itself undone leaves the entry open again.
      let redone = try reader.integer("SELECT COUNT(*) FROM journal WHERE undoes = \(later)") ?? 0
      if redone == 0 { throw ActionRefusal.alreadyUndone(seq) }
    }
    return entry
  }

  /// Whoever may do an action may undo it; undoing another's needs the same right.
  static func checkRight(_ entry: JournalEntry, _ work: Work) throws {
    if let definition = ActionTable.named(entry.action) {
      try work.require(definition.right)
      if definition.undo == .final { throw ActionRefusal.notUndoable(action: entry.action) }
      return
    }
    switch entry.action {
    case "importFile", "importOrder", "importProduct": try work.require(.importFiles)
    case "undo": try work.require(.look)
    case "bulk": try work.require(.look)
    default: throw ActionRefusal.notUndoable(action: entry.action)
    }
  }

  static func number(_ kind: String, _ subject: Int64?, in reader: any Reader) throws -> String {
    guard let subject else { return kind }
    let found: String? =
      switch kind {
      case "orders": try reader.first("SELECT number FROM orders WHERE id = \(subject)") { $0.text(0) }
      case "products": try reader.first("SELECT number FROM products WHERE id = \(subject)") { $0.text(0) }
      case "customers": try reader.first("SELECT number FROM customers WHERE id = \(subject)") { $0.text(0) }
      case "users": try reader.first("SELECT name FROM users WHERE id = \(subject)") { $0.text(0) }
      default: nil
      }
    return found ?? String(subject)
  }

  static func single(_ entry: JournalEntry, _ work: Work) throws -> UndoReport {
    try checkRight(entry, work)
    let outcome = try revert(entry, work)
    if !outcome.fields.isEmpty {
      throw ActionRefusal.conflict(
        outcome.fields.map { .init(field: $0.field, mine: $0.before, theirs: $0.after) })
    }
    return UndoReport(
      entry: entry, undone: 1, refused: [], undoEntry: work.entries.last,
      changeList: [
        .init(
          record: try number(entry.kind, entry.subject, in: work.writer),
          changes: entry.changes.map { FieldChange(field: $0.field, before: $0.after, after: $0.before) })
      ])
  }

  static func children(_ entries: [JournalEntry], _ work: Work) throws -> (undone: Int, refused: [UndoReport.Refused]) {
    var undone = 0
    var refused: [UndoReport.Refused] = []
    for entry in entries {
      let outcome = try revert(entry, work)
      if outcome.fields.isEmpty {
        undone += 1
      } else {
        refused.append(
          .init(
            kind: entry.kind, subject: entry.subject ?? 0,
            number: try number(entry.kind, entry.subject, in: work.writer),
            fields: outcome.fields.map(\.field)))
      }
    }
    return (undone, refused)
  }

  /// The fields that stand in the way: what the entry left there (`before`) and what stands there now (`after`).
  private static func revert(_ entry: JournalEntry, _ work: Work) throws -> (fields: [FieldChange], Void) {
    switch entry.kind {
    case "orders": (try revertOrder(entry, work), ())
    case "products": (try revertProduct(entry, work), ())
    case "customers": (try revertCustomer(entry, work), ())
    case "stock", "files": ([], ())
    default: try revertHouse(entry, work)
    }
  }

  /// Fields of `current` that no longer are what `entry` left; `with` gives the record put back.
  static func inTheWay<T: Journalled>(_ entry: JournalEntry, of current: T) -> (ways: [FieldChange], reverted: T?) {
    let now = current.snapshot
    var reverted: T? = current
    var ways: [FieldChange] = []
    for change in entry.changes {
      guard let value = now[change.field] else { continue }
      if value == change.after {
        reverted = reverted?.with(change.field, change.before)
      } else {
        ways.append(FieldChange(field: change.field, before: change.after, after: value))
      }
    }
    return (ways, reverted)
  }

  private static func revertHouse(_ entry: JournalEntry, _ work: Work) throws -> (fields: [FieldChange], Void) {
    throw ActionRefusal.notUndoable(action: entry.action)
  }
}
