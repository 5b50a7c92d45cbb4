internal import Domain

/// One action between shelf and carrier at work: rows, lines of the ledger and units of orders that change together,
/// under one journal entry whose children tell it to each order's own history.
final class FulfilmentWork {
  let work: Work
  let rows: FulfilmentRows
  private var moves: [StockMove] = []
  /// Lines that this entry is going to write.
  var pendingMoves: [StockMove] { moves }
  private var units: [Int64: (before: OrderUnits, after: OrderUnits)] = [:]
  private var unitOrder: [Int64] = []
  /// What is done to the orders themselves once the entry stands.
  private var orderSteps: [(order: Int64, action: String, change: (Order) throws -> Order)] = []
  private(set) var touched: Set<Int64> = []
  private var touchedWaves: Set<Int64> = []
  private var told: [(topic: String, payload: Plain)] = []
  private var shipped: [ShippingConfirmation] = []
  /// What each order's history says of it beside its units.
  private var notes: [Int64: [String]] = [:]
  /// What the entry says beside its rows.
  private var remarks: [FieldChange] = []

  init(_ work: Work) {
    self.work = work
    rows = FulfilmentRows(work.writer)
  }

  var writer: any Writer { work.writer }
  var now: Instant { work.now }

  func move(_ move: StockMove) { moves.append(move) }

  /// A fulfilment whose stage may be another now.
  func touch(_ fulfilment: Int64?) { if let fulfilment { touched.insert(fulfilment) } }
  func touch(wave: Int64?) { if let wave { touchedWaves.insert(wave) } }

  /// An order's units as this action has them so far.
  func units(of order: Int64) throws -> OrderUnits {
    if let known = units[order] { return known.after }
    let now = try Allocating.units(of: order, in: writer)
    units[order] = (now, now)
    unitOrder.append(order)
    return now
  }

  /// Changes an order's units; whoever asks for more than there are has to look first.
  @discardableResult
  func change<T>(unitsOf order: Int64, _ change: (inout OrderUnits) throws -> T) throws -> T {
    var after = try units(of: order)
    let answer = try change(&after)
    units[order]?.after = after
    return answer
  }

  /// Changes the order itself, with an entry of its own under this one.
  func change(order: Int64, _ action: String, _ change: @escaping (Order) throws -> Order) {
    orderSteps.append((order, action, change))
  }

  /// Leaves word of what happened to an order in its own history.
  func note(_ text: String, order: Int64) { notes[order, default: []].append(text) }

  /// Leaves word in the entry itself.
  func remark(_ field: String, _ text: String) {
    remarks.append(FieldChange(field: field, before: .null, after: .text(text)))
  }

  func tellOutside(_ topic: String, _ payload: Plain) { told.append((topic, payload)) }

  /// Leaves word of a parcel for the order's channel, once the order knows that it is shipped.
  func confirm(_ parcel: ShippingConfirmation) { shipped.append(parcel) }

  /// Writes everything under one entry.
  @discardableResult
  func commit(_ action: String, _ kind: String, _ subject: Int64?, undoes: Int64? = nil) throws -> Int64 {
    let changes = try rows.changes()
    let seq = try work.append(
      action: action, kind: kind, subject: subject, changes: changes + remarks, undoes: undoes)
    try WaysMark.move(to: seq, after: changes, in: writer)
    try StockLedger.add(moves, entry: seq, in: work)
    let batch = work.batch
    work.batch = seq
    defer { work.batch = batch }
    for order in unitOrder {
      guard let (before, after) = units[order], before != after else { continue }
      try Allocating.save(after, over: before, work)
      try work.append(action: action, kind: "orders", subject: order, changes: told(of: order))
    }
    for order in notes.keys.sorted() {
      try work.append(action: action, kind: "orders", subject: order, changes: told(of: order))
    }
    for step in orderSteps {
      guard let old = try OrderTable.load(step.order, in: writer) else { continue }
      do {
        var order = try step.change(old)
        if order != old {
          try order.save(was: old, action: step.action, undoes: nil, isWithdrawn: false, in: work)
        }
      } catch let refusal as OrderRefusal {
        throw ActionRefusal.order(refusal)
      }
    }
    for message in told { try work.tellOutside(message.topic, message.payload) }
    for parcel in shipped { try Confirming.confirmShipped(parcel, work) }
    try Fulfilling.refuseFlaws(touched, in: writer)
    try PackedGoods.refuseUncovered(moves, in: writer)
    try Fulfilling.settle(touched, waves: touchedWaves, in: writer)
    return seq
  }
}

extension FulfilmentWork {
  /// The word on an order, once.
  private func told(of order: Int64) -> [FieldChange] {
    guard let texts = notes.removeValue(forKey: order) else { return [] }
    return [FieldChange(field: ShortPicking.field, before: .null, after: .text(texts.joined(separator: "; ")))]
  }
}

extension Undo {
  /// Puts the rows, the ledger and the orders of an entry between shelf and carrier back; what stands in the way is
  /// found before anything is written.
  static func revertFulfilment(_ entry: JournalEntry, _ work: Work) throws -> [FieldChange] {
    if RunHandOver.isAll(of: entry) { return try RunHandOver.revert(entry, work) }
    var ways = try FulfilmentUndo.rowsInTheWay(entry, in: work.writer)
    if ways.isEmpty { ways += try Letters.withdraw(entry, work) }
    let moves = try StockLedger.lines(of: entry.seq, in: work.writer).map(\.move.inverse)
    ways += try FulfilmentUndo.movesInTheWay(moves, in: work.writer)
    let children = try JournalTable.children(of: entry.seq, before: Int64.max, limit: 100_000, in: work.writer)
    ways += try FulfilmentUndo.childrenInTheWay(children, work)
    if let run = try FulfilmentUndo.openRun(entry, in: work.writer) {
      throw ActionRefusal.fulfilment(.runUnderWay(run))
    }
    if !ways.isEmpty { return ways }
    let seq = try work.append(
      action: "undo", kind: entry.kind, subject: entry.subject,
      changes: entry.changes.map { FieldChange(field: $0.field, before: $0.after, after: $0.before) },
      undoes: entry.seq)
    for change in entry.changes.reversed() { try FulfilmentUndo.putBack(change, in: work.writer) }
    try WaysMark.move(to: seq, after: entry.changes, in: work.writer)
    try StockLedger.add(moves, entry: seq, in: work)
    let batch = work.batch
    work.batch = seq
    defer { work.batch = batch }
    for child in children {
      let left = try revertChild(child, work)
      // It was looked at before: only an order that is gone can still stand in the way.
      if !left.isEmpty {
        throw ActionRefusal.conflict(left.map { .init(field: $0.field, mine: $0.before, theirs: $0.after) })
      }
    }
    let (touched, waves) = try FulfilmentUndo.touched(entry, children, in: work.writer)
    try Fulfilling.refuseFlaws(touched, in: work.writer)
    try PackedGoods.refuseUncovered(moves, in: work.writer)
    try Fulfilling.settle(touched, waves: waves, in: work.writer)
    return []
  }
}

extension Undo {
  /// What an action between shelf and carrier did to an order, told its channel, or did to a row of its own.
  private static func revertChild(_ child: JournalEntry, _ work: Work) throws -> [FieldChange] {
    if child.kind != "orders" { return try revertFulfilment(child, work) }
    guard let told = child.changes.first(where: { $0.field == Confirming.field }) else {
      return try revertOrder(child, work)
    }
    if told.after == .null {
      try Confirming.tellAgain(child, work)
      return []
    }
    // Somebody may have called it back by itself.
    return try Confirming.isWithdrawn(child, in: work.writer) ? [] : revertConfirmation(child, work)
  }
}

/// How rows between shelf and carrier go back.
enum FulfilmentUndo {
  private static func row(_ field: String) -> (table: FulfilmentTable, id: Int64, column: String?)? {
    let parts = field.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count >= 2, let table = FulfilmentTable(rawValue: parts[0]), let id = Int64(parts[1]) else {
      return nil
    }
    return (table, id, parts.count > 2 ? parts[2] : nil)
  }

  /// Whether an entry tells of rows between shelf and carrier, whatever record it was asked for.
  static func hasRows(_ entry: JournalEntry) -> Bool { entry.changes.contains { row($0.field) != nil } }

  static func rowsInTheWay(_ entry: JournalEntry, in reader: any Reader) throws -> [FieldChange] {
    var ways: [FieldChange] = []
    for change in entry.changes {
      guard let (table, id, column) = row(change.field) else { continue }
      let now = try table.row(id, in: reader)
      let value: Plain = column.map { now?[$0] ?? .null } ?? now.map(Plain.map) ?? .null
      if value != change.after { ways.append(FieldChange(field: change.field, before: change.after, after: value)) }
    }
    return ways
  }

  static func movesInTheWay(_ moves: [StockMove], in reader: any Reader) throws -> [FieldChange] {
    for move in moves {
      guard let place = try LocationTable.load(move.from, in: reader), !place.type.mayOwe else { continue }
      let there = try StockLedger.quantity(move.variantId, move.from, move.lotId, move.owner, in: reader)
      if there < move.quantity {
        return [FieldChange(field: place.code, before: .number(move.quantity), after: .number(there))]
      }
    }
    return []
  }

  /// Of an order's several children the newest tells what its units are now.
  static func childrenInTheWay(_ children: [JournalEntry], _ work: Work) throws -> [FieldChange] {
    var ways: [FieldChange] = []
    var seen: Set<Int64> = []
    for child in children {
      ways += try Confirming.inTheWay(child, in: work.writer)
      guard child.kind == "orders", let order = child.subject,
        let change = child.changes.first(where: { $0.field == Allocating.field }), seen.insert(order).inserted
      else {
        if child.kind != "orders" { ways += try rowsInTheWay(child, in: work.writer) }
        continue
      }
      let now = try Allocating.units(of: order, in: work.writer)
      if now.plain != change.after {
        ways.append(FieldChange(field: change.field, before: change.after, after: now.plain))
      }
    }
    return ways
  }

  /// A walk that somebody is on knows what was picked: it is the one to take it back.
  static func openRun(_ entry: JournalEntry, in reader: any Reader) throws -> String? {
    var runs = Set(entry.changes.compactMap { row($0.field) }.filter { $0.table == .runs }.map(\.id))
    if entry.kind == "runs", let id = entry.subject { runs.insert(id) }
    for id in runs.sorted() {
      let open = try reader.first(
        "SELECT number FROM runs WHERE id = \(id) AND done_at IS NULL AND cancelled_at IS NULL AND events > 0"
      ) { $0.text(0) }
      if let open { return open }
    }
    return nil
  }

  /// Walks that the entry made or changed.
  static func runs(of entry: JournalEntry, in reader: any Reader) throws -> Set<Int64> {
    var runs: Set<Int64> = []
    for change in entry.changes {
      guard let (table, id, _) = row(change.field) else { continue }
      if table == .runs { runs.insert(id) }
      let whole = try table.row(id, in: reader) ?? change.before.map ?? change.after.map ?? [:]
      if table == .runSteps || table == .stockTasks, let run = whole["run_id"]?.number { runs.insert(run) }
    }
    return runs
  }

  static func putBack(_ change: FieldChange, in writer: any Writer) throws {
    guard let (table, id, column) = row(change.field) else { return }
    if let column {
      try FulfilmentRows.update(table, id, [column: change.before], in: writer)
      if table == .runs, column == "done_at", change.before == .null {
        try RunLogging.takeBackEnd(of: id, in: writer)
      }
    } else if let whole = change.before.map {
      try FulfilmentRows.insert(table, id, whole, in: writer)
    } else {
      try FulfilmentRows.delete(table, id, in: writer)
    }
  }

  static func touched(_ entry: JournalEntry, _ children: [JournalEntry], in reader: any Reader) throws
    -> (fulfilments: Set<Int64>, waves: Set<Int64>)
  {
    var fulfilments: Set<Int64> = []
    var waves: Set<Int64> = []
    for change in ([entry] + children).flatMap(\.changes) {
      guard let (table, id, _) = row(change.field) else { continue }
      let whole = try table.row(id, in: reader) ?? change.before.map ?? change.after.map ?? [:]
      if table == .fulfilments { fulfilments.insert(id) }
      if table == .waves { waves.insert(id) }
      if let named = whole["fulfilment_id"]?.number { fulfilments.insert(named) }
      if let named = whole["wave_id"]?.number { waves.insert(named) }
      fulfilments.formUnion(try TrackFolding.fulfilments(behind: table, id, whole, in: reader))
      if table == .labels, let parcel = whole["parcel_id"]?.number,
        let named = try FulfilmentTable.parcels.row(parcel, in: reader)?["fulfilment_id"]?.number
      {
        fulfilments.insert(named)
      }
    }
    for wave in waves {
      fulfilments.formUnion(try reader.all("SELECT id FROM fulfilments WHERE wave_id = \(wave)") { $0.integer(0) })
    }
    return (fulfilments, waves)
  }
}
