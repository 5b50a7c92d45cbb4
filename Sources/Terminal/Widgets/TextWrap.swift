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
    var start = 0, used = 0, opening = -1
    var index = 0
    var last = 0
    while index < characters.count {
      let character = characters[index]
      if character == "\n" || character == "\r\n" {
        rows.append(start..<(index + 1))
        (start, used, opening, last) = (index + 1, 0, -1, 0)
        index += 1
        continue
      }
      let width = widths.columns(of: String(character))
      // Between ideographs a row may end, but none begins with what closes a phrase.
      if index > start, character != " ", width == 2 || last == 2, !closes(character), !opens(characters[index - 1]) {
        opening = index
      }
      if used + width > columns && index > start {
        let end = character == " " ? index + 1 : opening > start ? opening : index
        rows.append(start..<end)
        (start, used, opening, last) = (end, 0, -1, 0)
        index = end
        continue
      }
      used += width
      last = width
      if character == " " { opening = index + 1 }
      index += 1
    }
    rows.append(start..<characters.count)
    return rows
  }

  private static func closes(_ character: Character) -> Bool { "，。、；：？！）》」』】”’…,.;:?!)".contains(character) }
  private static func opens(_ character: Character) -> Bool { "（《「『【“‘(".contains(character) }
}
