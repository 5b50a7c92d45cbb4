internal import Domain
internal import Store
internal import Terminal

/// The console without a terminal and without waiting: each effect is answered before the next key.
struct Rehearsal {
  private(set) var state: ConsoleState
  private let desk: Desk
  private let now: @Sendable () -> Instant
  private(set) var hasQuit = false
  private var keeper: SessionKeeper
  /// Effects that were answered, for tests that count.
  private(set) var answered = 0
  /// What the terminal was asked for.
  var wishes: [TerminalWish] = []

  init(_ options: ConsoleOptions, size: Size, makeId: (@Sendable () -> String)? = nil) throws {
    desk = Desk(options)
    now = options.now
    state = try ConsoleState(options, desk, size: size, makeId: makeId)
    let restoring = try state.comeBack(options, desk)
    keeper = SessionKeeper(state)
    let effects = state.start() + restoring + state.shelfWanted + [.bulk(.unfinished)]
    settle(effects)
  }

  /// What a console does every few seconds while somebody types.
  mutating func keep(atEnd: Bool = false, leavesForGood: Bool = false) {
    do {
      try keeper.due(state, atEnd: atEnd, leavesForGood: leavesForGood)?(desk)
    } catch {
      state.say(Trouble(error))
    }
  }

  mutating func press(_ key: Key) { send(.key(key)) }

  /// Runs a command of the table, whatever its key.
  mutating func run(_ command: Command) {
    state.viewer.now = now()
    state.status = nil
    settle(state.run(command))
  }

  /// Shows another sentence in the list.
  mutating func show(_ sentence: Sentence) { settle(state.list.show(sentence, state.viewer)) }

  /// Goes to a number.
  mutating func find(_ text: String) {
    state.status = nil
    settle(state.find(text))
  }

  mutating func send(_ message: Message) {
    if hasQuit { return }
    state.viewer.now = now()
    let effects = state.update(message)
    settle(effects)
  }

  /// What the store's side answers, without the screen.
  func answer(to effect: BulkEffect) -> Message? { desk.answer(to: effect, stop: Stop()) { _ in } }

  /// Who acts, with the rights of this moment.
  func present() throws -> Actor { try desk.present() }

  /// Undoes what the keys of a scan did.
  mutating func takeBack(to old: ConsoleState) {
    let effects = state.takeBack(to: old)
    settle(effects)
  }

  private mutating func settle(_ first: [Effect]) {
    var waiting = first[...]
    while let effect = waiting.popFirst() {
      if case .quit = effect { hasQuit = true }
      if case .terminal(let wish) = effect { wishes.append(wish) }
      let connection = desk.store.connection
      if case .saveSession(let leavesForGood) = effect { keep(atEnd: true, leavesForGood: leavesForGood) }
      guard let message = desk.answer(to: effect, read: { body in try connection.readNow { try body($0) } }) else {
        continue
      }
      switch effect {
      case .present, .viewing, .bulk(.unfinished): break
      default: answered += 1
      }
      waiting += state.update(message)
    }
  }
}
