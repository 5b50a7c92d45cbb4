internal import Dispatch
internal import Domain
internal import Store
internal import Terminal

/// Counts the saved views, one at a time, whenever nothing else wants to be counted: each turn can be interrupted, and
/// what took long is asked again less often. At rest nothing runs and nothing waits.
@MainActor
final class ViewCounting {
  private let desk: Desk
  private let post: @MainActor (Message) -> Void
  private var queue: [Sentence] = []
  private var wanted: [Sentence] = []
  private var isAskedAgain = false
  /// The count that runs.
  private var running: Interruption?
  private let reading = DispatchQueue(label: "portolan.console.counting", qos: .utility)
  private var isHeld = false
  private var isWoken = false
  /// Before this moment no pass begins.
  private var restUntil = ContinuousClock.now
  private var spent = Duration.zero
  private var news: [Sentence: ViewTally?] = [:]
  private var known: [Sentence: Known] = [:]

  private struct Known {
    var head: Int64
    /// Before this moment it is not counted again.
    var notBefore: ContinuousClock.Instant
    var tally: ViewTally?
  }

  private enum Outcome: Sendable {
    case counted(head: Int64, ViewTally?)
    case unchanged, interrupted
  }

  /// One count may take so long; it holds one of the store's two readers.
  private static let patienceMilliseconds = 2000
  /// Of the time that counting took, so often nothing is counted afterwards.
  private static let restShare = 20
  /// A view is not counted more often.
  private static let leastRest = Duration.seconds(1)

  init(_ desk: Desk, post: @escaping @MainActor (Message) -> Void) {
    self.desk = desk
    self.post = post
  }

  /// Asks for these counts, in this order; an older question is given up.
  func want(_ sentences: [Sentence]) {
    wanted = sentences
    let known = Set(sentences)
    self.known = self.known.filter { known.contains($0.key) }
    if running == nil { queue = sentences } else { isAskedAgain = true }
    proceed()
  }

  /// Something more urgent needs the reader.
  func hold() {
    isHeld = true
    running?.interrupt()
  }

  func release() {
    isHeld = false
    proceed()
  }

  func stop() {
    queue = []
    isHeld = true
    running?.interrupt()
  }

  private func proceed() {
    guard running == nil, !isHeld else { return }
    guard let sentence = queue.first else { return endPass() }
    let now = ContinuousClock.now
    guard now >= restUntil else { return wake(after: restUntil - now) }
    let head = known[sentence]?.head
    if let notBefore = known[sentence]?.notBefore, now < notBefore, known[sentence]?.tally == nil {
      // It took too long the last time.
      queue.removeFirst()
      return proceed()
    }
    let desk = desk
    let interruption = Interruption()
    running = interruption
    reading.async { [weak self] in
      let outcome = ViewCounting.count(sentence, since: head, desk, interruption)
      DispatchQueue.main.async {
        MainActor.assumeIsolated {
          guard let self, self.running === interruption else { return }
          self.running = nil
          self.take(outcome, of: sentence, took: ContinuousClock.now - now)
        }
      }
    }
    DispatchQueue.main.asyncAfter(deadline: .now() + .milliseconds(ViewCounting.patienceMilliseconds)) { [weak self] in
      MainActor.assumeIsolated {
        if self?.running === interruption { interruption.interrupt() }
      }
    }
  }

  private nonisolated static func count(
    _ sentence: Sentence, since head: Int64?, _ desk: Desk, _ interruption: Interruption
  ) -> Outcome {
    do {
      return try desk.store.connection.readNow(until: interruption) { reader in
        let desk = try desk.asPresent(in: reader)
        let newest = try Views.head(in: reader)
        if newest == head, !sentence.condition.dependsOnTime { return .unchanged }
        return .counted(head: newest, try desk.tally(sentence, in: reader))
      }
    } catch {
      return .interrupted
    }
  }

  private func take(_ outcome: Outcome, of sentence: Sentence, took: Duration) {
    spent += took
    if isHeld, case .interrupted = outcome { return }
    if queue.first == sentence { queue.removeFirst() }
    switch outcome {
    case .unchanged: break
    case .counted(let head, let tally):
      if known[sentence]?.tally != tally || known[sentence] == nil { news[sentence] = .some(tally) }
      known[sentence] = Known(head: head, notBefore: .now, tally: tally)
    case .interrupted:
      news[sentence] = .some(nil)
      known[sentence] = Known(
        head: -1, notBefore: .now + .milliseconds(ViewCounting.patienceMilliseconds * 60), tally: nil)
    }
    proceed()
  }

  private func endPass() {
    if !news.isEmpty {
      post(.viewing(.counts(news)))
      news = [:]
    }
    guard spent > .zero else { return }
    let rest = max(spent * ViewCounting.restShare, ViewCounting.leastRest)
    restUntil = .now + rest
    spent = .zero
    // Counting a wide text filter lists its matches.
    reading.async { TerminalSession.returnFreeMemory() }
    if isAskedAgain {
      isAskedAgain = false
      queue = wanted
      proceed()
    }
  }

  private func wake(after rest: Duration) {
    guard !isWoken else { return }
    isWoken = true
    let milliseconds = Int(rest.components.seconds) * 1000 + Int(rest.components.attoseconds / 1_000_000_000_000_000)
    DispatchQueue.main.asyncAfter(deadline: .now() + .milliseconds(milliseconds + 1)) { [weak self] in
      MainActor.assumeIsolated {
        self?.isWoken = false
        self?.proceed()
      }
    }
  }
}

extension Condition {
  /// Whether the same rows may fit at one moment and not at another: lateness, ages, `today`.
  var dependsOnTime: Bool {
    switch self {
    case .all(let parts), .any(let parts): parts.contains(where: \.dependsOnTime)
    case .not(let part): part.dependsOnTime
    case .text: false
    case .field(let field, _):
      switch field.type {
      case .instant, .age: true
      case .flag: field == .order(.late)
      case .text, .texts, .code, .codes, .person, .choice, .choices, .number, .money: false
      }
    }
  }
}
