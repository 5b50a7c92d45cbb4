internal import Dispatch
internal import Store
internal import Terminal

/// Runs what is done with many records off the main actor: one batch at a time, and beside it one plan and one reading
/// of marks, of which the newest counts.
@MainActor
final class BulkRunner {
  private let desk: Desk
  private let post: @MainActor (Message) -> Void
  /// Batches, in order; nothing that a person waits for stands behind them.
  private let batches = DispatchQueue(label: "portolan.console.bulk", qos: .utility)
  private let reads = DispatchQueue(label: "portolan.console.marks", qos: .utility)
  private var batchStop = Stop()
  private var planStop = Stop()
  private var countStop = Stop()

  /// A console is told of progress so often, however fast the chunks are.
  private nonisolated static let interval = Duration.milliseconds(120)

  init(_ desk: Desk, post: @escaping @MainActor (Message) -> Void) {
    self.desk = desk
    self.post = post
  }

  func run(_ effect: BulkEffect) {
    switch effect {
    case .stop: batchStop.ask()
    case .leavePlan: planStop.ask()
    case .plan:
      planStop.ask()
      planStop = Stop()
      start(effect, on: reads, planStop)
    case .inView:
      // Only the newest count is wanted: one that waits still is left out.
      countStop.ask()
      countStop = Stop()
      start(effect, on: reads, countStop)
    case .read, .look, .unfinished, .planUndo, .copy, .tryOut: start(effect, on: reads, Stop())
    case .apply, .goOn, .undo:
      batchStop = Stop()
      start(effect, on: batches, batchStop)
    }
  }

  /// Called at the end: what runs stops behind its chunk and can be gone on with.
  func stop() {
    batchStop.ask()
    planStop.ask()
  }

  private func start(_ effect: BulkEffect, on queue: DispatchQueue, _ stop: Stop) {
    let desk = desk
    queue.async { [post] in
      if stop.isAsked { return }
      var told = ContinuousClock.now - BulkRunner.interval
      let message = desk.answer(to: effect, stop: stop) { progress in
        let now = ContinuousClock.now
        guard now - told >= BulkRunner.interval else { return }
        told = now
        Task { @MainActor in post(.bulk(progress)) }
      }
      guard let message else { return }
      Task { @MainActor in post(message) }
      // Marks of a million records pass through ten megabytes that nobody needs any more.
      TerminalSession.returnFreeMemory()
    }
  }
}
