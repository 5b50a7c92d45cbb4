/// Walks over the text of a sentence scalar by scalar. Full-width signs count as their narrow twins where the grammar
/// looks for signs; inside words and quotes the text stays as it was typed.
struct SentenceScanner {
  let scalars: [Unicode.Scalar]
  var position = 0

  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  var isAtEnd: Bool { position >= scalars.count }

  /// The sign at the position (or further on) as narrow ASCII; nought for letters beyond ASCII and at the end.
  func sign(_ offset: Int = 0) -> UInt8 {
    let index = position + offset
    return index < scalars.count ? SentenceScanner.narrow(scalars[index]) : 0
  }

  static func narrow(_ scalar: Unicode.Scalar) -> UInt8 {
    let value = scalar.value
    if value < 0x80 { return UInt8(value) }
    if value >= 0xFF01 && value <= 0xFF5E { return UInt8(value - 0xFEE0) }
    // `、` stands between the parts of a Chinese list.
    if value == 0x3001 { return 0x2C }
    return 0
  }

  static func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace }

  var isAtBlank: Bool { !isAtEnd && SentenceScanner.isBlank(scalars[position]) }

  /// `"` and its full-width twin, `“` and `”`.
  var isAtQuote: Bool { sign() == 0x22 || !isAtEnd && (scalars[position] == "“" || scalars[position] == "”") }

  var isAtParenthesis: Bool { sign() == 0x28 || sign() == 0x29 }

  mutating func skipBlanks(where isWanted: Bool) { if isWanted { skipBlanks() } }

  mutating func skipBlanks() { while isAtBlank { position += 1 } }

  func text(_ range: Range<Int>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[range])
    return String(view)
  }

  /// A field's name at the position, which does not move: letters and digits, a letter first.
  func nameEnd() -> Int {
    var end = position
    while end < scalars.count {
      let narrow = SentenceScanner.narrow(scalars[end])
      let isDigit = narrow >= 0x30 && narrow <= 0x39 || narrow == 0x5F
      let isLetter =
        narrow >= 0x41 && narrow <= 0x5A || narrow >= 0x61 && narrow <= 0x7A
        || narrow == 0 && scalars[end].properties.isAlphabetic
      guard isLetter || isDigit && end > position else { break }
      end += 1
    }
    return end
  }

  /// The end of a run that a blank, a parenthesis, a quote or (in a list) a comma ends.
  func runEnd(inList: Bool) -> Int {
    var ahead = self
    while !ahead.isAtEnd, !ahead.isAtBlank, !ahead.isAtParenthesis, !ahead.isAtQuote {
      if inList && ahead.sign() == 0x2C { break }
      ahead.position += 1
    }
    return ahead.position
  }

  /// A quoted text at the position, with `\"` and `\\` undone; nil where it is not closed.
  mutating func quoted() -> String? {
    let opening = scalars[position]
    let closings: [Unicode.Scalar] = opening == "“" || opening == "”" ? ["“", "”"] : [opening]
    var ahead = position + 1
    var text = String.UnicodeScalarView()
    while ahead < scalars.count {
      let scalar = scalars[ahead]
      if closings.contains(scalar) {
        position = ahead + 1
        return String(text)
      }
      if scalar == "\\", ahead + 1 < scalars.count {
        let next = scalars[ahead + 1]
        if next == "\\" || next == "\"" || closings.contains(next) {
          text.append(next)
          ahead += 2
          continue
        }
      }
      text.append(scalar)
      ahead += 1
    }
    return nil
  }

  /// Characters (as a cursor counts them) before a scalar.
  func characters(before index: Int) -> Int { text(0..<min(index, scalars.count)).count }
}
