internal import GRDB
internal import GRDBSQLite

/// A SQLite store: one writer behind the gate, two readers on snapshots, the same statements in every process.
public final class SQLiteConnection: Connection {
  public let path: String
  private let pool: DatabasePool
  private let gate: WriteGate

  public var dialect: Dialect { .sqlite }

  /// Opens an existing file, or makes an empty one when `create` is true; the schema is somebody else's business.
  ///
  /// 512 KiB of page cache and two readers: the figures the memory budget was measured with.
  public init(path: String, create: Bool, readOnly: Bool = false) throws {
    self.path = path
    let existed = FileFacts.exists(path)
    if existed && create { throw StoreError.exists(path: path) }
    if !existed && !create { throw StoreError.missing(path: path) }
    if existed && !FileFacts.beginsLikeSQLite(path) { throw StoreError.notAStore(path: path) }
    let gate = try WriteGate(path: path + ".lock")
    self.gate = gate
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    configuration.maximumReaderCount = 2
    configuration.foreignKeysEnabled = true
    configuration.readonly = readOnly
    configuration.label = "portolan"
    configuration.prepareDatabase { db in
      try db.execute(
        sql: """
          PRAGMA cache_size = -512; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;
          PRAGMA temp_store = FILE
          """)
    }
    try gate.enter()
    defer { gate.leave() }
    do {
      pool = try DatabasePool(path: path, configuration: configuration)
      if !readOnly {
        try pool.writeWithoutTransaction { db in
          // The pool sets NORMAL after opening, and money wants FULL: a commit that was answered survives power loss.
          try db.execute(
            sql: """
              PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 1000; PRAGMA journal_size_limit = 16777216;
              """)
        }
      }
    } catch {
      throw StoreError(error, path: path)
    }
    if create { FileFacts.restrictToOwner(path) }
  }

  public func read<T: Sendable>(_ body: @escaping @Sendable (any Reader) throws -> T) async throws -> T {
    do {
      return try await pool.read { db in try body(SQLiteSession(db)) }
    } catch {
      throw translate(error)
    }
  }

  public func readNow<T>(_ body: (any Reader) throws -> T) throws -> T {
    do {
      return try pool.read { db in try body(SQLiteSession(db)) }
    } catch {
      throw translate(error)
    }
  }

  public func write<T: Sendable>(_ body: @escaping @Sendable (any Writer) throws -> T) async throws -> T {
    do {
      return try await pool.writeWithoutTransaction { [gate] db in try SQLiteConnection.transact(db, gate, body) }
    } catch {
      throw translate(error)
    }
  }

  public func writeNow<T>(_ body: (any Writer) throws -> T) throws -> T {
    do {
      return try pool.writeWithoutTransaction { db in try SQLiteConnection.transact(db, gate, body) }
    } catch {
      throw translate(error)
    }
  }

  public func changeMark() throws -> Int64 {
    // The writer is the one fixed connection: `data_version` compares with what this connection saw last.
    do {
      return try pool.unsafeReentrantWrite { db in
        let own = Int64(sqlite3_total_changes(db.sqliteConnection))
        let version = try SQLiteSession(db).integer("PRAGMA data_version") ?? 0
        return version &* 1_000_003 &+ own
      }
    } catch {
      throw translate(error)
    }
  }

  /// Runs outside any transaction but under the gate: checkpoints, VACUUM INTO, integrity checks.
  func maintain<T>(_ body: (any Writer) throws -> T) throws -> T {
    do {
      return try pool.writeWithoutTransaction { db in
        try gate.enter()
        defer { gate.leave() }
        return try body(SQLiteSession(db))
      }
    } catch {
      throw translate(error)
    }
  }

  /// Writes a whole, defragmented copy of one snapshot into a new file while others go on reading and writing.
  func copyWhole(to target: String) throws {
    do {
      var configuration = Configuration()
      configuration.readonly = true
      configuration.busyMode = .timeout(5)
      let source = try DatabaseQueue(path: path, configuration: configuration)
      try source.writeWithoutTransaction { db in
        try db.execute(sql: "VACUUM INTO ?", arguments: [target])
      }
    } catch {
      throw StoreError(error, path: target)
    }
    FileFacts.restrictToOwner(target)
    try FileFacts.flush(target)
  }

  private func translate(_ error: any Error) -> any Error {
    error is DatabaseError ? StoreError(error, path: path) : error
  }

  private static func transact<T>(_ db: Database, _ gate: WriteGate, _ body: (any Writer) throws -> T) throws -> T {
    try gate.enter()
    defer { gate.leave() }
    var result: T?
    try db.inTransaction(.immediate) {
      result = try body(SQLiteSession(db))
      return .commit
    }
    guard let result else { preconditionFailure("a committed transaction has its result") }
    return result
  }
}

extension StoreError {
  /// The engine's error as a situation.
  init(_ error: any Error, path: String) {
    guard let error = error as? DatabaseError else {
      self = error as? StoreError ?? .engine(code: -1, detail: "\(error)")
      return
    }
    let detail = error.message ?? "no detail"
    switch error.resultCode {
    case .SQLITE_FULL: self = .diskFull
    case .SQLITE_READONLY: self = .readOnly(path: path)
    case .SQLITE_CANTOPEN: self = .cannotOpen(path: path, why: detail)
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .locked
    case .SQLITE_CORRUPT: self = .damaged(detail: detail)
    case .SQLITE_NOTADB: self = .notAStore(path: path)
    case .SQLITE_INTERRUPT, .SQLITE_ABORT: self = .interrupted
    case .SQLITE_CONSTRAINT: self = .constraint(detail)
    case .SQLITE_IOERR where FileFacts.freeBytes(beside: path) < 65_536: self = .diskFull
    default: self = .engine(code: Int(error.extendedResultCode.rawValue), detail: detail)
    }
  }
}
