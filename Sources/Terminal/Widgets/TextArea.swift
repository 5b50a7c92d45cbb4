/// Text of several lines that a person edits: notes, replies, descriptions. The caret goes from cluster to cluster, and
/// up and down by the columns of the rows as they are wrapped.
public struct TextArea: Hashable, Sendable {
  public var limit: Int
  /// What the rows are wrapped at and how many are shown, for the keys that go by rows: set before keys, as drawn.
  public var viewport = Size(columns: 72, rows: 3)
  private var edited: EditedText
  /// The column that up and down come back to.
  private var goal: Int?
  /// A character of the first row that is shown.
  private var top = 0

  public init(text: String = "", limit: Int = 65_536) {
    self.limit = max(limit, 0)
    edited = EditedText(text)
  }

  public var text: String {
    get { edited.text }
    set {
      edited.replace(with: newValue)
      goal = nil
    }
  }

  public var caret: Int {
    get { edited.caret }
    set {
      edited.move(to: newValue)
      goal = nil
    }
  }

  /// What is selected; empty where nothing is.
  public var selectedText: String { edited.selectedText }

  /// Characters that the text has.
  public var count: Int { edited.characters.count }

  /// Takes a key; false where it is none of a text's (Escape, Tab). Enter breaks the line.
  public mutating func handle(_ key: Key) -> Bool {
    switch edited.take(selecting: key) {
    case .taken:
      goal = nil
      follow(.standard)
      return true
    case .motion(let plain):
      defer { edited.endExtending() }
      return edit(plain)
    case .other: return edit(key)
    }
  }

  private mutating func edit(_ key: Key) -> Bool {
    let oldGoal = goal
    goal = nil
    switch key {
    case .character(let character): edited.insert(String(character), limit: limit)
    case .paste(let text): edited.insert(text, limit: limit)
    case .enter: edited.insert("\n", limit: limit)
    case .backspace, .control("h"): edited.delete(max(caret - 1, 0)..<caret)
    case .delete, .control("d"): edited.delete(caret..<(caret + 1))
    case .left, .control("b"): edited.move(to: caret - 1)
    case .right, .control("f"): edited.move(to: caret + 1)
    case .up, .control("p"): moveRows(-1, oldGoal)
    case .down, .control("n"): moveRows(1, oldGoal)
    case .pageUp: moveRows(-max(viewport.rows - 1, 1), oldGoal)
    case .pageDown: moveRows(max(viewport.rows - 1, 1), oldGoal)
    case .home, .control("a"): edited.move(to: rowEdge(atEnd: false))
    case .end, .control("e"): edited.move(to: rowEdge(atEnd: true))
    case .controlled(.home): edited.move(to: 0)
    case .controlled(.end): edited.move(to: .max)
    case .controlled(.left), .alt("b"): edited.move(to: edited.wordStart)
    case .controlled(.right), .alt("f"): edited.move(to: edited.wordEnd)
    case .control("w"), .alt("\u{7F}"): edited.delete(edited.wordStart..<caret)
    case .alt("d"): edited.delete(caret..<edited.wordEnd)
    case .control("u"): edited.delete(lineStart(caret)..<caret)
    case .control("k"): killToLineEnd()
    case .alt("k"): deleteLine()
    case .control("_"), .alt("u"): edited.undo()
    case .alt("e"), .control("y"): edited.redo()
    default:
      goal = oldGoal
      return false
    }
    follow(.standard)
    return true
  }

  /// Where a row-wise motion would leave the text: a form then goes on to its next field.
  public func leaves(_ key: Key) -> Bool {
    if edited.isMarking { return false }
    var rows = TextRows(edited.characters, columns: viewport.columns, widths: .standard)
    switch key {
    case .up, .control("p"): return rows.row(containing: caret).lowerBound == 0
    case .down, .control("n"): return rows.row(containing: caret).upperBound >= edited.characters.count && endsHere
    default: return false
    }
  }

  private var endsHere: Bool { edited.characters.last != "\n" || caret == edited.characters.count }

  /// Draws the rows around the caret and, with the focus, puts the frame's cursor there.
  public func draw(into frame: inout Frame, in rect: Rect, isFocused: Bool, role: Role = .input) {
    guard !rect.isEmpty else { return }
    frame.fill(rect, role: role)
    var rows = TextRows(edited.characters, columns: rect.width, widths: frame.widths)
    var shown = self
    shown.viewport = Size(columns: rect.width, rows: rect.height)
    shown.follow(frame.widths)
    let caretRow = rows.row(containing: caret)
    var row: Range<Int>? = isFocused ? rows.row(containing: shown.top) : rows.row(containing: 0)
    var y = rect.y
    while let range = row, y < rect.maxY {
      let text = String(edited.characters[range].filter { $0 != "\n" })
      frame.write(text, at: Point(rect.x, y), width: rect.width, role: role, marksCut: false)
      if isFocused, let selection = edited.selection, selection.overlaps(range) {
        let part = selection.clamped(to: range)
        let from = frame.widths.columns(of: String(edited.characters[range.lowerBound..<part.lowerBound]))
        // A line break that is selected is seen as one blank.
        let ends = edited.characters[part].last == "\n"
        let wide = frame.widths.columns(of: String(edited.characters[part].filter { $0 != "\n" })) + (ends ? 1 : 0)
        let place = Rect(x: rect.x + from, y: y, width: max(min(wide, rect.width - from), 0), height: 1)
        frame.restyle(place, role: .selection)
      }
      if isFocused, range == caretRow {
        let column = frame.widths.columns(of: String(edited.characters[range.lowerBound..<caret]))
        frame.cursor = Point(rect.x + min(column, rect.width - 1), y)
      }
      row = rows.row(after: range)
      y += 1
    }
    // More stands below what is shown.
    if let row, row.lowerBound < edited.characters.count, rect.width > 4,
      !isFocused || caretRow.lowerBound < row.lowerBound
    {
      let mark = frame.widths.cutMark
      if let sign = Unicode.Scalar(mark) {
        frame.write(String(Character(sign)), at: Point(rect.maxX - 1, rect.maxY - 1), width: 1, role: .dim)
      }
    }
  }

  // MARK: Rows

  private mutating func moveRows(_ distance: Int, _ goal: Int?) {
    var rows = TextRows(edited.characters, columns: viewport.columns, widths: .standard)
    let row = rows.row(containing: caret)
    let column = goal ?? rows.column(of: caret, in: row)
    var target = row
    for _ in 0..<abs(distance) {
      guard let next = distance < 0 ? rows.row(before: target) : rows.row(after: target) else { break }
      target = next
    }
    if target == row {
      edited.move(to: distance < 0 ? 0 : .max)
    } else {
      edited.move(to: rows.position(at: column, in: target))
    }
    self.goal = column
  }

  private func rowEdge(atEnd: Bool) -> Int {
    var rows = TextRows(edited.characters, columns: viewport.columns, widths: .standard)
    let row = rows.row(containing: caret)
    return atEnd ? rows.end(of: row) : row.lowerBound
  }

  /// Keeps the caret's row among those shown.
  private mutating func follow(_ widths: WidthPolicy) {
    var rows = TextRows(edited.characters, columns: viewport.columns, widths: widths)
    let caretRow = rows.row(containing: caret)
    var first = rows.row(containing: min(top, edited.characters.count))
    if caretRow.lowerBound < first.lowerBound {
      first = caretRow
    } else {
      var above = caretRow
      for _ in 1..<max(viewport.rows, 1) {
        guard above.lowerBound > first.lowerBound, let row = rows.row(before: above) else { break }
        above = row
      }
      first = above.lowerBound > first.lowerBound ? above : first
    }
    top = first.lowerBound
  }

  // MARK: Lines

  private func lineStart(_ position: Int) -> Int { TextRows.lineStart(edited.characters, position) }
  private func lineEnd(_ position: Int) -> Int { TextRows.lineEnd(edited.characters, position) }

  /// At a line's end the break itself goes.
  private mutating func killToLineEnd() {
    let end = lineEnd(caret)
    edited.delete(caret..<(end == caret ? end + 1 : end))
  }

  private mutating func deleteLine() {
    let start = lineStart(caret), end = lineEnd(caret)
    // The last line goes with the break before it.
    edited.delete(end < edited.characters.count ? start..<(end + 1) : max(start - 1, 0)..<end)
  }
}
