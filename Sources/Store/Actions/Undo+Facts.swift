internal import Domain

/// Facts in tables of their own, without a version: who works here, accounts, what a channel's SKU stands for, kits,
/// saved views, reported stock. The journal names each by a field, and undo compares and puts back field by field.
protocol FactTable {
  /// What the entry's fields say now. A field that is left out tells of what is not put back, as a count does.
  static func facts(of entry: JournalEntry, in reader: any Reader) throws -> [String: Plain]

  /// Puts the facts to these values; gives what stands in the way instead, and then has written nothing.
  static func put(_ facts: [String: Plain], of entry: JournalEntry, _ work: Work) throws -> [FieldChange]
}

extension Undo {
  private static func table(of kind: String) -> (any FactTable.Type)? {
    switch kind {
    case "users": UserFacts.self
    case "accounts": AccountFacts.self
    case "variants": VariantFacts.self
    case "views": SavedViewFacts.self
    case "stock": StockFacts.self
    default: nil
    }
  }

  /// Puts facts back to before the entry; what somebody changed since stands in the way.
  static func revertFacts(_ entry: JournalEntry, _ work: Work) throws -> [FieldChange] {
    guard let table = table(of: entry.kind) else { throw ActionRefusal.notUndoable(action: entry.action) }
    let now = try table.facts(of: entry, in: work.writer)
    let known = entry.changes.filter { now[$0.field] != nil }
    if known.isEmpty { throw ActionRefusal.notUndoable(action: entry.action) }
    let ways = known.filter { now[$0.field] != $0.after }
      .map { FieldChange(field: $0.field, before: $0.after, after: now[$0.field] ?? .null) }
    if !ways.isEmpty { return ways }
    let earlier = Dictionary(known.map { ($0.field, $0.before) }) { first, _ in first }
    let inTheWay = try table.put(earlier, of: entry, work)
    if !inTheWay.isEmpty { return inTheWay }
    try work.append(
      action: "undo", kind: entry.kind, subject: entry.subject,
      changes: known.map { FieldChange(field: $0.field, before: $0.after, after: $0.before) }, undoes: entry.seq)
    return []
  }
}
