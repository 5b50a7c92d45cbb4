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
  /// The batch that goes back, where it is one.
  public var batch: BulkBatch?
  /// The undo that was begun before and broken off, where this one goes on with it.
  public var goesOnWith: Int64?
  /// false where it was stopped: asked again it goes on.
  public var isWhole = true

  /// So many records are named with what goes back to what.
  static let namedLimit = 100
  private static let refusedLimit = 10_000

  mutating func refuse(_ record: Refused) {
    if refused.count < UndoReport.refusedLimit { refused.append(record) }
  }

  public struct Refused: Hashable, Sendable {
    public var kind: String
    public var subject: Int64
    public var number: String
    public var fields: [String]
  }

  public struct RecordChanges: Hashable, Sendable {
    public var record: String
    public var changes: [FieldChange]

    public init(record: String, changes: [FieldChange]) {
      self.record = record
      self.changes = changes
    }
  }
}

extension Store {
  /// Undoes a journal entry, or the actor's last undoable one. Whole where one record is meant: refused by field when
  /// somebody changed it since. Of a batch, everything goes back that nobody has touched since, in chunks.
  ///
  /// The undo of a batch that was broken off is gone on with: asked for the same entry, or for the last one where
  /// nothing was done since. `progress` hears how many have gone back; where it answers false the undo stops there.
  public func undo(entry: Int64?, as actor: Actor, now: Instant, progress: (Int) -> Bool = { _ in true }) throws
    -> UndoReport
  {
    let aim = try connection.readNow { try Undo.aim(entry, actor: actor, in: $0) }
    if Undo.isBatch(aim.target) { return try undoMany(aim, as: actor, now: now, progress: progress) }
    let (undone, left) = try connection.writeNow { writer in
      let work = Work(writer, actor: actor, now: now, reason: "")
      try work.begin()
      let report = try Undo.single(aim.target, work)
      try work.finish()
      return (report, work.leftJudgings)
    }
    var report = undone
    goOn(with: left, as: actor, now: now)
    let more = try counts(following: aim.target.seq)
    report.add(lines: more.lines, orders: more.orders)
    return report
  }

  /// What `undo` is about, told at once: a batch's records are counted and not judged, which `rehearseUndo` does.
  public func undoPlan(entry: Int64?, as actor: Actor) throws -> UndoReport {
    try connection.readNow { reader in
      let aim = try Undo.aim(entry, actor: actor, in: reader)
      let target = aim.target
      var report = UndoReport(entry: target, undone: 1, refused: [], changeList: [])
      report.goesOnWith = aim.begun
      if Undo.isBatch(target) {
        report.batch = try Bulk.batch(seq: target.seq, in: reader)
        report.undone = Int(try UndoneBatch.count(of: target, under: aim.begun, in: reader))
      } else {
        report.changeList = [
          .init(
            record: try RecordNumber.of(target, in: reader),
            changes: target.reversed)
        ]
      }
      return report
    }
  }
}

enum Undo {
  static func isBatch(_ entry: JournalEntry) -> Bool {
    entry.action == "importFile" || entry.action == "bulk"
      || entry.action == "undo" && ["files", "bulk"].contains(entry.kind)
  }

  /// The entry that is meant, and the undo of it that was begun and broken off, if there is one.
  static func aim(_ seq: Int64?, actor: Actor, in reader: any Reader) throws -> Aim {
    guard let seq else {
      let last = try JournalTable.lastUndoable(actor: actor.name, in: reader)
      // What was broken off last is gone on with, unless something was done since.
      if let begun = try UndoneBatch.open(of: actor.name, in: reader), begun.begun ?? 0 > last?.seq ?? 0 {
        return begun
      }
      // Whoever made the store has done nothing in it yet.
      guard let last, last.action != "initStore" else { throw ActionRefusal.nothingToUndo }
      if isFinal(last) { throw ActionRefusal.notUndoable(action: last.action) }
      return Aim(target: last)
    }
    guard let entry = try JournalTable.entry(seq, in: reader).map({ try head(of: $0, in: reader) }) else {
      throw ActionRefusal.noSuchEntry(seq)
    }
    if isFinal(entry) { throw ActionRefusal.notUndoable(action: entry.action) }
    if let begun = try UndoneBatch.open(of: entry, in: reader) { return Aim(target: entry, begun: begun) }
    if try !stands(entry.seq, in: reader) { throw ActionRefusal.alreadyUndone(seq) }
    return Aim(target: entry)
  }

  /// Whether nobody can undo it, so that it need not be offered.
  private static func isFinal(_ entry: JournalEntry) -> Bool {
    switch entry.action {
    case "importFile", "importOrder", "importProduct", "importStock", "importWays", "undo", "bulk": false
    default: ActionTable.named(entry.action).map { $0.undo != .reversible } ?? true
    }
  }

  struct Aim {
    var target: JournalEntry
    var begun: Int64?
  }

  /// Whether an entry is in force: nobody undid it, or whoever did was undone in turn.
  static func stands(_ seq: Int64, in reader: any Reader) throws -> Bool {
    var entry = seq
    var stands = true
    while let later = try reader.integer("SELECT MAX(seq) FROM journal WHERE undoes = \(entry)") {
      stands.toggle()
      entry = later
    }
    return stands
  }

  /// Whoever may do an action may undo it, and redo it; undoing another's needs the same right.
  static func checkRight(_ entry: JournalEntry, _ work: Work) throws {
    switch entry.action {
    case "importFile", "importOrder", "importProduct", "importStock", "importWays": try work.require(.importFiles)
    case "undo":
      guard let seq = entry.undoes, let original = try JournalTable.entry(seq, in: work.writer) else {
        throw ActionRefusal.notUndoable(action: entry.action)
      }
      try checkRight(original, work)
    case "bulk": try checkRight(of: entry.changes.first { $0.field == "action" }?.after.text ?? "", work)
    default: try checkRight(of: entry.action, work)
    }
  }

  private static func checkRight(of action: String, _ work: Work) throws {
    guard let definition = ActionTable.named(action), definition.undo == .reversible else {
      throw ActionRefusal.notUndoable(action: action)
    }
    try work.require(definition.right)
  }

  static func single(_ entry: JournalEntry, _ work: Work) throws -> UndoReport {
    try checkRight(entry, work)
    let ways = try revert(entry, work)
    if !ways.isEmpty {
      throw ActionRefusal.conflict(ways.map { .init(field: $0.field, mine: $0.before, theirs: $0.after) })
    }
    // Others may stand behind it: what followed from it for other records.
    let own = try work.writer.integer("SELECT MAX(seq) FROM journal WHERE undoes = \(entry.seq)")
    return UndoReport(
      entry: entry, undone: 1, refused: [], undoEntry: own ?? work.entries.last,
      changeList: [
        .init(
          record: try RecordNumber.of(entry, in: work.writer),
          changes: entry.reversed)
      ])
  }

  /// Takes entries of a batch back until `isOver`, one at least; the last one taken is named. What this undo has taken
  /// back already, in another process perhaps, is left as it is.
  static func children(
    _ entries: [JournalEntry], _ work: Work, fate: BulkFate? = nil, isOver: () -> Bool
  ) throws -> (undone: Int, refused: [UndoReport.Refused], last: Int64?) {
    var undone = 0
    var refused: [UndoReport.Refused] = []
    var last: Int64?
    for entry in entries {
      if last != nil, isOver() { break }
      last = entry.seq
      if let undo = work.batch, try UndoneBatch.has(undo, undone: entry.seq, in: work.writer) { continue }
      let ways: [String]
      do {
        ways = try revert(entry, work).map(\.field)
      } catch let refusal as ActionRefusal {
        // One record that cannot go back does not keep the others.
        guard let field = refusal.fieldInTheWay else { throw refusal }
        ways = [field]
      }
      try fate?.note(entry, ways: ways, in: work.writer)
      if ways.isEmpty {
        undone += 1
      } else {
        refused.append(
          .init(
            kind: entry.kind, subject: entry.subject ?? 0,
            number: try RecordNumber.of(entry, in: work.writer),
            fields: ways.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }))
      }
    }
    return (undone, refused, last)
  }

  /// The fields that stand in the way: what the entry left there (`before`) and what stands there now (`after`).
  private static func revert(_ entry: JournalEntry, _ work: Work) throws -> [FieldChange] {
    if entry.hasLostChanges { throw ActionRefusal.erased }
    if let group = try Together(entry, in: work.writer) { return try group.revert(work) }
    return switch entry.kind {
    case "orders" where entry.action == "confirmShipping": try revertConfirmation(entry, work)
    case "orders": try revertOrder(entry, work)
    case "products": try revertProduct(entry, work)
    case "customers": try revertCustomer(entry, work)
    // A count that found less than was promised took promises back.
    case "moves" where try hasChildren(entry, in: work.writer): try revertFulfilment(entry, work)
    case "moves": try revertMoves(entry, work)
    // Walks and counts that were asked for a place.
    case "locations" where FulfilmentUndo.hasRows(entry): try revertFulfilment(entry, work)
    case "locations": try revertLocation(entry, work)
    case "lots": try revertLot(entry, work)
    case let kind where SupplyUndo.kinds.contains(kind): try SupplyUndo.revert(entry, work)
    case "rules": try revertRule(entry, work)
    case PublishedStock.kind: try revertPublished(entry, work)
    case let kind where FulfilmentNames.kinds.contains(kind): try revertFulfilment(entry, work)
    default: try revertFacts(entry, work)
    }
  }

  private static func hasChildren(_ entry: JournalEntry, in reader: any Reader) throws -> Bool {
    try reader.integer("SELECT 1 FROM journal WHERE batch = \(entry.seq) LIMIT 1") != nil
  }

  /// Fields of `current` that no longer are what `entry` left; `with` gives the record put back.
  static func inTheWay<T: Journalled>(_ entry: JournalEntry, of current: T) -> (ways: [FieldChange], reverted: T?) {
    let now = current.snapshot
    var reverted: T? = current
    var ways: [FieldChange] = []
    for change in entry.changes {
      guard let value = now[change.field] ?? (T.mayLack(change.field) ? .null : nil) else { continue }
      if T.alike(change.field, value, change.after) {
        reverted = reverted?.with(change.field, change.before)
      } else {
        ways.append(FieldChange(field: change.field, before: change.after, after: value))
      }
    }
    return (ways, reverted)
  }
}

extension JournalEntry {
  /// Whether an erasure took what it changed, or may have: where that still stands there, the reason alone was taken.
  var hasLostChanges: Bool {
    // Of customers the journal names cards, never texts.
    if !isErased || kind == "customers" { return false }
    if changes.isEmpty { return true }
    let texts: Set<String>
    switch action {
    case "noteOrder": texts = ["note"]
    case "holdOrder", "releaseOrder", "endHolds": texts = ["holds"]
    case "shipOrder", "shipPart", "editDraft", "changeQuantity", "cancelUnits", "restoreUnits": texts = ["lines"]
    case "tagOrder", "untagOrder", "assignOrder", "rescheduleOrder", "confirmOrder", "closeOrder", "reopenOrder",
      "startProcessing", "stopProcessing", "deliverOrder", "returnOrder", "enterOrder", "markAuthorised", "markPaid",
      "markPartlyPaid", "markRefunded", "markPartlyRefunded", "voidPayment", "changeAddress":
      texts = []
    default: return true
    }
    return !texts.isSubset(of: changes.map(\.field))
  }

  /// Its changes as an undo makes them.
  var reversed: [FieldChange] { changes.map { FieldChange(field: $0.field, before: $0.after, after: $0.before) } }
}

extension ActionRefusal {
  /// What of a record keeps it from going back, where it is refused before anything of it was written.
  fileprivate var fieldInTheWay: String? {
    switch self {
    case .erased: "erased"
    case .withdrawn: "withdrawn"
    case .product(.skuTaken): "sku"
    case .product(.variantInUse): "variants"
    default: nil
    }
  }
}
