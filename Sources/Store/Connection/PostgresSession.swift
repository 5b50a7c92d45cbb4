#if PostgreSQL
  /// One transaction on a connection: what reads and writes in it.
  final class PostgresSession: SchemaWriter {
    private let link: PostgresLink
    private let gathered: PostgresGathering?
    /// Whether somebody was handed a row: what was done with it cannot be taken back.
    private(set) var hasTold = false

    let isBesideOthers: Bool
    private var hasJournal = false

    /// The journal's entry that was written last: nothing else has its hash.
    private(set) var newestEntry: Entry?

    struct Entry {
      var seq: Int64
      var hash: [UInt8]
    }

    /// `gathers`: rows that are put in are sent many at once, as long as nobody asks for anything between.
    init(_ link: PostgresLink, gathers: Bool = false, isBesideOthers: Bool = false) {
      self.link = link
      self.isBesideOthers = isBesideOthers
      gathered = gathers ? PostgresGathering() : nil
    }

    var dialect: Dialect { .postgres }

    func forEach(_ sql: SQL, _ row: (any Columns) throws -> Bool) throws {
      try sendGathered()
      try link.forEach(sql.text, sql.arguments) { columns in
        hasTold = true
        return try row(columns)
      }
    }

    func execute(_ sql: SQL) throws { try send(sql.text, sql.arguments) }

    func run(_ statement: StaticString, _ values: [SQLValue]) throws { try send("\(statement)", values) }

    private func send(_ sql: String, _ values: [SQLValue]) throws {
      if sql.hasPrefix("INSERT INTO journal "), case .integer(let seq) = values.first,
        case .bytes(let hash) = values.last
      {
        newestEntry = Entry(seq: seq, hash: hash)
      }
      if let gathered, link.isRepeatable(sql) {
        gathered.add(sql, values)
        if gathered.isPlenty { try sendGathered() }
        return
      }
      try sendGathered()
      try link.send(sql, values)
    }

    /// To be called before the transaction ends, too.
    func sendGathered() throws { try gathered?.send(to: link) }

    func lock(_ kind: String, _ id: Int64) throws {
      // Rows that refer to this one may be put in meanwhile.
      switch kind {
      case "orders": try link.send("SELECT id FROM orders WHERE id = ? FOR NO KEY UPDATE", [.integer(id)])
      case "products": try link.send("SELECT id FROM products WHERE id = ? FOR NO KEY UPDATE", [.integer(id)])
      case "customers": try link.send("SELECT id FROM customers WHERE id = ? FOR NO KEY UPDATE", [.integer(id)])
      default: preconditionFailure("an action that reaches one record is of a kind that has rows to lock")
      }
    }

    func lockJournal() throws {
      guard isBesideOthers && !hasJournal else { return }
      hasJournal = true
      try link.sendRaw("SELECT pg_advisory_xact_lock(\(PostgresLock.journal))")
    }

    func define(_ statement: String) throws {
      try sendGathered()
      _ = try link.askRaw(statement)
    }

    var changedRows: Int {
      get throws {
        try sendGathered()
        try link.settle()
        return link.last?.changedRows ?? 0
      }
    }

    var lastInsertedId: Int64 {
      get throws {
        try gathered?.send(to: link, endingWithLast: true)
        try link.settle()
        return link.insertedId
      }
    }
  }

  /// Rows on their way into their tables: of a run that writes thousands, each statement is sent for many rows at once.
  ///
  /// Tables get their rows in the order in which they refer to each other, else in that in which they first came up.
  final class PostgresGathering {
    private var inserts: [(sql: String, rows: [[SQLValue]])] = []
    private var places: [String: Int] = [:]
    private var last = 0
    private var count = 0

    /// Enough for the server to be busy while more is made.
    var isPlenty: Bool { count >= 768 }

    func add(_ sql: String, _ values: [SQLValue]) {
      let place: Int
      if let known = places[sql] {
        place = known
      } else {
        place = inserts.count
        places[sql] = place
        inserts.append((sql, []))
      }
      inserts[place].rows.append(values)
      last = place
      count += 1
    }

    /// `endingWithLast`: the row that came last is sent last, for its id is wanted.
    func send(to link: PostgresLink, endingWithLast: Bool = false) throws {
      if count == 0 { return }
      var waiting = inserts
      let final = endingWithLast ? (sql: waiting[last].sql, row: waiting[last].rows.popLast()) : nil
      inserts.removeAll(keepingCapacity: true)
      places.removeAll(keepingCapacity: true)
      count = 0
      let ranks = waiting.map { PostgresGathering.rank($0.sql) }
      let order = waiting.indices.sorted { (ranks[$0], $0) < (ranks[$1], $1) }
      for place in order where !waiting[place].rows.isEmpty {
        try link.send(waiting[place].sql, rows: waiting[place].rows)
      }
      if let final, let row = final.row { try link.send(final.sql, rows: [row]) }
    }

    /// What others refer to goes before them, though some of their rows, which refer to nobody, came sooner.
    private static func rank(_ sql: String) -> Int {
      referred.firstIndex { sql.hasPrefix("INSERT INTO \($0) ") } ?? referred.count
    }

    private static let referred = ["accounts", "customers", "products", "variants", "raw_records", "orders"]
  }
#endif
