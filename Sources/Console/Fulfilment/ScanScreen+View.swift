internal import Domain
internal import Terminal

extension ScanScreen {
  func view(_ widths: WidthPolicy) -> Frame {
    var frame = Frame(size: size, widths: widths)
    // An error is seen from the corner of the eye: the whole screen has another ground.
    let ground: Role = isFlashing ? .bad : .text
    frame.fill(frame.bounds, role: ground)
    if size.rows < 2 { return frame }
    var screen = ScanLayout(frame: frame, ground: ground, widths: widths)
    if let place { draw(place, &screen) } else { drawChoices(&screen) }
    return screen.frame
  }

  private func draw(_ place: ScanPlace, _ screen: inout ScanLayout) {
    let step = place.step
    var title = [words.scenario(place.scenario)]
    for case .progress(let at, let of) in step.facts { title.append("\(at)/\(of)") }
    for case .cart(let cart) in step.facts where step.prompt != .cart && !cart.isEmpty {
      title.append(words.say("CART", "车") + " " + cart)
    }
    screen.title(title.joined(separator: " "), right: place.number)
    var keys = ScanKey.allCases.compactMap { key in
      step.keys[key].map { "\(key.rawValue.uppercased()) \(words.key($0))" }
    }
    if step.prompt == .unloading { keys.append(words.say("Y all at once", "Y 全部卸下")) }
    let prompt = place.isDone ? words.say("Enter: next", "回车：下一个") : words.prompt(step) + ">"
    screen.input(prompt, typed)
    screen.keys(keys)
    screen.verdict(said.map { ($0.text, $0.signal == .good) })
    for case .reasons(let reasons) in step.facts {
      screen.facts(reasons.enumerated().map { ("\($0 + 1)", words.reason($1)) })
      return
    }
    var listed: [(label: String, text: String)] = []
    for case .conditions(let states) in step.facts {
      listed = states.enumerated().map { ("\($0 + 1)", words.condition($1)) }
    }
    let shown = step.facts.filter { fact in
      switch fact {
      case .progress, .conditions: false
      case .cart: step.prompt == .cart
      default: true
      }
    }
    screen.facts(shown.map(words.line) + listed)
  }

  private func drawChoices(_ screen: inout ScanLayout) {
    screen.title(words.say("WALKS", "作业"), right: "\(choices.count)")
    screen.input(words.say("WALK", "作业") + ">", typed)
    let shown = choiceTexts(screen.widths)
    let more = shown.count < choices.count ? [words.say("F2 more", "F2 更多")] : []
    screen.keys(more + [words.say("Esc quit", "Esc 退出")])
    screen.verdict(said.map { ($0.text, $0.signal == .good) })
    if choices.isEmpty {
      screen.facts([("", words.say("Nothing to do. Enter looks again.", "没有要做的。回车刷新。"))])
    } else {
      screen.facts(shown.map { ("", $0) })
    }
  }

  /// The walks from the first that is shown on, as many as there is room for: a line each, on a screen of few rows
  /// beside each other. An order's number is told by its end.
  func choiceTexts(_ widths: WidthPolicy) -> [String] {
    let columns = size.columns
    // Title, keys, verdict and input have the others.
    let rows = max(size.rows - 4, 1)
    var texts: [String] = []
    var (lines, used) = (0, columns)
    for (index, choice) in choices.enumerated().dropFirst(firstChoice) {
      let head = "\(index + 1) \(words.scenario(choice.scenario)) "
      let room = max(columns - widths.columns(of: head), 1)
      var text = choice.text
      if case .pack = choice.aim { text = widths.shortened(text, columns: room, cut: .start) }
      let wide = widths.columns(of: head + text)
      if rows < 8, used + 2 + wide <= columns {
        used += 2 + wide
      } else {
        if lines == rows { break }
        lines += 1
        used = wide
      }
      texts.append(head + text)
    }
    return texts
  }
}

/// Lays a handheld's lines out from both ends: the title at the top, the input at the bottom, the facts between.
private struct ScanLayout {
  var frame: Frame
  let ground: Role
  let widths: WidthPolicy
  private var top = 0
  private var bottom: Int

  init(frame: Frame, ground: Role, widths: WidthPolicy) {
    self.frame = frame
    self.ground = ground
    self.widths = widths
    bottom = frame.size.rows
  }

  private func role(_ usual: Role) -> Role { ground == .text ? usual : ground }

  mutating func title(_ text: String, right: String) {
    let columns = frame.size.columns
    frame.fill(Rect(x: 0, y: 0, width: columns, height: 1), role: role(.bar))
    let room = columns - widths.columns(of: right) - 1
    frame.write(text, at: Point(0, 0), width: max(0, room), role: role(.bar))
    frame.write(right, at: Point(max(0, columns - widths.columns(of: right)), 0), width: columns, role: role(.bar))
    top = 1
  }

  /// On the bottom line, whose caret input methods and screen readers follow.
  mutating func input(_ prompt: String, _ typed: String) {
    bottom -= 1
    let columns = frame.size.columns
    frame.fill(Rect(x: 0, y: bottom, width: columns, height: 1), role: .input)
    frame.write(prompt, at: Point(0, bottom), width: columns, role: .input)
    let start = min(widths.columns(of: prompt) + 1, max(0, columns - 2))
    var shown = typed
    while !shown.isEmpty && widths.columns(of: shown) > columns - start - 1 { shown.removeFirst() }
    frame.write(shown, at: Point(start, bottom), width: max(0, columns - start), role: .input)
    frame.cursor = Point(min(columns - 1, start + widths.columns(of: shown)), bottom)
  }

  mutating func keys(_ keys: [String]) {
    var lines: [String] = []
    for key in keys {
      if let last = lines.last, widths.columns(of: last) + 1 + widths.columns(of: key) <= frame.size.columns {
        lines[lines.count - 1] = last + " " + key
      } else {
        lines.append(key)
      }
    }
    for line in lines.reversed() where bottom - 1 > top + 2 {
      bottom -= 1
      frame.write(line, at: Point(0, bottom), width: frame.size.columns, role: role(.hint))
    }
  }

  mutating func verdict(_ said: (text: String, isGood: Bool)?) {
    let room = max(1, min(3, bottom - top - 2))
    guard let said else {
      bottom -= 1
      return
    }
    let mark = said.isGood ? "✓ " : "✗ "
    let lines = Array(TextWrap.lines(mark + said.text, columns: frame.size.columns, widths: widths).prefix(room))
    bottom -= lines.count
    for (index, line) in lines.enumerated() {
      frame.write(
        line, at: Point(0, bottom + index), width: frame.size.columns, role: role(said.isGood ? .success : .danger))
    }
  }

  /// One a line where they have room, else several a line; on a large screen with air between them.
  mutating func facts(_ facts: [(label: String, text: String)]) {
    let columns = frame.size.columns
    let rows = bottom - top
    if rows < 1 { return }
    let each = facts.map { fact in fact.label.isEmpty ? fact.text : fact.label + " " + fact.text }
    var lines: [String] = []
    if each.count <= rows {
      lines = each
    } else {
      for text in each {
        if let last = lines.last, widths.columns(of: last) + 2 + widths.columns(of: text) <= columns {
          lines[lines.count - 1] = last + "  " + text
        } else {
          lines.append(text)
        }
      }
    }
    let wrapped = lines.flatMap { TextWrap.lines($0, columns: columns, widths: widths) }
    if wrapped.count <= rows { lines = wrapped }
    let air = frame.size.rows >= 20 && lines.count * 2 < rows ? 2 : 1
    for (index, line) in lines.prefix(rows).enumerated() {
      frame.write(line, at: Point(0, top + index * air + (air - 1)), width: columns, role: role(.text))
    }
  }
}
