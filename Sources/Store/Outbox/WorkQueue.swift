public import Domain

/// A table whose rows wait to be worked on: each is claimed by one process, in whichever machine, until its lease ends.
///
/// A row is due when its moment has come, and who claims it moves that moment to the end of the lease. So the moment is
/// the lease's token too: a later claim always has a later one, whatever the clocks of those who ask say.
struct WorkQueue {
  /// Its rows have an `id`.
  let table: StaticString
  /// The column that says from when on a row may be claimed.
  let due: StaticString
  /// What tells a row that waits from one that is done.
  let waits: StaticString
}

extension Writer {
  /// Claims up to `limit` rows that are due, the longest due first, and reads these columns of them, in no order.
  ///
  /// On SQLite nobody else writes meanwhile; on a server the rows that others are about to claim are passed by, so that
  /// nobody waits for anybody.
  func claim<T>(
    from queue: WorkQueue, limit: Int, until end: Instant, at now: Instant, returning columns: SQL,
    _ map: (any Columns) throws -> T
  ) throws -> [T] {
    precondition(end > now, "a lease that has ended already is none")
    // Written down first: an engine that asked for the due rows once a row would claim more than the limit.
    return try all(
      """
      WITH due_rows AS MATERIALIZED (
        SELECT id
        FROM \(name: queue.table)
        WHERE \(name: queue.waits) AND \(name: queue.due) <= \(now)
        ORDER BY \(name: queue.due), id
        LIMIT \(limit)
        \(dialect.passingLockedRows))
      UPDATE \(name: queue.table)
      SET \(name: queue.due) = \(end)
      WHERE id IN (SELECT id FROM due_rows)
      RETURNING \(columns)
      """, map)
  }

  /// Moves the moment of a row that is still held by the lease that ends at `token`; false where it is not.
  func move(_ id: Int64, of queue: WorkQueue, heldUntil token: Instant, to moment: Instant) throws -> Bool {
    try execute(
      """
      UPDATE \(name: queue.table)
      SET \(name: queue.due) = \(moment)
      WHERE id = \(id) AND \(name: queue.due) = \(token) AND \(name: queue.waits)
      """)
    return try changedRows == 1
  }
}

extension Reader {
  /// The store's own clock, which decides about leases: a server's consoles need not agree on the time.
  public func clock() throws -> Instant {
    try first("SELECT \(dialect.clock)") { $0.instant(0) } ?? Instant(milliseconds: 0)
  }
}
