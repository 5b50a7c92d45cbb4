import Domain

/// Finds the end and the fields of one record: the inner loop of `RowScanner`.
struct RecordCutter {
  enum Cut {
    /// The record's end is not in sight.
    case needsMore
    /// Bytes of the record, bytes with its line end, physical lines that it takes, faults.
    case complete(length: Int, next: Int, lines: Int, faults: [RowFault])
    /// The limit was passed; so many bytes of its beginning are worth showing.
    case tooLong(kept: Int)
  }

  private(set) var fields: [FieldSpan] = []
  private let delimiter: UInt8
  private let fieldLimit: Int
  /// 1 for every byte that ends or marks something: looked up once a byte.
  private let marks: [Bool]

  init(delimiter: UInt8, fieldLimit: Int) {
    self.delimiter = delimiter
    self.fieldLimit = fieldLimit
    var marks = [Bool](repeating: false, count: 256)
    for byte in [delimiter, 0x0a, 0x0d, 0x22, 0x00, 0xef] { marks[Int(byte)] = true }
    self.marks = marks
    fields.reserveCapacity(96)
  }

  /// Cuts the record that begins at `base`.
  mutating func cut(_ base: UnsafePointer<UInt8>, count: Int, isLast: Bool, limit: Int) -> Cut {
    // A record may end before the limit in a buffer that reaches far beyond it.
    let visible = min(count, limit + 1)
    let endIsReal = isLast && visible == count
    var literalFrom = Int.max
    while true {
      switch pass(base, visible, endIsReal, literalFrom) {
      case .complete(let length, let next, let lines, var faults):
        if literalFrom != Int.max {
          let field = openField(literalFrom)
          faults.removeAll { $0.code == .strayQuote && $0.field >= field }
          faults.append(RowFault(code: delimiter == 0x09 ? .strayQuote : .unclosedQuote, field: field))
        }
        return .complete(length: length, next: next, lines: lines, faults: faults)
      case .unclosed(let quote):
        literalFrom = min(quote, literalFrom)
      case .outOfBytes(let quote):
        if visible == count && !isLast && count <= limit { return .needsMore }
        if let quote, literalFrom == Int.max {
          literalFrom = quote
        } else {
          return tooLong(base, visible)
        }
      }
    }
  }

  private enum Pass {
    case complete(length: Int, next: Int, lines: Int, faults: [RowFault])
    /// The quotation mark at this offset opens a field that is not closed.
    case unclosed(Int)
    /// The bytes ended; inside the quoted field that begins here, if any.
    case outOfBytes(Int?)
  }

  private mutating func tooLong(_ base: UnsafePointer<UInt8>, _ visible: Int) -> Cut {
    let kept = min(visible, 512)
    fields.removeAll(keepingCapacity: true)
    var start = 0
    // Whole fields of the beginning only: the order number stands there in most files.
    for index in 0..<kept where base[index] == delimiter {
      fields.append(FieldSpan(start: Int32(start), end: Int32(index), isEscaped: false))
      start = index + 1
    }
    return .tooLong(kept: kept)
  }

  private func openField(_ offset: Int) -> Int {
    for (index, field) in fields.enumerated() where Int(field.end) >= offset { return index }
    return max(fields.count - 1, 0)
  }

  private mutating func pass(
    _ base: UnsafePointer<UInt8>, _ count: Int, _ isLast: Bool, _ literalFrom: Int
  ) -> Pass {
    fields.removeAll(keepingCapacity: true)
    var faults: [RowFault] = []
    var lines = 0
    var at = 0
    return marks.withUnsafeBufferPointer { marks in
      while true {
        // At the beginning of a field.
        var first = at
        while first < count, base[first] == 0x20 { first += 1 }
        var fieldStart = at
        var fieldEnd = -1
        var isEscaped = false
        if first < count, base[first] == 0x22, first < literalFrom {
          let opening = first
          var index = first + 1
          let linesBefore = lines
          fieldStart = index
          quoted: while true {
            while index < count, !marks[Int(base[index])] { index += 1 }
            if index >= count {
              return .outOfBytes(opening)
            }
            switch base[index] {
            case 0x22:
              if index + 1 < count, base[index + 1] == 0x22 {
                isEscaped = true
                index += 2
                continue quoted
              }
              if index + 1 >= count && !isLast { return .outOfBytes(nil) }
              break quoted
            case 0x0a: lines += 1
            case 0x0d:
              if index + 1 >= count && !isLast { return .outOfBytes(opening) }
              if index + 1 >= count || base[index + 1] != 0x0a { lines += 1 }
            case 0x00: note(&faults, .nulByte)
            case 0xef: if isReplacement(base, index, count) { note(&faults, .wrongEncoding) }
            default: break
            }
            index += 1
          }
          fieldEnd = index
          at = index + 1
          while at < count, base[at] == 0x20 { at += 1 }
          if at < count, base[at] != delimiter, base[at] != 0x0a, base[at] != 0x0d {
            if lines != linesBefore { return .unclosed(opening) }
            // `"a" b`: the marks stand for themselves.
            note(&faults, .strayQuote)
            fieldStart = opening
            fieldEnd = -1
            isEscaped = false
          } else if at >= count && !isLast {
            return .outOfBytes(nil)
          }
        }
        if fieldEnd < 0 {
          var index = at
          scan: while true {
            while index < count, !marks[Int(base[index])] { index += 1 }
            if index >= count { break scan }
            switch base[index] {
            case 0x22: note(&faults, .strayQuote)
            case 0x00: note(&faults, .nulByte)
            case 0xef: if isReplacement(base, index, count) { note(&faults, .wrongEncoding) }
            default: break scan
            }
            index += 1
          }
          if index >= count && !isLast { return .outOfBytes(nil) }
          at = index
          fieldEnd = index
        }
        if fields.count < fieldLimit {
          fields.append(FieldSpan(start: Int32(fieldStart), end: Int32(fieldEnd), isEscaped: isEscaped))
        } else if fields.count == fieldLimit {
          note(&faults, .tooMany)
        }
        if at >= count { return .complete(length: count, next: count, lines: lines + 1, faults: faults) }
        if base[at] == delimiter {
          at += 1
          continue
        }
        let length = at
        if base[at] == 0x0d {
          if at + 1 >= count && !isLast { return .outOfBytes(nil) }
          if at + 1 < count, base[at + 1] == 0x0a { at += 1 }
        }
        return .complete(length: length, next: at + 1, lines: lines + 1, faults: faults)
      }
    }
  }

  /// One fault of a kind a field is enough.
  private func note(_ faults: inout [RowFault], _ code: IssueCode) {
    let fault = RowFault(code: code, field: fields.count)
    if faults.count < 16, faults.last != fault { faults.append(fault) }
  }

  private func isReplacement(_ base: UnsafePointer<UInt8>, _ index: Int, _ count: Int) -> Bool {
    index + 2 < count && base[index + 1] == 0xbf && base[index + 2] == 0xbd
  }
}
