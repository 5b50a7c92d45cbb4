internal import Terminal

/// Where things stand on a screen of a size: bars go first as it gets small, then the list beside the detail.
struct ScreenLayout: Hashable, Sendable {
  /// The program's bar; nil on low screens.
  let bar: Rect?
  /// The sentence and the position, or the prompt. On a small screen a detail stands here too, until a prompt opens.
  let sentence: Rect
  /// What a prompt may write below itself into.
  let belowPrompt: Rect
  /// Everything between.
  let body: Rect
  /// What is said, or the key hints.
  let foot: Rect
  let list: Rect?
  let detail: Rect?
  let divider: Point?
  /// The saved views, and the line behind them.
  let sideBar: Rect?
  let sideDivider: Point?

  /// From here on list and detail stand side by side.
  static let wideColumns = 140

  /// Whether saved views have room beside the list, and beside a detail too.
  ///
  /// Not on 120 columns: a list would lose two of its own there, and a terminal cannot scroll part of a line, so that a
  /// step down would cost ten times the bytes.
  static func hasRoomForSideBar(_ size: Size, showsDetail: Bool) -> Bool {
    size.rows >= 12 && size.columns >= (showsDetail ? wideColumns + ViewShelf.barColumns : 132)
  }

  /// `isZoomed`: the detail has the place of both.
  init(_ size: Size, showsDetail: Bool, isZoomed: Bool = false, showsSideBar: Bool = false) {
    var rest = Rect(size)
    let isSmall = size.rows < 20 || size.columns < 44
    if size.rows >= 12, !(isSmall && showsDetail) {
      let (top, under) = rest.splitTop(1)
      bar = top
      rest = under
    } else {
      bar = nil
    }
    var under: Rect
    (sentence, under) = rest.splitTop(size.rows >= 3 ? 1 : 0)
    (belowPrompt, foot) = under.splitBottom(size.rows >= 4 ? 1 : 0)
    under = isSmall && showsDetail ? rest : under
    let whole = under.splitBottom(size.rows >= 4 ? 1 : 0).rest
    var body = whole
    if showsSideBar {
      let (left, right) = whole.splitLeft(ViewShelf.barColumns)
      sideBar = left
      sideDivider = right.origin
      body = Rect(x: right.x + 1, y: right.y, width: right.width - 1, height: right.height)
    } else {
      sideBar = nil
      sideDivider = nil
    }
    self.body = body
    guard showsDetail else {
      list = body
      detail = nil
      divider = nil
      return
    }
    guard body.width >= ScreenLayout.wideColumns - 1, !isZoomed else {
      list = nil
      detail = body
      divider = nil
      return
    }
    let (left, right) = body.splitLeft(body.width - min(body.width / 2, 100))
    list = left
    divider = right.origin
    detail = Rect(x: right.x + 1, y: right.y, width: right.width - 1, height: right.height)
  }

  var listHeight: Int { body.height }
}
