/// One field of a row as bytes borrowed from the reader's buffer: no String is made until one is asked for.
///
/// A cell is valid only inside the call that was handed its row.
public struct Cell {
  /// The field's bytes without the surrounding quotation marks; doubled marks inside are still doubled.
  public let bytes: UnsafeBufferPointer<UInt8>
  /// Whether doubled quotation marks stand inside.
  let isEscaped: Bool

  init(bytes: UnsafeBufferPointer<UInt8>, isEscaped: Bool) {
    self.bytes = bytes
    self.isEscaped = isEscaped
  }

  /// A cell over bytes of one's own, e.g. a constant.
  public init(_ bytes: UnsafeBufferPointer<UInt8>) { self.init(bytes: bytes, isEscaped: false) }

  static var empty: Cell { Cell(bytes: UnsafeBufferPointer(start: nil, count: 0), isEscaped: false) }

  public var isEmpty: Bool { bytes.isEmpty }

  /// Whether nothing but blanks stands here.
  public var isBlank: Bool {
    for byte in bytes where byte != 0x20 && byte != 0x09 && byte != 0x0a && byte != 0x0d {
      return isNoBreakSpaces
    }
    return true
  }

  /// The text as it stands; bytes that are no UTF-8 become U+FFFD.
  public var text: String {
    isEscaped ? unescaped : String(decoding: bytes, as: UTF8.self)
  }

  /// The cell without blanks at either end.
  public var trimmed: Cell {
    var low = 0
    var high = bytes.count
    while low < high, Cell.isSpace(bytes[low]) { low += 1 }
    while high > low, Cell.isSpace(bytes[high - 1]) { high -= 1 }
    if low == 0 && high == bytes.count { return self }
    return Cell(bytes: UnsafeBufferPointer(rebasing: bytes[low..<high]), isEscaped: isEscaped)
  }

  /// The trimmed cell without the formula `="…"` in which spreadsheets keep a number as text.
  var value: Cell {
    let plain = trimmed
    guard plain.bytes.first == 0x3d else { return plain }
    // Inside a quoted field the formula's own marks are doubled.
    let marks = plain.isEscaped ? 2 : 1
    let bytes = plain.bytes
    guard bytes.count > 1 + 2 * marks, bytes[1] == 0x22, bytes[marks] == 0x22,
      bytes[bytes.count - marks] == 0x22, bytes[bytes.count - 1] == 0x22
    else { return plain }
    let inner = UnsafeBufferPointer(rebasing: bytes[(1 + marks)..<(bytes.count - marks)])
    return inner.contains(0x22) ? plain : Cell(bytes: inner, isEscaped: false)
  }

  var isForced: Bool { SpreadsheetGuard.isForcedFormula(trimmed.bytes) }

  /// Whether a byte beyond ASCII occurs.
  var hasWideBytes: Bool {
    var all: UInt8 = 0
    for byte in bytes { all |= byte }
    return all >= 0x80
  }

  func equals(_ other: [UInt8]) -> Bool {
    guard bytes.count == other.count else { return false }
    for index in 0..<bytes.count where bytes[index] != other[index] { return false }
    return true
  }

  private var unescaped: String {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      out.append(byte)
      index += byte == 0x22 && index + 1 < bytes.count && bytes[index + 1] == 0x22 ? 2 : 1
    }
    return String(decoding: out, as: UTF8.self)
  }

  private var isNoBreakSpaces: Bool {
    var index = 0
    while index < bytes.count {
      if Cell.isSpace(bytes[index]) {
        index += 1
      } else if bytes[index] == 0xc2, index + 1 < bytes.count, bytes[index + 1] == 0xa0 {
        index += 2
      } else {
        return false
      }
    }
    return true
  }

  @inline(__always) static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0a || byte == 0x0d
  }
}
