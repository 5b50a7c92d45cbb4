/// Finds where one JSON value ends, byte by byte over any number of pieces, by brackets and quotation marks alone.
struct JSONScan {
  private enum Kind {
    case unknown, container, string, scalar
  }

  private var kind = Kind.unknown
  private var depth = 0
  /// Kinds of the innermost 64 open brackets, one bit each: 1 is an object.
  private var kinds: UInt64 = 0
  private var inString = false
  private var escaped = false

  /// Whether a line's end ends the value whatever is open, as in JSON lines.
  private let endsWithLine: Bool
  /// Whether nothing is around: a word then goes on over brackets and commas, which are nobody's.
  private let isOutermost: Bool
  /// Column of the value's first byte where only blanks stand before it on its line, else −1.
  private let column: Int
  /// Whether the value is known to be no JSON: then a line that begins with `{` in that column begins the next one.
  private var isBroken = false
  private var isLineStart = false
  private var lineColumn = 0

  init(endsWithLine: Bool = false, isOutermost: Bool = false, column: Int = -1) {
    self.endsWithLine = endsWithLine
    self.isOutermost = isOutermost
    self.column = column
  }

  /// A scan that begins behind an object's opening bracket.
  init(insideObject: Bool, endsWithLine: Bool = false) {
    self.init(endsWithLine: endsWithLine)
    kind = .container
    depth = 1
    kinds = insideObject ? 1 : 0
  }

  /// Whether what is scanned is a number or a word, which end where the text does.
  var isScalar: Bool { kind == .scalar }

  /// Walks on from `index`; whether the value ended. `index` is then behind it, or at the byte that is no more of it.
  mutating func run(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int, line: inout Int) -> Bool {
    let count = bytes.count
    if kind == .unknown, index < count { begin(bytes[index], &index) }
    if kind == .scalar { return scalar(bytes, &index) }
    while index < count {
      if inString {
        if escaped {
          escaped = false
          // An escape cannot take a line's end with it: what follows would be misread to the end of the file.
          if bytes[index] != 0x0a { index += 1 }
          continue
        }
        while index < count, bytes[index] != 0x22, bytes[index] != 0x5c, bytes[index] != 0x0a { index += 1 }
        guard index < count else { return false }
        if bytes[index] == 0x5c {
          escaped = true
        } else {
          // A string never holds a line's end: a quotation mark is missing, and the next line is read afresh.
          inString = false
          if bytes[index] == 0x0a, endsWithLine { return true }
          if bytes[index] == 0x0a {
            line += 1
            isBroken = true
            (isLineStart, lineColumn) = (true, 0)
          }
          if kind == .string {
            index += 1
            return true
          }
        }
        index += 1
        continue
      }
      let byte = bytes[index]
      if isBroken, beginsNext(byte) { return true }
      if byte == 0x22 {
        inString = true
      } else if byte == 0x0a {
        if endsWithLine { return true }
        line += 1
        if isBroken { (isLineStart, lineColumn) = (true, 0) }
      } else if byte == 0x7b || byte == 0x5b {
        depth += 1
        kinds = kinds << 1 | (byte == 0x7b ? 1 : 0)
      } else if byte == 0x7d || byte == 0x5d {
        if close(isObject: byte == 0x7d, &index) { return true }
        continue
      }
      index += 1
    }
    return false
  }

  private mutating func beginsNext(_ byte: UInt8) -> Bool {
    guard isLineStart else { return false }
    if byte == 0x20 || byte == 0x09 {
      lineColumn += 1
      return false
    }
    isLineStart = false
    return byte == 0x7b && lineColumn == column
  }

  private mutating func begin(_ byte: UInt8, _ index: inout Int) {
    switch byte {
    case 0x7b, 0x5b:
      kind = .container
      depth = 1
      kinds = byte == 0x7b ? 1 : 0
    case 0x22:
      kind = .string
      inString = true
    default: kind = .scalar
    }
    index += 1
  }

  private func scalar(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> Bool {
    while index < bytes.count {
      switch bytes[index] {
      case 0x20, 0x09, 0x0a, 0x0d: return true
      case 0x2c, 0x5d, 0x7d:
        if !isOutermost { return true }
        index += 1
      default: index += 1
      }
    }
    return false
  }

  /// A closing bracket: whether the value ends with it. One of the wrong kind closes up to its own kind; where none
  /// is open, it belongs to what is around, and the value ends before it.
  private mutating func close(isObject: Bool, _ index: inout Int) -> Bool {
    let wanted: UInt64 = isObject ? 1 : 0
    if depth > 64 || kinds & 1 == wanted {
      depth -= 1
      kinds >>= 1
      index += 1
      return depth == 0
    }
    isBroken = true
    var levels = 1
    while levels < depth, kinds >> UInt64(levels) & 1 != wanted { levels += 1 }
    if levels >= depth { return true }
    depth -= levels + 1
    kinds >>= UInt64(levels + 1)
    index += 1
    return depth == 0
  }
}
