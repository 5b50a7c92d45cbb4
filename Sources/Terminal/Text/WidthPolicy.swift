/// How this terminal counts columns, as far as terminals differ: set by the probe at start or by the configuration.
public struct WidthPolicy: Hashable, Sendable {
  /// Columns of an East Asian ambiguous character (`│ … ● → ×`): 1 or 2.
  public var ambiguousColumns: Int {
    didSet { ambiguousColumns = ambiguousColumns == 2 ? 2 : 1 }
  }
  /// Borders of `+ - |` and `>` for a cut, for terminals that cannot draw lines of one column.
  public var asciiBorders: Bool

  public init(ambiguousColumns: Int = 1, asciiBorders: Bool? = nil) {
    self.ambiguousColumns = ambiguousColumns == 2 ? 2 : 1
    self.asciiBorders = asciiBorders ?? (ambiguousColumns == 2)
  }

  public static let standard = WidthPolicy()

  /// Columns that a text takes in a frame, its visible marks included.
  public func columns(of text: String) -> Int {
    var total = 0
    SafeText.forEachCell(of: text, widths: self) { cell in
      total += Int(cell.width)
      return true
    }
    return total
  }

  /// The text's beginning that fits into so many columns, and the columns that it takes.
  public func prefix(of text: String, columns limit: Int) -> (text: String, columns: Int) {
    var kept = "", used = 0
    for character in text {
      let width = columns(of: String(character))
      if used + width > limit { break }
      kept.append(character)
      used += width
    }
    return (kept, used)
  }

  /// A text in so many columns, its end kept (and its beginning too, where the middle is cut): what tells codes of one
  /// family apart.
  public func shortened(_ text: String, columns limit: Int, cut: TableColumn.Cut) -> String {
    // Codes are ASCII as a rule: a column a byte.
    if text.utf8.count <= limit || columns(of: text) <= limit { return text }
    let mark = Unicode.Scalar(cutMark).map { String(Character($0)) } ?? ">"
    let head = cut == .middle && limit >= 8 ? prefix(of: text, columns: (limit - 1) / 3) : ("", 0)
    var tail: [Character] = []
    var used = head.1 + 1
    for character in text.reversed() {
      let width = columns(of: String(character))
      if used + width > limit { break }
      tail.append(character)
      used += width
    }
    return head.0 + mark + String(tail.reversed())
  }

  /// What stands for the cut-off rest of a text; always one column.
  var cutMark: UInt32 { asciiBorders || ambiguousColumns == 2 ? 0x3E : 0x2026 }
}
