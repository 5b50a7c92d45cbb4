internal import Domain
internal import Store
internal import Terminal

extension ActionForm {
  /// Draws the form in the middle of the screen, over the whole of a small one.
  func draw(into frame: inout Frame, in screen: Rect, _ words: Words) {
    let inner = DialogBox.draw(
      into: &frame, in: screen, title: "\(words.title(command)) · \(number)", width: 72, height: wantedHeight(words))
    guard !inner.isEmpty else { return }
    var (rest, foot) = inner.splitBottom(inner.height > 2 ? 1 : 0)
    StatusLine(footText(words), role: asksToLeave ? .warning : .hint).draw(into: &frame, in: foot)
    foot = rest
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
    let fields = entries.indices.reduce(0) { $0 + height(of: $1, stacked: false) }
    return fields + 3 + (entries.isEmpty ? 2 : 0) + (trouble == nil ? 0 : 2)
  }

  private func footText(_ words: Words) -> String {
    if isSaving { return words(.saving) }
    if asksToLeave { return words(.unsaved) + " " + words(.leaveAnyway) }
    guard entries.indices.contains(focus) else { return words(.enterGoes) + "  " + words(.escapeLeaves) }
    if entries[focus].theirs != nil { return words(.conflictKeys) }
    switch entries[focus].input {
    case .line: return words(.formKeys)
    case .area: return words(.areaKeys)
    case .choice: return words(.choiceKeys)
    }
  }

  private func height(of index: Int, stacked: Bool) -> Int {
    let entry = entries[index]
    var rows = stacked ? 2 : 1
    if case .area = entry.input { rows += 2 }
    if index == focus, case .choice = entry.input { rows += 1 }
    if entry.error != nil { rows += 1 }
    if entry.theirs != nil { rows += 1 }
    return rows
  }

  private func drawEntries(into frame: inout Frame, in rect: Rect, _ words: Words) {
    guard !entries.isEmpty, !rect.isEmpty else { return }
    let labels = min(entries.map { frame.widths.columns(of: $0.label) }.max() ?? 0, 20)
    let stacked = rect.width < labels + 20
    var first = 0
    while first < focus && (first...focus).reduce(0, { $0 + height(of: $1, stacked: stacked) }) > rect.height {
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
      case .line(let field), .choice(let field, _):
        field.draw(into: &frame, in: Rect(x: x, y: y, width: width, height: 1), isFocused: isFocused)
      case .area(let area):
        rows = min(3, rect.maxY - y)
        area.draw(into: &frame, in: Rect(x: x, y: y, width: width, height: rows), isFocused: isFocused)
      }
      y += rows
      for (text, role) in notes(entry, isFocused: index == focus, words) where y < rect.maxY {
        frame.write(text, at: Point(x, y), width: width, role: role)
        y += 1
      }
    }
  }

  /// What stands below a field: the choices that fit, what is wrong, what somebody else wrote.
  private func notes(_ entry: Entry, isFocused: Bool, _ words: Words) -> [(String, Role)] {
    var notes: [(String, Role)] = []
    if isFocused, case .choice(let field, let choices) = entry.input {
      let exact = choices.contains { $0.title == field.text }
      let fits = exact ? choices : ActionForm.fitting(field.text, choices)
      notes.append((fits.map { $0.title == field.text ? "[\($0.title)]" : $0.title }.joined(separator: "  "), .dim))
    }
    if let error = entry.error { notes.append((say(error, words), .danger)) }
    if let theirs = entry.theirs {
      notes.append((words(.theirs(theirs.isEmpty ? words(.emptyValue) : theirs)), .warning))
    }
    return notes
  }

  private func say(_ error: FormError, _ words: Words) -> String {
    switch error {
    case .missing: words(.fieldMissing)
    case .tooLong(let limit): words(.fieldTooLong(limit))
    case .notAChoice: words(.notAChoice)
    case .notADate: words(.notADate)
    case .refused(let refusal): words.refused(refusal)
    }
  }
}

/// The frame of every dialog: in the middle where there is room, over everything where there is not.
enum DialogBox {
  static func draw(into frame: inout Frame, in screen: Rect, title: String, width: Int, height: Int) -> Rect {
    frame.cursor = nil
    if screen.width < 44 || screen.height < 12 {
      frame.fill(screen)
      let (head, rest) = screen.splitTop(screen.height > 3 ? 1 : 0)
      frame.fill(head, role: .bar)
      frame.write(title, at: head.origin, width: head.width, role: .bar)
      return rest
    }
    let width = min(width, screen.width - 4), height = min(height + 2, screen.height - 2)
    let box = Rect(
      x: screen.x + (screen.width - width) / 2, y: screen.y + (screen.height - height) / 2, width: width,
      height: height)
    frame.fill(box)
    return frame.box(box, title: title).inset(columns: 1)
  }
}
