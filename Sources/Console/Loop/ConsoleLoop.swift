internal import Dispatch
internal import Domain
internal import Foundation
internal import Store
internal import Terminal

/// The loop: messages gather in the inbox, are all taken in, and then the screen is painted once.
///
/// It runs on the main thread, which waits for keys itself and works off the main queue between them.
@MainActor
final class ConsoleLoop {
  private var state: ConsoleState
  private let session: TerminalSession
  private let now: @Sendable () -> Instant
  private var inbox: [Inlet] = []
  private var gate: ScanGate
  private var gateTimer: (any DispatchSourceTimer)?
  private var runner: EffectRunner?
  private var isQuitting = false
  /// A text that is in the person's editor.
  private var editing: EditorRun?
  private enum Inlet {
    case message(Message)
    /// A key, with the moment of its reading.
    case typed(Key, Int64)
    /// Nothing was typed for so long that a scan is over.
    case silence
  }

  /// What the messages of this turn want done outside.
  private var effects: [Effect] = []
  /// Something has come that may change what stands on the screen.
  private var isAwake = false

  /// When the paint that waits for rows is made anyway.
  private var holdTimer: (any DispatchSourceTimer)?
  private var isOverdue = false
  /// How often the inbox was emptied.
  private var turns = 0
  private var isForgetting = false

  private var keeper: SessionKeeper
  private var isKeeping = false

  /// So long at most what somebody typed is only in memory.
  private static let keepMilliseconds = 3000

  /// A paint waits so long for rows that are on their way.
  private static let holdMilliseconds = 15

  /// A console is at rest so long after the last key.
  private static let restMilliseconds = 4000

  private let busy = BusyClock()

  init(_ state: ConsoleState, _ session: TerminalSession, now: @escaping @Sendable () -> Instant) {
    self.state = state
    gate = ScanGate(state.settings.scanner)
    self.session = session
    self.now = now
    keeper = SessionKeeper(state)
  }

  func post(_ message: Message) { put(.message(message)) }

  private func put(_ inlet: Inlet) {
    inbox.append(inlet)
    isAwake = true
  }

  /// Runs until the person leaves; `effects` are what the start left to do.
  func run(_ desk: Desk, _ effects: [Effect]) throws {
    // The loop, its session and its runner live as long as each other: until the program ends.
    let runner = EffectRunner(desk) { self.post($0) }
    self.runner = runner
    session.onAnswer = { _ in self.answered() }
    try session.start { keys, now in
      for key in keys { self.put(.typed(key, now)) }
    }
    session.measuresLine = state.manners.showsGauge
    session.show(state.view(session.widths))
    // What the start needed, and only behind its picture: what is needed again comes back in a millisecond.
    TerminalSession.forgetProgramPages()
    runner.run(effects)
    runner.watchChanges()
    restWhenIdle()
    while !isQuitting {
      session.wait()
      guard isAwake else { continue }
      isAwake = false
      turns += 1
      drain()
      if isQuitting { break }
      paint()
      restWhenIdle()
    }
    runner.stop()
    session.stop()
  }

  /// Whenever nobody has pressed a key for a while: what can wait is done, and the program's pages that were needed for
  /// what is done are given back, two thirds of the memory that a console takes. They come back in half a millisecond.
  private func restWhenIdle() {
    guard !isForgetting else { return }
    isForgetting = true
    let turn = turns
    DispatchQueue.main.asyncAfter(deadline: .now() + .milliseconds(ConsoleLoop.restMilliseconds)) {
      MainActor.assumeIsolated {
        self.isForgetting = false
        guard turn == self.turns else { return self.restWhenIdle() }
        self.runner?.rest()
        // Here, because another thread would have to be woken for it and be put to rest again.
        TerminalSession.forgetProgramPages()
      }
    }
  }

  /// Some time after a key what is open is kept, for a line that drops and a console that is killed.
  private func keepSoon() {
    guard !isKeeping else { return }
    isKeeping = true
    DispatchQueue.main.asyncAfter(deadline: .now() + .milliseconds(ConsoleLoop.keepMilliseconds)) {
      MainActor.assumeIsolated {
        self.isKeeping = false
        self.keep(atEnd: false, leavesForGood: false)
      }
    }
  }

  private func keep(atEnd: Bool, leavesForGood: Bool) {
    guard let write = keeper.due(state, atEnd: atEnd, leavesForGood: leavesForGood) else { return }
    runner?.keep(write, waits: atEnd)
  }

  private func drain() {
    state.viewer.now = now()
    state.manners.clipboard = session.traits.clipboard
    var next = 0
    while next < inbox.count && !isQuitting {
      switch inbox[next] {
      case .message(let message): take(message)
      case .typed(let key, let now):
        typed(key, at: now)
        keepSoon()
      case .silence: act(gate.expire(at: TerminalSession.milliseconds))
      }
      next += 1
    }
    inbox.removeAll(keepingCapacity: true)
    // Of all that a burst of keys asked for, only what is still wanted is begun; it runs while this thread paints.
    runner?.run(effects)
    effects.removeAll(keepingCapacity: true)
    armGate()
  }

  private func take(_ message: Message) {
    for effect in state.update(message) { perform(effect) }
    // Whatever met the lost server first: it is looked for until it is back.
    if state.isStoreLost { runner?.seekStore() }
  }

  /// Gives the text and the terminal to the person's editor; nothing waits for it, and no gate is held.
  private func edit(_ text: String) {
    do {
      let run = try EditorRun(text, environment: ProcessInfo.processInfo.environment)
      editing = run
      session.lend(to: run.words) { status in
        self.editing = nil
        self.post(.edited(status.map(run.text) ?? .failure(.missing(run.name))))
        run.remove()
      }
    } catch {
      post(.edited(.failure(error)))
    }
  }

  /// The line is gone while a text is in the editor: what was saved there goes into the draft.
  private func abandonEditor() {
    guard let run = editing else { return }
    editing = nil
    if case .success = run.saved { take(.edited(run.saved)) }
    run.remove()
  }

  private func typed(_ key: Key, at now: Int64) {
    if key == .hangup { abandonEditor() }
    if let deadline = gate.deadline, now > deadline { act(gate.expire(at: now)) }
    act(gate.take(key, at: now, state))
  }

  private func act(_ outcomes: [ScanGate.Outcome]) {
    for outcome in outcomes where !isQuitting {
      switch outcome {
      case .key(let key):
        state.noteForReport(key)
        take(.key(key))
      case .takeBack(let old): for effect in state.takeBack(to: old) { perform(effect) }
      }
    }
  }

  /// A key that waits for the next one waits no longer than a scanner takes.
  private func armGate() {
    gateTimer?.cancel()
    gateTimer = nil
    guard let deadline = gate.deadline, !isQuitting else { return }
    let timer = DispatchSource.makeTimerSource(queue: .main)
    let left = max(deadline - TerminalSession.milliseconds, 0)
    timer.schedule(deadline: .now() + .milliseconds(Int(left)), leeway: .milliseconds(1))
    timer.setEventHandler { [weak self] in
      MainActor.assumeIsolated { self?.put(.silence) }
    }
    timer.activate()
    gateTimer = timer
  }

  private func perform(_ effect: Effect) {
    switch effect {
    case .quit: isQuitting = true
    case .suspend: session.suspend()
    case .bell: session.bell()
    case .terminal(let wish): grant(wish)
    case .edit(let text): edit(text)
    case .saveSession(let leavesForGood): keep(atEnd: true, leavesForGood: leavesForGood)
    case .page, .groups, .count, .record, .raw, .find, .rank, .suggest, .perform, .planUndo, .undo, .values,
      .savedViews, .present, .themes, .holders, .keepSettings, .bulk, .viewing:
      effects.append(effect)
    case .use(let look): use(look)
    }
  }

  private func use(_ look: Look) {
    switch look.colours {
    case .builtIn: session.choose(nil)
    case .theme(let theme): session.choose(theme)
    case .same: break
    }
    session.useMouse(look.usesMouse)
    session.choose(ambiguousColumns: look.ambiguousColumns)
    gate.scanner = look.scanner
    isAwake = true
  }

  /// The terminal has said how wide it draws or what it knows: what stands on it may be wrong.
  private func answered() {
    isAwake = true
  }

  private func paint() {
    if state.holdsPaint && !isOverdue {
      armHold()
      return
    }
    holdTimer?.cancel()
    holdTimer = nil
    if !state.holdsPaint { isOverdue = false }
    state.manners.line = session.lineReport
    runner?.isSlowLine = state.manners.line.isSlow
    busy.follow(&state) { self.isAwake = true }
    session.show(state.view(session.widths))
  }

  /// Does what only the terminal or the person's own folders can.
  private func grant(_ wish: TerminalWish) {
    switch wish {
    case .mouse(let uses): session.useMouse(uses)
    case .measure(let often): session.measuresLine = often
    case .copy(let text): session.copy(text)
    case .save(let text): post(.copied(CopiedFile.write(text)))
    }
  }

  private func armHold() {
    guard holdTimer == nil else { return }
    let timer = DispatchSource.makeTimerSource(queue: .main)
    timer.schedule(deadline: .now() + .milliseconds(ConsoleLoop.holdMilliseconds), leeway: .milliseconds(1))
    timer.setEventHandler { [weak self] in
      MainActor.assumeIsolated {
        self?.isOverdue = true
        self?.isAwake = true
      }
    }
    timer.activate()
    holdTimer = timer
  }
}
