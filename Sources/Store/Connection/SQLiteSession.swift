internal import GRDB
internal import GRDBSQLite

/// One connection of the pool inside its closure: statements come from GRDB's cache, values are bound and read by
/// SQLite's own calls, which costs a third of going through boxed values when rows come by the thousand.
struct SQLiteSession: SchemaWriter {
  let db: Database
  private let prepared = PreparedStatements()

  init(_ db: Database) { self.db = db }

  var dialect: Dialect { .sqlite }
  var changedRows: Int { Int(sqlite3_changes(db.sqliteConnection)) }
  var lastInsertedId: Int64 { sqlite3_last_insert_rowid(db.sqliteConnection) }

  func forEach(_ sql: SQL, _ row: (any Columns) throws -> Bool) throws {
    let statement = try db.cachedStatement(sql: sql.text)
    let handle = statement.sqliteStatement
    try bind(sql.arguments, to: handle)
    defer {
      sqlite3_reset(handle)
      sqlite3_clear_bindings(handle)
    }
    let columns = SQLiteColumns(handle: handle)
    while true {
      let code = sqlite3_step(handle)
      if code == SQLITE_DONE { return }
      guard code == SQLITE_ROW else { throw failure(code) }
      if try !row(columns) { return }
    }
  }

  func execute(_ sql: SQL) throws {
    try forEach(sql) { _ in true }
  }

  func run(_ statement: StaticString, _ values: [SQLValue]) throws {
    let handle = try prepared.statement(statement, in: db)
    try prepared.texts.bind(values, to: handle) { try bind(values, to: handle) }
    let code = sqlite3_step(handle)
    sqlite3_reset(handle)
    sqlite3_clear_bindings(handle)
    if code != SQLITE_DONE && code != SQLITE_ROW { throw failure(code) }
  }

  func define(_ statement: String) throws {
    try db.execute(sql: statement)
  }

  func failure(_ code: Int32) -> DatabaseError {
    DatabaseError(
      resultCode: ResultCode(rawValue: sqlite3_extended_errcode(db.sqliteConnection)),
      message: String(cString: sqlite3_errmsg(db.sqliteConnection)))
  }

  func bind(_ values: [SQLValue], to handle: OpaquePointer) throws {
    // SQLITE_TRANSIENT is a cast of −1, which is not imported.
    let copy = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    var index: Int32 = 0
    for value in values {
      index += 1
      let code: Int32
      switch value {
      case .null: code = sqlite3_bind_null(handle, index)
      case .integer(let number): code = sqlite3_bind_int64(handle, index, number)
      case .real(let number): code = sqlite3_bind_double(handle, index, number)
      case .text(var text):
        code = text.withUTF8 { bytes in
          bytes.withMemoryRebound(to: CChar.self) { chars in
            chars.baseAddress.map { sqlite3_bind_text(handle, index, $0, Int32(chars.count), copy) }
              ?? sqlite3_bind_text(handle, index, "", 0, copy)
          }
        }
      case .bytes(let bytes):
        code = bytes.withUnsafeBytes { raw in
          raw.baseAddress.map { sqlite3_bind_blob(handle, index, $0, Int32(raw.count), copy) }
            ?? sqlite3_bind_zeroblob(handle, index, 0)
        }
      }
      if code != SQLITE_OK { throw failure(code) }
    }
  }
}

private struct SQLiteColumns: Columns {
  let handle: OpaquePointer

  func isNull(_ index: Int) -> Bool { sqlite3_column_type(handle, Int32(index)) == SQLITE_NULL }
  func integer(_ index: Int) -> Int64 { sqlite3_column_int64(handle, Int32(index)) }
  func real(_ index: Int) -> Double { sqlite3_column_double(handle, Int32(index)) }

  func text(_ index: Int) -> String {
    guard let start = sqlite3_column_text(handle, Int32(index)) else { return "" }
    let count = Int(sqlite3_column_bytes(handle, Int32(index)))
    return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }

  func withUTF8(_ index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Bool) -> Bool {
    guard let start = sqlite3_column_text(handle, Int32(index)) else { return body(.init(start: nil, count: 0)) }
    return body(UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, Int32(index)))))
  }

  func bytes(_ index: Int) -> [UInt8] {
    guard let start = sqlite3_column_blob(handle, Int32(index)) else { return [] }
    let count = Int(sqlite3_column_bytes(handle, Int32(index)))
    return [UInt8](UnsafeRawBufferPointer(start: start, count: count))
  }
}

/// The statements that one transaction runs again and again, known by where their text stands in the program: neither
/// copied nor hashed for every row.
private final class PreparedStatements {
  private var known: [UnsafePointer<UInt8>: OpaquePointer] = [:]
  /// Keeps the statements whose handles are known.
  private var kept: [Statement] = []
  let texts = BoundTexts()

  func statement(_ text: StaticString, in db: Database) throws -> OpaquePointer {
    guard text.hasPointerRepresentation else { return try db.cachedStatement(sql: "\(text)").sqliteStatement }
    if let handle = known[text.utf8Start] { return handle }
    let statement = try db.cachedStatement(sql: "\(text)")
    kept.append(statement)
    known[text.utf8Start] = statement.sqliteStatement
    return statement.sqliteStatement
  }
}
