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
  /// Who does what is done with many records: nobody stops it or hears of it unless somebody is named here.
  var conduct: @Sendable (BulkEffect, Desk) -> Message? = { $1.answer(to: $0, stop: Stop()) { _ in } }

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

  /// Shows another sentence in the list of its kind, as the screen does: no record stays open over it.
  mutating func show(_ sentence: Sentence) {
    let effects = state.show(sentence)
    settle(effects.isEmpty ? state.list.show(sentence, state.viewer) : effects)
  }

  /// Turns the open record to a page.
  mutating func turn(to tab: DetailTab) {
    let text = state.cellText
    settle(state.detail?.show(tab, text) ?? [])
  }

  /// Reads the saved views, so that a sentence may name them.
  mutating func readViews() { settle([.savedViews]) }

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
  func answer(to effect: BulkEffect) -> Message? { conduct(effect, desk) }

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
      let answer: Message? =
        if case .bulk(let many) = effect { conduct(many, desk) } else {
          desk.answer(to: effect, read: { body in try connection.readNow { try body($0) } })
        }
      guard let message = answer else { continue }
      switch effect {
      case .present, .viewing, .bulk(.unfinished): break
      default: answered += 1
      }
      waiting += state.update(message)
    }
  }
}
