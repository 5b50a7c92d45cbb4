#if PostgreSQL
  /// One transaction on a connection: what reads and writes in it.
  final class PostgresSession: SchemaWriter {
    private let link: PostgresLink
    /// Whether somebody was handed a row: what was done with it cannot be taken back.
    private(set) var hasTold = false

    init(_ link: PostgresLink) { self.link = link }

    var dialect: Dialect { .postgres }

    func forEach(_ sql: SQL, _ row: (any Columns) throws -> Bool) throws {
      try link.forEach(sql.text, sql.arguments) { columns in
        hasTold = true
        return try row(columns)
      }
    }

    func execute(_ sql: SQL) throws { try link.send(sql.text, sql.arguments) }

    func run(_ statement: StaticString, _ values: [SQLValue]) throws { try link.send("\(statement)", values) }

    func define(_ statement: String) throws { _ = try link.askRaw(statement) }

    var changedRows: Int {
      get throws {
        try link.settle()
        return link.last?.changedRows ?? 0
      }
    }

    var lastInsertedId: Int64 {
      get throws {
        try link.settle()
        return link.insertedId
      }
    }
  }
#endif
