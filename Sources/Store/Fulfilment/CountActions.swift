internal import Domain

extension ActionTable {
  private static let reasons = MoveReason.ofCounts.map(\.rawValue)

  /// Places that somebody has to count, and what comes of it.
  static let countActions: [ActionDefinition] = [
    ActionDefinition(
      "askCount", on: "locations", [ActionField("sku", .record(kind: "variants"), required: true)],
      right: .moveStock, help: "Has a place counted: until then nobody is sent there for the SKU."
    ) { work, arguments in
      let place = try arguments.subject()
      let sku = FoldedText.fold(arguments.text("sku") ?? "")
      guard let variant = try work.writer.integer("SELECT id FROM variants WHERE sku_key = \(sku)") else {
        throw ActionRefusal.noSuchRecord(kind: "variants", arguments.text("sku") ?? "")
      }
      let task = FulfilmentWork(work)
      try CountAsking.ask(
        task, location: place, variant: variant, lot: 0, owner: "", cause: CountAsking.plain, seen: nil,
        order: nil, run: nil)
      try task.commit("askCount", "locations", place)
      return place
    },
    ActionDefinition(
      "planCount", on: "locations", right: .moveStock,
      help: "Makes a walk through all places of a warehouse that have to be counted."
    ) { work, arguments in
      let place = try LocationTable.loaded(try arguments.subject(), in: work.writer)
      let id = place.id
      let open = try work.writer.all(
        """
        SELECT c.id
        FROM count_tasks AS c
        JOIN locations AS l ON l.id = c.location_id
        LEFT JOIN runs AS r ON r.id = c.run_id AND r.done_at IS NULL AND r.cancelled_at IS NULL
        WHERE c.done_at IS NULL AND l.warehouse_id = \(place.warehouseId) AND r.id IS NULL
        ORDER BY c.id
        """
      ) { $0.integer(0) }
      if open.isEmpty { throw ActionRefusal.fulfilment(.nothingToDo(place.code)) }
      let task = FulfilmentWork(work)
      let run = try task.rows.insert(
        .runs,
        [
          "scenario": .text(CountRun.word), "warehouse_id": .number(place.warehouseId), "zone": .text(""),
          "cart": .text(""), "made_at": .number(work.now.milliseconds),
        ])
      for count in open { try task.rows.update(.countTasks, count, ["run_id": .number(run)]) }
      try task.commit("planCount", "locations", id)
      return run
    },
    ActionDefinition(
      "finishCount", on: "counts",
      [ActionField("counted", .number, required: true), ActionField("reason", .choice(reasons))], right: .moveStock,
      help: "Sets the books to what somebody counted, and is done with the task."
    ) { work, arguments in
      let id = try arguments.subject()
      let row = try work.writer.first(
        "SELECT number, location_id, variant_id, lot_id, owner, done_at FROM count_tasks WHERE id = \(id)"
      ) { ($0.text(0), $0.integer(1), $0.integer(2), $0.integer(3), $0.text(4), $0.optionalInteger(5)) }
      guard let (number, place, variant, lot, owner, done) = row else {
        throw ActionRefusal.noSuchRecord(kind: "counts", String(id))
      }
      if done != nil { throw ActionRefusal.fulfilment(.countDone(number)) }
      let counted = try arguments.number("counted") ?? 0
      if counted < 0 || counted > StockMove.limit {
        throw ActionRefusal.badField("counted", found: String(counted), expected: .from(0, to: StockMove.limit))
      }
      let task = FulfilmentWork(work)
      try Counting.set(task, place, variant, lot, owner, counted, reason: arguments.choice("reason"))
      let seq = try task.commit("finishCount", "counts", id)
      let warehouse = try LocationTable.loaded(place, in: work.writer).warehouseId
      try Shortage.follow([.init(variant: variant, warehouse: warehouse)], under: seq, work)
      return id
    },
  ]
}

/// A count's outcome in the books.
enum Counting {
  /// The ledger's line that makes the difference, and the end of every open task that asked for it.
  static func set(
    _ task: FulfilmentWork, _ place: Int64, _ variant: Int64, _ lot: Int64, _ owner: String, _ counted: Int64,
    reason: MoveReason?
  ) throws {
    let known = try StockLedger.quantity(variant, place, lot == 0 ? nil : lot, owner, in: task.writer)
    if counted != known {
      let isMore = counted > known
      task.move(
        StockMove(
          variantId: variant, lotId: lot == 0 ? nil : lot, owner: owner, quantity: abs(counted - known),
          from: isMore ? LocationTable.loss : place, to: isMore ? place : LocationTable.loss,
          reason: reason ?? (isMore ? .found : .lost)))
    }
    let open = try task.writer.all(
      """
      SELECT id
      FROM count_tasks
      WHERE location_id = \(place) AND variant_id = \(variant) AND lot_id = \(lot) AND owner = \(owner)
        AND done_at IS NULL
      """
    ) { $0.integer(0) }
    for id in open {
      try task.rows.update(
        .countTasks, id,
        [
          "done_at": .number(task.now.milliseconds), "done_by": .text(task.work.actor.name), "found": .number(counted),
        ])
    }
  }
}

extension RunCommit {
  func take(_ effect: CountEffect) throws {
    switch effect {
    case .counted(let place, _, let units):
      for unit in units {
        let sku = FoldedText.fold(unit.sku)
        guard let variant = try work.writer.integer("SELECT id FROM variants WHERE sku_key = \(sku)") else { continue }
        var lot: Int64 = 0
        if let code = unit.lot {
          guard let known = try LotTable.find(code, of: variant, in: work.writer) else {
            throw ActionRefusal.noSuchRecord(kind: "lots", code)
          }
          lot = known.id
        }
        try Counting.set(task, place, variant, lot, "", unit.quantity, reason: nil)
        counted.insert(.init(variant: variant, warehouse: run.warehouseId))
      }
    case .skipped: break
    case .finished: try end()
    }
  }
}
