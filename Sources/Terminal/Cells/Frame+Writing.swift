/// Where a text stands in its columns.
public enum Alignment: Sendable {
  case left
  case right
  case centre
}

extension Frame {
  /// Writes text, made safe, into at most `width` columns of one row and returns the columns used.
  ///
  /// What does not fit is cut at a cluster; with `marksCut` the last column then shows `…` (`>` with ASCII borders).
  /// Columns that the text does not reach keep what they had.
  @discardableResult
  public mutating func write(
    _ text: String, at point: Point, width: Int = .max, role: Role = .text, align: Alignment = .left,
    marksCut: Bool = true
  ) -> Int {
    guard point.y >= 0, point.y < size.rows, point.x < size.columns, width > 0 else { return 0 }
    var x = point.x
    var limit = width > size.columns - x ? size.columns : x + width
    if x < 0 { return writeClippedLeft(text, at: point, limit: limit, role: role) }
    if align != .left {
      let spare = (limit - x) - widths.columns(of: text)
      if spare > 0 { x += align == .right ? spare : spare / 2 }
    }
    limit = min(limit, size.columns)
    guard x < limit else { return 0 }
    let row = point.y * size.columns
    let end = fillColumns(text, row: row, from: x, to: limit, roleBits: UInt64(role.rawValue) << 32)
    if end.isCut && marksCut { markCut(row: row, from: x, to: limit, written: end.x, role: role) }
    let last = end.isCut && marksCut ? limit : end.x
    return last - x
  }

  /// Writes the cells; says where it ended and whether something was left over.
  private mutating func fillColumns(
    _ text: String, row: Int, from: Int, to limit: Int, roleBits: UInt64
  ) -> (x: Int, isCut: Bool) {
    var x = from
    var isCut = false
    let policy = widths
    let columns = size.columns
    cells.withUnsafeMutableBufferPointer { cells in
      let isHalf = x > 0 && cells[row + x].width == 0
      if isHalf { cells[row + x - 1] = Cell(glyph: 0x20, role: cells[row + x - 1].role) }
      SafeText.forEachCell(of: text, widths: policy) { cell in
        let width = Int(cell.width)
        if x + width > limit {
          isCut = true
          return false
        }
        cells[row + x] = Cell(bits: cell.bits | roleBits)
        if width == 2 { cells[row + x + 1] = Cell(bits: UInt64(cell.flags) << 40 | UInt64(cell.glyph) | roleBits) }
        x += width
        return true
      }
      if x < columns && cells[row + x].width == 0 {
        cells[row + x] = Cell(glyph: 0x20, role: cells[row + x].role)
      }
    }
    return (x, isCut)
  }

  private mutating func markCut(row: Int, from: Int, to limit: Int, written: Int, role: Role) {
    for x in written..<max(limit, written) { cells[row + x] = Cell(glyph: 0x20, role: role) }
    let last = limit - 1
    if last > from && cells[row + last].width == 0 { cells[row + last - 1] = Cell(glyph: 0x20, role: role) }
    cells[row + last] = Cell(glyph: widths.cutMark, role: role)
    if limit < size.columns && cells[row + limit].width == 0 {
      cells[row + limit] = Cell(glyph: 0x20, role: cells[row + limit].role)
    }
  }

  /// Text that begins left of the screen: clusters that are not wholly inside are skipped.
  private mutating func writeClippedLeft(_ text: String, at point: Point, limit: Int, role: Role) -> Int {
    var skipped = 0
    var shown = ""
    for character in text {
      let columns = widths.columns(of: String(character))
      if point.x + skipped >= 0 || !shown.isEmpty {
        shown.append(character)
      } else {
        skipped += columns
      }
    }
    let start = Point(point.x + skipped, point.y)
    guard start.x >= 0, limit > start.x else { return 0 }
    return write(shown, at: start, width: limit - start.x, role: role, marksCut: false)
  }
}
