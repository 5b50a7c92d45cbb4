internal import Domain

extension Undo {
  /// Puts an order back to before an entry; an import that made it is undone by withdrawing it.
  static func revertOrder(_ entry: JournalEntry, _ work: Work) throws -> [FieldChange] {
    let current = try current(Order.self, entry, work)
    let id = current.id
    let isWithdrawn = try OrderTable.isWithdrawn(id, in: work.writer)
    if entry.makesRecord {
      if isWithdrawn { return [] }
      let later = try laterChanges(entry, in: work.writer)
      if !later.isEmpty { return later }
      try OrderTable.withdraw(current, words: try OrderWords.words(current, in: work.writer), in: work)
      try countCustomerOrder(current, by: -1, work)
      try RawTable.withdraw(current.rawKey, work)
      try work.append(
        action: "undo", kind: "orders", subject: id,
        changes: [FieldChange(field: "withdrawn", before: .flag(false), after: .flag(true))], undoes: entry.seq)
      return []
    }
    if entry.withdraws {
      guard isWithdrawn else { return [] }
      try bringBack(current, entry, work)
      try countCustomerOrder(current, by: 1, work)
      try RawTable.bringBack(current.rawKey, withdrawnBy: entry, work)
      return []
    }
    if isWithdrawn { throw ActionRefusal.withdrawn(kind: "orders", current.number) }
    // Its lines are judged again by the undo of what it followed from, and its units follow them.
    if entry.action == "mapLines" { return [] }
    // Word of what happened to it in the warehouse changed nothing by itself.
    if !entry.changes.isEmpty, entry.changes.allSatisfy({ $0.field == ShortPicking.field }) { return [] }
    let units = entry.changes.first { $0.field == Allocating.field }
    if let units,
      entry.changes.allSatisfy({ [Allocating.field, Shortage.field, ShortPicking.field].contains($0.field) }),
      units.before != .null
    {
      return try revertUnits(entry, current, work)
    }
    // Units that somebody has had in the hand since are no more what they were, nor those of parcels that are open.
    let isCarried = try JournalTable.children(of: entry.seq, before: Int64.max, limit: 100, in: work.writer)
      .contains { FulfilmentNames.kinds.contains($0.kind) }
    if let units, !isCarried, try Allocating.units(of: id, in: work.writer).plain == units.after {
      work.unitsToRestore[id] = OrderUnits(orderId: id, plain: units.before)
    }
    let ways = try putBack(current, entry, work) { order in
      try refuseErased(order, over: current, entry, work)
      order.holds = order.holds.map { $0.endless(after: work.now) }
    }
    if try ways.isEmpty && settleRaw(entry, work, key: { _ in current.rawKey }) { try setOrigin(of: current, work) }
    return ways
  }

  /// What the next file's record is compared with: the newest record that counts, else the order's own beginning.
  static func setOrigin(of order: Order, _ work: Work) throws {
    let origin = try RawTable.newest(order.rawKey, in: work.writer)
    let began = try work.writer.integer(
      "SELECT recorded_at FROM journal WHERE kind = 'orders' AND subject = \(order.id) ORDER BY seq LIMIT 1")
    // Which of its fields the records before said is not known any more: an older one only fills gaps.
    let stamp = origin ?? RevisionStamp(revisedAt: Instant(milliseconds: began ?? 0), contentHash: 0)
    try OrderTable.keep(OrderSources(newest: stamp), of: order.id, in: work.writer)
  }

  /// What actions changed after an entry that made the record, and nobody has undone.
  static func laterChanges(_ entry: JournalEntry, in reader: any Reader) throws -> [FieldChange] {
    guard let subject = entry.subject else { return [] }
    let later = try JournalTable.history(kind: entry.kind, subject: subject, in: reader).filter { $0.seq > entry.seq }
    // Newest first: an undo takes the entry it undid out of the reckoning, an undo of an undo puts it back.
    var undone: Set<Int64> = []
    var open: [JournalEntry] = []
    // What a rule did to it as it came in goes with it.
    for entry in later where !undone.contains(entry.seq) && entry.action != "reviewOrder" {
      if let target = entry.undoes {
        undone.insert(target)
      } else {
        open.append(entry)
      }
    }
    return open.flatMap(\.changes)
  }

  static func countCustomerOrder(_ order: Order, by delta: Int64, _ work: Work) throws {
    guard let customer = order.customerId else { return }
    try CustomerTable.countOrder(of: customer, by: delta, in: work.writer)
  }

  /// Undo never brings back what erasure took: cards that the order names no more, or what a file said of the person.
  static func refuseErased(_ earlier: Order, over now: Order, _ entry: JournalEntry, _ work: Work) throws {
    guard let customer = earlier.customerId, try CustomerTable.isErased(customer, in: work.writer) else { return }
    let names = earlier.customerId != now.customerId || !earlier.cards.isSubset(of: now.cards)
    if try names || isOfFile(entry, in: work.writer) { throw ActionRefusal.erased }
  }

  /// Whether a file brought it, or it took back what a file had brought.
  private static func isOfFile(_ entry: JournalEntry, in reader: any Reader) throws -> Bool {
    var entry = entry
    while entry.action == "undo", let original = try entry.undoes.flatMap({ try JournalTable.entry($0, in: reader) }) {
      entry = original
    }
    return entry.action == "importOrder"
  }
}

extension Order {
  /// Revisions of its customer's cards that it names.
  fileprivate var cards: Set<Int64> {
    Set(([shipToRevision, billToRevision, messageRevision] + lines.map(\.personalRevision)).compactMap { $0 })
  }
}

extension JournalEntry {
  /// Whether the entry brought the record into being.
  var makesRecord: Bool {
    let isCreation = ["importOrder", "importProduct", "enterOrder", "createProduct"].contains(action)
    // What is sent again names the parcel beside.
    let isAgain = changes.contains { $0.field == Resending.field && $0.before == .null }
    return isAgain || isCreation && changes.count == 1 && changes[0].before == .null
  }

  var withdraws: Bool { changes.count == 1 && changes[0].field == "withdrawn" && changes[0].after == .flag(true) }
}
