internal import Domain

/// Which shelf the units of fulfilments are fetched from, and by which walks.
enum Walking {
  /// The place where what was picked is packed: the first on the way.
  static func packingPlace(of warehouse: Location, in reader: any Reader) throws -> Location {
    let places = try LocationTable.places(in: warehouse.id, reader)
    guard let place = places.first(where: { $0.use == .packing && !$0.isClosed && $0.role == .bin }) else {
      throw ActionRefusal.fulfilment(.noPackingPlace(warehouse: warehouse.code))
    }
    return place
  }

  /// What of a warehouse may be fetched: on open shelves, of lots that are sold, in places that nobody has to count,
  /// less what open walks fetch already.
  static func shelves(of variants: [Int64], in warehouse: Int64, at now: Instant, _ reader: any Reader) throws
    -> [ShelfUnits]
  {
    try variants.flatMap { try stock(of: $0, in: warehouse, at: now, reader) }
      .filter { $0.isGood && !$0.isToBeCounted }.map(\.left)
  }

  /// What stands in one place where it is sold from.
  struct Stock {
    var units: ShelfUnits
    /// Whether its lot is sold.
    var isGood: Bool
    var isToBeCounted: Bool
    /// Units of it that open walks are to fetch.
    var fetched: Int64

    /// The units less what others fetch.
    var left: ShelfUnits {
      var units = units
      units.free -= fetched
      return units
    }
  }

  /// All that a warehouse's shelves have of a variant; what is to be fetched for `order` itself is not counted as
  /// fetched.
  static func stock(
    of variant: Int64, in warehouse: Int64, but order: Int64? = nil, at now: Instant, _ reader: any Reader
  ) throws -> [Stock] {
    try reader.all(
      """
      SELECT l.id, l.code, l.sequence, l.use, q.lot_id, t.expires_at, q.owner, q.quantity,
        CASE WHEN q.lot_id = 0 OR t.status = 'approved' AND (t.expires_at IS NULL OR t.expires_at > \(now))
          THEN 1 ELSE 0 END,
        CASE WHEN EXISTS (
          SELECT 1 FROM count_tasks AS c
          WHERE c.location_id = q.location_id AND c.variant_id = q.variant_id AND c.done_at IS NULL)
          THEN 1 ELSE 0 END,
        (SELECT COALESCE(SUM(s.quantity - s.picked - s.short - s.cancelled), 0)
          FROM run_steps AS s
          JOIN runs AS r ON r.id = s.run_id AND r.done_at IS NULL AND r.cancelled_at IS NULL
          WHERE s.variant_id = q.variant_id AND s.location_id = q.location_id AND s.lot_id = q.lot_id
            AND s.owner = q.owner AND s.order_id <> \(order ?? 0) AND s.picked + s.short + s.cancelled < s.quantity)
      FROM quants AS q
      JOIN locations AS l ON l.id = q.location_id
      LEFT JOIN lots AS t ON t.id = q.lot_id
      WHERE q.variant_id = \(variant) AND l.warehouse_id = \(warehouse) AND l.sellable = 1 AND q.quantity > 0
      """
    ) { row in
      let place = ShelfPlace(
        id: row.integer(0), code: row.text(1), sequence: row.integer(2),
        isReserve: row.text(3) == BinUse.reserve.rawValue)
      return Stock(
        units: ShelfUnits(
          variantId: variant, place: place, lotId: row.integer(4) == 0 ? nil : row.integer(4),
          expiresAt: row.optionalInstant(5), owner: row.text(6), free: row.integer(7)),
        isGood: row.flag(8), isToBeCounted: row.flag(9), fetched: row.integer(10))
    }
  }

  /// Units of these fulfilments that are promised and that no open walk fetches yet.
  static func needs(of fulfilments: [Int64], in reader: any Reader) throws -> [PickNeed] {
    var needs: [PickNeed] = []
    for id in fulfilments {
      try reader.forEach(
        """
        SELECT a.order_id, a.line_id, a.variant_id, SUM(a.quantity), f.priority,
          (SELECT COALESCE(SUM(s.quantity - s.picked - s.short - s.cancelled), 0)
            FROM run_steps AS s
            JOIN runs AS r ON r.id = s.run_id AND r.done_at IS NULL AND r.cancelled_at IS NULL
            WHERE s.fulfilment_id = f.id AND s.line_id = a.line_id)
        FROM allocations AS a
        JOIN fulfilments AS f ON f.id = a.fulfilment_id
        WHERE a.fulfilment_id = \(id) AND a.state = 'reserved'
        GROUP BY a.order_id, a.line_id, a.variant_id, f.priority, f.id
        ORDER BY a.line_id
        """
      ) { row in
        let open = row.integer(3) - row.integer(5)
        if open > 0 {
          needs.append(
            PickNeed(
              fulfilmentId: id, orderId: row.integer(0), lineId: row.integer(1), variantId: row.integer(2),
              quantity: open, priority: row.integer(4)))
        }
        return true
      }
    }
    return needs
  }

  /// Bins that hold goods nobody has packed yet, or are to on an open walk, and the order of each.
  static func binsInUse(in warehouse: Int64, _ reader: any Reader) throws -> [String: Int64] {
    var bins: [String: Int64] = [:]
    try reader.forEach(
      """
      SELECT s.bin, s.order_id
      FROM fulfilments AS f
      JOIN run_steps AS s ON s.fulfilment_id = f.id AND s.bin <> ''
      JOIN runs AS r ON r.id = s.run_id
      WHERE f.warehouse_id = \(warehouse) AND f.stage IN ('released', 'picking', 'picked', 'packing')
        AND (s.picked > 0 OR s.picked + s.short + s.cancelled < s.quantity AND r.done_at IS NULL
          AND r.cancelled_at IS NULL)
      ORDER BY s.id
      """
    ) { row in
      bins[row.text(0).uppercased()] = row.integer(1)
      return true
    }
    return bins
  }

  /// Makes walks for orders that may go again, out of waves that were let in already: nothing else would fetch what
  /// walks have left on the shelf meanwhile.
  static func fetchAgain(_ work: Work) throws {
    let orders = work.ordersOnAgain.sorted()
    work.ordersOnAgain = []
    for id in orders {
      let parts = try work.writer.all(
        """
        SELECT f.id, f.wave_id
        FROM fulfilments AS f
        JOIN waves AS w ON w.id = f.wave_id AND w.released_at IS NOT NULL AND w.cancelled_at IS NULL
        JOIN orders AS o ON o.id = f.order_id AND o.state = 'open' AND o.hold_mask = 0
        WHERE f.order_id = \(id) AND f.stage IN ('released', 'picking')
        ORDER BY f.id
        """
      ) { (fulfilment: $0.integer(0), wave: $0.integer(1)) }
      for part in parts {
        let needs = try needs(of: [part.fulfilment], in: work.writer)
        guard !needs.isEmpty, let wave = try WaveTable.load(part.wave, in: work.writer) else { continue }
        let batch = work.batch
        work.batch = batch ?? work.entries.first
        defer { work.batch = batch }
        try makeRuns(wave, needs, work)
      }
    }
  }

  /// Makes the walks of a wave for what none fetches yet; the needs that no shelf meets.
  @discardableResult
  static func makeRuns(_ wave: Wave, _ needs: [PickNeed], _ work: Work) throws -> (runs: [Int64], missing: [PickNeed]) {
    let variants = Set(needs.map(\.variantId)).sorted()
    let shelves = try shelves(of: variants, in: wave.warehouseId, at: work.now, work.writer)
    let plan = WalkPlan(needs, from: shelves)
    let zones = try LocationTable.places(in: wave.warehouseId, work.writer).filter { $0.role == .zone }.map(\.code)
    let groups = WalkGroups.groups(
      plan.steps, by: wave.grouping, perRun: wave.perRun, zones: zones,
      bins: try binsInUse(in: wave.warehouseId, work.writer))
    var runs: [Int64] = []
    for group in groups {
      let task = FulfilmentWork(work)
      let run = try task.rows.insert(
        .runs,
        [
          "scenario": .text(PickRun.word), "warehouse_id": .number(wave.warehouseId), "wave_id": .number(wave.id),
          "zone": .text(group.zone), "cart": .text(""), "made_at": .number(work.now.milliseconds),
        ])
      for (place, step) in group.steps.enumerated() {
        try task.rows.insert(
          .runSteps,
          [
            "run_id": .number(run), "position": .number(Int64(place + 1)),
            "fulfilment_id": .number(step.need.fulfilmentId), "order_id": .number(step.need.orderId),
            "line_id": .number(step.need.lineId), "variant_id": .number(step.need.variantId),
            "location_id": .number(step.place.id), "lot_id": .number(step.lotId ?? 0), "owner": .text(step.owner),
            "quantity": .number(step.quantity), "picked": .number(0), "short": .number(0), "cancelled": .number(0),
            "bin": .text(group.bins[step.need.orderId] ?? ""),
          ])
      }
      try task.commit("planRun", "runs", run)
      runs.append(run)
    }
    return (runs, plan.missing)
  }
}
