internal import Dispatch
internal import Domain
internal import Synchronization

/// A short queue between the thread that reads a file and the one that writes the store: reading goes on while a
/// transaction commits, and never runs far ahead.
final class ChunkQueue: Sendable {
  private struct State {
    var chunks: [[IntakeItem]] = []
    var failure: (any Error)?
    var isFinished = false
    var isAbandoned = false
  }

  private let state = Mutex(State())
  private let room: DispatchSemaphore
  private let filled = DispatchSemaphore(value: 0)

  init(capacity: Int) { room = DispatchSemaphore(value: capacity) }

  /// Waits for room; false where the taker has given up.
  func put(_ chunk: [IntakeItem]) -> Bool {
    room.wait()
    let goesOn = state.withLock { state in
      if !state.isAbandoned { state.chunks.append(chunk) }
      return !state.isAbandoned
    }
    filled.signal()
    return goesOn
  }

  func finish(_ failure: (any Error)? = nil) {
    state.withLock { state in
      state.isFinished = true
      state.failure = state.failure ?? failure
    }
    filled.signal()
  }

  /// Ends it for the taker at once; chunks that wait are dropped.
  func breakOff(_ failure: any Error) {
    state.withLock { state in
      state.chunks = []
      state.failure = failure
      state.isAbandoned = true
    }
    filled.signal()
  }

  /// The next chunk; nil at the end. Throws what the reader threw, after all chunks before it.
  func take() throws -> [IntakeItem]? {
    filled.wait()
    let (chunk, failure): ([IntakeItem]?, (any Error)?) = state.withLock { state in
      state.chunks.isEmpty ? (nil, state.failure) : (state.chunks.removeFirst(), nil)
    }
    if let failure { throw failure }
    if chunk != nil { room.signal() }
    return chunk
  }

  /// Lets a waiting reader go; what it still brings is dropped.
  func abandon() {
    state.withLock { $0.isAbandoned = true }
    for _ in 0..<64 { room.signal() }
  }
}
