internal import Domain
internal import Terminal

/// The bar in which a view's sentence is written; rows follow each character that leaves it a sentence.
struct FilterBar: Sendable {
  private(set) var field: TextField
  private(set) var error: SentenceError?
  /// A label that nothing has.
  private(set) var hint: SentenceError?
  private(set) var completions: [Completion] = []
  private(set) var chosen = 0
  /// The list as it was, for Escape.
  let before: ListPane
  private let kind: Kind
  private let tongue: Tongue?
  /// The field whose values a completion waits for.
  private var awaited: Field?

  enum Outcome: Sendable {
    case stay
    /// The text is a sentence, perhaps a new one.
    case sentence(Sentence)
    case keep, restore
    /// Values of this field would complete it.
    case wants(Field)
  }

  /// A sentence whose last word may yet become the name of a field: asked for when the word ends, or at Enter.
  private(set) var pending: Sentence?

  init(_ list: ListPane, placeholder: String, tongue: Tongue?) {
    self.tongue = tongue
    before = list
    kind = list.name.kind
    let text = FilterBar.text(list.sentence, in: list.name)
    field = TextField(text: text.isEmpty ? "" : text + " ", placeholder: placeholder, limit: Sentence.lengthLimit)
  }

  /// A sentence as its pane shows it: without the kind, where that is the pane's own.
  static func text(_ sentence: Sentence, in pane: PaneName) -> String {
    let text = sentence.description
    guard sentence.kind == pane.kind else { return text }
    let word = sentence.kind.rawValue
    guard text.hasPrefix(word) else { return text }
    return String(text.dropFirst(word.count).drop { $0 == " " })
  }

  mutating func handle(_ key: Key, views: [String: String], values: [Field: [String]]) -> Outcome {
    switch key {
    case .escape, .control("c"):
      if completions.isEmpty { return .restore }
      completions = []
      return .stay
    case .enter:
      if !completions.isEmpty { return insert(views, values) }
      return error == nil ? .keep : .stay
    case .tab:
      if completions.isEmpty { return complete(views: views, values: values) }
      chosen = (chosen + 1) % completions.count
      return .stay
    case .backTab, .up:
      if !completions.isEmpty { chosen = (chosen + completions.count - 1) % completions.count }
      return .stay
    case .down:
      if !completions.isEmpty { chosen = (chosen + 1) % completions.count }
      return .stay
    default:
      let old = field.text
      guard field.handle(key) else { return .stay }
      if !completions.isEmpty { _ = complete(views: views, values: values, inserting: false) }
      if field.text == old { return .stay }
      // What is pasted is whole: nobody goes on with the name of a field there.
      if case .paste = key { return read(views, values, isWhole: true) }
      return read(views, values)
    }
  }

  /// What is known of a field came in: the list is made anew.
  mutating func offer(_ field: Field, views: [String: String], values: [Field: [String]]) -> Outcome {
    guard field == awaited else { return .stay }
    return complete(views: views, values: values, asking: false)
  }

  /// Fields whose words are compared with what the shop has, so that a mistyped one is said.
  static func compared(_ kind: Kind) -> [Field] {
    kind.fields.filter { $0.vocabulary == .accounts || $0.vocabulary == .labels }
  }

  private mutating func complete(
    views: [String: String], values: [Field: [String]], inserting: Bool = true, asking: Bool = true
  ) -> Outcome {
    var wanted: Field?
    completions = Sentence.completions(
      field.text, cursor: field.caret, kind: kind, tongue: tongue, views: views.keys.sorted()
    ) { field in
      if values[field] == nil { wanted = field }
      return values[field] ?? []
    }
    // Real values are wanted more often than the absence of one.
    let general = ["none", "any", "无", "有"]
    completions =
      completions.filter { !general.contains($0.text) } + completions.filter { general.contains($0.text) }
    chosen = 0
    awaited = asking ? wanted : nil
    if asking, let wanted { return .wants(wanted) }
    if inserting && completions.count == 1 { return insert(views, values) }
    return .stay
  }

  private mutating func insert(_ views: [String: String], _ values: [Field: [String]]) -> Outcome {
    guard completions.indices.contains(chosen) else { return .stay }
    let completion = completions[chosen]
    completions = []
    var characters = Array(field.text)
    let range = completion.range.clamped(to: 0..<characters.count)
    let text = Array(completion.text)
    characters.replaceSubrange(range, with: text)
    field.text = String(characters)
    field.caret = range.lowerBound + text.count
    return read(views, values)
  }

  private mutating func read(
    _ views: [String: String], _ values: [Field: [String]], isWhole: Bool = false
  ) -> Outcome {
    do {
      let reading = try Sentence.reading(
        field.text, kind: kind,
        SentenceKnowledge(
          tongue: SentenceWords.tongue(for: field.text), values: { values[$0] },
          views: { views[FoldedText.fold($0)] }))
      let sentence = reading.sentence
      error = nil
      hint = reading.hints.last
      pending = isNamingField && !isWhole ? sentence : nil
      return pending == nil ? .sentence(sentence) : .stay
    } catch {
      pending = nil
      hint = nil
      self.error = error
      return .stay
    }
  }

  /// Whether the word at the text's end begins the name of a field or `sort:` and the like. Nobody wants the rows that
  /// hold a word with `sta` for as long as it takes to write `status:`.
  private var isNamingField: Bool {
    var word = field.text.split(separator: " ", omittingEmptySubsequences: false).last.map(String.init) ?? ""
    while word.hasPrefix("-") || word.hasPrefix("(") { word.removeFirst() }
    if word.isEmpty || field.caret < field.text.count { return false }
    let typed = FoldedText.fold(word)
    let foreign = kind.fields.compactMap { tongue?.name($0) }.map { FoldedText.fold($0) }
    let names = kind.fields.map { FoldedText.fold($0.id) } + ["sort", "cols", "group"] + foreign
    return names.contains { $0.utf8.starts(with: typed.utf8) }
  }

  // MARK: Drawing

  func draw(into frame: inout Frame, in rect: Rect, below: Rect, _ words: Words) {
    guard !rect.isEmpty else { return }
    let prompt = frame.write("/ ", at: rect.origin, width: rect.width, role: .hintKey)
    let place = Rect(x: rect.x + prompt, y: rect.y, width: rect.width - prompt, height: 1)
    field.draw(into: &frame, in: place, isFocused: true)
    if let trouble = error ?? (completions.isEmpty ? hint : nil) {
      let role: Role = error == nil ? .warning : .danger
      mark(trouble, role, into: &frame, in: place)
      // While words are offered they stand where the fault would be told.
      let lines =
        completions.isEmpty ? TextWrap.lines(words.sentence(trouble), columns: max(below.width - 2, 4)) : []
      let (shown, _) = below.splitTop(min(lines.count, 3, max(below.height - 1, 1)))
      frame.fill(shown)
      for (row, line) in lines.prefix(shown.height).enumerated() {
        frame.write(line, at: Point(shown.x + 2, shown.y + row), width: shown.width - 2, role: role)
      }
    }
    drawCompletions(into: &frame, below: below)
  }

  /// Shows the word that is wrong, as far as the field has not scrolled.
  private func mark(_ error: SentenceError, _ role: Role, into frame: inout Frame, in place: Rect) {
    guard frame.widths.columns(of: field.text) < place.width else { return }
    let from = column(of: error.range.lowerBound, frame.widths)
    let to = max(column(of: error.range.upperBound, frame.widths), from + 1)
    frame.restyle(Rect(x: place.x + from, y: place.y, width: to - from, height: 1), role: role)
  }

  private func column(of character: Int, _ widths: WidthPolicy) -> Int {
    widths.columns(of: String(field.text.prefix(max(character, 0))))
  }

  private func drawCompletions(into frame: inout Frame, below: Rect) {
    guard !completions.isEmpty, below.height > 1 else { return }
    let rows = min(completions.count, 8, below.height - 1)
    let width = min((completions.map { frame.widths.columns(of: $0.text) }.max() ?? 0) + 2, below.width)
    let caret = frame.cursor
    let x = min(caret?.x ?? below.x, max(below.maxX - width, below.x))
    let box = Rect(x: x, y: below.y, width: width, height: rows)
    frame.fill(box)
    ListBox(items: completions.map { ListBox.Item($0.text) }, selected: chosen).draw(
      into: &frame, in: box, isFocused: true)
    frame.cursor = caret
  }
}
