internal import Console
internal import Dispatch
internal import Glibc
internal import Synchronization

/// Ctrl-C at the console of lines: it stops what is being done with many records and leaves the line that is typed;
/// whoever wants to leave says `quit` or Ctrl-D. Anything else that takes long it ends with the program.
final class PlainInterrupts: Sendable {
  private struct Moment {
    var isAwaiting = false
    var lastSaid: ContinuousClock.Instant?
  }

  private let moment = Mutex(Moment())
  private let work: PlainWork
  private let isHeard: Bool
  private let language: Language
  // Made once and only kept.
  nonisolated(unsafe) private let source: any DispatchSourceSignal

  /// `isHeard`: somebody sits at a terminal, to be told.
  init(_ work: PlainWork, isHeard: Bool, language: Language) {
    self.work = work
    self.isHeard = isHeard
    self.language = language
    source = DispatchSource.makeSignalSource(signal: SIGINT, queue: DispatchQueue(label: "portolan.plain.interrupts"))
    source.setEventHandler { [weak self] in self?.interrupted() }
    signal(SIGINT, SIG_IGN)
    source.activate()
  }

  /// Waits for the next line.
  func awaiting(_ read: () -> String?) -> String? {
    moment.withLock { $0.isAwaiting = true }
    defer { moment.withLock { $0.isAwaiting = false } }
    return read()
  }

  private func interrupted() {
    let isStopping = work.interrupt()
    // It comes twice: from the terminal, and from the process that guards us.
    let (isAwaiting, isSaid) = moment.withLock { moment in
      let now = ContinuousClock.now
      let isSaid = moment.lastSaid.map { now - $0 < .milliseconds(200) } ?? false
      if !isSaid { moment.lastSaid = now }
      return (moment.isAwaiting, isSaid)
    }
    if isStopping || isSaid { return }
    guard isHeard, isAwaiting else { Process.leave(130) }
    Output.line("")
    Output.line(Said.leaving(in: language))
    Output.flush()
  }
}
