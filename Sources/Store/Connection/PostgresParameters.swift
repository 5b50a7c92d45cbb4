#if PostgreSQL
  /// The values of one statement as libpq takes them: numbers and texts written out, bytes as they are, all in one
  /// piece of memory that is used again.
  final class PostgresParameters {
    private var memory: [UInt8] = []
    private var places: [Int] = []
    private var lengths: [Int32] = []
    private var formats: [Int32] = []
    private var pointers: [UnsafePointer<CChar>?] = []

    /// Bytes of the last statement's values.
    var count: Int { memory.count }

    /// The pointers are good inside the closure.
    func with<T>(
      _ values: [SQLValue],
      _ body: (
        UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?
      ) throws -> T
    ) rethrows -> T {
      memory.removeAll(keepingCapacity: true)
      places.removeAll(keepingCapacity: true)
      lengths.removeAll(keepingCapacity: true)
      formats.removeAll(keepingCapacity: true)
      for value in values { add(value) }
      return try memory.withUnsafeBytes { raw in
        pointers.removeAll(keepingCapacity: true)
        for place in places {
          pointers.append(
            place < 0 ? nil : raw.baseAddress?.advanced(by: place).assumingMemoryBound(to: CChar.self))
        }
        return try pointers.withUnsafeBufferPointer { pointers in
          try lengths.withUnsafeBufferPointer { lengths in
            try formats.withUnsafeBufferPointer { formats in
              try body(pointers.baseAddress, lengths.baseAddress, formats.baseAddress)
            }
          }
        }
      }
    }

    private func add(_ value: SQLValue) {
      let start = memory.count
      switch value {
      case .null:
        places.append(-1)
        lengths.append(0)
        formats.append(0)
        return
      case .integer(let number): memory.append(contentsOf: String(number).utf8)
      case .real(let number): memory.append(contentsOf: String(number).utf8)
      case .text(var text):
        text.withUTF8 { bytes in
          if PostgresTexts.needsEscape(bytes) {
            memory.append(contentsOf: PostgresTexts.escaped(bytes))
          } else {
            memory.append(contentsOf: bytes)
          }
        }
      case .bytes(let bytes): memory.append(contentsOf: bytes)
      }
      places.append(start)
      lengths.append(Int32(memory.count - start))
      if case .bytes = value { formats.append(1) } else { formats.append(0) }
      // Texts end with a NUL here; and no piece is empty, so that its place is one.
      memory.append(0)
    }
  }
#endif
