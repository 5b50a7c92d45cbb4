/// The one seam to the engine: SQLite through GRDB's pool, or PostgreSQL through libpq (behind the trait).
public protocol Connection: AnyObject, Sendable {
  var dialect: Dialect { get }

  /// Reads on a snapshot, on the caller's thread.
  func readNow<T>(_ body: (any Reader) throws -> T) throws -> T

  /// The same, until somebody interrupts it: throws `StoreError.interrupted` then.
  func readNow<T>(until interruption: Interruption, _ body: (any Reader) throws -> T) throws -> T

  /// One write transaction: gate, begin, body, commit, release. A thrown error rolls back.
  func writeNow<T>(_ body: (any Writer) throws -> T) throws -> T

  /// One of a long run's transactions: the pace learns how long the gate was held.
  func writeNow<T>(pace: WritePace?, _ body: (any Writer) throws -> T) throws -> T

  /// Called when the schema has changed: what the engine knows of its tables is read anew.
  func learn() throws

  /// A number that moves whenever anybody, in any process, has committed.
  func changeMark() throws -> Int64

  /// Says when somebody may have committed, and costs an idle console next to nothing; nil where there is no way.
  ///
  /// `onHint` and `onTick` (every half minute) are called on a queue of their own, as long as the watch is held.
  func watch(onTick: @escaping @Sendable () -> Void, onHint: @escaping @Sendable () -> Void) -> (any StoreWatch)?
}

/// Watches a store for commits while it is held.
public protocol StoreWatch: AnyObject, Sendable {}

/// What reads.
public protocol Reader {
  var dialect: Dialect { get }

  /// Runs the statement and hands each row to the closure; it returns false to stop.
  func forEach(_ sql: SQL, _ row: (any Columns) throws -> Bool) throws
}

extension Reader {
  public func all<T>(_ sql: SQL, _ map: (any Columns) throws -> T) throws -> [T] {
    var rows: [T] = []
    try forEach(sql) { row in
      rows.append(try map(row))
      return true
    }
    return rows
  }

  public func first<T>(_ sql: SQL, _ map: (any Columns) throws -> T) throws -> T? {
    var found: T?
    try forEach(sql) { row in
      found = try map(row)
      return false
    }
    return found
  }

  public func integer(_ sql: SQL) throws -> Int64? {
    try first(sql) { $0.optionalInteger(0) } ?? nil
  }
}

/// What writes, inside one transaction.
public protocol Writer: Reader {
  func execute(_ sql: SQL) throws
  /// Prepares once a connection and runs with these values: the fast way for rows by the thousand.
  func run(_ statement: StaticString, _ values: [SQLValue]) throws
  /// Number of rows that the last statement changed.
  var changedRows: Int { get throws }
  /// The id that the last INSERT was given.
  var lastInsertedId: Int64 { get throws }
}
