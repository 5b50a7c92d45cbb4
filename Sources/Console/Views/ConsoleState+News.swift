internal import Domain
internal import Store
internal import Terminal

/// What changed since this person looked: marked, gone to, seen.
extension ConsoleState {
  /// Begins to mark what somebody else changes from these entries of the journal on.
  mutating func mark(_ seen: Seen, head: Int64) {
    for pane in PaneName.allCases {
      self[pane].see(since: seen.marks[pane.rawValue] ?? head, opened: seen.rows[pane.rawValue] ?? [:])
    }
  }

  mutating func seeAll(_ pane: PaneName, head: Int64) { self[pane].see(since: head, opened: [:]) }

  /// What is kept of it; a list that was on the screen has been seen when its person leaves.
  func seen(leavesForGood: Bool) -> Seen {
    var seen = Seen()
    for pane in PaneName.allCases {
      guard let since = self[pane].since else { continue }
      let read = leavesForGood ? self[pane].readHead ?? since : since
      seen.marks[pane.rawValue] = max(since, read)
      let covers = leavesForGood && self[pane].readHead != nil
      if !covers, !self[pane].opened.isEmpty { seen.rows[pane.rawValue] = self[pane].opened }
    }
    return seen
  }

  /// Goes to the next changed row: among the rows at hand, else the store looks further.
  mutating func goToChange(backwards: Bool) -> [Effect] {
    guard !list.isGrouped, let since = list.since, let selected = list.window.selectedRow else { return [] }
    let window = list.window
    let range =
      backwards
      ? Array((0..<window.selected).reversed())
      : Array((window.selected + 1)..<max(window.rows.count, window.selected + 1))
    if let index = range.first(where: { list.isNews(window.rows[$0].id) }) {
      let step = index - window.selected
      if detail != nil {
        let effects = list.move(by: step, viewer)
        return list.window.selectedRow.map { effects + open(list.kind, $0.id) } ?? effects
      }
      return list.move(by: step, viewer)
    }
    awaitsDialog = true
    let last = backwards ? window.rows.first : window.rows.last
    // Pressed again where it found nothing, it goes on from where it stopped.
    let goesOn = newsGoesOn.flatMap { known in
      known.pane == shown && known.generation == list.generation && known.backwards == backwards
        && known.since == since && known.row == selected.id ? known.anchor : nil
    }
    return [
      .viewing(
        .nextNews(
          NewsSearch(
            pane: shown, generation: list.generation, query: list.query(viewer),
            anchor: goesOn ?? (last ?? selected).anchor, backwards: backwards, since: since, opened: list.opened,
            row: selected.id)))
    ]
  }

  mutating func take(_ search: NewsSearch, _ answer: Result<Views.NewsFound, Trouble>) -> [Effect] {
    awaitsDialog = false
    newsGoesOn = nil
    switch answer {
    case .failure(let trouble):
      say(trouble)
      queued = []
      return []
    case .success(let found):
      guard search.pane == shown, search.generation == list.generation else { return replayQueued() }
      switch found {
      case .row(let row): return list.go(to: row, viewer) + replayQueued()
      case .none: say(search.backwards ? .noNewsBefore : .noNewsBehind, .hint)
      case .noneUntil(let end):
        newsGoesOn = search
        newsGoesOn?.anchor = end
        say(.noNewsSoFar(Int64(Views.newsReach), backwards: search.backwards), .hint)
      }
      return replayQueued()
    }
  }

  /// The record on the screen has been looked at.
  mutating func seeOpened() {
    guard let detail else { return }
    for pane in PaneName.allCases where self[pane].kind.opened == detail.kind.opened {
      self[pane].seeRow(detail.id, of: detail.kind)
    }
  }
}
