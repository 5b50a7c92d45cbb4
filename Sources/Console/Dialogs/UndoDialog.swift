internal import Domain
internal import Store
internal import Terminal

/// What an undo would take back, before it does.
struct UndoDialog: Sendable {
  let plan: UndoReport
  var isWorking = false

  func draw(into frame: inout Frame, in screen: Rect, _ text: CellText) {
    let words = text.words
    let lines = lines(text)
    let inner = DialogBox.draw(
      into: &frame, in: screen, title: words(.undoTitle), width: 76, height: lines.count + 2)
    let (body, foot) = inner.splitBottom(inner.height > 2 ? 1 : 0)
    for (row, line) in lines.prefix(body.height).enumerated() {
      frame.write(line.0, at: Point(body.x, body.y + row), width: body.width, role: line.1)
    }
    StatusLine(isWorking ? words(.saving) : words(.enterGoes) + "  " + words(.escapeLeaves)).draw(
      into: &frame, in: foot)
    frame.cursor = body.origin
  }

  private func lines(_ text: CellText) -> [(String, Role)] {
    let words = text.words
    var lines: [(String, Role)] = [
      ("\(text.date(plan.entry.recordedAt))  \(plan.entry.actor)  \(words.action(plan.entry.action))", .title)
    ]
    if plan.goesOnWith != nil { lines.append((words(.undoGoesOn), .info)) }
    if plan.changeList.isEmpty { lines.append((words(.undoGo(plan.undone)), .text)) }
    for record in plan.changeList.prefix(20) {
      lines.append((record.record, .accent))
      lines += words.parts(record.changes, zone: text.viewer.zone).map { ("  " + $0, .text) }
    }
    return lines
  }
}
