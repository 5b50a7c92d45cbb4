public import Domain

/// Goods at the packing table: which of them go into a parcel, and whether the scale agrees.
struct Packing {
  let task: FulfilmentWork
  let fulfilment: Int64
  let order: Order
  let number: String
  let warehouseId: Int64

  /// A row of goods off the shelf that are in no parcel yet.
  struct Loose {
    var id: Int64
    var lineId: Int64
    var variantId: Int64
    var lotId: Int64
    var owner: String
    var quantity: Int64
    var fromId: Int64
    var atId: Int64
  }

  init(_ task: FulfilmentWork, _ fulfilment: Int64) throws {
    let found = try task.writer.first(
      "SELECT order_id, number, warehouse_id FROM fulfilments WHERE id = \(fulfilment)"
    ) { (order: $0.integer(0), number: $0.text(1), warehouse: $0.integer(2)) }
    guard let found, let order = try OrderTable.load(found.order, in: task.writer) else {
      throw ActionRefusal.noSuchRecord(kind: "fulfilments", String(fulfilment))
    }
    self.task = task
    self.fulfilment = fulfilment
    self.order = order
    number = found.number
    warehouseId = found.warehouse
  }

  func loose() throws -> [Loose] {
    try Packing.rows("fulfilment_id = \(fulfilment) AND parcel_id IS NULL", in: task.writer)
  }

  /// Loose goods that a walk is to bring back to their shelf.
  func goingBack() throws -> [Loose] { try divided().gone }

  /// Loose goods that are to be sent.
  func wanted() throws -> [Loose] { try divided().kept }

  private func divided() throws -> (kept: [Loose], gone: [Loose]) {
    var planned = try task.writer.all(
      """
      SELECT variant_id, lot_id, owner, quantity - moved - missing
      FROM stock_tasks
      WHERE fulfilment_id = \(fulfilment) AND reason = \(MoveReason.putBack.rawValue) AND moved + missing < quantity
      ORDER BY id
      """
    ) { (variant: $0.integer(0), lot: $0.integer(1), owner: $0.text(2), quantity: $0.integer(3)) }
    var (kept, gone): ([Loose], [Loose]) = ([], [])
    for row in try loose() {
      var left = row
      for index in planned.indices
      where planned[index].variant == row.variantId && planned[index].lot == row.lotId
        && planned[index].owner == row.owner
      {
        var part = row
        part.quantity = min(left.quantity, planned[index].quantity)
        planned[index].quantity -= part.quantity
        left.quantity -= part.quantity
        if part.quantity > 0 { gone.append(part) }
      }
      if left.quantity > 0 { kept.append(left) }
    }
    return (kept, gone)
  }

  static func rows(_ condition: SQL, in reader: any Reader) throws -> [Loose] {
    try reader.all(
      """
      SELECT id, line_id, variant_id, lot_id, owner, quantity, from_id, at_id
      FROM picks
      WHERE \(condition)
      ORDER BY id
      """
    ) {
      Loose(
        id: $0.integer(0), lineId: $0.integer(1), variantId: $0.integer(2), lotId: $0.integer(3), owner: $0.text(4),
        quantity: $0.integer(5), fromId: $0.integer(6), atId: $0.integer(7))
    }
  }

  func refuseHeld() throws {
    if !order.holds.isEmpty { throw ActionRefusal.fulfilment(.onHold(order: order.number)) }
  }

  /// Puts units into a parcel of their own.
  @discardableResult
  func pack(_ contents: [LineUnits], box: Box?, grams: Int64?, policy: PackPolicy = PackPolicy()) throws -> Int64 {
    try order.refuseCalledOff()
    try refuseHeld()
    let all = try loose()
    let (rows, unsold) = try PickedLots.divided(all, in: task.writer)
    var expected: Int64? = box?.emptyGrams ?? 0
    for content in contents {
      let there = rows.reduce(0) { $1.lineId == content.line ? $0 + $1.quantity : $0 }
      if let unsold, content.quantity > there,
        content.quantity <= all.reduce(0, { $1.lineId == content.line ? $0 + $1.quantity : $0 })
      {
        throw ActionRefusal.stock(.notSellable(lot: unsold.code, status: unsold.status))
      }
      guard content.quantity > 0, content.quantity <= there else {
        let sku = order.lines.first { $0.id == content.line }?.sku ?? ""
        throw ActionRefusal.fulfilment(.notPicked(sku: sku, asked: content.quantity, found: there))
      }
      let variant = rows.first { $0.lineId == content.line }?.variantId ?? 0
      let each = try Packing.grams(of: variant, in: task.writer)
      expected = each.flatMap { one in expected.map { $0 + one * content.quantity } }
    }
    try refuseWeight(grams, expected, box, policy)
    let parcel = try task.rows.insert(
      .parcels,
      [
        "fulfilment_id": .number(fulfilment), "order_id": .number(order.id), "warehouse_id": .number(warehouseId),
        "box_id": Plain(box?.id), "grams": Plain(grams), "expected_grams": Plain(expected),
        "packed_by": .text(task.work.actor.name), "packed_at": .number(task.now.milliseconds),
      ])
    for content in contents {
      try assign(content, rows, to: parcel)
      try task.change(unitsOf: order.id) { units in
        units.move(content.quantity, of: content.line, from: .picked, where: { $0.fulfilmentId == fulfilment }) {
          $0.state = .packed
        }
      }
    }
    try WayChoosing.packed(parcel, task)
    task.touch(fulfilment)
    return parcel
  }

  /// Of a row that is more than goes in, the rest stays loose.
  private func assign(_ content: LineUnits, _ rows: [Loose], to parcel: Int64) throws {
    var left = content.quantity
    for row in rows where row.lineId == content.line && left > 0 {
      let taken = min(left, row.quantity)
      left -= taken
      if taken == row.quantity {
        try task.rows.update(.picks, row.id, ["parcel_id": .number(parcel)])
        continue
      }
      try task.rows.update(.picks, row.id, ["quantity": .number(row.quantity - taken)])
      try task.rows.insert(
        .picks,
        [
          "fulfilment_id": .number(fulfilment), "order_id": .number(order.id), "line_id": .number(row.lineId),
          "variant_id": .number(row.variantId), "lot_id": .number(row.lotId), "owner": .text(row.owner),
          "quantity": .number(taken), "from_id": .number(row.fromId), "at_id": .number(row.atId),
          "parcel_id": .number(parcel),
        ])
    }
  }

  private func refuseWeight(_ grams: Int64?, _ expected: Int64?, _ box: Box?, _ policy: PackPolicy) throws {
    guard let grams else { return }
    let tolerance = max(policy.toleranceGrams, (expected ?? 0) * policy.tolerancePerMille / 1000)
    let least = max(1, (expected ?? 1) - (expected == nil ? 0 : tolerance))
    let most = min(expected.map { $0 + tolerance } ?? PackPlan.mostGrams, box?.mostGrams ?? Int64.max)
    guard grams >= least, grams <= most else {
      throw ActionRefusal.fulfilment(.weightOutside(parcel: number, found: grams, least: least, most: most))
    }
  }

  /// As the warehouse weighed it, else as its supplier says; nil where nobody has weighed one.
  static func grams(of variant: Int64, in reader: any Reader) throws -> Int64? {
    try reader.first("SELECT COALESCE(measured_grams, grams) FROM variants WHERE id = \(variant)") {
      $0.optionalInteger(0)
    } ?? nil
  }

  /// As the warehouse measured it, else as its supplier says, each side and the weight by itself.
  static func measures(of variant: Int64, in reader: any Reader) throws -> Measures {
    try reader.first(
      """
      SELECT COALESCE(measured_grams, grams), COALESCE(measured_length_mm, length_mm),
        COALESCE(measured_width_mm, width_mm), COALESCE(measured_height_mm, height_mm)
      FROM variants
      WHERE id = \(variant)
      """
    ) {
      Measures(
        grams: $0.optionalInteger(0), lengthMillimetres: $0.optionalInteger(1), widthMillimetres: $0.optionalInteger(2),
        heightMillimetres: $0.optionalInteger(3))
    } ?? Measures()
  }

  /// Units that were picked and are not at the table: lost, and to be fetched once more.
  func lose(_ line: Int64, _ quantity: Int64, _ reason: ShortReason) throws -> PickNeed? {
    var left = quantity
    var variant: Int64 = 0
    for row in try loose() where row.lineId == line && left > 0 {
      let taken = min(left, row.quantity)
      left -= taken
      variant = row.variantId
      if taken == row.quantity {
        try task.rows.delete(.picks, row.id)
      } else {
        try task.rows.update(.picks, row.id, ["quantity": .number(row.quantity - taken)])
      }
      task.move(
        StockMove(
          variantId: row.variantId, lotId: row.lotId == 0 ? nil : row.lotId, owner: row.owner, quantity: taken,
          from: row.atId, to: LocationTable.loss, reason: ShortPicking.ledgerReason(reason) ?? .lost))
    }
    let lost = quantity - left
    if lost < 1 { return nil }
    try task.change(unitsOf: order.id) { units in
      units.move(lost, of: line, from: .picked, where: { $0.fulfilmentId == fulfilment }) { $0.state = .reserved }
    }
    task.touch(fulfilment)
    let sku = order.lines.first { $0.id == line }?.sku ?? ""
    task.note("\(sku): \(lost) \(reason.words) at packing", order: order.id)
    return PickNeed(
      fulfilmentId: fulfilment, orderId: order.id, lineId: line, variantId: variant, quantity: lost)
  }
}

extension RunCommit {
  func take(_ effect: PackEffect) throws {
    guard let fulfilment = run.fulfilmentId else { throw ActionRefusal.fulfilment(.unreadableRun(run.number)) }
    let packing = try Packing(task, fulfilment)
    switch effect {
    case .started: break
    case .packed(_, let box, let contents, let grams):
      let box = try box.map { try Boxes.named($0, in: work.writer) }
      try packing.pack(contents, box: box, grams: grams)
    case .missing(let line, let quantity, let reason):
      if let need = try packing.lose(line, quantity, reason) { lack(need) }
    case .setAside(_, let reason):
      task.change(order: packing.order.id, "holdOrder") { [work] order in
        if order.holds.contains(where: { $0.reason == .other }) { return order }
        return try order.held(
          Hold(
            reason: .other, actor: work.actor.name, placedAt: work.now,
            note: HoldNote.setAside(reason).text))
      }
      try end()
    case .finished: try end()
    }
  }
}

/// Opening an order at the packing table.
enum PackStart {
  static func start(_ work: Work, _ fulfilment: Int64, _ token: String) throws -> Int64 {
    let open = try work.writer.integer(
      """
      SELECT id
      FROM runs
      WHERE fulfilment_id = \(fulfilment) AND scenario = 'pack' AND done_at IS NULL AND cancelled_at IS NULL
      """)
    let task = FulfilmentWork(work)
    if let open {
      let run = try RunTable.loaded(open, in: work.writer)
      // One that ended with a cancellation that was undone since is over.
      guard try !run.script.isEmpty && RunTable.session(of: run, in: work.writer).isDone else {
        return try RunStart(work, run, token).start(cart: "")
      }
      try task.rows.update(.runs, open, ["cancelled_at": .number(work.now.milliseconds)])
    }
    let packing = try Packing(task, fulfilment)
    try packing.order.refuseCalledOff()
    try packing.refuseHeld()
    let stage = try Fulfilling.stage(of: fulfilment, in: work.writer) ?? .allocated
    guard stage == .picked || stage == .packing else {
      throw ActionRefusal.fulfilment(.notAtStage(packing.number, found: stage, expected: [.picked, .packing]))
    }
    var lines: [PackLine] = []
    for row in try packing.wanted() {
      let lot = try RunScripts.lotRule(row.lotId, in: work.writer)
      if let same = lines.firstIndex(where: { $0.id == row.lineId }) {
        lines[same].quantity += row.quantity
        // Units of several lots: any of them is right.
        if lines[same].lot != lot { lines[same].lot = .any }
        continue
      }
      lines.append(
        PackLine(
          id: row.lineId, sku: try RecordNumber.of("variants", row.variantId, in: work.writer),
          codes: try RunScripts.codes(of: row.variantId, in: work.writer), lot: lot, quantity: row.quantity,
          gramsEach: try Packing.grams(of: row.variantId, in: work.writer),
          sides: try Packing.measures(of: row.variantId, in: work.writer).sides))
    }
    let boxes = try Boxes.all(in: work.writer).filter { !$0.isClosed }
      .map { PackBox($0) }
    let bins = try work.writer.all(
      """
      SELECT s.bin
      FROM run_steps AS s
      WHERE s.fulfilment_id = \(fulfilment) AND s.picked > 0 AND s.bin <> ''
      GROUP BY s.bin
      ORDER BY MAX(s.id) DESC
      """
    ) { $0.text(0) }
    let run = try task.rows.insert(
      .runs,
      [
        "scenario": .text(PackRun.word), "warehouse_id": .number(packing.warehouseId),
        "fulfilment_id": .number(fulfilment), "zone": .text(""), "cart": .text(""),
        "made_at": .number(work.now.milliseconds), "started_at": .number(work.now.milliseconds),
      ])
    task.touch(fulfilment)
    let plan: PackPlan
    do {
      plan = try PackPlan(
        id: run, order: packing.order.number, bin: bins.first ?? "", moreBins: Array(bins.dropFirst()), lines: lines,
        boxes: boxes,
        reader: RunScripts.scanReader(at: work.now))
    } catch {
      throw ActionRefusal.fulfilment(.nothingToDo(packing.number))
    }
    try task.commit("startPacking", "fulfilments", fulfilment)
    try RunStart.hold(run, token, script: ScanSession.pack(ScanLog(PackRun(plan))).start, work)
    return run
  }
}

/// Kinds of boxes in the store.
public enum Boxes {
  private static let columns: SQL = """
    SELECT id, code, length_mm, width_mm, height_mm, empty_grams, most_grams, closed
    FROM boxes
    """

  public static func all(in reader: any Reader) throws -> [Box] {
    try reader.all("\(columns) ORDER BY code_key", Box.init(row:))
  }

  static func named(_ code: String, in reader: any Reader) throws -> Box {
    guard let box = try reader.first("\(columns) WHERE code_key = \(FoldedText.fold(code))", Box.init(row:)) else {
      throw ActionRefusal.noSuchRecord(kind: "boxes", code)
    }
    return box
  }
}

extension Box {
  fileprivate init(row: any Columns) {
    self.init(
      id: row.integer(0), code: row.text(1), lengthMillimetres: row.integer(2), widthMillimetres: row.integer(3),
      heightMillimetres: row.integer(4), emptyGrams: row.integer(5), mostGrams: row.optionalInteger(6),
      isClosed: row.flag(7))
  }
}
