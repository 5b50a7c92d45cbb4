internal import Terminal

/// What can be done here, to be chosen by moving alone or by a click: for whoever knows no key, or has few of them.
struct Menu: Sendable {
  private(set) var list: CommandList
  /// What the commands at the top are done to.
  private let title: String

  enum Outcome: Hashable, Sendable {
    case stay, leave
    case run(Command)
  }

  /// What rows of other kinds could have done to them is left out, and so is moving, which the menu itself is moved by.
  init(_ rows: [CommandRow], now: Circumstances, title: String) {
    self.title = title
    let fitting = rows.filter { row in
      if row.command == .menu || row.command == .down || row.command == .up { return false }
      switch row.unavailable {
      case .ordersOnly, .productsOnly, .customersOnly, .stockOnly, .locationsOnly, .purchasingOnly, .returnsOnly:
        return false
      case .only: return false
      case .notHere, .inFieldsOnly, .nothingMarked: return false
      case .noSelection, .readOnly, .lacksRight, .nothingToRedo, nil: return true
      }
    }
    list = CommandList(CommandRow.actsFirst(fitting))
  }

  /// The rows that a key finds, in the same order; the selected one stays.
  mutating func renew(_ menu: Menu) {
    let old = list.current?.command
    list = menu.list
    if let index = list.rows.firstIndex(where: { $0.command == old }) { list.select(index) }
  }

  mutating func handle(_ key: Key) -> Outcome {
    switch key {
    case .escape, .control("c"): return .leave
    case .enter, .right: return list.current.map { .run($0.command) } ?? .leave
    default:
      _ = list.handle(key)
      return .stay
    }
  }

  /// A click runs what stands there, one outside leaves, the wheel moves.
  mutating func handle(_ mouse: MouseEvent, in screen: Rect, _ words: Words) -> Outcome {
    let inner = DialogBox.place(in: screen, width: 76, height: list.height).inner
    switch mouse.kind {
    case .wheelUp: _ = list.handle(.up)
    case .wheelDown: _ = list.handle(.down)
    case .press where mouse.button == 0:
      if !inner.contains(mouse.point) { return .leave }
      if let index = list.index(at: mouse.point, in: list.split(inner, words).body) {
        return .run(list.rows[index].command)
      }
    case .press, .release, .drag: break
    }
    return .stay
  }

  func draw(into frame: inout Frame, in screen: Rect, _ words: Words) {
    let inner = DialogBox.draw(into: &frame, in: screen, title: title, width: 76, height: list.height)
    guard !inner.isEmpty else { return }
    let (body, said) = list.split(inner, words)
    for (row, line) in said.enumerated() {
      frame.write(line, at: Point(body.x, body.maxY + row), width: body.width, role: .hint)
    }
    list.draw(into: &frame, in: body, words)
  }
}
