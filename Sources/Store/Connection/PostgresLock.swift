#if PostgreSQL
  internal import Glibc

  /// The advisory locks of this shop among all that the database has.
  enum PostgresLock {
    /// Held by whoever writes: shared by actions that lock their own rows, alone by all others.
    static let shop = "hashtextextended('portolan ' || COALESCE(current_schema(), ''), 0)"
    /// Held, among those who share, from the first entry of the journal to the commit.
    static let journal = "hashtextextended('portolan journal ' || COALESCE(current_schema(), ''), 0)"
  }

  /// How often a transaction is tried again.
  struct PostgresTrials {
    private let end: ContinuousClock.Instant
    private var lost = 0
    private var collided = 0

    init(for seconds: Double) { end = .now + .milliseconds(Int64(seconds * 1000)) }

    /// Whether it is to be tried again, after a rest where it needs one.
    ///
    /// A connection that was lost may be an old one that the server closed long ago, so once it is worth it at once.
    mutating func goesOn(after error: any Error, isLost: Bool, isRepeatable: Bool) -> Bool {
      // Whoever is unsure may have done it.
      if !isRepeatable || error as? StoreError == .unsure { return false }
      if isLost {
        lost += 1
        if lost == 1 { return true }
        guard ContinuousClock.now < end else { return false }
        usleep(200_000)
        return true
      }
      guard case StoreError.collided = error, collided < 10 else { return false }
      collided += 1
      usleep(UInt32.random(in: 500...4_000) * UInt32(collided))
      return true
    }
  }
#endif
