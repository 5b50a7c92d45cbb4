internal import Dispatch
internal import Domain
internal import Store
internal import Terminal

/// The loop: messages gather in the inbox, are all taken in, and then the screen is painted once.
@MainActor
final class ConsoleLoop {
  private var state: ConsoleState
  private let session: TerminalSession
  private let now: @Sendable () -> Instant
  private let wake: AsyncStream<Void>
  private let waker: AsyncStream<Void>.Continuation
  private var inbox: [Inlet] = []
  private var gate = ScanGate()
  private var gateTimer: (any DispatchSourceTimer)?
  private var runner: EffectRunner?
  private var isQuitting = false
  private enum Inlet {
    case message(Message)
    /// A key, with the moment of its reading.
    case typed(Key, Int64)
    /// Nothing was typed for so long that a scan is over.
    case silence
  }

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

  init(_ state: ConsoleState, _ session: TerminalSession, now: @escaping @Sendable () -> Instant) {
    self.state = state
    self.session = session
    self.now = now
    keeper = SessionKeeper(state)
    (wake, waker) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
  }

  func post(_ message: Message) {
    inbox.append(.message(message))
    waker.yield()
  }

  /// Runs until the person leaves; `effects` are what the start left to do.
  func run(_ desk: Desk, _ effects: [Effect]) async throws {
    // The loop, its session and its runner live as long as each other: until the program ends.
    let runner = EffectRunner(desk) { self.post($0) }
    self.runner = runner
    session.onAnswer = { _ in self.answered() }
    try session.start { keys, now in
      for key in keys { self.inbox.append(.typed(key, now)) }
      self.waker.yield()
    }
    session.show(state.view(session.widths))
    for effect in effects { perform(effect) }
    runner.watchChanges()
    forgetWhenAtRest()
    for await _ in wake {
      turns += 1
      drain()
      if isQuitting { break }
      paint()
      forgetWhenAtRest()
    }
    runner.stop()
    session.stop()
  }

  /// Whenever nobody has pressed a key for a while: the program's pages that were needed for what is done are two
  /// thirds of the memory that a console takes. They come back in half a millisecond.
  private func forgetWhenAtRest() {
    guard !isForgetting else { return }
    isForgetting = true
    let turn = turns
    DispatchQueue.main.asyncAfter(deadline: .now() + .milliseconds(ConsoleLoop.restMilliseconds)) {
      MainActor.assumeIsolated {
        self.isForgetting = false
        guard turn == self.turns else { return self.forgetWhenAtRest() }
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
    armGate()
  }

  private func take(_ message: Message) {
    for effect in state.update(message) { perform(effect) }
  }

  private func typed(_ key: Key, at now: Int64) {
    if let deadline = gate.deadline, now > deadline { act(gate.expire(at: now)) }
    act(gate.take(key, at: now, state))
  }

  private func act(_ outcomes: [ScanGate.Outcome]) {
    for outcome in outcomes where !isQuitting {
      switch outcome {
      case .key(let key): take(.key(key))
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
      MainActor.assumeIsolated {
        self?.inbox.append(.silence)
        self?.waker.yield()
      }
    }
    timer.activate()
    gateTimer = timer
  }

  private func perform(_ effect: Effect) {
    switch effect {
    case .quit: isQuitting = true
    case .suspend: session.suspend()
    case .bell: session.bell()
    case .saveSession(let leavesForGood): keep(atEnd: true, leavesForGood: leavesForGood)
    case .page, .groups, .count, .record, .raw, .find, .rank, .suggest, .perform, .planUndo, .undo, .values,
      .savedViews, .present, .viewing:
      runner?.run(effect)
    }
  }

  /// The terminal has said how wide it draws or what it knows: what stands on it may be wrong.
  private func answered() {
    waker.yield()
  }

  private func paint() {
    if state.holdsPaint && !isOverdue {
      armHold()
      return
    }
    holdTimer?.cancel()
    holdTimer = nil
    if !state.holdsPaint { isOverdue = false }
    session.show(state.view(session.widths))
  }

  private func armHold() {
    guard holdTimer == nil else { return }
    let timer = DispatchSource.makeTimerSource(queue: .main)
    timer.schedule(deadline: .now() + .milliseconds(ConsoleLoop.holdMilliseconds), leeway: .milliseconds(1))
    timer.setEventHandler { [weak self] in
      MainActor.assumeIsolated {
        self?.isOverdue = true
        self?.waker.yield()
      }
    }
    timer.activate()
    holdTimer = timer
  }
}
