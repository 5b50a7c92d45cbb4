extension Frame {
  /// The frame as a picture for manuals and mails: a self-contained SVG of 8×17 units a cell.
  public func svg(_ theme: Theme) -> String {
    let cellWidth = 8, cellHeight = 17
    let width = size.columns * cellWidth, height = size.rows * cellHeight
    let ground = theme[.text].background.hex
    var picture = """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" viewBox="0 0 \(width) \(height)">
      <rect width="\(width)" height="\(height)" fill="\(ground)"/>
      <g font-family="DejaVu Sans Mono, Menlo, Consolas, Noto Sans Mono CJK SC, monospace" font-size="13" \
      xml:space="preserve">

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
    let isWide: Bool
  }

  /// Neighbouring cells of one role and one width; wide glyphs stand in runs of their own, so as to keep their place.
  private func runs(of row: Int) -> [Run] {
    var runs: [Run] = []
    for x in 0..<size.columns {
      let cell = cells[row * size.columns + x]
      if cell.width == 0 { continue }
      let isWide = cell.width == 2
      if let last = runs.last, last.role == cell.role, last.isWide == isWide, last.x + last.columns == x {
        runs[runs.count - 1].columns += Int(cell.width)
        runs[runs.count - 1].text += cell.text
      } else {
        runs.append(Run(x: x, columns: Int(cell.width), role: cell.role, text: cell.text, isWide: isWide))
      }
    }
    return runs
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
