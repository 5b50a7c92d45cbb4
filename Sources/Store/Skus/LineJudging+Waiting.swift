public import Domain

/// Judgings that one transaction had no time for: they are kept in the store and gone on with in turns, by whoever said
/// what they follow from, and after a crash by a duty.
public enum WaitingJudgings {
  public static let areDue: SQL = "EXISTS (SELECT 1 FROM line_judgings)"

  /// Goes on with all of them, each turn a transaction; how many lines changed. Another process may do the same.
  @discardableResult
  public static func run(
    in store: Store, as actor: Actor, now: Instant, rests: (Duration) -> Void
  ) throws -> Int {
    let pace = WritePace()
    var changed: Int64 = 0
    while try store.connection.readNow({ try $0.first("SELECT \(areDue)") { $0.flag(0) } ?? false }) {
      let begun = ContinuousClock.now
      changed += try store.connection.writeNow(pace: pace) { try turn(as: actor, now: now, pace, in: $0) }
      rests(ContinuousClock.now - begun)
    }
    return Int(changed)
  }

  private static func turn(as actor: Actor, now: Instant, _ pace: WritePace, in writer: any Writer) throws -> Int64 {
    guard var kept = try KeptJudging.first(in: writer) else { return 0 }
    let before = kept.judging.lines
    let isDone = try kept.judging.advance(in: writer, until: { pace.isOver })
    if !kept.judging.allocated.isEmpty {
      let work = Work(writer, actor: actor, now: now, reason: "", batch: kept.entry)
      try work.begin()
      for order in kept.judging.allocated { work.mappedOrders[order] = kept.entry }
      try work.finish()
    }
    if isDone {
      try kept.end(as: actor, now: now, in: writer)
    } else {
      try kept.save(in: writer)
    }
    return kept.judging.lines - before
  }
}

/// A judging in the store's table.
struct KeptJudging {
  let id: Int64
  /// The entry that it follows from; nil for one of an import's record.
  let entry: Int64?
  var judging: LineJudging

  private static let fields: SQL = """
    account_id, sku_key, listing_id, standing, shipped_too, reached_order, reached_line, changed_order, lines, orders
    """

  /// What was changed by the action itself is in its own entry: the counts begin at nought.
  static func keep(_ judging: LineJudging, entry: Int64?, in writer: any Writer) throws {
    try writer.run(
      """
      INSERT INTO line_judgings (id, entry, account_id, sku_key, listing_id, standing, shipped_too, reached_order,
        reached_line, changed_order, lines, orders)
      VALUES ((SELECT COALESCE(MAX(id), 0) + 1 FROM line_judgings), ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0)
      """,
      [
        SQLValue(entry), SQLValue(judging.account), .text(judging.key), .text(judging.listing),
        SQLValue(judging.standing), .integer(judging.shippedToo ? 1 : 0), .integer(judging.reachedOrder),
        .integer(judging.reachedLine), .integer(judging.changedOrder),
      ])
  }

  static func first(in reader: any Reader) throws -> KeptJudging? {
    try reader.first("SELECT id, entry, \(fields) FROM line_judgings ORDER BY id LIMIT 1") { row in
      var judging = LineJudging(
        account: row.optionalInteger(2), key: row.text(3), listing: row.text(4), standing: row.optionalInteger(5),
        shippedToo: row.flag(6))
      judging.reachedOrder = row.integer(7)
      judging.reachedLine = row.integer(8)
      judging.changedOrder = row.integer(9)
      judging.lines = row.integer(10)
      judging.orders = row.integer(11)
      return KeptJudging(id: row.integer(0), entry: row.optionalInteger(1), judging: judging)
    }
  }

  func save(in writer: any Writer) throws {
    try writer.run(
      """
      UPDATE line_judgings
      SET reached_order = ?, reached_line = ?, changed_order = ?, lines = ?, orders = ?
      WHERE id = ?
      """,
      [
        .integer(judging.reachedOrder), .integer(judging.reachedLine), .integer(judging.changedOrder),
        .integer(judging.lines), .integer(judging.orders), .integer(id),
      ])
  }

  /// The last turn: the journal says how many lines followed, under what they follow from.
  func end(as actor: Actor, now: Instant, in writer: any Writer) throws {
    try writer.run("DELETE FROM line_judgings WHERE id = ?", [.integer(id)])
    if judging.lines == 0 { return }
    let work = Work(writer, actor: actor, now: now, reason: "", batch: entry)
    try work.begin()
    try work.append(
      action: "mapLines", kind: judging.account == nil ? "skus" : "accounts", subject: judging.account,
      changes: [
        FieldChange(field: "lines", before: .number(0), after: .number(judging.lines)),
        FieldChange(field: "orders", before: .number(0), after: .number(judging.orders)),
      ])
  }
}

/// What came of judging lines anew: what changed at once, and what is left for later turns.
struct JudgedLines {
  var lines: Int64 = 0
  var orders: Int64 = 0
  var left: [LineJudging] = []
  /// Orders whose units have to follow.
  private var allocated: Set<Int64> = []

  mutating func add(_ judging: LineJudging, in writer: any Writer) throws {
    var judging = judging
    let isDone = try judging.advance(in: writer, until: { true })
    lines += judging.lines
    orders += judging.orders
    allocated.formUnion(judging.allocated)
    judging.allocated = []
    if !isDone { left.append(judging) }
  }

  /// Leaves what is left in the store, as following from `entry`.
  func leave(after entry: Int64?, _ work: Work) throws {
    for judging in left { try KeptJudging.keep(judging, entry: entry, in: work.writer) }
    work.leftJudgings += left
    for order in allocated { work.mappedOrders[order] = .some(entry) }
  }

  /// As an entry says it.
  var changes: [FieldChange] {
    [
      FieldChange(field: "lines", before: .number(0), after: .number(lines)),
      FieldChange(field: "orders", before: .number(0), after: .number(orders)),
    ]
  }
}

extension Store {
  /// Goes on with what a transaction left. What it follows from stands already: should this break off, a duty does it.
  func goOn(with left: [LineJudging], as actor: Actor, now: Instant) {
    if !left.isEmpty { _ = try? WaitingJudgings.run(in: self, as: actor, now: now) { _ in Breath.take() } }
  }

  /// A result with the lines that followed in transactions of their own.
  func followed(_ result: ActionResult, as actor: Actor, now: Instant) throws -> ActionResult {
    goOn(with: result.leftJudgings, as: actor, now: now)
    guard let entry = result.entry, !result.leftJudgings.isEmpty || result.isRepeat else { return result }
    var result = result
    let more = try counts(following: entry)
    result.add(lines: more.lines, orders: more.orders)
    return result
  }

  /// What followed an entry in transactions of their own, as the journal counts it.
  func counts(following entry: Int64) throws -> (lines: Int64, orders: Int64) {
    let following = try connection.readNow { try JournalTable.children(of: entry, before: .max, limit: 10, in: $0) }
    return following.filter { $0.action == "mapLines" }.reduce(into: (0, 0)) { sum, one in
      func count(_ field: String) -> Int64 { one.changes.first { $0.field == field }?.after.number ?? 0 }
      sum.0 += count("lines")
      sum.1 += count("orders")
    }
  }
}

extension ActionResult {
  mutating func add(lines: Int64, orders: Int64) {
    for index in changes.indices {
      let more = ["lines": lines, "orders": orders][changes[index].field]
      if let more, let number = changes[index].after.number { changes[index].after = .number(number + more) }
    }
  }
}

extension UndoReport {
  /// Counts what had followed beside what is taken back.
  mutating func add(lines: Int64, orders: Int64) {
    for record in changeList.indices {
      for index in changeList[record].changes.indices {
        let change = changeList[record].changes[index]
        guard let more = ["lines": lines, "orders": orders][change.field], let number = change.before.number else {
          continue
        }
        changeList[record].changes[index].before = .number(number + more)
      }
    }
  }
}
