internal import Domain
internal import Terminal

/// One thing that a code means.
struct Hit: Hashable, Sendable {
  var kind: Kind
  var id: Int64
  /// What it is called.
  var title: String
  /// Of a variant.
  var product: Int64?
}

/// What a scan found where it is more than one thing: which is meant is chosen here.
struct HitList: Sendable {
  let code: String
  let hits: [Hit]
  private(set) var selected = 0

  init(code: String, hits: [Hit]) {
    self.code = code
    self.hits = hits
  }

  enum Outcome: Hashable, Sendable {
    case stay, leave
    case open(Hit)
  }

  mutating func handle(_ key: Key) -> Outcome {
    switch key.commandTwin {
    case .escape, .control("c"), .character("q"): return .leave
    case .enter: return hits.indices.contains(selected) ? .open(hits[selected]) : .leave
    case .character("j"), .tab: selected += 1
    case .character("k"), .backTab: selected -= 1
    case .character(let digit):
      guard let number = digit.wholeNumberValue, hits.indices.contains(number - 1) else { return .stay }
      return .open(hits[number - 1])
    default:
      var box = ListBox(items: hits.map { .init($0.title) }, selected: selected)
      _ = box.handle(key)
      selected = box.selected
    }
    selected = min(max(selected, 0), max(hits.count - 1, 0))
    return .stay
  }

  func draw(into frame: inout Frame, in screen: Rect, _ words: Words) {
    let inner = DialogBox.draw(
      into: &frame, in: screen, title: words(.severalTitle) + " · " + code, width: 72, height: hits.count + 1)
    let (body, foot) = inner.splitBottom(inner.height > 2 ? 1 : 0)
    let items = hits.enumerated().map { index, hit in
      ListBox.Item("\(index < 9 ? "\(index + 1)" : " ") \(hit.title)", note: words.kind(hit.kind))
    }
    ListBox(items: items, selected: selected).draw(into: &frame, in: body)
    KeyHints([
      .init(key: "Enter", title: words.title(Command.open)), .init(key: "Esc", title: words(.hintLeaves)),
    ]).draw(into: &frame, in: foot)
    if frame.cursor == nil { frame.cursor = inner.origin }
  }
}
