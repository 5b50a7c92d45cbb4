extension Frame {
  private struct Lines {
    let horizontal: Character, vertical: Character
    let corners: (Character, Character, Character, Character)
  }

  private var borderLines: Lines {
    widths.asciiBorders
      ? Lines(horizontal: "-", vertical: "|", corners: ("+", "+", "+", "+"))
      : Lines(horizontal: "─", vertical: "│", corners: ("┌", "┐", "└", "┘"))
  }

  /// Draws a border along the rectangle's edge, with a title in its upper line, and returns what is inside.
  @discardableResult
  public mutating func box(_ rect: Rect, title: String = "", role: Role = .border, titleRole: Role = .title) -> Rect {
    guard rect.width >= 2, rect.height >= 2 else { return rect }
    let lines = borderLines
    horizontalLine(at: Point(rect.x + 1, rect.y), width: rect.width - 2, role: role)
    horizontalLine(at: Point(rect.x + 1, rect.maxY - 1), width: rect.width - 2, role: role)
    verticalLine(at: Point(rect.x, rect.y + 1), height: rect.height - 2, role: role)
    verticalLine(at: Point(rect.maxX - 1, rect.y + 1), height: rect.height - 2, role: role)
    let corners = lines.corners
    write(String(corners.0), at: rect.origin, width: 1, role: role)
    write(String(corners.1), at: Point(rect.maxX - 1, rect.y), width: 1, role: role)
    write(String(corners.2), at: Point(rect.x, rect.maxY - 1), width: 1, role: role)
    write(String(corners.3), at: Point(rect.maxX - 1, rect.maxY - 1), width: 1, role: role)
    if !title.isEmpty && rect.width > 6 {
      write(" \(title) ", at: Point(rect.x + 2, rect.y), width: rect.width - 4, role: titleRole)
    }
    return rect.inset(columns: 1, rows: 1)
  }

  public mutating func horizontalLine(at point: Point, width: Int, role: Role = .border) {
    fill(Rect(x: point.x, y: point.y, width: width, height: 1), with: borderLines.horizontal, role: role)
  }

  public mutating func verticalLine(at point: Point, height: Int, role: Role = .border) {
    fill(Rect(x: point.x, y: point.y, width: 1, height: height), with: borderLines.vertical, role: role)
  }
}
