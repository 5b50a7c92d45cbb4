internal import Domain
internal import Store
internal import Terminal

extension ConsoleState {
  mutating func take(_ key: Key, _ filter: FilterBar) -> [Effect] {
    var bar = filter
    status = nil
    let outcome = bar.handle(key, views: savedViews, values: knownValues)
    if case .paste(let text) = key, !text.isEmpty, bar.field.text == filter.field.text { say(.pasteTooLong, .warning) }
    mode = .filter(bar)
    return take(outcome, bar)
  }

  private mutating func take(_ outcome: FilterBar.Outcome, _ bar: FilterBar) -> [Effect] {
    switch outcome {
    case .stay: return []
    case .sentence(let sentence):
      // Blanks and the like change nothing: the rows stay as they are.
      return sentence == list.sentence ? [] : list.show(sentence, viewer)
    case .keep:
      mode = .plain
      let pending = bar.pending.flatMap { $0 == list.sentence ? nil : $0 }
      if (pending ?? list.sentence) != bar.before.sentence { leave(bar.before) }
      return pending.map { list.show($0, viewer) } ?? []
    case .restore:
      mode = .plain
      guard bar.before.sentence != list.sentence else { return [] }
      return list.restore(bar.before, viewer)
    case .wants(let field): return [.values(field)]
    }
  }

  mutating func take(_ key: Key, _ help: HelpOverlay) -> [Effect] {
    var overlay = help
    let outcome = overlay.handle(key)
    return take(outcome, overlay)
  }

  mutating func take(_ key: Key, _ sorting: SortList) -> [Effect] {
    var sorting = sorting
    switch sorting.handle(dialogKey(key)) {
    case .stay: mode = .sort(sorting)
    case .leave: mode = .plain
    case .sort(let keys):
      mode = .plain
      var sentence = list.sentence
      sentence.sort = keys == sentence.kind.defaultSort ? [] : keys
      return show(sentence)
    }
    return []
  }

  mutating func take(_ key: Key, _ open: ActionForm) -> [Effect] {
    var form = open
    form.size = size
    form.reader.now = viewer.now
    let outcome = form.handle(formKey(key, open))
    mode = .form(form)
    return take(outcome)
  }

  mutating func take(_ key: Key, _ open: UndoDialog) -> [Effect] {
    var dialog = open
    switch dialogKey(key) {
    case .enter:
      if dialog.plan.isOfMany { return beginUndo(dialog.plan) }
      dialog.isWorking = true
      mode = .undo(dialog)
      return [.undo(entry: dialog.plan.entry.seq)]
    case .escape, .control("c"): mode = .plain
    default: break
    }
    return []
  }
}
