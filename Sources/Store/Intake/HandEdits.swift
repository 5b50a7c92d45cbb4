internal import Domain

/// What people here made of a record after its source had spoken of it: a later file that says the same of a field as
/// before says nothing against them.
struct HandEdits {
  /// What the source had said of each field that was changed here since.
  private var said: [String: Plain] = [:]
  /// Tags that people here gave the record, and those that they took off it, whenever that was.
  private var given: Set<String> = []
  private var taken: Set<String> = []

  /// Older entries of a record that has more of them no longer count.
  private static let limit = 200

  private init(kind: String, subject: Int64, in reader: any Reader) throws {
    let entries = try JournalTable.history(kind: kind, subject: subject, limit: HandEdits.limit, in: reader)
    var isSettled: Set<String> = []
    var tagged: [FieldChange] = []
    for entry in entries {
      let isSource = try HandEdits.isOfSource(entry.action, entry.undoes, in: reader)
      for change in entry.changes where !isSettled.contains(change.field) {
        if isSource { isSettled.insert(change.field) } else { said[change.field] = change.before }
      }
      if !isSource { tagged += entry.changes.filter { $0.field == "tags" } }
    }
    for change in tagged.reversed() {
      let (before, after) = (HandEdits.tags(change.before), HandEdits.tags(change.after))
      for tag in after where !before.contains(tag) && taken.remove(tag) == nil { given.insert(tag) }
      for tag in before where !after.contains(tag) && given.remove(tag) == nil { taken.insert(tag) }
    }
  }

  /// An import, or the undo of one: what it put back had come from the source.
  private static func isOfSource(_ action: String, _ undoes: Int64?, in reader: any Reader) throws -> Bool {
    var (action, undoes) = (action, undoes)
    while let seq = undoes, let earlier = try JournalTable.entry(seq, in: reader) {
      (action, undoes) = (earlier.action, earlier.undoes)
    }
    return action.hasPrefix("import")
  }

  /// The record as it came in, with what was decided here wherever the source says what it said before. Tags are taken
  /// one by one. The journal is asked only where one of these fields would change.
  static func kept<Record: Journalled & Equatable>(
    in record: Record, since old: Record, _ fields: Set<String>, kind: String, subject: Int64, _ reader: any Reader
  ) throws -> Record {
    // Most records of a file that comes again are as they were.
    if record == old { return record }
    let changes = record.changes(since: old).filter { fields.contains($0.field) }
    if changes.isEmpty { return record }
    let edits = try HandEdits(kind: kind, subject: subject, in: reader)
    var record = record
    for change in changes {
      if change.field == "tags" {
        record = record.with("tags", edits.merged(ours: change.before, theirs: change.after)) ?? record
      } else if let said = edits.said[change.field], Record.alike(change.field, said, change.after) {
        record = record.with(change.field, change.before) ?? record
      }
    }
    return record
  }

  /// What the source says, with what people here gave and without what they took off.
  private func merged(ours: Plain, theirs: Plain) -> Plain {
    let stay = HandEdits.tags(theirs).filter { !taken.contains($0) }
    let own = HandEdits.tags(ours).filter { given.contains($0) && !stay.contains($0) }
    let all = Tags.cleaned(stay + own)
    return Set(all) == Set(HandEdits.tags(ours)) ? ours : .list(all.map(Plain.text))
  }

  private static func tags(_ value: Plain) -> [String] { (value.list ?? []).compactMap(\.text) }
}

extension Order {
  /// What a source says and people here may say otherwise. Holds, notes and lines have rules of their own.
  static let editedHere: Set<String> = [
    "state", "payment", "fulfilment", "placedAt", "paidAt", "shippedAt", "cancelledAt", "shipBy", "deliverBy", "shipTo",
    "billTo", "country", "service", "tags",
  ]
}

extension Product {
  static let editedHere: Set<String> = [
    "title", "brand", "category", "body", "review", "tags", "variants", "images", "translations", "extras",
  ]
}
