internal import Domain

extension ActionTable {
  /// Goods to be carried within a warehouse: put away, brought forward, put back.
  static let stockTaskActions: [ActionDefinition] = [
    ActionDefinition(
      "planPutAway", on: "locations", right: .moveStock,
      help:
        "Makes a walk that brings what stands in a receiving place to the shelves: to its own bin, to where the same "
        + "lies, else to an empty one. What is in check stays until it is released."
    ) { work, arguments in
      let place = try location(work, arguments)
      return try Carrying(FulfilmentWork(work), warehouse: place.warehouseId).putAway(from: place)
    },
    ActionDefinition(
      "planReplenishment", on: "locations", right: .moveStock,
      help: "Makes a walk that fills a warehouse's picking bins from the bulk, where less than their least is in them."
    ) { work, arguments in
      let place = try location(work, arguments)
      return try Carrying(FulfilmentWork(work), warehouse: place.warehouseId).replenish(place)
    },
    ActionDefinition(
      "putBack", on: "fulfilments", right: .shipOrders,
      help: "Makes a walk that brings goods off the shelf back to it: of an order that was cancelled, or is not to go."
    ) { work, arguments in
      let id = try arguments.subject()
      let packing = try Packing(FulfilmentWork(work), id)
      return try Carrying(FulfilmentWork(work), warehouse: packing.warehouseId).putBack(id, packing)
    },
  ]

  private static func location(_ work: Work, _ arguments: ActionArguments) throws -> Location {
    let place = try LocationTable.loaded(try arguments.subject(), in: work.writer)
    if !place.type.isOwn { throw ActionRefusal.stock(.mirror(place.code)) }
    return place
  }
}

/// Walks that carry goods from one place to another.
struct Carrying {
  let work: Work
  let warehouse: Int64
  let task: FulfilmentWork

  init(_ task: FulfilmentWork, warehouse: Int64) {
    work = task.work
    self.warehouse = warehouse
    self.task = task
  }

  private struct Load {
    var variant: Int64
    var lot: Int64
    var owner: String
    var quantity: Int64
    var from: Int64
    var to: Int64
    var fulfilment: Int64?
  }

  func putAway(from place: Location) throws -> Int64 {
    var loads: [Load] = []
    var inCheck: Int64 = 0
    var given: Set<Int64> = []
    for quant in try StockLedger.quants(at: place.id, in: work.writer) {
      let checked = try GoodsInCheck.units(of: quant, in: work.writer)
      inCheck += checked
      let open =
        quant.quantity - checked - (try carried(from: place.id, quant.variantId, quant.lotId ?? 0, quant.owner))
      if open < 1 { continue }
      let same = loads.first { $0.variant == quant.variantId }?.to
      guard let to = try same ?? shelf(for: quant.variantId, but: place.id, given) else { continue }
      given.insert(to)
      loads.append(
        Load(
          variant: quant.variantId, lot: quant.lotId ?? 0, owner: quant.owner, quantity: open, from: place.id, to: to))
    }
    if loads.isEmpty, inCheck > 0 { throw ActionRefusal.fulfilment(.inCheck(place: place.code, units: inCheck)) }
    return try make(loads, reason: .putAway, "planPutAway", "locations", place.id, named: place.code)
  }

  func replenish(_ place: Location) throws -> Int64 {
    let levels = try work.writer.all(
      """
      SELECT b.location_id, b.variant_id, b.least, b.most,
        (SELECT COALESCE(SUM(quantity), 0) FROM quants
          WHERE location_id = b.location_id AND variant_id = b.variant_id),
        (SELECT COALESCE(SUM(quantity - moved - missing), 0) FROM stock_tasks
          WHERE to_id = b.location_id AND variant_id = b.variant_id AND moved + missing < quantity)
      FROM bin_levels AS b
      JOIN locations AS l ON l.id = b.location_id
      WHERE l.warehouse_id = \(place.warehouseId) AND l.closed = 0
      ORDER BY l.sequence, l.code_key
      """
    ) {
      (
        bin: $0.integer(0), variant: $0.integer(1), least: $0.integer(2), most: $0.integer(3),
        there: $0.integer(4) + $0.integer(5)
      )
    }
    var loads: [Load] = []
    for level in levels where level.there < level.least {
      var wanted = level.most - level.there
      let bulk = try Walking.shelves(of: [level.variant], in: place.warehouseId, at: work.now, work.writer)
        .filter { $0.place.isReserve && $0.place.id != level.bin }
        .sorted { ShelfPlace.precedes($0.place, $1.place) }
      for shelf in bulk where wanted > 0 {
        let lot = shelf.lotId ?? 0
        let planned = loads.reduce(0) {
          $1.from == shelf.place.id && $1.variant == level.variant && $1.lot == lot ? $0 + $1.quantity : $0
        }
        let free = shelf.free - planned - (try carried(from: shelf.place.id, level.variant, lot, shelf.owner))
        let taken = min(wanted, free)
        if taken < 1 { continue }
        wanted -= taken
        loads.append(
          Load(
            variant: level.variant, lot: lot, owner: shelf.owner, quantity: taken, from: shelf.place.id,
            to: level.bin))
      }
    }
    return try make(loads, reason: .replenishment, "planReplenishment", "locations", place.id, named: place.code)
  }

  func putBack(_ fulfilment: Int64, _ packing: Packing) throws -> Int64 {
    guard let run = try putBack(try packing.wanted(), of: fulfilment) else {
      throw ActionRefusal.fulfilment(.nothingToDo(packing.number))
    }
    try task.commit("putBack", "fulfilments", fulfilment)
    return run
  }

  /// A walk that brings goods back to where they were taken from; nil where there are none.
  @discardableResult
  func putBack(_ rows: [Packing.Loose], of fulfilment: Int64) throws -> Int64? {
    try plan(
      rows.map { row in
        Load(
          variant: row.variantId, lot: row.lotId, owner: row.owner, quantity: row.quantity, from: row.atId,
          to: row.fromId, fulfilment: fulfilment)
      }, reason: .putBack)
  }

  /// Units that open walks are to take from there.
  private func carried(from place: Int64, _ variant: Int64, _ lot: Int64, _ owner: String) throws -> Int64 {
    try work.writer.integer(
      """
      SELECT SUM(t.quantity - t.moved - t.missing)
      FROM stock_tasks AS t
      JOIN runs AS r ON r.id = t.run_id AND r.done_at IS NULL AND r.cancelled_at IS NULL
      WHERE t.from_id = \(place) AND t.variant_id = \(variant) AND t.lot_id = \(lot) AND t.owner = \(owner)
        AND t.moved + t.missing < t.quantity
      """) ?? 0
  }

  /// Its own bin, where the same lies, an empty one, any.
  ///
  /// `given`: places that other goods of the same walk go to; what other walks bring comes into account as well.
  private func shelf(for variant: Int64, but place: Int64, _ given: Set<Int64>) throws -> Int64? {
    let others = SQL.list(([0] + given.sorted()).map { SQLValue.integer($0) })
    return try work.writer.integer(
      """
      SELECT l.id
      FROM locations AS l
      LEFT JOIN bin_levels AS b ON b.location_id = l.id AND b.variant_id = \(variant)
      WHERE l.warehouse_id = \(warehouse) AND l.role = 'bin' AND l.sellable = 1 AND l.id <> \(place)
      ORDER BY CASE
          WHEN b.id IS NOT NULL THEN 0
          WHEN EXISTS (SELECT 1 FROM quants AS q WHERE q.location_id = l.id AND q.variant_id = \(variant)) THEN 1
          WHEN l.id IN (\(others)) THEN 3
          WHEN EXISTS (SELECT 1 FROM quants AS q WHERE q.location_id = l.id) THEN 3
          WHEN EXISTS (SELECT 1 FROM stock_tasks AS t
            JOIN runs AS r ON r.id = t.run_id AND r.done_at IS NULL AND r.cancelled_at IS NULL
            WHERE t.to_id = l.id AND t.variant_id <> \(variant) AND t.moved + t.missing < t.quantity) THEN 3
          ELSE 2 END,
        l.sequence, l.code_key
      LIMIT 1
      """)
  }

  private func make(
    _ loads: [Load], reason: MoveReason, _ action: String, _ kind: String, _ subject: Int64, named name: String
  ) throws -> Int64 {
    guard let run = try plan(loads, reason: reason) else { throw ActionRefusal.fulfilment(.nothingToDo(name)) }
    try task.commit(action, kind, subject)
    return run
  }

  private func plan(_ loads: [Load], reason: MoveReason) throws -> Int64? {
    if loads.isEmpty { return nil }
    let run = try task.rows.insert(
      .runs,
      [
        "scenario": .text(PutAwayRun.word), "warehouse_id": .number(warehouse), "zone": .text(""), "cart": .text(""),
        "made_at": .number(work.now.milliseconds),
      ])
    for load in loads {
      try task.rows.insert(
        .stockTasks,
        [
          "run_id": .number(run), "reason": .text(reason.rawValue), "warehouse_id": .number(warehouse),
          "variant_id": .number(load.variant), "lot_id": .number(load.lot), "owner": .text(load.owner),
          "quantity": .number(load.quantity), "moved": .number(0), "missing": .number(0), "from_id": .number(load.from),
          "to_id": .number(load.to), "fulfilment_id": Plain(load.fulfilment),
          "made_at": .number(work.now.milliseconds),
        ])
    }
    return run
  }
}
