internal import Dispatch
internal import Domain
internal import Synchronization

/// A short queue between the thread that reads a file (or makes a shop up) and the one that writes the store: reading
/// goes on while a transaction commits, and never runs far ahead.
final class ChunkQueue<Element: Sendable>: Sendable {
  private struct State {
    var chunks: [[Element]] = []
    var failure: (any Error)?
    var isAbandoned = false
  }

  private let state = Mutex(State())
  private let room: DispatchSemaphore
  private let filled = DispatchSemaphore(value: 0)

  init(capacity: Int) { room = DispatchSemaphore(value: capacity) }

  /// Waits for room; false where the taker has given up.
  func put(_ chunk: [Element]) -> Bool {
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
  func take() throws -> [Element]? {
    filled.wait()
    return try takeFilled()
  }

  /// The next chunk, where there is one already: inside a transaction nobody waits for a file.
  func takeIfReady() throws -> [Element]? {
    if filled.wait(timeout: .now()) == .timedOut { return nil }
    if state.withLock({ $0.chunks.isEmpty }) {
      // The end, or what the reader threw, is for `take`: what came before it is committed first.
      filled.signal()
      return nil
    }
    return try takeFilled()
  }

  private func takeFilled() throws -> [Element]? {
    let (chunk, failure): ([Element]?, (any Error)?) = state.withLock { state in
      state.chunks.isEmpty ? (nil, state.failure) : (state.chunks.removeFirst(), nil)
    }
    // The end stays the end, however often it is asked for.
    if chunk == nil { filled.signal() } else { room.signal() }
    if let failure { throw failure }
    return chunk
  }

  /// Lets a waiting reader go; what it still brings is dropped.
  func abandon() {
    state.withLock { $0.isAbandoned = true }
    for _ in 0..<64 { room.signal() }
  }
}

/// What waits in the queue, one by one.
struct PendingItems<Element: Sendable> {
  private let queue: ChunkQueue<Element>
  private var chunk: [Element] = []
  private var position = 0

  init(_ queue: ChunkQueue<Element>) { self.queue = queue }

  /// Waits until one is at hand; false at the end.
  mutating func wait() throws -> Bool {
    while position >= chunk.count {
      guard let next = try queue.take() else { return false }
      chunk = next
      position = 0
    }
    return true
  }

  /// The next at hand.
  mutating func next() throws -> Element? {
    while position >= chunk.count {
      guard let next = try queue.takeIfReady() else { return nil }
      chunk = next
      position = 0
    }
    position += 1
    return chunk[position - 1]
  }
}
