internal import Dispatch
internal import Glibc
internal import Synchronization

/// How long the gate is waited for, and who is told meanwhile.
public struct GatePatience: Sendable {
  /// Seconds until a write that waits is refused.
  public var seconds: Double
  /// Told once, after a second of waiting, who holds the gate; on the waiting thread.
  public var onWait: (@Sendable (_ holder: String?) -> Void)?

  public init(seconds: Double = 30, onWait: (@Sendable (_ holder: String?) -> Void)? = nil) {
    self.seconds = seconds
    self.onWait = onWait
  }
}

/// The lock file beside a SQLite store that every write transaction and every checkpoint holds, in all processes.
///
/// Debian's SQLite (3.40.1, and all before 3.51.3) can corrupt a WAL file when one process checkpoints while another
/// commits. It also ends "busy": waiters sleep in the kernel instead of polling.
final class WriteGate: @unchecked Sendable {
  private let path: String
  private let patience: GatePatience
  // Only the writer's own serial queue uses these.
  private var descriptor: Int32
  private var pending: GateWait?
  /// Seconds that were waited in vain for a gate that was not needed yet.
  private var spent = 0.0
  private let waiting = DispatchQueue(label: "portolan.gate")

  /// Opens the lock file, making it readable and writable by its owner alone.
  init(path: String, patience: GatePatience) throws(StoreError) {
    self.path = path
    self.patience = patience
    descriptor = try WriteGate.open(path)
  }

  deinit { close(descriptor) }

  private static func open(_ path: String) throws(StoreError) -> Int32 {
    let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    if descriptor >= 0 { return descriptor }
    let why = errno
    let store = String(path.dropLast(ending.count))
    if why == EROFS || why == EACCES || why == EPERM { throw .readOnly(path: store) }
    if why == ENOSPC || why == EDQUOT { throw .diskFull }
    throw .cannotOpen(path: store, why: String(cString: strerror(why)))
  }

  /// What the lock file's name adds to the store's.
  static let ending = ".lock"

  /// Waits until nobody else holds it, and gives up with who does. Blocks the calling thread.
  func enter() throws(StoreError) {
    while true {
      // Who has waited while the store was opened has waited for this.
      let left = max(0, patience.seconds - spent)
      spent = 0
      if try !enter(within: left) { throw refusal() }
      if isOurs { return }
      // Somebody has removed the lock file: those who come now lock another one, and so must we.
      leave()
      close(descriptor)
      descriptor = try WriteGate.open(path)
    }
  }

  private func refusal() -> StoreError {
    LockHolder.describe(descriptor).map { .held(by: $0, seconds: Int(patience.seconds)) } ?? .locked
  }

  /// The same for opening: whoever cannot have the gate soon goes on without, since where somebody holds it the log
  /// needs no recovery, and reading needs no gate.
  func enterBriefly() throws(StoreError) -> Bool {
    let seconds = min(2, patience.seconds)
    let came = try enter(within: seconds)
    spent = came ? 0 : seconds
    return came
  }

  func leave() {
    flock(descriptor, LOCK_UN)
  }

  private func enter(within seconds: Double) throws(StoreError) -> Bool {
    if pending == nil || pending?.isOver == true {
      pending = nil
      while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
        let why = errno
        if why == EINTR { continue }
        if why == EWOULDBLOCK { return try wait(seconds) }
        throw .cannotOpen(path: path, why: String(cString: strerror(why)))
      }
      return true
    }
    return try wait(seconds)
  }

  /// A waiter sleeps in the kernel on a thread of its own, so that this one can give up; a wait that was given up is
  /// taken up again by the next who comes.
  private func wait(_ seconds: Double) throws(StoreError) -> Bool {
    let wait = pending ?? GateWait(descriptor)
    if pending == nil {
      pending = wait
      waiting.async { wait.run() }
    } else if !wait.wantAgain() {
      pending = nil
      return try enter(within: seconds)
    }
    let first = min(1, seconds)
    var came = wait.come.wait(timeout: .now() + first) == .success
    if !came && seconds > first {
      patience.onWait?(LockHolder.describe(descriptor))
      came = wait.come.wait(timeout: .now() + (seconds - first)) == .success
    }
    if came || !wait.giveUp() {
      pending = nil
      return true
    }
    return false
  }

  /// Is the file that we lock still the one of that name?
  private var isOurs: Bool {
    var named = stat()
    var held = stat()
    return stat(path, &named) == 0 && fstat(descriptor, &held) == 0 && named.st_ino == held.st_ino
      && named.st_dev == held.st_dev
  }
}

/// One wait in the kernel, which cannot be called back: if nobody wants the gate any more when it comes, it is let go.
private final class GateWait: Sendable {
  private enum State {
    case wanted, unwanted, had, over
  }

  let come = DispatchSemaphore(value: 0)
  private let descriptor: Int32
  private let state = Mutex(State.wanted)

  init(_ descriptor: Int32) { self.descriptor = descriptor }

  var isOver: Bool { state.withLock { $0 == .over } }

  func run() {
    while flock(descriptor, LOCK_EX) != 0 && errno == EINTR {}
    let isWanted = state.withLock { state in
      let isWanted = state == .wanted
      if !isWanted { flock(descriptor, LOCK_UN) }
      state = isWanted ? .had : .over
      return isWanted
    }
    if isWanted { come.signal() }
  }

  /// False where the gate came at the last moment.
  func giveUp() -> Bool {
    state.withLock { state in
      if state == .had { return false }
      state = .unwanted
      return true
    }
  }

  /// False where the wait is over.
  func wantAgain() -> Bool {
    state.withLock { state in
      if state == .over { return false }
      state = .wanted
      return true
    }
  }
}
