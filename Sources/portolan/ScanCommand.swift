internal import ArgumentParser
internal import Console
internal import Domain
internal import Store
internal import Terminal

struct ScanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scan",
    abstract: "The scanner's screens: picking, packing, putting away, counting, receiving, returns.",
    discussion: """
      Made for handhelds of 20×16 and 40×8. With --plain a line is read at a time: a code as it is scanned, F2 F3 F4 \
      F7 F8, =12 for a typed number, "LOT-7 for typed words, yes or no; # begins a remark, and CODE ! wrongProduct \
      says that the code is to be refused so. Its end is 1 where something went otherwise than the script has it.
      """)
  @OptionGroup var shared: SharedOptions
  @Argument(
    help: "A walk (R-12), an order to be packed, receive or return with what comes in; else a list to choose from.")
  var walk: String?
  @Argument(help: "Behind receive a purchase; behind return a return, its tracking number or its order.")
  var coming: String?
  @Flag(help: "Lines of text in place of a screen: a scan in, a verdict out.") var plain = false
  @Flag(help: "Goes on with a colleague's walk.") var takeOver = false
  @OptionGroup var language: LanguageChoice
  @Option(help: "A theme by its name.") var theme: String?
  @OptionGroup var choice: SettingsChoice

  func run() throws { try open() }

  func open() throws {
    let (store, actor) = try shared.openForChanges()
    var (settings, faults) = Settings.load(choice.path)
    if let chosen = language.chosen { settings.language = chosen }
    let spoken = settings.language ?? .fromEnvironment()
    if coming != nil, scenario == nil {
      throw Failure(text: "A purchase is named behind receive, a return behind return: scan receive PO-1.")
    }
    if plain { return try talk(store, actor, spoken, settings.scanner) }
    let options = ConsoleOptions(
      store: store, actor: actor, language: spoken, zone: shared.zone,
      theme: try Themes.named(theme) ?? Themes.chosen(in: settings, at: choice.path, &faults), settings: settings,
      now: Process.now)
    TerminalSession.forgetProgramPages()
    try MainActor.assumeIsolated { try Console.scan(options, opening: opening, of: scenario) }
    TerminalSession.announceEnd(0)
    Process.leave(0)
  }

  /// What comes in, where that is meant and not a walk by its name.
  private var scenario: String? { walk.flatMap { [ReceiveRun.word, ReturnRun.word].contains($0) ? $0 : nil } }
  private var opening: String? { scenario == nil ? walk : coming }

  private func talk(_ store: Store, _ actor: Actor, _ language: Language, _ settings: ScannerSettings) throws {
    var talk = ScanTalk(
      store, as: actor, language: language, token: OperationId.made(), zone: shared.zone, settings: settings,
      now: Process.now)
    guard let opening else {
      for line in try talk.choices(of: scenario) { Output.line(line) }
      Output.flush()
      // Lines without a walk do nothing; whoever sends them is told, and not left to believe that they did.
      if let line = readLine(), ScanScript.line(line) != nil {
        throw Failure(text: "No walk is open: name one (scan R-12 --plain); \(line.prefix(60)) did nothing.", status: 1)
      }
      return
    }
    for line in try talk.open(opening, of: scenario, takesOver: takeOver) { Output.line(line) }
    Output.flush()
    while let line = readLine() {
      for answer in try talk.take(line) { Output.line(answer) }
      Output.flush()
    }
    talk.leave()
    if talk.surprises > 0 { throw Failure(text: "", status: 1) }
  }
}
