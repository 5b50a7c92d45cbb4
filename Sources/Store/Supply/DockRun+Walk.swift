internal import Domain

/// Receiving as a walk of its own: held by a lease, written down scan by scan, gone on with where a line dropped.
extension DockRun {
  /// What people call a delivery that may be taken in now, those first that were ordered first.
  public struct Expected: Hashable, Sendable {
    public var purchase: Int64
    public var number: String
    public var supplier: String
  }

  /// Purchases of which something is still to come.
  public static func expected(limit: Int, in reader: any Reader) throws -> [Expected] {
    let states = PurchaseState.allCases.filter(\.isExpected).map { SQLValue.text($0.rawValue) }
    return try reader.all(
      """
      SELECT h.id, h.number, s.code
      FROM purchases AS h
      JOIN suppliers AS s ON s.id = h.supplier_id
      WHERE h.state IN (\(SQL.list(states)))
      ORDER BY h.id
      LIMIT \(limit)
      """
    ) { Expected(purchase: $0.integer(0), number: $0.text(1), supplier: $0.text(2)) }
  }

  /// The purchase that a code at the dock means.
  public static func find(_ code: String, in reader: any Reader) throws -> Int64? {
    try PurchaseTable.find(number: code, in: reader)?.id
  }

  /// The walk of a purchase that nobody has ended.
  public static func walk(of purchase: Int64, in reader: any Reader) throws -> Int64? {
    guard let known = try PurchaseTable.load(purchase, in: reader) else { return nil }
    return try reader.integer(
      """
      SELECT id
      FROM runs
      WHERE scenario = \(ReceiveRun.word) AND zone = \(known.number) AND done_at IS NULL AND cancelled_at IS NULL
      """)
  }

  /// The walk of a purchase that nobody has ended, else a new one.
  static func start(_ work: Work, _ purchase: Int64, _ token: String) throws -> Int64 {
    guard let known = try PurchaseTable.load(purchase, in: work.writer) else {
      throw ActionRefusal.noSuchRecord(kind: Purchase.kind, String(purchase))
    }
    if let open = try walk(of: purchase, in: work.writer) {
      return try RunStart(work, try RunTable.loaded(open, in: work.writer), token).start(cart: "")
    }
    let planned: ReceivePlan?
    do {
      planned = try plan(of: purchase, reader: RunScripts.scanReader(at: work.now), in: work.writer)
    } catch is ScanPlanFault {
      planned = nil
    }
    guard let planned else { throw ActionRefusal.fulfilment(.nothingToDo(known.number)) }
    let task = FulfilmentWork(work)
    let run = try task.rows.insert(
      .runs,
      [
        "scenario": .text(ReceiveRun.word), "warehouse_id": .number(known.warehouseId), "zone": .text(known.number),
        "cart": .text(""), "made_at": .number(work.now.milliseconds), "started_at": .number(work.now.milliseconds),
      ])
    try task.commit("startReceiving", "runs", run)
    try RunStart.hold(run, token, script: ScanSession.receive(ScanLog(ReceiveRun(planned))).start, work)
    return run
  }
}

extension ActionTable {
  static let dockActions: [ActionDefinition] = [
    ActionDefinition(
      "startReceiving", on: Purchase.kind, [ActionField("token", .text(limit: 100), required: true)],
      right: .moveStock, help: "Opens a purchase at the dock, to be received by scans."
    ) { work, arguments in try DockRun.start(work, try arguments.subject(), arguments.text("token") ?? "") }
  ]
}

extension RunCommit {
  /// What came is taken in as at a desk: under an entry of the purchase's own, which goes back by itself.
  func take(_ effect: ReceiveEffect) throws {
    switch effect {
    case .received(let id, _, _, _, _):
      guard let purchase = try PurchaseTable.load(ofLine: id, in: work.writer),
        let sku = try purchase.line(id).map({ try RecordNumber.of("variants", $0.variantId, in: work.writer) }),
        let request = DockRun.request(effect, of: purchase.id, sku: sku),
        let definition = ActionTable.named(request.action)
      else { throw ActionRefusal.fulfilment(.unreadableRun(run.number)) }
      try work.require(definition.right)
      _ = try definition.performed(work, try ActionArguments(definition, request, zone: .utc))
    case .exceeded, .missing: break
    case .finished: try end()
    }
  }
}
