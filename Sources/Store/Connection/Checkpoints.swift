internal import GRDB
internal import GRDBSQLite
internal import Glibc

/// Brings the write-ahead log back into the store's file, in turns of its own at the gate, so that no commit waits for
/// it.
///
/// A console that reads on and on keeps the log from beginning anew: it would go on growing while an import writes.
/// Beyond `patientFrames` readers are waited for, and a long run waits itself.
final class Checkpoints: @unchecked Sendable {
  // All of it is only touched on the writer's own queue.

  /// Pages in the log after the last commit.
  private var frames = 0
  /// From this many on a checkpoint is due: 4 MiB, some 20 ms.
  private static let due = 1000
  /// The same inside a long run: each page that several transactions touch is written once for all of them.
  private static let dueInRun = 2000
  /// Readers are waited for: 40 MiB.
  private static let patientFrames = 10_240
  /// A long run stops until the log is taken in: 56 MiB.
  private static let mostFrames = 14_336
  /// So long at most, or a report of an hour would stop an import for an hour.
  private static let longestStop = Duration.seconds(2)
  /// How long the gate is held for readers to leave the log.
  private static let patienceMilliseconds: Int32 = 15

  /// Counts the pages of the log from now on. Takes the place of SQLite's automatic checkpoints, which run inside a
  /// commit.
  func watch(_ db: Database) {
    let own = Unmanaged.passUnretained(self).toOpaque()
    sqlite3_wal_hook(
      db.sqliteConnection,
      { own, _, _, count in
        if let own { Unmanaged<Checkpoints>.fromOpaque(own).takeUnretainedValue().frames = Int(count) }
        return SQLITE_OK
      }, own)
  }

  /// After a commit, the gate being open again.
  func tend(_ db: Database, _ gate: WriteGate, isLongRun: Bool) throws {
    guard frames >= (isLongRun ? Checkpoints.dueInRun : Checkpoints.due) else { return }
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
    if !waits { return Int(log) }
    frames = 0
    return 0
  }
}
