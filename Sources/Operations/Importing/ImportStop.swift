internal import Synchronization

/// A way to break off an import from another thread: the transaction that runs is finished, nothing more is begun.
public final class ImportStop: Sendable {
  private struct State {
    var isStopped = false
    var breakOff: (@Sendable () -> Void)?
  }

  private let state = Mutex(State())

  public init() {}

  public var isStopped: Bool { state.withLock { $0.isStopped } }

  /// False where no file is being taken in, so that nothing will come to its end by itself.
  @discardableResult
  public func stop() -> Bool {
    let breakOff = state.withLock { state in
      state.isStopped = true
      return state.breakOff
    }
    breakOff?()
    return breakOff != nil
  }

  /// What is to be done when it is stopped, now or later; nil: nothing any more.
  func whenStopped(_ action: (@Sendable () -> Void)?) {
    let isStopped = state.withLock { state in
      state.breakOff = action
      return state.isStopped
    }
    if isStopped { action?() }
  }
}

/// Thrown where an import was stopped.
struct ImportStopped: Error {}
