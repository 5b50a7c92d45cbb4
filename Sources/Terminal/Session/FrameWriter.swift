internal import CTerminal
internal import Dispatch
internal import Glibc

/// Writes a frame's bytes with one `write`, without ever waiting for the terminal.
@MainActor
final class FrameWriter {
  private let descriptor: Int32
  private var pending: [UInt8] = []
  /// What goes behind them: the newest of what is not a frame.
  private var aside: [UInt8] = []
  private var source: (any DispatchSourceWrite)?
  private(set) var bytesWritten = 0
  private(set) var writes = 0
  /// How often the terminal did not take all at once.
  private(set) var delays = 0
  /// Called when all has been taken after the terminal had been slow.
  var onDrained: @MainActor () -> Void = {}

  init(descriptor: Int32) { self.descriptor = descriptor }

  /// Has the terminal not yet taken the bytes before?
  var isBusy: Bool { !pending.isEmpty }

  /// Sends bytes now, which must not be done while busy: whoever paints keeps its newest frame until then.
  func send(_ bytes: [UInt8]) {
    guard !bytes.isEmpty else { return }
    if isBusy { return sendAside(bytes) }
    let taken = put(bytes)
    guard taken < bytes.count else { return }
    pending = Array(bytes[taken...])
    delays += 1
    waitUntilWritable()
  }

  /// Sends what is no frame (a bell, the clipboard) as soon as the terminal takes it. While it takes nothing only the
  /// newest is kept, so that a stopped terminal costs no memory.
  func sendAside(_ bytes: [UInt8]) {
    if isBusy { aside = bytes } else { send(bytes) }
  }

  func cancel() {
    source?.cancel()
    source = nil
    pending.removeAll()
    aside.removeAll()
  }

  /// Bytes taken; all of them where the terminal is gone, so that nobody waits for it.
  private func put(_ bytes: [UInt8]) -> Int {
    while true {
      let count = write(descriptor, bytes, bytes.count)
      writes += 1
      if count >= 0 {
        bytesWritten += count
        return count
      }
      if errno == EAGAIN { return 0 }
      if errno != EINTR { return bytes.count }
    }
  }

  private func waitUntilWritable() {
    let source = DispatchSource.makeWriteSource(fileDescriptor: descriptor, queue: .main)
    source.setEventHandler { [weak self] in MainActor.assumeIsolated { self?.drain() } }
    self.source = source
    source.activate()
  }

  private func drain() {
    let taken = put(pending)
    pending.removeFirst(taken)
    guard pending.isEmpty else { return }
    if !aside.isEmpty {
      (pending, aside) = (aside, [])
      return
    }
    source?.cancel()
    source = nil
    onDrained()
  }
}
