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

  /// Which shelf each unit left: where a picker would have been sent, of what nobody else is sent to fetch; then of
  /// whatever is there. What the books do not have cannot leave them.
  private static func steps(_ needs: [PickNeed], in warehouse: Int64, _ work: Work) throws -> [WalkStep] {
    let order = needs.first?.orderId ?? 0
    let shelves = try Set(needs.map(\.variantId)).sorted().flatMap {
      try Walking.stock(of: $0, in: warehouse, but: order, at: work.now, work.writer)
    }
    let first = WalkPlan(needs, from: shelves.filter(\.isGood).map(\.left))
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
}

extension Order {
  /// Whether units of it may be in walks and waves that have nothing to do there any more.
  func leavesWalks(since old: Order) -> Bool {
    state != old.state || fulfilment != old.fulfilment || payment != old.payment || lines != old.lines
  }
}
