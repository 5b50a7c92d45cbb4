internal import GRDBSQLite

/// The texts and bytes of one statement on their way into the engine, side by side in one piece of memory: the engine
/// reads them there while it runs the statement, and neither asks for memory nor gives it back for each of them.
///
/// They are good until the next `bind`; whoever binds clears the bindings after the run.
final class BoundTexts {
  /// Taken with the first value: most transactions and all reads bind by the other way.
  private var memory = UnsafeMutableRawBufferPointer(start: nil, count: 0)

  deinit { memory.deallocate() }

  /// Binds all values; `otherwise` where they are larger than what is worth keeping.
  func bind(_ values: [SQLValue], to handle: OpaquePointer, otherwise: () throws -> Void) throws {
    if memory.count == 0 { memory = .allocate(byteCount: 1 << 14, alignment: 16) }
    var used = 0
    var index: Int32 = 0
    for value in values {
      index += 1
      let code: Int32
      switch value {
      case .null: code = sqlite3_bind_null(handle, index)
      case .integer(let number): code = sqlite3_bind_int64(handle, index, number)
      case .real(let number): code = sqlite3_bind_double(handle, index, number)
      case .text(var text):
        let start = used
        let fits = text.withUTF8 { take(UnsafeRawBufferPointer($0), at: &used) }
        if !fits { return try otherwise() }
        code = sqlite3_bind_text(
          handle, index, memory.baseAddress?.advanced(by: start).assumingMemoryBound(to: CChar.self),
          Int32(used - start), nil)
      case .bytes(let bytes):
        let start = used
        let fits = bytes.withUnsafeBytes { take($0, at: &used) }
        if !fits { return try otherwise() }
        code = sqlite3_bind_blob(handle, index, memory.baseAddress?.advanced(by: start), Int32(used - start), nil)
      }
      // The other way says what is wrong.
      if code != SQLITE_OK { return try otherwise() }
    }
  }

  private func take(_ bytes: UnsafeRawBufferPointer, at used: inout Int) -> Bool {
    if bytes.count > memory.count - used { return false }
    if let source = bytes.baseAddress, bytes.count > 0 {
      memory.baseAddress?.advanced(by: used).copyMemory(from: source, byteCount: bytes.count)
    }
    used += bytes.count
    return true
  }
}
