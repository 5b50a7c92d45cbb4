public import Domain

/// A wave, whole: whose goods go with it, and who walks for them.
public struct WaveReport: Sendable {
  /// What of an order goes with it.
  public struct Part: Hashable, Sendable {
    public var number: String
    public var order: String
    public var stage: FulfilmentStage
    public var units: Int64
    /// Off the shelf, packed ones among them.
    public var picked: Int64
    public var shipBy: Instant?
    public var isShort: Bool
  }

  /// A walk for it.
  public struct Walk: Hashable, Sendable {
    public var number: String
    public var zone: String
    public var actor: String?
    public var units: Int64
    public var picked: Int64
    public var short: Int64
    public var isOver: Bool
  }

  public let wave: Wave
  public let state: WaveState
  public let warehouse: String
  public let channel: String?
  public let sentence: String
  public let carrier: String
  public let cutOff: Instant?
  public let plannedBy: String
  /// The most urgent first, `limit` of them.
  public let parts: [Part]
  public let walks: [Walk]

  public static let limit = 1000

  /// nil where there is no such wave.
  public init?(of id: Int64, in reader: any Reader) throws {
    guard let wave = try WaveTable.load(id, in: reader) else { return nil }
    self.wave = wave
    state = try WaveTable.state(of: id, in: reader)
    warehouse = try RecordNumber.of("locations", wave.warehouseId, in: reader)
    let row = try reader.first(
      """
      SELECT g.code, w.sentence, w.carrier, w.cut_off, w.planned_by
      FROM waves AS w
      LEFT JOIN release_channels AS g ON g.id = w.channel_id
      WHERE w.id = \(id)
      """
    ) { ($0.optionalText(0), $0.text(1), $0.text(2), $0.optionalInstant(3), $0.text(4)) }
    (channel, sentence, carrier, cutOff, plannedBy) = row ?? (nil, "", "", nil, "")
    parts = try reader.all(
      """
      SELECT n.number, o.number, n.stage, n.ship_by, n.came_short,
        (SELECT CAST(COALESCE(SUM(quantity), 0) AS BIGINT) FROM allocations
          WHERE fulfilment_id = n.id AND state <> 'cancelled'),
        (SELECT CAST(COALESCE(SUM(quantity), 0) AS BIGINT) FROM allocations
          WHERE fulfilment_id = n.id AND state IN ('picked', 'packed', 'shipped', 'returned'))
      FROM fulfilments AS n
      JOIN orders AS o ON o.id = n.order_id
      WHERE n.wave_id = \(id)
      ORDER BY n.priority, COALESCE(n.ship_by, \(Int64.max)), n.id
      LIMIT \(WaveReport.limit)
      """
    ) {
      Part(
        number: $0.text(0), order: $0.text(1), stage: FulfilmentStage(rawValue: $0.text(2)) ?? .allocated,
        units: $0.integer(5), picked: $0.integer(6), shipBy: $0.optionalInstant(3), isShort: $0.flag(4))
    }
    walks = try reader.all(
      """
      SELECT r.number, r.zone, r.actor, r.done_at, r.cancelled_at,
        CAST(COALESCE(SUM(s.quantity - s.cancelled), 0) AS BIGINT),
        CAST(COALESCE(SUM(s.picked), 0) AS BIGINT), CAST(COALESCE(SUM(s.short), 0) AS BIGINT)
      FROM runs AS r
      LEFT JOIN run_steps AS s ON s.run_id = r.id
      WHERE r.wave_id = \(id)
      GROUP BY r.id, r.number, r.zone, r.actor, r.done_at, r.cancelled_at
      ORDER BY r.id
      LIMIT \(WaveReport.limit)
      """
    ) {
      Walk(
        number: $0.text(0), zone: $0.text(1), actor: $0.optionalText(2), units: $0.integer(5), picked: $0.integer(6),
        short: $0.integer(7), isOver: !$0.isNull(3) || !$0.isNull(4))
    }
  }

  public func units(_ of: (Part) -> Int64) -> Int64 { parts.reduce(0) { $0 + of($1) } }
}

/// A walk, whole: where it leads, how far it is, and what was scanned.
public struct WalkReport: Sendable {
  public struct Step: Hashable, Sendable {
    /// Where it is taken from; of goods that are put away, where they go.
    public var place: String
    /// Where goods that are carried stand now.
    public var from: String?
    public var sku: String
    public var title: String
    public var lot: String?
    public var quantity: Int64
    public var done: Int64
    public var short: Int64
    /// Whose goods, and the cart's bin that they go into.
    public var order: String?
    public var bin: String
    /// Why the place is counted.
    public var reason: String?
  }

  public struct Scan: Hashable, Sendable {
    public var at: Instant
    public var actor: String
    /// In the log's words: `scan SZ-A-01`, `key f3`, `number 2`.
    public var event: String
    /// nil where the line cannot be read.
    public var what: ScanEvent?
    /// Empty: it was right.
    public var refusal: String
  }

  public let run: RunRecord
  public let wave: String?
  public let order: String?
  public let warehouse: String
  /// In walking order, `limit` of them.
  public let steps: [Step]
  /// The newest first, `scanLimit` of them.
  public let scans: [Scan]

  public static let limit = 500
  public static let scanLimit = 200

  /// nil where there is no such walk.
  public init?(of id: Int64, in reader: any Reader) throws {
    guard let run = try RunTable.load(id, in: reader) else { return nil }
    self.run = run
    wave = try run.waveId.map { try RecordNumber.of("waves", $0, in: reader) }
    order = try reader.first(
      """
      SELECT o.number
      FROM fulfilments AS n
      JOIN orders AS o ON o.id = n.order_id
      WHERE n.id = \(run.fulfilmentId ?? 0)
      """
    ) { $0.text(0) }
    warehouse = try RecordNumber.of("locations", run.warehouseId, in: reader)
    steps = try WalkReport.steps(of: run, in: reader)
    scans = try reader.all(
      """
      SELECT scanned_at, actor, event, refusal
      FROM scan_lines
      WHERE run_id = \(id)
      ORDER BY position DESC
      LIMIT \(WalkReport.scanLimit)
      """
    ) { row in
      let what = try? ScanEvent.logged(row.text(2)).event
      return Scan(
        at: row.instant(0), actor: row.text(1), event: what.map(WalkReport.told) ?? row.text(2), what: what,
        refusal: row.text(3))
    }
  }

  /// An event as the log has it, without what a log's lines begin and divide with.
  private static func told(_ event: ScanEvent) -> String {
    event.line.split { $0 == "\t" || $0 == "\n" }.dropFirst().joined(separator: " ")
  }

  private static func steps(of run: RunRecord, in reader: any Reader) throws -> [Step] {
    switch run.scenario {
    case PickRun.word:
      try read(
        """
        SELECT l.code, v.sku, p.title, t.code, s.quantity - s.cancelled, s.picked, s.short, o.number, s.bin
        FROM run_steps AS s
        JOIN locations AS l ON l.id = s.location_id
        JOIN variants AS v ON v.id = s.variant_id
        JOIN products AS p ON p.id = v.product_id
        JOIN orders AS o ON o.id = s.order_id
        LEFT JOIN lots AS t ON t.id = s.lot_id
        WHERE s.run_id = \(run.id)
        ORDER BY s.position
        LIMIT \(limit)
        """, reader)
    case PutAwayRun.word:
      try read(
        """
        SELECT l.code, v.sku, p.title, t.code, s.quantity, s.moved, s.missing, NULL, '', k.code
        FROM stock_tasks AS s
        JOIN locations AS l ON l.id = s.to_id
        JOIN locations AS k ON k.id = s.from_id
        JOIN variants AS v ON v.id = s.variant_id
        JOIN products AS p ON p.id = v.product_id
        LEFT JOIN lots AS t ON t.id = s.lot_id
        WHERE s.run_id = \(run.id)
        ORDER BY s.id
        LIMIT \(limit)
        """, reader, hasSource: true)
    case PackRun.word:
      try read(
        """
        SELECT l.code, v.sku, p.title, t.code, s.quantity,
          CASE WHEN s.parcel_id IS NULL THEN 0 ELSE s.quantity END, 0, o.number, COALESCE(k.number, '')
        FROM picks AS s
        JOIN locations AS l ON l.id = s.at_id
        JOIN variants AS v ON v.id = s.variant_id
        JOIN products AS p ON p.id = v.product_id
        JOIN orders AS o ON o.id = s.order_id
        LEFT JOIN lots AS t ON t.id = s.lot_id
        LEFT JOIN parcels AS k ON k.id = s.parcel_id
        WHERE s.fulfilment_id = \(run.fulfilmentId ?? 0)
        ORDER BY s.id
        LIMIT \(limit)
        """, reader)
    default:
      try read(
        """
        SELECT l.code, v.sku, p.title, t.code, COALESCE(s.found, 0),
          CASE WHEN s.done_at IS NULL THEN 0 ELSE s.found END, 0, o.number, s.cause
        FROM count_tasks AS s
        JOIN locations AS l ON l.id = s.location_id
        JOIN variants AS v ON v.id = s.variant_id
        JOIN products AS p ON p.id = v.product_id
        LEFT JOIN orders AS o ON o.id = s.order_id
        LEFT JOIN lots AS t ON t.id = s.lot_id
        WHERE s.run_id = \(run.id)
        ORDER BY l.sequence, s.id
        LIMIT \(limit)
        """, reader, isCount: true)
    }
  }

  private static func read(_ rows: SQL, _ reader: any Reader, hasSource: Bool = false, isCount: Bool = false) throws
    -> [Step]
  {
    try reader.all(rows) {
      Step(
        place: $0.text(0), from: hasSource ? $0.optionalText(9) : nil, sku: $0.text(1), title: $0.text(2),
        lot: $0.optionalText(3), quantity: $0.integer(4),
        done: $0.optionalInteger(5) ?? 0, short: $0.integer(6), order: $0.optionalText(7),
        bin: isCount ? "" : $0.text(8), reason: isCount ? $0.text(8) : nil)
    }
  }
}
