/// What a curses program has need to send to a terminal, and nothing else: the rules of what may leave us raw.
/// Anything else in a log is a finding; text from outside must never be able to make one.
enum RawByteRules {
  struct Finding: Hashable, CustomStringConvertible {
    var kind: String
    var bytes: [UInt8]
    var description: String { kind + " " + String(decoding: bytes, as: UTF8.self).debugDescription }
  }

  static func findings(in log: [UInt8]) -> [Finding] {
    var findings: [Finding] = []
    var at = 0
    while at < log.count {
      let (length, kind) = piece(log, at)
      if let kind { findings.append(Finding(kind: kind, bytes: Array(log[at..<min(at + max(length, 8), log.count)]))) }
      at += max(length, 1)
    }
    return findings
  }

  /// How long the next piece is, and what is wrong with it.
  private static func piece(_ log: [UInt8], _ at: Int) -> (length: Int, kind: String?) {
    let byte = log[at]
    if byte == 0x1B { return escape(log, at) }
    if byte < 0x20 || byte == 0x7F {
      return (1, [0x08, 0x09, 0x0A, 0x0D, 0x0E, 0x0F].contains(byte) ? nil : "C0")
    }
    if byte < 0x80 { return (1, nil) }
    return scalar(log, at)
  }

  private static func escape(_ log: [UInt8], _ at: Int) -> (length: Int, kind: String?) {
    guard at + 1 < log.count else { return (1, "ESC") }
    let next = log[at + 1]
    if next == UInt8(ascii: "[") { return controlSequence(log, at) }
    if let kind = strings[next] { return controlString(log, at, kind) }
    if Array("=>78MHDE\\".utf8).contains(next) { return (2, nil) }
    if Array("()*+".utf8).contains(next), at + 2 < log.count, Array("AB0U".utf8).contains(log[at + 2]) {
      return (3, nil)
    }
    return (1, "ESC")
  }

  private static let strings: [UInt8: String] = [
    UInt8(ascii: "]"): "OSC", UInt8(ascii: "P"): "DCS", UInt8(ascii: "_"): "APC", UInt8(ascii: "^"): "PM",
    UInt8(ascii: "X"): "SOS", UInt8(ascii: "k"): "screen title",
  ]
  private static let finals = Set("ABCDEFGHJKLMPSTXZ@`abdefghlmr".utf8)
  private static let modes: Set = [
    "?1", "?7", "?12", "?25", "?1000", "?1002", "?1006", "?1049", "?2004", "4", "?3", "?4", "?45", "?1004",
    "?1034",
    "?2026", "?2031", "?2048",
  ]
  /// Questions to the terminal, and the cursor's shape.
  private static let questions: Set = ["n", "c", "$p", " q", "q"]

  private static func controlSequence(_ log: [UInt8], _ at: Int) -> (length: Int, kind: String?) {
    var end = at + 2
    while end < log.count, (0x30...0x3F).contains(log[end]) { end += 1 }
    let parameters = String(decoding: log[(at + 2)..<end], as: UTF8.self)
    let between = end
    while end < log.count, (0x20...0x2F).contains(log[end]) { end += 1 }
    let intermediates = String(decoding: log[between..<end], as: UTF8.self)
    guard end < log.count, (0x40...0x7E).contains(log[end]) else { return (1, "ESC") }
    let final = log[end]
    var isKnown =
      (finals.contains(final) && intermediates.isEmpty)
      || questions.contains(intermediates + String(Unicode.Scalar(final)))
    if final == UInt8(ascii: "h") || final == UInt8(ascii: "l") {
      let numbers = parameters.split(separator: ";", omittingEmptySubsequences: false)
      isKnown = isKnown && numbers.allSatisfy { modes.contains(String($0)) || modes.contains("?" + $0) }
    }
    if final == UInt8(ascii: "t") { isKnown = parameters.hasPrefix("22;0") || parameters.hasPrefix("23;0") }
    return (end + 1 - at, isKnown && parameters.utf8.count < 40 ? nil : "CSI")
  }

  private static func controlString(_ log: [UInt8], _ at: Int, _ kind: String) -> (length: Int, kind: String?) {
    var end = at + 2
    while end < log.count, end < at + 4098, log[end] != 0x07, log[end] != 0x1B { end += 1 }
    guard end < log.count else { return (1, "ESC") }
    var length = end + 1 - at
    if log[end] == 0x1B {
      guard end + 1 < log.count, log[end + 1] == UInt8(ascii: "\\") else { return (1, "ESC") }
      length += 1
    }
    let body = String(decoding: log[(at + 2)..<end], as: UTF8.self)
    return (length, kind == "OSC" && isKnownCommand(body) ? nil : kind)
  }

  /// The clipboard, a link, the questions after the terminal's colours.
  private static func isKnownCommand(_ body: String) -> Bool {
    let words = body.split(separator: ";", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
    switch words.first {
    case "52":
      return words.count == 3 && words[1].allSatisfy { "cps".contains($0) }
        && words[2].utf8.allSatisfy {
          $0 < 0x80
            && (Character(Unicode.Scalar($0)).isLetter || Character(Unicode.Scalar($0)).isNumber
              || "+/=".utf8.contains($0))
        }
    case "8": return words.count == 3 && body.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    case "10", "11", "12": return words.count == 2 && words[1] == "?"
    case "4": return words.count == 3 && Int(words[1]) != nil && words[2] == "?"
    default: return false
    }
  }

  private static func scalar(_ log: [UInt8], _ at: Int) -> (length: Int, kind: String?) {
    for length in 2...4 where at + length <= log.count {
      guard let text = String(validating: log[at..<(at + length)], as: UTF8.self),
        let scalar = text.unicodeScalars.first,
        text.unicodeScalars.count == 1
      else { continue }
      return (length, wrong(scalar.value))
    }
    return (1, "bad UTF-8")
  }

  private static let invisible: Set<UInt32> = [
    0xAD, 0x34F, 0x115F, 0x1160, 0x3164, 0xFFA0, 0x17B4, 0x17B5, 0x180E, 0x200B, 0x2060, 0xFEFF, 0x2028, 0x2029,
  ]

  private static func wrong(_ value: UInt32) -> String? {
    switch value {
    case 0..<0xA0: return "C1"
    case 0x61C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: return "bidi"
    case 0x2061...0x2064, 0x206A...0x206F, 0xFFF9...0xFFFB, 0xE0000...0xE007F, 0xE0100...0xE01EF: return "invisible"
    case _ where invisible.contains(value): return "invisible"
    case 0xFDD0...0xFDEF: return "nonchar"
    case _ where value & 0xFFFE == 0xFFFE: return "nonchar"
    default: return nil
    }
  }
}
