/// Rows in, lines of CSV out (RFC 4180: quotation marks doubled, lines end with CR LF).
public struct CSVWriter: Sendable {
  private let delimiter: Character
  private let guardsFormulas: Bool

  /// `guardsFormulas`: cells that a spreadsheet would run leave with an apostrophe (see `SpreadsheetGuard`).
  public init(delimiter: Character = ",", guardsFormulas: Bool = true) {
    self.delimiter = delimiter
    self.guardsFormulas = guardsFormulas
  }

  /// One record with its line end.
  public func line(_ cells: [String]) -> String {
    var line = ""
    for (place, cell) in cells.enumerated() {
      if place > 0 { line.append(delimiter) }
      append(guardsFormulas ? SpreadsheetGuard.guarded(cell) : cell, to: &line)
    }
    // A record of one empty cell would else read as a blank line.
    if cells.count == 1, line.isEmpty { line = "\"\"" }
    return line + "\r\n"
  }

  private func append(_ cell: String, to line: inout String) {
    guard needsQuotes(cell) else {
      line += cell
      return
    }
    line += "\""
    for scalar in cell.unicodeScalars {
      if scalar == "\"" { line.unicodeScalars.append("\"") }
      line.unicodeScalars.append(scalar)
    }
    line += "\""
  }

  private func needsQuotes(_ cell: String) -> Bool {
    guard let first = cell.utf8.first, let last = cell.utf8.last else { return false }
    if first <= 0x20 || last <= 0x20 { return true }
    // A byte order mark at the very beginning would be taken for the file's own.
    if cell.unicodeScalars.first == "\u{feff}" { return true }
    let delimiter = self.delimiter.utf8
    return cell.utf8.contains { byte in byte == 0x22 || byte == 0x0a || byte == 0x0d || delimiter.contains(byte) }
  }
}
