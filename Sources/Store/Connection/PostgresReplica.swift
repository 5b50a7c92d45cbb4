#if PostgreSQL
  internal import Domain
  internal import Synchronization

  /// A server that follows the store's own and answers questions in its place.
  ///
  /// Whoever has written is answered by the store's own server until the replica has that, too. What others have done
  /// is seen as late as the replica is; how late, it says. While it cannot be reached nobody waits for it.
  final class PostgresReplica: Sendable {
    let readers: PostgresReaders
    let knows: PostgresKnowledge
    private let state = Mutex(State())

    private struct State {
      /// The place in the server's log that has to be reached before it is asked.
      var mustReach: String?
      var awayUntil: ContinuousClock.Instant?
    }

    init(_ address: PostgresAddress) {
      knows = PostgresKnowledge(prepares: address.prepares)
      readers = PostgresReaders(address, knows)
    }

    /// `place`: where the log stood after a commit; nil where that is not known: then it is left alone for a while.
    func mustReach(_ place: String?) {
      guard let place else { return isAway() }
      state.withLock { $0.mustReach = place }
    }

    /// It did not answer: it is asked again in some seconds.
    func isAway() { state.withLock { $0.awayUntil = .now + .seconds(5) } }

    func hasCaughtUp() -> Bool {
      let now = state.withLock { $0 }
      if let until = now.awayUntil {
        if ContinuousClock.now < until { return false }
        state.withLock { $0.awayUntil = nil }
      }
      guard let place = now.mustReach else { return true }
      let reached = try? readers.read(nil) { reader in
        try reader.integer(
          "SELECT CASE WHEN pg_last_wal_replay_lsn() >= CAST(\(place) AS pg_lsn) THEN 1 ELSE 0 END")
      }
      guard let reached else {
        isAway()
        return false
      }
      if reached == 1 { state.withLock { if $0.mustReach == place { $0.mustReach = nil } } }
      return reached == 1
    }

    /// What the store's own server has of the journal that the replica has not.
    func behind(_ primary: PostgresReaders, at now: Instant) throws -> ReadsBehind {
      let isLeftAlone = state.withLock { $0.awayUntil.map { ContinuousClock.now < $0 } ?? false }
      let head = isLeftAlone ? nil : try? readers.read(nil) { try $0.integer("SELECT MAX(seq) FROM journal") ?? 0 }
      guard let head else {
        if !isLeftAlone { isAway() }
        return .away
      }
      let missing = try primary.read(nil) { reader in
        try reader.first("SELECT COUNT(*), MIN(recorded_at) FROM journal WHERE seq > \(head)") {
          ($0.integer(0), $0.optionalInteger(1))
        }
      }
      guard let missing, missing.0 > 0, let first = missing.1 else { return .level }
      return .behind(changes: missing.0, milliseconds: max(0, now.milliseconds - first))
    }
  }
#endif
