internal import Domain

/// What happens to units that were not where they should be: sought on other shelves, then in other warehouses, else
/// waited for. None vanishes.
enum ShortPicking {
  /// The journal's name of why units of an order were not there.
  static let field = "shortPick"

  /// Units of these needs that the warehouse's shelves do not have: other warehouses are asked, as for a new order.
  static func seekElsewhere(_ needs: [PickNeed], in warehouse: Int64, _ work: Work) throws {
    for need in needs {
      let task = FulfilmentWork(work)
      try giveUp(need, in: warehouse, task)
      let sku = try RecordNumber.of("variants", need.variantId, in: work.writer)
      let place = try RecordNumber.of("locations", warehouse, in: work.writer)
      let uncounted = try toBeCounted(need.variantId, in: warehouse, work.writer)
      let until = uncounted.isEmpty ? "" : ", \(uncounted.joined(separator: ", ")) is to be counted"
      task.note("\(sku): \(need.quantity) on no shelf of \(place)\(until)", order: need.orderId)
      try task.commit("shortPick", "fulfilments", need.fulfilmentId)
    }
  }

  /// Places of a warehouse that have something of it by the books, where nobody is sent before they are counted.
  static func toBeCounted(_ variant: Int64, in warehouse: Int64, _ reader: any Reader) throws -> [String] {
    try reader.all(
      """
      SELECT DISTINCT l.code
      FROM count_tasks AS c
      JOIN locations AS l ON l.id = c.location_id
      JOIN quants AS q ON q.location_id = c.location_id AND q.variant_id = c.variant_id AND q.quantity > 0
      WHERE c.variant_id = \(variant) AND l.warehouse_id = \(warehouse) AND l.sellable = 1 AND c.done_at IS NULL
      ORDER BY l.code
      LIMIT 3
      """
    ) { $0.text(0) }
  }

  /// Takes the units out of the fulfilment and promises them anew, out of another warehouse where one has them; what
  /// nobody has is waited for.
  static func giveUp(_ need: PickNeed, in warehouse: Int64, _ task: FulfilmentWork) throws {
    try task.rows.update(.fulfilments, need.fulfilmentId, ["came_short": .number(1)])
    task.touch(need.fulfilmentId)
    try task.change(unitsOf: need.orderId) { units in
      units.move(
        need.quantity, of: need.lineId, from: .reserved, where: { $0.fulfilmentId == need.fulfilmentId }
      ) {
        $0.state = .backordered
        $0.warehouseId = nil
        $0.fulfilmentId = nil
      }
      try seek(need, but: warehouse, &units, task.work)
    }
  }

  /// Promises units that are waited for out of another warehouse, where one has them.
  static func seek(_ need: PickNeed, but warehouse: Int64, _ units: inout OrderUnits, _ work: Work) throws {
    guard let order = try OrderTable.load(need.orderId, in: work.writer), order.state == .open else { return }
    let sku = order.lines.first { $0.id == need.lineId }?.sku ?? ""
    let want = Routing.Want(lineId: need.lineId, variantId: need.variantId, sku: sku, quantity: need.quantity)
    let others = try LocationTable.warehouses(in: work.writer).filter { $0.id != warehouse }
    var free: [Int64: Int64] = [:]
    for (place, figures) in try StockFigures.availability(of: need.variantId, at: work.now, in: work.writer) {
      free[place] = figures.free
    }
    let offers = others.map { Routing.Offer(warehouse: $0, free: [need.variantId: free[$0.id] ?? 0]) }
    units.reserve(Routing([want], to: order.country, offers: offers).shares)
  }

  /// What a reason says to the ledger; nil where the units are there and nobody gets to them.
  static func ledgerReason(_ reason: ShortReason) -> MoveReason? {
    switch reason {
    case .notFound: .lost
    case .fewer: .missingTransaction
    case .damaged: .damaged
    case .wrongGoods: .miscounted
    case .expired: .expired
    case .blocked: nil
    }
  }
}

/// Places that somebody has to count.
enum CountAsking {
  /// The cause of a count that somebody asked for, and nobody missed anything.
  static let plain = "asked"

  /// One open task a place, product and lot: whoever asks again adds nothing.
  static func ask(
    _ task: FulfilmentWork, location: Int64, variant: Int64, lot: Int64, owner: String, cause: String, seen: Int64?,
    order: Int64?, run: Int64?
  ) throws {
    let open = try task.writer.integer(
      """
      SELECT id
      FROM count_tasks
      WHERE location_id = \(location) AND variant_id = \(variant) AND lot_id = \(lot) AND owner = \(owner)
        AND done_at IS NULL
      """)
    if let open {
      if let seen { try task.rows.update(.countTasks, open, ["seen": .number(seen)]) }
      return
    }
    try task.rows.insert(
      .countTasks,
      [
        "location_id": .number(location), "variant_id": .number(variant), "lot_id": .number(lot),
        "owner": .text(owner), "cause": .text(cause), "seen": Plain(seen), "order_id": Plain(order),
        "run_id": Plain(run), "asked_by": .text(task.work.actor.name), "asked_at": .number(task.now.milliseconds),
      ])
  }
}
