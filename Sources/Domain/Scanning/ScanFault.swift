/// Why a scan is no code: what was found and what was expected, so that the screen can say it in one line.
///
/// Positions count from 0 in the data behind prefixes and symbology identifier.
public enum ScanFault: Error, Hashable, Sendable {
  case empty
  /// Bytes.
  case tooLong(found: Int, allowed: Int)
  /// A character that no printed code holds; `character` is its code point.
  case controlCharacter(UInt32, position: Int)
  /// `]` and what follows is no identifier of a symbology that AIM has given out.
  case unknownSymbologyIdentifier(String)
  /// The small code beside a magazine's EAN, without the EAN.
  case addOnAlone(String)
  case notDigits(String)
  case wrongLength(found: Int, expected: [Int])
  case wrongCheckDigit(code: String, found: Character, expected: Character)
  /// Six digits that no twelve digits are shortened to.
  case noShortForm(String)
  /// A GS1 symbol, or a pair of parentheses, without an element.
  case noElement
  /// The data end within an application identifier.
  case cutIdentifier(String)
  case unknownIdentifier(String, position: Int)
  /// An element has fewer characters than its identifier needs.
  case cutElement(identifier: String, found: Int, expected: Int)
  /// An element has more; a separator may be missing behind it.
  case longElement(identifier: String, found: Int, allowed: Int)
  case wrongCharacter(identifier: String, character: Character, position: Int)
  case noSuchDate(identifier: String, text: String)
  /// The same identifier twice with two values.
  case contradiction(identifier: String, first: String, second: String)
  /// The same code twice in one scan: the first was not taken away.
  case doubled(String)

  /// Whether the scan looks cut: to scan once more helps.
  public var isHalfScan: Bool {
    switch self {
    case .empty, .noElement, .cutIdentifier, .cutElement: true
    case .unknownSymbologyIdentifier(let text): text.utf8.count < 3
    case .wrongLength(let found, let expected): expected.allSatisfy { found < $0 }
    default: false
    }
  }
}
