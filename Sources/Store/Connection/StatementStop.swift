internal import GRDB
internal import GRDBSQLite

/// Ends the statements of a connection from outside: a long one asks every few thousand steps whether to go on.
final class StatementStop: Sendable {
  private let isStopped: @Sendable () -> Bool

  init(_ isStopped: @escaping @Sendable () -> Bool) { self.isStopped = isStopped }

  /// It must live until `end`.
  func begin(_ db: Database) {
    sqlite3_progress_handler(
      db.sqliteConnection, 10_000,
      { own in
        guard let own else { return 0 }
        return Unmanaged<StatementStop>.fromOpaque(own).takeUnretainedValue().isStopped() ? 1 : 0
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  func end(_ db: Database) { sqlite3_progress_handler(db.sqliteConnection, 0, nil, nil) }

  func over<T>(_ db: Database, _ body: () throws -> T) rethrows -> T {
    begin(db)
    defer { end(db) }
    return try body()
  }
}
