extension Frame {
  /// The frame as a picture for manuals and mails: a self-contained SVG of 8×17 units a cell. The size of
  /// the letters gives the first font's columns their 8 units, also where `textLength` is not known.
  public func svg(_ theme: Theme) -> String {
    let cellWidth = 8, cellHeight = 17
    let width = size.columns * cellWidth, height = size.rows * cellHeight
    let ground = theme[.text].background.hex
    var picture = """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" viewBox="0 0 \(width) \(height)">
      <rect width="\(width)" height="\(height)" fill="\(ground)"/>
      <g font-family="DejaVu Sans Mono, Menlo, Consolas, Noto Sans Mono CJK SC, WenQuanYi Micro Hei Mono, \
      monospace" font-size="13.29" xml:space="preserve">

      """
    for row in 0..<size.rows {
      for run in runs(of: row) {
        let style = theme[run.role]
        let x = run.x * cellWidth, y = row * cellHeight
        if style.background != theme[.text].background {
          picture += "<rect x=\"\(x)\" y=\"\(y)\" width=\"\(run.columns * cellWidth)\" height=\"\(cellHeight)\" "
          picture += "fill=\"\(style.background.hex)\"/>\n"
        }
        if run.text.allSatisfy({ $0 == " " }) { continue }
        picture += "<text x=\"\(x)\" y=\"\(y + 13)\" textLength=\"\(run.columns * cellWidth)\" "
        picture += "fill=\"\(style.foreground.hex)\"\(Frame.decoration(style.attributes))>"
        picture += Frame.escaped(run.text) + "</text>\n"
      }
    }
    return picture + "</g>\n</svg>\n"
  }

  private struct Run {
    let x: Int
    var columns: Int
    let role: Role
    var text: String
    let isAlone: Bool
  }

  /// Neighbouring cells of one role. What a font draws with another width, or from right to left, stands alone, so as
  /// to keep its place.
  private func runs(of row: Int) -> [Run] {
    var runs: [Run] = []
    for x in 0..<size.columns {
      let cell = cells[row * size.columns + x]
      if cell.width == 0 { continue }
      let isAlone = cell.width == 2 || cell.text.unicodeScalars.contains { Frame.leavesPlace($0) }
      if let last = runs.last, !isAlone, !last.isAlone, last.role == cell.role, last.x + last.columns == x {
        runs[runs.count - 1].columns += Int(cell.width)
        runs[runs.count - 1].text += cell.text
      } else {
        runs.append(Run(x: x, columns: Int(cell.width), role: cell.role, text: cell.text, isAlone: isAlone))
      }
    }
    return runs
  }

  /// Scripts beyond Latin, Greek and Cyrillic, but not signs and box drawing.
  private static func leavesPlace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x0590 && !(0x2000...0x2BFF).contains(scalar.value)
  }

  private static func decoration(_ attributes: TextAttributes) -> String {
    var text = attributes.contains(.bold) ? " font-weight=\"bold\"" : ""
    if attributes.contains(.underline) { text += " text-decoration=\"underline\"" }
    if attributes.contains(.italic) { text += " font-style=\"italic\"" }
    return text
  }

  private static func escaped(_ text: String) -> String {
    var safe = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": safe += "&amp;"
      case "<": safe += "&lt;"
      case ">": safe += "&gt;"
      case " ": safe += "\u{A0}"
      default: safe.unicodeScalars.append(scalar)
      }
    }
    return safe
  }
}
