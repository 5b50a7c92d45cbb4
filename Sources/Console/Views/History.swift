internal import Domain
internal import Store

/// A list as somebody left it: sentence, selected row, marks, and the rows that were on the screen.
struct Visit: Sendable {
  var pane: PaneName
  var list: ListPane

  /// Keeps of the rows only what was in sight: a long history must not hold a shop in memory.
  init(_ pane: PaneName, _ list: ListPane) {
    self.pane = pane
    self.list = list
    self.list.window.trim(self.list.height)
  }
}

/// The way through sentences, as a browser keeps it.
struct History: Sendable {
  private(set) var back: [Visit] = []
  private(set) var forward: [Visit] = []

  static let limit = 50

  init(back: [Visit] = [], forward: [Visit] = []) {
    self.back = back
    self.forward = forward
  }

  /// A new way is taken from here: what lay ahead is forgotten.
  mutating func leave(_ visit: Visit) {
    forward = []
    if let last = back.last, last.pane == visit.pane, last.list.sentence == visit.list.sentence { back.removeLast() }
    back.append(visit)
    if back.count > History.limit { back.removeFirst(back.count - History.limit) }
  }

  /// Lets go of every row: who looks may not see them any more.
  mutating func forgetRows() {
    for index in back.indices { back[index].list.forget() }
    for index in forward.indices { forward[index].list.forget() }
  }

  mutating func goBack(from visit: Visit) -> Visit? {
    guard let target = back.popLast() else { return nil }
    forward.append(visit)
    return target
  }

  mutating func goForward(from visit: Visit) -> Visit? {
    guard let target = forward.popLast() else { return nil }
    back.append(visit)
    return target
  }
}
