/// A field of a table's row.
public struct TableCell: Hashable, Sendable {
  public var text: String
  public var role: Role

  public init(_ text: String, role: Role = .text) {
    self.text = text
    self.role = role
  }
}

/// A row: one cell for each of the layout's columns, shown or not.
public struct TableRow: Hashable, Sendable {
  public var cells: [TableCell]
  public var isMarked: Bool

  public init(cells: [TableCell], isMarked: Bool = false) {
    self.cells = cells
    self.isMarked = isMarked
  }
}

/// Draws a window of rows under their titles; it holds no rows, so a table may have millions.
public struct Table: Sendable {
  public let layout: TableLayout
  /// Column by which the rows are sorted, and the way: shown behind its title.
  public var sortedColumn: String?
  public var sortsDown = false
  public var showsHeader: Bool

  public init(_ layout: TableLayout, sortedColumn: String? = nil, sortsDown: Bool = false, showsHeader: Bool = true) {
    self.layout = layout
    self.sortedColumn = sortedColumn
    self.sortsDown = sortsDown
    self.showsHeader = showsHeader
  }

  /// Rows that a rectangle of so many has room for.
  public func visibleRows(_ height: Int) -> Int { max(height - (showsHeader ? 1 : 0), 0) }

  /// Draws; `row` is asked for each visible place from 0 and answers nil after the last. The cursor is at `selected`.
  public func draw(
    into frame: inout Frame, in rect: Rect, selected: Int?, isFocused: Bool = true, row: (Int) -> TableRow?
  ) {
    guard !rect.isEmpty else { return }
    var y = rect.y
    if showsHeader {
      drawHeader(into: &frame, in: rect)
      y += 1
    }
    for place in 0..<visibleRows(rect.height) {
      guard let content = row(place) else { break }
      let line = Rect(x: rect.x, y: y + place, width: rect.width, height: 1)
      draw(content, into: &frame, in: line)
      if place == selected {
        frame.restyle(line, role: isFocused ? .selected : .selectedDim)
        if isFocused { frame.cursor = line.origin }
      }
    }
  }

  private func drawHeader(into frame: inout Frame, in rect: Rect) {
    for placed in layout.placed where placed.x < rect.width {
      let column = layout.columns[placed.index]
      let arrow = column.id == sortedColumn ? (sortsDown ? "v" : "^") : ""
      frame.write(
        column.title + arrow, at: Point(rect.x + placed.x, rect.y), width: min(placed.width, rect.width - placed.x),
        role: .header, align: column.align)
    }
  }

  private func draw(_ row: TableRow, into frame: inout Frame, in line: Rect) {
    for placed in layout.placed where placed.x < line.width && placed.index < row.cells.count {
      let cell = row.cells[placed.index]
      let role = row.isMarked && cell.role == .text ? Role.marked : cell.role
      let column = layout.columns[placed.index]
      let width = min(placed.width, line.width - placed.x)
      let text = column.cut == .end ? cell.text : frame.widths.shortened(cell.text, columns: width, cut: column.cut)
      frame.write(text, at: Point(line.x + placed.x, line.y), width: width, role: role, align: column.align)
    }
    if row.isMarked { frame.write("*", at: line.origin, width: 1, role: .marked) }
  }
}
