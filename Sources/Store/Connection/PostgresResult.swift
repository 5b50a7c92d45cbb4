#if PostgreSQL
  internal import CPostgres

  /// What the server answered to one statement; given back when nobody holds it any more.
  final class PostgresResult {
    let handle: OpaquePointer

    init(_ handle: OpaquePointer) { self.handle = handle }

    deinit { PQclear(handle) }

    var rowCount: Int32 { PQntuples(handle) }

    /// Rows that the statement changed.
    var changedRows: Int { Int(String(cString: PQcmdTuples(handle))) ?? 0 }

    /// `COMMIT`, `ROLLBACK`, …
    var command: String { String(cString: PQcmdStatus(handle)) }

    func columns(of row: Int32) -> PostgresColumns { PostgresColumns(result: self, row: row) }
  }

  /// One row, whose values the server wrote as text.
  struct PostgresColumns: Columns {
    let result: PostgresResult
    let row: Int32

    func isNull(_ index: Int) -> Bool { PQgetisnull(result.handle, row, Int32(index)) != 0 }

    func integer(_ index: Int) -> Int64 {
      let bytes = bytesAsWritten(index)
      guard let first = bytes.first else { return 0 }
      if first == UInt8(ascii: "t") { return 1 }
      if first == UInt8(ascii: "f") { return 0 }
      var number: Int64 = 0
      for byte in bytes {
        if byte == UInt8(ascii: "-") { continue }
        // Sums are numbers with no fraction; averages are cut.
        guard byte >= 48 && byte <= 57 else { break }
        number = number &* 10 &- Int64(byte - 48)
      }
      return first == UInt8(ascii: "-") ? number : 0 &- number
    }

    func real(_ index: Int) -> Double { Double(text(index)) ?? 0 }

    func text(_ index: Int) -> String {
      let bytes = bytesAsWritten(index)
      return PostgresTexts.isEscaped(bytes)
        ? PostgresTexts.unescaped(bytes) : String(decoding: bytes, as: UTF8.self)
    }

    func withUTF8(_ index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Bool) -> Bool {
      let bytes = bytesAsWritten(index)
      if !PostgresTexts.isEscaped(bytes) { return body(bytes) }
      var text = PostgresTexts.unescaped(bytes)
      return text.withUTF8(body)
    }

    /// `\x` and two digits a byte.
    func bytes(_ index: Int) -> [UInt8] {
      let written = bytesAsWritten(index)
      guard written.count >= 2 else { return [] }
      func digit(_ byte: UInt8) -> UInt8 { byte <= 57 ? byte &- 48 : (byte | 0x20) &- 87 }
      return stride(from: 2, to: written.count - 1, by: 2).map { digit(written[$0]) << 4 | digit(written[$0 + 1]) }
    }

    private func bytesAsWritten(_ index: Int) -> UnsafeBufferPointer<UInt8> {
      let count = Int(PQgetlength(result.handle, row, Int32(index)))
      guard count > 0, let start = PQgetvalue(result.handle, row, Int32(index)) else {
        return UnsafeBufferPointer(start: nil, count: 0)
      }
      return UnsafeBufferPointer(start: UnsafeRawPointer(start).assumingMemoryBound(to: UInt8.self), count: count)
    }
  }

  /// PostgreSQL's texts have no NUL; ours may. It goes as a character that no text of people has, and that one doubled.
  enum PostgresTexts {
    private static let mark: [UInt8] = [0xF4, 0x8F, 0xBF, 0xBF]

    static func isEscaped(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
      guard bytes.contains(0xF4) else { return false }
      return (0..<max(0, bytes.count - 3)).contains { bytes[$0...].starts(with: mark) }
    }

    /// Whether a text must be escaped on its way in.
    static func needsEscape(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool { bytes.contains(0) || isEscaped(bytes) }

    static func escaped(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
      var output: [UInt8] = []
      var at = 0
      while at < bytes.count {
        if bytes[at] == 0 {
          output += mark + [UInt8(ascii: "0")]
          at += 1
        } else if bytes[at...].starts(with: mark) {
          output += mark + [UInt8(ascii: "1")]
          at += mark.count
        } else {
          output.append(bytes[at])
          at += 1
        }
      }
      return output
    }

    static func unescaped(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
      var output: [UInt8] = []
      var at = 0
      while at < bytes.count {
        if bytes[at...].starts(with: mark), at + mark.count < bytes.count {
          if bytes[at + mark.count] == UInt8(ascii: "0") { output.append(0) } else { output += mark }
          at += mark.count + 1
        } else {
          output.append(bytes[at])
          at += 1
        }
      }
      return String(decoding: output, as: UTF8.self)
    }
  }
#endif
