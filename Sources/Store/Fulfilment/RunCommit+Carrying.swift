internal import Domain

extension RunCommit {
  private struct Load {
    var id: Int64
    var reason: MoveReason
    var variant: Int64
    var lot: Int64
    var owner: String
    var moved: Int64
    var missing: Int64
    var from: Int64
    var fulfilment: Int64?
  }

  private func load(_ id: Int64) throws -> Load {
    let found = try work.writer.first(
      """
      SELECT reason, variant_id, lot_id, owner, moved, missing, from_id, fulfilment_id
      FROM stock_tasks
      WHERE id = \(id) AND run_id = \(run.id)
      """
    ) {
      Load(
        id: id, reason: MoveReason(rawValue: $0.text(0)) ?? .relocation, variant: $0.integer(1), lot: $0.integer(2),
        owner: $0.text(3), moved: $0.integer(4), missing: $0.integer(5), from: $0.integer(6),
        fulfilment: $0.optionalInteger(7))
    }
    guard let found else { throw ActionRefusal.fulfilment(.unreadableRun(run.number)) }
    return found
  }

  func take(_ effect: PutAwayEffect) throws {
    switch effect {
    case .putAway(let id, let quantity, let code, _): try put(try load(id), quantity, code)
    case .missing(let id, let quantity, let reason): try miss(try load(id), quantity, reason)
    case .finished: try end()
    case .locationFull: break
    }
  }

  private func put(_ load: Load, _ quantity: Int64, _ code: String) throws {
    let place = try LocationTable.named(code, in: work.writer)
    if place.isClosed { throw ActionRefusal.stock(.closedLocation(place.code)) }
    if place.warehouseId != run.warehouseId || !place.type.isOwn { throw ActionRefusal.stock(.notABin(place.code)) }
    // What is put back into sale must be where it is sold from, or the promise to its buyer would be empty.
    if load.reason == .putBack && !place.isSellable { throw ActionRefusal.stock(.notABin(place.code)) }
    if load.reason == .putAway {
      try GoodsInCheck.refuse(quantity, load.variant, load.lot, load.owner, load.from, work)
    }
    task.move(
      StockMove(
        variantId: load.variant, lotId: load.lot == 0 ? nil : load.lot, owner: load.owner, quantity: quantity,
        from: load.from, to: place.id, reason: load.reason))
    try task.rows.update(.stockTasks, load.id, ["moved": .number(load.moved + quantity)])
    if let fulfilment = load.fulfilment { try restore(fulfilment, load, quantity) }
  }

  /// Units of an order that stand on the shelf again: promised as before, or given up with their order.
  private func restore(_ fulfilment: Int64, _ load: Load, _ quantity: Int64) throws {
    var left = quantity
    let packing = try Packing(task, fulfilment)
    for row in try packing.loose()
    where row.variantId == load.variant && row.lotId == load.lot && row.owner == load.owner && left > 0 {
      let taken = min(left, row.quantity)
      left -= taken
      if taken == row.quantity {
        try task.rows.delete(.picks, row.id)
      } else {
        try task.rows.update(.picks, row.id, ["quantity": .number(row.quantity - taken)])
      }
      try task.change(unitsOf: packing.order.id) { units in
        units.move(taken, of: row.lineId, from: .picked, where: { $0.fulfilmentId == fulfilment }) {
          $0.state = .reserved
        }
        units.cover(packing.order.lines)
        if packing.order.wantsNothing { units.cancel() }
      }
    }
    task.touch(fulfilment)
  }

  private func miss(_ load: Load, _ quantity: Int64, _ reason: ShortReason) throws {
    if quantity < 1 { return }
    try task.rows.update(.stockTasks, load.id, ["missing": .number(load.missing + quantity)])
    if let fulfilment = load.fulfilment {
      // They were in somebody's hands: where they are not, they are lost.
      let packing = try Packing(task, fulfilment)
      for row in try packing.loose() where row.variantId == load.variant && row.lotId == load.lot {
        if let need = try packing.lose(row.lineId, min(quantity, row.quantity), reason) {
          if packing.order.wantsNothing {
            try task.change(unitsOf: packing.order.id) { $0.cancel() }
          } else {
            lack(need)
          }
        }
        break
      }
      return
    }
    try CountAsking.ask(
      task, location: load.from, variant: load.variant, lot: load.lot, owner: load.owner, cause: reason.rawValue,
      seen: nil, order: nil, run: nil)
  }
}
