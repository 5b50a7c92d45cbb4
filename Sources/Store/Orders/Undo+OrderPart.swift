internal import Domain

extension Undo {
  /// An order in an action that goes back as one: its fields, its units, its refunds; or its coming into being.
  struct OrderPart: UndonePart {
    let entry: JournalEntry
    let order: Order
    let units: OrderUnits
    let isWithdrawn: Bool
    /// How its units went on in the same action, the oldest first.
    private let moved: [JournalEntry]

    init(_ entry: JournalEntry, moved: [JournalEntry] = [], in reader: any Reader) throws {
      guard let id = entry.subject, let order = try OrderTable.load(id, in: reader) else {
        throw ActionRefusal.noSuchRecord(kind: entry.kind, String(entry.subject ?? 0))
      }
      self.entry = entry
      self.order = order
      self.moved = moved.filter { $0.subject == id }
      units = try Allocating.units(of: id, in: reader)
      isWithdrawn = try OrderTable.isWithdrawn(id, in: reader)
    }

    private var unitChange: FieldChange? {
      let steps = ([entry] + moved).compactMap { $0.changes.first { $0.field == Allocating.field } }
      guard let first = steps.first, let last = steps.last else { return nil }
      return FieldChange(field: Allocating.field, before: first.before, after: last.after)
    }
    var earlierUnits: OrderUnits? { unitChange.flatMap { OrderUnits(orderId: order.id, plain: $0.before) } }
    /// Whether the entry brought the order into being, and whether it was the undo of that.
    private var makesOrder: Bool { entry.changes.contains { $0.field == "status" && $0.before == .null } }
    private var withdraws: Bool {
      entry.changes.contains { $0.field == "withdrawn" && $0.after == .flag(true) }
    }
    private var bringsBack: Bool {
      entry.changes.contains { $0.field == "withdrawn" && $0.after == .flag(false) }
    }

    func inTheWay(_ work: Work) throws -> [FieldChange] {
      if withdraws != isWithdrawn { throw ActionRefusal.withdrawn(kind: "orders", order.number) }
      let (found, reverted) = Undo.inTheWay(entry, of: order)
      try Undo.refuseErased(reverted ?? order, over: order, entry, work)
      var ways = found
      if let change = unitChange, units.plain != change.after {
        ways.append(FieldChange(field: change.field, before: change.after, after: units.plain))
      }
      if makesOrder || bringsBack { ways += try Undo.laterChanges(entry, in: work.writer) }
      return try ways + RefundFacts.inTheWay(entry, in: work.writer)
    }

    /// Units that go back to another order are taken off this one first: what one gives up the other is promised.
    func makeRoom(_ work: Work) throws {
      if unitChange != nil {
        try Allocating.save(OrderUnits(orderId: order.id, units: []), over: units, work)
      }
    }

    func putBack(_ work: Work) throws -> Int64 {
      var earlier = Undo.inTheWay(entry, of: order).reverted ?? order
      earlier.holds = earlier.holds.map { $0.endless(after: work.now) }
      if makesOrder || bringsBack { return try withdraw(work) }
      if let units = earlierUnits { work.unitsToRestore[order.id] = units }
      try RefundFacts.putBack(entry, of: order.id, work)
      if withdraws { return try bringBack(earlier, work) }
      if earlier != order {
        try earlier.save(was: order, action: "undo", undoes: entry.seq, isWithdrawn: false, in: work)
      } else {
        if let units = work.unitsToRestore.removeValue(forKey: order.id) {
          let now = try Allocating.units(of: order.id, in: work.writer)
          try Allocating.save(units, over: now, work)
        }
        try work.append(action: "undo", kind: "orders", subject: order.id, changes: [], undoes: entry.seq)
      }
      let seq = work.nextSeq - 1
      try RefundFacts.tell(entry, work)
      // What a file brought counts no more, or again.
      if try Undo.settleRaw(entry, work, key: { _ in order.rawKey }) { try Undo.setOrigin(of: order, work) }
      return seq
    }

    /// The order as if it had not been made; lines that went back to where they came from are no longer its own.
    private func withdraw(_ work: Work) throws -> Int64 {
      var left = order
      let there = Set(try OrderTable.lines(of: order.id, in: work.writer).map(\.id))
      left.lines = order.lines.filter { there.contains($0.id) }
      left.version = order.version + 1
      let words = try OrderWords.words(order, in: work.writer)
      if try !OrderTable.update(left, was: order, nil, words: words, oldWords: words, in: work) {
        throw StoreError.locked
      }
      try OrderTable.withdraw(left, words: words, in: work)
      try Undo.countCustomerOrder(order, by: -1, work)
      try RefundFacts.putBack(entry, of: order.id, work)
      return try work.append(
        action: "undo", kind: "orders", subject: order.id,
        changes: left.changes(since: order) + [
          FieldChange(field: "withdrawn", before: .flag(false), after: .flag(true))
        ], undoes: entry.seq)
    }

    private func bringBack(_ earlier: Order, _ work: Work) throws -> Int64 {
      var earlier = earlier
      earlier.version = order.version + 1
      let words = try OrderWords.words(earlier, in: work.writer)
      if try !OrderTable.update(
        earlier, was: order, nil, words: words, oldWords: "", isWithdrawn: true, in: work)
      {
        throw StoreError.locked
      }
      try Undo.countCustomerOrder(earlier, by: 1, work)
      return try work.append(
        action: "undo", kind: "orders", subject: order.id,
        changes: earlier.changes(since: order) + [
          FieldChange(field: "withdrawn", before: .flag(true), after: .flag(false))
        ], undoes: entry.seq)
    }
  }
}

/// Refunds as the journal of their order tells them: `refund:RF-17`, with the state before and after.
enum RefundFacts {
  private static let prefix = "refund:"

  static func isOne(_ field: String) -> Bool { field.hasPrefix(prefix) }

  static func change(_ refund: Refund, from before: RefundState?, to after: RefundState, _ currency: Currency)
    -> FieldChange
  {
    func plain(_ state: RefundState) -> Plain {
      .map([
        "state": .text(state.rawValue), "amount": Money(minorUnits: refund.amount, currency: currency).plain,
      ])
    }
    return FieldChange(field: prefix + refund.number, before: before.map(plain) ?? .null, after: plain(after))
  }

  private static func state(_ value: Plain) -> RefundState? {
    value.map?["state"]?.text.flatMap(RefundState.init(rawValue:))
  }

  private static func refund(_ change: FieldChange, in reader: any Reader) throws -> Refund? {
    isOne(change.field) ? try RefundTable.find(number: String(change.field.dropFirst(prefix.count)), in: reader) : nil
  }

  static func inTheWay(_ entry: JournalEntry, in reader: any Reader) throws -> [FieldChange] {
    try entry.changes.compactMap { change in
      guard let refund = try refund(change, in: reader), refund.state != state(change.after) else { return nil }
      return FieldChange(field: change.field, before: change.after, after: .text(refund.state.rawValue))
    }
  }

  /// A refund is never taken out: one that was not before is called off.
  static func putBack(_ entry: JournalEntry, of order: Int64, _ work: Work) throws {
    for change in entry.changes {
      guard let refund = try refund(change, in: work.writer) else { continue }
      let earlier = state(change.before) ?? .cancelled
      try RefundTable.set(refund, to: earlier, work)
      work.changesBeside[order, default: []].append(
        FieldChange(
          field: change.field, before: change.after,
          after: change.before == .null ? withState(.cancelled, change.after) : change.before))
    }
  }

  private static func withState(_ state: RefundState, _ value: Plain) -> Plain {
    var map = value.map ?? [:]
    map["state"] = .text(state.rawValue)
    return .map(map)
  }

  /// A refund that is wanted again is told to the outside again.
  static func tell(_ entry: JournalEntry, _ work: Work) throws {
    for change in entry.changes where state(change.before) == .requested {
      guard let refund = try refund(change, in: work.writer) else { continue }
      try RefundTable.tell(refund, work)
    }
  }
}
