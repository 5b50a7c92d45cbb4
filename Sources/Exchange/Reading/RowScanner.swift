import Domain

/// Cuts a stream of UTF-8 bytes into the records of a delimited file, in constant memory: a byte-level state machine
/// after RFC 4180 that goes on after every fault.
///
/// - A quoted field may hold delimiters, line ends and doubled quotation marks. CRLF, LF and CR alone end a record.
/// - A quotation mark inside an unquoted field stands for itself (`strayQuote`, the row is still good).
/// - A quoted field that spans lines and is not followed by a delimiter or a line end was never closed on its line:
///   that line alone is faulty (`unclosedQuote`), and reading goes on at the next line. The same holds where the limit
///   or the end of the file comes first. In tab-separated files, whose writers seldom quote, the mark then stands for
///   itself.
/// - A record beyond the limit is handed on cut to its beginning (`tooLong`), and reading goes on at the next line.
public struct RowScanner {
  /// Limits of one record, in bytes and fields.
  public struct Limits: Sendable {
    public var rowBytes: Int
    public var fields: Int

    public init(rowBytes: Int = 1 << 20, fields: Int = 4096) {
      self.rowBytes = min(max(rowBytes, 256), 4 << 20)
      self.fields = fields
    }
  }

  public let delimiter: UInt8
  public let limits: Limits
  /// Physical line of the next record, from 1.
  public private(set) var line = 1

  private var buffer: [UInt8] = []
  private var start = 0
  private var isAtStart = true
  private var isDiscarding = false
  private var discardedCarriageReturn = false
  var record: RecordCutter

  public init(delimiter: UInt8, limits: Limits = Limits()) {
    self.delimiter = delimiter
    self.limits = limits
    self.record = RecordCutter(delimiter: delimiter, fieldLimit: limits.fields)
  }

  /// Takes the next piece of the stream and hands on each record that is complete.
  public mutating func consume(_ bytes: UnsafeBufferPointer<UInt8>, row: (Row) throws -> Void) rethrows {
    if start > 0 {
      buffer.removeSubrange(0..<start)
      start = 0
    }
    // A piece is taken in slices, so that a line of any length costs no more than the limit.
    var offset = 0
    while offset < bytes.count {
      let end = min(offset + 262_144, bytes.count)
      buffer.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[offset..<end]))
      offset = end
      try cutRecords(isLast: false, row: row)
      if start > 0 && offset < bytes.count {
        buffer.removeSubrange(0..<start)
        start = 0
      }
    }
  }

  /// Hands on what is left after the last piece.
  public mutating func finish(row: (Row) throws -> Void) rethrows {
    try cutRecords(isLast: true, row: row)
    buffer.removeAll()
    start = 0
  }

  private mutating func cutRecords(isLast: Bool, row: (Row) throws -> Void) rethrows {
    // The buffer leaves the scanner while it is borrowed, so that nothing below can touch it.
    let held = buffer
    buffer = []
    defer { buffer = held }
    try held.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return }
      if isAtStart {
        if bytes.count < 3 && !isLast && bytes[0] == 0xef { return }
        isAtStart = false
        if bytes.count >= 3, bytes[0] == 0xef, bytes[1] == 0xbb, bytes[2] == 0xbf { start = 3 }
      }
      while start < bytes.count {
        if isDiscarding && !discardLine(bytes) { return }
        if start >= bytes.count { return }
        let cut = record.cut(base + start, count: bytes.count - start, isLast: isLast, limit: limits.rowBytes)
        switch cut {
        case .needsMore: return
        case .complete(let length, let next, let lines, let faults):
          try hand(base + start, length, faults, row)
          start += next
          line += lines
        case .tooLong(let kept):
          try hand(base + start, kept, [RowFault(code: .tooLong, field: record.fields.count)], row)
          start += kept
          isDiscarding = true
        }
      }
    }
  }

  private func hand(
    _ base: UnsafePointer<UInt8>, _ length: Int, _ faults: [RowFault], _ row: (Row) throws -> Void
  ) rethrows {
    try record.fields.withUnsafeBufferPointer { fields in
      let bytes = UnsafeBufferPointer(start: base, count: length)
      try row(Row(line: line, bytes: bytes, faults: faults, fields: fields))
    }
  }

  /// Passes over the rest of a line that is too long; false where its end is not in sight yet.
  private mutating func discardLine(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    if discardedCarriageReturn {
      if bytes[start] == 0x0a { start += 1 }
      (discardedCarriageReturn, isDiscarding) = (false, false)
      return true
    }
    while start < bytes.count {
      let byte = bytes[start]
      start += 1
      if byte == 0x0a || byte == 0x0d {
        line += 1
        if byte == 0x0d {
          if start == bytes.count {
            discardedCarriageReturn = true
            return false
          }
          if bytes[start] == 0x0a { start += 1 }
        }
        isDiscarding = false
        return true
      }
    }
    return false
  }
}
