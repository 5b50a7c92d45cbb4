internal import Synchronization

/// Ends one read from another thread: its running statement is interrupted, and no further one begins.
public final class Interruption: Sendable {
  private struct State {
    var isOver = false
    /// Stops the statement that runs at this moment on the connection that reads.
    var stop: (@Sendable () -> Void)?
  }

  private let state = Mutex(State())

  public init() {}

  public var isInterrupted: Bool { state.withLock(\.isOver) }

  public func interrupt() {
    // Under the lock, so that the connection does not meanwhile go on to somebody else's statement.
    state.withLock { state in
      state.isOver = true
      state.stop?()
    }
  }

  /// Runs `body`, whose statements `stop` ends. Throws `StoreError.interrupted` where it is over already.
  func reading<T>(stop: @escaping @Sendable () -> Void, _ body: () throws -> T) throws -> T {
    let begins = state.withLock { state in
      if !state.isOver { state.stop = stop }
      return !state.isOver
    }
    guard begins else { throw StoreError.interrupted }
    defer { state.withLock { $0.stop = nil } }
    return try body()
  }
}
