internal import GRDBSQLite
internal import Synchronization

/// Ends one read from another thread: its running statement is interrupted, and no further one begins.
public final class Interruption: Sendable {
  private struct State {
    var isOver = false
    /// The connection that reads at this moment, as a number: it goes from thread to thread.
    var handle: UInt?
  }

  private let state = Mutex(State())

  public init() {}

  public var isInterrupted: Bool { state.withLock(\.isOver) }

  public func interrupt() {
    // Under the lock, so that the connection does not meanwhile go on to somebody else's statement.
    state.withLock { state in
      state.isOver = true
      if let handle = state.handle.flatMap(OpaquePointer.init(bitPattern:)) { sqlite3_interrupt(handle) }
    }
  }

  /// Runs `body`, which reads on this connection. Throws `StoreError.interrupted` where it is over already.
  func reading<T>(on connection: OpaquePointer?, _ body: () throws -> T) throws -> T {
    let handle = UInt(bitPattern: connection)
    let begins = state.withLock { state in
      if !state.isOver { state.handle = handle }
      return !state.isOver
    }
    guard begins else { throw StoreError.interrupted }
    defer { state.withLock { $0.handle = nil } }
    return try body()
  }
}
