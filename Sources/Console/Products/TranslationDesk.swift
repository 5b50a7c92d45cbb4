internal import Domain
internal import Store
internal import Terminal

/// A product's titles and descriptions language by language: the source on one side, the translation on the other.
struct TranslationDesk: Sendable {
  /// One text to translate.
  struct Slot: Hashable, Sendable {
    var locale: String
    var field: String
    var translation: Translation?

    /// Something is to be done: there is no text, or nobody has read it.
    var isWanting: Bool { translation.map { $0.reviewedVersion == nil || $0.text.isEmpty } ?? true }
  }

  enum Outcome: Sendable {
    case stay, leave
    case edit(String)
    case save(ActionRequest)
  }

  private(set) var product: Product
  private(set) var slots: [Slot] = []
  private(set) var current = 0
  var area = TextArea(limit: TranslationDesk.limit)
  /// A language that is being added.
  var language: TextField?
  var languageError: FieldError?
  var notice: FormNotice?
  var trouble: Trouble?
  /// What somebody else wrote meanwhile.
  private(set) var theirs: String?
  private(set) var isSaving = false
  /// What was saved, until the product is read again.
  var done: ActionRequest?
  /// What the text was when it came into the field.
  private(set) var shown = ""
  /// How many people had been erased when what stands in it was begun.
  var begun: Int64 = 0
  private(set) var operationId: String
  var size = Size(columns: 80, rows: 24)
  let now: Instant
  private let makeId: @Sendable () -> String

  static let limit = 200_000

  init(_ product: Product, now: Instant, makeId: @escaping @Sendable () -> String) {
    self.product = product
    self.now = now
    self.makeId = makeId
    operationId = makeId()
    take(product)
    if slots.isEmpty { language = TextField(placeholder: "de, pt-BR, zh-Hans", limit: 35) }
    if let first = next(from: -1, by: 1) { show(first) } else if !slots.isEmpty { show(0) }
  }

  var slot: Slot? { slots.indices.contains(current) ? slots[current] : nil }
  var source: String { slot?.field == "body" ? product.body : product.title }
  var isChanged: Bool { slot != nil && area.text != shown }

  /// The product as it is now; what is being typed stays.
  mutating func take(_ product: Product) {
    let place = slot
    self.product = product
    var locales: [String] = []
    for translation in product.translations where !locales.contains(translation.locale) {
      locales.append(translation.locale)
    }
    for slot in slots where slot.translation == nil && !locales.contains(slot.locale) { locales.append(slot.locale) }
    let fields = product.body.isEmpty ? ["title"] : ["title", "body"]
    slots = locales.flatMap { locale in
      fields.map { field in
        Slot(
          locale: locale, field: field,
          translation: product.translations.first { $0.locale == locale && $0.field == field })
      }
    }
    if let place, let index = slots.firstIndex(where: { $0.locale == place.locale && $0.field == place.field }) {
      current = index
    }
  }

  private mutating func show(_ index: Int) {
    current = index
    shown = slots[index].translation?.text ?? ""
    area = TextArea(text: shown, limit: TranslationDesk.limit)
    area.caret = 0
    theirs = nil
    trouble = nil
    operationId = makeId()
  }

  /// The next slot with something to do, round the end.
  private func next(from index: Int, by step: Int) -> Int? {
    guard !slots.isEmpty else { return nil }
    for distance in 1...slots.count {
      let place = ((index + step * distance) % slots.count + slots.count) % slots.count
      if slots[place].isWanting { return place }
    }
    return nil
  }

  // MARK: Keys

  mutating func handle(_ key: Key) -> Outcome {
    if isSaving { return key == .escape ? .leave : .stay }
    notice = nil
    if language != nil { return handleLanguage(key) }
    switch key {
    case .escape, .control("c"): return .leave
    case .enter: return save()
    case .tab: step(1, wantingOnly: false)
    case .backTab: step(-1, wantingOnly: false)
    case .alt("n"): step(1, wantingOnly: true)
    case .alt("p"): step(-1, wantingOnly: true)
    case .alt("a"): return approve()
    case .control("r"): takeTheirs()
    case .control("x"): return .edit(area.text)
    case .insert: language = TextField(placeholder: "de, pt-BR, zh-Hans", limit: 35)
    default:
      let before = area.text
      area.viewport = textSize
      _ = area.handle(key == .alt("\r") ? .enter : key)
      if area.text != before { trouble = nil }
      if case .paste(let text) = key, !text.isEmpty, area.text == before { notice = .pasteTooLong }
    }
    return .stay
  }

  private mutating func handleLanguage(_ key: Key) -> Outcome {
    switch key {
    case .escape, .control("c"):
      guard !slots.isEmpty else { return .leave }
      language = nil
    case .enter:
      guard let locale = Translation.canonicalLocale(language?.text.trimmed ?? "") else {
        languageError = .notALanguage
        return .stay
      }
      language = nil
      add(locale)
    default:
      _ = language?.handle(key)
      languageError = nil
    }
    return .stay
  }

  private mutating func add(_ locale: String) {
    if let index = slots.firstIndex(where: { $0.locale == locale }) { return show(index) }
    let first = slots.count
    slots.append(Slot(locale: locale, field: "title"))
    if !product.body.isEmpty { slots.append(Slot(locale: locale, field: "body")) }
    show(first)
  }

  /// Unsaved text is not left behind by a step.
  private mutating func step(_ step: Int, wantingOnly: Bool) {
    guard !slots.isEmpty else { return }
    if isChanged {
      notice = .unsavedText
      return
    }
    if wantingOnly {
      guard let index = next(from: current, by: step) else {
        notice = .allDone
        return
      }
      show(index)
    } else {
      show((current + step + slots.count) % slots.count)
    }
  }

  private mutating func save() -> Outcome {
    guard let slot, isChanged else {
      step(1, wantingOnly: true)
      return .stay
    }
    var request = request("translateProduct", slot)
    request.fields["text"] = area.text
    request.fields["origin"] = TranslationOrigin.human.rawValue
    request.seen["text"] = shown
    isSaving = true
    trouble = nil
    return .save(request)
  }

  private mutating func approve() -> Outcome {
    guard let slot, slot.translation != nil, !area.text.isEmpty else {
      notice = .nothingToApprove
      return .stay
    }
    if isChanged {
      notice = .unsavedText
      return .stay
    }
    isSaving = true
    return .save(request("approveTranslation", slot))
  }

  private func request(_ action: String, _ slot: Slot) -> ActionRequest {
    ActionRequest(
      action, subject: product.id, fields: ["locale": slot.locale, "field": slot.field], operationId: operationId)
  }

  private mutating func takeTheirs() {
    guard let theirs else { return }
    area.text = theirs
    shown = theirs
    self.theirs = nil
  }

  // MARK: Answers

  /// It was saved, or approved: the next that wants something is shown.
  mutating func saved(_ request: ActionRequest, _ product: Product, _ words: Words) {
    isSaving = false
    done = nil
    let name = slot.map { "\($0.locale) \(words.recordField($0.field))" } ?? ""
    take(product)
    if request.action == "translateProduct" {
      shown = area.text
      theirs = nil
      operationId = makeId()
      notice = .saved(name)
    } else if let index = next(from: current, by: 1) {
      show(index)
      notice = .approved
    } else {
      show(current)
      notice = .allDone
    }
  }

  mutating func take(_ failure: Trouble) {
    isSaving = false
    operationId = makeId()
    trouble = failure
    guard case .action(.conflict(let conflicts)) = failure else { return }
    for conflict in conflicts where conflict.field == "text" {
      theirs = conflict.theirs.text ?? ""
      shown = theirs ?? ""
    }
  }

  mutating func take(edited answer: Result<String, EditorTrouble>) {
    switch answer {
    case .failure(let trouble): notice = .editor(trouble)
    case .success(let text) where text == area.text: notice = .editedSame
    case .success(let text):
      area.text = text
      notice = .edited
    }
  }

  // MARK: Drafts

  func draft(at now: Instant) -> FormDraft? {
    guard let slot, isChanged else { return nil }
    return FormDraft(
      action: "translateProduct", subject: product.id, part: "\(slot.locale)/\(slot.field)", number: product.number,
      texts: ["text": area.text], shown: ["text": shown], focus: "text", savedAt: now.milliseconds, begun: begun)
  }

  /// Puts back what was typed and not saved.
  mutating func take(_ draft: FormDraft) {
    let parts = draft.part.split(separator: "/").map(String.init)
    guard parts.count == 2, let text = draft.texts["text"] else { return }
    begun = min(begun, draft.begun)
    let index = slots.firstIndex { $0.locale == parts[0] && $0.field == parts[1] }
    if let index { show(index) } else { add(parts[0]) }
    language = nil
    if let then = draft.shown["text"], then != shown, text != shown { theirs = shown }
    area.text = text
    notice = .draftTaken
  }
}
