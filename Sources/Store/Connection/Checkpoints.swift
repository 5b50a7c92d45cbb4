internal import GRDB
internal import GRDBSQLite
internal import Glibc

/// Brings the write-ahead log back into the store's file, in turns of its own at the gate, so that no commit waits for
/// it; in a long run most of it beside the work of the next transaction.
///
/// A console that reads on and on keeps the log from beginning anew: it would go on growing while an import writes.
/// Beyond `patientFrames` readers are waited for, and a long run waits itself.
final class Checkpoints: @unchecked Sendable {
  // All of it is only touched on the writer's own queue.

  /// Pages in the log after the last commit, and how many of them stand in the store's file as well.
  private var frames = 0
  private var taken = 0
  private let beside: CheckpointBeside
  private let connected: ConnectedFile
  /// From this many on a checkpoint is due: 4 MiB, some 20 ms.
  private static let due = 1000
  /// Inside a long run the log is taken in beside the work, from this many new pages on.
  private static let dueBeside = 800
  /// There the log is only begun anew after this many, 32 MiB, which takes a turn of its own.
  private static let dueInRun = 8000
  /// In a long run whose log cannot be taken in beside the work.
  private static let dueAlone = 2000
  /// Readers are waited for: 40 MiB.
  private static let patientFrames = 10_240
  /// A long run stops until the log is taken in: 56 MiB.
  private static let mostFrames = 14_336
  /// So long at most, or a report of an hour would stop an import for an hour.
  private static let longestStop = Duration.seconds(2)
  /// How long the gate is held for readers to leave the log.
  private static let patienceMilliseconds: Int32 = 15

  init(path: String, _ connected: ConnectedFile) {
    beside = CheckpointBeside(path: path)
    self.connected = connected
  }

  /// Counts the pages of the log from now on. Takes the place of SQLite's automatic checkpoints, which run inside a
  /// commit.
  func watch(_ db: Database) {
    let own = Unmanaged.passUnretained(self).toOpaque()
    sqlite3_wal_hook(
      db.sqliteConnection,
      { own, _, _, count in
        if let own { Unmanaged<Checkpoints>.fromOpaque(own).takeUnretainedValue().committed(Int(count)) }
        return SQLITE_OK
      }, own)
  }

  private func committed(_ count: Int) {
    // The log has begun anew.
    if count < frames { taken = 0 }
    frames = count
  }

  /// In a long run's transaction, before its work: the gate is held, and whatever is written stays in memory until
  /// `join`. A transaction that would not fit there grows until then.
  func beginBeside(_ db: Database) {
    guard frames - taken >= Checkpoints.dueBeside, beside.begin() else { return }
    sqlite3_exec(db.sqliteConnection, "PRAGMA cache_spill = OFF", nil, nil, nil)
    besideOf = db.sqliteConnection
  }

  private var besideOf: OpaquePointer?

  /// Waits until the checkpoint beside the work is over, where there is one.
  func join() {
    guard let handle = besideOf else { return }
    besideOf = nil
    if let done = beside.join() { taken = done }
    sqlite3_exec(handle, "PRAGMA cache_spill = ON", nil, nil, nil)
  }

  /// After a commit, the gate being open again.
  func tend(_ db: Database, _ gate: WriteGate, isLongRun: Bool) throws {
    let due = !isLongRun ? Checkpoints.due : beside.isAtHand ? Checkpoints.dueInRun : Checkpoints.dueAlone
    guard frames >= due else { return }
    // Whoever waits at the gate has the first turn.
    usleep(50)
    var left = try checkpoint(db, gate, SQLITE_CHECKPOINT_PASSIVE)
    if left < Checkpoints.patientFrames { return }
    let begun = ContinuousClock.now
    repeat {
      left = try checkpoint(db, gate, SQLITE_CHECKPOINT_RESTART)
      if left < Checkpoints.mostFrames { return }
      usleep(5000)
    } while isLongRun && ContinuousClock.now - begun < Checkpoints.longestStop
  }

  /// Takes in what can be taken in; how many pages the next commit is written behind. An error leaves the log as it is,
  /// which is as safe.
  private func checkpoint(_ db: Database, _ gate: WriteGate, _ mode: Int32) throws -> Int {
    let handle = db.sqliteConnection
    try gate.enter()
    defer { gate.leave() }
    let waits = mode != SQLITE_CHECKPOINT_PASSIVE
    if waits { sqlite3_busy_timeout(handle, Checkpoints.patienceMilliseconds) }
    defer { if waits { sqlite3_busy_timeout(handle, SQLiteConnection.busyMilliseconds) } }
    var log: Int32 = 0
    var done: Int32 = 0
    guard sqlite3_wal_checkpoint_v2(handle, nil, mode, &log, &done) == SQLITE_OK else { return Int(max(log, 0)) }
    taken = waits ? 0 : Int(done)
    if !waits { return Int(log) }
    frames = 0
    return 0
  }
}
