internal import Domain

/// Opening returned parcels with a handheld: held by a lease, written down scan by scan, gone on with where a line
/// dropped.
public enum ReturnDock {
  /// A return whose goods may come in now.
  public struct Expected: Hashable, Sendable {
    public var id: Int64
    public var number: String
    public var order: String
  }

  /// Receptions from which goods come in.
  private static let open: [SQLValue] = ReturnReception.allCases.filter { reception in
    ReturnReception.transitions[reception]?[.receivePart] != nil
  }.map { .text($0.rawValue) }

  /// Returns of which something may still come, what is on its way first, the oldest first.
  public static func expected(limit: Int, in reader: any Reader) throws -> [Expected] {
    try reader.all(
      """
      SELECT r.id, r.number, o.number
      FROM returns AS r
      JOIN orders AS o ON o.id = r.order_id
      WHERE r.status IN ('authorised', 'inTransit', 'toInspect')
        AND r.reception IN ('authorised', 'inTransit', 'partlyReceived')
      ORDER BY CASE r.reception WHEN 'inTransit' THEN 0 ELSE 1 END, r.id
      LIMIT \(limit)
      """
    ) { Expected(id: $0.integer(0), number: $0.text(1), order: $0.text(2)) }
  }

  /// The return that a code on a parcel means: its own number, its carrier's, or its order's where one of its returns
  /// is awaited.
  public static func find(_ code: String, in reader: any Reader) throws -> Int64? {
    let word = code.trimmingBlanks
    if word.isEmpty { return nil }
    if let own = try ReturnTable.find(number: word, in: reader) { return own }
    for tracking in [word, word.uppercased(), word.filter { !$0.isWhitespace }.uppercased()] {
      let carried = try reader.integer("SELECT MAX(id) FROM returns WHERE tracking = \(tracking) AND tracking <> ''")
      if let carried { return carried }
    }
    return try reader.integer(
      """
      SELECT r.id
      FROM orders AS o
      JOIN returns AS r ON r.order_id = o.id
      WHERE o.number_key = \(FoldedText.fold(word)) AND r.reception IN (\(SQL.list(open)))
      ORDER BY CASE WHEN r.reception IN ('authorised', 'inTransit', 'partlyReceived') THEN 0 ELSE 1 END, r.id
      LIMIT 1
      """)
  }

  /// The walk of a return that nobody has ended.
  public static func walk(of id: Int64, in reader: any Reader) throws -> Int64? {
    guard let number = try ReturnTable.load(id, in: reader)?.number else { return nil }
    return try reader.integer(
      """
      SELECT id
      FROM runs
      WHERE scenario = \(ReturnRun.word) AND zone = \(number) AND done_at IS NULL AND cancelled_at IS NULL
      """)
  }

  /// What is awaited of a return, with the codes that prove it; nil where nothing of it can come.
  static func plan(of known: Return, reader scan: ScanReader, in reader: any Reader) throws -> ReturnPlan? {
    guard let order = try OrderTable.load(known.orderId, in: reader) else { return nil }
    let left = try Returning.withBuyer(order, reader)
    var aliases = [order.number]
    if !known.tracking.isEmpty { aliases.append(known.tracking) }
    let lines = try known.lines.compactMap { line -> AwaitedLine? in
      let expected = max(0, line.announced - line.received)
      // What is claimed by the return already is expected; the rest is with the buyer and nobody's.
      let claimed = known.reception.claims ? 0 : expected
      let room = max(0, (left[line.lineId] ?? 0) - claimed)
      if expected + room < 1 { return nil }
      let codes = try line.variantId.map { try RunScripts.codes(of: $0, in: reader) } ?? []
      return AwaitedLine(
        id: line.lineId, sku: line.sku, codes: codes, expected: min(expected, PickPlan.mostUnits),
        mayExceedBy: min(room, PickPlan.mostUnits),
        lots: try line.variantId.map { try lots(of: line.lineId, $0, reader) } ?? [])
    }
    if lines.isEmpty { return nil }
    do {
      return try ReturnPlan(id: known.id, number: known.number, aliases: aliases, lines: lines, reader: scan)
    } catch {
      return nil
    }
  }

  /// The lots that were sent of a line; where nobody wrote that down, all that there are of the product.
  private static func lots(of line: Int64, _ variant: Int64, _ reader: any Reader) throws -> [String] {
    let sent = try reader.all(
      """
      SELECT DISTINCT t.code
      FROM allocations AS a
      JOIN picks AS p ON p.fulfilment_id = a.fulfilment_id AND p.line_id = a.line_id AND p.lot_id <> 0
      JOIN lots AS t ON t.id = p.lot_id
      WHERE a.line_id = \(line) AND a.order_id = (SELECT order_id FROM order_lines WHERE id = \(line))
        AND a.state IN ('shipped', 'returned')
      ORDER BY t.code
      """
    ) { $0.text(0) }
    return try sent.isEmpty ? LotTable.lots(of: variant, in: reader).map(\.code) : sent
  }

  /// The walk of a return that nobody has ended, else a new one.
  static func start(_ work: Work, _ id: Int64, _ token: String) throws -> Int64 {
    guard let known = try ReturnTable.load(id, in: work.writer) else {
      throw ActionRefusal.noSuchRecord(kind: "returns", String(id))
    }
    if let open = try walk(of: id, in: work.writer) {
      return try RunStart(work, try RunTable.loaded(open, in: work.writer), token).start(cart: "")
    }
    // What is not agreed to, or is off, takes nothing in: said as the desk would say it.
    _ = try Returning.refusing { () throws(ReturnRefusal) in try known.after(.receivePart) }
    let place = try Returning.usualPlace(known, in: work.writer)
    guard let planned = try plan(of: known, reader: RunScripts.scanReader(at: work.now), in: work.writer) else {
      throw ActionRefusal.fulfilment(.nothingToDo(known.number))
    }
    let task = FulfilmentWork(work)
    let run = try task.rows.insert(
      .runs,
      [
        "scenario": .text(ReturnRun.word), "warehouse_id": .number(place.warehouseId), "zone": .text(known.number),
        "cart": .text(""), "made_at": .number(work.now.milliseconds), "started_at": .number(work.now.milliseconds),
      ])
    try task.commit("startReturn", "runs", run)
    try RunStart.hold(run, token, script: ScanSession.returned(ScanLog(ReturnRun(planned))).start, work)
    return run
  }

  /// What an effect of a walk asks of the store; nil where it is only said.
  static func request(_ effect: ReturnEffect, of known: Return) -> ActionRequest? {
    switch effect {
    case .returned(let line, let quantity, let lot, let condition):
      guard let index = known.lines.firstIndex(where: { $0.lineId == line }) else { return nil }
      var fields = ["lines": "#\(index + 1)*\(quantity)", "condition": condition.rawValue]
      if let lot { fields["lot"] = lot }
      return ActionRequest("receiveReturn", subject: known.id, fields: fields)
    case .unexpected(let code, let sku, let quantity):
      var fields = ["code": code, "quantity": String(quantity)]
      if let sku { fields["sku"] = sku }
      return ActionRequest("keepUnexpected", subject: known.id, fields: fields)
    case .exceeded, .missing, .finished: return nil
    }
  }
}

extension ActionTable {
  static let returnDockActions: [ActionDefinition] = [
    ActionDefinition(
      "startReturn", on: "returns", [ActionField("token", .text(limit: 100), required: true)], right: .moveStock,
      help: "Opens a return's parcel, to be taken in by scans."
    ) { work, arguments in try ReturnDock.start(work, try arguments.subject(), arguments.text("token") ?? "") },
    ActionDefinition(
      "keepUnexpected", on: "returns",
      [
        ActionField("code", .text(limit: 128)), ActionField("sku", .record(kind: "variants")),
        ActionField("quantity", .number), ActionField("condition", .choice(ReturnCondition.allCases.map(\.rawValue))),
        ActionField("lot", .text(limit: 60)),
      ], right: .moveStock,
      help: "Keeps what lay in a return's parcel and nobody announced: it is written down, and a SKU of ours stands in "
        + "the returns' bin."
    ) { work, arguments in try Returning.keep(work, arguments) },
  ]
}

extension Returning {
  static func keep(_ work: Work, _ arguments: ActionArguments) throws -> Int64? {
    let old = try load(work, arguments)
    let quantity = try arguments.number("quantity") ?? 1
    if quantity < 1 || quantity > OrderLine.quantityLimit { throw ActionRefusal.returns(.badQuantity(quantity)) }
    var code = (arguments.text("code") ?? "").trimmingBlanks
    var variant: Int64?
    if let sku = arguments.text("sku"), !sku.isEmpty {
      guard
        let found = try work.writer.first(
          "SELECT id, sku FROM variants WHERE sku_key = \(FoldedText.fold(sku))", { ($0.integer(0), $0.text(1)) })
      else { throw ActionRefusal.noSuchRecord(kind: "variants", sku) }
      (variant, code) = found
    }
    if code.isEmpty { throw ActionRefusal.missingField("code") }
    var lot: Int64?
    if let variant, let word = arguments.text("lot"), !word.isEmpty {
      guard let known = try LotTable.find(word, of: variant, in: work.writer) else {
        throw ActionRefusal.noSuchRecord(kind: "lots", word)
      }
      lot = known.id
    }
    let place = try usualPlace(old, in: work.writer)
    var changed = old.finding(
      ReturnFinding(
        lineId: nil, code: code, lot: arguments.text("lot") ?? "", condition: arguments.choice("condition") ?? .good,
        quantity: quantity))
    changed.placeId = changed.placeId ?? place.id
    if changed == old { throw ActionRefusal.order(.unchanged) }
    try changed.save(was: old, action: "keepUnexpected", undoes: nil, isWithdrawn: false, in: work)
    if let variant {
      // No buyer was sent it with this order: to the books it is something that was found.
      try StockLedger.add(
        [
          StockMove(
            variantId: variant, lotId: lot, quantity: quantity, from: LocationTable.loss, to: place.id, reason: .found)
        ], entry: work.nextSeq - 1, in: work)
    }
    return old.id
  }
}

extension RunCommit {
  /// What came is taken in as at a desk: under an entry of the return's own, which goes back by itself.
  func take(_ effect: ReturnEffect) throws {
    guard case .finished = effect else {
      guard let id = try ReturnTable.find(number: run.zone, in: work.writer),
        let known = try ReturnTable.load(id, in: work.writer)
      else { throw ActionRefusal.fulfilment(.unreadableRun(run.number)) }
      guard let request = ReturnDock.request(effect, of: known) else { return }
      guard let definition = ActionTable.named(request.action) else {
        throw ActionRefusal.fulfilment(.unreadableRun(run.number))
      }
      try work.require(definition.right)
      _ = try definition.performed(work, try ActionArguments(definition, request, zone: .utc))
      return
    }
    try end()
  }
}
