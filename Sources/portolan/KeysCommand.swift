internal import ArgumentParser
internal import Console
internal import Exchange
internal import Foundation

struct KeysCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys", abstract: "Lists the console's keys, as your settings have them.",
    discussion: """
      Keys are chosen in settings.toml in your configuration folder (`portolan settings path`), for example:

      version = 3
      keySet = "arrows"          # standard, vim, arrows or numpad

      [keys]
      hold = ["H", "F7"]

      [keys.detail]
      nextTab = "Tab"
      """)
  @OptionGroup var choice: SettingsChoice
  @Option(name: .customLong("set"), help: "A ready set in place of yours: standard, vim, arrows, numpad.")
  var set: String?
  @OptionGroup var language: LanguageChoice
  @Flag(help: "One JSON object.") var json = false
  @Flag(help: "The table of the README.") var markdown = false

  func run() throws {
    var keys = choice.load()
    if let set {
      guard let known = KeySet(rawValue: set) else {
        throw Failure(
          text: "--set: “\(set)” is no set; \(KeySet.allCases.map(\.rawValue).joined(separator: ", ")) are.")
      }
      keys = Settings(keySet: known)
    }
    let rows = KeyTable.rows(keys, in: language.chosen ?? .fromEnvironment())
    if markdown { return Output.data(KeyTable.markdown(rows)) }
    if json {
      Output.json([
        "keys": .list(
          rows.map {
            [
              "command": .text($0.id), "title": .text($0.title), "help": .text($0.help), "section": .text($0.section),
              "list": .list($0.list.map { .text($0) }), "detail": .list($0.detail.map { .text($0) }),
              "field": .list($0.field.map { .text($0) }),
            ]
          })
      ])
      return
    }
    for row in rows {
      let names = [row.list, row.detail, row.field].first { !$0.isEmpty } ?? []
      let shown = names.joined(separator: " ")
      Output.line(
        shown + String(repeating: " ", count: max(1, 22 - shown.count))
          + row.id + String(repeating: " ", count: max(1, 18 - row.id.count)) + row.help)
    }
  }
}

struct SettingsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "settings", abstract: "Your own settings: language, theme, keys.",
    subcommands: [Check.self, Path.self, Migrate.self], defaultSubcommand: Check.self)

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check", abstract: "Says what is wrong or doubtful in a settings file.")
    @OptionGroup var choice: SettingsChoice

    func run() throws {
      let path = choice.path
      // Whoever names a file means one; without a file of one's own everything is as it comes.
      if choice.file != nil, !FileManager.default.fileExists(atPath: path) {
        throw Failure(text: "\(path): there is no such file.")
      }
      var (settings, faults) = Settings.load(path)
      _ = Themes.chosen(in: settings, at: path, &faults)
      for fault in faults { Output.line("\(path): \(KeyTable.sentence(fault))") }
      for advice in KeyTable.advice(settings) { Output.line("\(path): \(advice)") }
      if faults.contains(where: { !$0.isNotice }) { throw Failure(text: "") }
      Output.talk("\(path): good.")
    }
  }

  struct Migrate: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "migrate", abstract: "Puts a settings file of an older version into today's words.")
    @OptionGroup var choice: SettingsChoice

    func run() throws {
      do {
        let isChanged = try SettingsMigration.run(at: choice.path)
        Output.talk("\(choice.path): \(isChanged ? "migrated to version \(Settings.version)" : "nothing to migrate").")
      } catch let trouble as SettingsTrouble {
        throw Failure(text: "\(choice.path): \(trouble.sentence).")
      }
    }
  }

  struct Path: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "path", abstract: "Says where the settings stand.")

    func run() throws { Output.line(SettingsChoice.defaultPath) }
  }
}

/// Which settings file counts.
struct SettingsChoice: ParsableArguments {
  @Option(name: .customLong("settings"), help: "A settings file in place of your own.") var file: String?

  static var defaultPath: String { Settings.path(environment: ProcessInfo.processInfo.environment) }

  var path: String { file ?? SettingsChoice.defaultPath }

  /// The settings; what is wrong with them is said and never fatal.
  func load() -> Settings {
    let (settings, faults) = Settings.load(path)
    for fault in faults { Output.talk("portolan: \(path): \(KeyTable.sentence(fault))") }
    return settings
  }
}
