public import Domain

/// Takes a carrier's tables in: services, rate sheets, zones. One file is one journal entry, undone as one.
public struct WaysIntake {
  public struct Report: Hashable, Sendable {
    public var imported = 0
    public var updated = 0
    public var unchanged = 0
    public var changedRecords = 0
    public var refused: [Refused] = []
    public var notes: [RowIssue] = []
    /// nil where nothing changed.
    public var entry: Int64?

    public struct Refused: Hashable, Sendable {
      public var issue: RowIssue
      public var raw: String
    }
  }

  /// The service of rows that name none.
  public var service: String?
  /// When sheets begin that do not say it: the file's time.
  public var from: Instant
  public var file: String

  public init(service: String?, from: Instant, file: String) {
    self.service = service
    self.from = from
    self.file = file
  }

  /// Takes rows in; what cannot be is refused row by row, the rest goes in. The same rows again change nothing.
  ///
  /// `earlier` is what a dry run has rehearsed already: services that one file brings the next one's rates are for.
  public func take(
    _ rows: [IncomingWay], as actor: Actor, now: Instant, dryRun: Bool = false,
    after earlier: [(intake: WaysIntake, rows: [IncomingWay])] = [], in store: Store
  ) throws -> Report {
    try store.require(.importFiles, of: actor)
    if !dryRun { try keepBodies(rows, in: store) }
    do {
      return try store.connection.writeNow { writer in
        let work = Work(writer, actor: actor, now: now, reason: "")
        try work.begin()
        if dryRun {
          for one in earlier { try WaysRun(one.intake, FulfilmentWork(work)).take(one.rows) }
        }
        let run = WaysRun(self, FulfilmentWork(work))
        try run.take(rows)
        if try run.hasChanged() { run.report.entry = try run.task.commit("importWays", "sheets", nil) }
        try work.finish()
        if dryRun { throw Rehearsed(report: run.report) }
        return run.report
      }
    } catch var rehearsed as Rehearsed {
      rehearsed.report.entry = nil
      return rehearsed.report
    }
  }

  /// What sheets say is much, and means nothing until a sheet points to it: it is written before, each by itself.
  private func keepBodies(_ rows: [IncomingWay], in store: Store) throws {
    let bodies = try store.connection.readNow { reader in
      let planning = WaysPlan(self)
      return try planning.bodies(rows, in: reader)
    }
    for body in bodies { _ = try store.connection.writeNow { try RateBodies.keep(body, in: $0) } }
  }

  private struct Rehearsed: Error {
    var report: Report
  }
}

/// What a file's rows come to, before anything is written.
struct WaysPlan {
  let intake: WaysIntake

  init(_ intake: WaysIntake) { self.intake = intake }

  /// The name of a row's service: its own, or the one that the import names.
  func service(_ name: String) -> String? { WayCodes.code(name.isEmpty ? intake.service ?? "" : name) }

  /// The rows of rates as sheets, in the order of the file, and those that do not go together.
  func drafts(_ rows: [IncomingWay]) -> (drafts: [SheetDraft], refused: [WaysIntake.Report.Refused]) {
    var drafts: [SheetDraft] = []
    var indices: [String: Int] = [:]
    var refused: [WaysIntake.Report.Refused] = []
    for case .rate(let row) in rows {
      guard let code = service(row.service) else {
        refused.append(.init(issue: RowIssue(line: row.line, field: "service", code: .missingId), raw: row.raw))
        continue
      }
      let key = FoldedText.fold(code) + " \(row.validFrom?.milliseconds ?? Int64.min)"
      let index = indices[key] ?? drafts.count
      if index == drafts.count {
        drafts.append(SheetDraft(row, service: code))
        indices[key] = index
      }
      if let issue = drafts[index].take(row) { refused.append(.init(issue: issue, raw: row.raw)) }
    }
    return (drafts.filter { !$0.rows.isEmpty }, refused)
  }

  /// The bodies that the file will point to, as far as can be told before.
  func bodies(_ rows: [IncomingWay], in reader: any Reader) throws -> [RateBody] {
    try drafts(rows).drafts.map { draft in
      let known = try ServiceTable.find(draft.service, in: reader)
      let earlier = try known.flatMap { try SheetTable.body(of: $0.id, at: draft.validFrom ?? intake.from, in: reader) }
      return draft.body(after: earlier).body
    }
  }
}

/// Rate sheets in the store.
enum SheetTable {
  struct Sheet: Hashable {
    var id: Int64
    var bodyId: Int64
    var digest: String
    var currency: String
    var validFrom: Instant
    var validUntil: Instant?
  }

  private static let columns: SQL =
    "SELECT id, body_id, digest, currency, valid_from, valid_until FROM rate_sheets"

  private static func sheet(_ row: any Columns) -> Sheet {
    Sheet(
      id: row.integer(0), bodyId: row.integer(1), digest: row.text(2), currency: row.text(3),
      validFrom: row.instant(4), validUntil: row.optionalInstant(5))
  }

  static func beginning(_ service: Int64, at from: Instant, in reader: any Reader) throws -> Sheet? {
    try reader.first("\(columns) WHERE service_id = \(service) AND valid_from = \(from)", sheet)
  }

  /// The newest that began before.
  static func before(_ service: Int64, _ from: Instant, in reader: any Reader) throws -> Sheet? {
    try reader.first(
      "\(columns) WHERE service_id = \(service) AND valid_from < \(from) ORDER BY valid_from DESC LIMIT 1", sheet)
  }

  static func next(_ service: Int64, after from: Instant, in reader: any Reader) throws -> Sheet? {
    try reader.first(
      "\(columns) WHERE service_id = \(service) AND valid_from > \(from) ORDER BY valid_from LIMIT 1", sheet)
  }

  /// What the service's sheet of a moment says, or of the newest one before it; nil where it has none.
  static func body(of service: Int64, at moment: Instant, in reader: any Reader) throws -> RateBody? {
    let sheet =
      try beginning(service, at: moment, in: reader) ?? before(service, moment, in: reader)
      ?? next(service, after: moment, in: reader)
    return try sheet.flatMap { try RateBodies.load($0.bodyId, in: reader) }
  }
}
