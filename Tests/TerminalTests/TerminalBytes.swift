@testable import Terminal

/// The small set of sequences that a console needs; whatever else leaves for a terminal is a finding.
enum TerminalBytes {
  private static let finals = Set("ABCDEFGHJKLMPSTXZ@`abdefghlmr".utf8)
  private static let controls: Set<UInt8> = [0x08, 0x09, 0x0A, 0x0D, 0x0E, 0x0F]

  static func findings(_ bytes: [UInt8]) -> [String] {
    var found: [String] = []
    var at = 0
    while at < bytes.count {
      let byte = bytes[at]
      if byte == 0x1B {
        at += escape(bytes, at, &found)
      } else if byte < 0x20 || byte == 0x7F {
        if !controls.contains(byte) { found.append("control \(byte)") }
        at += 1
      } else {
        var end = at + 1
        while end < bytes.count && bytes[end] & 0xC0 == 0x80 { end += 1 }
        for scalar in String(decoding: bytes[at..<end], as: UTF8.self).unicodeScalars where isForbidden(scalar.value) {
          found.append("code point \(String(scalar.value, radix: 16))")
        }
        at = end
      }
    }
    return found
  }

  private static func escape(_ bytes: [UInt8], _ at: Int, _ found: inout [String]) -> Int {
    guard at + 1 < bytes.count else {
      found.append("escape at the end")
      return 1
    }
    switch bytes[at + 1] {
    case 0x5B:
      var end = at + 2
      while end < bytes.count && bytes[end] < 0x40 { end += 1 }
      if end == bytes.count || !finals.contains(bytes[end]) && bytes[end] != 0x74 { found.append("sequence") }
      return end - at + 1
    case 0x37, 0x38, 0x3D, 0x3E, 0x44, 0x45, 0x48, 0x4D: return 2
    case 0x28, 0x29: return 3
    default:
      found.append("escape \(bytes[at + 1])")
      return 1
    }
  }

  static func isForbidden(_ value: UInt32) -> Bool {
    switch value {
    case 0x80..<0xA0, 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xAD, 0x034F, 0x115F, 0x1160, 0x3164,
      0xFFA0, 0x17B4, 0x17B5, 0x180E, 0x200B, 0x2060...0x2064, 0xFEFF, 0x2028, 0x2029, 0x206A...0x206F,
      0xFFF9...0xFFFB, 0xE0000...0xE007F, 0xE0100...0xE01EF, 0xFDD0...0xFDEF, 0xE000...0xF8FF, 0xF0000...0x10FFFF:
      true
    default: value & 0xFFFE == 0xFFFE
    }
  }
}
