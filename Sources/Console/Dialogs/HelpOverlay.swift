internal import Domain
internal import Terminal

/// All keys and commands, by section; typing searches, Enter or a click runs, and what cannot be used now says why.
struct HelpOverlay: Sendable {
  private(set) var search = TextField()
  private(set) var list: CommandList
  private let entries: [Entry]

  private struct Entry: Sendable {
    let row: CommandRow
    let title: FuzzyText
    let id: FuzzyText
    /// What it does, to be found by whole words.
    let help: String
  }

  enum Outcome: Hashable, Sendable {
    case stay, leave
    case run(Command)
  }

  init(_ rows: [CommandRow], selected: Command? = nil) {
    entries = rows.map { row in
      Entry(
        row: row, title: FuzzyText(row.title), id: FuzzyText(row.command.rawValue), help: FoldedText.fold(row.help))
    }
    list = CommandList(rows, selected: rows.firstIndex { $0.command == selected } ?? 0)
  }

  /// The same search over rows that say something else by now.
  mutating func renew(_ rows: [CommandRow]) {
    let (old, search) = (list.current?.command, search.text)
    self = HelpOverlay(rows)
    self.search.text = search
    find()
    if let index = list.rows.firstIndex(where: { $0.command == old }) { list.select(index) }
  }

  /// Those that fit stay in their sections; the best of them is selected.
  private mutating func find() {
    let pattern = FuzzyPattern(search.text)
    if pattern.isEmpty {
      list = CommandList(entries.map(\.row))
      return
    }
    let words = FoldedText.fold(search.text).split(separator: " ")
    var best = (score: Int.min, index: 0)
    var rows: [CommandRow] = []
    for entry in entries {
      let fits = [entry.title, entry.id].compactMap { FuzzyMatch(pattern, in: $0)?.score }.max()
      let told = words.allSatisfy { entry.help.contains($0) }
      guard fits != nil || told else { continue }
      if let fits, fits > best.score { best = (fits, rows.count) }
      rows.append(entry.row)
    }
    list = CommandList(rows, selected: best.index)
  }

  mutating func handle(_ key: Key) -> Outcome {
    switch key {
    case .escape, .control("c"), .function(1): return .leave
    case .enter: return list.current.map { .run($0.command) } ?? .stay
    default:
      if list.handle(key) { return .stay }
      let old = search.text
      if search.handle(key), search.text != old { find() }
    }
    return .stay
  }

  /// A click runs what stands there, the wheel moves.
  mutating func handle(_ mouse: MouseEvent, in screen: Rect, _ words: Words) -> Outcome {
    switch mouse.kind {
    case .wheelUp: _ = list.handle(.up)
    case .wheelDown: _ = list.handle(.down)
    case .press where mouse.button == 0:
      if let index = list.index(at: mouse.point, in: places(in: screen, words).body) {
        return .run(list.rows[index].command)
      }
    case .press, .release, .drag: break
    }
    return .stay
  }

  private func places(in screen: Rect, _ words: Words) -> (head: Rect, body: Rect, said: [String]) {
    let inner = DialogBox.place(in: screen, width: 100, height: screen.height).inner
    let (head, rest) = inner.splitTop(1)
    let (body, said) = list.split(rest, words)
    return (head, body, said)
  }

  func draw(into frame: inout Frame, in screen: Rect, _ words: Words) {
    let inner = DialogBox.draw(
      into: &frame, in: screen, title: words(.helpTitle), width: 100, height: screen.height)
    guard !inner.isEmpty else { return }
    let (head, body, said) = places(in: screen, words)
    let prompt = frame.write("/ ", at: head.origin, width: head.width, role: .hintKey)
    var field = search
    field.placeholder = words(.helpFilter)
    field.draw(
      into: &frame, in: Rect(x: head.x + prompt, y: head.y, width: head.width - prompt, height: 1), isFocused: true)
    for (row, line) in said.enumerated() {
      frame.write(line, at: Point(body.x, body.maxY + row), width: body.width, role: .hint)
    }
    if list.isEmpty { frame.write(words(.helpNone), at: body.origin, width: body.width, role: .dim) }
    list.draw(into: &frame, in: body, words)
  }
}
