public import Domain

/// How old the shop's stock is and what it binds in money: read off the ledger, the first that came being the first to
/// go.
public enum StockAgeReport {
  /// Of one SKU.
  public static func age(of variant: Int64, at now: Instant, in reader: any Reader) throws -> StockAge {
    try ages("AND m.variant_id = \(variant)", at: now, reader)[variant] ?? StockAge()
  }

  /// Of all SKUs that the shop has units of.
  public static func all(at now: Instant, in reader: any Reader) throws -> [Int64: StockAge] {
    try ages("", at: now, reader)
  }

  private static let ownKinds: SQL = "('domestic', 'bonded', 'overseas', 'thirdParty')"

  private static func ages(_ condition: SQL, at now: Instant, _ reader: any Reader) throws -> [Int64: StockAge] {
    var onHand: [Int64: Int64] = [:]
    try reader.forEach(
      """
      SELECT m.variant_id, SUM(m.quantity)
      FROM quants AS m
      JOIN locations AS l ON l.id = m.location_id
      WHERE l.kind IN \(ownKinds) \(condition)
      GROUP BY m.variant_id
      """
    ) { row in
      if row.integer(1) > 0 { onHand[row.integer(0)] = row.integer(1) }
      return true
    }
    let undone = try undone(condition, reader)
    let costs = try costs(reader, isAll: condition.text.isEmpty, onHand.keys.first)
    var returned = try returned(condition, but: undone, reader)
    var came: [Int64: [(layer: StockAge.Layer, purchase: Cost?)]] = [:]
    try reader.forEach(
      """
      SELECT m.variant_id, m.quantity, m.moved_at, m.seq, j.subject, j.kind
      FROM moves AS m
      JOIN locations AS f ON f.id = m.from_id
      JOIN locations AS t ON t.id = m.to_id
      JOIN journal AS j ON j.seq = m.seq
      WHERE f.kind NOT IN \(ownKinds) AND t.kind IN \(ownKinds) AND m.reason <> 'correction' \(condition)
      ORDER BY m.variant_id, m.id
      """
    ) { row in
      let variant = row.integer(0)
      if onHand[variant] == nil || undone.contains(row.integer(3)) { return true }
      let purchase = row.text(5) == Purchase.kind ? Cost(variant: variant, purchase: row.integer(4)) : nil
      came[variant, default: []].append(
        (
          StockAge.Layer(cameAt: row.instant(2), quantity: row.integer(1), cost: purchase.flatMap { costs[$0] }),
          purchase
        ))
      return true
    }
    var ages: [Int64: StockAge] = [:]
    for (variant, count) in onHand {
      // What went back takes its own price with it, not that of the oldest units.
      var layers: [StockAge.Layer] = []
      for (one, purchase) in (came[variant] ?? []).reversed() {
        var layer = one
        if let purchase, let gone = returned[purchase] {
          let taken = min(gone, layer.quantity)
          returned[purchase] = gone - taken
          layer.quantity -= taken
        }
        layers.append(layer)
      }
      ages[variant] = StockAge(layers.reversed(), onHand: count, now: now)
    }
    return ages
  }

  /// Units of purchases that were sent back to the supplier or written off in their check.
  private static func returned(_ condition: SQL, but undone: Set<Int64>, _ reader: any Reader) throws -> [Cost: Int64] {
    var returned: [Cost: Int64] = [:]
    try reader.forEach(
      """
      SELECT m.variant_id, m.quantity, m.seq, j.subject
      FROM moves AS m
      JOIN locations AS f ON f.id = m.from_id
      JOIN locations AS t ON t.id = m.to_id
      JOIN journal AS j ON j.seq = m.seq
      WHERE f.kind IN \(ownKinds) AND t.kind NOT IN \(ownKinds) AND m.reason <> 'correction'
        AND j.kind = \(Purchase.kind) \(condition)
      """
    ) { row in
      if undone.contains(row.integer(2)) { return true }
      returned[Cost(variant: row.integer(0), purchase: row.integer(3)), default: 0] += row.integer(1)
      return true
    }
    return returned
  }

  /// Entries whose lines were made good: what came by them never came.
  private static func undone(_ condition: SQL, _ reader: any Reader) throws -> Set<Int64> {
    let corrected = try reader.all(
      """
      SELECT DISTINCT j.undoes
      FROM moves AS m
      JOIN journal AS j ON j.seq = m.seq
      WHERE m.reason = 'correction' AND j.undoes IS NOT NULL \(condition)
      """
    ) { $0.integer(0) }
    return Set(try corrected.filter { try !Undo.stands($0, in: reader) })
  }

  private struct Cost: Hashable {
    var variant: Int64
    var purchase: Int64
  }

  private static func costs(_ reader: any Reader, isAll: Bool, _ only: Int64?) throws -> [Cost: Money] {
    guard let only else { return [:] }
    let condition: SQL = isAll ? "" : "WHERE l.variant_id = \(only)"
    var costs: [Cost: Money] = [:]
    try reader.forEach(
      """
      SELECT l.variant_id, l.purchase_id, l.unit_cost, p.currency
      FROM purchase_lines AS l
      JOIN purchases AS p ON p.id = l.purchase_id
      \(condition)
      """
    ) { row in
      costs[Cost(variant: row.integer(0), purchase: row.integer(1))] = Money(
        minorUnits: row.integer(2), currency: Currency(row.text(3)) ?? .none)
      return true
    }
    return costs
  }
}

extension SupplyFigures {
  /// How many units of a variant may be promised, day by day: on hand − promised + coming − sold of it.
  public static func promise(of variant: Int64, at now: Instant, in reader: any Reader) throws -> PromiseByDate {
    var figures = Availability()
    for (_, one) in try StockFigures.availability(of: variant, at: now, in: reader) {
      figures.onHand += one.onHand
      figures.blocked += one.blocked
      figures.uncounted += one.uncounted
      figures.reserved += one.reserved
    }
    let waiting =
      try reader.integer(
        """
        SELECT SUM(quantity) FROM allocations
        WHERE variant_id = \(variant) AND state IN ('backordered', 'pegged') AND purchase_line_id IS NULL
        """) ?? 0
    var steps = try incoming(of: variant, at: now, in: reader).map { coming in
      PromiseByDate.Step(
        at: coming.onShelfAt, units: coming.free, source: coming.purchase, isConfirmed: coming.isConfirmed)
    }
    for promise in try PromiseTable.promises(of: variant, in: reader) where promise.isLive(at: now) {
      guard let supplier = try SupplierTable.load(promise.supplierId, in: reader) else { continue }
      let item = try SupplierTable.item(of: supplier.id, variant, in: reader)
      let clock = PurchaseClock(
        dueAt: now, leadDays: promise.leadDays ?? item?.leadDays ?? supplier.leadDays,
        handlingDays: supplier.handlingDays)
      steps.append(
        .init(at: clock.arrival(boughtAt: now), units: promise.quantity, source: supplier.code, isConfirmed: false))
    }
    return PromiseByDate(figures, coming: steps, waiting: waiting)
  }
}
