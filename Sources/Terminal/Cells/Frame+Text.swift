extension Frame {
  /// The rows as text, blanks at their ends taken off: golden tests and plain screens.
  public var lines: [String] {
    (0..<size.rows).map { row in
      var line = ""
      for x in 0..<size.columns { line += cells[row * size.columns + x].text }
      while line.last == " " { line.removeLast() }
      return line
    }
  }

  /// All lines, each ended by a line break.
  public var text: String { lines.map { $0 + "\n" }.joined() }

  /// A letter for each cell's role (`.` text, `a` dim, and on in the order of `Role`), row by row.
  public var roles: [String] {
    (0..<size.rows).map { row in
      var line = ""
      for x in 0..<size.columns {
        let role = cells[row * size.columns + x].role
        line.append(role == .text ? "." : Character(Unicode.Scalar(0x60 + role.rawValue)))
      }
      while line.last == "." { line.removeLast() }
      return line
    }
  }
}
