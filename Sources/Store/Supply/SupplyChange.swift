internal import Domain

/// Everything that one step of a purchase changes, written as one: the purchase, the ledger's lines, the goods in
/// check, what a supplier still promises, and the orders that wait for it. Its first entry has the others as children,
/// and they are undone together or not at all.
struct SupplyChange {
  var was: Purchase
  var purchase: Purchase
  var moves: [StockMove] = []
  var newReceipts: [Receipt] = []
  var receipts: [(was: Receipt, now: Receipt)] = []
  var promises: [(was: SupplyPromise, now: SupplyPromise)] = []
  /// Of orders by their ids, in this order.
  private(set) var orders: [Int64] = []
  private var before: [Int64: OrderUnits] = [:]
  private var after: [Int64: OrderUnits] = [:]

  init(_ purchase: Purchase) {
    was = purchase
    self.purchase = purchase
  }

  var isEmpty: Bool {
    purchase == was && moves.isEmpty && newReceipts.isEmpty && receipts.allSatisfy { $0.was == $0.now }
      && promises.isEmpty && orders.isEmpty
  }

  /// The units of an order as this change has them so far.
  func units(of order: Int64, in reader: any Reader) throws -> OrderUnits {
    try after[order] ?? Allocating.units(of: order, in: reader)
  }

  mutating func change(_ units: OrderUnits, in reader: any Reader) throws {
    if before[units.orderId] == nil {
      before[units.orderId] = try Allocating.units(of: units.orderId, in: reader)
      orders.append(units.orderId)
    }
    after[units.orderId] = units
  }

  /// Writes it all; the journal's first entry of it.
  @discardableResult
  mutating func write(_ action: String, in work: Work, undoes: Int64? = nil) throws -> Int64 {
    purchase.version = was.version + 1
    try purchase.update(was: was, in: work.writer)
    if try work.writer.changedRows != 1 { throw StoreError.locked }
    let seq = try work.append(
      action: action, kind: Purchase.kind, subject: purchase.id,
      changes: purchase.changes(since: was) + (try Undo.changes(of: moves, in: work.writer)) + ofGoods,
      undoes: undoes)
    try StockLedger.add(moves, entry: seq, in: work)
    let outer = work.batch
    work.batch = seq
    defer { work.batch = outer }
    let kept = undoes == nil ? action : "undo"
    for receipt in newReceipts {
      try receipt.insert(in: work.writer)
      try work.append(
        action: kept, kind: Receipt.kind, subject: receipt.id, changes: SupplyChange.coming(of: receipt))
    }
    for (was, now) in receipts where was != now {
      var now = now
      try now.save(was: was, action: kept, undoes: nil, isWithdrawn: false, in: work)
    }
    for (was, now) in promises where was != now {
      var now = now
      try now.save(was: was, action: kept, undoes: nil, isWithdrawn: false, in: work)
    }
    for id in orders {
      guard let was = before[id], let now = after[id], was != now else { continue }
      try Allocating.save(now, over: was, work)
      try work.append(action: kept, kind: "orders", subject: id, changes: [])
    }
    return seq
  }

  /// What became of the goods in check, for whoever reads the purchase's history.
  private var ofGoods: [FieldChange] {
    receipts.flatMap { was, now in
      now.changes(since: was).map {
        FieldChange(field: "goods:\(now.id):\($0.field)", before: $0.before, after: $0.after)
      }
    }
  }

  /// Undone, a receipt has no units: its row stays, because the journal names it.
  private static func coming(of receipt: Receipt) -> [FieldChange] {
    var empty = receipt
    (empty.quantity, empty.accepted, empty.rejected, empty.defects) = (0, 0, 0, 0)
    (empty.sample, empty.accept, empty.returned) = (0, 0, 0)
    if receipt.state == .settled { empty.state = .awaiting }
    return receipt.changes(since: empty)
  }
}

/// Taking steps of purchases back.
enum SupplyUndo {
  static let kinds: Set<String> = [
    Supplier.kind, SupplierItem.kind, Purchase.kind, SupplyPromise.kind, Certificate.kind, CertificateRule.kind,
    Receipt.kind,
  ]

  static func revert(_ entry: JournalEntry, _ work: Work) throws -> [FieldChange] {
    switch entry.kind {
    case Supplier.kind: try Undo.revertMade(Supplier.self, entry, work)
    case SupplierItem.kind: try Undo.revertMade(SupplierItem.self, entry, work)
    case SupplyPromise.kind: try Undo.revertMade(SupplyPromise.self, entry, work)
    case Certificate.kind: try Undo.revertMade(Certificate.self, entry, work)
    case CertificateRule.kind: try Undo.revertMade(CertificateRule.self, entry, work)
    case Purchase.kind where entry.changes.contains { $0.field == Undo.existence }:
      try Undo.revertMade(Purchase.self, entry, work)
    case Purchase.kind: try revertStep(entry, work)
    default: throw ActionRefusal.notUndoable(action: entry.action)
    }
  }

  /// All of a step or nothing: whatever of it somebody has gone on with stands in the way.
  private static func revertStep(_ entry: JournalEntry, _ work: Work) throws -> [FieldChange] {
    let current = try Undo.current(Purchase.self, entry, work)
    var (ways, reverted) = Undo.inTheWay(entry, of: current)
    guard let reverted else { throw ActionRefusal.notUndoable(action: entry.action) }
    var change = SupplyChange(current)
    change.purchase = reverted
    change.moves = try StockLedger.lines(of: entry.seq, in: work.writer).map(\.move.inverse)
    for child in try JournalTable.children(of: entry.seq, before: Int64.max, limit: Int(Int32.max), in: work.writer) {
      ways += try take(child, into: &change, work)
    }
    if !ways.isEmpty { return ways }
    ways = try SupplyGuard(change, work.now, work.writer).ways(work.writer)
    if !ways.isEmpty { return ways }
    try change.write("undo", in: work, undoes: entry.seq)
    return []
  }

  private static func take(_ child: JournalEntry, into change: inout SupplyChange, _ work: Work) throws
    -> [FieldChange]
  {
    switch child.kind {
    case Receipt.kind:
      let now = try Undo.current(Receipt.self, child, work)
      let (ways, reverted) = Undo.inTheWay(child, of: now)
      if let reverted { change.receipts.append((now, reverted)) }
      return ways
    case SupplyPromise.kind:
      let now = try Undo.current(SupplyPromise.self, child, work)
      let (ways, reverted) = Undo.inTheWay(child, of: now)
      if let reverted { change.promises.append((now, reverted)) }
      return ways
    case "orders":
      guard let id = child.subject, let units = child.changes.first(where: { $0.field == Allocating.field }) else {
        return []
      }
      let now = try Allocating.units(of: id, in: work.writer)
      guard now.plain == units.after, let earlier = OrderUnits(orderId: id, plain: units.before) else {
        return [FieldChange(field: units.field, before: units.after, after: now.plain)]
      }
      try change.change(earlier, in: work.writer)
      return []
    default: return []
    }
  }
}
