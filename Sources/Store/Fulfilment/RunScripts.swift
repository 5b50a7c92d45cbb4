internal import Domain

/// A walk at its start: its tasks as they stand in the store, with the codes that prove them.
enum RunScripts {
  static func start(of run: RunRecord, cart: String, at now: Instant, in reader: any Reader) throws -> String {
    let scan = scanReader(at: now)
    do {
      switch run.scenario {
      case PickRun.word:
        let tasks = try pickTasks(of: run, in: reader)
        let bins = Set(tasks.compactMap(\.bin)).sorted(by: FoldedText.precedes)
        let plan = try PickPlan(id: run.id, cart: cart, bins: bins, tasks: tasks, reader: scan)
        return ScanSession.pick(ScanLog(PickRun(plan))).start
      case PutAwayRun.word:
        let plan = try PutAwayPlan(id: run.id, tasks: putAwayTasks(of: run, in: reader), reader: scan)
        return ScanSession.putAway(ScanLog(PutAwayRun(plan))).start
      case CountRun.word:
        let plan = try CountPlan(id: run.id, tasks: countTasks(of: run, in: reader), reader: scan)
        return ScanSession.count(ScanLog(CountRun(plan))).start
      default: throw ActionRefusal.fulfilment(.unreadableRun(run.number))
      }
    } catch is ScanPlanFault {
      throw ActionRefusal.fulfilment(.nothingToDo(run.number))
    }
  }

  static func scanReader(at now: Instant) -> ScanReader { ScanReader(today: now.civil()) }

  static func codes(of variant: Int64, in reader: any Reader) throws -> [Barcode] {
    try reader.all("SELECT code, pack_quantity FROM barcodes WHERE variant_id = \(variant) ORDER BY code") {
      Barcode(code: $0.text(0), packQuantity: $0.integer(1))
    }
  }

  static func lotRule(_ lot: Int64, in reader: any Reader) throws -> LotRule {
    lot == 0 ? .none : try LotTable.load(lot, in: reader).map { .this($0.code) } ?? .any
  }

  private static func pickTasks(of run: RunRecord, in reader: any Reader) throws -> [PickTask] {
    let rows = try reader.all(
      """
      SELECT s.id, l.code, l.sequence, v.sku, s.variant_id, s.lot_id, s.quantity - s.picked - s.short - s.cancelled,
        o.number, f.priority, o.placed_at, s.bin,
        (SELECT SUM(q.quantity) FROM quants AS q
          WHERE q.variant_id = s.variant_id AND q.location_id = s.location_id AND q.lot_id = s.lot_id
            AND q.owner = s.owner)
      FROM run_steps AS s
      JOIN locations AS l ON l.id = s.location_id
      JOIN variants AS v ON v.id = s.variant_id
      JOIN orders AS o ON o.id = s.order_id
      JOIN fulfilments AS f ON f.id = s.fulfilment_id
      WHERE s.run_id = \(run.id) AND s.picked + s.short + s.cancelled < s.quantity
      ORDER BY s.position
      """
    ) { row in
      (
        task: PickTask(
          id: row.integer(0), location: row.text(1), sequence: row.integer(2), sku: row.text(3),
          quantity: row.integer(6), order: row.text(7), orderPriority: row.integer(8), orderedAt: row.instant(9),
          bin: row.text(10).isEmpty ? nil : row.text(10), expectedThere: row.optionalInteger(11)),
        variant: row.integer(4), lot: row.integer(5)
      )
    }
    return try rows.map { row in
      var task = row.task
      task.codes = try codes(of: row.variant, in: reader)
      task.lot = try lotRule(row.lot, in: reader)
      return task
    }
  }

  private static func putAwayTasks(of run: RunRecord, in reader: any Reader) throws -> [PutAwayTask] {
    let rows = try reader.all(
      """
      SELECT t.id, v.sku, t.variant_id, t.lot_id, t.quantity - t.moved - t.missing, l.code, l.sequence,
        k.code
      FROM stock_tasks AS t
      JOIN locations AS k ON k.id = t.from_id
      JOIN variants AS v ON v.id = t.variant_id
      JOIN locations AS l ON l.id = t.to_id
      WHERE t.run_id = \(run.id) AND t.moved + t.missing < t.quantity
      ORDER BY t.id
      """
    ) { row in
      (
        task: PutAwayTask(
          id: row.integer(0), sku: row.text(1), quantity: row.integer(4), source: row.text(7), location: row.text(5),
          sequence: row.integer(6)),
        variant: row.integer(2), lot: row.integer(3)
      )
    }
    return try rows.map { row in
      var task = row.task
      task.codes = try codes(of: row.variant, in: reader)
      task.lot = try lotRule(row.lot, in: reader)
      return task
    }
  }

  /// A task a place, with all that the books have there: what is counted is the place, not one thing in it.
  private static func countTasks(of run: RunRecord, in reader: any Reader) throws -> [CountTask] {
    var tasks: [CountTask] = []
    let places = try reader.all(
      """
      SELECT DISTINCT l.id, l.code, l.sequence
      FROM count_tasks AS c
      JOIN locations AS l ON l.id = c.location_id
      WHERE c.run_id = \(run.id) AND c.done_at IS NULL
      """
    ) { CountTask(id: $0.integer(0), location: $0.text(1), sequence: $0.integer(2)) }
    for var task in places {
      var variants = try StockLedger.quants(at: task.id, in: reader).map { ($0.variantId, $0.lotId ?? 0) }
      let asked = try reader.all(
        "SELECT variant_id, lot_id FROM count_tasks WHERE run_id = \(run.id) AND location_id = \(task.id)"
      ) { ($0.integer(0), $0.integer(1)) }
      for (variant, lot) in asked where !variants.contains(where: { $0 == variant && $1 == lot }) {
        variants.append((variant, lot))
      }
      for (variant, lot) in variants {
        task.goods.append(
          CountGoods(
            sku: try RecordNumber.of("variants", variant, in: reader), codes: try codes(of: variant, in: reader),
            lot: try lotRule(lot, in: reader)))
      }
      tasks.append(task)
    }
    return tasks
  }
}
