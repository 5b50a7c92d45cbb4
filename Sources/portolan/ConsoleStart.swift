internal import Console
internal import Domain
internal import Foundation
internal import Operations
internal import Store
internal import Terminal

/// A console as it was asked for, apart from the argument parser: making the parser's own kind of command takes as long
/// as reading the first page.
struct ConsoleStart: StoreChoosing {
  var storeAddress: String?
  var readsAddress: String?
  var actorName: String?
  var view: String?
  var readOnly = false
  /// nil: none was named.
  var language: Language?
  var theme: String?
  var mouse = false
  var fresh = false
  var plain = false
  var settingsFile: String?

  /// Runs the console on the main thread; comes back when the user quits.
  func open() throws {
    let (store, actor) = try open(readOnly: readOnly)
    let settingsPath = settingsFile ?? SettingsChoice.defaultPath
    var (settings, faults) = Settings.load(settingsPath)
    if mouse { settings.usesMouse = true }
    if let language { settings.language = language }
    let chosen = try Themes.named(theme) ?? Themes.chosen(in: settings, at: settingsPath, &faults)
    if let theme { settings.theme = theme }
    var options = ConsoleOptions(
      store: store, actor: actor,
      language: settings.language ?? .fromEnvironment(),
      view: view, readOnly: readOnly, zone: zone,
      theme: chosen,
      settings: settings, settingsFaults: faults, keepsSession: !fresh && !plain, now: Process.now)
    options.settingsPath = settingsPath
    options.themes = ThemesCommand.shelf
    if plain {
      try openPlain(options)
      Output.flush()
      Process.leave(0)
    }
    prepareReport(options.language)
    // The pages of opening a store go before those of the first picture come: a console never holds both.
    TerminalSession.forgetProgramPages()
    var status: Int32 = 0
    do {
      try MainActor.assumeIsolated { try Console.run(options) }
    } catch {
      status = Failure.report(error) ?? 70
      if status == 70 { Output.talk("portolan: \(error)") }
    }
    TerminalSession.announceEnd(status)
    Process.leave(status)
  }

  /// Reads commands from standard input, a line each, until the end or `quit`.
  private func openPlain(_ options: ConsoleOptions) throws {
    let isHeard = isatty(STDIN_FILENO) == 1 && Process.writesToTerminal
    let work = PlainWork { line in
      guard isHeard else { return }
      Output.line(line)
      Output.flush()
    }
    var console = try PlainConsole(options, work: work)
    let interrupts = PlainInterrupts(work, isHeard: isHeard, language: options.language)
    for line in interrupts.working({ console.start() }) { Output.line(line) }
    Output.flush()
    while !console.hasQuit, let line = readLine() {
      for answer in interrupts.working({ console.take(line) }) { Output.line(answer) }
      Output.flush()
    }
  }

  /// A fault of ours leaves a report in the person's state folder, and a sentence that says so.
  private func prepareReport(_ language: Language) {
    guard let folder = StateFolder.path(environment: ProcessInfo.processInfo.environment) else { return }
    let path = "\(folder)/fault-\(Process.now().milliseconds / 1000)-\(getpid()).txt"
    TerminalSession.prepareReport(
      path: path, sentence: Said.fault(report: path, in: language), version: Portolan.number)
  }
}

extension ConsoleStart {
  /// What the usual words ask for, read without the argument parser, which takes a tenth of the time to the first
  /// screen; nil where anything is unusual: that is the parser's to judge and to word.
  init?(plainly words: some Sequence<String>) {
    var words = words.makeIterator()
    func value(of option: String?) -> String? {
      // Named twice, or without its value, it is the parser's.
      guard option == nil, let value = words.next(), !value.isEmpty, !value.hasPrefix("-") else { return nil }
      return value
    }
    func take(_ option: inout String?) -> Bool {
      guard let value = value(of: option) else { return false }
      option = value
      return true
    }
    while let word = words.next() {
      switch word {
      case "--read-only": readOnly = true
      case "--mouse": mouse = true
      case "--fresh": fresh = true
      case "--plain": plain = true
      case "--store": guard take(&storeAddress) else { return nil }
      case "--reads": guard take(&readsAddress) else { return nil }
      case "--as": guard take(&actorName) else { return nil }
      case "--view": guard take(&view) else { return nil }
      case "--theme": guard take(&theme) else { return nil }
      case "--settings": guard take(&settingsFile) else { return nil }
      case "--lang":
        guard let named = value(of: language == nil ? nil : ""), let known = Language(typed: named) else { return nil }
        language = known
      default: return nil
      }
    }
  }
}
