internal import Domain
internal import Store
internal import Terminal

extension PlainConsole {
  /// What may be said, each by the word that is typed for it.
  func help(_ text: String) -> [String] {
    let pattern = FuzzyPattern(text)
    let own = PlainWord.allCases.filter {
      FuzzyMatch(pattern, in: FuzzyText("\(words.plainWord($0)) \($0.rawValue)")) != nil
    }
    return own.map { "\(words.plainWord($0)): \(words.help($0))" }
      + rehearsal.state.commandRows.filter { !$0.command.needsScreen && $0.command.section != .typing }.compactMap {
        row in
        guard FuzzyMatch(pattern, in: FuzzyText("\(row.title) \(row.command.rawValue)")) != nil else { return nil }
        let reason = row.unavailable.map { " (" + words.reason($0) + ")" } ?? ""
        return "\(PlainCommand.spoken(row.command, words)): \(row.help)\(reason)"
      }
  }
}
