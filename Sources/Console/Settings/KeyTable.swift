internal import Terminal

/// The action table with its keys, for the command line and the manual.
public enum KeyTable {
  public struct Row: Sendable {
    public let id: String
    public let section: String
    public let title: String
    public let help: String
    /// Names of keys in a list and in a record, the one to show first.
    public let list: [String]
    public let detail: [String]
    /// And where text is typed.
    public let field: [String]
  }

  /// Every command, in the order of the help.
  public static func rows(_ settings: Settings, in language: Language) -> [Row] {
    let words = Words(language: language)
    return Command.Section.allCases.flatMap { section in
      Command.allCases.filter { $0.section == section }.map { command in
        Row(
          id: command.rawValue, section: words.section(section), title: words.title(command),
          help: words.help(command), list: settings.keyMap.keys(of: command, in: .list).map(\.name),
          detail: settings.keyMap.keys(of: command, in: .detail).map(\.name),
          field: settings.keyMap.keys(of: command, in: .field).map(\.name))
      }
    }
  }

  /// The commands that have keys, as a table of Markdown: two beside each other, as the README has them.
  public static func markdown(_ rows: [Row]) -> String {
    let cells = rows.compactMap { row -> String? in
      let names = row.list.isEmpty ? row.detail : row.list
      if names.isEmpty { return nil }
      // The first three; `?` lists them all.
      let keys = names.prefix(3).map { "`\($0 == "|" ? "\\|" : $0)`" }.joined(separator: " ")
      return "\(keys) | \(row.title)"
    }
    let half = (cells.count + 1) / 2
    var text = "| key | does | key | does |\n| --- | --- | --- | --- |\n"
    for index in 0..<half {
      text += "| \(cells[index]) | \(index + half < cells.count ? cells[index + half] : " | ") |\n"
    }
    return text
  }

  public static func sentence(_ fault: SettingsFault, in language: Language = .english) -> String {
    Words(language: language).fault(fault)
  }

  /// What works but is a bad choice, a sentence each.
  public static func advice(_ settings: Settings, in language: Language = .english) -> [String] {
    let words = Words(language: language)
    return settings.keyMap.advice.map { words.advice($0.command, $0.key.name, $0.advice) }
  }
}
