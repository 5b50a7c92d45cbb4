#if PostgreSQL
  internal import CPostgres
  internal import Glibc

  /// A connection of its own for whole tables: `COPY … (FORMAT binary)` both ways, which the other connections cannot,
  /// because they send statements one behind the other.
  final class PostgresCopyLink: Reader, @unchecked Sendable {
    // One thread at a time uses it; only `stop` may be called from others.
    private let handle: OpaquePointer
    private let address: PostgresAddress
    private let parameters = PostgresParameters()
    let stop: PostgresStop

    var dialect: Dialect { .postgres }

    init(_ address: PostgresAddress) throws {
      self.address = address
      handle = try address.connect()
      stop = PostgresStop(handle)
    }

    deinit {
      stop.end()
      PQfinish(handle)
    }

    // MARK: Statements

    @discardableResult
    func run(_ text: String) throws -> PostgresResult {
      try answer(PQexec(handle, text), PGRES_COMMAND_OK, PGRES_TUPLES_OK, to: text)
    }

    func forEach(_ sql: SQL, _ row: (any Columns) throws -> Bool) throws {
      let text = PostgresText(sql.text, numbered: []).text
      let result = try parameters.with(sql.arguments) { pointers, lengths, formats in
        try answer(
          PQexecParams(handle, text, Int32(sql.arguments.count), nil, pointers, lengths, formats, 0), PGRES_COMMAND_OK,
          PGRES_TUPLES_OK, to: text)
      }
      for index in 0..<result.rowCount { if try !row(result.columns(of: index)) { return } }
    }

    /// A transaction whose settings a pooler cannot lose; rolled back where the body throws.
    func transaction<T>(_ begin: String, _ settings: [(String, String)] = [], _ body: () throws -> T) throws -> T {
      try run(begin)
      do {
        try run(address.settings(settings + [("standard_conforming_strings", "on")]))
        let result = try body()
        if try run("COMMIT").command != "COMMIT" {
          throw StoreError.engine(code: -1, detail: "the transaction was rolled back")
        }
        return result
      } catch {
        if PQstatus(handle) == CONNECTION_OK { _ = try? run("ROLLBACK") }
        throw error
      }
    }

    /// One snapshot for all that is read in the body, rows in the order of their keys by the keys' indexes.
    func snapshot<T>(_ body: () throws -> T) throws -> T {
      try transaction(
        "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", [("enable_seqscan", "off"), ("enable_bitmapscan", "off")],
        body)
    }

    private func answer(
      _ handle: OpaquePointer?, _ good: ExecStatusType, _ alsoGood: ExecStatusType? = nil, to text: String
    ) throws -> PostgresResult {
      guard let handle else { throw lostError() }
      let result = PostgresResult(handle)
      let status = PQresultStatus(handle)
      if status == good || status == alsoGood { return result }
      if PQstatus(self.handle) != CONNECTION_OK { throw lostError() }
      throw StoreError(result, to: text)
    }

    private func lostError() -> StoreError {
      .lost(detail: PostgresLink.oneLine(String(cString: PQerrorMessage(handle))))
    }

    // MARK: Rows out

    /// `PGCOPY`, its end of line, flags, and no more header.
    private static let header: [UInt8] =
      [0x50, 0x47, 0x43, 0x4F, 0x50, 0x59, 0x0A, 0xFF, 0x0D, 0x0A, 0x00] + [UInt8](repeating: 0, count: 8)

    /// Fills the chunk with the rows behind `last`, `rows` at most; whether the table is at its end.
    func read(_ table: CopyTable, after last: [UInt8], rows: Int, into chunk: RowChunk) throws -> Bool {
      let values = last.isEmpty ? [] : RowChunk.values(ofKey: last, table)
      let after = values.isEmpty ? nil : try values.map(literal).joined(separator: ", ")
      let text = "COPY (\(table.select(after: after)) LIMIT \(rows)) TO STDOUT (FORMAT binary)"
      _ = try answer(PQexec(handle, text), PGRES_COPY_OUT, to: text)
      var isFirst = true
      var came = 0
      while true {
        var start: UnsafeMutablePointer<CChar>?
        let count = PQgetCopyData(handle, &start, 0)
        if count == -1 { break }
        guard count >= 0, let start else { throw lostError() }
        defer { PQfreemem(start) }
        var message = UnsafeRawBufferPointer(start: start, count: Int(count))
        if isFirst {
          isFirst = false
          message = UnsafeRawBufferPointer(rebasing: message.dropFirst(PostgresCopyLink.header.count))
        }
        guard message.count > 2 else { continue }
        came += 1
        // Rows are never so large that many of them fill the memory: what is too much is asked for again.
        if chunk.isFull { continue }
        append(UnsafeRawBufferPointer(rebasing: message.dropFirst(2)), table, to: chunk)
      }
      while let result = PQgetResult(handle) { _ = try answer(result, PGRES_COMMAND_OK, to: text) }
      return came < rows && came == chunk.count
    }

    private func literal(_ value: SQLValue) throws -> String {
      switch value {
      case .integer(let number): return "\(number)::bigint"
      case .text(var text):
        let kept = text.withUTF8 { bytes in
          PostgresTexts.needsEscape(bytes) ? String(decoding: PostgresTexts.escaped(bytes), as: UTF8.self) : nil
        }
        return "'" + (kept ?? text).reduce(into: "") { $0 += $1 == "'" ? "''" : String($1) } + "'"
      case .bytes(let bytes): return "'\\x\(Hex.text(bytes))'::bytea"
      case .real(let number): return "\(number)::double precision"
      case .null: throw StoreError.engine(code: -1, detail: "a key without a value")
      }
    }

    private func append(_ fields: UnsafeRawBufferPointer, _ table: CopyTable, to chunk: RowChunk) {
      defer { chunk.endRow() }
      guard fields.holds(0xF4) else { return chunk.appendFields(fields) }
      RowChunk.forEachField(of: fields) { index, field in
        guard let field else { return chunk.appendNull() }
        let bytes = field.bindMemory(to: UInt8.self)
        if table.columns[index].kind == .text && PostgresTexts.isEscaped(bytes) {
          var text = PostgresTexts.unescaped(bytes)
          text.withUTF8 { chunk.append(UnsafeRawBufferPointer($0)) }
        } else {
          chunk.append(field)
        }
      }
    }

    // MARK: Rows in

    /// Puts every row of the chunk into the table, inside the caller's transaction.
    func write(_ chunk: RowChunk, into table: CopyTable) throws {
      let text = "COPY \(table.quotedName) (\(table.columnList)) FROM STDIN (FORMAT binary)"
      _ = try answer(PQexec(handle, text), PGRES_COPY_IN, to: text)
      try put(PostgresCopyLink.header)
      var buffer: [UInt8] = []
      try chunk.bytes.withUnsafeBytes { bytes in
        for index in 0..<chunk.count {
          add(UnsafeRawBufferPointer(rebasing: bytes[chunk.row(index)]), table, to: &buffer)
          if buffer.count > 1 << 16 {
            try put(buffer)
            buffer.removeAll(keepingCapacity: buffer.capacity <= 1 << 20)
          }
        }
      }
      try put(buffer + [0xFF, 0xFF])
      if PQputCopyEnd(handle, nil) != 1 { throw lostError() }
      var first: (any Error)?
      while let result = PQgetResult(handle) {
        do {
          _ = try answer(result, PGRES_COMMAND_OK, to: text)
        } catch {
          first = first ?? error
        }
      }
      if let first { throw first }
    }

    private func put(_ bytes: [UInt8]) throws {
      let isSent = bytes.withUnsafeBytes {
        PQputCopyData(handle, $0.baseAddress?.assumingMemoryBound(to: CChar.self), Int32($0.count))
      }
      if isSent != 1 { throw lostError() }
    }

    private func add(_ row: UnsafeRawBufferPointer, _ table: CopyTable, to buffer: inout [UInt8]) {
      withUnsafeBytes(of: Int16(table.columns.count).bigEndian) { buffer.append(contentsOf: $0) }
      guard row.holds(0xF4) || hasNul(row, table) else {
        return buffer.append(contentsOf: row)
      }
      RowChunk.forEachField(of: row) { index, field in
        guard let field else { return buffer.append(contentsOf: [0xFF, 0xFF, 0xFF, 0xFF]) }
        let bytes = field.bindMemory(to: UInt8.self)
        let isEscaped = table.columns[index].kind == .text && PostgresTexts.needsEscape(bytes)
        let sent = isEscaped ? PostgresTexts.escaped(bytes) : nil
        let length = Int32(truncatingIfNeeded: sent?.count ?? field.count)
        withUnsafeBytes(of: length.bigEndian) { buffer.append(contentsOf: $0) }
        if let sent { buffer.append(contentsOf: sent) } else { buffer.append(contentsOf: field) }
      }
    }

    private func hasNul(_ row: UnsafeRawBufferPointer, _ table: CopyTable) -> Bool {
      var found = false
      RowChunk.forEachField(of: row) { index, field in
        guard !found, let field, table.columns[index].kind == .text else { return }
        found = field.holds(0)
      }
      return found
    }
  }

  extension UnsafeRawBufferPointer {
    fileprivate func holds(_ byte: Int32) -> Bool {
      guard let start = baseAddress else { return false }
      return memchr(start, byte, count) != nil
    }
  }
#endif
