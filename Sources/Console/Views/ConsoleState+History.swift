internal import Domain
internal import Store
internal import Terminal

/// Back and forward through sentences; each comes back with its row, its marks and its place on the screen.
extension ConsoleState {
  private var visit: Visit { Visit(shown, list) }

  /// To be called before the list shows something else.
  mutating func leave() { history.leave(visit) }

  /// The same for a list that was left step by step, as a filter does while it is typed.
  mutating func leave(_ before: ListPane) { history.leave(Visit(shown, before)) }

  mutating func goBack() -> [Effect] {
    guard let target = history.goBack(from: visit) else {
      say(.noWayBack, .hint)
      return []
    }
    return enter(target)
  }

  mutating func goForward() -> [Effect] {
    guard let target = history.goForward(from: visit) else {
      say(.noWayForward, .hint)
      return []
    }
    return enter(target)
  }

  private mutating func enter(_ target: Visit) -> [Effect] {
    detail = nil
    shown = target.pane
    let (since, opened) = (list.since, list.opened)
    var effects = self[shown].restore(target.list, viewer)
    // What was seen meanwhile stays seen.
    self[shown].see(since: since, opened: opened)
    effects += relayout()
    return effects
  }
}
