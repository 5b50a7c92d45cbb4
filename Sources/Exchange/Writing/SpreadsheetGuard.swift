/// Keeps spreadsheets from running a cell's text as a formula, in a way that can be taken back.
///
/// A cell is *risky* when, after blanks, no-break and zero-width spaces, line feeds and quotation marks, it begins
/// with `= + - @ | %`, one of their full-width twins, a tab or a carriage return, and is not as a whole a plain number
/// such as `-12.30`. A risky cell leaves with an apostrophe before it. A cell that comes in loses its first
/// apostrophe when what follows is risky. Because quotation marks are looked through, an apostrophe before a risky cell
/// is risky itself and gets another one, so `bare(guarded(text)) == text` for every text.
public enum SpreadsheetGuard {
  /// The cell as it leaves.
  public static func guarded(_ cell: String) -> String { isRisky(cell[...]) ? "'" + cell : cell }

  /// The cell as it was before it left.
  public static func bare(_ cell: String) -> String {
    guard cell.utf8.first == 0x27 else { return cell }
    let rest = cell.unicodeScalars.dropFirst()
    return isRisky(Substring(rest)) ? String(String.UnicodeScalarView(rest)) : cell
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
