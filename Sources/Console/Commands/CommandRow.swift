internal import Domain
internal import Terminal

/// One row of the action table, in one language and for one moment. Key hints, the help, the menu, the palette, the
/// command line and the manual show these and nothing of their own.
struct CommandRow: Sendable {
  let command: Command
  let section: Command.Section
  let title: String
  let help: String
  /// Of the place where one is, else of the other; the one to show first.
  let keys: [Key]
  let unavailable: Unavailable?

  init(_ command: Command, _ words: Words, _ keys: KeyMap, _ now: Circumstances) {
    self.command = command
    section = command.section
    title = words.title(command)
    help = words.help(command)
    let own = keys.keys(of: command, in: now.place)
    let others = Command.Place.allCases.filter { $0 != now.place }.map { keys.keys(of: command, in: $0) }
    self.keys = own.isEmpty ? others.first { !$0.isEmpty } ?? [] : own
    unavailable = command.unavailable(in: now)
  }

  /// Every command, by section.
  static func all(_ words: Words, _ keys: KeyMap, _ now: Circumstances) -> [CommandRow] {
    Command.inSections.map { CommandRow($0, words, keys, now) }
  }

  /// What is done to a record comes first, moving last.
  static func actsFirst(_ rows: [CommandRow]) -> [CommandRow] {
    let order: [Command.Section] = [
      .orders, .products, .stock, .purchasing, .fulfilment, .shipments, .customers, .changes, .marks, .looking,
      .program, .moving,
    ]
    return order.flatMap { section in rows.filter { $0.section == section } }
  }

  /// What it does, or why not now.
  func said(_ words: Words) -> String { unavailable.map { "(" + words.reason($0) + ")" } ?? help }

  /// The names of the keys that fit into so many columns, of the first at least.
  func keyNames(columns: Int) -> String {
    var names = keys.first?.name ?? ""
    for key in keys.dropFirst() where names.utf8.count + 1 + key.name.utf8.count <= columns { names += " " + key.name }
    return names
  }
}

extension Command {
  /// In the order of the help.
  static let inSections: [Command] = Section.allCases.flatMap { section in allCases.filter { $0.section == section } }

  /// What most people do all day, whatever their keys: each must be had with the keys of one set alone.
  static let ofTheDay: [Command] = [
    .down, .up, .pageDown, .pageUp, .first, .last, .open, .back, .nextTab, .previousTab, .nextRecord, .previousRecord,
    .filter, .sort, .jump, .ordersPane, .productsPane, .linesPane, .customersPane, .stockPane, .purchasingPane,
    .returnsPane,
    .nextPane, .customer, .customerOrders, .refresh, .hold, .release, .assign, .note, .startProcessing, .ship, .cancel,
    .tag, .untag,
    .mapSku, .edit, .undo, .redo, .menu, .settings, .help, .quit,
  ]
}
