/// An application identifier of GS1: the digits before an element that say what it is and how long it may be.
public struct GS1Identifier: Hashable, Sendable {
  /// Two to four digits.
  public var code: String
  public var parts: [Part]
  /// GS1's data title.
  public var title: String

  /// A piece of an element; only the last may have no fixed length.
  public struct Part: Hashable, Sendable {
    public var characters: Characters
    public var least: Int
    public var most: Int
    /// May be left out as a whole, at the end of an element.
    public var isOptional = false
    /// The last digit checks the others.
    public var hasCheckDigit = false
    /// The first six digits are YYMMDD.
    public var isDate = false
    /// Day 00 stands for the month's last day.
    public var allowsDayZero = false
  }

  /// The sets of characters of GS1's General Specifications.
  public enum Characters: Character, Hashable, Sendable {
    case digits = "N"
    /// The 82 of ISO 646 that every symbology can hold.
    case eightyTwo = "X"
    /// Digits, capitals, `#`, `-` and `/`.
    case thirtyNine = "Y"
    /// Base 64 for addresses.
    case sixtyFour = "Z"

    public func holds(_ byte: UInt8) -> Bool {
      let isLetter = (0x41...0x5A).contains(byte & 0xDF)
      switch self {
      case .digits: return byte.isDigit
      case .eightyTwo: return byte.isDigit || isLetter || Characters.signs.contains(byte)
      case .thirtyNine:
        return byte.isDigit || (0x41...0x5A).contains(byte) || [0x23, 0x2D, 0x2F].contains(byte)
      case .sixtyFour: return byte.isDigit || isLetter || [0x2D, 0x5F, 0x3D].contains(byte)
      }
    }

    private static let signs = Set("!\"%&'()*+,-./:;<=>?_".utf8)
  }

  /// Characters of a shortest and of a longest element.
  public var least: Int { parts.reduce(0) { $0 + ($1.isOptional ? 0 : $1.least) } }
  public var most: Int { parts.reduce(0) { $0 + $1.most } }

  /// Whether the element needs no separator behind it: settled by the first two digits, for ever.
  ///
  /// An identifier of fixed length that is not among these (402, 422 …) needs one all the same.
  public var isPredefined: Bool { GS1Identifier.predefined.contains(String(code.prefix(2))) }

  private static let predefined: Set<String> = [
    "00", "01", "02", "03", "04", "11", "12", "13", "14", "15", "16", "17", "18", "19", "20", "31", "32", "33", "34",
    "35", "36", "41",
  ]

  public static func named(_ code: String) -> GS1Identifier? { all[code] }

  /// Whether some identifier begins with these digits.
  static func begins(_ digits: some StringProtocol) -> Bool {
    all.keys.contains { $0.utf8.starts(with: digits.utf8) }
  }
}

extension GS1Identifier {
  /// Every identifier by its digits; no one begins with another.
  public static let all: [String: GS1Identifier] = {
    var all: [String: GS1Identifier] = [:]
    for row in rows.split(separator: "\n") {
      let words = row.split(separator: " ", maxSplits: 2)
      guard words.count == 3, let parts = parts(of: words[1]) else { continue }
      for code in codes(of: words[0]) {
        all[code] = GS1Identifier(code: code, parts: parts, title: String(words[2]))
      }
    }
    return all
  }()

  /// `3100-3105` is six identifiers.
  static func codes(of word: Substring) -> [String] {
    let ends = word.split(separator: "-")
    guard ends.count == 2, let first = Int(ends[0]), let last = Int(ends[1]), first <= last else {
      return [String(word)]
    }
    return (first...last).map { CivilTime.padded($0, ends[0].utf8.count) }
  }

  /// `N13c+[X..17]`; nil where the row is badly written.
  static func parts(of word: Substring) -> [Part]? {
    var parts: [Part] = []
    for piece in word.split(separator: "+") {
      let isOptional = piece.first == "["
      var rest = isOptional ? piece.dropFirst().dropLast() : piece
      guard let letter = rest.popFirst(), let characters = Characters(rawValue: letter) else { return nil }
      let isVariable = rest.hasPrefix("..")
      if isVariable { rest = rest.dropFirst(2) }
      guard let most = Int(rest.prefix { $0.isNumber }) else { return nil }
      let flags = rest.drop { $0.isNumber }
      parts.append(
        Part(
          characters: characters, least: isVariable ? 1 : most, most: most, isOptional: isOptional,
          hasCheckDigit: flags.contains("c"), isDate: flags.contains("d") || flags.contains("D"),
          allowsDayZero: flags.contains("d")))
    }
    return parts.isEmpty ? nil : parts
  }
}
