/// One line of text that a person edits; the terminal's own cursor is the caret, so input methods find it.
public struct TextField: Hashable, Sendable {
  public var placeholder: String
  /// Most characters; typing and pastes beyond it are refused.
  public var limit: Int
  private var edited: EditedText

  public init(text: String = "", placeholder: String = "", limit: Int = 4096) {
    self.placeholder = placeholder
    self.limit = max(limit, 0)
    edited = EditedText(TextField.oneLine(text))
  }

  public var text: String {
    get { edited.text }
    set { edited.replace(with: TextField.oneLine(newValue)) }
  }

  /// In characters, 0 before the first.
  public var caret: Int {
    get { edited.caret }
    set { edited.move(to: newValue) }
  }

  /// What is selected; empty where nothing is.
  public var selectedText: String { edited.selectedText }

  /// Puts text in at the caret, as typing does.
  public mutating func insert(_ text: String) { edited.insert(TextField.oneLine(text), limit: limit) }

  /// Takes a key; false where it is none of a field's (Enter, Escape, Tab, Up …).
  public mutating func handle(_ key: Key) -> Bool {
    switch edited.take(selecting: key) {
    case .taken: return true
    case .motion(let plain):
      defer { edited.endExtending() }
      return edit(plain)
    case .other: return edit(key)
    }
  }

  private mutating func edit(_ key: Key) -> Bool {
    switch key {
    case .character(let character): insert(String(character))
    case .paste(let text): insert(text)
    case .backspace, .control("h"): edited.delete(max(caret - 1, 0)..<caret)
    case .delete, .control("d"): edited.delete(caret..<(caret + 1))
    case .left, .control("b"): edited.move(to: caret - 1)
    case .right, .control("f"): edited.move(to: caret + 1)
    case .home, .control("a"): edited.move(to: 0)
    case .end, .control("e"): edited.move(to: .max)
    case .controlled(.left), .alt("b"): edited.move(to: edited.wordStart)
    case .controlled(.right), .alt("f"): edited.move(to: edited.wordEnd)
    case .control("w"), .alt("\u{7F}"): edited.delete(edited.wordStart..<caret)
    case .alt("d"): edited.delete(caret..<edited.wordEnd)
    case .control("u"): edited.delete(0..<caret)
    case .control("k"): edited.delete(caret..<edited.characters.count)
    case .alt("k"): edited.delete(0..<edited.characters.count)
    case .control("_"), .alt("u"): edited.undo()
    case .alt("e"), .control("y"): edited.redo()
    default: return false
    }
    return true
  }

  /// Draws into one row and, with the focus, puts the frame's cursor at the caret. Long text is shown around the caret.
  public func draw(into frame: inout Frame, in rect: Rect, isFocused: Bool, role: Role = .input) {
    guard !rect.isEmpty else { return }
    let row = Rect(x: rect.x, y: rect.y, width: rect.width, height: 1)
    frame.fill(row, role: role)
    if edited.characters.isEmpty {
      let hint = role == .input ? Role.placeholder : .dim
      frame.write(placeholder, at: rect.origin, width: rect.width, role: hint)
      if isFocused { frame.cursor = rect.origin }
      return
    }
    let columns = edited.characters.map { frame.widths.columns(of: String($0)) }
    var first = 0
    var before = columns[..<edited.caret].reduce(0, +)
    if isFocused {
      while before > rect.width - 1 && first < edited.caret {
        before -= columns[first]
        first += 1
      }
    }
    let shown = String(edited.characters[first...])
    frame.write(shown, at: rect.origin, width: rect.width, role: role, marksCut: !isFocused)
    if isFocused, let selection = edited.selection, selection.upperBound > first {
      let from = columns[first..<max(selection.lowerBound, first)].reduce(0, +)
      let to = columns[first..<selection.upperBound].reduce(0, +)
      frame.restyle(
        Rect(x: rect.x + from, y: rect.y, width: max(min(to, rect.width) - from, 0), height: 1), role: .selection)
    }
    if isFocused { frame.cursor = Point(rect.x + min(before, rect.width - 1), rect.y) }
  }

  private static func oneLine(_ text: String) -> String {
    guard text.contains(where: \.isNewline) else { return text }
    return text.split(whereSeparator: \.isNewline).joined(separator: " ")
  }
}
