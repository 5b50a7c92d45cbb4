public import Domain

/// What one run over the orders that wait for stock came to.
public struct AllocationReport: Hashable, Sendable {
  /// Orders that have all that they want.
  public var served: Int = 0
  /// Orders that were given something and wait for more.
  public var partly: Int = 0
  /// Orders that wait for all of it.
  public var waiting: Int = 0
  /// Orders that were not asked for stock, because something else has to be done first.
  public var refused: Int = 0

  public init() {}

  public var judged: Int { served + partly + waiting + refused }
}

extension Store {
  /// Promises stock to the orders that wait for it, those first that have to be sent first: each by an action of its
  /// own, with its own entry, so that each can be taken back. `step` is told after each transaction how far it has
  /// come; where it answers false the run stops there, and the next goes on. `quietSince`: only orders of which the
  /// outside has said nothing since.
  @discardableResult
  public func allocateWaiting(
    as actor: Actor, now: Instant, quietSince moment: Instant? = nil, step: (AllocationReport) -> Bool = { _ in true }
  ) throws -> AllocationReport {
    try require(.allocateStock, of: actor)
    let orders = try connection.readNow { try AllocationRun.waiting(quietSince: moment, in: $0) }
    let pace = WritePace()
    var report = AllocationReport()
    var rest = orders[...]
    while !rest.isEmpty {
      let (count, turn) = try connection.writeNow(pace: pace) { writer in
        var turn = report
        var count = 0
        let work = Work(writer, actor: actor, now: now, reason: "")
        try work.begin()
        for order in rest where count == 0 || !pace.isOver {
          try AllocationRun.take(order, &turn, work)
          count += 1
        }
        try work.finish()
        return (count, turn)
      }
      report = turn
      rest = rest.dropFirst(count)
      if !step(report) { break }
      Breath.take()
    }
    return report
  }
}

enum AllocationRun {
  /// Orders that are to be sent and have not all their units, in the order in which they are to leave.
  static func waiting(quietSince moment: Instant? = nil, in reader: any Reader) throws -> [Int64] {
    let quiet: SQL = moment.map { "AND o.revised_at <= \($0)" } ?? ""
    return try reader.all(
      """
      SELECT o.id
      FROM orders AS o
      WHERE o.status IN ('authorised', 'paid', 'processing', 'partlyShipped') AND o.place_key IS NOT NULL \(quiet)
        AND (NOT EXISTS (SELECT 1 FROM allocations AS a WHERE a.order_id = o.id)
          OR EXISTS (
            SELECT 1 FROM allocations AS a WHERE a.order_id = o.id AND a.state IN ('backordered', 'pegged')))
      ORDER BY COALESCE(o.ship_by, \(Int64.max)), o.place_key
      """
    ) { $0.integer(0) }
  }

  static func take(_ id: Int64, _ report: inout AllocationReport, _ work: Work) throws {
    guard let order = try OrderTable.load(id, in: work.writer) else { return }
    do {
      try Allocating.allocate(order, from: nil, maySplit: true, work)
    } catch ActionRefusal.stock(.nothingFree) {
      report.waiting += 1
      return
    } catch is ActionRefusal {
      report.refused += 1
      return
    }
    let units = try Allocating.units(of: id, in: work.writer)
    if units.count(.backordered) + units.count(.pegged) == 0 {
      report.served += 1
    } else if units.count(.reserved) > 0 {
      report.partly += 1
    } else {
      report.waiting += 1
    }
  }
}
