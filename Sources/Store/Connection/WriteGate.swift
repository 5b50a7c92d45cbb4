internal import Glibc

/// The lock file beside a SQLite store that every write transaction and every checkpoint holds, in all processes.
///
/// Debian's SQLite (3.40.1, and all before 3.51.3) can corrupt a WAL file when one process checkpoints while another
/// commits. It also ends "busy": waiters sleep in the kernel instead of polling.
final class WriteGate: @unchecked Sendable {
  // Only the writer's own serial queue uses the descriptor.
  private let descriptor: Int32

  /// Opens the lock file, making it readable and writable by its owner alone.
  init(path: String) throws(StoreError) {
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    if descriptor < 0 {
      let why = errno
      if why == EROFS || why == EACCES { throw .readOnly(path: path) }
      if why == ENOSPC { throw .diskFull }
      throw .cannotOpen(path: path, why: String(cString: strerror(why)))
    }
  }

  deinit { close(descriptor) }

  /// Waits until nobody else holds it. Blocks the calling thread.
  func enter() throws(StoreError) {
    while flock(descriptor, LOCK_EX) != 0 {
      if errno != EINTR { throw .cannotOpen(path: "lock file", why: String(cString: strerror(errno))) }
    }
  }

  func leave() {
    flock(descriptor, LOCK_UN)
  }
}
