internal import Domain
internal import Store
internal import Synchronization
internal import Terminal

/// What is done with many records while somebody waits at a console of lines: they hear now and then how far it is, and
/// may stop it.
public final class PlainWork: Sendable {
  private let stop = Mutex<Stop?>(nil)
  private let pause: Duration
  private let say: @Sendable (String) -> Void

  /// `say` is told a line about every `pause`.
  public init(every pause: Duration = .seconds(2), say: @escaping @Sendable (String) -> Void = { _ in }) {
    self.pause = pause
    self.say = say
  }

  /// Stops what runs behind what it is just doing. False where nothing runs.
  public func interrupt() -> Bool {
    stop.withLock { stop in
      stop?.ask()
      return stop != nil
    }
  }

  func run(_ effect: BulkEffect, by desk: Desk, _ words: Words) -> Message? {
    let asked = Stop()
    stop.withLock { $0 = asked }
    defer { stop.withLock { $0 = nil } }
    var told = ContinuousClock.now
    return desk.answer(to: effect, stop: asked) { message in
      let now = ContinuousClock.now
      guard now - told >= pause, let line = PlainWork.line(message, words) else { return }
      told = now
      say(SafeText.line(line))
    }
  }

  private static func line(_ message: BulkMessage, _ words: Words) -> String? {
    switch message {
    case .planned(_, .success(let plan)): words(.judged(plan.judged, of: plan.total))
    case .progress(let progress):
      words(
        .plainProgress(
          progress.isUndo ? words(.undoTitle) : words.action(progress.action),
          done: progress.done + progress.refused, of: progress.total))
    case .planned, .read, .inView, .triedOut, .ended, .looked, .copied, .unfinished: nil
    }
  }
}
