internal import Domain
internal import Operations
internal import Store
internal import Terminal

/// What leaves for the clipboard, and what is said about it.
extension ConsoleState {
  mutating func copyNumber() -> [Effect] {
    let number = subjectNumber
    if number.isEmpty { return refuseCopy() }
    return copy(number, saying: .copiedNumber(number))
  }

  mutating func copyAll() -> [Effect] {
    guard let (text, said) = copied else { return refuseCopy() }
    return copy(text, saying: said)
  }

  mutating func copyToFile() -> [Effect] {
    guard let (text, _) = copied else { return refuseCopy() }
    return [.terminal(.save(ClipboardText(text)))]
  }

  mutating func take(copied answer: Result<String, Trouble>) {
    switch answer {
    case .success(let path): say(.craft(.savedCopy(path)), .success)
    case .failure(let trouble): say(trouble)
    }
  }

  /// The page of an open record as text, else the rows as CSV.
  private var copied: (text: String, said: CraftWording)? {
    if let detail {
      let lines = detail.plainLines
      return lines.isEmpty ? nil : (lines.joined(separator: "\n") + "\n", .copiedPage(lines: lines.count))
    }
    let rows = rowsToCopy
    if rows.isEmpty { return nil }
    return (table(of: rows), .copiedRows(rows.count))
  }

  /// The selected row.
  var rowsToCopy: [ViewRow] { list.isGrouped ? [] : list.window.selectedRow.map { [$0] } ?? [] }

  /// Rows with the columns that the list shows, named as sentences and exports name them.
  func table(of rows: [ViewRow]) -> String {
    let columns = list.columns
    return CopiedTable.text(
      titles: columns.map(\.id), rows: rows.map { row in columns.map { FieldText.text(list.value($0, of: row)) } })
  }

  /// Sends it and says plainly what was sent, or why it was not.
  mutating func copy(_ content: String, saying said: CraftWording) -> [Effect] {
    let text = ClipboardText(content)
    guard text.fits else {
      say(.craft(.copyTooLong(bytes: text.text.utf8.count, limit: ClipboardText.limit)), .warning)
      return []
    }
    switch manners.clipboard {
    case .never:
      say(.craft(.noClipboard), .warning)
      return []
    case .takes: status = Status(text: words(.craft(said)), role: .success)
    case .perhaps:
      status = Status(text: words(.craft(said)) + " " + words(.craft(.perhapsCopied)), role: .success)
    }
    return [.terminal(.copy(text))]
  }

  private mutating func refuseCopy() -> [Effect] {
    say(.craft(.nothingToCopy), .warning)
    return []
  }
}
