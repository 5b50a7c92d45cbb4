internal import ArgumentParser
internal import Console
internal import Dispatch
internal import Domain
internal import Exchange
internal import Foundation
internal import Operations
internal import Store
internal import Terminal

struct PlayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "play", abstract: "Plays a recording of keys: as a show, as a test, for pictures.",
    discussion: """
      A recording is a text, a step a line: keys j*3 Enter · type TEXT · paste TEXT · scan CODE · size 80x24 · idle · \
      wait TEXT · see TEXT · miss TEXT · picture NAME · pause 400. Before the first step: lang zh · theme NAME · \
      view SENTENCE · size 120x36 · now 2026-09-22 12:00. Lines that begin with # say why.
      """)
  @OptionGroup var shared: SharedOptions
  @Argument(help: "Recordings.", completion: .file()) var files: [String]
  @Option(help: "Plays on a made-up shop of so many orders, which is gone afterwards.") var demo: Int?
  @Flag(help: "Lets it change the store; else it only looks.") var write = false
  @Flag(help: "Shows nothing; says what was not as the recording says, and ends with 1 then.") var check = false
  @Option(help: "Writes its pictures into this folder, and shows nothing else.", completion: .directory)
  var pictures: String?
  @Option(help: "Of the pictures: svg or txt.") var format = "svg"
  @Option(help: "A theme by its name, whatever the recording says.") var theme: String?
  @Option(help: "Milliseconds a key.") var pace = 120

  /// Whether these arguments mean a showing on the terminal, which a guardian has to watch.
  static func takesTerminal(_ arguments: ArraySlice<String>) -> Bool {
    !arguments.contains { $0 == "--check" || $0.hasPrefix("--pictures") }
  }

  func validate() throws {
    if files.isEmpty { throw ValidationError("Name a recording.") }
    if format != "svg" && format != "txt" { throw ValidationError("--format is svg or txt") }
    if let demo, !(0...1_000_000).contains(demo) { throw ValidationError("--demo is 0 to 1000000") }
    if !(0...60_000).contains(pace) { throw ValidationError("--pace is 0 to 60000") }
  }

  func run() throws { try open() }

  func open() throws {
    let recordings = try files.map { (file: $0, recording: try PlayCommand.read($0)) }
    if check || pictures != nil {
      var failures = 0
      for (file, recording) in recordings {
        try onShop(for: recording, file) { options in failures += try playSilently(recording, file, options) }
      }
      if failures > 0 { throw Failure(text: "", status: 1) }
      return
    }
    show(recordings)
  }

  /// Without a terminal: pictures are written, and what was not as it says is said.
  private func playSilently(_ recording: Recording, _ file: String, _ options: ConsoleOptions) throws -> Int {
    var player = try RecordingPlayer(recording, options)
    player.run()
    report(player.misses, file, withScreen: true)
    guard let pictures else { return player.misses.count }
    try FileManager.default.createDirectory(atPath: pictures, withIntermediateDirectories: true)
    for (name, frame) in player.pictures {
      let path = "\(pictures)/\(name).\(format)"
      let text = format == "svg" ? frame.svg(options.theme ?? .portolanDark) : frame.text + "\n"
      guard FileManager.default.createFile(atPath: path, contents: Data(text.utf8)) else {
        throw Failure(text: "\(path): cannot be written.")
      }
      Output.line(path)
    }
    return player.misses.count
  }

  private func report(_ misses: [RecordingPlayer.Miss], _ file: String, withScreen: Bool) {
    for miss in misses {
      Output.talk("\(file):\(miss.line): “\(miss.text)” is \(miss.isWanted ? "not " : "")on the screen.")
      if withScreen { for line in miss.screen.split(separator: "\n") { Output.talk("  | \(line)") } }
    }
  }

  /// On the terminal, one after the other.
  private func show(_ recordings: [(file: String, recording: Recording)]) -> Never {
    Task { @MainActor in
      var status: Int32 = 0
      do {
        for (file, recording) in recordings {
          let (options, folder) = try makeOptions(for: recording, file)
          defer { PlayCommand.remove(folder) }
          let misses = try await Console.play(recording, options, pace: pace)
          report(misses, file, withScreen: false)
          if !misses.isEmpty { status = 1 }
        }
      } catch {
        status = Failure.report(error) ?? 70
      }
      TerminalSession.announceEnd(status)
      Process.leave(status)
    }
    dispatchMain()
  }

  private func onShop(for recording: Recording, _ file: String, _ body: (ConsoleOptions) throws -> Void) throws {
    let (options, folder) = try makeOptions(for: recording, file)
    defer { PlayCommand.remove(folder) }
    try body(options)
  }

  /// The console's options, and the folder of a shop that was made up for it.
  private func makeOptions(for recording: Recording, _ file: String) throws -> (ConsoleOptions, folder: URL?) {
    let theme = try Themes.named(theme) ?? Themes.named(recording.theme, by: "\(file):\(recording.themeLine): theme")
    let language = recording.language ?? .fromEnvironment()
    guard let demo else {
      let (store, actor) = try shared.open(readOnly: !write)
      return (
        ConsoleOptions(
          store: store, actor: actor, language: language, readOnly: !write, zone: shared.zone, theme: theme,
          now: Process.now), nil
      )
    }
    let now = recording.now ?? Process.now()
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("portolan-play-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    do {
      guard let url = StoreURL(folder.appendingPathComponent("shop.db").path) else {
        throw Failure(text: "The made-up shop has no place in \(folder.path).")
      }
      let store = try Store.create(url, admin: "clerk", at: now)
      let actor = try store.connection.readNow { try Users.actor(named: "clerk", as: nil, in: $0) }
      try Demo.fill(store: store, actor: actor, orders: demo, seed: 7, until: now) { _ in }
      let options = ConsoleOptions(
        store: store, actor: actor, language: language, zone: .utc, theme: theme, now: { now })
      return (options, folder)
    } catch {
      PlayCommand.remove(folder)
      throw error
    }
  }

  private static func remove(_ folder: URL?) {
    guard let folder else { return }
    do {
      try FileManager.default.removeItem(at: folder)
    } catch {
      Output.talk("\(folder.path): cannot be removed.")
    }
  }

  private static func read(_ file: String) throws -> Recording {
    guard let data = FileManager.default.contents(atPath: file) else {
      throw Failure(text: "\(file): cannot be read.")
    }
    guard data.count <= 4 << 20, let text = String(data: data, encoding: .utf8) else {
      throw Failure(text: "\(file): is no recording; a text in UTF-8 of at most 4 MiB was expected.")
    }
    do throws(RecordingFault) {
      return try Recording(text) { DateText.read($0, zone: .utc, zoneNamed: { ZoneFile.zone(named: $0) }) }
    } catch {
      throw Failure(text: "\(file):\(error.line): \(error.reason.sentence)")
    }
  }
}

extension RecordingFault.Reason {
  fileprivate var sentence: String {
    switch self {
    case .unknownStep(let word):
      "“\(word)” is no step; keys, type, paste, scan, size, idle, wait, see, miss, picture or pause was expected."
    case .unknownKey(let name): "“\(name)” is no key; names such as j, Down, C-f, F5, Enter or j*20 were expected."
    case .wrongValue(let found, let expected): "“\(found)” does not fit; \(expected) was expected."
    case .tooLate(let word): "“\(word)” comes after the first step; put it before."
    case .tooLong(let limit): "more than \(limit) steps; no recording is so long."
    }
  }
}
