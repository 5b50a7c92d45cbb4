internal import Domain
internal import Operations
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
    seeOpened()
    return effects + (request.pane == shown ? replayQueued() : [])
  }

  /// A leap that the view does not have the row of is made in the view of everything.
  private mutating func arrived(at id: Int64, isThere: Bool, in request: PageRequest) -> [Effect] {
    if isThere { return [] }
    let everything = Sentence(kind: request.query.sentence.kind)
    guard request.query.sentence != everything else {
      say(.unknownNumber(jumped, filter: keyName(.filter)), .warning)
      return []
    }
    say(.filterCleared(jumped))
    if request.pane == shown { leave() }
    var effects = self[request.pane].show(everything, viewer)
    // The first page of the new view is not wanted, only its count and the rows about the leap's end.
    effects.removeAll { if case .page = $0 { true } else { false } }
    return effects + self[request.pane].go(to: id, viewer)
  }

  mutating func take(_ request: RecordRequest, _ answer: Result<Record?, Trouble>) -> [Effect] {
    switch request.purpose {
    case .show:
      guard detail?.kind == request.kind, detail?.id == request.id else { return [] }
      let text = cellText
      let effects = detail?.take(answer, text) ?? []
      seeOpened()
      if case .failure(let trouble) = answer { say(trouble) }
      return effects + relayout()
    case .preview: return take(preview: request, answer)
    case .form(let command, let action):
      guard request.serial == recordSerial || awaitsDialog else { return [] }
      awaitsDialog = false
      switch answer {
      case .failure(let trouble):
        loseDraft()
        say(trouble)
        queued = []
      case .success(nil):
        say(.recordGone, .warning)
        loseDraft()
        queued = []
      case .success(let record?):
        formRecord = (request.kind, request.id)
        return openForm(command, action, on: record) + replayQueued()
      }
      return []
    case .follow(let command):
      guard request.serial == recordSerial || awaitsDialog else { return [] }
      awaitsDialog = false
      switch answer {
      case .failure(let trouble):
        say(trouble)
        queued = []
      case .success(nil):
        say(.recordGone, .warning)
        queued = []
      case .success(let record?): return follow(command, from: record) + replayQueued()
      }
      return []
    }
  }

  private mutating func openForm(_ command: Command, _ action: String, on record: Record) -> [Effect] {
    guard let definition = ActionTable.named(action) else { return [] }
    if command == .mapSku, case .order(let order) = record, order.lineToMap == nil {
      say(.nothingToMap, .warning)
      return []
    }
    if command == .translate {
      openDesk(on: record)
      return []
    }
    var form = ActionForm(
      command: command, definition: definition, record: record, words: words, viewer: viewer, makeId: makeId)
    form.size = size
    form.begun = erasuresKnown
    offerDraft(to: &form)
    restoreDraft(into: &form)
    mode = .form(form)
    return form.firstWish.map { [.suggest($0)] } ?? []
  }

  mutating func take(_ request: ActionRequest, _ answer: Result<ActionResult, Trouble>) -> [Effect] {
    var number = ""
    var open: ActionForm?
    if case .form(let form) = mode, form.operationId == request.operationId {
      open = form
      number = form.number
    }
    if case .translate(let desk) = mode, desk.operationId == request.operationId { return take(request, answer, desk) }
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
      if let open {
        mode = .plain
        drafts.drop(FormDraft.Place(action: open.action, subject: open.subject))
      }
      status = Status(text: outcome(of: request, result, number, open?.waiting), role: .success)
      undos = []
      let trial = tryOut(after: request, result)
      return changed() + (trial.isEmpty ? replayQueued() : trial)
    }
  }

  /// What was done, and how it is undone where it can be.
  func outcome(
    of request: ActionRequest, _ result: ActionResult, _ number: String, _ waiting: OrderRecord.Waiting?
  ) -> String {
    let undo =
      ActionTable.named(request.action)?.undo == .reversible ? "  " + words(.undoHint(key: keyName(.undo))) : ""
    if request.action == "mapSku" {
      var lines = waiting?.lines ?? 0
      if case .number(let count) = result.changes.first(where: { $0.field == "lines" })?.after { lines = count }
      return words(
        .mapped(number, to: request.fields["to"] ?? "", lines: lines, orders: min(waiting?.orders ?? lines, lines)))
        + undo
    }
    if request.action == PaperDesk.printing { return words.printed(result, number) }
    let title = words.action(request.action)
    return words(
      result.isRepeat ? .alreadyDone(action: title, record: number) : .done(action: title, record: number)) + undo
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
    bulk = nil
    isAskedToQuit = false
    var looks: [Effect] = []
    if case .batch(let dialog) = mode { looks = [.bulk(.look(dialog.sight.batch.id))] }
    switch answer {
    case .failure(let trouble):
      say(trouble)
      queued = []
      return looks + changed()
    case .success(let report):
      let isRedo = report.entry.seq == undos.last
      if isRedo { undos.removeLast() } else if let undo = report.undoEntry, undos.last != undo { undos.append(undo) }
      let record = report.changeList.first?.record ?? words.action(report.entry.action)
      if report.isOfMany {
        sayUndone(report, isRedo: isRedo)
      } else if report.refused.isEmpty {
        status = Status(
          text: isRedo
            ? words(.redone(record: record)) + "  " + words(.undoHint(key: keyName(.undo)))
            : words(.undone(record: record)) + "  " + words(.redoHint(key: keyName(.redo))), role: .success)
      } else {
        say(.undoneInPart(undone: report.undone, refused: report.refused.count), .warning)
      }
      return looks + changed() + replayQueued()
    }
  }

  /// Rights may have been taken from whoever sits here, or given back: what the screen holds was read by the old ones.
  mutating func take(present answer: Result<Actor, Trouble>, erasures: Erasures?) -> [Effect] {
    if let erasures { learn(erasures) }
    switch answer {
    case .failure(let trouble):
      say(trouble)
      guard case .action(.unknownUser) = trouble else { return [] }
      forget(trouble)
      detail = nil
      return relayout()
    case .success(let actor):
      let old = viewer.actor.rights
      guard actor.rights != old else { return [] }
      viewer.actor = actor
      if !actor.rights.isSuperset(of: old) { say(.rightsTaken, .warning) }
      guard actor.may(.seePersonal) != old.contains(.seePersonal) else { return [] }
      forget(nil)
      var effects = list.load(viewer)
      if let open = detail {
        detail = DetailPane(kind: open.kind, id: open.id)
        recordSerial += 1
        effects.append(.record(open.request(.show, serial: recordSerial)))
      }
      return relayout() + effects
    }
  }

  private mutating func forget(_ why: Trouble?) {
    for pane in PaneName.allCases { self[pane].forget(why) }
    keepDraft()
    history.forgetRows()
    mode = .plain
    queued = []
    awaitsDialog = false
  }
}
