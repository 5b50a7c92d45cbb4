internal import Domain
internal import Terminal

/// The `:` prompt: a number to go to, or whatever the console can do, found by a few letters of its name or, in
/// Chinese, by the initials of its reading. What was chosen last comes first.
struct Palette: Sendable {
  /// Something that can be chosen.
  enum Choice: Hashable, Sendable {
    case command(Command)
    /// A saved view by its name.
    case view(String, sentence: String)
    case setting(SettingsChange)
    case find(String)
    /// An action of the store that has no key.
    case action(String)
  }

  struct Item: Sendable {
    let choice: Choice
    let title: String
    /// Said at the right: its key, or why it cannot be chosen.
    let note: String
    let isEnabled: Bool
    fileprivate let texts: [FuzzyText]
    /// Its names, as whole words are compared.
    fileprivate let whole: Set<String>
    /// Of settings and of actions without keys there are many; who wants one types its name.
    fileprivate var isShownUnasked: Bool {
      switch choice {
      case .setting, .action: false
      case .command, .view, .find: true
      }
    }

    /// `names`: other words by which it is found.
    init(_ choice: Choice, title: String, note: String = "", isEnabled: Bool = true, names: [String] = []) {
      self.choice = choice
      self.title = title
      self.note = note
      self.isEnabled = isEnabled
      texts = ([title] + names).map { FuzzyText($0) }
      whole = Set(([title] + names).map { FoldedText.fold($0) })
    }
  }

  enum Outcome: Hashable, Sendable {
    case stay, leave
    case run(Choice)
  }

  static let limit = 200

  private(set) var field: TextField
  private(set) var found: [Item] = []
  private(set) var selected = 0
  private var items: [Item]
  /// The pattern that was looked for last and the places of what it fits: a longer one fits nothing else.
  private var narrowed: (text: String, places: [Int]) = ("", [])
  private var recent: [Choice]
  /// What going to the typed number is called.
  private let findTitle: String

  init(_ items: [Item], recent: [Choice], words: Words, text: String = "") {
    field = TextField(text: text, placeholder: words(.jumpPlaceholder), limit: Palette.limit)
    self.items = items
    self.recent = recent
    findTitle = words(.goToNumber)
    find()
  }

  /// More to choose from has come in: saved views, themes.
  mutating func renew(_ items: [Item]) {
    let old = current?.choice
    self.items = items
    narrowed = ("", [])
    find()
    if let old, let index = found.firstIndex(where: { $0.choice == old }) { selected = index }
  }

  var current: Item? { found.indices.contains(selected) ? found[selected] : nil }

  private var text: String { field.text.split(separator: " ").joined(separator: " ") }

  private mutating func find() {
    selected = 0
    let text = text
    let pattern = FuzzyPattern(text)
    if pattern.isEmpty {
      narrowed = ("", [])
      let last = recent.compactMap { choice in items.first { $0.choice == choice } }
      let rest = items.filter { !recent.contains($0.choice) }
      found = last + rest.filter { $0.isShownUnasked && $0.isEnabled }
      return
    }
    let isNarrower = !narrowed.text.isEmpty && text.hasPrefix(narrowed.text)
    let folded = FoldedText.fold(text)
    let ranked = (isNarrower ? narrowed.places : Array(items.indices)).compactMap {
      place -> (score: Int, place: Int, item: Item)? in
      let item = items[place]
      // By its title it is found sooner than by another name.
      let scores = item.texts.enumerated().compactMap { index, text in
        FuzzyMatch(pattern, in: text).map { $0.score * 2 - (index > 0 ? 1 : 0) }
      }
      guard var score = scores.max() else { return nil }
      if let last = recent.firstIndex(of: item.choice) { score += 400 - 20 * last }
      if !item.isEnabled { score -= 300 }
      // Whoever types a whole name means it.
      if item.whole.contains(folded) { score += 1000 }
      return (score, place, item)
    }
    narrowed = (text, ranked.map(\.place))
    found = ranked.sorted { ($1.score, $0.place) < ($0.score, $1.place) }.map(\.item)
    // A word of letters alone is first of all a name; all else is first of all a number.
    let number = Item(.find(text), title: "\(findTitle) \(text)")
    if found.isEmpty || text.contains(where: \.isNumber) { found.insert(number, at: 0) } else { found.append(number) }
  }

  mutating func handle(_ key: Key) -> Outcome {
    switch key {
    case .escape, .control("c"): return .leave
    case .backspace where field.text.isEmpty: return .leave
    case .enter: return current.map { .run($0.choice) } ?? .leave
    case .tab:
      if let current, case .find = current.choice { return .stay }
      if let current { field.text = current.title }
      find()
    case .down, .control("n"): select(selected + 1)
    case .up, .control("p"): select(selected - 1)
    case .pageDown: select(selected + 8)
    case .pageUp: select(selected - 8)
    default:
      let old = field.text
      if field.handle(key), field.text != old { find() }
    }
    return .stay
  }

  private mutating func select(_ index: Int) { selected = min(max(index, 0), max(found.count - 1, 0)) }

  // MARK: The screen

  private static let mostRows = 12

  private func rows(in below: Rect) -> Rect {
    below.splitTop(min(found.count, Palette.mostRows, max(below.height - 1, 1))).top
  }

  private func top(_ height: Int) -> Int { max(0, min(selected - height / 2, found.count - height)) }

  /// A click takes what stands there, one elsewhere leaves, the wheel moves.
  mutating func handle(_ mouse: MouseEvent, below: Rect) -> Outcome {
    let place = rows(in: below)
    switch mouse.kind {
    case .wheelUp: select(selected - 1)
    case .wheelDown: select(selected + 1)
    case .press where mouse.button == 0:
      guard place.contains(mouse.point) else { return .leave }
      let index = top(place.height) + mouse.point.y - place.y
      return found.indices.contains(index) ? .run(found[index].choice) : .leave
    case .press, .release, .drag: break
    }
    return .stay
  }

  func draw(into frame: inout Frame, in rect: Rect, below: Rect) {
    guard !rect.isEmpty else { return }
    let prompt = frame.write(": ", at: rect.origin, width: rect.width, role: .hintKey)
    field.draw(
      into: &frame, in: Rect(x: rect.x + prompt, y: rect.y, width: rect.width - prompt, height: 1), isFocused: true)
    let caret = frame.cursor
    let place = rows(in: below)
    guard !place.isEmpty else { return }
    frame.fill(place)
    let box = ListBox(
      items: found.map { ListBox.Item($0.title, note: $0.note, isEnabled: $0.isEnabled) }, selected: selected)
    box.draw(into: &frame, in: Rect(x: place.x, y: place.y, width: min(place.width, 72), height: place.height))
    frame.cursor = caret
  }
}
