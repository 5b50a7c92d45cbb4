internal import Console
internal import Dispatch
internal import Glibc
internal import Synchronization

/// Ctrl-C at the console of lines: it stops what is being done with many records and leaves the line that is typed;
/// whoever wants to leave says `quit` or Ctrl-D. Anything else that takes long it ends with the program.
final class PlainInterrupts: Sendable {
  private struct Moment {
    var isWorking = false
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

  /// Works out what is said next. All else is waiting for a line: who reads an answer may press Ctrl-C before its
  /// last line is out.
  func working<Answer>(_ work: () throws -> Answer) rethrows -> Answer {
    moment.withLock { $0.isWorking = true }
    defer { moment.withLock { $0.isWorking = false } }
    return try work()
  }

  private func interrupted() {
    let isStopping = work.interrupt()
    // It comes twice: from the terminal, and from the process that guards us.
    let (isWorking, isSaid) = moment.withLock { moment in
      let now = ContinuousClock.now
      let isSaid = moment.lastSaid.map { now - $0 < .milliseconds(200) } ?? false
      if !isSaid { moment.lastSaid = now }
      return (moment.isWorking, isSaid)
    }
    if isStopping || isSaid { return }
    guard isHeard, !isWorking else { Process.leave(130) }
    Output.line("")
    Output.line(Said.leaving(in: language))
    Output.flush()
  }
}
