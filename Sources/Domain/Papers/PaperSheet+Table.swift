/// A column of a table on paper, in tenths of a millimetre.
struct PaperColumn {
  var title: String
  var width: Int
  var align = PaperSheet.Align.start
}

extension PaperSheet {
  /// Draws head and rows, and gives the place below; texts that do not fit a cell become smaller.
  @discardableResult
  mutating func table(
    _ columns: [PaperColumn], _ rows: [[String]], at x: Int, _ y: Int, head: Int, row: Int, size: Int,
    optional: Bool = false
  ) -> Int {
    let width = columns.reduce(0) { $0 + $1.width }
    let bottom = y + head + row * rows.count
    box(x, y, width, bottom - y)
    var left = x
    for (index, column) in columns.enumerated() {
      if index > 0 { rule(left, y, down: bottom - y, line: 2) }
      text(
        column.title, left + 8, y + 6, column.width - 16, head - 8, size: size * 4 / 5, bold: true, align: column.align)
      left += column.width
    }
    for (index, cells) in rows.enumerated() {
      let top = y + head + index * row
      rule(x, top, across: width, line: 2)
      left = x
      for (cell, column) in zip(cells, columns) {
        text(
          cell, left + 8, top + 6, column.width - 16, row - 10, size: size, align: column.align, optional: optional)
        left += column.width
      }
    }
    return bottom
  }

  /// A caption with what it stands over.
  mutating func entry(
    _ caption: String, _ content: String, _ x: Int, _ y: Int, _ width: Int, _ height: Int, size: Int,
    bold: Bool = false, language: String = ""
  ) {
    let small = max(16, size * 2 / 3)
    text(caption, x, y, width, small * 5 / 4, size: small)
    text(
      content, x, y + small * 5 / 4, width, height - small * 5 / 4, size: size, bold: bold, language: language)
  }
}

extension Array {
  /// Parts of so many at most; one empty part where there is nothing.
  func sheets(of count: Int) -> [[Element]] {
    if isEmpty { return [[]] }
    return stride(from: 0, to: self.count, by: count).map { Array(self[$0..<Swift.min($0 + count, self.count)]) }
  }
}
