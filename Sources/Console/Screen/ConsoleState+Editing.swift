internal import Domain
internal import Store
internal import Terminal

/// Forms, the translation desk, drafts, and what input methods and editors bring.
extension ConsoleState {
  /// Whether keys are text at the moment.
  var isTyping: Bool {
    switch mode {
    case .filter, .jump, .help, .form, .translate, .viewing(.naming): true
    case .settings(let dialog): dialog.isInField
    case .bulkPlan(let dialog): dialog.asksForNumber
    case .plain, .sort, .hits, .undo, .menu, .batch, .viewing: false
    }
  }

  /// The key as the field knows it that has the keys; nil for one that was taken from its command.
  func typed(_ key: Key) -> Key? {
    switch mode {
    case .form, .translate: keys.fieldKey(key, isForm: true)
    case .filter, .jump, .help, .viewing(.naming): keys.fieldKey(key, isForm: false)
    case .settings(let dialog) where dialog.isInField: keys.fieldKey(key, isForm: false)
    case .bulkPlan(let dialog) where dialog.asksForNumber: keys.fieldKey(key, isForm: false)
    case .plain, .sort, .hits, .undo, .menu, .settings, .bulkPlan, .batch, .viewing: key
    }
  }

  mutating func take(_ outcome: ActionForm.Outcome) -> [Effect] {
    switch outcome {
    case .stay: return []
    case .leave:
      leaveForm()
      return []
    case .wants(let wish): return [.suggest(wish)]
    case .edit(let text): return [.edit(text)]
    case .scan(let code): return find(code, isScan: true)
    case .save(let request):
      if case .form(let form) = mode, let many = form.many { return plan(request, form, many) }
      return [.perform(request)]
    }
  }

  /// Leaves what is being typed; nothing of it is lost.
  private mutating func leaveForm() {
    let kept = keepDraft()
    mode = .plain
    guard let kept, let command = Command.of(action: kept.action) else { return }
    let key = keys.keys(of: command, in: place).first.map(\.name) ?? words.title(command)
    say(.draftKept(kept.number, key: key))
  }

  /// What is being typed becomes a draft; nil where there is nothing of it.
  @discardableResult
  mutating func keepDraft() -> FormDraft? {
    let draft: FormDraft? =
      switch mode {
      case .form(let form): form.draft(at: viewer.now)
      case .translate(let desk): desk.draft(at: viewer.now)
      case .plain, .filter, .jump, .help, .sort, .hits, .undo, .menu, .settings, .bulkPlan, .batch, .viewing: nil
      }
    if let draft { drafts.keep(draft) }
    return draft
  }

  func offerDraft(to form: inout ActionForm) {
    guard let draft = drafts[FormDraft.Place(action: form.action, subject: form.subject)] else { return }
    let key = keys.keys(of: .takeDraft, in: .field).first?.name ?? ""
    form.offer(draft, at: cellText.date(Instant(milliseconds: draft.savedAt)), key: key)
  }

  /// Says it in the form that is open.
  mutating func note(_ notice: FormNotice) {
    switch mode {
    case .form(var form):
      form.notice = notice
      mode = .form(form)
    case .translate(var desk):
      desk.notice = notice
      mode = .translate(desk)
    case .plain, .filter, .jump, .help, .sort, .hits, .undo, .menu, .settings, .bulkPlan, .batch, .viewing: break
    }
  }

  mutating func take(edited answer: Result<String, EditorTrouble>) -> [Effect] {
    switch mode {
    case .form(var form):
      form.take(edited: answer)
      mode = .form(form)
    case .translate(var desk):
      desk.take(edited: answer)
      mode = .translate(desk)
    case .plain, .filter, .jump, .help, .sort, .hits, .undo, .menu, .settings, .bulkPlan, .batch, .viewing: break
    }
    return []
  }

  /// What an input method committed where no text goes, or a scanner sent through one.
  mutating func take(phrase text: String) -> [Effect] {
    let isScan = ScanGate.isWideCode(text)
    if isTyping, isScan {
      note(.wideScan)
      status = Status(text: words.wideScan, role: .danger)
      return [.bell]
    }
    status = Status(text: isScan ? words.wideScan : words.wideText(text), role: isScan ? .danger : .hint)
    return isScan ? [.bell] : []
  }

  // MARK: Translations

  mutating func openDesk(on record: Record) {
    guard case .product(let record) = record else { return }
    if case .translate(var desk) = mode, desk.product.id == record.product.id {
      if let done = desk.done { desk.saved(done, record.product, words) } else { desk.take(record.product) }
      mode = .translate(desk)
      return
    }
    var desk = TranslationDesk(record.product, now: viewer.now, makeId: makeId)
    desk.size = size
    desk.begun = erasuresKnown
    let draft = drafts.drafts.first { $0.action == "translateProduct" && $0.subject == record.product.id }
    if let draft { desk.take(draft) }
    mode = .translate(desk)
  }

  mutating func take(_ key: Key, _ open: TranslationDesk) -> [Effect] {
    var desk = open
    desk.size = size
    let outcome = desk.handle(key)
    mode = .translate(desk)
    switch outcome {
    case .stay: return []
    case .leave:
      leaveForm()
      return []
    case .edit(let text): return [.edit(text)]
    case .save(let request):
      if case .form(let form) = mode, let many = form.many { return plan(request, form, many) }
      return [.perform(request)]
    }
  }

  mutating func take(_ request: ActionRequest, _ answer: Result<ActionResult, Trouble>, _ open: TranslationDesk)
    -> [Effect]
  {
    var desk = open
    switch answer {
    case .failure(let trouble):
      queued = []
      desk.take(trouble)
      mode = .translate(desk)
      return []
    case .success:
      if let draft = desk.draft(at: viewer.now) { drafts.drop(draft.place) }
      desk.done = request
      mode = .translate(desk)
      undos = []
      recordSerial += 1
      let again = RecordRequest(
        kind: .products, id: desk.product.id, purpose: .form(.translate, action: "translateProduct"),
        serial: recordSerial)
      return changed(readsDetail: false) + [.record(again)]
    }
  }

  // MARK: Several hits

  mutating func take(_ key: Key, _ open: HitList) -> [Effect] {
    var list = open
    switch list.handle(key) {
    case .stay: mode = .hits(list)
    case .leave: mode = .plain
    case .open(let hit):
      mode = .plain
      return go(to: Found(kind: hit.kind, ids: [hit.id], product: hit.product), hit.id, opens: true)
    }
    return []
  }
}
