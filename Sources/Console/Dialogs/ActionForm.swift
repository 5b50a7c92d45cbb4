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
      get {
        switch self {
        case .line(let field): field.text
        case .area(let area): area.text
        case .choice(let field, _): field.text
        case .search(let field, _, _): field.text
        }
      }
      set {
        switch self {
        case .line(var field):
          field.text = newValue
          self = .line(field)
        case .area(var area):
          area.text = newValue
          self = .area(area)
        case .choice(var field, let choices):
          field.text = choices.first { $0.raw == newValue }?.title ?? newValue
          self = .choice(field, choices)
        case .search(var field, _, _):
          field.text = newValue
          self = .search(field, [], chosen: nil)
        }
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
    let kind: FieldKind
    /// What stood there when the form opened; nil where the record has no such value.
    var shown: String?
    var input: Input
    var error: FieldError?
    /// How it was read.
    var echo: FieldEcho?
    /// What somebody else put there meanwhile.
    var theirs: String?
    /// What the form itself put there: nobody has typed it.
    var offered: String?
  }

  enum Outcome: Sendable {
    case stay
    case leave
    /// Own SKUs for what is being typed.
    case wants(Suggesting)
    /// The field's text, for the person's own editor.
    case edit(String)
    /// A code that no field here takes: its thing is gone to.
    case scan(String)
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
  let fixed: [String: String]
  let hints: [String]
  let foresight: FormForesight
  var reader: FieldReader
  /// The screen that it is drawn on: rows of texts are as wide as they are drawn.
  var size = Size(columns: 80, rows: 24)
  var entries: [Entry]
  var focus = 0
  var isSaving = false
  var trouble: Trouble?
  /// The trouble is not the store's word but what it would say.
  var isForeseen = false
  var notice: FormNotice?
  /// The code that was scanned into a text just now.
  var lastScan = ""
  /// Left before, and not taken back yet.
  var draft: FormDraft?
  /// How many people had been erased when what stands in it was begun.
  var begun: Int64 = 0
  var operationId: String
  private let makeId: @Sendable () -> String

  /// What a form is for that is for many records at once.
  struct Many: Sendable {
    var kind: Kind
    var marked: RecordSet
    /// `37 orders`.
    var title: String
    var intro: String
  }

  let many: Many?

  /// Over a record, or over many; of those nothing is shown that is there, and what is left empty stays as it is. Of
  /// what makes a new record, `given` stands in its fields.
  init(
    command: Command, definition: ActionDefinition, record: Record? = nil, many: Many? = nil,
    given: [String: String] = [:], words: Words, viewer: Viewer,
    makeId: @escaping @Sendable () -> String
  ) {
    self.many = many
    self.command = command
    self.makeId = makeId
    action = definition.id
    operationId = makeId()
    let values = FormValues(record: record, action: definition.id, zone: viewer.zone)
    subject = values.subject
    number = many?.title ?? values.number
    waiting = values.waiting
    intro = many.map { [$0.intro] } ?? values.intro(words)
    fixed = values.fixed
    hints = values.hints
    foresight = FormForesight(record: record, action: definition.id)
    reader = FieldReader(
      now: viewer.now, zone: viewer.zone, order: words.language == .chinese ? .monthFirst : .dayFirst,
      currency: values.currency)
    entries = definition.fields.filter { !values.hidden.contains($0.name) }.map { field in
      let shown = values.value(of: field.name, action: definition.id)
      let kind = FieldKind(field)
      let offered = values.initial(field.name, action: definition.id) ?? given[field.name]
      return Entry(
        name: field.name, label: words.recordField(field.name, of: definition.id), isRequired: field.isRequired,
        kind: kind, shown: shown,
        input: ActionForm.input(
          field, of: definition.id, kind, text: offered ?? shown ?? "", words, values), offered: offered)
    }
    if ActionForm.asksWhy(definition) {
      entries.append(
        Entry(
          name: ActionForm.whyName, label: words(.whyLabel), isRequired: false, kind: .text(limit: 500),
          input: .line(TextField(limit: 500))))
    }
    // Where the place is known one goes on behind it: the next code that is scanned is another place's.
    if case .search(let field, _, _) = entries.first?.input, !field.text.isEmpty, entries.count > 1 { focus = 1 }
    foresee()
  }

  /// Small daily changes speak for themselves; what moves an order or a review on, and edits, may say why.
  private static func asksWhy(_ definition: ActionDefinition) -> Bool {
    ![
      "holdOrder", "tagOrder", "untagOrder", "tagProduct", "untagProduct", "assignOrder", "noteOrder", "mapSku",
      "tagCustomer", "untagCustomer", "rankCustomer", "editVariant", "moveStock", "receiveStock", "allocateOrder",
    ].contains(definition.id)
  }

  private static func input(
    _ field: ActionField, of action: String, _ kind: FieldKind, text: String, _ words: Words, _ values: FormValues
  ) -> Input {
    switch kind {
    case .choice(let raws):
      let choices = values.fits(field.name, among: raws).map { raw in
        let title = field.shape == .flag ? words(raw == "yes" ? .yes : .no) : nil
        return Choice(raw: raw, title: title ?? words.choice(raw, field.name, of: action))
      }
      let title = choices.first { $0.raw == text }?.title ?? text
      return .choice(TextField(text: title), choices)
    case .longText: return .area(TextArea(text: text, limit: kind.limit))
    case .text:
      let known = values.known(field.name)
      if !known.isEmpty {
        return .choice(TextField(text: text, limit: kind.limit), known.map { Choice(raw: $0, title: $0) })
      }
      return .line(TextField(text: text, limit: kind.limit))
    case .record, .warehouse: return .search(TextField(text: text, limit: kind.limit), [], chosen: nil)
    default: return .line(TextField(text: text, limit: kind.limit))
    }
  }

  /// A new id: the next request is another one.
  mutating func renewOperation() { operationId = makeId() }

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
    let holding = choices.filter {
      FoldedText.fold($0.title).contains(typed) || Pinyin.initials($0.title).hasPrefix(typed)
    }
    var found: [Choice] = []
    for choice in exact + beginning + holding where !found.contains(choice) { found.append(choice) }
    return found
  }
}
