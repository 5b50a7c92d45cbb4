/// One element of a GS1 symbol: an application identifier and its data.
public struct GS1Element: Hashable, Sendable {
  /// Two to four digits.
  public var identifier: String
  public var value: String
  /// The day that a date names; nil where the element is no date.
  public var date: CivilTime?

  public init(identifier: String, value: String, date: CivilTime? = nil) {
    self.identifier = identifier
    self.value = value
    self.date = date
  }

  /// Whether a check digit or a date shows that these digits are this element and not any number.
  var isProved: Bool {
    date != nil || GS1Identifier.named(identifier)?.parts.contains(where: \.hasCheckDigit) == true
  }
}

/// Reads element strings, as symbols hold them and as labels print them.
public enum GS1Elements {
  /// FNC1 as scanners send it.
  public static let separator: UInt8 = 0x1D

  /// The elements of what a symbol holds, FNC1 sent as 0x1D. `year` settles the century of two-digit years.
  public static func read(_ data: [UInt8], inYear year: Int) throws(ScanFault) -> [GS1Element] {
    var elements: [GS1Element] = []
    var at = 0
    while at < data.count {
      if data[at] == separator {
        at += 1
        continue
      }
      let identifier = try identifier(in: data, at: at)
      at += identifier.code.utf8.count
      let end = data[at...].firstIndex(of: separator) ?? data.count
      let stop = identifier.isPredefined ? min(end, at + identifier.most) : end
      try append(identifier, data[at..<stop], at: at, to: &elements, inYear: year)
      at = stop
    }
    if elements.isEmpty { throw .noElement }
    return elements
  }

  /// The elements of the printed form: `(01)09506000134352(10)AB-123`.
  public static func readPrinted(_ text: [UInt8], inYear year: Int) throws(ScanFault) -> [GS1Element] {
    var elements: [GS1Element] = []
    var at = 0
    while at < text.count {
      guard let code = printedCode(in: text, at: at) else {
        throw .unknownIdentifier(String(decoding: text[at...].prefix(6), as: UTF8.self), position: at)
      }
      guard let identifier = GS1Identifier.named(code) else { throw .unknownIdentifier(code, position: at) }
      at += code.utf8.count + 2
      var stop = at
      // A parenthesis may belong to a batch; one that holds a known identifier begins the next element.
      while stop < text.count, printedCode(in: text, at: stop).flatMap(GS1Identifier.named) == nil { stop += 1 }
      try append(identifier, text[at..<stop], at: at, to: &elements, inYear: year)
      at = stop
    }
    if elements.isEmpty { throw .noElement }
    return elements
  }

  /// `(01)…(10)…`.
  public static func printed(_ elements: [GS1Element]) -> String {
    elements.map { "(\($0.identifier))\($0.value)" }.joined()
  }

  static func append(
    _ identifier: GS1Identifier, _ value: ArraySlice<UInt8>, at position: Int, to elements: inout [GS1Element],
    inYear year: Int
  ) throws(ScanFault) {
    let date = try identifier.check(value, at: position, inYear: year)
    let element = GS1Element(
      identifier: identifier.code, value: String(decoding: value, as: UTF8.self), date: date)
    if let before = elements.first(where: { $0.identifier == identifier.code }) {
      guard before == element else {
        throw .contradiction(identifier: identifier.code, first: before.value, second: element.value)
      }
      return
    }
    elements.append(element)
  }

  private static func identifier(in data: [UInt8], at position: Int) throws(ScanFault) -> GS1Identifier {
    let digits = data[position...].prefix(4).prefix { $0.isDigit }
    for length in 2...4 where length <= digits.count {
      if let known = GS1Identifier.named(String(decoding: digits.prefix(length), as: UTF8.self)) { return known }
    }
    let found = String(decoding: data[position...].prefix(4).prefix { $0 != separator }, as: UTF8.self)
    let isCut = position + digits.count == data.count && digits.count < 4
    if isCut, GS1Identifier.begins(found) { throw .cutIdentifier(found) }
    throw .unknownIdentifier(found, position: position)
  }

  /// The digits of `(01)`; nil where none stand here.
  private static func printedCode(in text: [UInt8], at position: Int) -> String? {
    guard position < text.count, text[position] == UInt8(ascii: "(") else { return nil }
    let digits = text[(position + 1)...].prefix(4).prefix { $0.isDigit }
    guard digits.count >= 2, digits.endIndex < text.count, text[digits.endIndex] == UInt8(ascii: ")") else {
      return nil
    }
    return String(decoding: digits, as: UTF8.self)
  }
}

extension GS1Identifier {
  /// Checks an element's data against the format; the date where it is one. `position` is where the data begin.
  func check(_ value: ArraySlice<UInt8>, at position: Int, inYear year: Int) throws(ScanFault) -> CivilTime? {
    guard value.count >= least else { throw .cutElement(identifier: code, found: value.count, expected: least) }
    guard value.count <= most else { throw .longElement(identifier: code, found: value.count, allowed: most) }
    var date: CivilTime?
    var rest = value
    for part in parts {
      if part.isOptional && rest.isEmpty { break }
      guard rest.count >= part.least else {
        let before = value.count - rest.count
        throw .cutElement(identifier: code, found: value.count, expected: before + part.least)
      }
      let piece = rest.prefix(part.most)
      if let wrong = piece.firstIndex(where: { !part.characters.holds($0) }) {
        throw .wrongCharacter(
          identifier: code, character: Character(Unicode.Scalar(piece[wrong])),
          position: position + wrong - value.startIndex)
      }
      if part.hasCheckDigit { try CheckDigit.verify(Array(piece)) }
      if part.isDate {
        let text = String(decoding: piece.prefix(6), as: UTF8.self)
        guard let day = GS1Date.read(piece.prefix(6), allowsDayZero: part.allowsDayZero, inYear: year) else {
          throw .noSuchDate(identifier: code, text: text)
        }
        date = date ?? day
      }
      rest = rest.dropFirst(piece.count)
    }
    guard rest.isEmpty else {
      throw .longElement(identifier: code, found: value.count, allowed: value.count - rest.count)
    }
    return date
  }
}
