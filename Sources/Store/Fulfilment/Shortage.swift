internal import Domain

/// Promises beyond what a count has left: units that are not there are given up by the orders that leave last, sought
/// in other warehouses, else waited for. At once, so that no picker is the first to hear of it.
enum Shortage {
  /// The journal's name of why an order lost what it was promised.
  static let field = "shortage"

  /// A product whose stock in a warehouse was found to be less.
  struct Find: Hashable {
    var variant: Int64
    var warehouse: Int64
  }

  private struct Promise {
    var order: Int64
    var line: Int64
    var fulfilment: Int64?
    var quantity: Int64
    var isBegun: Bool
    var shipBy: Int64
    var placeKey: Int64
  }

  /// `head`: the count's own entry, under which all this stands and with which it goes back.
  static func follow(_ finds: Set<Find>, under head: Int64, _ work: Work) throws {
    for find in finds.sorted(by: { ($0.variant, $0.warehouse) < ($1.variant, $1.warehouse) }) {
      let figures = try StockFigures.availability(of: find.variant, at: work.now, in: work.writer)[find.warehouse]
      guard let figures, figures.short > 0 else { continue }
      let sku = try RecordNumber.of("variants", find.variant, in: work.writer)
      let place = try RecordNumber.of("locations", find.warehouse, in: work.writer)
      let why = "\(sku): \(figures.reserved) promised, \(max(0, figures.onHand - figures.blocked)) counted in \(place)"
      var short = figures.short
      for promise in try promises(find, in: work.writer) where short > 0 {
        let lost = min(short, promise.quantity)
        short -= lost
        try work.beside(head) { try giveUp(lost, of: promise, find, why, work) }
      }
    }
  }

  /// Who gives up first: orders that no wave has, then those that nobody walks for yet, then the others; of each those
  /// that leave last.
  private static func promises(_ find: Find, in reader: any Reader) throws -> [Promise] {
    let all = try reader.all(
      """
      SELECT a.order_id, a.line_id, a.fulfilment_id, a.quantity,
        CASE WHEN EXISTS (
          SELECT 1
          FROM run_steps AS s
          JOIN runs AS r ON r.id = s.run_id AND r.started_at IS NOT NULL AND r.done_at IS NULL
            AND r.cancelled_at IS NULL
          WHERE s.fulfilment_id = a.fulfilment_id AND s.line_id = a.line_id
            AND s.picked + s.short + s.cancelled < s.quantity) THEN 1 ELSE 0 END,
        COALESCE(o.ship_by, \(Int64.max)), COALESCE(o.place_key, \(Int64.max))
      FROM allocations AS a
      JOIN orders AS o ON o.id = a.order_id
      WHERE a.variant_id = \(find.variant) AND a.warehouse_id = \(find.warehouse) AND a.state = 'reserved'
      ORDER BY a.id DESC
      """
    ) {
      Promise(
        order: $0.integer(0), line: $0.integer(1), fulfilment: $0.optionalInteger(2), quantity: $0.integer(3),
        isBegun: $0.flag(4), shipBy: $0.integer(5), placeKey: $0.integer(6))
    }
    func rank(_ promise: Promise) -> Int { promise.fulfilment == nil ? 0 : promise.isBegun ? 2 : 1 }
    return all.sorted { one, other in
      if rank(one) != rank(other) { return rank(one) < rank(other) }
      return (one.shipBy, one.placeKey) > (other.shipBy, other.placeKey)
    }
  }

  private static func giveUp(
    _ lost: Int64, of promise: Promise, _ find: Find, _ why: String, _ work: Work
  ) throws {
    let before = try Allocating.units(of: promise.order, in: work.writer)
    var after = before
    after.move(
      lost, of: promise.line, from: .reserved,
      where: {
        $0.fulfilmentId == promise.fulfilment && $0.warehouseId == find.warehouse && $0.variantId == find.variant
      }
    ) {
      $0.state = .backordered
      $0.warehouseId = nil
      $0.fulfilmentId = nil
    }
    let need = PickNeed(
      fulfilmentId: promise.fulfilment ?? 0, orderId: promise.order, lineId: promise.line, variantId: find.variant,
      quantity: lost)
    try ShortPicking.seek(need, but: find.warehouse, &after, work)
    try Allocating.save(after.gathered, over: before, work)
    try work.append(
      action: "loseStock", kind: "orders", subject: promise.order,
      changes: [FieldChange(field: field, before: .null, after: .text(why))])
    guard let fulfilment = promise.fulfilment else { return }
    let task = FulfilmentWork(work)
    try task.rows.update(.fulfilments, fulfilment, ["came_short": .number(1)])
    try CallingOff.leaveWalks(fulfilment, task)
    task.touch(fulfilment)
    try task.commit("loseStock", "fulfilments", fulfilment)
  }
}
