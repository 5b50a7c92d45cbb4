internal import ArgumentParser
internal import Console
internal import Domain
internal import Exchange
internal import Foundation
internal import Operations
internal import Store
internal import Terminal

struct ConsoleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "console", abstract: "Opens the console, which is what portolan alone does.")
  @OptionGroup var shared: SharedOptions
  @Option(help: "The sentence to begin with.") var view: String?
  @Flag(help: "Looks and changes nothing.") var readOnly = false
  @OptionGroup var language: LanguageChoice
  @Option(help: "A theme by its name.") var theme: String?
  @Flag(help: "Uses the mouse.") var mouse = false
  @Flag(help: "Begins afresh: nothing of the last session comes back, and nothing of this one is kept.") var fresh =
    false
  @Flag(help: "Lines of text in place of a screen: a command in, sentences out.") var plain = false
  @OptionGroup var choice: SettingsChoice

  func run() throws { try start.open() }

  /// What was asked, without the parser's own.
  var start: ConsoleStart {
    ConsoleStart(
      storeAddress: shared.storeAddress, readsAddress: shared.readsAddress, actorName: shared.actorName, view: view,
      readOnly: readOnly, language: language.chosen, theme: theme, mouse: mouse, fresh: fresh, plain: plain,
      settingsFile: choice.file)
  }
}

enum Themes {
  /// The theme that the settings name; a name that is none is a fault of theirs and no more.
  static func chosen(in settings: Settings, at path: String, _ faults: inout [SettingsFault]) -> Theme? {
    guard let name = settings.theme else { return nil }
    do {
      return try named(name)
    } catch {
      let expected = "`portolan themes list`"
      faults.append(
        SettingsFault(
          line: Settings.line(of: "theme", at: path), key: "theme", reason: .wrongValue(found: name, expected: expected)
        ))
      return nil
    }
  }

  /// nil where none was named; `place` says where it was.
  static func named(_ name: String?, by place: String = "--theme") throws -> Theme? {
    guard let name else { return nil }
    do throws(SchemeRefusal) {
      if let theme = try ThemesCommand.shelf.theme(named: name) { return theme }
    } catch {
      throw Failure(text: "\(place): “\(name)” \(error.sentence).")
    }
    throw Failure(text: "\(place): “\(name)” is no theme; `portolan themes list` lists them.")
  }
}

struct ScreenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "screen", abstract: "Draws a screen without a terminal: for mails, manuals and tests.")
  @OptionGroup var shared: SharedOptions
  @Argument(help: "The sentence.") var sentence = "orders"
  @Option(help: "Columns × rows.") var size = "120x36"
  @Option(help: "Keys to press first, e.g. 'j*3,Enter'.") var keys = ""
  @Option(help: "A theme by its name.") var theme: String?
  @OptionGroup var language: LanguageChoice
  @Option(help: "txt or svg.") var format = "txt"

  func run() throws {
    guard let size = Size(size) else { throw Failure(text: "--size: “\(size)” is no size; 120x36 was expected.") }
    if let name = KeyScript.misspelt(in: keys) {
      throw Failure(text: "--keys: “\(name)” is no key; names such as j, Down, C-f, F5, Enter or j*20 were expected.")
    }
    let keys = keys.isEmpty ? [] : Key.script(keys)
    guard format == "txt" || format == "svg" else { throw Failure(text: "--format: txt or svg was expected.") }
    // It draws: whatever its keys ask for, nothing is changed.
    let (store, actor) = try shared.open(readOnly: true)
    // A mail of a screen that shows nothing because a word was misspelt would go unnoticed.
    _ = try store.connection.readNow { try AskedView.reading(sentence, actor, $0) }
    let options = ConsoleOptions(
      store: store, actor: actor, language: language.chosen ?? .fromEnvironment(), view: sentence, readOnly: false,
      zone: shared.zone, theme: try Themes.named(theme), now: Process.now)
    let (frame, trouble) = try Console.screenAndTrouble(options, size: size, keys: keys)
    Output.data(format == "svg" ? frame.svg(try Themes.named(theme) ?? .portolanDark) : frame.text)
    // A mail of a screen without its rows is no success.
    if let trouble { throw Failure(text: trouble) }
  }
}

struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo", abstract: "Fills an empty store with a made-up, lifelike shop.")
  @OptionGroup var shared: SharedOptions
  @Option(help: "How many orders; 1,000,000 at most.") var orders = 2000
  @Option(help: "Another shop for another seed.") var seed: UInt64 = 1
  @Option(name: .customLong("until"), help: "The last day of its history, e.g. 2026-09-22; else today.")
  var until: String?
  @Option(help: "Parcels of so many days, not of the last fortnight alone.") var parcelDays: Int?
  @Option(help: "About how many of them, of a shop with many orders; else 12,000.") var parcels: Int?

  func run() throws {
    guard (1...1096).contains(parcelDays ?? 1) else { throw ValidationError("--parcel-days is 1 to 1096") }
    guard parcels == nil || parcelDays != nil else { throw ValidationError("--parcels goes with --parcel-days") }
    guard (1...1_000_000).contains(parcels ?? 1) else { throw ValidationError("--parcels is 1 to 1000000") }
    guard (0...1_000_000).contains(orders) else { throw ValidationError("--orders is 0 to 1000000") }
    var end = Process.now()
    if let until {
      guard let day = DateText.read(until, zone: .utc, zoneNamed: { ZoneFile.zone(named: $0) }) else {
        throw Failure(text: "--until: “\(until)” is no date; 2026-09-22 was expected.")
      }
      end = day
    }
    try Demo.check(orders: orders, until: end)
    let url = try shared.url()
    if try !isThere(url) {
      _ = try Store.create(url, admin: shared.realName, and: shared.actorName, at: end)
    }
    let (store, actor) = try shared.openForChanges()
    let known = try store.connection.readNow { try $0.integer("SELECT COUNT(*) FROM orders") } ?? 0
    if known > 0 { throw Failure(text: "\(url) has \(known) orders already; a made-up shop goes into an empty store.") }
    let past = parcelDays.map { DemoParcels(days: $0, most: parcels) }
    try Demo.fill(store: store, actor: actor, orders: orders, seed: seed, until: end, parcels: past) {
      Output.progress("\($0) of \(orders) orders")
    }
    Output.endProgress()
    Output.talk("Filled \(url) with \(orders) made-up orders.")
  }

  /// Whether a store, of whatever state, is where the shop is to be; of a file the folder is made.
  private func isThere(_ url: StoreURL) throws -> Bool {
    if url.isFile {
      try Folder.make(for: url.path)
      return FileManager.default.fileExists(atPath: url.path)
    }
    do {
      _ = try Store.open(url)
      return true
    } catch StoreError.missing {
      return false
    }
  }
}

struct UsersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "users", abstract: "People and their roles.",
    subcommands: [List.self, Add.self, Remove.self], defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "Lists who works here.")
    @OptionGroup var shared: SharedOptions
    @Flag(help: "One JSON object.") var json = false

    func run() throws {
      let (store, _) = try shared.open()
      let users = try store.connection.readNow { try Users.all(in: $0) }
      if json {
        Output.json([
          "users": .list(
            users.map {
              [
                "name": .text($0.name), "roles": .list($0.roles.map { .text($0.rawValue) }),
                "active": .flag($0.isActive),
              ]
            })
        ])
        return
      }
      for user in users {
        Output.line(
          "\(user.name): \(user.roles.map(\.rawValue).joined(separator: ", "))\(user.isActive ? "" : " (left)")")
      }
    }
  }

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "add", abstract: "Lets somebody work here.")
    @OptionGroup var shared: SharedOptions
    @Argument(help: "The name they log in with.") var name: String
    @Argument(help: "Roles: \(Role.allCases.map(\.rawValue).joined(separator: ", ")).") var roles: [String]

    func run() throws {
      let (store, actor) = try shared.openForChanges()
      _ = try store.perform(
        ActionRequest("addUser", fields: ["name": name, "roles": roles.joined(separator: ",")]), as: actor,
        now: Process.now())
      Output.talk("\(name) works here as \(roles.joined(separator: ", ")).")
    }
  }

  struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "remove", abstract: "Lets somebody no longer work here; their journal entries stay.")
    @OptionGroup var shared: SharedOptions
    @Argument(help: "Their name.") var name: String

    func run() throws {
      let (store, actor) = try shared.openForChanges()
      _ = try store.perform(ActionRequest("removeUser", fields: ["name": name]), as: actor, now: Process.now())
      Output.talk("\(name) no longer works here.")
    }
  }
}
