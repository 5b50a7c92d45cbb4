internal import Domain
internal import Store
internal import Terminal

/// What leaves for the clipboard, and what is said about it.
extension ConsoleState {
  mutating func copyNumber() -> [Effect] {
    if actsOnMarked { return copyMarked(.numbers) }
    let number = subjectNumber
    if number.isEmpty { return refuseCopy() }
    return copy(number, saying: .copiedNumber(number))
  }

  mutating func copyAll() -> [Effect] { copyContent(.commas) }
  mutating func copyTabs() -> [Effect] { copyContent(.tabs) }

  private mutating func copyContent(_ form: CopyOrder.Form) -> [Effect] {
    if actsOnMarked { return copyMarked(form) }
    guard let (text, said) = copied(form) else { return refuseCopy() }
    return copy(text, saying: said)
  }

  mutating func copyToFile() -> [Effect] {
    if actsOnMarked { return copyMarked(.commas, toFile: true) }
    guard let (text, said) = copied(.commas) else { return refuseCopy() }
    return save(text, saying: words(.craft(said)))
  }

  /// The file is written elsewhere; what is in it is said with where it is.
  private mutating func save(_ text: String, saying said: String) -> [Effect] {
    savedCopy = said
    return [.terminal(.save(ClipboardText(text)))]
  }

  mutating func take(copied answer: Result<String, Trouble>) {
    switch answer {
    case .success(let path):
      status = Status(
        text: [savedCopy, words(.craft(.savedCopy(path)))].filter { !$0.isEmpty }.joined(separator: " "),
        role: .success)
    case .failure(let trouble): say(trouble)
    }
  }

  /// The page of an open record as text, else the selected row as a table.
  private func copied(_ form: CopyOrder.Form) -> (text: String, said: CraftWording)? {
    if let detail {
      let lines = detail.plainLines
      return lines.isEmpty ? nil : (lines.joined(separator: "\n") + "\n", .copiedPage(lines: lines.count))
    }
    guard !list.isGrouped, let row = list.window.selectedRow else { return nil }
    return (copyOrder(form).text([row]), form == .tabs ? .copiedTabs(1) : .copiedRows(1))
  }

  private func copyOrder(_ form: CopyOrder.Form, toFile: Bool = false) -> CopyOrder {
    CopyOrder(
      form: form, toFile: toFile, query: list.query(viewer), columns: list.columns, number: list.numberField,
      marked: marked)
  }

  // MARK: Marked rows

  private mutating func copyMarked(_ form: CopyOrder.Form, toFile: Bool = false) -> [Effect] {
    say(.craft(.copyingRows(marks.count(list.kind))), .hint)
    return [.bulk(.copy(copyOrder(form, toFile: toFile)))]
  }

  mutating func take(_ order: CopyOrder, _ answer: Result<CopiedRows, Trouble>) -> [Effect] {
    let rows: CopiedRows
    switch answer {
    case .failure(let trouble):
      say(trouble)
      return []
    case .success(let read): rows = read
    }
    if rows.count == 0 { return refuseCopy() }
    let said: CraftWording =
      switch order.form {
      case .numbers: .copiedNumbers(rows.count)
      case .commas: .copiedRows(rows.count)
      case .tabs: .copiedTabs(rows.count)
      }
    let isCut = order.marked.count > Int64(rows.count)
    let rest = isCut ? " " + words(.craft(.copiedOnly(rows.count, of: order.marked.count))) : ""
    if order.toFile { return save(rows.text, saying: words(.craft(said)) + rest) }
    let effects = copy(rows.text, saying: said)
    if !effects.isEmpty, isCut { status = Status(text: (status?.text ?? "") + rest, role: .warning) }
    return effects
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
