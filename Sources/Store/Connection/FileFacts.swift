internal import Glibc

/// What the file system says of a store's file; nothing here opens a connection.
enum FileFacts {
  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Closing a descriptor of a live database drops SQLite's own locks in this process, so this is asked before any
  /// connection is open.
  static func beginsLikeSQLite(_ path: String) -> Bool {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    // What cannot be read is judged by the engine, which says why.
    guard descriptor >= 0 else { return true }
    defer { close(descriptor) }
    var head = [UInt8](repeating: 0, count: 16)
    let count = Glibc.read(descriptor, &head, 16)
    return count == 0 || head.starts(with: Array("SQLite format 3".utf8))
  }

  static func remove(_ path: String) {
    for ending in ["", "-wal", "-shm", ".lock"] { unlink(path + ending) }
  }

  static func restrictToOwner(_ path: String) { chmod(path, 0o600) }

  /// Waits until the disk has the file.
  static func flush(_ path: String) throws(StoreError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .cannotOpen(path: path, why: String(cString: strerror(errno))) }
    defer { close(descriptor) }
    if fsync(descriptor) != 0 {
      throw errno == ENOSPC ? .diskFull : .cannotOpen(path: path, why: String(cString: strerror(errno)))
    }
  }

  /// Copies a file's bytes under a name of its own and then gives it its real one, so that a broken copy is never
  /// taken for a whole one.
  static func copy(_ source: String, to target: String) throws(StoreError) {
    let from = open(source, O_RDONLY | O_CLOEXEC)
    guard from >= 0 else { throw .missing(path: source) }
    defer { close(from) }
    let half = target + ".half"
    let to = open(half, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard to >= 0 else { throw .cannotOpen(path: target, why: String(cString: strerror(errno))) }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var failure: StoreError?
    reading: while true {
      let count = Glibc.read(from, &buffer, buffer.count)
      if count == 0 { break }
      if count < 0 {
        failure = .cannotOpen(path: source, why: String(cString: strerror(errno)))
        break
      }
      var done = 0
      while done < count {
        let written = buffer[done..<count].withUnsafeBytes { Glibc.write(to, $0.baseAddress, $0.count) }
        if written <= 0 {
          failure = errno == ENOSPC ? .diskFull : .cannotOpen(path: target, why: String(cString: strerror(errno)))
          break reading
        }
        done += written
      }
    }
    if failure == nil && fsync(to) != 0 { failure = .diskFull }
    close(to)
    if let failure {
      unlink(half)
      throw failure
    }
    if rename(half, target) != 0 { throw .cannotOpen(path: target, why: String(cString: strerror(errno))) }
  }

  static func freeBytes(beside path: String) -> UInt64 {
    var facts = statvfs()
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    guard statvfs(folder.isEmpty ? "/" : folder, &facts) == 0 else { return UInt64.max }
    return UInt64(facts.f_bavail) * UInt64(facts.f_frsize)
  }
}
