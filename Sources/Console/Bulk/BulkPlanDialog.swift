internal import Domain
internal import Store
internal import Terminal

/// What an action on many records would come to, before it is done: it fills in while the records are looked at.
struct BulkPlanDialog: Sendable {
  let order: BulkOrder
  /// What goes back to where Escape is pressed; nil where no form asked for it.
  let form: ActionForm?
  let title: String
  /// What is known of it beside what each record says.
  let notes: [String]
  private(set) var plan: BulkPlan?
  private var typed = TextField(limit: 12)
  private var isWrong = false
  /// The first line that is shown, on screens that are too small for all.
  private var scroll = 0

  init(_ order: BulkOrder, _ form: ActionForm, _ words: Words) {
    self.order = order
    self.form = form
    title = "\(words.title(order.command)) · \(form.number)"
    notes = []
  }

  /// Of what was found out about a plan of its own.
  init(_ order: BulkOrder, title: String, notes: [String]) {
    self.order = order
    form = nil
    self.title = title
    self.notes = notes
  }

  enum Outcome: Sendable {
    case stay, back, leave, apply
  }

  mutating func take(_ plan: BulkPlan) { self.plan = plan }

  /// Ending things for many asks for the number: no key alone does it.
  var asksForNumber: Bool { BulkPlanDialog.asksForNumber(order, total: plan?.total ?? order.marked.count) }

  static func asksForNumber(_ order: BulkOrder, total: Int64) -> Bool {
    let isHard = order.command.isHardToTakeBack || ActionTable.named(order.action)?.undo != .reversible
    return isHard && total > 1
  }

  private var nothingToDo: Bool { order.marked.isEmpty || (plan.map { $0.isWhole && $0.willDo == 0 } ?? false) }

  mutating func handle(_ key: Key) -> Outcome {
    switch key.commandTwin {
    case .escape: return .back
    case .control("c"): return .leave
    default: break
    }
    switch key {
    case .down, .pageDown: scroll = min(scroll + (key == .down ? 1 : 5), 500)
    case .up, .pageUp: scroll = max(scroll - (key == .up ? 1 : 5), 0)
    default: break
    }
    guard let plan, !nothingToDo else { return .stay }
    guard asksForNumber else { return key.commandTwin == .character("y") ? .apply : .stay }
    if key == .enter {
      isWrong = Int64(typed.text.filter { $0 != "," }) != plan.total
      return isWrong ? .stay : .apply
    }
    _ = typed.handle(key.commandTwin)
    isWrong = false
    return .stay
  }

  func draw(into frame: inout Frame, in screen: Rect, _ text: CellText) {
    let words = text.words
    let lines = lines(text, columns: min(screen.width, 76) - (screen.width < 44 ? 0 : 4))
    let inner = DialogBox.draw(
      into: &frame, in: screen, title: title, width: 76, height: lines.count + 2)
    guard !inner.isEmpty else { return }
    var (body, foot) = inner.splitBottom(inner.height > 2 ? 1 : 0)
    if asksForNumber, plan != nil, !nothingToDo {
      // The question stands at the bottom, where the answer is typed.
      let split = body.splitBottom(min(2, max(body.height - 1, 1)))
      body = split.rest
      drawQuestion(into: &frame, in: split.bottom, words)
    } else {
      frame.cursor = body.origin
    }
    let top = min(scroll, max(lines.count - body.height, 0))
    for (row, line) in lines.dropFirst(top).prefix(body.height).enumerated() {
      // Whatever does not fit is said to be there: the arrows lead to it.
      let isCut = row == body.height - 1 && body.height > 1 && top + body.height < lines.count
      let line = isCut ? (words(.more) + " ↓", Role.dim) : line
      frame.write(line.0, at: Point(body.x, body.y + row), width: body.width, role: line.1)
    }
    if inner.height <= 2 { foot = .init(x: inner.x, y: inner.maxY - 1, width: inner.width, height: 1) }
    KeyHints(hints(words)).draw(into: &frame, in: foot)
  }

  private func drawQuestion(into frame: inout Frame, in rect: Rect, _ words: Words) {
    let total = words.number(plan?.total ?? 0)
    let (head, rest) = rect.splitTop(rect.height > 1 ? 1 : 0)
    frame.write(
      words(isWrong ? .wrongNumber(total) : .typeNumber(total)), at: head.origin, width: head.width,
      role: isWrong ? .danger : .warning)
    typed.draw(into: &frame, in: Rect(x: rest.x, y: rest.y, width: min(14, rest.width), height: 1), isFocused: true)
  }

  private func hints(_ words: Words) -> [KeyHints.Hint] {
    let back = KeyHints.Hint(key: "Esc", title: words(.hintBack))
    if plan == nil || nothingToDo { return [back] }
    return [.init(key: asksForNumber ? "Enter" : "y", title: words(.hintApplies)), back]
  }

  private func lines(_ text: CellText, columns: Int) -> [(String, Role)] {
    let words = text.words
    var lines: [(String, Role)] = []
    func say(_ sentence: String, _ role: Role = .text, indent: Int = 0) {
      for line in TextWrap.lines(sentence, columns: max(columns - indent, 4)) {
        lines.append((String(repeating: " ", count: indent) + line, role))
      }
    }
    for (index, note) in notes.enumerated() { say(note, index == 0 ? .accent : .text) }
    if order.marked.isEmpty { return lines }
    guard let plan else {
      say(words(.looking(order.marked.count)))
      return lines
    }
    if !plan.isWhole { say(words(.judged(plan.judged, of: plan.total)), .dim) }
    say(words(.willDo(plan.willDo, of: plan.isWhole ? plan.total : plan.judged)), nothingToDo ? .warning : .title)
    if plan.willRefuse > 0 {
      say(words(.willRefuse(plan.willRefuse)), .warning)
      for group in plan.refused {
        let more = group.count > Int64(group.examples.count) ? [words(.more)] : []
        say(
          "\(words.number(group.count))  \(words.refused(group.refusal)) \(words.list(group.examples + more))",
          indent: 2)
      }
    }
    // What was found out about the whole says more than its first rows.
    for sample in notes.isEmpty ? plan.samples : [] {
      say("\(sample.record)  \(words.list(words.parts(sample.changes, zone: text.viewer.zone)))", .dim)
    }
    if plan.willDo > 0 {
      say(words(.undoOf(plan.undo)))
      say(words(.takes(seconds: plan.seconds)))
    }
    return lines
  }
}
