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
    var table = tableColumns(text.words, marks: marks, frame.widths, screen: rect.width)
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
        let mark = indices.mark(row, text.words, isNews: isNews(row.id), hasNews: since != nil)
        cells.append(TableCell(mark.text, role: mark.role))
      }
      for (column, field) in columns.enumerated() {
        let width = widths[column + lead]
        if width == 0 {
          cells.append(TableCell(""))
          continue
        }
        let value = column < row.values.count ? row.values[column] : .null
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

  private func tableColumns(_ words: Words, marks: Int, _ frameWidths: WidthPolicy, screen: Int) -> [TableColumn] {
    var table: [TableColumn] = []
    if marks > 0 { table.append(TableColumn(id: "", title: "", minimum: marks, maximum: marks)) }
    for field in columns {
      let shape = field.column
      let named = columns.contains(field) && !sentence.columns.isEmpty
      // A title of four columns, two Chinese characters, is always shown whole.
      let titleColumns = frameWidths.columns(of: words.title(field))
      let widest = max(shape.width, min(titleColumns, 4))
      let header = min(titleColumns, widest)
      let least = min(max(ListPane.readable(field, screen: screen), shape.minimum, header), widest)
      table.append(
        TableColumn(
          id: field.id, title: words.title(field), minimum: least, maximum: widest,
          // Columns that the sentence names go from the right.
          priority: named ? columns.firstIndex(of: field) ?? 0 : shape.priority,
          align: shape.alignment == .trailing ? .right : .left,
          grows: field.type == .text || field.type == .texts || field.type == .codes, cut: ListPane.cut(field)))
    }
    return table
  }

  /// Numbers of one channel differ at their end, codes at both ends.
  private static func cut(_ field: Field) -> TableColumn.Cut {
    switch field {
    case .order(.number), .order(.externalId), .line(.order), .peg(.order), .returned(.order): .start
    case .order, .line, .product, .variant, .customer, .stock, .location, .move, .supplier, .purchase, .purchaseLine,
      .receipt, .peg, .returned, .rule:
      field.type == .code ? .middle : .end
    case .carrier, .service, .sheet: field.type == .text ? .end : .middle
    case .fulfilment(.order), .parcel(.order), .run(.order), .alert(.order), .claim(.order), .shipment(.order): .start
    case .wave, .fulfilment, .run, .parcel, .manifest, .alert, .claim, .lane, .shipment, .consolidation, .trackingEvent:
      field.type == .code ? .middle : .end
    }
  }

  /// The fewest columns in which a field still says something: fewer fields that can be read are better than many that
  /// cannot. Narrow screens ask for less.
  private static func readable(_ field: Field, screen: Int) -> Int {
    let isNarrow = screen < 60, isTiny = screen < 30
    return switch field.type {
    case .money: 10
    case .age: isNarrow ? 5 : 7
    case .choice: isTiny ? 7 : isNarrow ? 8 : 10
    case .choices: isNarrow ? 6 : 10
    case .instant: screen < 100 ? 11 : 16
    case .text, .texts: isNarrow ? 8 : 12
    case .code where field == .order(.channel): isNarrow ? 0 : 7
    case .code where field == .line(.order) || field == .returned(.order): isTiny ? 9 : isNarrow ? 10 : 16
    // A place that is cut to its end is no place.
    case .code where [.stock(.location), .move(.from), .move(.to)].contains(field): isTiny ? 7 : isNarrow ? 8 : 10
    case .code where field == .returned(.number): 6
    case .code: field.column.priority == 0 ? (isTiny ? 9 : isNarrow ? 10 : 18) : 0
    case .codes, .person: 8
    case .number, .flag: 0
    }
  }

  private func placedWidths(_ layout: TableLayout) -> [Int] {
    var widths = Array(repeating: 0, count: layout.columns.count)
    for placed in layout.placed { widths[placed.index] = placed.width }
    return widths
  }

  private func drawGroups(into frame: inout Frame, in rect: Rect, _ text: CellText, isFocused: Bool) {
    guard let field = sentence.group, let groups else { return }
    let words = text.words
    let columns = [
      TableColumn(id: field.id, title: words.title(field), minimum: 6, maximum: 30),
      TableColumn(id: "rows", title: words(.rowsOfGroup), minimum: 5, maximum: 11, align: .right),
      TableColumn(id: "total", title: words(.total), minimum: 12, maximum: 40, priority: 1, grows: true),
    ]
    let table = Table(TableLayout(columns: columns, width: rect.width), showsHeader: rect.height > 3)
    table.draw(
      into: &frame, in: rect, selected: groups.isEmpty ? nil : selectedGroup - topGroup, isFocused: isFocused
    ) { place in
      guard groups.indices.contains(topGroup + place) else { return nil }
      let group = groups[topGroup + place]
      let name = text.text(group.value, of: field, width: 30)
      let totals = group.totals.map { $0.withCode }
      return TableRow(cells: [
        TableCell(group.value.isAbsent ? words(.emptyValue) : name, role: group.value.isAbsent ? .dim : .text),
        TableCell(words.number(group.count)),
        TableCell(words.list(totals), role: .money),
      ])
    }
  }
}

/// Where the values stand that mark a row, found once for a whole page.
private struct Indices {
  private let late: Int?
  private let holds: Int?

  init(_ pane: ListPane) {
    let columns = pane.queryColumns
    late = columns.firstIndex(of: .order(.late))
    holds = columns.firstIndex(of: .order(.holds))
  }

  func isLate(_ row: ViewRow) -> Bool {
    late.map { $0 < row.values.count && row.values[$0] == .flag(true) } ?? false
  }

  func isHeld(_ row: ViewRow) -> Bool {
    holds.map { $0 < row.values.count && !row.values[$0].isAbsent } ?? false
  }

  /// A letter for each trouble of a row, never the colour alone.
  func mark(_ row: ViewRow, _ words: Words, isNews: Bool, hasNews: Bool) -> (text: String, role: Role) {
    let late = isLate(row), held = isHeld(row)
    let first = isNews ? words(ViewWording.newsMark) : hasNews ? " " : ""
    let text = first + (late ? words(.lateMark) : "") + (held ? words(.heldMark) : "")
    return (text, late ? .danger : held ? .warning : isNews ? .info : .text)
  }
}
