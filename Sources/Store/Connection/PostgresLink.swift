#if PostgreSQL
  internal import CPostgres
  internal import Dispatch
  internal import Synchronization

  /// One connection to the server. Statements are sent one behind the other without waiting; only who needs an answer
  /// waits for it, and then for all that were sent before: over a slow line a transaction costs as many round trips as
  /// it asks questions.
  ///
  /// One thread at a time uses it; only its `stop` may be called from others.
  final class PostgresLink: @unchecked Sendable {
    private let handle: OpaquePointer
    private let knows: PostgresKnowledge
    private var sent: [Sent] = []
    private var sentBytes = 0
    private var statements: [String: Prepared] = [:]
    private var namesGiven = 0
    private let parameters = PostgresParameters()
    let stop: PostgresStop
    /// What the last statement answered that was waited for.
    private(set) var last: PostgresResult?
    /// The id that the last row was given that was put into a numbered table.
    private(set) var insertedId: Int64 = 0
    /// The number of the transaction that was begun last, by which one can ask what became of it.
    private(set) var transaction: String?
    /// What the server said to the last COMMIT.
    private var committed: String?

    private enum Sent {
      /// With its text, for whoever reports what the server refused.
      case statement(String, tellsId: Bool = false)
      case preparation(Prepared)
      case transaction
      case commit
      case sync
    }

    /// A statement that this connection has met.
    private final class Prepared {
      let text: PostgresText
      /// Its name on the server, once it is worth one.
      var name: String?
      var uses = 0
      /// Whether its rows have been few: asked for at once then, not through a cursor.
      var isSmall: Bool

      init(_ text: PostgresText) {
        self.text = text
        isSmall = text.text.contains(" LIMIT ") || text.text.contains("\nLIMIT ") || !text.text.contains("FROM ")
      }
    }

    /// Connects; throws `StoreError.lost` where nobody answers, `.cannotOpen` where the server refuses.
    init(_ address: PostgresAddress, _ knows: PostgresKnowledge) throws {
      self.knows = knows
      handle = try address.connect()
      stop = PostgresStop(handle)
      guard PQenterPipelineMode(handle) == 1 else { throw StoreError.lost(detail: "no pipeline mode") }
    }

    deinit {
      stop.end()
      PQfinish(handle)
    }

    var isBroken: Bool { PQstatus(handle) != CONNECTION_OK }

    // MARK: Sending

    /// Sends a statement without waiting; what goes wrong is said by the next who waits.
    func send(_ sql: String, _ values: [SQLValue]) throws {
      try send(statement(sql), values)
      if sent.count >= 256 || sentBytes > 1 << 18 { try settle() }
    }

    /// Whether rows of this statement may be put in together.
    func isRepeatable(_ sql: String) -> Bool { statement(sql).text.isRepeatable }

    /// Puts rows in by as few statements as there are sizes of blocks; the server begins with them at once.
    func send(_ sql: String, rows: [[SQLValue]]) throws {
      let one = statement(sql)
      var rest = rows[...]
      for size in PostgresLink.blocks {
        while rest.count >= size {
          let block = rest.prefix(size)
          rest = rest.dropFirst(size)
          if size == 1 {
            try send(one, block.first ?? [])
          } else {
            try send(statement(sql, one, rows: size), Array(block.joined()))
          }
        }
      }
      if sent.count >= 256 { return try settle() }
      guard PQflush(handle) >= 0 else { throw failure() }
    }

    /// Few sizes, so that the server has few statements to know.
    private static let blocks = [64, 16, 4, 1]

    private func statement(_ sql: String, _ one: Prepared, rows: Int) -> Prepared {
      let key = "\(rows) \(sql)"
      if let known = statements[key] { return known }
      let new = Prepared(one.text.repeated(rows))
      statements[key] = new
      return new
    }

    /// Sends the engine's own words.
    func sendRaw(_ text: String) throws { try sendRaw(text, as: .statement(text)) }

    private func sendRaw(_ text: String, as kind: Sent) throws {
      guard PQsendQueryParams(handle, text, 0, nil, nil, nil, nil, 0) == 1 else { throw failure() }
      sent.append(kind)
    }

    /// Asks for the transaction's number, without waiting.
    func sendTransactionQuestion() throws {
      transaction = nil
      try sendRaw("SELECT pg_current_xact_id()::text", as: .transaction)
    }

    /// Commits, and returns once that is on the disk.
    ///
    /// `sharesFlush`: the transaction itself commits in memory, and lets go of its locks, and an empty one behind it
    /// waits for the disk with all others' that are under way: the log is flushed in its order, with all before it.
    func commit(sharesFlush: Bool) throws {
      committed = nil
      try sendRaw("COMMIT", as: .commit)
      if sharesFlush { try sendRaw(PostgresLink.flush) }
      do {
        try settle()
      } catch let error as StoreError where !error.isLost && committed == "COMMIT" {
        // Somebody's word to stop met the wait: it is done, and not on the disk yet.
        _ = try askRaw(PostgresLink.flush)
      }
      if committed != "COMMIT" { throw StoreError.engine(code: -1, detail: "the transaction was rolled back") }
    }

    /// A transaction that changes nothing and whose commit waits for the disk: only what is in the log does.
    static let flush = "SELECT pg_logical_emit_message(true, 'portolan', ''::text)::text"

    private func statement(_ sql: String) -> Prepared {
      if let known = statements[sql] { return known }
      if statements.count > 512 { forgetStatements() }
      let new = Prepared(PostgresText(sql, numbered: knows.numbered))
      statements[sql] = new
      return new
    }

    /// Texts with lists of values are endless in number.
    private func forgetStatements() {
      for name in statements.values.compactMap(\.name) { try? sendRaw("DEALLOCATE \(name)") }
      statements.removeAll()
    }

    private func send(_ statement: Prepared, _ values: [SQLValue], prefix: String = "") throws {
      statement.uses += 1
      let matches = statement.text.matches
      let values = matches.isEmpty ? values : PostgresLink.asked(values, matches)
      let isSent = try parameters.with(values) { pointers, lengths, formats in
        let count = Int32(values.count)
        if prefix.isEmpty && knows.prepares && statement.uses > 1 {
          let name: String
          if let known = statement.name {
            name = known
          } else {
            namesGiven += 1
            name = "s\(namesGiven)"
            guard PQsendPrepare(handle, name, statement.text.text, 0, nil) == 1 else { throw failure() }
            sent.append(.preparation(statement))
            statement.name = name
          }
          return PQsendQueryPrepared(handle, name, count, pointers, lengths, formats, 0)
        }
        return PQsendQueryParams(
          handle, prefix + statement.text.text, count, nil, pointers, lengths, formats, 0)
      }
      guard isSent == 1 else { throw failure() }
      sentBytes += parameters.count + 64
      sent.append(.statement(statement.text.text, tellsId: statement.text.returnsId))
    }

    private static func asked(_ values: [SQLValue], _ matches: Set<Int>) -> [SQLValue] {
      values.enumerated().map { index, value in
        guard matches.contains(index + 1), case .text(let match) = value else { return value }
        return .text(PostgresText.question(match))
      }
    }

    // MARK: Waiting

    /// Sends a statement and waits for its answer.
    func ask(_ sql: String, _ values: [SQLValue]) throws -> PostgresResult {
      try send(statement(sql), values)
      return try answer()
    }

    func askRaw(_ text: String) throws -> PostgresResult {
      try sendRaw(text)
      return try answer()
    }

    /// Hands each row of the statement to the closure; it returns false to stop.
    ///
    /// A statement whose rows may be many is read through a cursor: others may ask meanwhile, and who stops early has
    /// not been sent the rest.
    func forEach(_ sql: String, _ values: [SQLValue], _ row: (PostgresColumns) throws -> Bool) throws {
      let statement = statement(sql)
      if statement.isSmall {
        try send(statement, values)
        let result = try answer()
        if result.rowCount > 4096 { statement.isSmall = false }
        for index in 0..<result.rowCount { if try !row(result.columns(of: index)) { return } }
        return
      }
      namesGiven += 1
      let cursor = "c\(namesGiven)"
      try send(statement, values, prefix: "DECLARE \(cursor) NO SCROLL CURSOR FOR ")
      var chunk: Int32 = 128
      while true {
        let result = try askRaw("FETCH \(chunk) FROM \(cursor)")
        for index in 0..<result.rowCount {
          if try !row(result.columns(of: index)) {
            if index == 0 && chunk == 128 { statement.isSmall = statement.uses > 3 && result.rowCount < 16 }
            return try sendRaw("CLOSE \(cursor)")
          }
        }
        if result.rowCount < chunk {
          if chunk == 128 { statement.isSmall = true }
          return try sendRaw("CLOSE \(cursor)")
        }
        chunk = min(chunk * 4, 2048)
      }
    }

    /// The answer to what was sent last; errors of what was sent before come first.
    private func answer() throws -> PostgresResult {
      try settle()
      guard let last else { throw StoreError.engine(code: -1, detail: "no answer") }
      return last
    }

    /// Waits until everything that was sent has been answered.
    func settle() throws {
      guard !sent.isEmpty || isBroken else { return }
      try sync()
      try drain()
    }

    /// Marks the end of what was sent, which the server then works off; nobody waits for it.
    func sync() throws {
      guard PQpipelineSync(handle) == 1 else { throw failure() }
      sent.append(.sync)
    }

    private func drain() throws {
      var first: StoreError?
      last = nil
      sentBytes = 0
      let waiting = sent
      sent.removeAll(keepingCapacity: true)
      for each in waiting {
        switch each {
        case .sync:
          guard let result = PQgetResult(handle) else { throw lostError() }
          defer { PQclear(result) }
          if PQresultStatus(result) != PGRES_PIPELINE_SYNC { throw first ?? lostError() }
        case .statement, .preparation, .transaction, .commit:
          var text = "the transaction's number"
          var tellsId = false
          if case .statement(let words, let tells) = each { (text, tellsId) = (words, tells) }
          if case .preparation(let statement) = each { text = statement.text.text }
          if case .commit = each { text = "COMMIT" }
          var isDone = false
          while let result = PQgetResult(handle) {
            let answer = PostgresResult(result)
            switch PQresultStatus(result) {
            case PGRES_COMMAND_OK, PGRES_TUPLES_OK:
              isDone = true
              if case .transaction = each {
                if answer.rowCount > 0 { transaction = answer.columns(of: 0).text(0) }
                continue
              }
              if case .commit = each { committed = answer.command }
              last = answer
              if tellsId && answer.rowCount > 0 { insertedId = answer.columns(of: answer.rowCount - 1).integer(0) }
            case PGRES_PIPELINE_ABORTED: break
            default:
              if isBroken { throw first ?? lostError() }
              if first == nil { first = StoreError(answer, to: text) }
            }
          }
          // Passed over behind a failure, or stopped: the server does not know it, and is to be told again.
          if !isDone, case .preparation(let statement) = each { statement.name = nil }
          if isBroken { throw first ?? lostError() }
        }
      }
      if let first { throw first }
    }

    private func lostError() -> StoreError {
      .lost(detail: PostgresLink.oneLine(String(cString: PQerrorMessage(handle))))
    }

    private func failure() -> StoreError {
      let said = PostgresLink.oneLine(String(cString: PQerrorMessage(handle)))
      return isBroken ? .lost(detail: said) : .engine(code: -1, detail: said)
    }

    static func oneLine(_ text: String) -> String {
      text.split(whereSeparator: \.isNewline).map { $0.drop { $0 == " " || $0 == "\t" } }.joined(separator: ", ")
    }
  }

  /// What all connections of a store know of it.
  final class PostgresKnowledge: Sendable {
    private let tables = Mutex<Set<String>>([])
    private let flushes = Mutex(false)
    /// Whether statements are prepared: a pooler that changes servers between transactions forgets them.
    let prepares: Bool

    init(prepares: Bool) { self.prepares = prepares }

    /// Tables whose `id` is given by a sequence.
    var numbered: Set<String> {
      get { tables.withLock { $0 } }
      set { tables.withLock { $0 = newValue } }
    }

    /// Whether many commits may wait for one flush of the server's disk.
    var sharesFlush: Bool {
      get { flushes.withLock { $0 } }
      set { flushes.withLock { $0 = newValue } }
    }
  }

  /// Stops the statement that runs on a connection, from another thread.
  final class PostgresStop: @unchecked Sendable {
    // `PQcancel` may be called from any thread; the lock keeps it from being freed meanwhile.
    private let handle: Mutex<UInt>
    private static let queue = DispatchQueue(label: "portolan.stop", qos: .userInitiated)

    init(_ connection: OpaquePointer) { handle = Mutex(UInt(bitPattern: PQgetCancel(connection))) }

    /// Returns at once: the word goes over a connection of its own.
    func cancel() {
      PostgresStop.queue.async { [self] in
        handle.withLock { number in
          guard let handle = OpaquePointer(bitPattern: number) else { return }
          var why = [CChar](repeating: 0, count: 256)
          _ = PQcancel(handle, &why, Int32(why.count))
        }
      }
    }

    /// Waits until a word that is under way has been said.
    func settle() { PostgresStop.queue.sync {} }

    func end() {
      handle.withLock { number in
        if let handle = OpaquePointer(bitPattern: number) { PQfreeCancel(handle) }
        number = 0
      }
    }
  }
#endif
