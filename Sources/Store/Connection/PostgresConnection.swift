#if PostgreSQL
  internal import Domain
  internal import Glibc
  internal import Synchronization

  /// A store on PostgreSQL: one connection that writes, a few that read, each opened when it is first needed.
  ///
  /// A read is one snapshot. A write holds advisory locks of the shop (`PostgresLock`), which are what the gate is on
  /// SQLite: the journal's order is the order of the commits.
  final class PostgresConnection: Connection {
    private let address: PostgresAddress
    private let knows: PostgresKnowledge
    private let patience: GatePatience
    private let readers: PostgresReaders
    private let replica: PostgresReplica?
    private let writer = Mutex<PostgresLink?>(nil)
    /// Stops the writer's statement; apart, because the writer is locked while it runs.
    private let writing = Mutex<PostgresStop?>(nil)

    var dialect: Dialect { .postgres }

    /// `reads`: the address of a replica that is asked instead where it has what must be seen.
    init(_ url: String, reads: String? = nil, patience: GatePatience = GatePatience()) throws {
      address = try PostgresAddress(url)
      knows = PostgresKnowledge(prepares: address.prepares)
      self.patience = patience
      readers = PostgresReaders(address, knows)
      replica = try reads.map { PostgresReplica(try PostgresAddress($0)) }
      try learn()
    }

    /// Makes the schema that the address names, where there is none.
    func makeSchema() throws {
      guard let schema = address.schema else { return }
      try writeNow { writer in
        try (writer as? any SchemaWriter)?.define("CREATE SCHEMA IF NOT EXISTS \(schema)")
      }
    }

    /// What the statements are put into PostgreSQL's words with; to be asked again after a migration.
    func learn() throws {
      let tables = try readers.read(nil) { reader in
        try reader.all(
          """
          SELECT relname FROM pg_catalog.pg_class JOIN pg_catalog.pg_attribute ON attrelid = pg_class.oid
          WHERE relnamespace = current_schema()::regnamespace AND attname = 'id' AND attidentity <> ''
          """
        ) { $0.text(0) }
      }
      knows.numbered = Set(tables)
      // Descendants of PostgreSQL may not have it.
      knows.sharesFlush = try readers.read(nil) { reader in
        try reader.integer(
          """
          SELECT COUNT(*) FROM pg_catalog.pg_proc
          WHERE oid IN (
            to_regprocedure('pg_logical_emit_message(boolean,text,text)'),
            to_regprocedure('pg_logical_emit_message(boolean,text,text,boolean)'))
          AND has_function_privilege(oid, 'EXECUTE')
          """) == 1
      }
      replica?.knows.numbered = Set(tables)
    }

    // MARK: Reading

    func readNow<T>(_ body: (any Reader) throws -> T) throws -> T { try read(nil, body) }

    func readNow<T>(until interruption: Interruption, _ body: (any Reader) throws -> T) throws -> T {
      try read(interruption, body)
    }

    private func read<T>(_ interruption: Interruption?, _ body: (any Reader) throws -> T) throws -> T {
      if let replica, replica.hasCaughtUp() {
        var hasTold = false
        do {
          return try replica.readers.read(interruption, told: { hasTold = true }, body)
        } catch let error as StoreError where error.isLost && !hasTold {
          replica.isAway()
        }
      }
      return try readers.read(interruption, body)
    }

    func readsBehind(at now: Instant) throws -> ReadsBehind? {
      guard let replica else { return nil }
      return try replica.behind(readers, at: now)
    }

    func changeMark() throws -> Int64 {
      try readNow { try $0.integer("SELECT COALESCE(MAX(seq), 0) FROM journal") ?? 0 }
    }

    func watch(
      onTick: @escaping @Sendable () -> Void, onHint: @escaping @Sendable () -> Void
    ) -> (any StoreWatch)? {
      HeadWatch(
        alwaysHints: replica != nil, head: { [weak self] in try self?.changeMark() ?? 0 }, onTick: onTick,
        onHint: onHint)
    }

    // MARK: Writing

    func writeNow<T>(_ body: (any Writer) throws -> T) throws -> T { try write(Manner(), body) }

    func writeNow<T>(pace: WritePace?, _ body: (any Writer) throws -> T) throws -> T {
      try write(Manner(pace: pace), body)
    }

    func act<T>(_ reach: ActionReach, _ body: (any Writer) throws -> T) throws -> T {
      try write(Manner(reach: reach, isRepeatable: true), body)
    }

    /// How a transaction is done.
    private struct Manner {
      var reach = ActionReach.shop
      var pace: WritePace?
      /// Whether it may be done again although it was handed rows.
      var isRepeatable = false
    }

    private func write<T>(_ manner: Manner, _ body: (any Writer) throws -> T) throws -> T {
      try writer.withLock { kept in
        var trials = PostgresTrials(for: manner.isRepeatable ? patience.seconds : 0)
        while true {
          var hasTold = false
          do {
            let link = try kept ?? PostgresLink(address, knows)
            kept = link
            writing.withLock { $0 = link.stop }
            let session = PostgresSession(
              link, gathers: manner.pace != nil, isBesideOthers: manner.reach == .record)
            defer { hasTold = session.hasTold }
            // What comes out is the caller's, who waits here.
            nonisolated(unsafe) let result = try write(manner, on: link, session, body)
            return result
          } catch {
            let isLost = (error as? StoreError)?.isLost ?? false || kept?.isBroken ?? true
            if isLost || (try? kept?.askRaw("ROLLBACK")) == nil { kept = nil }
            if !trials.goesOn(after: error, isLost: isLost, isRepeatable: manner.isRepeatable || !hasTold) {
              throw error
            }
          }
        }
      }
    }

    /// Ends the statement that the writer runs, from another thread.
    func stopWriting() { writing.withLock { $0 }?.cancel() }

    private func write<T>(
      _ manner: Manner, on link: PostgresLink, _ session: PostgresSession, _ body: (any Writer) throws -> T
    ) throws -> T {
      try begin(link, manner)
      manner.pace?.begin()
      defer { manner.pace?.end() }
      let result = try body(session)
      try session.sendGathered()
      if link.transaction == nil { try link.settle() }
      manner.pace?.endWork()
      try commit(link, session.newestEntry, sharesFlush: sharesFlush(manner))
      // Who has changed something sees it, however late the replica is.
      if let replica {
        replica.mustReach(try? link.askRaw("SELECT pg_current_wal_insert_lsn()::text").columns(of: 0).text(0))
      }
      return result
    }

    /// Waits for the store's lock: one writer at a time in all processes, or many that lock their own rows.
    ///
    /// A run that fills tables finds its rows by their indexes: what the server planned while a table was empty would
    /// read all of it each time.
    private func begin(_ link: PostgresLink, _ manner: Manner) throws {
      try link.sendRaw("BEGIN ISOLATION LEVEL READ COMMITTED")
      var settings = [("lock_timeout", "\(Int(patience.seconds * 1000))")]
      if manner.pace != nil { settings.append(("enable_seqscan", "off")) }
      if sharesFlush(manner) { settings.append(("synchronous_commit", "off")) }
      try link.sendRaw(address.settings(settings))
      if manner.reach == .record {
        try link.sendRaw("SELECT pg_advisory_xact_lock_shared(\(PostgresLock.shop))")
        return try link.sendTransactionQuestion()
      }
      do {
        _ = try link.askRaw("SELECT pg_advisory_xact_lock(\(PostgresLock.shop))")
        try link.sendTransactionQuestion()
      } catch StoreError.locked {
        _ = try? link.askRaw("ROLLBACK")
        throw try holder().map { StoreError.held(by: $0, seconds: Int(self.patience.seconds)) } ?? StoreError.locked
      }
    }

    /// Whether the commit lets go of its locks before it is on the disk: the journal's is wanted by everybody.
    ///
    /// What others do with it meanwhile comes behind it in the log, and is told done when all before is on the disk.
    private func sharesFlush(_ manner: Manner) -> Bool { manner.reach == .record && knows.sharesFlush }

    private func holder() throws -> String? {
      try readers.read(nil) { reader in
        try reader.first(
          """
          SELECT usename || ' (' || application_name || ', ' || COALESCE(host(client_addr), 'here') || ')'
          FROM pg_locks JOIN pg_stat_activity USING (pid) WHERE locktype = 'advisory' AND granted
          ORDER BY xact_start LIMIT 1
          """
        ) { $0.text(0) }
      }
    }

    /// Where the answer to a COMMIT is lost, the server is asked what became of the transaction.
    private func commit(_ link: PostgresLink, _ entry: PostgresSession.Entry?, sharesFlush: Bool) throws {
      do {
        try link.commit(sharesFlush: sharesFlush)
      } catch let error as StoreError where error.isLost {
        guard let transaction = link.transaction else { throw StoreError.unsure }
        if try isCommitted(transaction, entry, within: patience.seconds) { return }
        throw error
      }
    }

    /// A server that was killed gives numbers that it never wrote down to others' transactions: a commit under this
    /// number is ours if our journal entry is there.
    private func isCommitted(_ transaction: String, _ entry: PostgresSession.Entry?, within seconds: Double) throws
      -> Bool
    {
      let end = ContinuousClock.now + .milliseconds(Int64(seconds * 1000))
      while ContinuousClock.now < end {
        do {
          let link = try PostgresLink(address, knows)
          let answer = try link.askRaw("SELECT pg_xact_status('\(transaction)'::xid8)")
          switch answer.columns(of: 0).text(0) {
          case "committed":
            // It may stand in the server's memory alone.
            if knows.sharesFlush { _ = try link.askRaw(PostgresLink.flush) }
            return try entry.map { try isWritten($0) } ?? true
          case "aborted": return false
          default: break
          }
        } catch StoreError.engine(PostgresConnection.isInTheFuture, _) {
          return false
        } catch let error as StoreError {
          // It may be on its way back.
          if case .refused = error { throw StoreError.unsure }
        }
        usleep(200_000)
      }
      throw StoreError.unsure
    }

    /// What the server says of a transaction's number that it has not given to any.
    private static let isInTheFuture = Int("22023", radix: 36) ?? 0

    private func isWritten(_ entry: PostgresSession.Entry) throws -> Bool {
      try readers.read(nil) { reader in
        try reader.first("SELECT hash FROM journal WHERE seq = \(entry.seq)") { $0.bytes(0) } == entry.hash
      }
    }
  }
#endif
