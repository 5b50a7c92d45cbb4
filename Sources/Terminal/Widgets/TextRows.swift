/// The rows that a text is wrapped into, made line by line as they are asked for: a long text costs no more than the
/// lines around the caret.
struct TextRows {
  private let characters: [Character]
  private let columns: Int
  private let widths: WidthPolicy
  private var line: Range<Int>?
  private var rows: [Range<Int>] = []

  init(_ characters: [Character], columns: Int, widths: WidthPolicy) {
    self.characters = characters
    self.columns = max(columns, 1)
    self.widths = widths
  }

  static func lineStart(_ characters: [Character], _ position: Int) -> Int {
    var at = position
    while at > 0 && characters[at - 1] != "\n" { at -= 1 }
    return at
  }

  static func lineEnd(_ characters: [Character], _ position: Int) -> Int {
    var at = position
    while at < characters.count && characters[at] != "\n" { at += 1 }
    return at
  }

  /// The row that a caret before the character at `position` stands in.
  mutating func row(containing position: Int) -> Range<Int> {
    wrap(position)
    return rows.last { $0.lowerBound <= position } ?? 0..<0
  }

  mutating func row(after row: Range<Int>) -> Range<Int>? {
    wrap(row.lowerBound)
    if let index = rows.lastIndex(where: { $0.lowerBound <= row.lowerBound }), index + 1 < rows.count {
      return rows[index + 1]
    }
    guard let line, line.upperBound < characters.count || endsInBreak(line) else { return nil }
    return self.row(containing: line.upperBound)
  }

  mutating func row(before row: Range<Int>) -> Range<Int>? {
    wrap(row.lowerBound)
    if let index = rows.lastIndex(where: { $0.lowerBound <= row.lowerBound }), index > 0 { return rows[index - 1] }
    guard let line, line.lowerBound > 0 else { return nil }
    wrap(line.lowerBound - 1)
    return rows.last
  }

  /// Columns before a caret in its row.
  func column(of position: Int, in row: Range<Int>) -> Int {
    widths.columns(of: String(characters[row.lowerBound..<max(position, row.lowerBound)]))
  }

  /// The last caret of a row: before its line break, or before what begins the next row.
  func end(of row: Range<Int>) -> Int {
    if row.isEmpty { return row.lowerBound }
    if characters[row.upperBound - 1] == "\n" { return row.upperBound - 1 }
    return row.upperBound == characters.count ? row.upperBound : row.upperBound - 1
  }

  /// The caret of a row that is nearest to a column.
  func position(at column: Int, in row: Range<Int>) -> Int {
    var used = 0
    let end = end(of: row)
    for at in row.lowerBound..<max(end, row.lowerBound) {
      let width = widths.columns(of: String(characters[at]))
      if used + (width + 1) / 2 > column { return at }
      used += width
    }
    return end
  }

  private func endsInBreak(_ line: Range<Int>) -> Bool { !line.isEmpty && characters[line.upperBound - 1] == "\n" }

  /// Wraps the line of a position, its break included.
  private mutating func wrap(_ position: Int) {
    let position = min(max(position, 0), characters.count)
    if let line, line.contains(position) || position == line.upperBound && !endsInBreak(line) { return }
    let start = TextRows.lineStart(characters, position)
    let stop = TextRows.lineEnd(characters, position)
    let end = stop < characters.count ? stop + 1 : stop
    line = start..<end
    // Without its break: a line that fills its rows has no empty row behind.
    let wrapped = TextWrap.rows(of: Array(characters[start..<stop]), columns: columns, widths: widths)
    rows = wrapped.map { ($0.lowerBound + start)..<($0.upperBound + start) }
    if end > stop, let last = rows.popLast() { rows.append(last.lowerBound..<end) }
  }
}
