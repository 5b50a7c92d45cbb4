internal import Domain
internal import Store
internal import Terminal

extension ActionForm {
  /// Takes a key by the name that fields know it by (see `KeyMap.fieldKey`).
  mutating func handle(_ key: Key) -> Outcome {
    if isSaving { return key == .escape ? .leave : .stay }
    let hadNotice = notice
    notice = nil
    lastScan = ""
    switch key {
    case .escape, .control("c"): return .leave
    case .enter: return takeChosen() ? .stay : save()
    case .tab: return takeChosen() ? .stay : move(1)
    case .backTab: return move(-1)
    case .control("r"): takeTheirs()
    case .control("x"):
      guard entries.indices.contains(focus), case .area(let area) = entries[focus].input else {
        notice = .noText
        return .stay
      }
      return .edit(area.text)
    case .function(6): takeDraft()
    default:
      // A draft is offered until something is done with the form.
      if case .draftThere = hadNotice, case .character = key {} else if draft != nil { notice = hadNotice }
      return edit(key)
    }
    return .stay
  }

  private mutating func move(_ step: Int) -> Outcome {
    guard !entries.isEmpty else { return .stay }
    read(focus)
    focus = (focus + step + entries.count) % entries.count
    // A field that names a record shows which there are before anything is typed.
    guard case .search(let field, let found, _) = entries[focus].input, field.text.isEmpty, found.isEmpty, let wish
    else {
      return .stay
    }
    return .wants(wish)
  }

  private mutating func edit(_ key: Key) -> Outcome {
    guard entries.indices.contains(focus) else { return .stay }
    var key = key
    if case .paste(let text) = key {
      guard let joined = oneLine(text) else { return .stay }
      key = .paste(joined)
    }
    let before = entries[focus].input.text
    var taken = true
    switch entries[focus].input {
    case .line(var field):
      if key == .alt("\r") { return .stay }
      taken = field.handle(key)
      entries[focus].input = .line(field)
    case .area(var area):
      area.viewport = areaSize
      if area.leaves(key) {
        return move(key == .up ? -1 : 1)
      }
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
      if entries[focus].input.text != before { trouble = nil }
      read(focus)
      foresee()
      if entries[focus].input.text != before, let wish { return .wants(wish) }
    } else if key == .down {
      return move(1)
    } else if key == .up {
      return move(-1)
    }
    return .stay
  }

  /// What a paste is in the field with the focus: a text keeps its lines, one line has them joined, and where they
  /// cannot be one value nothing is pasted.
  private mutating func oneLine(_ text: String) -> String? {
    if case .area = entries[focus].input { return text }
    let lines = text.split(whereSeparator: \.isNewline).map { String($0).trimmed }.filter { !$0.isEmpty }
    guard lines.count > 1 else { return lines.first ?? text }
    guard entries[focus].kind.joinsLines else {
      entries[focus].error = .pasteOfLines(lines.count)
      return nil
    }
    notice = .linesJoined(lines.count)
    return lines.joined(separator: entries[focus].kind.lineJoint)
  }

  // MARK: What others have for it

  private mutating func takeTheirs() {
    guard entries.indices.contains(focus), let theirs = entries[focus].theirs else { return }
    entries[focus].input.text = theirs
    entries[focus].theirs = nil
    read(focus)
    foresee()
  }

  /// What came back from the person's editor.
  mutating func take(edited answer: Result<String, EditorTrouble>) {
    guard entries.indices.contains(focus), case .area(var area) = entries[focus].input else { return }
    switch answer {
    case .failure(let trouble): notice = .editor(trouble)
    case .success(let text) where text == area.text: notice = .editedSame
    case .success(let text):
      // A text that is too long is taken all the same: it can be shortened here, and is not lost.
      area.text = text
      entries[focus].input = .area(area)
      notice = .edited
      read(focus)
      foresee()
    }
  }

  /// A scan is the text of a field that takes codes: of the one with the focus, else of the first that is made for
  /// them; a record's in place of what was there. The Enter behind it never is. Where no field takes it, its thing is
  /// gone to.
  mutating func take(scan code: String) -> Outcome {
    guard !isSaving else { return .stay }
    let own = entries.indices.contains(focus) && takesScans(focus)
    guard let index = own ? focus : entries.indices.first(where: { entries[$0].kind.isMadeForScans }) else {
      return .scan(code)
    }
    focus = index
    notice = nil
    switch entries[index].input {
    case .search(var field, _, _):
      field.text = code
      entries[index].input = .search(field, [], chosen: nil)
      entries[index].error = nil
      return .wants(entries[index].sought(field.text))
    case .line(var field) where entries[index].kind == .codes:
      // Each scan is one more code of the list.
      field.caret = .max
      let text = field.text.trimmed
      field.insert((text.isEmpty || text.hasSuffix(",") ? "" : ",") + code)
      entries[index].input = .line(field)
      read(index)
      foresee()
      notice = .scanned(code)
      return .stay
    case .line where isCode(index):
      entries[index].input.text = code
      read(index)
      foresee()
      return .stay
    case .line, .area, .choice:
      // One code behind the other would be no code any more.
      let parts = entries[index].input.text.hasSuffix(lastScan) && !lastScan.isEmpty ? " " + code : code
      let outcome = handle(.paste(parts))
      lastScan = code
      return outcome
    }
  }

  private func isCode(_ index: Int) -> Bool { if case .code = entries[index].kind { true } else { false } }

  private func takesScans(_ index: Int) -> Bool {
    // A choice of known words is a text that takes others too; a choice of the store's words is not.
    entries[index].kind.takesScans
  }

  // MARK: Drafts

  /// What was typed and not saved; nil where nothing was.
  func draft(at now: Instant) -> FormDraft? {
    var texts: [String: String] = [:]
    var shown: [String: String] = [:]
    for entry in entries {
      let text = value(of: entry)
      guard !text.isEmpty || entry.shown?.isEmpty == false, text != entry.shown ?? "", !isOffered(entry) else {
        continue
      }
      texts[entry.name] = text
      shown[entry.name] = entry.shown
    }
    guard !texts.isEmpty else { return nil }
    return FormDraft(
      action: action, subject: subject, number: number, texts: texts, shown: shown,
      focus: entries.indices.contains(focus) ? entries[focus].name : "", savedAt: now.milliseconds, begun: begun)
  }

  /// Whether the form itself put it there: the only hold, the only tag, the place where one stands.
  private func isOffered(_ entry: Entry) -> Bool {
    if let offered = entry.offered, value(of: entry) == offered { return true }
    if case .choice(_, let choices) = entry.input { return choices.count == 1 && value(of: entry) == choices[0].raw }
    return false
  }

  /// Says that there is one.
  mutating func offer(_ draft: FormDraft, at time: String, key: String) {
    self.draft = draft
    notice = .draftThere(at: time, key: key)
  }

  private mutating func takeDraft() {
    guard let draft else { return }
    self.draft = nil
    begun = min(begun, draft.begun)
    for index in entries.indices {
      guard let text = draft.texts[entries[index].name] else { continue }
      // What the record has now may be another's since: the form shows both.
      if let now = entries[index].shown, let then = draft.shown[entries[index].name], now != then, now != text {
        entries[index].theirs = now
      }
      entries[index].input.text = text
      read(index)
    }
    if let index = entries.firstIndex(where: { $0.name == draft.focus }) { focus = index }
    notice = .draftTaken
    foresee()
  }
}
