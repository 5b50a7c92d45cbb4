internal import Domain

/// A record that an action makes, whose making can be undone and done again: its journal entry holds all of it.
protocol MadeRecord: ChangedRecord {
  var version: Int64 { get set }
  var id: Int64 { get }
  /// Everything that it is made of, also what never changes.
  var made: [String: Plain] { get }
  init?(id: Int64, made: [String: Plain])

  func insert(in writer: any Writer) throws
  /// Writes it over the version that was read; the writer tells by its changed rows whether it was still there.
  func update(was old: Self, in writer: any Writer) throws
  func delete(in writer: any Writer) throws
  /// How many others hang on it, so that it cannot go.
  func uses(in reader: any Reader) throws -> Int64
}

extension MadeRecord {
  static func isWithdrawn(_ id: Int64, in reader: any Reader) throws -> Bool { false }

  func taking(_ made: [String: Plain]) -> Self {
    made.reduce(into: self) { record, field in
      record = record.with(field.key, field.value) ?? record
    }
  }

  /// Puts it into the store for the first time.
  @discardableResult
  func make(_ action: String, in work: Work, undoes: Int64? = nil) throws -> Int64 {
    try insert(in: work.writer)
    return try work.append(
      action: action, kind: Self.kind, subject: id, changes: Undo.existence(of: self, isMade: true), undoes: undoes)
  }

  mutating func save(was old: Self, action: String, undoes: Int64?, isWithdrawn: Bool, in work: Work) throws {
    version = old.version + 1
    try update(was: old, in: work.writer)
    if try work.writer.changedRows != 1 { throw StoreError.locked }
    try work.append(action: action, kind: Self.kind, subject: id, changes: changes(since: old), undoes: undoes)
  }
}

extension Undo {
  static let existence = "exists"

  /// What a record's making or going changes, field by field.
  static func existence(of record: some MadeRecord, isMade: Bool) -> [FieldChange] {
    let fields = record.made.filter { $0.value != .null }.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      .map { field, value in
        isMade
          ? FieldChange(field: field, before: .null, after: value)
          : FieldChange(field: field, before: value, after: .null)
      }
    return [FieldChange(field: existence, before: .flag(!isMade), after: .flag(isMade))] + fields
  }

  /// Puts a record back to before an entry; what was made goes where nothing hangs on it, and comes again.
  static func revertMade<Record: MadeRecord>(_ type: Record.Type, _ entry: JournalEntry, _ work: Work) throws
    -> [FieldChange]
  {
    guard let making = entry.changes.first(where: { $0.field == existence }) else {
      return try putBack(try current(type, entry, work), entry, work)
    }
    if making.after == .flag(true) {
      let record = try current(type, entry, work)
      let ways = inTheWay(entry, of: record).ways
      if !ways.isEmpty { return ways }
      let uses = try record.uses(in: work.writer)
      if uses > 0 { return [FieldChange(field: "uses", before: .number(0), after: .number(uses))] }
      try record.delete(in: work.writer)
      try work.append(
        action: "undo", kind: Record.kind, subject: entry.subject, changes: existence(of: record, isMade: false),
        undoes: entry.seq)
      return []
    }
    guard let id = entry.subject else { throw ActionRefusal.notUndoable(action: entry.action) }
    let fields = Dictionary(entry.changes.map { ($0.field, $0.before) }, uniquingKeysWith: { first, _ in first })
    guard try Record.load(id, in: work.writer) == nil, let record = Record(id: id, made: fields) else {
      return [FieldChange(field: existence, before: .flag(false), after: .flag(true))]
    }
    try record.make("undo", in: work, undoes: entry.seq)
    return []
  }
}
