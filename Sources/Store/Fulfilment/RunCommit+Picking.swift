internal import Domain

extension RunCommit {
  private struct Step {
    var id: Int64
    var fulfilmentId: Int64
    var orderId: Int64
    var lineId: Int64
    var variantId: Int64
    var locationId: Int64
    var lotId: Int64
    var owner: String
    var picked: Int64
    var short: Int64
    var priority: Int64
  }

  private func step(_ id: Int64) throws -> Step {
    let found = try work.writer.first(
      """
      SELECT s.id, s.fulfilment_id, s.order_id, s.line_id, s.variant_id, s.location_id, s.lot_id, s.owner, s.picked,
        s.short, f.priority
      FROM run_steps AS s
      JOIN fulfilments AS f ON f.id = s.fulfilment_id
      WHERE s.id = \(id) AND s.run_id = \(run.id)
      """
    ) {
      Step(
        id: $0.integer(0), fulfilmentId: $0.integer(1), orderId: $0.integer(2), lineId: $0.integer(3),
        variantId: $0.integer(4), locationId: $0.integer(5), lotId: $0.integer(6), owner: $0.text(7),
        picked: $0.integer(8), short: $0.integer(9), priority: $0.integer(10))
    }
    guard let found else { throw ActionRefusal.fulfilment(.unreadableRun(run.number)) }
    return found
  }

  func take(_ effect: PickEffect) throws {
    switch effect {
    case .picked(let id, let quantity, let lot, let bin): try pick(try step(id), quantity, lot, bin)
    case .shortPick(let id, let missing, let reason): try shorten(try step(id), missing, reason)
    case .countRequested(let location, let sku, let lot, let cause, let counted):
      try ask(location, sku, lot, cause, counted)
    case .finished: try end()
    // What the walk itself keeps in mind.
    case .started, .lotChanged, .binOpened, .binFilled, .skipped, .unloaded: break
    }
  }

  /// Off the shelf, to where it is packed.
  private func pick(_ step: Step, _ quantity: Int64, _ lot: String?, _ bin: String) throws {
    let place = try LocationTable.loaded(step.locationId, in: work.writer)
    if place.isClosed { throw ActionRefusal.stock(.closedLocation(place.code)) }
    let lotId = try lotId(lot, step)
    let at = try packingPlace()
    let moved = try task.change(unitsOf: step.orderId) { units in
      units.move(
        quantity, of: step.lineId, from: .reserved, where: { $0.fulfilmentId == step.fulfilmentId }
      ) { $0.state = .picked }
    }
    if moved < quantity {
      throw ActionRefusal.fulfilment(
        .notPromised(
          order: try RecordNumber.of("orders", step.orderId, in: work.writer),
          sku: try RecordNumber.of("variants", step.variantId, in: work.writer)))
    }
    task.move(
      StockMove(
        variantId: step.variantId, lotId: lotId == 0 ? nil : lotId, owner: step.owner, quantity: quantity,
        from: step.locationId, to: at, reason: .pick))
    try task.rows.update(.runSteps, step.id, ["picked": .number(step.picked + quantity), "bin": .text(bin)])
    try task.rows.insert(
      .picks,
      [
        "fulfilment_id": .number(step.fulfilmentId), "order_id": .number(step.orderId),
        "line_id": .number(step.lineId), "variant_id": .number(step.variantId), "lot_id": .number(lotId),
        "owner": .text(step.owner), "quantity": .number(quantity), "from_id": .number(step.locationId),
        "at_id": .number(at),
      ])
    task.touch(step.fulfilmentId)
    task.change(order: step.orderId, "startProcessing") { order in
      order.fulfilment == .unfulfilled && order.holds.isEmpty ? try order.after(FulfilmentEvent.startProcessing) : order
    }
  }

  /// The lot that was taken, which may be another than the one that was meant.
  private func lotId(_ code: String?, _ step: Step) throws -> Int64 {
    guard let code, !code.isEmpty else {
      if step.lotId != 0, let lot = try LotTable.load(step.lotId, in: work.writer) {
        try PickedLots.refuse(lot, at: work.now)
      }
      return step.lotId
    }
    guard let lot = try LotTable.find(code, of: step.variantId, in: work.writer) else {
      throw ActionRefusal.noSuchRecord(kind: "lots", code)
    }
    try PickedLots.refuse(lot, at: work.now)
    return lot.id
  }

  /// The books say that they are there, and they are not: they go to what is lost, until somebody has counted.
  private func shorten(_ step: Step, _ missing: Int64, _ reason: ShortReason) throws {
    if missing < 1 { return }
    try task.rows.update(.runSteps, step.id, ["short": .number(step.short + missing)])
    task.touch(step.fulfilmentId)
    let sku = try RecordNumber.of("variants", step.variantId, in: work.writer)
    let place = try RecordNumber.of("locations", step.locationId, in: work.writer)
    task.note("\(sku): \(missing) \(reason.words) at \(place)", order: step.orderId)
    lack(
      PickNeed(
        fulfilmentId: step.fulfilmentId, orderId: step.orderId, lineId: step.lineId, variantId: step.variantId,
        quantity: missing, priority: step.priority))
    guard let ledger = ShortPicking.ledgerReason(reason) else { return }
    // What is there and may not be sold is not lost.
    if try PickedLots.unsold(step.lotId, in: work.writer) != nil { return }
    let key = LostUnits(
      variant: step.variantId, location: step.locationId, lot: step.lotId, owner: step.owner)
    let there = try StockLedger.quantity(
      step.variantId, step.locationId, step.lotId == 0 ? nil : step.lotId, step.owner, in: work.writer)
    let lost = min(missing, there - leaving(key))
    if lost < 1 { return }
    task.move(
      StockMove(
        variantId: step.variantId, lotId: step.lotId == 0 ? nil : step.lotId, owner: step.owner, quantity: lost,
        from: step.locationId, to: LocationTable.loss, reason: ledger))
  }

  private struct LostUnits: Hashable {
    var variant: Int64
    var location: Int64
    var lot: Int64
    var owner: String
  }

  /// Units that this very entry takes from there.
  private func leaving(_ key: LostUnits) -> Int64 {
    task.pendingMoves.reduce(0) { sum, move in
      let same = LostUnits(variant: move.variantId, location: move.from, lot: move.lotId ?? 0, owner: move.owner)
      return same == key ? sum + move.quantity : sum
    }
  }

  private func ask(_ code: String, _ sku: String, _ lot: LotRule, _ cause: CountCause, _ counted: Int64?) throws {
    let place = try LocationTable.named(code, in: work.writer)
    let step = try work.writer.first(
      """
      SELECT s.variant_id, s.lot_id, s.owner, s.order_id
      FROM run_steps AS s
      JOIN variants AS v ON v.id = s.variant_id
      WHERE s.run_id = \(run.id) AND s.location_id = \(place.id) AND v.sku = \(sku)
      ORDER BY s.position
      """
    ) { (variant: $0.integer(0), lot: $0.integer(1), owner: $0.text(2), order: $0.integer(3)) }
    guard let step else { return }
    if case .short = cause, try PickedLots.unsold(step.lot, in: work.writer) != nil { return }
    var word = "notEmpty"
    if case .short(let reason) = cause { word = reason.rawValue }
    try CountAsking.ask(
      task, location: place.id, variant: step.variant, lot: step.lot, owner: step.owner, cause: word, seen: counted,
      order: step.order, run: nil)
  }
}
