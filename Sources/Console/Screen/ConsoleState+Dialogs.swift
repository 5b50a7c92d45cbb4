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

  mutating func take(_ key: Key, _ jump: JumpBar) -> [Effect] {
    var bar = jump
    status = nil
    switch bar.handle(key, words) {
    case .stay:
      if case .paste(let text) = key, !text.isEmpty, bar.field.text == jump.field.text {
        say(.pasteTooLong, .warning)
      }
      mode = .jump(bar)
    case .leave: mode = .plain
    case .run(let command):
      mode = .plain
      return run(command)
    case .find(let text):
      mode = .plain
      return find(text)
    }
    return []
  }

  mutating func take(_ key: Key, _ help: HelpOverlay) -> [Effect] {
    var overlay = help
    switch overlay.handle(key, words) {
    case .stay: mode = .help(overlay)
    case .leave: mode = .plain
    case .run(let command):
      mode = .plain
      return run(command)
    }
    return []
  }

  mutating func take(_ key: Key, _ sorting: SortList) -> [Effect] {
    var sorting = sorting
    switch sorting.handle(key) {
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
    let outcome = form.handle(key)
    mode = .form(form)
    return take(outcome)
  }

  mutating func take(_ outcome: ActionForm.Outcome) -> [Effect] {
    switch outcome {
    case .stay: return []
    case .leave:
      mode = .plain
      return []
    case .wants(let wish): return [.suggest(wish)]
    case .save(let request): return [.perform(request)]
    }
  }

  mutating func take(_ key: Key, _ open: UndoDialog) -> [Effect] {
    var dialog = open
    switch key {
    case .enter:
      dialog.isWorking = true
      mode = .undo(dialog)
      return [.undo(entry: dialog.plan.entry.seq)]
    case .escape, .control("c"), .character("q"): mode = .plain
    default: break
    }
    return []
  }
}
