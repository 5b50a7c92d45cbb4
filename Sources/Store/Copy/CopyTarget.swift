/// The store that a copy makes. While it is made its schema's version is nought, so that nobody takes it for a shop.
protocol CopyTarget: AnyObject {
  var connection: any Connection { get }
  /// Writes a chunk and moves the mark on, in one transaction.
  func write(_ chunk: RowChunk, of table: CopyTable, _ old: CopyMark, to new: CopyMark) throws
  /// Runs the body, in which nothing is read of what others write; what runs ends when `stop` says so.
  func stoppable<T>(_ stop: MigrationStop, _ body: () throws -> T) throws -> T
  /// Indexes and constraints that the rows need not wait for.
  func later(_ catalogue: CopyCatalogue, in reader: any Reader) throws -> [LaterDefinition]
  /// Takes every row out again, but for what the store keeps about itself.
  func empty(_ catalogue: CopyCatalogue, in writer: any Writer) throws
  /// Takes every word out of the free-text indexes.
  func emptyWords(in writer: any Writer) throws
  /// Lets the engine learn how large its tables are.
  func measure(_ catalogue: CopyCatalogue, isLast: Bool) throws
  /// Numbers that are given to new rows begin behind those that are there.
  func moveSequences(_ catalogue: CopyCatalogue, in writer: any Writer) throws
}

extension CopyTarget {
  func transaction(_ old: CopyMark, to new: CopyMark, _ body: (any SchemaWriter) throws -> Void) throws {
    try connection.writeNow { writer in
      guard let writer = writer as? any SchemaWriter else { preconditionFailure("an engine's writer defines schemas") }
      try CopyMark.move(old, to: new, in: writer)
      try body(writer)
    }
  }

  /// The schema with nothing in it, without what comes after the rows, and the mark.
  func begin(_ mark: CopyMark, _ catalogue: CopyCatalogue) throws {
    try connection.writeNow { writer in
      guard let writer = writer as? any SchemaWriter else { preconditionFailure("an engine's writer defines schemas") }
      try Schema.migrate(writer, dialect: connection.dialect, from: 0)
      for table in catalogue.tables.reversed() { try writer.execute(table.deleteAll) }
      let later = try later(catalogue, in: writer)
      for definition in later.reversed() { try writer.define(definition.drop) }
      try writer.execute("UPDATE meta SET value = '0' WHERE key = 'schema'")
      try writer.execute(
        """
        INSERT INTO meta (key, value)
        VALUES (\(CopyMark.key), \(mark.text)), (\(CopyMark.laterKey), \(LaterDefinition.text(later)))
        """)
    }
    try connection.learn()
  }

  /// Throws away what a copy that was broken off has brought.
  func beginAnew(_ mark: CopyMark, _ catalogue: CopyCatalogue) throws {
    try connection.writeNow { writer in
      try dropLater(in: writer)
      try empty(catalogue, in: writer)
      try writer.execute("UPDATE meta SET value = \(mark.text) WHERE key = \(CopyMark.key)")
    }
    try connection.learn()
  }

  /// Takes a copy back to where all rows are there and nothing that comes after them, so that they can be mended.
  func reopen(_ old: CopyMark, to new: CopyMark) throws {
    try connection.writeNow { writer in
      try CopyMark.move(old, to: new, in: writer)
      try dropLater(in: writer)
    }
  }

  private func dropLater(in writer: any Writer) throws {
    guard let writer = writer as? any SchemaWriter else { preconditionFailure("an engine's writer defines schemas") }
    for definition in try laterDefinitions(in: writer).reversed() { try writer.define(definition.drop) }
    try emptyWords(in: writer)
  }

  func laterDefinitions(in reader: any Reader) throws -> [LaterDefinition] {
    LaterDefinition.list(
      try reader.first("SELECT value FROM meta WHERE key = \(CopyMark.laterKey)") { $0.text(0) } ?? "")
  }

  /// From here on it is a shop.
  func release(_ mark: CopyMark, _ catalogue: CopyCatalogue) throws {
    try transaction(mark, to: mark) { writer in
      try moveSequences(catalogue, in: writer)
      try writer.execute("DELETE FROM meta WHERE key IN (\(CopyMark.key), \(CopyMark.laterKey))")
      try writer.execute("UPDATE meta SET value = \(String(Schema.version)) WHERE key = 'schema'")
    }
  }
}

enum CopyTargets {
  /// What stands at the place where the copy shall be.
  enum Found {
    case nothing
    /// Its mark, which may be one that this program cannot read.
    case broken(CopyMark?)
  }

  /// Opens the place; refused where anything else is there than nothing or a copy that was broken off.
  static func open(_ url: StoreURL, _ catalogue: CopyCatalogue) throws -> (target: any CopyTarget, found: Found) {
    if url.isFile {
      let isThere =
        FileFacts.exists(url.path) && (FileFacts.size(url.path) > 0 || FileFacts.size(url.path + "-wal") > 0)
      if !isThere { FileFacts.remove(url.path) }
      let connection: SQLiteConnection
      do {
        connection = try SQLiteConnection(path: url.path, create: !isThere)
      } catch StoreError.notAStore {
        throw CopyRefusal.notEmpty(url.path)
      }
      let target = SQLiteTarget(connection)
      let found = try found(at: url, connection) { reader in
        try reader.integer("SELECT COUNT(*) FROM sqlite_schema") ?? 0
      }
      try connection.prepareForCopy()
      return (target, found)
    }
    #if PostgreSQL
      let connection = try PostgresConnection(url.address)
      let names = Set(catalogue.tables.map(\.name))
      let found = try found(at: url, connection) { reader in
        let tables = try reader.all("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()") {
          $0.text(0)
        }
        return Int64(names.intersection(tables).count)
      }
      try connection.makeSchema()
      return (PostgresTarget(connection, try PostgresCopyLink(try PostgresAddress(url.address))), found)
    #else
      throw StoreError.cannotOpen(path: url.path, why: "this Portolan was built without the trait PostgreSQL")
    #endif
  }

  private static func found(
    at url: StoreURL, _ connection: any Connection, tables: (any Reader) throws -> Int64
  ) throws -> Found {
    try connection.readNow { reader in
      if try tables(reader) == 0 { return .nothing }
      guard try Schema.version(of: reader) == 0, let mark = try CopyMark.text(in: reader) else {
        throw CopyRefusal.notEmpty(url.path)
      }
      return .broken(CopyMark(mark))
    }
  }
}

final class SQLiteTarget: CopyTarget {
  private let file: SQLiteConnection
  var connection: any Connection { file }

  init(_ file: SQLiteConnection) { self.file = file }

  func write(_ chunk: RowChunk, of table: CopyTable, _ old: CopyMark, to new: CopyMark) throws {
    try file.writeNow { writer in
      try CopyMark.move(old, to: new, in: writer)
      try (writer as? SQLiteSession)?.insert(chunk, into: table)
    }
  }

  func stoppable<T>(_ stop: MigrationStop, _ body: () throws -> T) throws -> T {
    try file.interruptible({ stop.isStopped }, body)
  }

  func later(_ catalogue: CopyCatalogue, in reader: any Reader) throws -> [LaterDefinition] {
    try reader.all("SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL ORDER BY rowid") {
      LaterDefinition(
        stage: .indexes, name: $0.text(0), drop: "DROP INDEX IF EXISTS \($0.text(0))", make: $0.text(1))
    }
  }

  func empty(_ catalogue: CopyCatalogue, in writer: any Writer) throws {
    for table in catalogue.tables.reversed() { try writer.execute(table.deleteAll) }
  }

  func emptyWords(in writer: any Writer) throws {
    for index in [TextIndex.orders, .products, .customers] { try index.clear(in: writer) }
  }

  func measure(_ catalogue: CopyCatalogue, isLast: Bool) {}
  func moveSequences(_ catalogue: CopyCatalogue, in writer: any Writer) {}
}

#if PostgreSQL
  final class PostgresTarget: CopyTarget {
    private let server: PostgresConnection
    private let link: PostgresCopyLink
    var connection: any Connection { server }

    init(_ server: PostgresConnection, _ link: PostgresCopyLink) {
      self.server = server
      self.link = link
    }

    func write(_ chunk: RowChunk, of table: CopyTable, _ old: CopyMark, to new: CopyMark) throws {
      try link.transaction("BEGIN") {
        let moved = try link.run(
          """
          UPDATE meta SET value = '\(new.text)' WHERE key = '\(CopyMark.key)' AND value = '\(old.text)'
          """)
        if moved.changedRows != 1 { throw CopyRefusal.copiedByAnother }
        if chunk.count > 0 { try link.write(chunk, into: table) }
      }
    }

    func stoppable<T>(_ stop: MigrationStop, _ body: () throws -> T) throws -> T {
      let watch = StopWatch(stop) { [server, link] in
        server.stopWriting()
        link.stop.cancel()
      }
      defer { watch.end() }
      return try body()
    }

    func later(_ catalogue: CopyCatalogue, in reader: any Reader) throws -> [LaterDefinition] {
      let names = Set(catalogue.tables.map(\.name))
      let texts: Set = ["orders_text", "products_text", "customers_text"]
      let indexes = try reader.all(
        """
        SELECT c.relname, t.relname, pg_get_indexdef(i.indexrelid)
        FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid
        WHERE t.relnamespace = current_schema()::regnamespace
          AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid)
        ORDER BY c.oid
        """
      ) { ($0.text(0), $0.text(1), $0.text(2)) }
      let constraints = try reader.all(
        """
        SELECT k.conname, t.relname, pg_get_constraintdef(k.oid), k.contype::text
        FROM pg_constraint k JOIN pg_class t ON t.oid = k.conrelid
        WHERE t.relnamespace = current_schema()::regnamespace AND k.contype IN ('f', 'u')
        ORDER BY k.contype DESC, k.oid
        """
      ) { ($0.text(0), $0.text(1), $0.text(2), $0.text(3)) }
      var later: [LaterDefinition] = []
      for (name, table, text) in indexes where names.contains(table) || texts.contains(table) {
        later.append(
          LaterDefinition(
            // The words' index is made when they are there.
            stage: texts.contains(table) ? .references : .indexes, name: name, drop: "DROP INDEX IF EXISTS \(name)",
            make: text))
      }
      for (name, table, text, kind) in constraints where names.contains(table) {
        let owner = "ALTER TABLE \(CopyTable.quoted(table))"
        later.append(
          LaterDefinition(
            stage: kind == "u" ? .indexes : .references, name: name,
            drop: "\(owner) DROP CONSTRAINT IF EXISTS \(CopyTable.quoted(name))",
            make: "\(owner) ADD CONSTRAINT \(CopyTable.quoted(name)) \(text)"))
      }
      return later.sorted { $0.stage == .indexes && $1.stage != .indexes }
    }

    /// TRUNCATE gives the place back at once; its constraints are dropped already.
    func empty(_ catalogue: CopyCatalogue, in writer: any Writer) throws {
      let whole = catalogue.tables.filter(\.condition.isEmpty).map(\.quotedName)
      try writer.execute(SQL(ofCatalogue: "TRUNCATE \(whole.joined(separator: ", "))"))
      for table in catalogue.tables where !table.condition.isEmpty { try writer.execute(table.deleteAll) }
    }

    func emptyWords(in writer: any Writer) throws {
      try writer.execute("TRUNCATE orders_text, products_text, customers_text")
    }

    /// Behind the last chunk a VACUUM, so that nobody's first reading has to look which rows are old.
    func measure(_ catalogue: CopyCatalogue, isLast: Bool) throws {
      let schema = try link.transaction("BEGIN") {
        try link.first("SELECT current_schema()") { $0.text(0) } ?? "public"
      }
      let texts = isLast ? ["orders_text", "products_text", "customers_text"] : []
      for name in catalogue.tables.map(\.name) + texts {
        try link.run("\(isLast ? "VACUUM (ANALYZE)" : "ANALYZE") \(CopyTable.quoted(schema)).\(CopyTable.quoted(name))")
      }
    }

    func moveSequences(_ catalogue: CopyCatalogue, in writer: any Writer) throws {
      let columns = try writer.all(
        """
        SELECT table_name, column_name, pg_get_serial_sequence(quote_ident(table_name), column_name)
        FROM information_schema.columns
        WHERE table_schema = current_schema() AND is_identity = 'YES'
        """
      ) { (table: $0.text(0), column: $0.text(1), sequence: $0.text(2)) }
      for each in columns where catalogue.place(of: each.table) != nil {
        let (table, column) = (CopyTable.quoted(each.table), CopyTable.quoted(each.column))
        try writer.execute(
          SQL(
            ofCatalogue: """
              SELECT setval(?::text::regclass, MAX(\(column))) FROM \(table) HAVING MAX(\(column)) IS NOT NULL
              """, [.text(each.sequence)]))
      }
    }
  }
#endif
