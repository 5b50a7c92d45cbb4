/// A writer that counts what is written through it: a refusal after which nothing was written leaves the transaction as
/// it was, and the next record can go on in it. (A savepoint for each record would make the text index write itself out
/// each time.)
final class WatchedWriter: Writer {
  private let writer: any Writer
  private(set) var writes = 0

  init(_ writer: any Writer) { self.writer = writer }

  func forEach(_ sql: SQL, _ row: (any Columns) throws -> Bool) throws { try writer.forEach(sql, row) }

  func execute(_ sql: SQL) throws {
    writes += 1
    try writer.execute(sql)
  }

  func run(_ statement: StaticString, _ values: [SQLValue]) throws {
    writes += 1
    try writer.run(statement, values)
  }

  var dialect: Dialect { writer.dialect }
  var changedRows: Int { get throws { try writer.changedRows } }
  var lastInsertedId: Int64 { get throws { try writer.lastInsertedId } }
}

/// A writer over a reader: it reads, and stops whoever begins to write.
struct JudgingWriter: Writer {
  /// The action was about to write: it had been refused nothing until then.
  struct WouldWrite: Error {}

  let reader: any Reader

  var dialect: Dialect { reader.dialect }

  func forEach(_ sql: SQL, _ row: (any Columns) throws -> Bool) throws { try reader.forEach(sql, row) }
  func execute(_ sql: SQL) throws { throw WouldWrite() }
  func run(_ statement: StaticString, _ values: [SQLValue]) throws { throw WouldWrite() }
  var changedRows: Int { 0 }
  var lastInsertedId: Int64 { 0 }
}
