internal import Domain
internal import Store
internal import Terminal

extension ConsoleState {
  mutating func take(_ request: PageRequest, _ answer: Result<ViewPage, Trouble>) -> [Effect] {
    guard var effects = self[request.pane].take(request, answer, viewer) else { return [] }
    if case .failure(let trouble) = answer {
      say(trouble)
      queued = []
      return effects
    }
    if case .around(let id) = request.purpose, case .success(let page) = answer {
      effects += arrived(at: id, isThere: page.rows.contains { $0.id == id }, in: request)
    }
    return effects + (request.pane == shown ? replayQueued() : [])
  }

  /// A leap that the view does not have the row of is made in the view of everything.
  private mutating func arrived(at id: Int64, isThere: Bool, in request: PageRequest) -> [Effect] {
    if isThere { return [] }
    let everything = Sentence(kind: request.query.sentence.kind)
    guard request.query.sentence != everything else {
      say(.unknownNumber(jumped), .warning)
      return []
    }
    say(.filterCleared(jumped))
    var effects = self[request.pane].show(everything, viewer)
    // The first page of the new view is not wanted, only its count and the rows about the leap's end.
    effects.removeAll { if case .page = $0 { true } else { false } }
    return effects + self[request.pane].go(to: id, viewer)
  }

  mutating func take(found answer: Result<[Int64], Trouble>, in pane: PaneName) -> [Effect] {
    awaitsDialog = false
    switch answer {
    case .failure(let trouble):
      say(trouble)
      queued = []
      return []
    case .success(let ids):
      guard let id = ids.first else {
        say(.unknownNumber(jumped), .warning)
        queued = []
        return []
      }
      if ids.count > 1 { say(.severalFound(jumped, count: ids.count)) }
      if self[pane].isGrouped {
        var effects = self[pane].show(Sentence(kind: self[pane].kind), viewer)
        effects.removeAll { if case .page = $0 { true } else { false } }
        return effects + self[pane].go(to: id, viewer)
      }
      let effects = self[pane].go(to: id, viewer)
      if let kind = detail?.kind, kind == self[pane].kind { return effects + open(kind, id) }
      return effects
    }
  }

  mutating func take(_ request: RecordRequest, _ answer: Result<Record?, Trouble>) -> [Effect] {
    switch request.purpose {
    case .show:
      guard detail?.kind == request.kind, detail?.id == request.id else { return [] }
      let text = cellText
      let effects = detail?.take(answer, text) ?? []
      if case .failure(let trouble) = answer { say(trouble) }
      return effects + relayout()
    case .form(let command, let action):
      guard request.serial == recordSerial || awaitsDialog else { return [] }
      awaitsDialog = false
      switch answer {
      case .failure(let trouble):
        say(trouble)
        queued = []
      case .success(nil):
        say(.recordGone, .warning)
        queued = []
      case .success(let record?):
        guard let definition = ActionTable.named(action) else { return [] }
        mode = .form(
          ActionForm(command: command, definition: definition, record: record, words: words, makeId: makeId))
      }
      return replayQueued()
    }
  }

  mutating func take(_ request: ActionRequest, _ answer: Result<ActionResult, Trouble>) -> [Effect] {
    var number = ""
    var open: ActionForm?
    if case .form(let form) = mode, form.operationId == request.operationId {
      open = form
      number = form.number
    }
    switch answer {
    case .failure(let trouble):
      queued = []
      if var form = open {
        form.take(trouble)
        mode = .form(form)
      } else {
        say(trouble)
      }
      return []
    case .success(let result):
      if open != nil { mode = .plain }
      let title = words.action(request.action)
      status = Status(
        text: words(
          result.isRepeat ? .alreadyDone(action: title, record: number) : .done(action: title, record: number))
          + "  " + words(.undoHint(key: "u")), role: .success)
      lastUndo = nil
      return changed() + replayQueued()
    }
  }

  mutating func take(plan answer: Result<UndoReport, Trouble>) -> [Effect] {
    awaitsDialog = false
    switch answer {
    case .failure(let trouble):
      say(trouble)
      queued = []
    case .success(let plan): mode = .undo(UndoDialog(plan: plan))
    }
    return replayQueued()
  }

  mutating func take(undone answer: Result<UndoReport, Trouble>) -> [Effect] {
    if case .undo = mode { mode = .plain }
    switch answer {
    case .failure(let trouble):
      say(trouble)
      queued = []
      return changed()
    case .success(let report):
      lastUndo = report.undoEntry
      let record = report.changeList.first?.record ?? words.action(report.entry.action)
      if report.refused.isEmpty {
        status = Status(
          text: words(.undone(record: record)) + "  U " + words.title(.redo), role: .success)
      } else {
        say(.undoneInPart(undone: report.undone, refused: report.refused.count), .warning)
      }
      return changed() + replayQueued()
    }
  }
}
