internal import CTerminal
internal import Dispatch
internal import Glibc

/// Writes a frame's bytes with one `write`, without ever waiting for the terminal.
@MainActor
final class FrameWriter {
  private let descriptor: Int32
  private var pending: [UInt8] = []
  private var source: (any DispatchSourceWrite)?
  private(set) var bytesWritten = 0
  private(set) var writes = 0
  /// Called when all has been taken after the terminal had been slow.
  var onDrained: @MainActor () -> Void = {}

  init(descriptor: Int32) { self.descriptor = descriptor }

  /// Has the terminal not yet taken the bytes before?
  var isBusy: Bool { !pending.isEmpty }

  func send(_ bytes: [UInt8]) {
    guard !bytes.isEmpty else { return }
    if isBusy {
      pending += bytes
      return
    }
    let taken = put(bytes)
    guard taken < bytes.count else { return }
    pending = Array(bytes[taken...])
    waitUntilWritable()
  }

  func cancel() {
    source?.cancel()
    source = nil
    pending.removeAll()
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
    source?.cancel()
    source = nil
    onDrained()
  }
}
