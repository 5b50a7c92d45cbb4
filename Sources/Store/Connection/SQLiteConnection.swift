internal import CEngine
internal import GRDB
internal import GRDBSQLite
internal import Glibc

/// A SQLite store: one writer behind the gate, two readers on snapshots, the same statements in every process.
public final class SQLiteConnection: Connection {
  public let path: String
  private let pool: DatabasePool
  private let gate: WriteGate
  private let identity: FileIdentity?
  private let witness: HeadWitness
  private let checkpoints: Checkpoints
  /// How long a statement waits for SQLite's own locks; the gate keeps our own processes out of each other's way.
  static let busyMilliseconds: Int32 = 5000

  public var dialect: Dialect { .sqlite }

  /// Once in a process, before its first connection.
  private static let engineIsSet = ce_count_no_memory() == SQLITE_OK

  /// Opens an existing file, or makes an empty one when `create` is true; the schema is somebody else's business.
  ///
  /// 512 KiB of page cache and two readers: the figures the memory budget was measured with.
  /// `head` reads the journal's head, which is kept in the lock file as well.
  init(
    path: String, create: Bool, readOnly: Bool = false, patience: GatePatience = GatePatience(),
    head: @escaping @Sendable (any Reader) throws -> StoreHead? = { _ in nil }
  ) throws {
    self.path = path
    _ = SQLiteConnection.engineIsSet
    if create {
      if FileFacts.exists(path) { throw StoreError.exists(path: path) }
    } else {
      try SQLiteConnection.checkFile(path)
      FileFacts.freeLog(of: path)
    }
    if create { try FileFacts.setAside(path + "-wal") }
    let gate = try WriteGate(path: path + WriteGate.ending, patience: patience)
    self.gate = gate
    let connected = ConnectedFile(path)
    let checkpoints = Checkpoints(path: path, connected)
    self.checkpoints = checkpoints
    witness = HeadWitness(path: path + WriteGate.ending, head: head)
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    configuration.maximumReaderCount = 2
    configuration.foreignKeysEnabled = true
    configuration.readonly = readOnly
    configuration.label = "portolan"
    // The pool keeps this closure, and with it what it holds, until its last connection is closed.
    configuration.prepareDatabase { [connected] db in
      defer { withExtendedLifetime(connected) {} }
      try db.execute(
        sql: """
          PRAGMA cache_size = -512; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;
          PRAGMA temp_store = FILE
          """)
    }
    let hasGate = try gate.enterBriefly()
    defer { if hasGate { gate.leave() } }
    do {
      pool = try DatabasePool(path: path, configuration: configuration)
      if !readOnly {
        try pool.writeWithoutTransaction { db in
          // The pool sets NORMAL after opening, and money wants FULL: a commit that was answered survives power loss.
          try db.execute(sql: "PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 16777216")
          checkpoints.watch(db)
        }
      }
    } catch {
      if create { FileFacts.remove(path) }
      throw StoreError(error, path: path)
    }
    connected.begin()
    if create { FileFacts.restrictToOwner(path) }
    identity = FileIdentity(path)
    if create { witness.reset() }
  }

  /// Refuses what is no store before anything is written beside it or into it: opening for work would make even an
  /// empty file, or another program's database, into a file with a log.
  private static func checkFile(_ path: String) throws(StoreError) {
    if let why = FileFacts.whyUnreadable(path) {
      if why == ENOENT || why == ENOTDIR { throw .missing(path: path) }
      throw .cannotOpen(path: path, why: String(cString: strerror(why)))
    }
    // A store whose maker was killed at once may have everything in its log.
    if FileFacts.size(path) == 0 && FileFacts.size(path + "-wal") > 0 { return }
    guard let head = FileFacts.head(of: path) else { return }
    if !head.starts(with: Array("SQLite format 3\0".utf8)) { throw .notAStore(path: path) }
    // Stores keep a log, which the header tells; whatever does not is looked at without touching it.
    if head.count > 19 && head[18] == 2 { return }
    do {
      var configuration = Configuration()
      configuration.readonly = true
      let looked = try DatabaseQueue(path: path, configuration: configuration)
      let isStore = try looked.read { db in try Schema.version(of: SQLiteSession(db)) > 0 }
      if !isStore { throw StoreError.notAStore(path: path) }
    } catch {
      throw StoreError(error, path: path)
    }
  }

  public func readNow<T>(_ body: (any Reader) throws -> T) throws -> T {
    do {
      return try pool.read { db in try body(SQLiteSession(db)) }
    } catch {
      throw translate(error)
    }
  }

  public func readNow<T>(until interruption: Interruption, _ body: (any Reader) throws -> T) throws -> T {
    do {
      return try pool.read { db in
        // As a number: it goes from thread to thread.
        let handle = UInt(bitPattern: db.sqliteConnection)
        return try interruption.reading(
          stop: { if let handle = OpaquePointer(bitPattern: handle) { sqlite3_interrupt(handle) } },
          { try body(SQLiteSession(db)) })
      }
    } catch {
      throw translate(error)
    }
  }

  public func writeNow<T>(_ body: (any Writer) throws -> T) throws -> T { try writeNow(pace: nil, body) }

  public func writeNow<T>(pace: WritePace?, _ body: (any Writer) throws -> T) throws -> T {
    do {
      return try pool.writeWithoutTransaction { db in try transact(db, pace: pace, body) }
    } catch {
      throw translate(error)
    }
  }

  public func learn() {}

  public func watch(
    onTick: @escaping @Sendable () -> Void, onHint: @escaping @Sendable () -> Void
  ) -> (any StoreWatch)? {
    ChangeWatch(path: path, onTick: onTick, onHint: onHint)
  }

  public func changeMark() throws -> Int64 {
    try checkIdentity()
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
        try checkIdentity()
        return try body(SQLiteSession(db))
      }
    } catch {
      throw translate(error)
    }
  }

  /// Writes a whole, defragmented copy of one snapshot into a new file while others go on reading and writing.
  ///
  /// `progress` learns how much is done, from nought to one, on a thread of its own; the copy ends with
  /// `StoreError.interrupted` as soon as `isStopped` says so.
  func copyWhole(
    to target: String, isStopped: @escaping @Sendable () -> Bool = { false },
    progress: (@Sendable (Double) -> Void)? = nil
  ) throws {
    let watch = progress.map { CopyWatch(path, target, $0) }
    defer { watch?.end() }
    do {
      var configuration = Configuration()
      configuration.readonly = true
      configuration.busyMode = .timeout(5)
      let source = try DatabaseQueue(path: path, configuration: configuration)
      try source.writeWithoutTransaction { db in
        try StatementStop(isStopped).over(db) { try db.execute(sql: "VACUUM INTO ?", arguments: [target]) }
      }
    } catch {
      throw StoreError(error, path: target)
    }
    FileFacts.restrictToOwner(target)
    try FileFacts.flush(target)
  }

  /// Runs the body; as soon as `isStopped` says so, the statement that runs ends with `StoreError.interrupted`.
  func interruptible<T>(_ isStopped: @escaping @Sendable () -> Bool, _ body: () throws -> T) throws -> T {
    let interruption = StatementStop(isStopped)
    pool.writeWithoutTransaction { interruption.begin($0) }
    defer { pool.writeWithoutTransaction { interruption.end($0) } }
    return try body()
  }

  private func translate(_ error: any Error) -> any Error {
    error is DatabaseError ? StoreError(error, path: path) : error
  }

  private func transact<T>(_ db: Database, pace: WritePace?, _ body: (any Writer) throws -> T) throws -> T {
    let result = try commit(db, pace, body)
    // The commit stands, whatever becomes of the log: it is taken in another time.
    try? checkpoints.tend(db, gate, isLongRun: pace != nil)
    return result
  }

  private func commit<T>(_ db: Database, _ pace: WritePace?, _ body: (any Writer) throws -> T) throws -> T {
    try gate.enter()
    defer { gate.leave() }
    // SQLite would go on writing into a file that has no name any more.
    try checkIdentity()
    pace?.begin()
    defer { pace?.end() }
    let session = SQLiteSession(db)
    try witness.compare(session)
    var result: T?
    // Before the gate is left, whatever comes.
    defer { checkpoints.join() }
    try db.inTransaction(.immediate) {
      if pace != nil { checkpoints.beginBeside(db) }
      result = try body(session)
      pace?.endWork()
      // Nothing is committed while a checkpoint runs.
      checkpoints.join()
      return .commit
    }
    witness.keep(session)
    guard let result else { preconditionFailure("a committed transaction has its result") }
    return result
  }

  private func checkIdentity() throws(StoreError) {
    if identity != FileIdentity(path) { throw .gone(path: path) }
  }

  /// The entry that the lock file knows of and the journal does not: what was committed and is not there any more.
  ///
  /// The lock file is read before the snapshot is taken: while others write, a snapshot is older than what the file
  /// says a moment later. A line that changes meanwhile may have been read in two halves, and is read again.
  func missingHead() throws -> StoreHead? {
    for _ in 0..<5 {
      let kept = witness.kept()
      guard let missing = try readNow({ try witness.missing(of: kept, in: $0) }) else { return nil }
      if witness.kept().contains(missing) { return missing }
    }
    return nil
  }

  /// What the lock file remembers is of another store, which stood here before.
  func forgetOtherStore() { witness.reset() }

  /// Accepts the journal as it is. To be called inside a write transaction.
  func forgetMissing() { witness.forget() }
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
    // Its head was looked at before, and was that of a database.
    case .SQLITE_NOTADB: self = .damaged(detail: "\(path) does not read as a database any more")
    // The program asks for what it made itself: what has no such name any more was lost with the page that said it.
    case .SQLITE_ERROR where StoreError.lacks(detail): self = .damaged(detail: detail)
    case .SQLITE_INTERRUPT, .SQLITE_ABORT: self = .interrupted
    case .SQLITE_CONSTRAINT: self = .constraint(detail)
    case .SQLITE_IOERR where FileFacts.freeBytes(beside: path) < 65_536: self = .diskFull
    default: self = .engine(code: Int(error.extendedResultCode.rawValue), detail: detail)
    }
  }

  /// Whether the engine misses a table, a column or an index by its name, or finds a text index otherwise than the
  /// program makes them: it asks words of it and nothing that an index could refuse.
  private static func lacks(_ detail: String) -> Bool {
    detail.hasPrefix("no such ") || detail.contains("has no column named") || detail == "no query solution"
      || detail.hasPrefix("fts5") || detail.contains("(detail") || detail.hasPrefix("vtable constructor failed")
      || detail.hasPrefix("malformed")
  }
}
