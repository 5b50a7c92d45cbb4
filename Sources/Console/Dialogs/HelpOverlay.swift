internal import Terminal

/// All keys and commands, by section; typing searches, Enter runs, and what cannot be used now says why.
struct HelpOverlay: Sendable {
  var search = TextField()
  private(set) var selected = 0
  private let keys: KeyMap

  init(_ keys: KeyMap) { self.keys = keys }

  enum Outcome: Hashable, Sendable {
    case stay, leave
    case run(Command)
  }

  func matches(_ words: Words) -> [Command] {
    let typed = search.text.lowercased().split(separator: " ")
    let sorted = Command.Section.allCases.flatMap { section in Command.allCases.filter { $0.section == section } }
    if typed.isEmpty { return sorted }
    return sorted.filter { command in
      let text = "\(words.title(command)) \(words.help(command)) \(command.rawValue)".lowercased()
      return typed.allSatisfy { text.contains($0) }
    }
  }

  mutating func handle(_ key: Key, _ words: Words) -> Outcome {
    let found = matches(words)
    switch key {
    case .escape, .control("c"), .function(1): return .leave
    case .enter: return found.indices.contains(selected) ? .run(found[selected]) : .stay
    case .down, .control("n"), .tab: selected += 1
    case .up, .control("p"), .backTab: selected -= 1
    case .pageDown: selected += 10
    case .pageUp: selected -= 10
    case .home: selected = 0
    case .end: selected = found.count - 1
    default: if search.handle(key) { selected = 0 }
    }
    selected = min(max(selected, 0), max(matches(words).count - 1, 0))
    return .stay
  }

  func draw(into frame: inout Frame, in screen: Rect, _ words: Words, _ now: Circumstances) {
    let inner = DialogBox.draw(
      into: &frame, in: screen, title: words(.helpTitle), width: 100, height: screen.height)
    guard !inner.isEmpty else { return }
    let (head, rest) = inner.splitTop(1)
    let prompt = frame.write("/ ", at: head.origin, width: head.width, role: .hintKey)
    var field = search
    field.placeholder = words(.helpFilter)
    field.draw(
      into: &frame, in: Rect(x: head.x + prompt, y: head.y, width: head.width - prompt, height: 1), isFocused: true)
    let found = matches(words)
    var body = rest
    // Where lines have no room for it, what the selected command does is said below.
    if rest.width < 50, rest.height > 3, found.indices.contains(selected) {
      let lines = TextWrap.lines(said(found[selected], words, now), columns: max(rest.width, 4)).prefix(2)
      let split = rest.splitBottom(lines.count)
      body = split.rest
      for (row, line) in lines.enumerated() {
        frame.write(line, at: Point(rest.x, split.bottom.y + row), width: rest.width, role: .hint)
      }
    }
    if found.isEmpty { frame.write(words(.helpNone), at: body.origin, width: body.width, role: .dim) }
    let rows = lines(found)
    let current = rows.firstIndex { $0 == .command(selected) } ?? 0
    let first = max(0, min(current - body.height / 2, rows.count - body.height))
    for (place, row) in rows.dropFirst(first).prefix(body.height).enumerated() {
      let line = Rect(x: body.x, y: body.y + place, width: body.width, height: 1)
      switch row {
      case .section(let section): frame.write(words.section(section), at: line.origin, width: line.width, role: .header)
      case .command(let index):
        draw(found[index], into: &frame, in: line, words, now)
        if index == selected { frame.restyle(line, role: .selected) }
      }
    }
  }

  private enum Line: Hashable {
    case section(Command.Section)
    case command(Int)
  }

  private func lines(_ found: [Command]) -> [Line] {
    var lines: [Line] = []
    var last: Command.Section?
    for (index, command) in found.enumerated() {
      if command.section != last {
        last = command.section
        lines.append(.section(command.section))
      }
      lines.append(.command(index))
    }
    return lines
  }

  private func draw(
    _ command: Command, into frame: inout Frame, in line: Rect, _ words: Words, _ now: Circumstances
  ) {
    let reason = command.unavailable(in: now)
    let columns = line.width < 50 ? 9 : min(line.width / 4, 16)
    let names = keyNames(command, now.place, columns: columns)
    frame.write(names, at: Point(line.x + 1, line.y), width: columns, role: .hintKey)
    let titles = min(line.width / 4, 20)
    var x = line.x + columns + 2
    frame.write(words.title(command), at: Point(x, line.y), width: line.maxX - x, role: reason == nil ? .text : .dim)
    guard line.width >= 50 else { return }
    x += titles + 1
    frame.fill(Rect(x: x - 1, y: line.y, width: line.maxX - x + 1, height: 1))
    frame.write(said(command, words, now), at: Point(x, line.y), width: line.maxX - x, role: .dim)
  }

  private func said(_ command: Command, _ words: Words, _ now: Circumstances) -> String {
    command.unavailable(in: now).map { "(" + words.reason($0) + ")" } ?? words.help(command)
  }

  /// The keys that fit, the first at least.
  private func keyNames(_ command: Command, _ place: Command.Place, columns: Int) -> String {
    var own = keys.keys(of: command, in: place)
    for other in Command.Place.allCases where own.isEmpty { own = keys.keys(of: command, in: other) }
    var names = own.first?.name ?? ""
    for key in own.dropFirst() where names.utf8.count + 1 + key.name.utf8.count <= columns { names += " " + key.name }
    return names
  }
}
