internal import Domain

/// A record with a version that actions load, change and save whole.
protocol ChangedRecord: Journalled, Equatable {
  static var kind: String { get }
  var number: String { get }

  static func load(_ id: Int64, in reader: any Reader) throws -> Self?

  /// Whether it was taken out of every view by undoing what made it.
  static func isWithdrawn(_ id: Int64, in reader: any Reader) throws -> Bool

  /// Saves it one version further, with its journal entry.
  mutating func save(was old: Self, action: String, undoes: Int64?, isWithdrawn: Bool, in work: Work) throws
}

extension ActionTable {
  /// Loads the record, changes it, saves it and writes the journal; a change that changes nothing is refused.
  static func change<Record: ChangedRecord>(
    _ type: Record.Type, _ action: String, _ work: Work, _ arguments: ActionArguments, id: Int64? = nil,
    _ change: (inout Record) throws -> Void
  ) throws -> Int64? {
    let id = try id ?? arguments.subject()
    guard let old = try Record.load(id, in: work.writer) else {
      throw ActionRefusal.noSuchRecord(kind: Record.kind, String(id))
    }
    if try Record.isWithdrawn(id, in: work.writer) {
      throw ActionRefusal.withdrawn(kind: Record.kind, old.number)
    }
    var record = old
    do {
      try change(&record)
    } catch let refusal as OrderRefusal {
      throw ActionRefusal.order(refusal)
    } catch let refusal as ProductRefusal {
      throw ActionRefusal.product(refusal)
    } catch let refusal as SupplyRefusal {
      throw ActionRefusal.supply(refusal)
    } catch let refusal as ReturnRefusal {
      throw ActionRefusal.returns(refusal)
    }
    if record == old { throw ActionRefusal.order(.unchanged) }
    if work.isJudging {
      work.judged = record.changes(since: old)
      return id
    }
    try record.save(was: old, action: action, undoes: nil, isWithdrawn: false, in: work)
    return id
  }
}

extension Undo {
  static func current<Record: ChangedRecord>(_ type: Record.Type, _ entry: JournalEntry, _ work: Work) throws -> Record
  {
    guard let id = entry.subject, let current = try Record.load(id, in: work.writer) else {
      throw ActionRefusal.noSuchRecord(kind: entry.kind, String(entry.subject ?? 0))
    }
    return current
  }

  /// Puts the fields of an entry back to what they were before it; gives those that stand in the way instead.
  /// `mending` may set right what cannot be as it was.
  static func putBack<Record: ChangedRecord>(
    _ current: Record, _ entry: JournalEntry, _ work: Work, mending: (inout Record) throws -> Void = { _ in }
  ) throws -> [FieldChange] {
    let (ways, reverted) = inTheWay(entry, of: current)
    if !ways.isEmpty { return ways }
    guard var record = reverted, record != current else { return [] }
    try mending(&record)
    try record.save(was: current, action: "undo", undoes: entry.seq, isWithdrawn: false, in: work)
    return []
  }

  /// Brings back a record that undoing had taken out of every view.
  static func bringBack<Record: ChangedRecord>(_ current: Record, _ entry: JournalEntry, _ work: Work) throws {
    var record = current
    try record.save(was: current, action: "undo", undoes: entry.seq, isWithdrawn: true, in: work)
  }
}
