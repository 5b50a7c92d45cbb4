public import Domain

/// One person's walk as the store keeps it.
public struct RunRecord: Hashable, Sendable {
  public var id: Int64
  public var number: String
  /// `pick`, `pack`, `putaway`, `count`.
  public var scenario: String
  public var warehouseId: Int64
  public var waveId: Int64?
  public var fulfilmentId: Int64?
  public var zone: String
  public var cart: String
  public var startedAt: Instant?
  public var isOver: Bool
  /// Events that were taken so far.
  public var events: Int64
  public var lease: RunLease?
  /// To whom it was handed and who has not taken it up yet, or who went it last.
  public var givenTo: String?
  /// Whether whoever had it has left it, by a key or by a dropped line.
  public var isLeft: Bool
  /// Why goods are carried, where it carries any.
  var carries: MoveReason?
  /// Whose it is: of whoever is on it, was on it last, or was given it.
  public var owner: String? { lease?.actor ?? givenTo }

  /// What kind of work it is: its scenario, or of carrying why goods are carried.
  public var work: String {
    switch carries {
    case .replenishment, .putBack: carries?.rawValue ?? scenario
    default: scenario
    }
  }

  /// The run at its start, as text; empty until somebody starts it.
  var script: String
}

/// Who is on a walk, by which token, until when.
public struct RunLease: Hashable, Sendable {
  public var actor: String
  public var token: String
  public var until: Instant

  /// From one sign of life to the next: a line that is down for longer frees the walk.
  static let milliseconds: Int64 = 120_000

  public func holds(at now: Instant) -> Bool { until > now }
}

public enum RunTable {
  private static let columns: SQL = """
    SELECT id, number, scenario, warehouse_id, wave_id, fulfilment_id, zone, cart, started_at, done_at, cancelled_at,
      events, actor, token, lease_until, script, (SELECT MIN(reason) FROM stock_tasks WHERE run_id = runs.id)
    FROM runs
    """

  public static func load(_ id: Int64, in reader: any Reader) throws -> RunRecord? {
    try reader.first("\(columns) WHERE id = \(id)", RunRecord.init(row:))
  }

  /// Walks that are not over, the oldest first.
  public static func open(_ scenario: String? = nil, in reader: any Reader) throws -> [RunRecord] {
    let all = try reader.all(
      "\(columns) WHERE done_at IS NULL AND cancelled_at IS NULL ORDER BY scenario, id LIMIT 500", RunRecord.init(row:))
    return scenario.map { scenario in all.filter { $0.scenario == scenario } } ?? all
  }

  static func loaded(_ id: Int64, in reader: any Reader) throws -> RunRecord {
    guard let run = try load(id, in: reader) else { throw ActionRefusal.noSuchRecord(kind: "runs", String(id)) }
    return run
  }

  /// What begins a line's refusal where the store, not the run, would not have it: such a line changed nothing.
  static let storesOwn = "store:"

  /// Lines of a run's log from `position` on.
  static func lines(of run: Int64, from position: Int64 = 0, in reader: any Reader) throws
    -> [(position: Int64, event: String, refusal: String)]
  {
    try reader.all(
      """
      SELECT position, event, refusal
      FROM scan_lines
      WHERE run_id = \(run) AND position >= \(position)
      ORDER BY position
      """
    ) { (position: $0.integer(0), event: $0.text(1), refusal: $0.text(2)) }
  }

  /// The run as it stands: what it was at its start, and all that was scanned since.
  public static func session(of run: RunRecord, in reader: any Reader) throws -> ScanSession {
    // What was refused has changed nothing, whoever refused it, and need not be refused by the same word today.
    let lines = try lines(of: run.id, in: reader).filter(\.refusal.isEmpty)
    do {
      return try ScanSession(decoding: run.script + lines.map(\.event).joined())
    } catch {
      throw ActionRefusal.fulfilment(.unreadableRun(run.number))
    }
  }
}

extension RunRecord {
  fileprivate init(row: any Columns) {
    var lease: RunLease?
    if let actor = row.optionalText(12), let token = row.optionalText(13) {
      lease = RunLease(actor: actor, token: token, until: row.optionalInstant(14) ?? Instant(milliseconds: 0))
    }
    let givenTo = lease == nil ? row.optionalText(12) : nil
    self.init(
      id: row.integer(0), number: row.text(1), scenario: row.text(2), warehouseId: row.integer(3),
      waveId: row.optionalInteger(4), fulfilmentId: row.optionalInteger(5), zone: row.text(6), cart: row.text(7),
      startedAt: row.optionalInstant(8), isOver: !row.isNull(9) || !row.isNull(10), events: row.integer(11),
      lease: lease, givenTo: givenTo, isLeft: givenTo != nil && !row.isNull(14),
      carries: row.optionalText(16).flatMap(MoveReason.init(rawValue:)), script: row.text(15))
  }
}
