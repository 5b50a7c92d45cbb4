internal import Domain
internal import Operations
internal import Store
internal import Terminal

/// Actions on what is marked: the form, the plan, the batch at work, what became of it.
extension ConsoleState {
  /// The same form as for one record, for all that are marked.
  mutating func openBulkForm(_ command: Command) -> [Effect] {
    guard let action = command.action(on: list.kind), let definition = ActionTable.named(action) else { return [] }
    if bulk != nil {
      say(.isRunning, .warning)
      return []
    }
    let count = marks.count(list.kind)
    let many = ActionForm.Many(
      kind: list.kind, marked: marked,
      title: words(.records(list.kind, count)),
      intro: words(.allMarked(count, outside: marks.outside(list.kind))))
    var form = ActionForm(
      command: command, definition: definition, many: many, words: words, viewer: viewer, makeId: makeId)
    form.size = size
    form.begun = erasuresKnown
    offerDraft(to: &form)
    mode = .form(form)
    return form.firstWish.map { [.suggest($0)] } ?? []
  }

  /// What the form asks for is looked at before it is done.
  mutating func plan(_ request: ActionRequest, _ form: ActionForm, _ many: ActionForm.Many) -> [Effect] {
    if request.action == PaperDesk.printing { return printPapers(request, form, many) }
    planSerial += 1
    let order = BulkOrder(
      serial: planSerial, command: form.command, kind: many.kind, marked: many.marked, action: request.action,
      fields: request.fields, reason: request.reason, operationId: request.operationId ?? makeId())
    mode = .bulkPlan(BulkPlanDialog(order, form, words))
    return [.bulk(.plan(order))]
  }

  mutating func take(_ key: Key, _ open: BulkPlanDialog) -> [Effect] {
    var dialog = open
    let outcome = dialog.handle(key)
    mode = .bulkPlan(dialog)
    switch outcome {
    case .stay: return []
    case .leave:
      mode = .plain
      return [.bulk(.leavePlan)]
    case .back:
      mode = .plain
      if var form = dialog.form {
        form.reopen()
        mode = .form(form)
      }
      return [.bulk(.leavePlan)]
    case .apply:
      mode = .plain
      guard bulk == nil else {
        say(.isRunning, .warning)
        return [.bulk(.leavePlan)]
      }
      begin(BulkProgress(of: dialog.order.action, total: dialog.plan?.total ?? dialog.order.marked.count))
      return [.bulk(.leavePlan), .bulk(.apply(dialog.order))]
    }
  }

  private mutating func begin(_ progress: BulkProgress) {
    bulk = progress
    bulkSince = viewer.now
  }

  mutating func take(_ key: Key, _ open: BatchDialog) -> [Effect] {
    var dialog = open
    let outcome = dialog.handle(key)
    mode = .batch(dialog)
    switch outcome {
    case .stay: return []
    case .leave:
      mode = .plain
      return []
    case .stop: return [.bulk(.stop)]
    case .goOn(let id, let retries):
      guard mayChange else { return [] }
      dialog.isRunning = true
      mode = .batch(dialog)
      begin(BulkProgress(dialog.sight.batch))
      return [.bulk(.goOn(id, retries: retries))]
    case .view(let sentence):
      mode = .plain
      detail = nil
      shown = PaneName(sentence.kind)
      _ = relayout()
      return list.show(sentence, viewer)
    case .look(let id):
      awaitsDialog = true
      return [.bulk(.look(id))]
    case .undo(let entry):
      guard mayChange else { return [] }
      awaitsDialog = true
      return [.bulk(.planUndo(entry))]
    }
  }

  private var mayChange: Bool {
    mutating get {
      if bulk != nil {
        say(.isRunning, .warning)
      } else if readOnly {
        say(.readOnlyReason, .warning)
      }
      return bulk == nil && !readOnly
    }
  }

  /// Many records go back in chunks, with the screen alive meanwhile.
  mutating func beginUndo(_ plan: UndoReport) -> [Effect] {
    mode = .plain
    if bulk != nil {
      say(.isRunning, .warning)
      return []
    }
    begin(BulkProgress(undoing: plan.entry.action, done: 0, total: Int64(plan.undone)))
    return [.bulk(.undo(entry: plan.entry.seq, total: Int64(plan.undone)))]
  }

  mutating func take(_ message: BulkMessage) -> [Effect] {
    switch message {
    case .read(let reading, let answer): return take(reading, answer)
    case .inView(let kind, let serial, let answer):
      if case .success(let count) = answer { marks.take(count: count, of: kind, serial: serial) }
      return []
    case .planned(let serial, let answer): return take(plan: answer, serial)
    case .triedOut(let serial, let answer): return take(tried: answer, serial)
    case .unfinished(let answer):
      if case .success(let ids) = answer, !ids.isEmpty, status == nil || status?.role == .hint, bulk == nil {
        say(.wasLeft(ids), .warning)
        lastBatch = lastBatch ?? ids.first
      }
      return []
    case .progress(let progress):
      bulk = progress
      endSaid()
      if case .batch(var dialog) = mode, progress.isUndo {
        dialog.undoing = progress
        mode = .batch(dialog)
      }
      if case .batch(var dialog) = mode, let batch = progress.batch, dialog.sight.batch.id == batch.id {
        dialog.take(batch)
        dialog.isRunning = true
        mode = .batch(dialog)
      }
      return []
    case .ended(let order, let answer): return ended(order, answer)
    case .copied(let order, let answer): return take(order, answer)
    case .looked(let answer):
      awaitsDialog = false
      switch answer {
      case .failure(let trouble): say(trouble)
      case .success(nil): say(.noBatch, .warning)
      case .success(let sight?):
        var dialog = BatchDialog(sight, isRunning: bulk?.batch?.id == sight.batch.id)
        if let bulk, bulk.isUndo { dialog.undoing = bulk }
        mode = .batch(dialog)
      }
      return replayQueued()
    }
  }

  private mutating func take(plan answer: Result<BulkPlan, Trouble>, _ serial: Int) -> [Effect] {
    guard case .bulkPlan(var dialog) = mode, dialog.order.serial == serial else { return [] }
    switch answer {
    case .success(let plan):
      dialog.take(plan)
      mode = .bulkPlan(dialog)
    case .failure(let trouble):
      mode = .plain
      if var form = dialog.form {
        form.take(trouble)
        mode = .form(form)
      } else {
        say(trouble)
      }
    }
    return []
  }

  private mutating func ended(_ order: BulkOrder?, _ answer: Result<BulkBatch, Trouble>) -> [Effect] {
    let wasShown = if case .batch = mode { true } else { false }
    bulk = nil
    isAskedToQuit = false
    switch answer {
    case .failure(let trouble):
      say(trouble)
      if wasShown { return [.bulk(.look(lastBatch))] + changed() }
    case .success(let batch):
      lastBatch = batch.id
      undos = []
      let title = words.action(batch.action)
      if batch.state == .done {
        let isGood = batch.failed == 0
        status = Status(
          text: words(.ended(action: title, done: batch.done, refused: batch.failed))
            + (batch.done > 0 && ActionTable.named(batch.action)?.undo == .reversible
              ? "  " + words(.undoHint(key: "u")) : ""),
          role: isGood ? .success : .warning)
      } else {
        say(.brokenOff(action: title, done: batch.done, left: batch.left), .warning)
      }
      if wasShown { return [.bulk(.look(batch.id))] + changed() }
    }
    return changed()
  }

  /// What was said while a batch runs has its time; then how far it has come stands there again.
  private mutating func endSaid() {
    guard let status else { return saidDuringBulk = nil }
    guard let said = saidDuringBulk, said.text == status.text else {
      saidDuringBulk = (status.text, viewer.now)
      return
    }
    guard viewer.now.milliseconds - said.since.milliseconds >= ConsoleState.saidMilliseconds else { return }
    self.status = nil
    saidDuringBulk = nil
  }

  /// So long people need to read a line.
  static let saidMilliseconds: Int64 = 4000

  /// Leaving stops a batch behind its chunk: that is said once, and done when it is asked for again.
  mutating func quit() -> [Effect] {
    guard let bulk, !isAskedToQuit else { return [.saveSession(leavesForGood: true), .quit] }
    isAskedToQuit = true
    say(.quitWhileRunning(bulk.batch?.id), .warning)
    return []
  }

  /// Shows the batch that runs, or the newest.
  mutating func lookAtBatch() -> [Effect] {
    awaitsDialog = true
    return [.bulk(.look(bulk?.batch?.id ?? lastBatch))]
  }

  /// How far the batch has come; nothing before it has taken as long as an eye waits.
  func progressText(columns: Int) -> String? {
    guard let bulk, let bulkSince, viewer.now.milliseconds - bulkSince.milliseconds >= 300 else { return nil }
    let bar = BulkBar.text(done: bulk.done + bulk.refused, of: bulk.total, words, columns: max(columns - 24, 10))
    return bulk.isUndo
      ? words(.undoProgress(bar: bar))
      : words(.progress(action: words.action(bulk.action), bar: bar, refused: bulk.refused))
  }
}

extension BulkProgress {
  /// Nothing of it has been done yet.
  init(of action: String, total: Int64) {
    self.init(undoing: action, done: 0, total: total)
    isUndo = false
  }
}

extension UndoReport {
  /// Whether it is about many records, which go back in chunks.
  var isOfMany: Bool { ["bulk", "files"].contains(entry.kind) }
}

extension ConsoleState {
  /// Takes the last undo back.
  mutating func redo() -> [Effect] {
    guard let last = undos.last else { return [] }
    guard manyUndone[last] != nil else { return [.undo(entry: last)] }
    if bulk != nil {
      say(.isRunning, .warning)
      return []
    }
    let total = manyUndone[last] ?? 0
    begin(BulkProgress(undoing: "undo", done: 0, total: total))
    return [.bulk(.undo(entry: last, total: total))]
  }

  /// Says how many records went back, and names those that did not.
  mutating func sayUndone(_ report: UndoReport, isRedo: Bool) {
    if let entry = report.undoEntry { manyUndone[entry] = Int64(report.undone) }
    let count = Int64(report.undone)
    guard report.isWhole else {
      say(.undoStopped(count), .warning)
      return
    }
    guard report.refused.isEmpty else {
      let names = report.refused.prefix(3).map(\.number)
      say(.undoneManyInPart(count, left: names, Int64(report.refused.count)), .warning)
      return
    }
    status = Status(
      text: isRedo
        ? words(.redoneMany(count)) + "  " + words(.undoHint(key: "u"))
        : words(.undoneMany(count)) + "  U " + words.title(.redo), role: .success)
  }
}
