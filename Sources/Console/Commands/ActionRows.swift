public import Store
internal import Terminal

/// The action table as the command line and the manual list it: what can be done to the shop, with the console's name
/// and keys for it, and what the console does besides.
public enum ActionRows {
  public struct Row: Sendable {
    /// What `portolan do` takes; of the console's own the command's id.
    public let id: String
    /// The kind that it is done to; `console` for the console's own.
    public let kind: String
    public let title: String
    public let help: String
    /// nil for the console's own, and with it fields and undo.
    public let definition: ActionDefinition?
    /// The command of the console that asks for it, if any, and its keys in a list or else in a record.
    public let command: String?
    public let keys: [String]
  }

  /// Every row: actions of the store first, then what the console does by itself.
  public static func all(_ settings: Settings, in language: Language) -> [Row] {
    let words = Words(language: language)
    func keys(_ command: Command) -> [String] {
      let list = settings.keyMap.keys(of: command, in: .list)
      return (list.isEmpty ? settings.keyMap.keys(of: command, in: .detail) : list).map(\.name)
    }
    let actions = ActionTable.all.map { definition in
      let command = Command.of(action: definition.id)
      return Row(
        id: definition.id, kind: definition.kind, title: words.action(definition.id), help: words.help(definition),
        definition: definition, command: command?.rawValue, keys: command.map(keys) ?? [])
    }
    let own = Command.inSections.filter { $0.storeActions.isEmpty }.map { command in
      Row(
        id: command.rawValue, kind: "console", title: words.title(command), help: words.help(command), definition: nil,
        command: command.rawValue, keys: keys(command))
    }
    return actions + own
  }
}
