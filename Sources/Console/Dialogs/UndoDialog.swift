internal import Domain
internal import Store
internal import Terminal

/// What an undo would take back, before it does.
struct UndoDialog: Sendable {
  let plan: UndoReport
  var isWorking = false

  func draw(into frame: inout Frame, in screen: Rect, _ text: CellText) {
    let words = text.words
    let columns = max(min(screen.width, 76) - (screen.width < 44 ? 0 : 4), 4)
    let lines = lines(text).flatMap { line in
      UndoDialog.wrapped(line.0, columns: columns, frame.widths).map { ($0, line.1) }
    }
    let said = isWorking ? [words(.saving)] : [words(.enterGoes), words(.escapeLeaves)]
    let whole = said.joined(separator: "  ")
    let isWide = frame.widths.columns(of: whole) <= columns
    let feet = isWide ? [whole] : said.flatMap { TextWrap.lines($0, columns: columns, widths: frame.widths) }
    let inner = DialogBox.draw(
      into: &frame, in: screen, title: words(.undoTitle), width: 76, height: lines.count + feet.count + 1)
    let (body, foot) = inner.splitBottom(min(feet.count, max(inner.height - 2, 0)))
    for (row, line) in lines.prefix(body.height).enumerated() {
      let isCut = row == body.height - 1 && lines.count > body.height
      frame.write(
        isCut ? words(BulkWording.more) : line.0, at: Point(body.x, body.y + row), width: body.width, role: line.1)
    }
    for (row, line) in feet.prefix(foot.height).enumerated() {
      StatusLine(line).draw(into: &frame, in: Rect(x: foot.x, y: foot.y + row, width: foot.width, height: 1))
    }
    frame.cursor = body.origin
  }

  /// What belongs to a record stays under it.
  private static func wrapped(_ line: String, columns: Int, _ widths: WidthPolicy) -> [String] {
    let indent = line.hasPrefix("  ") ? "  " : ""
    return TextWrap.lines(String(line.dropFirst(indent.count)), columns: max(columns - indent.count, 4), widths: widths)
      .map { indent + $0 }
  }

  private func lines(_ text: CellText) -> [(String, Role)] {
    let words = text.words
    let head = "\(text.date(plan.entry.recordedAt))  \(plan.entry.actor)"
    var lines: [(String, Role)] = []
    if let batch = plan.batch {
      lines.append(("\(words(.batchTitle(batch.id)))  \(words.action(batch.action))", .title))
      lines.append((head, .dim))
      let said = words.fields(of: batch, zone: text.viewer.zone)
      if !said.isEmpty { lines.append((said, .text)) }
    } else {
      lines.append(("\(head)  \(words.action(plan.entry.action))", .title))
    }
    if plan.goesOnWith != nil { lines.append((words(.undoGoesOn), .info)) }
    if plan.changeList.isEmpty { lines.append((words(.undoGo(plan.undone)), .text)) }
    for record in plan.changeList.prefix(20) {
      lines.append((record.record, .accent))
      lines += words.parts(record.changes, zone: text.viewer.zone).map { ("  " + $0, .text) }
    }
    return lines
  }
}

extension Words {
  /// What a batch was given, as one line: `tag: gift`.
  func fields(of batch: BulkBatch, zone: Zone) -> String {
    let said = (batch.fields ?? [:]).sorted { $0.key < $1.key }.filter { !$0.value.isEmpty }
    return list(said.map { "\(recordField($0.key)): \(plain(.text($0.value), field: $0.key, zone: zone))" })
  }
}
