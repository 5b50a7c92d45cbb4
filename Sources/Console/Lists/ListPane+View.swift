internal import Domain
internal import Store
internal import Terminal

extension ListPane {
  /// Draws the list into its place; the header stands in the first row.
  /// Where there are marks they have a column of their own at the left edge.
  func draw(
    into frame: inout Frame, in rect: Rect, _ text: CellText, isFocused: Bool,
    isMarked: ((Int, ViewRow) -> Bool)? = nil
  ) {
    guard !rect.isEmpty else { return }
    if isGrouped { return drawGroups(into: &frame, in: rect, text, isFocused: isFocused) }
    let marks = marksWidth(rect.width, text.words) + (since == nil ? 0 : 1)
    var table = tableColumns(text.words, frame.widths, screen: rect.width)
    if marks > 0 { table.insert(TableColumn(id: "", title: "", minimum: marks, maximum: marks), at: 0) }
    if isMarked != nil { table.insert(TableColumn(id: "", title: "", minimum: 1, maximum: 1), at: 0) }
    let lead = (isMarked == nil ? 0 : 1) + (marks > 0 ? 1 : 0)
    let layout = TableLayout(columns: table, width: rect.width)
    let sort = sentence.ordering.keys.first
    let drawn = Table(
      layout, sortedColumn: sort?.field.id, sortsDown: sort?.descending ?? false,
      showsHeader: rect.height > 3)
    let widths = placedWidths(layout)
    let columns = columns
    let indices = Indices(self)
    let policy = frame.widths
    drawn.draw(
      into: &frame, in: rect, selected: window.isEmpty ? nil : window.selected - window.top, isFocused: isFocused
    ) { place in
      let index = window.top + place
      guard window.rows.indices.contains(index) else { return nil }
      let row = window.rows[index]
      var cells: [TableCell] = []
      cells.reserveCapacity(columns.count + 2)
      if isMarked != nil { cells.append(TableCell("")) }
      if marks > 0 {
        var mark = indices.mark(row, text.words, isNews: isNews(row.id), hasNews: since != nil, isNarrow: false)
        if policy.columns(of: mark.text) > marks {
          mark = indices.mark(row, text.words, isNews: isNews(row.id), hasNews: since != nil, isNarrow: true)
        }
        cells.append(TableCell(mark.text, role: mark.role))
      }
      for (column, field) in columns.enumerated() {
        let width = widths[column + lead]
        if width == 0 {
          cells.append(TableCell(""))
          continue
        }
        var value = column < row.values.count ? row.values[column] : .null
        if field == .rule(.value), case .text(let raw) = value {
          value = .text(text.words.ruleValue(raw, of: indices.effect(row)))
        }
        cells.append(TableCell(text.text(value, of: field, width: width), role: text.role(of: value, field)))
      }
      return TableRow(cells: cells, isMarked: isMarked?(index, row) ?? false)
    }
  }

  /// Rows that the list has room for in a rectangle of so many lines.
  static func rows(in height: Int) -> Int { max(height - (height > 3 ? 1 : 0), 1) }

  private func marksWidth(_ width: Int, _ words: Words) -> Int {
    guard kind == .orders else { return 0 }
    return words.language == .chinese && width >= 60 ? 4 : 2
  }

  private func placedWidths(_ layout: TableLayout) -> [Int] {
    var widths = Array(repeating: 0, count: layout.columns.count)
    for placed in layout.placed { widths[placed.index] = placed.width }
    return widths
  }

  private func drawGroups(into frame: inout Frame, in rect: Rect, _ text: CellText, isFocused: Bool) {
    guard let field = sentence.group, let groups else { return }
    let words = text.words
    let policy = frame.widths
    let seen = groups.dropFirst(topGroup).prefix(max(rect.height, 1))
    // Numbers have the room that they need, and names what is left: a number that is cut is another number.
    func widest(_ texts: [String]) -> Int { texts.map { policy.columns(of: $0) }.max() ?? 0 }
    let counts = max(widest(seen.map { words.number($0.count) }), min(policy.columns(of: words(.rowsOfGroup)), 5))
    let totals = widest(seen.map { words.list($0.totals.map(\.withCode)) })
    let roomForTotals = max(rect.width - counts - 10, 0)
    let names = max(rect.width - counts - min(totals, roomForTotals) - 3, 6)
    var columns = [
      TableColumn(id: field.id, title: words.title(field), minimum: 6, maximum: min(30, names)),
      TableColumn(id: "rows", title: words(.rowsOfGroup), minimum: counts, maximum: max(counts, 11), align: .right),
    ]
    // Sums that have no room whole are no use.
    if roomForTotals >= widest(seen.flatMap { $0.totals.map(\.withCode) }) {
      columns.append(
        TableColumn(
          id: "total", title: words(.total), minimum: max(min(totals, roomForTotals), min(5, roomForTotals), 1),
          maximum: 40, grows: true))
    }
    let layout = TableLayout(columns: columns, width: rect.width)
    let roomOfTotals = layout.placed.first { $0.index == 2 }?.width ?? 0
    let roomOfName = layout.placed.first { $0.index == 0 }?.width ?? 30
    let table = Table(layout, showsHeader: rect.height > 3)
    table.draw(
      into: &frame, in: rect, selected: groups.isEmpty ? nil : selectedGroup - topGroup, isFocused: isFocused
    ) { place in
      guard groups.indices.contains(topGroup + place) else { return nil }
      let group = groups[topGroup + place]
      var name = text.text(group.value, of: field, width: roomOfName)
      if case .flag(false) = group.value { name = words(.no) }
      let totals = ListPane.fitting(group.totals.map(\.withCode), columns: roomOfTotals, words, policy)
      return TableRow(cells: [
        TableCell(group.value.isAbsent ? words(.emptyValue) : name, role: group.value.isAbsent ? .dim : .text),
        TableCell(words.number(group.count)),
        TableCell(totals, role: .money),
      ])
    }
  }

  /// As many sums as there is room for, each whole.
  private static func fitting(_ sums: [String], columns: Int, _ words: Words, _ widths: WidthPolicy) -> String {
    for count in stride(from: sums.count, through: 1, by: -1) {
      let text = words.list(Array(sums.prefix(count))) + (count < sums.count ? " …" : "")
      if widths.columns(of: text) <= columns { return text }
    }
    return sums.isEmpty ? "" : "…"
  }
}

/// Where the values stand that mark a row, found once for a whole page.
private struct Indices {
  private let late: Int?
  private let holds: Int?
  private let effect: Int?

  init(_ pane: ListPane) {
    let columns = pane.queryColumns
    late = columns.firstIndex(of: .order(.late))
    holds = columns.firstIndex(of: .order(.holds))
    effect = columns.firstIndex(of: .rule(.effect))
  }

  func isLate(_ row: ViewRow) -> Bool {
    late.map { $0 < row.values.count && row.values[$0] == .flag(true) } ?? false
  }

  func isHeld(_ row: ViewRow) -> Bool {
    holds.map { $0 < row.values.count && !row.values[$0].isAbsent } ?? false
  }

  /// What a rule does with the orders that it finds.
  func effect(_ row: ViewRow) -> RuleEffect? {
    guard let effect, effect < row.values.count, case .text(let word) = row.values[effect] else { return nil }
    return RuleEffect(rawValue: word)
  }

  /// A letter for each trouble of a row, never the colour alone; where there is room for one, the more urgent one.
  func mark(
    _ row: ViewRow, _ words: Words, isNews: Bool, hasNews: Bool, isNarrow: Bool
  ) -> (text: String, role: Role) {
    let late = isLate(row), held = isHeld(row) && !(isNarrow && late)
    let first = isNews ? words(ViewWording.newsMark) : hasNews ? " " : ""
    let text = first + (late ? words(.lateMark) : "") + (held ? words(.heldMark) : "")
    return (text, late ? .danger : held ? .warning : isNews ? .info : .text)
  }
}
