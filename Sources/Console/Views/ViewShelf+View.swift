internal import Domain
internal import Store
internal import Terminal

extension ViewShelf {
  /// Columns of the side bar without its line.
  static let barColumns = 22

  /// Draws the shelf beside the list; with the focus its selected view, else the one that the list shows.
  func drawBar(into frame: inout Frame, in rect: Rect, _ words: Words, current: Sentence, isFocused: Bool) {
    guard rect.height > 1 else { return }
    let (head, rest) = rect.splitTop(1)
    frame.write(words(ViewWording.viewsTitle), at: Point(head.x + 1, head.y), width: head.width - 1, role: .header)
    draw(into: &frame, in: rest, words, current: current, isFocused: isFocused, isWide: false)
  }

  /// The same as a dialog, where there is no room for a side bar.
  func drawDialog(into frame: inout Frame, in screen: Rect, _ words: Words, current: Sentence) {
    let inner = DialogBox.draw(
      into: &frame, in: screen, title: words(ViewWording.viewsTitle), width: 76, height: items.count + 3)
    let (body, foot) = inner.splitBottom(inner.height > 5 ? 1 : 0)
    draw(into: &frame, in: body, words, current: current, isFocused: true, isWide: body.width >= 56)
    drawHints(into: &frame, in: foot, words)
  }

  func drawHints(into frame: inout Frame, in rect: Rect, _ words: Words) {
    guard !rect.isEmpty else { return }
    frame.fill(rect)
    KeyHints([
      .init(key: "Enter", title: words(ViewWording.hintOpens)),
      .init(key: "a", title: words(ViewWording.hintKeepsView)),
      .init(key: "n", title: words(ViewWording.hintRenames)), .init(key: "x", title: words(ViewWording.hintRemoves)),
      .init(key: "Esc", title: words(.hintLeaves)),
    ]).draw(into: &frame, in: rect)
  }

  private func draw(
    into frame: inout Frame, in rect: Rect, _ words: Words, current: Sentence, isFocused: Bool, isWide: Bool
  ) {
    if isFocused { frame.cursor = rect.origin }
    guard !items.isEmpty else {
      guard isLoaded else { return }
      for (row, line) in TextWrap.lines(words(ViewWording.noViews), columns: max(rect.width - 2, 4)).enumerated()
      where row < rect.height {
        frame.write(line, at: Point(rect.x + 1, rect.y + row), width: rect.width - 1, role: .dim)
      }
      return
    }
    let lines = self.lines
    let place = lines.firstIndex { $0 == .item(selected) } ?? 0
    let first = isFocused ? max(0, min(place - rect.height / 2, lines.count - rect.height)) : 0
    for (row, line) in lines.dropFirst(first).prefix(rect.height).enumerated() {
      let strip = Rect(x: rect.x, y: rect.y + row, width: rect.width, height: 1)
      switch line {
      case .heading(let isShared):
        frame.write(
          words(isShared ? ViewWording.sharedViews : .ownViews), at: Point(strip.x + 1, strip.y),
          width: strip.width - 1, role: .dim)
      case .item(let index):
        draw(items[index], into: &frame, in: strip, words, isWide: isWide)
        if isFocused && index == selected {
          frame.restyle(strip, role: .selected)
          frame.cursor = strip.origin
        } else if items[index].sentence == current, !items[index].isShadowed {
          frame.restyle(Rect(x: strip.x, y: strip.y, width: 1, height: 1), role: .accent)
          frame.write(">", at: strip.origin, width: 1, role: .accent)
        }
      }
    }
  }

  /// The view in a row of the side bar, as it stands there while the list has the keys.
  func item(atRow row: Int, of rect: Rect) -> Int? {
    let lines = self.lines
    guard row > 0, row < rect.height, lines.indices.contains(row - 1), case .item(let index) = lines[row - 1] else {
      return nil
    }
    return index
  }

  private enum Line: Hashable {
    case heading(isShared: Bool)
    case item(Int)
  }

  /// Headings stand where there are own views and shared ones.
  private var lines: [Line] {
    let hasOwn = items.contains { !$0.isShared }
    var lines: [Line] = []
    for (index, item) in items.enumerated() {
      if hasOwn, index == 0 || items[index - 1].isShared != item.isShared {
        lines.append(.heading(isShared: item.isShared))
      }
      lines.append(.item(index))
    }
    return lines
  }

  private func draw(_ item: Item, into frame: inout Frame, in strip: Rect, _ words: Words, isWide: Bool) {
    let name = words.viewName(item.view)
    let (count, late) = figures(item, words)
    let gap = count.isEmpty || late.isEmpty ? 0 : 1
    let figures = frame.widths.columns(of: count) + frame.widths.columns(of: late) + gap
    let room = strip.width - figures - 3
    let role: Role = item.sentence == nil || item.isShadowed ? .dim : .text
    frame.write(name, at: Point(strip.x + 1, strip.y), width: isWide ? min(room, 22) : room, role: role)
    if isWide {
      frame.write(item.view.sentence, at: Point(strip.x + 25, strip.y), width: max(room - 25, 0), role: .dim)
    }
    var x = strip.maxX - figures - 1
    if !late.isEmpty {
      x += frame.write(late, at: Point(x, strip.y), role: .danger) + gap
    }
    frame.write(count, at: Point(x, strip.y), role: .dim)
  }

  /// `1,204` and `L17`; where counting stopped `10k+`, where it took too long `?`.
  private func figures(_ item: Item, _ words: Words) -> (count: String, late: String) {
    if item.isShadowed { return (words(ViewWording.shadowed), "") }
    guard let sentence = item.sentence else { return (words(ViewWording.unreadableView), "") }
    if uncounted.contains(sentence) { return ("?", "") }
    guard let tally = tallies[sentence] else { return ("", "") }
    let late =
      tally.late > 0 ? words(.lateMark) + ViewShelf.short(tally.late, isCapped: tally.late == ViewTally.limit) : ""
    // Where all are late one number says it.
    let isAllLate = tally.late == tally.count && !late.isEmpty
    return (isAllLate ? "" : ViewShelf.short(tally.count, isCapped: tally.isCapped), late)
  }

  /// A number in five columns at most, never more than is known: `9876`, `12.3k`, `1.2M`, `10k+`.
  static func short(_ number: Int64, isCapped: Bool = false) -> String {
    let text: String
    switch number {
    case ..<10_000: text = String(number)
    case ..<100_000:
      text = number % 1000 < 100 ? "\(number / 1000)k" : "\(number / 1000).\(number % 1000 / 100)k"
    case ..<1_000_000: text = "\(number / 1000)k"
    default: text = "\(number / 1_000_000).\(number % 1_000_000 / 100_000)M"
    }
    // What is cut off is more, not less.
    return isCapped ? ViewShelf.bare(number) + "+" : text
  }

  private static func bare(_ number: Int64) -> String {
    number >= 1000 && number % 100 == 0
      ? (number % 1000 == 0 ? "\(number / 1000)k" : "\(number / 1000).\(number % 1000 / 100)k") : String(number)
  }
}
