#if PostgreSQL
  internal import Dispatch
  internal import Glibc
  internal import Synchronization

  /// A store on PostgreSQL: one connection that writes, a few that read, each opened when it is first needed.
  ///
  /// A read is one snapshot. A write holds the store's advisory lock, which is what the gate is on SQLite: the
  /// journal's order is the order of the commits.
  final class PostgresConnection: Connection {
    private let address: PostgresAddress
    private let knows: PostgresKnowledge
    private let patience: GatePatience
    private let readers = Mutex<[PostgresLink]>([])
    private let places = DispatchSemaphore(value: 3)
    private let writer = Mutex<PostgresLink?>(nil)
    /// Stops the writer's statement; apart, because the writer is locked while it runs.
    private let writing = Mutex<PostgresStop?>(nil)

    var dialect: Dialect { .postgres }

    init(_ url: String, patience: GatePatience = GatePatience()) throws {
      address = try PostgresAddress(url)
      knows = PostgresKnowledge(prepares: address.prepares)
      self.patience = patience
      let link = try PostgresLink(address, knows)
      readers.withLock { $0.append(link) }
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
      let tables = try readNow { reader in
        try reader.all(
          """
          SELECT table_name FROM information_schema.columns
          WHERE table_schema = current_schema() AND column_name = 'id' AND is_identity = 'YES'
          """
        ) { $0.text(0) }
      }
      knows.numbered = Set(tables)
    }

    // MARK: Reading

    func readNow<T>(_ body: (any Reader) throws -> T) throws -> T { try read(nil, body) }

    func readNow<T>(until interruption: Interruption, _ body: (any Reader) throws -> T) throws -> T {
      try read(interruption, body)
    }

    private func read<T>(_ interruption: Interruption?, _ body: (any Reader) throws -> T) throws -> T {
      places.wait()
      defer { places.signal() }
      var isSecond = false
      while true {
        let link = try readers.withLock { $0.popLast() } ?? PostgresLink(address, knows)
        let session = PostgresSession(link)
        do {
          try link.sendRaw("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
          try link.sendRaw(address.settings([("plan_cache_mode", "force_custom_plan")]))
          let result =
            if let interruption {
              try interruption.reading(stop: { link.stop.cancel() }, { try body(session) })
            } else { try body(session) }
          try link.sendRaw("COMMIT")
          try link.sync()
          readers.withLock { $0.append(link) }
          return result
        } catch {
          if interruption?.isInterrupted == true { link.stop.settle() }
          let isLost = (error as? StoreError)?.isLost ?? false || link.isBroken
          if isLost {
            // The others have lost it, too.
            readers.withLock { $0.removeAll() }
            if !isSecond && !session.hasTold {
              isSecond = true
              continue
            }
          } else {
            putBack(link)
          }
          throw error
        }
      }
    }

    /// A transaction that failed is rolled back before its connection is used again; where that fails it is dropped.
    private func putBack(_ link: PostgresLink) {
      guard (try? link.askRaw("ROLLBACK")) != nil else { return }
      readers.withLock { $0.append(link) }
    }

    func changeMark() throws -> Int64 {
      try readNow { try $0.integer("SELECT COALESCE(MAX(seq), 0) FROM journal") ?? 0 }
    }

    func watch(
      onTick: @escaping @Sendable () -> Void, onHint: @escaping @Sendable () -> Void
    ) -> (any StoreWatch)? {
      HeadWatch(head: { [weak self] in try self?.changeMark() ?? 0 }, onTick: onTick, onHint: onHint)
    }

    // MARK: Writing

    func writeNow<T>(_ body: (any Writer) throws -> T) throws -> T { try writeNow(pace: nil, body) }

    func writeNow<T>(pace: WritePace?, _ body: (any Writer) throws -> T) throws -> T {
      try writer.withLock { kept in
        var isSecond = false
        while true {
          let link = try kept ?? PostgresLink(address, knows)
          kept = link
          writing.withLock { $0 = link.stop }
          let session = PostgresSession(link)
          do {
            try begin(link)
            pace?.begin()
            defer { pace?.end() }
            let transaction = try link.askRaw("SELECT pg_current_xact_id()::text").columns(of: 0).text(0)
            let result = try body(session)
            pace?.endWork()
            try commit(link, transaction)
            if link.isBroken { kept = nil }
            return result
          } catch {
            let isLost = (error as? StoreError)?.isLost ?? false || link.isBroken
            if isLost {
              kept = nil
              if !isSecond && !session.hasTold {
                isSecond = true
                continue
              }
            } else if (try? link.askRaw("ROLLBACK")) == nil {
              kept = nil
            }
            throw error
          }
        }
      }
    }

    /// Ends the statement that the writer runs, from another thread.
    func stopWriting() { writing.withLock { $0 }?.cancel() }

    /// Waits for the store's lock: one writer at a time, in all processes.
    private func begin(_ link: PostgresLink) throws {
      try link.sendRaw("BEGIN ISOLATION LEVEL READ COMMITTED")
      try link.sendRaw(address.settings([("lock_timeout", "\(Int(patience.seconds * 1000))")]))
      do {
        _ = try link.askRaw("SELECT pg_advisory_xact_lock(\(PostgresConnection.lock))")
      } catch StoreError.locked {
        _ = try? link.askRaw("ROLLBACK")
        throw try holder().map { StoreError.held(by: $0, seconds: Int(patience.seconds)) } ?? StoreError.locked
      }
    }

    /// The lock of this shop among all that the database has.
    private static let lock = "hashtextextended('portolan ' || COALESCE(current_schema(), ''), 0)"

    private func holder() throws -> String? {
      try readNow { reader in
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
    private func commit(_ link: PostgresLink, _ transaction: String) throws {
      do {
        let answer = try link.askRaw("COMMIT")
        if answer.command != "COMMIT" { throw StoreError.engine(code: -1, detail: "the transaction was rolled back") }
      } catch let error as StoreError where error.isLost {
        if try isCommitted(transaction, within: patience.seconds) { return }
        throw error
      }
    }

    private func isCommitted(_ transaction: String, within seconds: Double) throws -> Bool {
      let end = ContinuousClock.now + .milliseconds(Int64(seconds * 1000))
      while ContinuousClock.now < end {
        if let link = try? PostgresLink(address, knows),
          let answer = try? link.askRaw("SELECT pg_xact_status('\(transaction)'::xid8)")
        {
          switch answer.columns(of: 0).text(0) {
          case "committed": return true
          case "aborted": return false
          default: break
          }
        }
        usleep(200_000)
      }
      throw StoreError.unsure
    }
  }
#endif
