internal import Dispatch

/// Tells how far a copy is, by the sizes of the two files.
final class CopyWatch: Sendable {
  nonisolated(unsafe) private let timer: any DispatchSourceTimer

  init(_ source: String, _ target: String, _ progress: @escaping @Sendable (Double) -> Void) {
    let whole = Double(max(1, FileFacts.size(source)))
    timer = DispatchSource.makeTimerSource(queue: DispatchQueue(label: "portolan.copy"))
    timer.schedule(deadline: .now(), repeating: .milliseconds(200))
    timer.setEventHandler { progress(min(1, Double(FileFacts.size(target)) / whole)) }
    timer.activate()
  }

  func end() { timer.cancel() }
}
