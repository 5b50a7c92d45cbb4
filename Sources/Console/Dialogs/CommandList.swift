internal import Terminal

/// Commands under the heads of their sections, one of them selected: the body of the help and of the menu.
struct CommandList: Sendable {
  private(set) var rows: [CommandRow]
  private(set) var selected: Int

  private enum Line: Hashable {
    case section(Command.Section)
    case row(Int)
  }

  private let lines: [Line]

  init(_ rows: [CommandRow], selected: Int = 0) {
    self.rows = rows
    self.selected = min(max(selected, 0), max(rows.count - 1, 0))
    var lines: [Line] = []
    for (index, row) in rows.enumerated() {
      if index == 0 || rows[index - 1].section != row.section { lines.append(.section(row.section)) }
      lines.append(.row(index))
    }
    self.lines = lines
  }

  var current: CommandRow? { rows.indices.contains(selected) ? rows[selected] : nil }
  var isEmpty: Bool { rows.isEmpty }

  /// How many lines it has, with the heads.
  var height: Int { lines.count }

  /// Takes a key that moves; false for all others.
  mutating func handle(_ key: Key) -> Bool {
    switch key {
    case .down, .control("n"): selected += 1
    case .up, .control("p"): selected -= 1
    case .pageDown: selected += 10
    case .pageUp: selected -= 10
    case .home: selected = 0
    case .end: selected = rows.count - 1
    case .tab: selected = sectionStart(after: selected)
    case .backTab: selected = sectionStart(before: selected)
    default: return false
    }
    selected = min(max(selected, 0), max(rows.count - 1, 0))
    return true
  }

  private func sectionStart(after index: Int) -> Int {
    rows.indices.first { $0 > index && rows[$0].section != rows[$0 - 1].section } ?? 0
  }

  private func sectionStart(before index: Int) -> Int {
    let starts = rows.indices.filter { $0 == 0 || rows[$0].section != rows[$0 - 1].section }
    return starts.last { $0 < index } ?? starts.last ?? 0
  }

  /// The first line that is shown in so many.
  private func top(_ height: Int) -> Int {
    let current = lines.firstIndex(of: .row(selected)) ?? 0
    return max(0, min(current - height / 2, lines.count - height))
  }

  /// What stands at a row of the screen, as it was drawn into a body.
  func index(at point: Point, in body: Rect) -> Int? {
    guard body.contains(point) else { return nil }
    let place = top(body.height) + point.y - body.y
    guard lines.indices.contains(place), case .row(let index) = lines[place] else { return nil }
    return index
  }

  mutating func select(_ index: Int) { selected = min(max(index, 0), max(rows.count - 1, 0)) }

  func draw(into frame: inout Frame, in body: Rect, _ words: Words) {
    let hasBar = lines.count > body.height && body.width > 30
    for (place, line) in lines.dropFirst(top(body.height)).prefix(body.height).enumerated() {
      let rect = Rect(x: body.x, y: body.y + place, width: body.width - (hasBar ? 1 : 0), height: 1)
      switch line {
      case .section(let section): frame.write(words.section(section), at: rect.origin, width: rect.width, role: .header)
      case .row(let index):
        draw(rows[index], into: &frame, in: rect, words)
        if index == selected {
          frame.restyle(rect, role: .selected)
          if frame.cursor == nil { frame.cursor = rect.origin }
        }
      }
    }
    if hasBar {
      ScrollBar(total: lines.count, top: top(body.height)).draw(
        into: &frame, in: Rect(x: body.maxX - 1, y: body.y, width: 1, height: body.height))
    }
  }

  private func draw(_ row: CommandRow, into frame: inout Frame, in line: Rect, _ words: Words) {
    let isWide = line.width >= 50
    let columns = isWide ? min(line.width / 4, 16) : min(9, max(line.width / 3, 4))
    frame.write(
      row.keyNames(columns: columns), at: Point(line.x + 1, line.y), width: columns, role: .hintKey)
    let titles = min(line.width / 4, 20)
    var x = line.x + columns + 2
    frame.write(
      row.title, at: Point(x, line.y), width: line.maxX - x, role: row.unavailable == nil ? .text : .dim)
    guard isWide else { return }
    x += titles + 1
    frame.fill(Rect(x: x - 1, y: line.y, width: line.maxX - x + 1, height: 1))
    frame.write(row.said(words), at: Point(x, line.y), width: line.maxX - x, role: .dim)
  }

  /// Where lines have no room for it, what the selected one does is said below: that much of the body is for it.
  func split(_ body: Rect, _ words: Words) -> (body: Rect, said: [String]) {
    guard body.width < 50, body.height > 3, let current else { return (body, []) }
    let said = Array(TextWrap.lines(current.said(words), columns: max(body.width, 4)).prefix(2))
    return (body.splitBottom(said.count).rest, said)
  }
}
