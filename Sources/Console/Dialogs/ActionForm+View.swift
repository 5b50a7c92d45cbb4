internal import Domain
internal import Store
internal import Terminal

/// How a form lies on its screen: beside each other where there is room, labels above fields where there is little.
struct FormLayout {
  let inner: Rect
  let intro: Rect
  let trouble: Rect
  let fields: Rect
  let foot: Rect
  let labels: Int
  let isStacked: Bool

  var inputX: Int { isStacked ? fields.x : fields.x + labels + 1 }
  var inputWidth: Int { max(fields.maxX - inputX, 1) }
}

extension ActionForm {
  /// Columns and rows that a text of several lines has, as it is drawn.
  var areaSize: Size {
    let inner = DialogBox.inner(in: Rect(size), width: 72, height: size.rows)
    let labels = labelColumns(.standard)
    let isStacked = inner.width < labels + 20
    return Size(columns: max(inner.width - (isStacked ? 0 : labels + 1), 1), rows: areaRows(within: inner.height - 2))
  }

  /// Draws the form in the middle of the screen, over the whole of a small one.
  func draw(into frame: inout Frame, in screen: Rect, _ words: Words, _ keys: KeyMap) {
    let box = DialogBox.draw(
      into: &frame, in: screen, title: number.isEmpty ? title(words) : "\(title(words)) · \(number)",
      width: 72, height: wantedHeight(words))
    guard !box.isEmpty else { return }
    let layout = layout(box, frame.widths, words)
    drawFoot(into: &frame, in: layout.foot, words, keys)
    for (row, line) in introLines(layout.intro.width, words).prefix(layout.intro.height).enumerated() {
      frame.write(
        line, at: Point(layout.intro.x, layout.intro.y + row), width: layout.intro.width,
        role: row == 0 && !intro.isEmpty ? .accent : .text)
    }
    for (row, line) in sayings(layout.trouble.width, words).prefix(layout.trouble.height).enumerated() {
      frame.write(
        line.0, at: Point(layout.trouble.x, layout.trouble.y + row), width: layout.trouble.width, role: line.1)
    }
    drawEntries(into: &frame, layout, words)
    if frame.cursor == nil { frame.cursor = layout.fields.origin }
  }

  private func layout(_ inner: Rect, _ widths: WidthPolicy, _ words: Words) -> FormLayout {
    let labels = labelColumns(widths)
    let isStacked = inner.width < labels + 20
    let (rest, foot) = inner.splitBottom(inner.height > 2 ? 1 : 0)
    // The field that is edited needs its label, its row and a message before anything else.
    let needed = entries.isEmpty ? 0 : isStacked ? 3 : 2
    let said = sayings(rest.width, words).count
    let (upper, trouble) = rest.splitBottom(min(said, max(rest.height - needed, said > 0 ? 1 : 0)))
    let head = introLines(upper.width, words).count
    let room = entries.isEmpty ? upper.height : max(upper.height - needed - 1, 0)
    let (intro, fields) = upper.splitTop(min(head, room))
    return FormLayout(
      inner: inner, intro: intro, trouble: trouble, fields: fields, foot: foot, labels: labels, isStacked: isStacked)
  }

  private func labelColumns(_ widths: WidthPolicy) -> Int {
    min(entries.map { widths.columns(of: label($0)) }.max() ?? 0, 20)
  }

  private func label(_ entry: Entry) -> String { entry.isRequired ? entry.label + " *" : entry.label }

  private func introLines(_ columns: Int, _ words: Words) -> [String] {
    let isOther = command == OtherAction.command
    let told = isOther ? ActionTable.named(action).map(words.help) ?? "" : words.help(command)
    // Who found it by its name alone reads what it does.
    let texts = entries.isEmpty || isOther ? intro + [told] : intro
    return texts.flatMap { TextWrap.lines($0, columns: max(columns, 4)) }
  }

  /// What is said of the whole form: what the store would not take, what has just happened.
  private func sayings(_ columns: Int, _ words: Words) -> [(String, Role)] {
    var said: [(String, Role)] = []
    if let trouble {
      said += TextWrap.lines(words.trouble(trouble), columns: max(columns, 4))
        .map { ($0, isForeseen ? .warning : .danger) }
    }
    if let notice {
      said += TextWrap.lines(words.notice(notice), columns: max(columns, 4))
        .map { ($0, notice.isTrouble ? .danger : .info) }
    }
    return said
  }

  private func wantedHeight(_ words: Words) -> Int {
    let fields = entries.indices.reduce(0) { $0 + wantedRows($1) }
    let said = sayings(66, words).count
    return fields + 3 + introLines(66, words).count + max(said, 2)
  }

  private func wantedRows(_ index: Int) -> Int {
    var rows = 1
    if case .area = entries[index].input { rows = ActionForm.areaRowsWanted }
    if index == focus {
      if case .choice = entries[index].input { rows += 2 }
      if case .search(_, let found, _) = entries[index].input { rows += found.count }
    }
    if entries[index].error != nil || entries[index].echo != nil { rows += 1 }
    if entries[index].theirs != nil { rows += 1 }
    return rows
  }

  private static let areaRowsWanted = 5

  private func areaRows(within height: Int) -> Int { min(ActionForm.areaRowsWanted, max(height - 3, 1)) }

  // MARK: The foot

  private func drawFoot(into frame: inout Frame, in rect: Rect, _ words: Words, _ keys: KeyMap) {
    if isSaving { return StatusLine(words(.saving)).draw(into: &frame, in: rect) }
    KeyHints(footHints(words, keys)).draw(into: &frame, in: rect)
  }

  private func footHints(_ words: Words, _ keys: KeyMap) -> [KeyHints.Hint] {
    func hint(_ command: Command, _ title: Wording) -> [KeyHints.Hint] {
      keys.keys(of: command, in: .field).first.map { [.init(key: $0.name, title: words(title))] } ?? []
    }
    let saves = hint(.saveForm, .hintSaves), leaves = hint(.leaveForm, .hintLeaves)
    guard entries.indices.contains(focus) else { return hint(.saveForm, .hintGoes) + leaves }
    if entries[focus].theirs != nil {
      return hint(.saveForm, .hintKeepsMine) + hint(.takeTheirs, .hintTakesTheirs) + leaves
    }
    let next = entries.count > 1 ? hint(.nextField, .hintNextField) : []
    switch entries[focus].input {
    case .line: return saves + next + leaves
    case .area: return saves + hint(.newLine, .hintNewLine) + next + leaves + hint(.inEditor, .hintEditor)
    case .choice: return saves + [.init(key: "Left/Right", title: words(.hintChoose))] + next + leaves
    case .search(let field, let found, let chosen):
      if chosen != nil { return hint(.saveForm, .hintTakes) + leaves }
      let choose = found.isEmpty ? [] : hint(.caretDown, .hintChoose)
      return (field.text.isEmpty ? choose + saves : saves + choose) + next + leaves
    }
  }

  // MARK: The fields

  /// One row of the fields' column.
  private enum Row {
    case label(Int)
    /// The n-th row of a field, its label beside the first.
    case input(Int, Int)
    case note(Int, String, Role)
  }

  private func drawEntries(into frame: inout Frame, _ layout: FormLayout, _ words: Words) {
    let rect = layout.fields
    guard !entries.isEmpty, !rect.isEmpty else { return }
    var rows: [Row] = []
    var focusRows = 0..<0
    for index in entries.indices {
      let start = rows.count
      rows += self.rows(of: index, layout, words)
      if index == focus { focusRows = start..<rows.count }
    }
    // All of the field that is edited is seen, and as many of the fields before it as there is room for.
    let first = min(max(focusRows.upperBound - rect.height, 0), focusRows.lowerBound)
    var areaTop: [Int: Int] = [:]
    for (place, row) in rows.dropFirst(first).prefix(rect.height).enumerated() {
      let y = rect.y + place
      switch row {
      case .label(let index):
        frame.write(
          label(entries[index]), at: Point(rect.x, y), width: rect.width, role: index == focus ? .title : .header)
      case .input(let index, let part):
        if part == 0, !layout.isStacked {
          frame.write(
            label(entries[index]), at: Point(rect.x, y), width: layout.labels,
            role: index == focus ? .title : .header, align: .right)
        }
        if areaTop[index] == nil { areaTop[index] = y }
      case .note(_, let text, let role):
        let line = Rect(x: layout.inputX, y: y, width: layout.inputWidth, height: 1)
        frame.fill(line, role: role == .selected ? .selected : .text)
        frame.write(text, at: line.origin, width: line.width, role: role)
      }
    }
    for (index, y) in areaTop {
      let height = rows.dropFirst(first).prefix(rect.height).count { row in
        if case .input(index, _) = row { true } else { false }
      }
      let place = Rect(x: layout.inputX, y: y, width: layout.inputWidth, height: height)
      switch entries[index].input {
      case .line(let field), .choice(let field, _), .search(let field, _, _):
        field.draw(into: &frame, in: place, isFocused: index == focus)
      case .area(let area): area.draw(into: &frame, in: place, isFocused: index == focus)
      }
    }
  }

  private func rows(of index: Int, _ layout: FormLayout, _ words: Words) -> [Row] {
    let entry = entries[index]
    let isFocused = index == focus
    var rows: [Row] = layout.isStacked ? [.label(index)] : []
    let messages = messages(entry, isFocused, layout.inputWidth, words)
    let fixed = rows.count + 1 + messages.count
    var height = 1
    if case .area = entry.input {
      let spare = layout.fields.height - fixed
      height = isFocused ? 1 + max(min(ActionForm.areaRowsWanted - 1, spare), 0) : min(3, ActionForm.areaRowsWanted)
      if isFocused, entries.count == 1 { height = 1 + max(spare, 0) }
      // On a small screen a long text has the rows that the other fields do not need.
      if isFocused, layout.isStacked { height = max(height, 1 + spare - 2 * (entries.count - 1)) }
    }
    rows += (0..<height).map { .input(index, $0) }
    rows += messages.map { .note(index, $0.0, $0.1) }
    guard isFocused else { return rows }
    // What could be chosen has the room that is left.
    let room = max(layout.fields.height - rows.count, 0)
    let isLast = index == entries.count - 1
    let offers = offers(entry, layout.inputWidth, isLast ? room : min(room, layout.isStacked ? 4 : 5))
    return rows + offers.map { .note(index, $0.0, $0.1) }
  }

  /// What is wrong, how it was read, what somebody else wrote: whole where the field is edited, else one row.
  private func messages(_ entry: Entry, _ isFocused: Bool, _ columns: Int, _ words: Words) -> [(String, Role)] {
    var said: [(String, Role)] = []
    func add(_ text: String, _ role: Role) {
      let lines = TextWrap.lines(text, columns: max(columns, 4))
      said += lines.prefix(isFocused ? 3 : 1).map { ($0, role) }
    }
    if let error = entry.error {
      add(words.fieldError(error), .danger)
    } else if let echo = entry.echo {
      add(words.echo(echo, reader.zone), .info)
    }
    if let theirs = entry.theirs {
      add(words(.theirs(theirs.isEmpty ? words(.emptyValue) : theirs)), .warning)
    }
    return said
  }

  /// The choices that fit, and the records that are meant; around the chosen one where there is no room for all.
  private func offers(_ entry: Entry, _ columns: Int, _ room: Int) -> [(String, Role)] {
    guard room > 0 else { return [] }
    switch entry.input {
    case .choice(let field, let choices):
      let exact = choices.contains { $0.title == field.text }
      let fits = exact ? choices : ActionForm.fitting(field.text, choices)
      let titles = fits.map { $0.title == field.text ? "[\($0.title)]" : $0.title }
      let rows = ActionForm.rows(titles, columns: columns)
      let current = rows.firstIndex { $0.contains("[") } ?? 0
      let shown = min(rows.count, room)
      return rows.dropFirst(max(0, min(current - shown / 2, rows.count - shown))).prefix(shown).map { ($0, .dim) }
    case .search(_, let found, let chosen):
      let first = max(0, min((chosen ?? 0) - room / 2, found.count - room))
      return found.enumerated().dropFirst(first).prefix(room).map { index, one in
        let text = [one.sku, one.title, one.options].filter { !$0.isEmpty }.joined(separator: "  ")
        return (text, index == chosen ? .selected : .dim)
      }
    case .line, .area: return []
    }
  }

  /// Titles beside each other, in as many rows as they need.
  private static func rows(_ titles: [String], columns: Int) -> [String] {
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
