public import Domain
public import Store
public import Terminal

/// What a console is opened with.
public struct ConsoleOptions: Sendable {
  public var store: Store
  public var actor: Actor
  public var language: Language
  /// A sentence to begin with, its kind included; nil: all orders.
  public var view: String?
  /// Nothing can be changed, whatever the actor's rights.
  public var readOnly: Bool
  /// The zone of dates on the screen.
  public var zone: Zone
  /// nil: the built-in one that fits the terminal's ground, changed live with it.
  public var theme: Theme?
  public var settings: Settings
  /// What was wrong with the settings, said once at the start.
  public var settingsFaults: [SettingsFault]
  /// Where choices made in the console are written; nil: they hold for this console only.
  public var settingsPath: String?
  /// The themes that can be chosen.
  public var themes = ThemeShelf(folders: [])
  /// Whether what is open is kept for the next login and brought back, and changes since the last one are marked.
  public var keepsSession: Bool
  public var now: @Sendable () -> Instant

  public init(
    store: Store, actor: Actor, language: Language, view: String? = nil, readOnly: Bool = false, zone: Zone = .utc,
    theme: Theme? = nil, settings: Settings = Settings(), settingsFaults: [SettingsFault] = [],
    keepsSession: Bool = false, now: @escaping @Sendable () -> Instant
  ) {
    self.store = store
    self.actor = actor
    self.language = language
    self.view = view
    self.readOnly = readOnly
    self.zone = zone
    self.theme = theme
    self.settings = settings
    self.settingsFaults = settingsFaults
    self.keepsSession = keepsSession
    self.now = now
  }
}

/// The program's face: lists over views, details, forms, all from keys.
public enum Console {
  /// Takes the terminal, on the main thread, until the person leaves. `TerminalSession.guardProcess()` comes first in
  /// `main`.
  ///
  /// Throws `SentenceError` (of the options' view), `StoreError` (before anything is painted), `TerminalFailure`.
  @MainActor
  public static func run(_ options: ConsoleOptions) throws {
    let desk = Desk(options)
    let session = try TerminalSession(
      options: TerminalOptions(
        theme: options.theme ?? .portolanDark, lightTheme: options.theme == nil ? .portolanLight : nil,
        usesMouse: options.settings.usesMouse, ambiguousColumns: options.settings.ambiguousColumns,
        asciiBorders: options.settings.asciiBorders))
    var state = try ConsoleState(options, desk, size: session.size)
    // The first page is read here and painted before the loop runs; what is not needed for it comes afterwards.
    let restoring = try state.comeBack(options, desk)
    var later: [Effect] = []
    for effect in state.start() + restoring {
      switch effect {
      case .page(let request):
        let answer = try options.store.connection.readNow { try desk.page(request, in: $0) }
        later += state.update(.page(request, .success(answer)))
      case .record(let request):
        let answer = try options.store.connection.readNow { try desk.record(request, in: $0) }
        later += state.update(.record(request, .success(answer)))
      default: later.append(effect)
      }
    }
    later += state.shelfWanted + [.bulk(.unfinished)]
    let loop = ConsoleLoop(state, session, now: options.now)
    try loop.run(desk, later)
  }

  /// The screen after some keys, without a terminal: whatever is asked of the store is answered at once.
  public static func screen(
    _ options: ConsoleOptions, size: Size, keys: [Key] = [], widths: WidthPolicy = .standard
  ) throws -> Frame {
    try screenAndTrouble(options, size: size, keys: keys, widths: widths).frame
  }

  /// The same with what keeps its list from being read, as a sentence.
  public static func screenAndTrouble(
    _ options: ConsoleOptions, size: Size, keys: [Key] = [], widths: WidthPolicy = .standard
  ) throws -> (frame: Frame, trouble: String?) {
    var rehearsal = try Rehearsal(options, size: size)
    for key in keys { rehearsal.press(key) }
    let state = rehearsal.state
    return (state.view(widths), state.list.trouble.map(state.words.trouble))
  }
}

extension Desk {
  init(_ options: ConsoleOptions) {
    self.init(
      store: options.store, actor: options.actor, zone: options.zone, now: options.now, readOnly: options.readOnly,
      themes: options.themes, settingsPath: options.settingsPath)
  }
}

extension ConsoleState {
  init(_ options: ConsoleOptions, _ desk: Desk, size: Size, makeId: (@Sendable () -> String)? = nil) throws {
    var sentence: Sentence?
    if let view = options.view {
      var views: [String: String] = [:]
      if view.contains("@") { views = try options.store.connection.readNow { try desk.savedViews(in: $0) } }
      sentence = try Sentence(
        view, kind: .orders, tongue: SentenceWords.tongue(for: view), views: { views[FoldedText.fold($0)] })
    }
    self.init(
      words: Words(language: options.language),
      viewer: Viewer(actor: options.actor, zone: options.zone, now: options.now()), size: size, sentence: sentence,
      readOnly: options.readOnly, settings: options.settings, makeId: makeId ?? OperationId.make)
    manners = ScreenManners(options.settings)
    if let fault = options.settingsFaults.first(where: { !$0.isNotice }) ?? options.settingsFaults.first {
      status = Status(
        text: words(.settingsFault(words.fault(fault), options.settingsFaults.count)),
        role: fault.isNotice ? .info : .warning)
      settingsFaultSaid = fault.isNotice ? "" : status?.text ?? ""
    }
  }
}
