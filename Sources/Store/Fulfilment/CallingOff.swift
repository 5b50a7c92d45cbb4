internal import Domain

/// What the warehouse has to do where an order is called off, as a whole or by units: walks that nobody has begun leave
/// it out, parcels that hold what nobody wants are taken apart, and what is off the shelf gets a walk back to it.
///
/// Whoever is on a walk hears of it at the next scan (`RunNews`): nobody else writes into their log.
enum CallingOff {
  static let actions: Set<String> = [
    "cancelOrder", "cancelUnits", "shipOrder", "shipPart", "closeOrder", "markRefunded", "voidPayment",
  ]

  /// `Order.isCalledOff` of the orders `o` of a statement.
  static let isOff: SQL = """
    (o.state = 'cancelled'
      OR o.payment IN ('refunded', 'voided') AND o.fulfilment NOT IN ('shipped', 'delivered', 'returned'))
    """

  /// `head`: the order's own entry, under which all this stands and with which it goes back.
  static func follow(_ id: Int64, _ action: String, under head: Int64, _ work: Work) throws {
    let fulfilments = try work.writer.all("SELECT id FROM fulfilments WHERE order_id = \(id) ORDER BY id") {
      $0.integer(0)
    }
    guard !fulfilments.isEmpty, let order = try OrderTable.load(id, in: work.writer) else { return }
    var unwanted = try Allocating.units(of: id, in: work.writer).toPutBack(order)
    try work.beside(head) {
      for fulfilment in fulfilments {
        let task = FulfilmentWork(work)
        try leaveWalks(fulfilment, task)
        try putBack(fulfilment, &unwanted, task)
        if try task.rows.changes().isEmpty { continue }
        task.touch(fulfilment)
        try task.commit(action, "fulfilments", fulfilment)
      }
    }
  }

  /// An order that its channel calls off after goods of it have left cannot be taken out of anything any more: somebody
  /// has to stop the parcel or wait for it to come back.
  static func holdWhereItLeft(
    _ order: inout Order, was old: Order, as actor: String, at now: Instant, in reader: any Reader
  ) throws {
    guard order.state == .cancelled, old.state != .cancelled, !order.holds.contains(where: { $0.reason == .other }),
      try Allocating.units(of: order.id, in: reader).count(.shipped) > 0
    else { return }
    order.holds.append(
      Hold(
        reason: .other, actor: actor, placedAt: now, note: HoldNote.calledOffTooLate.text))
  }

  private struct Step {
    var id: Int64
    var run: Int64
    var line: Int64
    var open: Int64
    var cancelled: Int64
    var isBegun: Bool
  }

  /// Takes what is not promised any more out of the walks that nobody has begun; a walk with nothing left is off.
  static func leaveWalks(_ fulfilment: Int64, _ task: FulfilmentWork) throws {
    let steps = try task.writer.all(
      """
      SELECT s.id, s.run_id, s.line_id, s.quantity - s.picked - s.short - s.cancelled, s.cancelled, r.started_at
      FROM run_steps AS s
      JOIN runs AS r ON r.id = s.run_id AND r.done_at IS NULL AND r.cancelled_at IS NULL
      WHERE s.fulfilment_id = \(fulfilment) AND s.picked + s.short + s.cancelled < s.quantity
      ORDER BY s.id DESC
      """
    ) {
      Step(
        id: $0.integer(0), run: $0.integer(1), line: $0.integer(2), open: $0.integer(3), cancelled: $0.integer(4),
        isBegun: !$0.isNull(5))
    }
    var touched: Set<Int64> = []
    for line in Set(steps.map(\.line)).sorted() {
      let promised =
        try task.writer.integer(
          """
          SELECT SUM(quantity)
          FROM allocations
          WHERE fulfilment_id = \(fulfilment) AND line_id = \(line) AND state = 'reserved'
          """) ?? 0
      var over = steps.reduce(-promised) { $1.line == line ? $0 + $1.open : $0 }
      for step in steps where step.line == line && !step.isBegun && over > 0 {
        let gone = min(step.open, over)
        over -= gone
        try task.rows.update(.runSteps, step.id, ["cancelled": .number(step.cancelled + gone)])
        touched.insert(step.run)
      }
    }
    for run in touched.sorted() {
      let open = try task.writer.integer(
        "SELECT COUNT(*) FROM run_steps WHERE run_id = \(run) AND picked + short + cancelled < quantity")
      if open == 0 { try task.rows.update(.runs, run, ["cancelled_at": .number(task.now.milliseconds)]) }
    }
  }

  /// Makes the walk back to the shelf: what stands loose goes first, then parcels are opened for it.
  private static func putBack(_ fulfilment: Int64, _ unwanted: inout [Int64: Int64], _ task: FulfilmentWork) throws {
    if unwanted.values.allSatisfy({ $0 < 1 }) { return }
    let packing = try Packing(task, fulfilment)
    let planned = try packing.goingBack()
    var loads: [Packing.Loose] = []
    func take(_ rows: [Packing.Loose]) {
      for row in rows {
        let quantity = min(row.quantity, unwanted[row.lineId] ?? 0)
        if quantity < 1 { continue }
        var load = row
        load.quantity = quantity
        loads.append(load)
        unwanted[row.lineId, default: 0] -= quantity
      }
    }
    for row in planned { unwanted[row.lineId, default: 0] -= row.quantity }
    take(try packing.wanted())
    let parcels = try task.writer.all(
      "SELECT id FROM parcels WHERE fulfilment_id = \(fulfilment) AND shipped_at IS NULL ORDER BY id DESC"
    ) { $0.integer(0) }
    for id in parcels where unwanted.values.contains(where: { $0 > 0 }) {
      let parcel = try Parcel(task.work, id)
      let contents = try parcel.contents()
      if !contents.contains(where: { unwanted[$0.lineId] ?? 0 > 0 }) { continue }
      try parcel.open(contents, task)
      take(contents)
    }
    try Carrying(task, warehouse: packing.warehouseId).putBack(loads, of: fulfilment)
  }
}

extension Order {
  /// Refuses to send anything of an order that is called off.
  func refuseCalledOff() throws(ActionRefusal) {
    if state == .cancelled { throw .stock(.cancelled(order: number)) }
    if isCalledOff { throw .stock(.notWanted(order: number)) }
  }

  /// Whether the channel wants fewer units than before, so that goods may be in somebody's hands that nobody wants.
  func wantsLess(than old: Order) -> Bool {
    if state == .cancelled { return old.state != .cancelled }
    if lines == old.lines { return false }
    let now = Dictionary(lines.map { ($0.id, $0) }) { first, _ in first }
    return old.lines.contains { line in
      guard let kept = now[line.id] else { return true }
      return kept.quantity - kept.cancelledQuantity < line.quantity - line.cancelledQuantity
        || kept.variantId != line.variantId
    }
  }
}
