internal import Domain
internal import Store
internal import Terminal

extension ActionForm {
  /// Draws the form in the middle of the screen, over the whole of a small one.
  func draw(into frame: inout Frame, in screen: Rect, _ words: Words) {
    let inner = DialogBox.draw(
      into: &frame, in: screen, title: "\(words.title(command)) · \(number)", width: ActionForm.width,
      height: wantedHeight(words))
    guard !inner.isEmpty else { return }
    let question = asksToLeave ? TextWrap.lines(leaveQuestion(inner.width, words), columns: max(inner.width, 4)) : []
    var (rest, foot) = inner.splitBottom(inner.height > 2 ? min(max(question.count, 1), inner.height - 2) : 0)
    drawFoot(into: &frame, in: foot, question, words)
    foot = rest
    if !intro.isEmpty {
      let lines = intro.flatMap { TextWrap.lines($0, columns: max(rest.width, 4)) }
      // The fields need room before what is said of them.
      let (head, body) = rest.splitTop(max(min(lines.count, rest.height - 4), 0))
      for (row, line) in lines.prefix(head.height).enumerated() {
        frame.write(line, at: Point(head.x, head.y + row), width: head.width, role: row == 0 ? .accent : .text)
      }
      rest = body
    }
    if entries.isEmpty {
      for (row, line) in TextWrap.lines(words.help(command), columns: max(rest.width, 4)).enumerated() {
        frame.write(line, at: Point(rest.x, rest.y + row), width: rest.width)
      }
    }
    if let trouble {
      let lines = TextWrap.lines(words.trouble(trouble), columns: max(rest.width, 4))
      let shown = min(lines.count, max(rest.height - 2, 1))
      let split = rest.splitBottom(shown)
      for (row, line) in lines.prefix(shown).enumerated() {
        frame.write(line, at: Point(rest.x, split.bottom.y + row), width: rest.width, role: .danger)
      }
      rest = split.rest
    }
    drawEntries(into: &frame, in: rest, words)
    if frame.cursor == nil { frame.cursor = inner.origin }
  }

  private func wantedHeight(_ words: Words) -> Int {
    let labels = min(entries.map { WidthPolicy.standard.columns(of: $0.label) }.max() ?? 0, 20)
    let fields = entries.indices.reduce(0) { $0 + height(of: $1, stacked: false, width: ActionForm.width - labels - 5) }
    return fields + 3 + (intro.isEmpty ? 0 : intro.count) + (entries.isEmpty ? 2 : 0) + (trouble == nil ? 0 : 2)
  }

  private static let width = 72

  /// Whole where there is room for it, else what the keys do.
  private func leaveQuestion(_ width: Int, _ words: Words) -> String {
    width >= 40 ? words(.unsaved) + " " + words(.leaveAnyway) : words(.leaveAnyway)
  }

  private func drawFoot(into frame: inout Frame, in rect: Rect, _ question: [String], _ words: Words) {
    if isSaving { return StatusLine(words(.saving)).draw(into: &frame, in: rect) }
    if asksToLeave {
      for (row, line) in question.prefix(rect.height).enumerated() {
        frame.write(line, at: Point(rect.x, rect.y + row), width: rect.width, role: .warning)
      }
      return
    }
    KeyHints(hints(words)).draw(into: &frame, in: rect)
  }

  private func hints(_ words: Words) -> [KeyHints.Hint] {
    let saves = KeyHints.Hint(key: "Enter", title: words(.hintSaves))
    let leaves = KeyHints.Hint(key: "Esc", title: words(.hintLeaves))
    guard entries.indices.contains(focus) else { return [.init(key: "Enter", title: words(.hintGoes)), leaves] }
    if entries[focus].theirs != nil {
      return [
        .init(key: "Enter", title: words(.hintKeepsMine)), .init(key: "C-r", title: words(.hintTakesTheirs)), leaves,
      ]
    }
    let next: [KeyHints.Hint] = entries.count > 1 ? [.init(key: "Tab", title: words(.hintNextField))] : []
    switch entries[focus].input {
    case .line: return [saves] + next + [leaves]
    case .area: return [saves, .init(key: "M-Enter", title: words(.hintNewLine))] + next + [leaves]
    case .choice: return [saves, .init(key: "Left/Right", title: words(.hintChoose))] + next + [leaves]
    case .search(let field, let found, let chosen):
      if chosen != nil { return [.init(key: "Enter", title: words(.hintTakes)), leaves] }
      let choose: [KeyHints.Hint] = found.isEmpty ? [] : [.init(key: "Down", title: words(.hintChoose))]
      return (field.text.isEmpty ? choose + [saves] : [saves] + choose) + next + [leaves]
    }
  }

  private func height(of index: Int, stacked: Bool, width: Int) -> Int {
    let entry = entries[index]
    var rows = stacked ? 2 : 1
    if case .area = entry.input { rows += 2 }
    if index == focus, case .choice(let field, let choices) = entry.input {
      rows += choiceRows(field, choices, columns: width).count
    }
    if index == focus, case .search(_, let found, _) = entry.input { rows += found.count }
    if entry.error != nil { rows += 1 }
    if entry.theirs != nil { rows += 1 }
    return rows
  }

  private func drawEntries(into frame: inout Frame, in rect: Rect, _ words: Words) {
    guard !entries.isEmpty, !rect.isEmpty else { return }
    let labels = min(entries.map { frame.widths.columns(of: $0.label) }.max() ?? 0, 20)
    let stacked = rect.width < labels + 20
    var first = 0
    let room = stacked ? rect.width : rect.width - labels - 1
    while first < focus
      && (first...focus).reduce(0, { $0 + height(of: $1, stacked: stacked, width: room) }) > rect.height
    {
      first += 1
    }
    var y = rect.y
    for index in first..<entries.count where y < rect.maxY {
      let entry = entries[index]
      let isFocused = index == focus && !isSaving && !asksToLeave
      frame.write(
        entry.label, at: Point(rect.x, y), width: stacked ? rect.width : labels,
        role: index == focus ? .title : .header, align: stacked ? .left : .right)
      if stacked { y += 1 }
      guard y < rect.maxY else { return }
      let x = stacked ? rect.x : rect.x + labels + 1
      let width = rect.maxX - x
      var rows = 1
      switch entry.input {
      case .line(let field), .choice(let field, _), .search(let field, _, _):
        field.draw(into: &frame, in: Rect(x: x, y: y, width: width, height: 1), isFocused: isFocused)
      case .area(let area):
        rows = min(3, rect.maxY - y)
        area.draw(into: &frame, in: Rect(x: x, y: y, width: width, height: rows), isFocused: isFocused)
      }
      y += rows
      // Where one is has the room that it needs; those behind it come when one goes there.
      let room = rect.maxY - y
      for (text, role) in notes(entry, isFocused: index == focus, width, room, words) where y < rect.maxY {
        frame.fill(Rect(x: x, y: y, width: width, height: 1), role: role == .selected ? .selected : .text)
        frame.write(text, at: Point(x, y), width: width, role: role)
        y += 1
      }
    }
  }

  /// What stands below a field: the choices that fit, what is wrong, what somebody else wrote.
  private func notes(_ entry: Entry, isFocused: Bool, _ width: Int, _ room: Int, _ words: Words) -> [(String, Role)] {
    var notes: [(String, Role)] = []
    if isFocused, case .choice(let field, let choices) = entry.input {
      let rows = choiceRows(field, choices, columns: width)
      // Where there is no room for all, those around the chosen one.
      let current = rows.firstIndex { $0.contains("[") } ?? 0
      let shown = max(min(rows.count, room), 1)
      notes += rows.dropFirst(max(0, min(current - shown / 2, rows.count - shown))).prefix(shown).map { ($0, .dim) }
    }
    if isFocused, case .search(_, let found, let chosen) = entry.input {
      let shown = max(room, 1)
      let first = max(0, min((chosen ?? 0) - shown / 2, found.count - shown))
      for (index, one) in found.enumerated().dropFirst(first).prefix(shown) {
        let text = [one.sku, one.title, one.options].filter { !$0.isEmpty }.joined(separator: "  ")
        notes.append((text, index == chosen ? .selected : .dim))
      }
    }
    if let error = entry.error { notes.append((say(error, words), .danger)) }
    if let theirs = entry.theirs {
      notes.append((words(.theirs(theirs.isEmpty ? words(.emptyValue) : theirs)), .warning))
    }
    return notes
  }

  /// The choices that fit what is typed, the chosen one in brackets; all of them where it is one of them.
  private func choiceRows(_ field: TextField, _ choices: [Choice], columns: Int) -> [String] {
    let exact = choices.contains { $0.title == field.text }
    let fits = exact ? choices : ActionForm.fitting(field.text, choices)
    return ActionForm.rows(fits.map { $0.title == field.text ? "[\($0.title)]" : $0.title }, columns: columns)
  }

  private func say(_ error: FormError, _ words: Words) -> String {
    switch error {
    case .missing: words(.fieldMissing)
    case .tooLong(let limit): words(.fieldTooLong(limit))
    case .pasteTooLong: words(.pasteTooLong)
    case .notAChoice: words(.notAChoice)
    case .notADate: words(.notADate)
    case .refused(let refusal): words.refused(refusal)
    }
  }
}

extension ActionForm {
  /// Titles beside each other, in as many rows as they need.
  fileprivate static func rows(_ titles: [String], columns: Int) -> [String] {
    var rows: [String] = []
    var used = 0
    for title in titles {
      let wide = WidthPolicy.standard.columns(of: title)
      if used > 0, used + 2 + wide <= columns {
        rows[rows.count - 1] += "  " + title
        used += 2 + wide
      } else {
        rows.append(title)
        used = wide
      }
    }
    return rows
  }
}
