internal import Dispatch
internal import Domain
internal import Store
internal import Terminal

/// The handheld's loop: keys in, one paint a turn; the store is asked on a queue of its own, so that scans which come
/// meanwhile are seen and wait their turn.
@MainActor
final class ScanLoop {
  private var screen: ScanScreen
  private let session: TerminalSession
  private let worker: ScanThread
  private var isQuitting = false
  private var isAwake = true

  /// So long an error's ground stands.
  private static let flashMilliseconds = 400
  /// A sign of life to the store, far within the lease.
  private static let beatSeconds = 30

  init(_ screen: ScanScreen, _ session: TerminalSession, _ worker: ScanWorker) {
    self.screen = screen
    self.session = session
    self.worker = ScanThread(worker)
  }

  func run(opening word: String?) throws {
    try session.start { keys, now in
      for key in keys { self.post(.key(key, at: now)) }
    }
    session.onAnswer = { _ in self.isAwake = true }
    perform([.list])
    if let word { perform([.find(word)]) }
    beat()
    session.show(screen.view(session.widths))
    while !isQuitting {
      session.wait()
      guard isAwake else { continue }
      isAwake = false
      session.show(screen.view(session.widths))
    }
    worker.leave()
    session.stop()
  }

  private func post(_ message: ScanScreen.Message) {
    isAwake = true
    perform(screen.update(message))
  }

  private func perform(_ effects: [ScanScreen.Effect]) {
    for effect in effects {
      switch effect {
      case .quit: isQuitting = true
      case .bells(let count):
        for _ in 0..<count { session.bell() }
        if screen.isFlashing { calmSoon() }
      case .leave: worker.leaveSoon()
      case .list:
        worker.run {
          $0.listed()
        } done: {
          self.post($0)
        }
      case .find(let word):
        worker.run {
          $0.found(word)
        } done: { answer in
          if case .failed(let aim?, let text) = answer { return self.failed(aim, text) }
          self.post(answer.message)
        }
      case .open(let aim, let takesOver):
        screen.aim(at: aim)
        worker.run {
          $0.opened(aim, takesOver: takesOver)
        } done: { answer in
          if case .failed(let aim?, let text) = answer { return self.failed(aim, text) }
          self.post(answer.message)
        }
      case .take(let event):
        worker.run {
          $0.taken(event)
        } done: {
          self.post($0)
        }
      }
    }
  }

  /// A colleague is on it.
  private func failed(_ aim: ScanChoice.Aim, _ text: String) {
    isAwake = true
    screen.aim(at: aim)
    perform(screen.contest(text))
  }

  private func calmSoon() {
    DispatchQueue.main.asyncAfter(deadline: .now() + .milliseconds(ScanLoop.flashMilliseconds)) {
      MainActor.assumeIsolated { self.post(.calm) }
    }
  }

  private func beat() {
    DispatchQueue.main.asyncAfter(deadline: .now() + .seconds(ScanLoop.beatSeconds)) {
      MainActor.assumeIsolated {
        guard !self.isQuitting else { return }
        self.worker.beat()
        self.beat()
      }
    }
  }
}

/// What opening came to.
enum ScanOpening: Sendable {
  case opened(ScanPlace)
  /// `aim`: what a colleague is on, and may be taken over.
  case failed(ScanChoice.Aim?, String)

  var message: ScanScreen.Message {
    switch self {
    case .opened(let place): .opened(place)
    case .failed(_, let text): .failed(text)
    }
  }
}

extension ScanWorker {
  func listed() -> ScanScreen.Message {
    do {
      return .choices(try choices())
    } catch {
      return .failed(text(error))
    }
  }

  mutating func found(_ word: String) -> ScanOpening {
    do {
      guard let aim = try aim(word) else {
        return .failed(nil, words.refused(ScanRefusal.unknownCode(word)))
      }
      return opened(aim, takesOver: false)
    } catch {
      return .failed(nil, text(error))
    }
  }

  mutating func opened(_ aim: ScanChoice.Aim, takesOver: Bool) -> ScanOpening {
    do {
      return .opened(try open(aim, takesOver: takesOver))
    } catch let refusal as ActionRefusal {
      if case .fulfilment(.runTaken) = refusal { return .failed(aim, text(refusal)) }
      return .failed(nil, text(refusal))
    } catch {
      return .failed(nil, text(error))
    }
  }

  mutating func taken(_ event: ScanEvent) -> ScanScreen.Message {
    do {
      guard let (answer, place) = try take(event) else { return .failed("") }
      return .answered(answer, place)
    } catch {
      return .failed(text(error))
    }
  }

  /// Keeps the walk while nobody scans.
  func beat() {
    guard let desk else { return }
    // One that is lost is said with the next scan.
    _ = try? store.holdRun(desk.run.id, token: token)
  }
}

/// A worker on a thread of its own: one question after another.
private final class ScanThread: @unchecked Sendable {
  private let queue = DispatchQueue(label: "portolan.scan", qos: .userInteractive)
  /// Touched on the queue alone.
  private var worker: ScanWorker

  init(_ worker: ScanWorker) { self.worker = worker }

  @MainActor
  func run<Answer: Sendable>(
    _ work: @escaping @Sendable (inout ScanWorker) -> Answer, done: @escaping @MainActor @Sendable (Answer) -> Void
  ) {
    queue.async {
      let answer = work(&self.worker)
      DispatchQueue.main.async { MainActor.assumeIsolated { done(answer) } }
    }
  }

  func leaveSoon() { queue.async { self.worker.leave() } }
  func leave() { queue.sync { worker.leave() } }
  func beat() { queue.async { self.worker.beat() } }
}

extension Console {
  /// The handheld's screens, until the person leaves; `opening`: a walk or an order to begin with; `scenario`: nothing
  /// but deliveries, or returns.
  @MainActor
  public static func scan(_ options: ConsoleOptions, opening word: String?, of scenario: String? = nil) throws {
    let session = try TerminalSession(
      options: TerminalOptions(
        theme: options.theme ?? .portolanDark, lightTheme: options.theme == nil ? .portolanLight : nil,
        usesMouse: false, ambiguousColumns: options.settings.ambiguousColumns,
        asciiBorders: options.settings.asciiBorders))
    let words = Words(language: options.language)
    var worker = ScanWorker(options.store, options.actor, words, token: OperationId.make(), now: options.now)
    worker.zone = options.zone
    worker.scenario = scenario
    let screen = ScanScreen(words: words, size: session.size, settings: options.settings.scanner)
    try ScanLoop(screen, session, worker).run(opening: word)
  }
}
