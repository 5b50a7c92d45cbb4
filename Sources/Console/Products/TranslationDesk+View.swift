internal import Domain
internal import Terminal

extension TranslationDesk {
  /// Columns and rows of the text, as it is drawn.
  var textSize: Size {
    let inner = DialogBox.inner(in: Rect(size), width: 160, height: size.rows)
    let place = split(body(inner, said: 0).1).text
    return Size(columns: place.width, rows: place.height)
  }

  func draw(into frame: inout Frame, in screen: Rect, _ words: Words, _ keys: KeyMap) {
    let title = "\(words.title(.translate)) · \(product.number)"
    let inner = DialogBox.draw(into: &frame, in: screen, title: title, width: 160, height: screen.height)
    guard !inner.isEmpty else { return }
    let sayings = sayings(inner.width, words)
    let (head, body, said, foot) = body(inner, said: sayings.count)
    KeyHints(hints(words, keys)).draw(into: &frame, in: foot)
    for (row, line) in sayings.prefix(said.height).enumerated() {
      frame.write(line.0, at: Point(said.x, said.y + row), width: said.width, role: line.1)
    }
    if let language {
      let label = words.recordField("locale") + " "
      let used = frame.write(label, at: head.origin, width: head.width, role: .title)
      language.draw(
        into: &frame, in: Rect(x: head.x + used, y: head.y, width: max(head.width - used, 1), height: 1),
        isFocused: true)
      if let languageError {
        frame.write(words.fieldError(languageError), at: body.origin, width: body.width, role: .danger)
      }
      return
    }
    drawHead(into: &frame, in: head, words)
    drawTexts(into: &frame, in: body, words)
    if frame.cursor == nil { frame.cursor = inner.origin }
  }

  /// Head line, texts, what is said, key hints.
  private func body(_ inner: Rect, said: Int) -> (Rect, Rect, Rect, Rect) {
    let (upper, foot) = inner.splitBottom(inner.height > 3 ? 1 : 0)
    // Where a row has no room for all of it, how the text stands has a row of its own.
    let (head, rest) = upper.splitTop(upper.height > 4 && upper.width < 48 ? 2 : upper.height > 2 ? 1 : 0)
    let (body, below) = rest.splitBottom(min(said, max(rest.height - 2, 0)))
    return (head, body, below, foot)
  }

  /// Source and translation: side by side where each has twenty columns and more, else one above the other.
  private func split(_ body: Rect) -> (source: Rect, text: Rect) {
    if body.width >= 48 {
      let half = (body.width - 1) / 2
      let (left, right) = body.splitLeft(half)
      return (left, Rect(x: right.x + 1, y: right.y, width: right.width - 1, height: right.height))
    }
    let rows = body.height / 2
    let (top, below) = body.splitTop(max(min(rows, body.height - 1), 0))
    return (top, below)
  }

  private func drawHead(into frame: inout Frame, in rect: Rect, _ words: Words) {
    guard let slot, !rect.isEmpty else { return }
    let place = "\(current + 1) / \(slots.count)"
    let columns = frame.widths.columns(of: place)
    var x = rect.x, y = rect.y
    var limit = rect.maxX - columns - 1
    func write(_ text: String, _ role: Role) {
      guard x < limit else { return }
      x += frame.write(text, at: Point(x, y), width: limit - x, role: role) + 1
    }
    write(slot.locale, .accent)
    write(words.recordField(slot.field), .header)
    if rect.height > 1 { (x, y, limit) = (rect.x, rect.y + 1, rect.maxX) }
    if isChanged {
      write(words(.human), .dim)
      write(words(.notSaved), .warning)
    } else if let translation = slot.translation {
      write(words(translation.origin == .machine ? .machine : .human), .dim)
      let isReviewed = translation.reviewedVersion != nil
      write(words(isReviewed ? .reviewed : .notReviewed), isReviewed ? .success : .warning)
    } else {
      write(words(.notTranslated), .warning)
    }
    frame.write(place, at: Point(rect.maxX - columns, rect.y), width: columns, role: .dim)
  }

  private func drawTexts(into frame: inout Frame, in body: Rect, _ words: Words) {
    let (source, text) = split(body)
    for (row, line) in TextWrap.lines(self.source, columns: max(source.width, 2), widths: frame.widths)
      .prefix(source.height).enumerated()
    {
      frame.write(line, at: Point(source.x, source.y + row), width: source.width, role: .dim)
    }
    if source.height == text.height, source.y == text.y {
      frame.verticalLine(at: Point(source.maxX, source.y), height: source.height)
    }
    area.draw(into: &frame, in: text, isFocused: true)
  }

  private func sayings(_ columns: Int, _ words: Words) -> [(String, Role)] {
    var said: [(String, Role)] = []
    func add(_ text: String, _ role: Role, _ limit: Int) {
      said += TextWrap.lines(text, columns: max(columns, 4)).prefix(limit).map { ($0, role) }
    }
    if let theirs { add(words(.theirs(theirs.isEmpty ? words(.emptyValue) : theirs)), .warning, 3) }
    if let trouble { add(words.trouble(trouble), .danger, 2) }
    if let notice { add(words.notice(notice), notice.isTrouble ? .danger : .info, 2) }
    return said
  }

  private func hints(_ words: Words, _ keys: KeyMap) -> [KeyHints.Hint] {
    func hint(_ command: Command, _ title: Wording) -> [KeyHints.Hint] {
      keys.keys(of: command, in: .field).first.map { [.init(key: $0.name, title: words(title))] } ?? []
    }
    if isSaving { return [.init(key: "", title: words(.saving))] }
    if language != nil { return hint(.saveForm, .hintTakes) + hint(.leaveForm, .hintLeaves) }
    if theirs != nil {
      return hint(.saveForm, .hintKeepsMine) + hint(.takeTheirs, .hintTakesTheirs) + hint(.leaveForm, .hintLeaves)
    }
    return hint(.saveForm, .hintSaves) + hint(.nextText, .hintNextWanting) + hint(.approveText, .hintApproves)
      + hint(.leaveForm, .hintLeaves) + hint(.newLine, .hintNewLine) + hint(.inEditor, .hintEditor)
      + hint(.addLanguage, .hintAddsLanguage)
  }
}
