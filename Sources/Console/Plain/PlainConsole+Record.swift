internal import Domain
internal import Store

/// An open record in lines: its head once, then one page after another by its name.
extension PlainConsole {
  /// The head, what pages there are, and the one that is open.
  var record: [String] {
    guard let detail = rehearsal.state.detail else { return [] }
    guard detail.record != nil else {
      return [detail.trouble.map(words.trouble) ?? words(detail.isGone ? .recordGone : .loading)]
    }
    let pages = detail.tabs.map { $0.title(words) }
    return PlainConsole.said(detail.plainHead) + [words(.plainPages(pages))] + page
  }

  /// The open page alone, with its name and place: `Lines (1 of 6)`.
  var page: [String] {
    guard let detail = rehearsal.state.detail, detail.record != nil else { return row }
    let place = (detail.tabs.firstIndex(of: detail.tab) ?? 0) + 1
    return [words(.plainPage(detail.tab.title(words), place: place, of: detail.tabs.count))]
      + PlainConsole.said(detail.plainPage)
  }

  mutating func turn(to tab: DetailTab) -> [String] {
    rehearsal.turn(to: tab)
    return page
  }

  /// Lines without what only draws: frames, bars, and marks whose meaning stands beside them in words.
  static func said(_ lines: [String]) -> [String] {
    lines.map { line in
      let text = line.filter { !"│─┌┐└┘├┤┬┴┼█░▒▓▲▼".contains($0) }.trimmed
      return String(text.drop { marks.contains($0) || $0 == " " })
    }.filter { $0.contains { $0.isLetter || $0.isNumber } }
  }

  /// How far each part of a way has come, as the screen shows it.
  static let marks: Set<Character> = ["●", "◉", "·"]
}

extension PlainCommand {
  /// The page of a record that a line names, in either language.
  static func page(_ line: Substring, of pages: [DetailTab]) -> DetailTab? {
    let typed = FoldedText.fold(String(line).trimmed)
    return pages.first { page in
      let names = [page.rawValue] + Language.allCases.map { page.title(Words(language: $0)) }
      return names.map(FoldedText.fold).contains(typed)
    }
  }

  /// A command as people may say it: by its name in their language where that is one word of its own, else by its id.
  static func spoken(_ command: Command, _ words: Words) -> String {
    guard words.language == .chinese else { return command.rawValue }
    let title = words.title(command)
    return PlainCommand(title, words, .standard) == .command(command, "") ? title : command.rawValue
  }
}
