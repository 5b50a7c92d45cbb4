internal import Terminal

/// The `:` prompt: a number to go to, or the beginning of a command's name.
struct JumpBar: Sendable {
  var field: TextField

  static let limit = 200

  init(placeholder: String, text: String = "") {
    field = TextField(text: text, placeholder: placeholder, limit: JumpBar.limit)
  }

  enum Outcome: Hashable, Sendable {
    case stay, leave
    case run(Command)
    case find(String)
  }

  private var text: String { field.text.split(separator: " ").joined(separator: " ") }

  /// Commands whose name begins so, in either language or by id.
  func commands(_ words: Words) -> [Command] {
    let typed = text.lowercased()
    if typed.isEmpty { return [] }
    // What only means something in a field is not run from here.
    return Command.allCases.filter { $0.section != .typing }.filter {
      words.title($0).lowercased().hasPrefix(typed) || $0.rawValue.lowercased().hasPrefix(typed)
    }
  }

  mutating func handle(_ key: Key, _ words: Words) -> Outcome {
    switch key {
    case .escape, .control("c"): return .leave
    case .backspace where field.text.isEmpty: return .leave
    case .tab:
      if let first = commands(words).first { field.text = words.title(first) }
      return .stay
    case .enter:
      if text.isEmpty { return .leave }
      let typed = text.lowercased()
      let found = commands(words)
      let exact = found.first { words.title($0).lowercased() == typed || $0.rawValue.lowercased() == typed }
      if let exact { return .run(exact) }
      // A word of letters alone that one command begins with is that command; all else is a number.
      if found.count == 1, !text.contains(where: \.isNumber) { return .run(found[0]) }
      return .find(text)
    default:
      _ = field.handle(key)
      return .stay
    }
  }

  func draw(into frame: inout Frame, in rect: Rect, below: Rect, _ words: Words) {
    guard !rect.isEmpty else { return }
    let prompt = frame.write(": ", at: rect.origin, width: rect.width, role: .hintKey)
    field.draw(
      into: &frame, in: Rect(x: rect.x + prompt, y: rect.y, width: rect.width - prompt, height: 1), isFocused: true)
    let found = commands(words)
    if found.isEmpty { return }
    let (line, _) = below.splitTop(1)
    frame.fill(line)
    frame.write(
      found.map { words.title($0) }.joined(separator: "  "), at: Point(line.x + prompt, line.y),
      width: line.width - prompt, role: .hint)
  }
}
