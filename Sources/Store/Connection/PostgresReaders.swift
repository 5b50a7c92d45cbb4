#if PostgreSQL
  internal import Dispatch
  internal import Synchronization

  /// The few connections to one server that read, each opened when it is first needed.
  final class PostgresReaders: Sendable {
    private let address: PostgresAddress
    private let knows: PostgresKnowledge
    private let links = Mutex<[PostgresLink]>([])
    private let places = DispatchSemaphore(value: 3)

    init(_ address: PostgresAddress, _ knows: PostgresKnowledge) {
      self.address = address
      self.knows = knows
    }

    /// One snapshot; `told` is called where the closure was handed rows before an error is thrown. Nothing that was not
    /// told is lost with an old connection: it is asked for once more.
    func read<T>(
      _ interruption: Interruption?, told: () -> Void = {}, _ body: (any Reader) throws -> T
    ) throws -> T {
      places.wait()
      defer { places.signal() }
      var isSecond = false
      while true {
        let link = try links.withLock { $0.popLast() } ?? PostgresLink(address, knows)
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
          links.withLock { $0.append(link) }
          return result
        } catch {
          if session.hasTold { told() }
          if interruption?.isInterrupted == true { link.stop.settle() }
          let isLost = (error as? StoreError)?.isLost ?? false || link.isBroken
          if isLost {
            // The others have lost it, too.
            links.withLock { $0.removeAll() }
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
      links.withLock { $0.append(link) }
    }
  }
#endif
