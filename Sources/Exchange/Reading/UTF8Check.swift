/// Tells clean UTF-8 from other bytes.
enum UTF8Check {
  /// How many bytes from `start` on are clean.
  static func cleanPrefix(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var index = start
    let count = bytes.count
    guard let base = bytes.baseAddress else { return 0 }
    let raw = UnsafeRawPointer(base)
    while index < count {
      if bytes[index] < 0x80 {
        while index + 8 <= count {
          let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
          if word & 0x8080_8080_8080_8080 != 0 { break }
          index += 8
        }
        while index < count, bytes[index] < 0x80 { index += 1 }
      } else {
        let length = sequenceLength(bytes, index)
        if length == 0 { return index - start }
        index += length
      }
    }
    return index - start
  }

  /// Bytes of the well-formed sequence beyond ASCII at `index`; 0 where there is none (Unicode, table 3-7).
  static func sequenceLength(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int {
    let lead = bytes[index]
    let length = expectedLength(lead)
    guard length > 0, index + length <= bytes.count else { return 0 }
    let second = bytes[index + 1]
    guard isSecond(second, after: lead) else { return 0 }
    for offset in 2..<max(length, 2) where bytes[index + offset] & 0xc0 != 0x80 { return 0 }
    return length
  }

  /// Whether the bytes from `index` to the end begin a sequence that more bytes could complete.
  static func isCutOff(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    let length = expectedLength(bytes[index])
    guard length > 0, index + length > bytes.count else { return false }
    if index + 1 < bytes.count, !isSecond(bytes[index + 1], after: bytes[index]) { return false }
    if index + 2 < bytes.count, bytes[index + 2] & 0xc0 != 0x80 { return false }
    return true
  }

  private static func expectedLength(_ lead: UInt8) -> Int {
    switch lead {
    case 0xc2...0xdf: 2
    case 0xe0...0xef: 3
    case 0xf0...0xf4: 4
    default: 0
    }
  }

  private static func isSecond(_ byte: UInt8, after lead: UInt8) -> Bool {
    switch lead {
    case 0xe0: byte >= 0xa0 && byte <= 0xbf
    case 0xed: byte >= 0x80 && byte <= 0x9f
    case 0xf0: byte >= 0x90 && byte <= 0xbf
    case 0xf4: byte >= 0x80 && byte <= 0x8f
    default: byte & 0xc0 == 0x80
    }
  }
}
