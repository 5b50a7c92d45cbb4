internal import Domain

/// Goods that a walk took off the shelf, put back by hand in place of a walk.
enum PickedGoods {
  /// Units of lines, by the lines' numbers; never more of one than is not wanted (`asked`).
  static func putBack(
    _ counts: [Int64: Int64], of order: Order, _ asked: [Int64: Int64], to place: Location, _ work: Work
  ) throws {
    // What is promised again must be where it is sold from.
    if place.role != .bin || !place.isSellable { throw ActionRefusal.stock(.notABin(place.code)) }
    let task = FulfilmentWork(work)
    let fulfilments = try work.writer.all("SELECT id FROM fulfilments WHERE order_id = \(order.id) ORDER BY id") {
      $0.integer(0)
    }
    var left = counts
    for (line, quantity) in counts where quantity < 1 || quantity > asked[line] ?? 0 {
      throw ActionRefusal.returns(.tooMany(sku: sku(line, order), asked: quantity, left: asked[line] ?? 0))
    }
    for fulfilment in fulfilments {
      for row in try Packing(task, fulfilment).loose() {
        let quantity = min(row.quantity, left[row.lineId] ?? 0)
        if quantity < 1 { continue }
        left[row.lineId, default: 0] -= quantity
        try take(quantity, of: row, fulfilment, order, to: place, task)
      }
    }
    for (line, quantity) in left.sorted(by: { $0.key < $1.key }) where quantity > 0 {
      throw ActionRefusal.fulfilment(
        .notPicked(sku: sku(line, order), asked: counts[line] ?? 0, found: (counts[line] ?? 0) - quantity))
    }
    try task.commit("putBackGoods", "fulfilments", task.touched.min())
  }

  private static func sku(_ line: Int64, _ order: Order) -> String {
    order.lines.first { $0.id == line }.map(RecordSku.of) ?? ""
  }

  private static func take(
    _ quantity: Int64, of row: Packing.Loose, _ fulfilment: Int64, _ order: Order, to place: Location,
    _ task: FulfilmentWork
  ) throws {
    if quantity == row.quantity {
      try task.rows.delete(.picks, row.id)
    } else {
      try task.rows.update(.picks, row.id, ["quantity": .number(row.quantity - quantity)])
    }
    task.move(
      StockMove(
        variantId: row.variantId, lotId: row.lotId == 0 ? nil : row.lotId, owner: row.owner, quantity: quantity,
        from: row.atId, to: place.id, reason: .putBack))
    try task.change(unitsOf: order.id) { units in
      units.move(quantity, of: row.lineId, from: .picked, where: { $0.fulfilmentId == fulfilment }) { unit in
        unit.state = .cancelled
        unit.warehouseId = nil
        unit.fulfilmentId = nil
      }
    }
    try leaveWalk(quantity, of: row, fulfilment, task)
    task.touch(fulfilment)
  }

  /// The walk that was to bring them back has less to do; one that somebody is on is left to them.
  private static func leaveWalk(
    _ quantity: Int64, of row: Packing.Loose, _ fulfilment: Int64, _ task: FulfilmentWork
  ) throws {
    let tasks = try task.writer.all(
      """
      SELECT t.id, t.run_id, t.quantity, t.moved + t.missing, r.started_at, r.number
      FROM stock_tasks AS t
      JOIN runs AS r ON r.id = t.run_id AND r.done_at IS NULL AND r.cancelled_at IS NULL
      WHERE t.fulfilment_id = \(fulfilment) AND t.variant_id = \(row.variantId) AND t.lot_id = \(row.lotId)
        AND t.owner = \(row.owner) AND t.moved + t.missing < t.quantity
      ORDER BY t.id
      """
    ) {
      (
        id: $0.integer(0), run: $0.integer(1), quantity: $0.integer(2), done: $0.integer(3), isBegun: !$0.isNull(4),
        number: $0.text(5)
      )
    }
    var left = quantity
    for one in tasks where left > 0 {
      if one.isBegun { throw ActionRefusal.fulfilment(.runUnderWay(one.number)) }
      let gone = min(left, one.quantity - one.done)
      left -= gone
      if gone < one.quantity {
        try task.rows.update(.stockTasks, one.id, ["quantity": .number(one.quantity - gone)])
        continue
      }
      try task.rows.delete(.stockTasks, one.id)
      let open = try task.writer.integer("SELECT COUNT(*) FROM stock_tasks WHERE run_id = \(one.run)")
      if open == 0 { try task.rows.update(.runs, one.run, ["cancelled_at": .number(task.now.milliseconds)]) }
    }
  }
}
