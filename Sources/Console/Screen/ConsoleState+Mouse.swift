internal import Domain
internal import Store
internal import Terminal

/// Clicks and the wheel do what keys do, and nothing that keys cannot.
extension ConsoleState {
  private static let wheelRows = 3

  mutating func useMouse(_ uses: Bool) -> [Effect] {
    manners.usesMouse = uses
    say(.craft(uses ? .mouseOn : .mouseOff), .hint)
    return [.terminal(.mouse(uses))]
  }

  /// What the mouse does where no dialog is open.
  mutating func point(_ event: MouseEvent) -> [Effect] {
    guard manners.usesMouse, !manners.isSelectingText, !awaitsDialog else { return [] }
    switch event.kind {
    case .wheelUp: return wheel(-1, at: event.point)
    case .wheelDown: return wheel(1, at: event.point)
    case .press: return event.button == 0 ? click(event.point) : []
    case .release, .drag: return []
    }
  }

  private mutating func wheel(_ direction: Int, at point: Point) -> [Effect] {
    guard case .plain = mode else { return take(direction < 0 ? Key.up : Key.down) }
    status = nil
    let distance = direction * ConsoleState.wheelRows
    if layout.detail?.contains(point) ?? false {
      if detail != nil { detail?.scroll(by: distance) } else { manners.preview?.scroll(by: distance) }
      return []
    }
    return list.move(by: distance, viewer)
  }

  private mutating func click(_ point: Point) -> [Effect] {
    guard case .plain = mode else { return [] }
    let layout = layout
    if status == nil, layout.foot.contains(point) { return clickHint(point, layout.foot) }
    status = nil
    if layout.bar?.contains(point) ?? false { return pane(at: point.x, layout).map { show($0) } ?? [] }
    if let place = layout.sideBar, place.contains(point) {
      guard let index = shelf.item(atRow: point.y - place.y, of: place), !mustQueue(.enter) else { return [] }
      shelf.selected = index
      return openSelectedView()
    }
    if let place = layout.detail, place.contains(point) { return click(point, inDetail: place) }
    if let place = layout.list, place.contains(point) { return click(point, inList: place) }
    return []
  }

  /// Selects the row; a click on the selected one opens it. Beside an open record the other record is opened.
  private mutating func click(_ point: Point, inList place: Rect) -> [Effect] {
    let row = point.y - place.y - (place.height > 3 ? 1 : 0)
    guard row >= 0, !mustQueue(.enter) else { return [] }
    if list.isGrouped { return list.move(by: list.topGroup + row - list.selectedGroup, viewer) }
    let index = list.window.top + row
    guard list.window.rows.indices.contains(index) else { return [] }
    let isSelected = index == list.window.selected
    if isSelected && detail == nil { return run(.open) }
    let effects = list.move(by: index - list.window.selected, viewer)
    guard detail != nil, !isSelected, let chosen = list.window.selectedRow else { return effects }
    return effects + open(list.kind, chosen.id)
  }

  private mutating func click(_ point: Point, inDetail place: Rect) -> [Effect] {
    let text = cellText
    guard let open = detail else {
      guard let tab = manners.preview?.tab(at: point, in: place, words) else { return run(.open) }
      _ = manners.preview?.show(tab, text)
      return tab == .raw ? run(.open) : []
    }
    guard let tab = open.tab(at: point, in: place, words) else { return [] }
    return detail?.show(tab, text) ?? []
  }

  private mutating func clickHint(_ point: Point, _ foot: Rect) -> [Effect] {
    let hints = footHints(foot.width)
    let places = KeyHints(hints.map(\.hint)).places(in: foot, .standard)
    guard let index = places.firstIndex(where: { $0.contains(point) }) else { return [] }
    return run(hints[index].command)
  }

  private func pane(at x: Int, _ layout: ScreenLayout) -> PaneName? {
    guard let bar = layout.bar else { return nil }
    var end = bar.x
    for (pane, text) in barNames(bar.width) {
      end += WidthPolicy.standard.columns(of: text)
      if x < end { return pane }
    }
    return nil
  }

  /// What the bottom line offers, with the command that each hint is of.
  func footHints(_ width: Int) -> [(command: Command, hint: KeyHints.Hint)] {
    let now = circumstances
    let place = self.place
    let usual = Command.hints(in: place, kind: now.kind, isNarrow: width < 44)
    return (actsOnMarked || currentRange != nil ? Command.markHints(kind: now.kind) : usual)
      .filter { $0.unavailable(in: now) == nil }
      .compactMap { command in
        keys.keys(of: command, in: place).first.map {
          (command, KeyHints.Hint(key: $0.name, title: words.title(command)))
        }
      }
  }
}
