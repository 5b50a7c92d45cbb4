internal import Domain

extension Undo {
  /// A return in an action that goes back as one: its fields, or its being asked for.
  struct ReturnPart: UndonePart {
    let entry: JournalEntry
    /// nil where it is not there: its making was undone.
    let current: Return?

    init(_ entry: JournalEntry, in reader: any Reader) throws {
      self.entry = entry
      current = try entry.subject.flatMap { try ReturnTable.load($0, in: reader) }
      if current == nil && !removes { throw ActionRefusal.noSuchRecord(kind: "returns", String(entry.subject ?? 0)) }
    }

    private var makes: Bool { entry.changes.contains { $0.field == "order" && $0.before == .null } }
    private var removes: Bool { entry.changes.contains { $0.field == "order" && $0.after == .null } }

    func inTheWay(_ work: Work) throws -> [FieldChange] {
      guard let current else { return [] }
      if removes { return [FieldChange(field: "number", before: .null, after: .text(current.number))] }
      return Undo.inTheWay(entry, of: current).ways
    }

    func makeRoom(_ work: Work) throws {}

    func putBack(_ work: Work) throws -> Int64 {
      guard let current else { return try makeAgain(work) }
      if makes {
        try ReturnTable.delete(current, work)
        return try work.append(
          action: "undo", kind: "returns", subject: current.id,
          changes: current.changes(since: nil).map {
            FieldChange(field: $0.field, before: $0.after, after: .null)
          }, undoes: entry.seq)
      }
      if var earlier = Undo.inTheWay(entry, of: current).reverted, earlier != current {
        try earlier.save(was: current, action: "undo", undoes: entry.seq, isWithdrawn: false, in: work)
      } else {
        try work.append(action: "undo", kind: "returns", subject: current.id, changes: [], undoes: entry.seq)
      }
      return work.nextSeq - 1
    }

    private func makeAgain(_ work: Work) throws -> Int64 {
      var made = Return(
        id: entry.subject ?? 0, number: "", orderId: 0, reason: .other, requestedAt: entry.occurredAt)
      for change in entry.changes { made = made.with(change.field, change.before) ?? made }
      try ReturnTable.insert(made, work)
      return try work.append(
        action: "undo", kind: "returns", subject: made.id, changes: made.changes(since: nil), undoes: entry.seq)
    }
  }
}
