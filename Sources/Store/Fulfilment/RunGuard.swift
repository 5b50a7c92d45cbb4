internal import Domain

/// What a walk's scan proves by its labels and the shop knows better by now: a place that was closed, a lot that was
/// recalled or held since the walk was made. Said at the scan itself, while the hand is still at the shelf.
struct RunGuard {
  private let work: Work
  private let run: RunRecord

  init(_ work: Work, _ run: RunRecord) {
    self.work = work
    self.run = run
  }

  /// Refuses a step that was right by the walk's own plan.
  func check(_ before: ScanSession, _ after: ScanSession) throws {
    switch (before, after) {
    case (.pick(let was), .pick(let now)): try check(was.run, now.run)
    case (.pack(let was), .pack(let now)): try check(was.run, now.run)
    default: break
    }
  }

  // MARK: At the shelf

  private func check(_ was: PickRun, _ now: PickRun) throws {
    guard let task = was.task else { return }
    switch was.phase {
    case .location, .product:
      guard now.phase != was.phase, [.product, .lot, .quantity, .bin].contains(now.phase) else { break }
      if try isClosed(task.location) { throw ActionRefusal.stock(.closedLocation(task.location)) }
    case .otherLot:
      if now.phase == .confirmLot, let code = now.newLot { try refuseAbsent(code, task) }
    default: break
    }
    if let lot = now.hand.lot, was.hand.lot == nil, now.task?.id == task.id { try refuseUnsold(lot, task.sku) }
  }

  private func isClosed(_ code: String) throws -> Bool {
    try work.writer.integer("SELECT closed FROM locations WHERE code_key = \(FoldedText.fold(code))") == 1
  }

  private func variant(_ sku: String) throws -> Int64 {
    try work.writer.integer("SELECT id FROM variants WHERE sku_key = \(FoldedText.fold(sku))") ?? 0
  }

  private func refuseUnsold(_ code: String, _ sku: String) throws {
    guard let lot = try LotTable.find(code, of: try variant(sku), in: work.writer) else { return }
    try PickedLots.refuse(lot, at: work.now)
  }

  /// A lot that is taken in place of another must be known, sold and here.
  private func refuseAbsent(_ code: String, _ task: PickTask) throws {
    let variant = try variant(task.sku)
    guard let lot = try LotTable.find(code, of: variant, in: work.writer) else {
      throw ActionRefusal.stock(.wrongLot(sku: task.sku, lot: code))
    }
    try PickedLots.refuse(lot, at: work.now)
    let there =
      try work.writer.integer(
        """
        SELECT SUM(q.quantity)
        FROM quants AS q
        JOIN locations AS l ON l.id = q.location_id
        WHERE q.variant_id = \(variant) AND q.lot_id = \(lot.id) AND l.code_key = \(FoldedText.fold(task.location))
        """) ?? 0
    if there < 1 {
      throw ActionRefusal.stock(
        .notThere(sku: "\(task.sku)/\(lot.code)", location: task.location, asked: 1, found: 0))
    }
  }

  // MARK: At the packing table

  private func check(_ was: PackRun, _ now: PackRun) throws {
    guard let fulfilment = run.fulfilmentId else { return }
    for index in now.plan.lines.indices where now.inBox(index) > was.inBox(index) {
      let line = now.plan.lines[index].id
      let rows = try Packing.rows(
        "fulfilment_id = \(fulfilment) AND line_id = \(line) AND parcel_id IS NULL", in: work.writer)
      let (sold, unsold) = try PickedLots.divided(rows, in: work.writer)
      if let lot = unsold, sold.reduce(0, { $0 + $1.quantity }) < now.inBox(index) {
        throw ActionRefusal.stock(.notSellable(lot: lot.code, status: lot.status))
      }
    }
  }
}

/// Lots of goods between shelf and carrier: what was recalled or held since it was promised goes no further.
enum PickedLots {
  /// Refuses a lot that is not sold any more, or has gone off.
  static func refuse(_ lot: Lot, at now: Instant) throws {
    if lot.isSellable(at: now) { return }
    throw ActionRefusal.stock(
      .notSellable(lot: lot.code, status: lot.status == .approved ? .expired : lot.status))
  }

  /// The lot where it was recalled or held; nil where it may go, or there is none.
  static func unsold(_ lot: Int64, in reader: any Reader) throws -> Lot? {
    guard lot != 0, let lot = try LotTable.load(lot, in: reader), lot.status != .approved else { return nil }
    return lot
  }

  /// Rows whose lots may go, and the first lot that may not: what has only gone off since it was picked is known to
  /// whoever scans its label.
  static func divided(_ rows: [Packing.Loose], in reader: any Reader) throws -> (sold: [Packing.Loose], unsold: Lot?) {
    var sold: [Packing.Loose] = []
    var unsold: Lot?
    for row in rows {
      if let lot = try self.unsold(row.lotId, in: reader) {
        unsold = unsold ?? lot
      } else {
        sold.append(row)
      }
    }
    return (sold, unsold)
  }

  /// Refuses a parcel with goods of a lot that is not sold any more.
  static func refuseUnsold(_ rows: [Packing.Loose], in reader: any Reader) throws {
    if let lot = try divided(rows, in: reader).unsold {
      throw ActionRefusal.stock(.notSellable(lot: lot.code, status: lot.status))
    }
  }
}
