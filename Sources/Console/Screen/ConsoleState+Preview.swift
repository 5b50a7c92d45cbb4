internal import Domain
internal import Store
internal import Terminal

/// Two panes side by side: what the selected row opens stands beside the list where there is room.
extension ConsoleState {
  var layout: ScreenLayout {
    ScreenLayout(
      size, showsDetail: detail != nil || showsPreview, isZoomed: manners.isZoomed,
      showsSideBar: showsSideBar)
  }

  var showsPreview: Bool { detail == nil && size.columns >= ScreenLayout.wideColumns && !manners.isZoomed }

  /// After each message: asks for what the selected row opens, once it is another. No key waits for it: the answer is
  /// read when the selection has come to rest, and what stood there before stays until then.
  mutating func followSelection(after message: Message) -> [Effect] {
    guard showsPreview, !list.isGrouped, let row = list.window.selectedRow else {
      if manners.previewOf != nil { (manners.preview, manners.previewOf) = (nil, nil) }
      return []
    }
    let wanted = RecordName(kind: list.kind, id: row.id)
    switch message {
    // What was done here may have been done to it.
    case .changed, .performed, .undone: break
    default: if wanted == manners.previewOf { return [] }
    }
    manners.previewOf = wanted
    manners.previewSerial += 1
    return [
      .record(RecordRequest(kind: wanted.kind, id: wanted.id, purpose: .preview, serial: manners.previewSerial))
    ]
  }

  mutating func take(preview request: RecordRequest, _ answer: Result<Record?, Trouble>) -> [Effect] {
    guard showsPreview, request.serial == manners.previewSerial, let place = layout.detail else { return [] }
    let text = cellText
    let old = manners.preview
    var pane = DetailPane(kind: request.kind, id: request.id)
    if let old, old.kind.opened == pane.kind.opened, old.tab != .raw { _ = pane.show(old.tab, text) }
    pane.resize(width: place.width, height: place.height, text)
    _ = pane.take(answer, text)
    if let old, old.id == pane.id, old.kind == pane.kind { pane.scroll(to: old.scroll) }
    manners.preview = pane
    return []
  }

  /// The record that already stands beside the list, to be opened at once.
  func previewed(_ kind: Kind, _ id: Int64) -> DetailPane? {
    guard let pane = manners.preview, pane.kind == kind, pane.id == id, pane.record != nil else { return nil }
    return pane
  }

  func drawPreview(into frame: inout Frame, in rect: Rect, _ text: CellText) {
    manners.preview?.draw(into: &frame, in: rect, text, isFocused: false)
  }

  // MARK: The whole screen for one

  mutating func zoom() -> [Effect] {
    manners.isZoomed.toggle()
    say(.craft(manners.isZoomed ? .zoomed : .unzoomed), .hint)
    return relayout()
  }

  /// While text is selected the mouse is the terminal's; any key goes back.
  mutating func selectText(_ selects: Bool) -> [Effect] {
    manners.isSelectingText = selects
    status = nil
    return [.terminal(.mouse(manners.usesMouse && !selects))]
  }

  /// Text alone: no bars, no lines, no scroll bar, one pane.
  func viewForSelecting(_ blank: Frame, _ layout: ScreenLayout, _ text: CellText) -> Frame {
    var frame = blank
    let rows = Rect(x: 0, y: layout.body.y, width: size.columns, height: layout.body.height)
    if var detail {
      detail.resize(width: rows.width, height: rows.height, text)
      detail.draw(into: &frame, in: rows, text, isFocused: true, showsBar: false)
    } else {
      drawList(into: &frame, in: rows, text)
    }
    frame.write(words(.craft(.selecting)), at: layout.foot.origin, width: layout.foot.width, role: .hint)
    if !(frame.cursor.map(frame.bounds.contains) ?? false) { frame.cursor = Point(0, 0) }
    return frame
  }
}
