/// Rows in, aligned lines out, for people and pipes: columns are as wide as the first rows need.
///
/// It holds no more than the rows that it measures; what is wider later pushes its own line only.
public struct PlainTable {
  public struct Column: Sendable {
    public var title: String
    /// Numbers and sums stand to the right.
    public var alignsRight: Bool

    public init(_ title: String, alignsRight: Bool = false) {
      self.title = title
      self.alignsRight = alignsRight
    }
  }

  /// Rows that are held to measure the columns.
  public static let measuredRows = 200

  private let columns: [Column]
  private let width: (String) -> Int
  private let clean: (String) -> String
  private var widths: [Int]
  private var held: [[String]] = []
  private var isMeasured = false

  /// `width`: columns that a text takes on the screen. `clean`: makes a text fit to be shown (no control characters).
  public init(columns: [Column], width: @escaping (String) -> Int, clean: @escaping (String) -> String = { $0 }) {
    self.columns = columns
    self.width = width
    self.clean = clean
    widths = columns.map { width($0.title) }
  }

  /// The lines that are ready after this row: none while the columns are still measured.
  public mutating func row(_ cells: [String]) -> String {
    let shown = columns.indices.map { place in
      place < cells.count ? PlainTable.oneLine(clean(cells[place])) : ""
    }
    if isMeasured { return line(shown) }
    held.append(shown)
    for place in columns.indices { widths[place] = max(widths[place], width(shown[place])) }
    return held.count < PlainTable.measuredRows ? "" : measured()
  }

  /// What is still held; the title line too where no row ever came.
  public mutating func finish() -> String { isMeasured ? "" : measured() }

  private mutating func measured() -> String {
    isMeasured = true
    let text = line(columns.map(\.title)) + held.map(line).joined()
    held = []
    return text
  }

  private func line(_ cells: [String]) -> String {
    var line = ""
    for (place, cell) in cells.enumerated() {
      let blanks = String(repeating: " ", count: max(0, widths[place] - width(cell)))
      if place > 0 { line += "  " }
      line += columns[place].alignsRight ? blanks + cell : cell + blanks
    }
    while line.utf8.last == 0x20 { line.removeLast() }
    return line + "\n"
  }

  private static func oneLine(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 < 0x20 }) else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 ? " " : $0 }))
  }
}
