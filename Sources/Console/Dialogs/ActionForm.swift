internal import Domain
internal import Store
internal import Terminal

/// The form of one action over one record. The operation id is made when it opens, so that saving twice has one effect;
/// what it showed goes along, so that a change of somebody else's is noticed field by field.
struct ActionForm: Sendable {
  enum Input: Sendable {
    case line(TextField)
    case area(TextArea)
    /// The word of a choice as typed or chosen; it need not be whole.
    case choice(TextField, [Choice])
    /// The number of a record, with those that it could be; `chosen` is the one that Enter takes.
    case search(TextField, [VariantTable.Suggestion], chosen: Int?)

    var text: String {
      switch self {
      case .line(let field): field.text
      case .area(let area): area.text
      case .choice(let field, _): field.text
      case .search(let field, _, _): field.text
      }
    }
  }

  struct Choice: Hashable, Sendable {
    let raw: String
    let title: String
  }

  struct Entry: Sendable {
    let name: String
    let label: String
    let isRequired: Bool
    let shape: ActionField.Shape
    /// What stood there when the form opened; nil where the record has no such value.
    var shown: String?
    var input: Input
    var error: FormError?
    /// What somebody else put there meanwhile.
    var theirs: String?
  }

  enum FormError: Hashable, Sendable {
    case missing
    case tooLong(Int)
    case pasteTooLong
    case notAChoice
    case notADate
    case refused(ActionRefusal)
  }

  enum Outcome: Sendable {
    case stay
    case leave
    /// Own SKUs for what is being typed.
    case wants(Suggesting)
    case save(ActionRequest)
  }

  static let whyName = "\u{0}why"

  let command: Command
  let action: String
  let subject: Int64
  let number: String
  /// What waits for a mapping.
  let waiting: OrderRecord.Waiting?
  /// What stands above the fields.
  var intro: [String]
  /// Fields that the record decides.
  private let fixed: [String: String]
  private let hints: [String]
  var entries: [Entry]
  var focus = 0
  private(set) var isSaving = false
  private(set) var trouble: Trouble?
  /// The question whether to leave unsaved text.
  private(set) var asksToLeave = false
  var operationId: String
  private let makeId: @Sendable () -> String

  init(
    command: Command, definition: ActionDefinition, record: Record, words: Words,
    makeId: @escaping @Sendable () -> String
  ) {
    self.command = command
    self.makeId = makeId
    action = definition.id
    operationId = makeId()
    let values = FormValues(record: record, action: definition.id)
    subject = values.subject
    number = values.number
    waiting = values.waiting
    intro = values.intro(words)
    fixed = values.fixed
    hints = values.hints
    entries = definition.fields.filter { !values.hidden.contains($0.name) }.map { field in
      let shown = values.value(of: field.name, action: definition.id)
      return Entry(
        name: field.name, label: words.recordField(field.name, of: definition.id), isRequired: field.isRequired,
        shape: field.shape,
        shown: shown,
        input: ActionForm.input(
          field, text: values.initial(field.name, action: definition.id) ?? shown ?? "", words, values),
        error: nil, theirs: nil)
    }
    if ActionForm.asksWhy(definition) {
      entries.append(
        Entry(
          name: ActionForm.whyName, label: words(.whyLabel), isRequired: false, shape: .text(limit: 500), shown: nil,
          input: .line(TextField(limit: 500)), error: nil, theirs: nil))
    }
  }

  /// Small daily changes speak for themselves; what moves an order or a review on, and edits, may say why.
  private static func asksWhy(_ definition: ActionDefinition) -> Bool {
    ![
      "holdOrder", "tagOrder", "untagOrder", "tagProduct", "untagProduct", "assignOrder", "noteOrder", "mapSku",
      "tagCustomer", "untagCustomer", "rankCustomer", "editVariant",
    ].contains(definition.id)
  }

  private static func input(_ field: ActionField, text: String, _ words: Words, _ values: FormValues) -> Input {
    switch field.shape {
    case .choice(let raws):
      let choices = values.fits(field.name, among: raws).map { raw in
        Choice(raw: raw, title: words.plain(.text(raw), field: field.name, zone: .utc))
      }
      let title = choices.first { $0.raw == text }?.title ?? text
      return .choice(TextField(text: title), choices)
    case .longText(let limit): return .area(TextArea(text: text, limit: limit))
    case .text(let limit):
      let known = values.known(field.name)
      if !known.isEmpty {
        return .choice(TextField(text: text, limit: limit), known.map { Choice(raw: $0, title: $0) })
      }
      return .line(TextField(text: text, limit: limit))
    case .record: return .search(TextField(text: text, limit: 200), [], chosen: nil)
    case .number, .money, .date, .flag, .words: return .line(TextField(text: text))
    }
  }

  var hasUnsavedText: Bool {
    entries.contains { entry in
      let text = value(of: entry)
      return text != (entry.shown ?? "") && !text.isEmpty && text != initialText(entry)
    }
  }

  private func initialText(_ entry: Entry) -> String {
    if case .choice(_, let choices) = entry.input, choices.count == 1 { return choices[0].raw }
    return entry.shown ?? ""
  }

  /// What a field's text means: the raw word of a choice.
  func value(of entry: Entry) -> String {
    guard case .choice(let field, let choices) = entry.input else { return entry.input.text }
    if field.text.isEmpty { return "" }
    return ActionForm.fitting(field.text, choices).first?.raw ?? field.text
  }

  /// The choices that a typed beginning could mean, exact ones first.
  static func fitting(_ text: String, _ choices: [Choice]) -> [Choice] {
    let typed = FoldedText.fold(text)
    if typed.isEmpty { return choices }
    let exact = choices.filter { FoldedText.fold($0.title) == typed || FoldedText.fold($0.raw) == typed }
    let beginning = choices.filter {
      FoldedText.fold($0.title).hasPrefix(typed) || FoldedText.fold($0.raw).hasPrefix(typed)
    }
    let holding = choices.filter { FoldedText.fold($0.title).contains(typed) }
    var found: [Choice] = []
    for choice in exact + beginning + holding where !found.contains(choice) { found.append(choice) }
    return found
  }

  // MARK: Keys

  mutating func handle(_ key: Key) -> Outcome {
    if isSaving { return key == .escape ? .leave : .stay }
    if asksToLeave {
      if key == .enter { return .leave }
      if key == .escape { asksToLeave = false }
      return .stay
    }
    switch key {
    case .escape, .control("c"):
      if hasUnsavedText {
        asksToLeave = true
        return .stay
      }
      return .leave
    case .enter: return takeChosen() ? .stay : save()
    case .tab:
      if !takeChosen() { move(1) }
    case .backTab: move(-1)
    case .control("r"): takeTheirs()
    default: return edit(key)
    }
    return .stay
  }

  private mutating func move(_ step: Int) {
    guard !entries.isEmpty else { return }
    check(focus)
    focus = (focus + step + entries.count) % entries.count
  }

  private mutating func edit(_ key: Key) -> Outcome {
    guard entries.indices.contains(focus) else { return .stay }
    let before = entries[focus].input.text
    var taken = true
    switch entries[focus].input {
    case .line(var field):
      if key == .alt("\r") { return .stay }
      taken = field.handle(key)
      entries[focus].input = .line(field)
    case .area(var area):
      taken = area.handle(key == .alt("\r") ? .enter : key)
      entries[focus].input = .area(area)
    case .choice(var field, let choices):
      if key == .left || key == .right, !choices.isEmpty {
        let now = choices.firstIndex { $0.raw == value(of: entries[focus]) && !field.text.isEmpty }
        let step = key == .right ? 1 : -1
        let next = now.map { ($0 + step + choices.count) % choices.count } ?? (step > 0 ? 0 : choices.count - 1)
        field.text = choices[next].title
      } else {
        taken = field.handle(key)
      }
      entries[focus].input = .choice(field, choices)
    case .search(var field, let found, let chosen):
      if let next = ActionForm.step(chosen, key, found.count) {
        entries[focus].input = .search(field, found, chosen: next.chosen)
      } else {
        taken = field.handle(key)
        entries[focus].input = .search(field, field.text == before ? found : [], chosen: chosen)
      }
    }
    if case .paste(let pasted) = key, !pasted.isEmpty, entries[focus].input.text == before {
      entries[focus].error = .pasteTooLong
      return .stay
    }
    if taken {
      entries[focus].error = nil
      trouble = nil
      if !entries[focus].input.text.isEmpty { check(focus) }
      if entries[focus].input.text != before, let wish { return .wants(wish) }
    } else if key == .down {
      move(1)
    } else if key == .up {
      move(-1)
    }
    return .stay
  }

  /// Judges one field as far as its shape goes; the rest is the store's business.
  private mutating func check(_ index: Int) {
    let entry = entries[index]
    let text = value(of: entry)
    entries[index].error = nil
    if text.isEmpty { return }
    switch entry.shape {
    case .choice(let words): if !words.contains(text) { entries[index].error = .notAChoice }
    case .text(let limit), .longText(let limit): if text.count > limit { entries[index].error = .tooLong(limit) }
    case .date: if !ActionForm.looksLikeADate(text) { entries[index].error = .notADate }
    case .number, .money, .flag, .record, .words: break
    }
  }

  /// While a date is being typed its beginning is right already.
  private static func looksLikeADate(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x3A || [0x2D, 0x20, 0x54, 0x5A].contains($0) }
      || text.utf8.dropLast().allSatisfy { $0 >= 0x30 && $0 <= 0x39 } && "mhdw".contains(text.last ?? " ")
  }

  private mutating func save() -> Outcome {
    for index in entries.indices {
      check(index)
      if entries[index].isRequired && value(of: entries[index]).isEmpty { entries[index].error = .missing }
    }
    if let wrong = entries.firstIndex(where: { $0.error != nil }) {
      focus = wrong
      return .stay
    }
    var request = ActionRequest(action, subject: subject, fields: fixed, operationId: operationId)
    for entry in entries {
      let text = value(of: entry)
      if entry.name == ActionForm.whyName {
        request.reason = text
      } else if let shown = entry.shown {
        // Only what was changed is sent: what somebody else changes beside it is merged.
        if text != shown {
          request.fields[entry.name] = text
          request.seen[entry.name] = shown
        }
      } else if !text.isEmpty {
        request.fields[entry.name] = text
      }
    }
    isSaving = true
    trouble = nil
    return .save(request)
  }

  /// The store would not: says it at the field it is about.
  mutating func take(_ failure: Trouble) {
    isSaving = false
    operationId = makeId()
    trouble = failure
    guard case .action(let refusal) = failure else { return }
    switch refusal {
    case .missingField(let name), .badField(let name, _, _):
      if let index = entries.firstIndex(where: { $0.name == name }) {
        entries[index].error = .refused(refusal)
        focus = index
        trouble = nil
      }
    case .conflict(let conflicts):
      for conflict in conflicts {
        guard let index = entries.firstIndex(where: { $0.name == conflict.field }) else { continue }
        entries[index].theirs = conflict.theirs.text ?? ""
        entries[index].shown = conflict.theirs.text ?? ""
        focus = index
      }
    default: break
    }
  }

  private mutating func takeTheirs() {
    guard entries.indices.contains(focus), let theirs = entries[focus].theirs else { return }
    if case .choice(_, let choices) = entries[focus].input {
      put(choices.first { $0.raw == theirs }?.title ?? theirs, at: focus)
    } else {
      put(theirs, at: focus)
    }
    entries[focus].theirs = nil
  }

  /// Puts a text in place of a field's, as if it were typed.
  mutating func put(_ text: String, at index: Int) {
    switch entries[index].input {
    case .line(var field):
      field.text = text
      entries[index].input = .line(field)
    case .area(var area):
      area.text = text
      entries[index].input = .area(area)
    case .choice(var field, let choices):
      field.text = text
      entries[index].input = .choice(field, choices)
    case .search(var field, _, _):
      field.text = text
      entries[index].input = .search(field, [], chosen: nil)
    }
  }

  /// What to look for as the form opens, and while the field is typed in.
  var firstWish: Suggesting? { wish }

  private var wish: Suggesting? {
    guard entries.indices.contains(focus), case .search(let field, _, _) = entries[focus].input else { return nil }
    return Suggesting(text: field.text, hints: hints)
  }
}
