internal import Glibc
internal import Store
internal import Synchronization

/// Says how far a copy is: a bar on a terminal, else a line for each table; nothing of what is over in a moment.
final class CopyTalk: Sendable {
  private struct State {
    var said = ContinuousClock.now
    var first: Double?
    var firstSeconds = 0.0
    var name = ""
  }

  private let begun = ContinuousClock.now
  private let state = Mutex(State())

  /// What takes no longer is answered without a word before.
  private static let silentSeconds = 0.3
  private static let barCells = 20

  var seconds: Double { CopyTalk.seconds(since: begun) }

  /// Runs what may take long, with Ctrl-C, a hang-up or a request to end telling it to stop.
  static func following<T>(
    _ body: (_ stop: MigrationStop, _ say: @escaping @Sendable (CopyProgress) -> Void) throws -> T
  ) throws -> T {
    let stop = MigrationStop()
    let interrupts = Process.onInterrupt { stop.stop() }
    defer { withExtendedLifetime(interrupts) {} }
    let talk = CopyTalk()
    defer { Output.endProgress() }
    return try body(stop, talk.say)
  }

  func say(_ progress: CopyProgress) {
    let now = seconds
    if now < CopyTalk.silentSeconds { return }
    let line: String? = state.withLock { state in
      let word = CopyTalk.word(progress)
      let isNew = state.name != word
      state.name = word
      let percent = "\(Int(progress.fraction * 100)) %"
      if !Process.isTalkingToTerminal { return isNew ? "\(percent) · \(word)" : nil }
      if !isNew && CopyTalk.seconds(since: state.said) < 0.2 { return nil }
      state.said = ContinuousClock.now
      if state.first == nil {
        state.first = progress.fraction
        state.firstSeconds = now
      }
      var parts = ["\(CopyTalk.bar(progress.fraction)) \(percent)", word]
      if progress.total > 0 && progress.done > 0 { parts.append("\(progress.done) of \(progress.total)") }
      let (done, took) = (progress.fraction - (state.first ?? 0), now - state.firstSeconds)
      if took > 3 && done > 0.01 { parts.append("\(CopyTalk.time(took * (1 - progress.fraction) / done)) left") }
      // A line that is too long would be broken, and then one line of each could not be taken back.
      var line = parts[0]
      for part in parts.dropFirst() where line.count + part.count + 3 < CopyTalk.columns { line += " · \(part)" }
      return line
    }
    guard let line else { return }
    if Process.isTalkingToTerminal { Output.progress(line) } else { Output.talk(line) }
  }

  private static func word(_ progress: CopyProgress) -> String {
    switch progress.stage {
    case .counting: "counting \(progress.name)"
    case .rows: "rows of \(progress.name)"
    case .mending: "what changed in \(progress.name)"
    case .indexes: "index \(progress.name)"
    case .words: "search words of \(progress.name)"
    case .proof: "proving \(progress.name)"
    }
  }

  private static func bar(_ fraction: Double) -> String {
    let cells = Int(min(1, max(0, fraction)) * Double(barCells))
    return "[" + String(repeating: "#", count: cells) + String(repeating: ".", count: barCells - cells) + "]"
  }

  private static var columns: Int {
    var size = winsize()
    return ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
  }

  private static func seconds(since time: ContinuousClock.Instant) -> Double {
    let parts = (ContinuousClock.now - time).components
    return Double(parts.seconds) + Double(parts.attoseconds) / 1e18
  }

  private static func time(_ seconds: Double) -> String {
    let seconds = Int(min(seconds, 360_000))
    return seconds < 90 ? "\(seconds) s" : "\((seconds + 59) / 60) min"
  }
}
