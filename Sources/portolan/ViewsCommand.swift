internal import ArgumentParser
internal import Domain
internal import Exchange
internal import Store

/// Saved views: sentences by name, one's own or everybody's.
struct ViewsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "views", abstract: "Saved views: sentences by name, used as @name.",
    subcommands: [List.self, Save.self, Rename.self, Remove.self], defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "Lists them; your own go before shared ones of the same name.")
    @OptionGroup var shared: SharedOptions
    @Flag(help: "Counts the rows of each.") var counts = false
    @Flag(help: "One JSON object.") var json = false

    func run() throws {
      let (store, actor) = try shared.open()
      let views = try store.connection.readNow { try SavedViews.all(for: actor.name, in: $0) }
      let own = Set(views.filter { !$0.owner.isEmpty }.map { FoldedText.fold($0.name) })
      var rows: [JSONOutput] = []
      for view in views {
        let isHidden = view.owner.isEmpty && own.contains(FoldedText.fold(view.name))
        let tally = counts && !isHidden ? try AskedView(view.sentence, shared).tally() : nil
        if json {
          var fields: [(key: String, value: JSONOutput)] = [
            (key: "name", value: .text(view.name)), (key: "sentence", value: .text(view.sentence)),
            (key: "shared", value: .flag(view.owner.isEmpty)), (key: "hidden", value: .flag(isHidden)),
          ]
          if let tally {
            fields.append((key: "count", value: .integer(tally.count)))
            fields.append((key: "more", value: .flag(tally.isCapped)))
            fields.append((key: "late", value: .integer(tally.late)))
          }
          rows.append(.object(fields))
          continue
        }
        let figures = tally.map { " \($0.count)\($0.isCapped ? "+" : "")\($0.late > 0 ? ", late \($0.late)" : "")" }
        let whose = view.owner.isEmpty ? isHidden ? " (shared, yours goes first)" : "" : " (yours)"
        Output.line("@\(view.name)\(whose):\(figures ?? "") \(view.sentence)")
      }
      if json { Output.json(["views": .list(rows)]) }
    }
  }

  struct Save: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "save", abstract: "Keeps a sentence by a name.")
    @OptionGroup var shared: SharedOptions
    @Argument(help: "Its name: letters, digits and dashes.") var name: String
    @Argument(help: "The sentence.") var sentence: String
    @Flag(name: .customLong("shared"), help: "For everybody, which is a right.") var isShared = false

    func run() throws {
      try ViewsCommand.perform(
        "saveView", ["name": name, "sentence": sentence, "shared": isShared ? "yes" : "no"], shared)
      Output.talk("@\(name) is kept\(isShared ? " for everybody" : "").")
    }
  }

  struct Rename: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "rename", abstract: "Gives a view another name.")
    @OptionGroup var shared: SharedOptions
    @Argument(help: "Its name.") var name: String
    @Argument(help: "Its new name.") var new: String
    @Flag(name: .customLong("shared"), help: "The shared view of that name, which is a right.") var isShared = false

    func run() throws {
      try ViewsCommand.perform("renameView", ["name": name, "to": new, "shared": isShared ? "yes" : "no"], shared)
      Output.talk("@\(name) is called @\(new) now.")
    }
  }

  struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "remove", abstract: "Forgets a view; undo brings it back.")
    @OptionGroup var shared: SharedOptions
    @Argument(help: "Its name.") var name: String
    @Flag(name: .customLong("shared"), help: "The shared view of that name, which is a right.") var isShared = false

    func run() throws {
      try ViewsCommand.perform("removeView", ["name": name, "shared": isShared ? "yes" : "no"], shared)
      Output.talk("@\(name) is gone.")
    }
  }

  private static func perform(_ action: String, _ fields: [String: String], _ shared: SharedOptions) throws {
    let (store, actor) = try shared.openForChanges()
    _ = try store.perform(ActionRequest(action, fields: fields), as: actor, now: Process.now())
  }
}

extension AskedView {
  /// nil where the view asks for what who asks may not see.
  func tally() throws -> ViewTally? {
    do {
      return try store.connection.readNow { try Views.tally(query, in: $0) }
    } catch is ViewRefusal {
      return nil
    }
  }
}
