internal import Domain

/// Goods that leave without a parcel of ours: an order is shipped by hand, or its channel says that it was. What was
/// promised to it goes off the books in the same transaction; where nothing was promised here, nothing moves.
enum SentElsewhere {
  /// Brings an order's units in line with what has left; the goods go under the order's own entry.
  static func follow(_ order: Order, _ lines: [OrderLine], _ units: inout OrderUnits, _ work: Work) throws {
    if order.state == .cancelled { return }
    let goods = units.sendElsewhere(order, lines)
    if goods.isEmpty { return }
    var moves: [StockMove] = []
    for warehouse in Set(goods.compactMap(\.warehouseId)).sorted() {
      let needs = goods.filter { $0.warehouseId == warehouse }.map {
        PickNeed(
          fulfilmentId: 0, orderId: order.id, lineId: $0.lineId, variantId: $0.variantId, quantity: $0.quantity)
      }
      moves += try steps(needs, in: warehouse, work).map {
        StockMove(
          variantId: $0.need.variantId, lotId: $0.lotId, owner: $0.owner, quantity: $0.quantity, from: $0.place.id,
          to: LocationTable.customer, reason: .shipment)
      }
    }
    work.goodsLeaving[order.id, default: []] += moves
  }

  /// By hand nothing leaves that somebody has in the hand: its parcels are shipped, or it is put back first.
  static func refuseInHand(_ order: Order, _ work: Work) throws {
    let units = try Allocating.units(of: order.id, in: work.writer)
    for line in order.lines {
      let inHand = units.inHand(line: line.id)
      if inHand > order.openUnits(of: line) {
        throw OrderRefusal.inWarehouse(sku: line.sku, units: inHand)
      }
    }
  }

  private struct Shelf {
    var units: ShelfUnits
    var isGood: Bool
    var fetched: Int64
  }

  /// Which shelf each unit left: where a picker would have been sent, of what nobody else is sent to fetch; then of
  /// whatever is there. What the books do not have cannot leave them.
  private static func steps(_ needs: [PickNeed], in warehouse: Int64, _ work: Work) throws -> [WalkStep] {
    let order = needs.first?.orderId ?? 0
    var shelves: [Shelf] = []
    for variant in Set(needs.map(\.variantId)).sorted() {
      shelves += try self.shelves(of: variant, in: warehouse, but: order, at: work.now, work.writer)
    }
    let first = WalkPlan(
      needs,
      from: shelves.filter(\.isGood).map { shelf in
        var units = shelf.units
        units.free -= shelf.fetched
        return units
      })
    if first.missing.isEmpty { return first.steps }
    let rest = shelves.map { shelf in
      var units = shelf.units
      for step in first.steps
      where step.need.variantId == units.variantId && step.place.id == units.place.id && step.lotId == units.lotId
        && step.owner == units.owner
      {
        units.free -= step.quantity
      }
      return units
    }
    return first.steps + WalkPlan(first.missing, from: rest).steps
  }

  private static func shelves(
    of variant: Int64, in warehouse: Int64, but order: Int64, at now: Instant, _ reader: any Reader
  ) throws -> [Shelf] {
    try reader.all(
      """
      SELECT l.id, l.code, l.sequence, l.use, q.lot_id, t.expires_at, q.owner, q.quantity,
        CASE WHEN q.lot_id = 0 OR t.status = 'approved' AND (t.expires_at IS NULL OR t.expires_at > \(now))
          THEN 1 ELSE 0 END,
        (SELECT COALESCE(SUM(s.quantity - s.picked - s.short - s.cancelled), 0)
          FROM run_steps AS s
          JOIN runs AS r ON r.id = s.run_id AND r.done_at IS NULL AND r.cancelled_at IS NULL
          WHERE s.variant_id = q.variant_id AND s.location_id = q.location_id AND s.lot_id = q.lot_id
            AND s.owner = q.owner AND s.order_id <> \(order) AND s.picked + s.short + s.cancelled < s.quantity)
      FROM quants AS q
      JOIN locations AS l ON l.id = q.location_id
      LEFT JOIN lots AS t ON t.id = q.lot_id
      WHERE q.variant_id = \(variant) AND l.warehouse_id = \(warehouse) AND l.sellable = 1 AND q.quantity > 0
      """
    ) { row in
      let place = ShelfPlace(
        id: row.integer(0), code: row.text(1), sequence: row.integer(2),
        isReserve: row.text(3) == BinUse.reserve.rawValue)
      return Shelf(
        units: ShelfUnits(
          variantId: variant, place: place, lotId: row.integer(4) == 0 ? nil : row.integer(4),
          expiresAt: row.optionalInstant(5), owner: row.text(6), free: row.integer(7)),
        isGood: row.flag(8), fetched: row.integer(9))
    }
  }
}

extension Order {
  /// Whether units of it may be in walks and waves that have nothing to do there any more.
  func leavesWalks(since old: Order) -> Bool {
    state != old.state || fulfilment != old.fulfilment || payment != old.payment || lines != old.lines
  }
}
