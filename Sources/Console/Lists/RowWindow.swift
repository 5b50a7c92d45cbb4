internal import Store

/// The part of a view that a list holds: a few pages of rows around what is on the screen. Rows are numbered from 0 in
/// the window; a selection that moves past its end owes the rest until more rows come.
struct RowWindow: Sendable {
  private(set) var rows: [ViewRow] = []
  private(set) var reachedStart = false
  private(set) var reachedEnd = false
  /// The first row on the screen.
  private(set) var top = 0
  private(set) var selected = 0
  /// Place of `rows[0]` in the whole view, from 0; nil after a leap whose distance nobody counted.
  private(set) var firstPlace: Int64?
  /// Rows that the selection still has to move.
  private(set) var owed = 0
  private var owesPage = false
  /// The newest entry of the journal about each row that somebody else changed.
  private(set) var news: [Int64: Int64] = [:]

  /// Rows kept, in pages; two pages before the edge more are read.
  static let mostPages = 12
  static let refillPages = 4
  static let sparePages = 2

  var selectedRow: ViewRow? { rows.indices.contains(selected) ? rows[selected] : nil }
  var isEmpty: Bool { rows.isEmpty }

  /// The selected row's place from 1; `count` is the whole view's, where it is known.
  func place(of count: Int64?) -> Int64? {
    if rows.isEmpty { return nil }
    if let firstPlace { return firstPlace + Int64(selected) + 1 }
    if reachedEnd, let count { return count - Int64(rows.count - selected) + 1 }
    return nil
  }

  /// Somebody has counted how many rows stand before this one.
  mutating func learn(_ rank: Int64, of id: Int64) {
    guard firstPlace == nil, let index = rows.firstIndex(where: { $0.id == id }), rank >= Int64(index) else { return }
    firstPlace = rank - Int64(index)
  }

  // MARK: Moving

  /// Moves the selection; with `paging` the rows on the screen move with it.
  mutating func move(by distance: Int, height: Int, paging: Bool = false) {
    guard !rows.isEmpty else { return }
    let wanted = owed + distance
    owed = 0
    let (target, overflow) = selected.addingReportingOverflow(wanted)
    if overflow { return }
    let reached = min(max(target, 0), rows.count - 1)
    if paging { top += reached - selected }
    selected = reached
    if target > reached && !reachedEnd || target < reached && !reachedStart {
      owed = min(max(target - reached, -100_000), 100_000)
      owesPage = paging
    }
    fit(height)
  }

  mutating func select(first height: Int) {
    (selected, owed, top) = (0, 0, 0)
    fit(height)
  }

  mutating func select(last height: Int) {
    (selected, owed) = (max(rows.count - 1, 0), 0)
    fit(height)
  }

  mutating func forgetOwed() { owed = 0 }

  /// Keeps the selection on the screen and the screen full.
  mutating func fit(_ height: Int) {
    let height = max(height, 1)
    selected = min(max(selected, 0), max(rows.count - 1, 0))
    top = min(max(top, selected - height + 1), selected)
    top = max(min(top, rows.count - height), 0)
  }

  // MARK: Rows that come

  mutating func replace(with page: ViewPage, purpose: PageRequest.Purpose, count: Int64?, height: Int) {
    let old = self
    rows = page.rows
    news = page.news
    (reachedStart, reachedEnd, owed) = (page.reachedStart, page.reachedEnd, 0)
    firstPlace = reachedStart ? 0 : nil
    switch purpose {
    case .new, .start, .further, .nearer: (top, selected) = (0, 0)
    case .end:
      selected = max(rows.count - 1, 0)
      top = selected
      if let count, !reachedStart, count >= Int64(rows.count) { firstPlace = count - Int64(rows.count) }
    case .around(let id):
      selected = rows.firstIndex { $0.id == id } ?? 0
      top = max(selected - height / 2, 0)
    case .again: keepPlace(of: old, height: height)
    }
    fit(height)
  }

  /// After a change: the same record selected, at the same line of the screen; rows new at the top of a view come in
  /// sight where the top was in sight.
  private mutating func keepPlace(of old: RowWindow, height: Int) {
    let line = old.selected - old.top
    let id = old.selectedRow?.id
    if let index = rows.firstIndex(where: { $0.id == id }) {
      selected = index
    } else if let neighbour = nearestAbove(of: old) {
      selected = neighbour + 1
    } else {
      selected = line
    }
    top = old.reachedStart && old.top == 0 && selected < height ? 0 : selected - line
    if !reachedStart, let oldFirst = old.firstPlace, let head = rows.first,
      let index = old.rows.firstIndex(where: { $0.id == head.id })
    {
      firstPlace = oldFirst + Int64(index)
    }
  }

  /// Where the nearest row above the old selection stands that is still here.
  private func nearestAbove(of old: RowWindow) -> Int? {
    for row in old.rows.prefix(old.selected).reversed() {
      if let index = rows.firstIndex(where: { $0.id == row.id }) { return index }
    }
    return nil
  }

  mutating func append(_ page: ViewPage, height: Int) {
    rows += page.rows
    news.merge(page.news) { max($0, $1) }
    reachedEnd = page.reachedEnd
    let spare = rows.count - RowWindow.mostPages * max(height, 8)
    let cut = min(spare, top - RowWindow.sparePages * height)
    if cut > 0 {
      rows.removeFirst(cut)
      (top, selected, reachedStart) = (top - cut, selected - cut, false)
      firstPlace = firstPlace.map { $0 + Int64(cut) }
    }
    payOwed(height)
  }

  mutating func prepend(_ page: ViewPage, height: Int) {
    let more = page.rows.count
    rows = page.rows + rows
    news.merge(page.news) { max($0, $1) }
    (top, selected, reachedStart) = (top + more, selected + more, page.reachedStart)
    firstPlace = reachedStart ? 0 : firstPlace.map { $0 - Int64(more) }
    let keep = max(RowWindow.mostPages * max(height, 8), selected + RowWindow.sparePages * height)
    if rows.count > keep {
      rows.removeLast(rows.count - keep)
      reachedEnd = false
    }
    payOwed(height)
  }

  private mutating func payOwed(_ height: Int) {
    if owed == 0 { return fit(height) }
    let debt = owed
    owed = 0
    move(by: debt, height: height, paging: owesPage)
  }

  /// Lets go of all rows but those on the screen.
  mutating func trim(_ height: Int) {
    let kept = max(top, 0)..<min(max(top, 0) + max(height, 1), rows.count)
    guard !kept.isEmpty, kept.count < rows.count else { return }
    (reachedStart, reachedEnd) = (reachedStart && kept.lowerBound == 0, reachedEnd && kept.upperBound == rows.count)
    firstPlace = firstPlace.map { $0 + Int64(kept.lowerBound) }
    (selected, top, owed) = (selected - kept.lowerBound, 0, 0)
    rows = Array(rows[kept])
    let ids = Set(rows.map(\.id))
    news = news.filter { ids.contains($0.key) }
    fit(height)
  }

  // MARK: What is missing

  /// Which rows to read next; nil while there are enough.
  func missing(height: Int) -> (purpose: PageRequest.Purpose, from: ViewStart, limit: Int)? {
    guard let first = rows.first, let last = rows.last else { return nil }
    let height = max(height, 4)
    let limit = RowWindow.refillPages * height
    if owed > 0 || !reachedEnd && rows.count - top - height < RowWindow.sparePages * height, !reachedEnd {
      return (.further, .after(last.anchor), max(limit, min(owed + 2 * height, 2000)))
    }
    if owed < 0 || !reachedStart && top < RowWindow.sparePages * height, !reachedStart {
      return (.nearer, .before(first.anchor), max(limit, min(-owed + 2 * height, 2000)))
    }
    return nil
  }

  /// Where to read the same place again: a page above the screen, four in all.
  func again(height: Int) -> (from: ViewStart, limit: Int, fromStart: Bool) {
    let height = max(height, 4)
    let first = max(top - height, 0)
    guard rows.indices.contains(first) else { return (.start, 4 * height, true) }
    if first == 0 && reachedStart { return (.start, 4 * height + top, true) }
    return (.at(rows[first].anchor), 4 * height, false)
  }
}
