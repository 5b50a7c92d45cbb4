/// Keeps spreadsheets from running a cell's text as a formula, in a way that can be taken back.
///
/// A cell is *risky* when, after blanks, no-break and zero-width spaces, line feeds and quotation marks, it begins
/// with `= + - @ | %`, one of their full-width twins, a tab or a carriage return, and is not as a whole a plain number
/// such as `-12.30`. A risky cell, and one that begins with an apostrophe of its own, leaves with an apostrophe before
/// it. Prose that comes in (`bare`) loses its first apostrophe when another one or something risky follows; a number of
/// a record, a postcode or the like (`unforced`) loses it always, because spreadsheets force text so (`'01067`). Both
/// give back what left, whatever the text.
public enum SpreadsheetGuard {
  /// The cell as it leaves.
  public static func guarded(_ cell: String) -> String {
    cell.utf8.first == 0x27 || isRisky(cell[...]) ? "'" + cell : cell
  }

  /// A cell of prose as it was before it left.
  public static func bare(_ cell: String) -> String {
    guard cell.utf8.first == 0x27 else { return cell }
    let rest = Substring(cell.unicodeScalars.dropFirst())
    return rest.utf8.first == 0x27 || isRisky(rest) ? String(rest) : cell
  }

  /// A cell of a number, SKU, postcode or telephone as it was before it left, or before a spreadsheet forced it to be
  /// text: `'01067` and `="01067"` → `01067`.
  public static func unforced(_ cell: String) -> String {
    if cell.utf8.first == 0x27 { return String(Substring(cell.unicodeScalars.dropFirst())) }
    guard isForcedFormula(cell.utf8) else { return cell }
    return String(cell.dropFirst(2).dropLast())
  }

  /// The cell as it leaves in a table that other programs read for what it says: only what a spreadsheet would run is
  /// changed, and no telephone number, dash or word in apostrophes.
  public static func sparing(_ cell: String) -> String { needsGuard(cell[...]) ? "'" + cell : cell }

  /// What `sparing` made, as it was before.
  public static func spared(_ cell: String) -> String {
    guard cell.utf8.first == 0x27 else { return cell }
    let rest = Substring(cell.unicodeScalars.dropFirst())
    return needsGuard(rest) ? String(rest) : cell
  }

  /// Whether a cell runs, or would look like one that was guarded.
  private static func needsGuard(_ cell: Substring) -> Bool {
    let rest = cell.unicodeScalars.drop { $0 == "'" }
    return isRisky(Substring(rest)) && !isHarmless(Substring(rest))
  }

  /// A sign with digits, blanks and what parts the digits of a telephone number; nothing that could be worked out.
  private static func isHarmless(_ cell: Substring) -> Bool {
    guard cell.utf8.first == 0x2b || cell.utf8.first == 0x2d else { return false }
    var groups = 0
    var isInGroup = false
    for byte in cell.utf8.dropFirst() {
      switch byte {
      case 0x30...0x39:
        if !isInGroup { groups += 1 }
        isInGroup = true
      case 0x20, 0x28, 0x29: isInGroup = false
      default: return false
      }
    }
    // `-` alone, and dashes that part nothing, are text to every spreadsheet.
    return groups > 0 || cell.utf8.count == 1
  }

  /// `2.1E+18`: what a spreadsheet makes of a number of twelve digits and more. Two such numbers look alike.
  static func isRounded<Bytes: RandomAccessCollection>(_ bytes: Bytes) -> Bool where Bytes.Element == UInt8 {
    // Almost every number ends here: it has no plus sign third or fourth from its end.
    guard bytes.count >= 5, bytes.count <= 24,
      let plus = bytes.suffix(4).firstIndex(of: 0x2b), bytes.distance(from: plus, to: bytes.endIndex) >= 3,
      bytes.index(after: bytes.startIndex) < plus
    else { return false }
    let mark = bytes[bytes.index(before: plus)]
    guard mark == 0x45 || mark == 0x65 else { return false }
    let exponent = bytes[bytes.index(after: plus)...]
    let digits = bytes[..<bytes.index(before: plus)]
    func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
    return exponent.allSatisfy(isDigit) && exponent.reduce(0) { $0 * 10 + Int($1 - 0x30) } >= 9
      && digits.first.map(isDigit) == true && digits.filter { !isDigit($0) }.count <= 1
      && digits.allSatisfy { isDigit($0) || $0 == 0x2e || $0 == 0x2c }
  }

  /// `="00123"`: a formula that is nothing but one text without quotation marks.
  static func isForcedFormula<Bytes: BidirectionalCollection>(_ bytes: Bytes) -> Bool where Bytes.Element == UInt8 {
    guard bytes.count >= 3, bytes.starts(with: [0x3d, 0x22]), bytes.last == 0x22 else { return false }
    return !bytes.dropFirst(2).dropLast().contains(0x22)
  }

  static func isRisky(_ cell: Substring) -> Bool {
    for scalar in cell.unicodeScalars {
      switch scalar {
      case "=", "+", "-", "@", "|", "%", "＝", "＋", "－", "＠", "｜", "％", "\t", "\r": return !isPlainNumber(cell)
      case "\"", "'", "\n", "\u{feff}", "\u{2060}", "\u{200b}"..."\u{200f}": continue
      default: if !scalar.properties.isWhitespace { return false }
      }
    }
    return false
  }

  /// A sign or none, digits, and at most one point or comma between digits.
  static func isPlainNumber(_ cell: Substring) -> Bool {
    var digits = 0
    var points = 0
    for (place, byte) in cell.utf8.enumerated() {
      switch byte {
      case 0x2b where place == 0, 0x2d where place == 0: continue
      case 0x30...0x39: digits += 1
      case 0x2e where digits > 0 && points == 0, 0x2c where digits > 0 && points == 0:
        points += 1
        digits = 0
      default: return false
      }
    }
    return digits > 0
  }
}
