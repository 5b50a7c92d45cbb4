internal import GRDB
internal import GRDBSQLite

extension SQLiteConnection {
  /// An empty store in memory, for whoever asks what the schema is.
  static func inMemory<T>(_ body: (any SchemaWriter) throws -> T) throws -> T {
    do {
      return try DatabaseQueue().writeWithoutTransaction { db in try body(SQLiteSession(db)) }
    } catch {
      throw error is DatabaseError ? StoreError(error, path: ":memory:") : error
    }
  }

  /// What a whole shop is written with: references are looked at when all of it is there, and the page cache holds what
  /// a chunk touches.
  func prepareForCopy() throws {
    try maintain { writer in
      try writer.execute("PRAGMA foreign_keys = OFF")
      for statement in Dialect.sqlite.hasteBegins { try writer.execute(statement) }
    }
  }
}

extension SQLiteSession {
  /// The handle behind it, for reading on a thread that waits for nobody else's use of it.
  var rows: SQLiteRows { SQLiteRows(db.sqliteConnection) }

  /// Puts every row of the chunk into the table; the engine reads the values where they stand.
  func insert(_ chunk: RowChunk, into table: CopyTable) throws {
    let handle = try db.cachedStatement(sql: table.insert).sqliteStatement
    defer {
      sqlite3_reset(handle)
      sqlite3_clear_bindings(handle)
    }
    try chunk.bytes.withUnsafeBytes { bytes in
      for index in 0..<chunk.count {
        var code = SQLITE_OK
        RowChunk.forEachField(of: UnsafeRawBufferPointer(rebasing: bytes[chunk.row(index)])) { column, field in
          if code == SQLITE_OK { code = bind(field, Int32(column + 1), table.columns[column].kind, handle) }
        }
        if code == SQLITE_OK { code = sqlite3_step(handle) }
        sqlite3_reset(handle)
        if code != SQLITE_DONE { throw failure(code) }
      }
    }
  }

  private func bind(
    _ field: UnsafeRawBufferPointer?, _ index: Int32, _ kind: CopyTable.Column.Kind, _ handle: OpaquePointer
  ) -> Int32 {
    guard let field else { return sqlite3_bind_null(handle, index) }
    let count = Int32(truncatingIfNeeded: field.count)
    switch kind {
    case .integer: return sqlite3_bind_int64(handle, index, RowChunk.integer(field))
    case .real:
      return sqlite3_bind_double(handle, index, Double(bitPattern: UInt64(bitPattern: RowChunk.integer(field))))
    case .text:
      guard count > 0 else { return sqlite3_bind_text(handle, index, "", 0, nil) }
      return sqlite3_bind_text(handle, index, field.baseAddress?.assumingMemoryBound(to: CChar.self), count, nil)
    case .bytes:
      return count > 0
        ? sqlite3_bind_blob(handle, index, field.baseAddress, count, nil) : sqlite3_bind_zeroblob(handle, index, 0)
    }
  }
}

/// Reads whole tables on a connection's snapshot.
struct SQLiteRows: @unchecked Sendable {
  // Whoever has it is the only one to use the connection meanwhile.
  private let handle: OpaquePointer?

  init(_ handle: OpaquePointer?) { self.handle = handle }

  /// Fills the chunk with the rows behind `last`, until it is full; whether the table is at its end.
  func read(_ table: CopyTable, after last: [UInt8], into chunk: RowChunk) throws -> Bool {
    let values = last.isEmpty ? [] : RowChunk.values(ofKey: last, table)
    let question = values.isEmpty ? nil : values.map { _ in "?" }.joined(separator: ", ")
    var statement: OpaquePointer?
    guard sqlite3_prepare_v2(handle, table.select(after: question), -1, &statement, nil) == SQLITE_OK else {
      throw failure()
    }
    defer { sqlite3_finalize(statement) }
    for (index, value) in values.enumerated() {
      if bind(value, Int32(index + 1), statement) != SQLITE_OK { throw failure() }
    }
    while !chunk.isFull {
      switch sqlite3_step(statement) {
      case SQLITE_DONE: return true
      case SQLITE_ROW: append(statement, table, to: chunk)
      default: throw failure()
      }
    }
    return false
  }

  private func append(_ statement: OpaquePointer?, _ table: CopyTable, to chunk: RowChunk) {
    for (index, column) in table.columns.enumerated() {
      let index = Int32(index)
      if sqlite3_column_type(statement, index) == SQLITE_NULL {
        chunk.appendNull()
        continue
      }
      switch column.kind {
      case .integer: chunk.append(sqlite3_column_int64(statement, index))
      case .real:
        chunk.append(Int64(bitPattern: sqlite3_column_double(statement, index).bitPattern))
      case .text:
        let start = sqlite3_column_text(statement, index)
        let count = Int(sqlite3_column_bytes(statement, index))
        chunk.append(UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count))
      case .bytes:
        let start = sqlite3_column_blob(statement, index)
        let count = Int(sqlite3_column_bytes(statement, index))
        chunk.append(UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count))
      }
    }
    chunk.endRow()
  }

  private func bind(_ value: SQLValue, _ index: Int32, _ statement: OpaquePointer?) -> Int32 {
    // SQLITE_TRANSIENT is a cast of −1, which is not imported.
    let copy = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    switch value {
    case .null: return sqlite3_bind_null(statement, index)
    case .integer(let number): return sqlite3_bind_int64(statement, index, number)
    case .real(let number): return sqlite3_bind_double(statement, index, number)
    case .text(var text):
      return text.withUTF8 { bytes in
        bytes.withMemoryRebound(to: CChar.self) { chars in
          sqlite3_bind_text(statement, index, chars.baseAddress, Int32(truncatingIfNeeded: chars.count), copy)
        }
      }
    case .bytes(let bytes):
      return bytes.withUnsafeBytes {
        sqlite3_bind_blob(statement, index, $0.baseAddress, Int32(truncatingIfNeeded: $0.count), copy)
      }
    }
  }

  private func failure() -> DatabaseError {
    DatabaseError(
      resultCode: ResultCode(rawValue: sqlite3_extended_errcode(handle)),
      message: handle.map { String(cString: sqlite3_errmsg($0)) })
  }
}
