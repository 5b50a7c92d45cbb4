internal import Domain
internal import Store

/// Marks and actions on many records, as lines: what is to be done is told first, `apply` does it, each record's result
/// is told, and the refused are tried again or all is taken back.
extension PlainConsole {
  /// More results are not read out; a view lists them.
  private static let resultLimit = 20

  // MARK: Marks

  mutating func mark(_ command: Command, _ text: String) -> [String] {
    var lines: [String] = []
    if command == .markAll, !text.isEmpty {
      // A loose word is a slip rather than a search for what is to be marked.
      guard text.contains(where: { ":：@＠".contains($0) }) else {
        return [words(.plainNoField(text, PlainCommand.spoken(command, words) + " [status:paid]"))]
      }
      do { try show(text) } catch { return [words.trouble(Trouble(error))] }
      lines = [summary] + row
    }
    let before = rehearsal.state.list.window.selectedRow
    let wasMarked = before.map { rehearsal.state.marked.contains($0.id) } ?? false
    let drewRange = rehearsal.state.currentRange != nil
    rehearsal.run(command)
    let state = rehearsal.state
    switch command {
    case .mark where !drewRange:
      if let before { lines.append(words(.markIs(state.list.number(of: before), isSet: !wasMarked))) }
      return lines + [marksSaid] + row
    case .markRange where state.currentRange != nil:
      let place = state.list.place.map(words.number) ?? "?"
      return lines + [words(.plainRange(place: place, again: PlainCommand.spoken(.markRange, words)))]
    default: return lines + [marksSaid]
    }
  }

  private var marksSaid: String {
    let state = rehearsal.state
    let count = state.marks.count(state.list.kind)
    let marked = words(.marked(count, outside: state.marks.outside(state.list.kind)))
    return count == 0 ? words(.unmarkedAll) : marked + words.stop
  }

  // MARK: Plan and apply

  /// What the action would come to; nothing is done yet.
  mutating func plan(_ action: String, _ command: Command, _ text: String) -> [String] {
    guard let definition = ActionTable.named(action) else { return [] }
    (planned, plannedUndo) = (nil, nil)
    let state = rehearsal.state
    do {
      let fields = try PlainCommand.fields(text, of: definition, words)
      guard PlainCommand.isWhole(fields.values, of: definition) else {
        return [words(.plainNeeds(PlainCommand.usage(command, definition, words)))]
      }
      let order = BulkOrder(
        serial: 0, command: command, kind: state.list.kind, marked: state.marked, action: action,
        fields: fields.values, reason: fields.reason, operationId: makeId())
      guard case .bulk(.planned(_, let answer)) = rehearsal.answer(to: .plan(order)) else {
        return [words(.planForgotten)]
      }
      let plan = try answer.get()
      if plan.willDo > 0 { planned = order }
      return say(plan, order)
    } catch let trouble as PlainCommand.Fault {
      return [words(.plainNoField(trouble.word, PlainCommand.usage(command, definition, words)))]
    } catch {
      return [words.trouble(Trouble(error))]
    }
  }

  private func say(_ plan: BulkPlan, _ order: BulkOrder) -> [String] {
    var lines = [
      "\(words.title(order.command)), \(words(.records(order.kind, plan.total))): "
        + words(.willDo(plan.willDo, of: plan.total))
        + (plan.willRefuse > 0 ? " " + words(.willRefuse(plan.willRefuse)) : "")
    ]
    for group in plan.refused {
      let more = group.count > Int64(group.examples.count) ? [words(.more)] : []
      lines.append("\(words.number(group.count)): \(words.refused(group.refusal)) \(words.list(group.examples + more))")
    }
    guard plan.willDo > 0 else { return lines }
    let asks = BulkPlanDialog.asksForNumber(order, total: plan.total)
    return lines + [words(.undoOf(plan.undo)), words(.sayApply(asks ? plan.total : nil))]
  }

  /// Does what was planned. What cannot be taken back for many asks for their number.
  mutating func apply(_ text: String) -> [String] {
    if let plannedUndo { return text.isEmpty ? applyUndo(plannedUndo) : [words(.sayApply(nil))] }
    guard let order = planned else { return [words(.nothingPlanned)] }
    if BulkPlanDialog.asksForNumber(order, total: order.marked.count), Int64(text) != order.marked.count {
      return [words(.sayApply(order.marked.count))]
    }
    planned = nil
    return run(.apply(order))
  }

  mutating func forget() -> [String] {
    let had = planned != nil, hadUndo = plannedUndo != nil
    (planned, plannedUndo) = (nil, nil)
    return [words(hadUndo ? .undoForgotten : had ? .planForgotten : .nothingPlanned)]
  }

  /// Goes on with the last batch: with what waits still, or with what was refused.
  mutating func goOn(retries: Bool) -> [String] {
    guard let batch = lastBatch else { return [words(.noBatch)] }
    if rehearsal.state.readOnly { return [words.reason(.readOnly)] }
    return run(.goOn(batch.id, retries: retries))
  }

  private mutating func run(_ effect: BulkEffect) -> [String] {
    guard let message = rehearsal.answer(to: effect), case .bulk(.ended(_, let answer)) = message else { return [] }
    rehearsal.send(message)
    switch answer {
    case .failure(let trouble): return [words.trouble(trouble)]
    case .success: return results()
    }
  }

  // MARK: Results

  private var lastBatch: BulkBatch? {
    try? options.store.connection.readNow {
      try Bulk.newest(of: options.actor.name, limit: 1, in: $0).first
    }
  }

  /// What became of the records of the last batch: the refused first, then what was done where there are few.
  func results() -> [String] {
    guard let batch = lastBatch else { return [words(.noBatch)] }
    var lines = [
      "\(words(.batchTitle(batch.id))), \(words.action(batch.action)): "
        + words(.fate(done: batch.done, refused: batch.failed, left: batch.left))
    ]
    do {
      let items = try options.store.connection.readNow { reader in
        var items: [BulkItem] = []
        for result in [BulkItem.Result.failed, .waiting, .left, .done, .undone] {
          let room = PlainConsole.resultLimit - items.count
          if room > 0 { items += try Bulk.items(of: batch, result: result, limit: room, in: reader) }
        }
        return items
      }
      for item in items {
        let why = item.code.isEmpty ? "" : " " + (ActionRefusal(code: item.code).map(words.refused) ?? item.code)
        lines.append(words(.result(of: item.number, words.batchResult(item.result))) + why)
      }
      if batch.total > Int64(items.count) {
        lines.append(words(.moreResults(batch.total - Int64(items.count), view: "/batch:\(batch.id)")))
      }
    } catch {
      lines.append(words.trouble(Trouble(error)))
    }
    let isUndone = batch.seq.map { seq in
      (try? options.store.connection.readNow { try Bulk.isUndone(seq, in: $0) }) ?? false
    }
    let choices = isUndone == true ? [] : PlainWord.fitting(batch)
    return choices.isEmpty ? lines : lines + [words(.youMaySay(choices.map { words.plainWord($0) }))]
  }
}

/// Words that only the console of lines has: on the screen they are keys of a dialog.
enum PlainWord: String, Hashable, CaseIterable {
  case apply, forget, retry, resume

  static func fitting(_ batch: BulkBatch) -> [PlainWord] {
    (batch.left > 0 ? [.resume] : []) + (batch.failed > 0 ? [.retry] : [])
  }
}
