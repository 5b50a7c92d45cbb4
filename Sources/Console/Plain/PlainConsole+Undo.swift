internal import Domain
internal import Store
internal import Terminal

/// Undo in lines: what would go back is said first, `apply` takes it back.
extension PlainConsole {
  mutating func planUndo() -> [String] {
    if let reason = Command.undo.unavailable(in: rehearsal.state.circumstances) {
      return ["\(words.title(.undo)): \(words.reason(reason))"]
    }
    (planned, plannedUndo) = (nil, nil)
    guard let dialog = openUndo() else { return said }
    rehearsal.press(.escape)
    return announce(dialog.plan)
  }

  /// Takes back what was announced; where something else is the newest by now, that is announced in its place.
  mutating func applyUndo(_ entry: Int64) -> [String] {
    plannedUndo = nil
    guard let dialog = openUndo() else { return said }
    guard dialog.plan.entry.seq == entry else {
      rehearsal.press(.escape)
      return announce(dialog.plan)
    }
    rehearsal.press(.enter)
    let answer = said
    if case .undo = rehearsal.state.mode { rehearsal.press(.escape) }
    return answer + row
  }

  mutating func redo() -> [String] {
    if let reason = Command.redo.unavailable(in: rehearsal.state.circumstances) {
      return ["\(words.title(.redo)): \(words.reason(reason))"]
    }
    rehearsal.run(.redo)
    return said + row
  }

  /// What the screen would say at its foot.
  var said: [String] { rehearsal.state.status.map { [$0.text] } ?? [] }

  private mutating func openUndo() -> UndoDialog? {
    rehearsal.run(.undo)
    guard case .undo(let dialog) = rehearsal.state.mode else { return nil }
    return dialog
  }

  private mutating func announce(_ plan: UndoReport) -> [String] {
    plannedUndo = plan.entry.seq
    let entry = plan.entry
    // Of many records the batch says which action it was.
    let done = entry.changes.first { $0.field == "action" }?.after.text ?? entry.action
    let head =
      "\(words(.undoTitle)): \(words.action(done)), \(entry.actor), "
      + rehearsal.state.cellText.date(entry.recordedAt) + words.stop
    let goesOn = plan.goesOnWith == nil ? [] : [words(.undoGoesOn)]
    let records = plan.changeList.isEmpty ? [words(.undoGo(plan.undone))] : reversal(of: plan)
    return [head] + goesOn + records + [words(.sayApply(nil))]
  }

  /// What would go back to what.
  private func reversal(of plan: UndoReport) -> [String] {
    plan.changeList.prefix(20).map { record in
      "\(record.record): \(words.list(words.parts(record.changes, zone: options.zone)))"
    }
  }
}
