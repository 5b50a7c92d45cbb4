internal import Domain

extension Undo {
  /// What the warehouse did about an order in an action that goes back as one; the order itself puts its units back.
  struct FulfilmentPart {
    let entry: JournalEntry
    /// Entries of orders whose units it moved, the oldest first.
    let units: [JournalEntry]
    private let children: [JournalEntry]

    init(_ entry: JournalEntry, in reader: any Reader) throws {
      self.entry = entry
      children = try JournalTable.children(of: entry.seq, before: Int64.max, limit: 10_000, in: reader)
      units = children.reversed().filter { $0.kind == "orders" }
    }

    /// Whether everything is as it was left: nobody has gone on with it, and no walk that it changed was begun.
    func isUntouched(in reader: any Reader) throws -> Bool {
      if try !FulfilmentUndo.rowsInTheWay(entry, in: reader).isEmpty { return false }
      for run in try FulfilmentUndo.runs(of: entry, in: reader) {
        let isBegun = try reader.integer("SELECT COUNT(*) FROM runs WHERE id = \(run) AND started_at IS NOT NULL")
        if isBegun != 0 { return false }
      }
      return true
    }

    func putBack(_ work: Work) throws {
      try work.append(
        action: "undo", kind: entry.kind, subject: entry.subject,
        changes: entry.changes.map { FieldChange(field: $0.field, before: $0.after, after: $0.before) },
        undoes: entry.seq)
      for change in entry.changes.reversed() { try FulfilmentUndo.putBack(change, in: work.writer) }
      let (touched, waves) = try FulfilmentUndo.touched(entry, children, in: work.writer)
      try Fulfilling.refuseFlaws(touched, in: work.writer)
      try Fulfilling.settle(touched, waves: waves, in: work.writer)
    }
  }
}
