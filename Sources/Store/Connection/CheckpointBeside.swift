internal import Dispatch
internal import GRDBSQLite

/// Brings the write-ahead log back into the store's file on a connection and a thread of its own, beside the work of a
/// transaction: the disk takes as long for it as the work takes.
///
/// Both happen in one turn at the gate, and the transaction writes its first page when this is over: at no moment
/// does anybody, in any process, take the log in while somebody commits.
final class CheckpointBeside: @unchecked Sendable {
  private let path: String
  private let queue = DispatchQueue(label: "portolan.checkpoint")
  private let over = DispatchSemaphore(value: 0)
  // The writer's own queue touches these, and between `begin` and `join` the other one alone.
  private var handle: OpaquePointer?
  private var hasFailed = false
  private var done: Int?

  init(path: String) { self.path = path }

  deinit { sqlite3_close_v2(handle) }

  /// False once no further connection was to be had.
  var isAtHand: Bool { !hasFailed }

  /// False where no further connection is to be had: then the log is taken in as in a short run.
  func begin() -> Bool {
    if !isOpen() { return false }
    queue.async { [self] in
      var log: Int32 = 0
      var taken: Int32 = 0
      let code = sqlite3_wal_checkpoint_v2(handle, nil, SQLITE_CHECKPOINT_PASSIVE, &log, &taken)
      done = code == SQLITE_OK && taken >= 0 ? Int(taken) : nil
      over.signal()
    }
    return true
  }

  /// Waits; how many pages of the log stand in the store's file now, nil where that is not known.
  func join() -> Int? {
    over.wait()
    return done
  }

  private func isOpen() -> Bool {
    if handle != nil || hasFailed { return !hasFailed }
    let isOpen = sqlite3_open_v2(path, &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nil) == SQLITE_OK
    // A connection knows of its log when it has read something; a power loss keeps what was synced.
    let setting = "PRAGMA cache_size = -64; PRAGMA synchronous = FULL; SELECT 1 FROM sqlite_schema LIMIT 1"
    hasFailed = !isOpen || sqlite3_exec(handle, setting, nil, nil, nil) != SQLITE_OK
    return !hasFailed
  }
}
