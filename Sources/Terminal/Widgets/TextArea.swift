/// Text of several lines that a person edits: notes, replies. Lines are wrapped at the width given when drawing.
public struct TextArea: Hashable, Sendable {
  public var limit: Int
  private var edited: EditedText

  public init(text: String = "", limit: Int = 65_536) {
    self.limit = max(limit, 0)
    edited = EditedText(text)
  }

  public var text: String {
    get { edited.text }
    set { edited.replace(with: newValue) }
  }

  public var caret: Int {
    get { edited.caret }
    set { edited.move(to: newValue) }
  }

  /// Takes a key; false where it is none of a text's (Escape, Tab). Enter breaks the line.
  public mutating func handle(_ key: Key) -> Bool {
    switch key {
    case .character(let character): edited.insert(String(character), limit: limit)
    case .paste(let text): edited.insert(text, limit: limit)
    case .enter: edited.insert("\n", limit: limit)
    case .backspace, .control("h"): edited.delete(max(caret - 1, 0)..<caret)
    case .delete: edited.delete(caret..<(caret + 1))
    case .left: edited.move(to: caret - 1)
    case .right: edited.move(to: caret + 1)
    case .up: edited.move(to: neighbour(of: caret, lines: -1))
    case .down: edited.move(to: neighbour(of: caret, lines: 1))
    case .home, .control("a"): edited.move(to: lineStart(caret))
    case .end, .control("e"): edited.move(to: lineEnd(caret))
    case .controlled(.home): edited.move(to: 0)
    case .controlled(.end): edited.move(to: .max)
    case .controlled(.left), .alt("b"): edited.move(to: edited.wordStart)
    case .controlled(.right), .alt("f"): edited.move(to: edited.wordEnd)
    case .control("w"): edited.delete(edited.wordStart..<caret)
    case .control("u"): edited.delete(lineStart(caret)..<caret)
    case .control("k"): edited.delete(caret..<lineEnd(caret))
    case .control("z"), .control("_"): edited.undo()
    case .control("y"): edited.redo()
    default: return false
    }
    return true
  }

  /// Draws the rows around the caret and, with the focus, puts the frame's cursor there.
  public func draw(into frame: inout Frame, in rect: Rect, isFocused: Bool, role: Role = .input) {
    guard !rect.isEmpty else { return }
    frame.fill(rect, role: role)
    let rows = TextWrap.rows(of: edited.characters, columns: rect.width, widths: frame.widths)
    let caretRow = rows.lastIndex { $0.lowerBound <= caret } ?? 0
    let top = max(0, caretRow - rect.height + 1)
    for (index, row) in rows[top...].prefix(rect.height).enumerated() {
      let shown = edited.characters[row].filter { $0 != "\n" }
      frame.write(String(shown), at: Point(rect.x, rect.y + index), width: rect.width, role: role, marksCut: false)
    }
    guard isFocused else { return }
    let before = String(edited.characters[rows[caretRow].lowerBound..<caret])
    let column = min(frame.widths.columns(of: before), rect.width - 1)
    frame.cursor = Point(rect.x + column, rect.y + caretRow - top)
  }

  private func lineStart(_ position: Int) -> Int {
    var at = position
    while at > 0 && edited.characters[at - 1] != "\n" { at -= 1 }
    return at
  }

  private func lineEnd(_ position: Int) -> Int {
    var at = position
    while at < edited.characters.count && edited.characters[at] != "\n" { at += 1 }
    return at
  }

  /// The same place in the line above or below; the text's end where there is none.
  private func neighbour(of position: Int, lines: Int) -> Int {
    let column = position - lineStart(position)
    let start: Int
    if lines < 0 {
      guard lineStart(position) > 0 else { return 0 }
      start = lineStart(lineStart(position) - 1)
    } else {
      guard lineEnd(position) < edited.characters.count else { return edited.characters.count }
      start = lineEnd(position) + 1
    }
    return min(start + column, lineEnd(start))
  }
}
