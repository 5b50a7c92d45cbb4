/// Breaks text into rows at spaces, or inside words and ideographs where there is none.
public enum TextWrap {
  /// The rows of a text, for reading: spaces at the breaks are dropped.
  public static func lines(_ text: String, columns: Int, widths: WidthPolicy = .standard) -> [String] {
    let characters = Array(text)
    return rows(of: characters, columns: columns, widths: widths).map { range in
      var line = String(characters[range].filter { $0 != "\n" && $0 != "\r\n" })
      while line.last == " " { line.removeLast() }
      return line
    }
  }

  /// The rows as ranges that cover the whole text; a break belongs to the row that it ends.
  static func rows(of characters: [Character], columns: Int, widths: WidthPolicy) -> [Range<Int>] {
    var rows: [Range<Int>] = []
    var start = 0, used = 0, afterSpace = -1
    var index = 0
    while index < characters.count {
      let character = characters[index]
      if character == "\n" || character == "\r\n" {
        rows.append(start..<(index + 1))
        (start, used, afterSpace) = (index + 1, 0, -1)
        index += 1
        continue
      }
      let width = widths.columns(of: String(character))
      if used + width > columns && index > start {
        let end = character == " " ? index + 1 : (afterSpace > start && width < 2 ? afterSpace : index)
        rows.append(start..<end)
        (start, used, afterSpace) = (end, 0, -1)
        index = end
        continue
      }
      used += width
      if character == " " { afterSpace = index + 1 }
      index += 1
    }
    rows.append(start..<characters.count)
    return rows
  }
}
