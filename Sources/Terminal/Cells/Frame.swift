/// A whole screen as values: cells with roles, and where the real cursor stands. Panes make them, sinks draw them.
public struct Frame: Equatable, Sendable {
  public let size: Size
  public let widths: WidthPolicy
  /// Where the terminal's cursor stands: the caret, or the selected row. Hidden when nil.
  public var cursor: Point?
  /// Row by row, `size.columns` to each.
  public internal(set) var cells: ContiguousArray<Cell>

  /// A blank frame.
  public init(size: Size, widths: WidthPolicy = .standard) {
    self.size = size
    self.widths = widths
    cells = ContiguousArray(repeating: .blank, count: size.columns * size.rows)
  }

  public var bounds: Rect { Rect(size) }

  /// The cell there; nil outside.
  public subscript(point: Point) -> Cell? {
    bounds.contains(point) ? cells[point.y * size.columns + point.x] : nil
  }

  /// Gives a rectangle blanks of a role.
  public mutating func fill(_ rect: Rect, role: Role = .text) {
    paint(rect, with: Cell(glyph: 0x20, role: role))
  }

  /// Fills with any one-column character; a wide or unsafe one is taken as a blank.
  public mutating func fill(_ rect: Rect, with character: Character, role: Role = .text) {
    var cell = Cell.blank
    SafeText.forEachCell(of: String(character), widths: widths) {
      if $0.width == 1 { cell = $0 }
      return false
    }
    paint(rect, with: cell.with(role: role))
  }

  /// Changes the role of what stands there already.
  public mutating func restyle(_ rect: Rect, role: Role) {
    let part = rect.intersection(bounds)
    guard !part.isEmpty else { return }
    for row in part.y..<part.maxY {
      let start = row * size.columns
      for index in (start + part.x)..<(start + part.maxX) { cells[index] = cells[index].with(role: role) }
    }
  }

  /// Lays another frame over this one, its top left at a point; its cursor comes along if it has one.
  public mutating func draw(_ other: Frame, at point: Point) {
    let target = Rect(x: point.x, y: point.y, width: other.size.columns, height: other.size.rows)
    let part = target.intersection(bounds)
    for y in part.y..<max(part.maxY, part.y) where !part.isEmpty {
      mend(row: y, from: part.x, to: part.maxX)
      let source = (y - point.y) * other.size.columns - point.x
      for x in part.x..<part.maxX { cells[y * size.columns + x] = other.cells[source + x] }
      mendEdges(row: y, from: part.x, to: part.maxX)
    }
    if let caret = other.cursor { cursor = Point(caret.x + point.x, caret.y + point.y) }
  }

  private mutating func paint(_ rect: Rect, with cell: Cell) {
    let part = rect.intersection(bounds)
    guard !part.isEmpty else { return }
    for row in part.y..<part.maxY {
      mend(row: row, from: part.x, to: part.maxX)
      let start = row * size.columns
      for index in (start + part.x)..<(start + part.maxX) { cells[index] = cell }
    }
  }

  /// Blanks the halves that stay behind when columns `from..<to` of a row are overwritten.
  @inline(__always)
  mutating func mend(row: Int, from: Int, to: Int) {
    let start = row * size.columns
    if from > 0 && from < size.columns && cells[start + from].width == 0 {
      cells[start + from - 1] = Cell(glyph: 0x20, role: cells[start + from - 1].role)
    }
    if to > 0 && to < size.columns && cells[start + to].width == 0 {
      cells[start + to] = Cell(glyph: 0x20, role: cells[start + to].role)
    }
  }

  /// Blanks halves that came in cut at the edges of a copied part.
  private mutating func mendEdges(row: Int, from: Int, to: Int) {
    let start = row * size.columns
    if cells[start + from].width == 0 { cells[start + from] = Cell(glyph: 0x20, role: cells[start + from].role) }
    if cells[start + to - 1].width == 2 {
      cells[start + to - 1] = Cell(glyph: 0x20, role: cells[start + to - 1].role)
    }
  }
}
