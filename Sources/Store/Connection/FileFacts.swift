internal import Glibc

/// What the file system says of a store's file; nothing here opens a connection.
enum FileFacts {
  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// The error number that reading would meet; nil where there is none.
  static func whyUnreadable(_ path: String) -> Int32? { access(path, R_OK) == 0 ? nil : errno }

  static func beginsLikeSQLite(_ path: String) -> Bool {
    head(of: path)?.starts(with: Array("SQLite format 3".utf8)) ?? true
  }

  /// The first hundred bytes: SQLite's header. Empty for a folder, a pipe, and what cannot be read; nil for a store
  /// that this process has open.
  static func head(of path: String) -> [UInt8]? {
    ConnectedFile.unlessConnected(path) {
      let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
      guard descriptor >= 0 else { return [] }
      defer { close(descriptor) }
      var head = [UInt8](repeating: 0, count: 100)
      let count = Glibc.read(descriptor, &head, head.count)
      return Array(head.prefix(max(count, 0)))
    }
  }

  static func remove(_ path: String) {
    for ending in ["", "-wal", "-shm", ".lock"] { unlink(path + ending) }
  }

  static func isFolder(_ path: String) -> Bool {
    var facts = stat()
    return stat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFDIR
  }

  /// Bytes; nought for what is not there.
  static func size(_ path: String) -> Int64 {
    var facts = stat()
    return stat(path, &facts) == 0 ? Int64(facts.st_size) : 0
  }

  static func move(_ source: String, to target: String) throws(StoreError) {
    if rename(source, target) != 0 { throw .cannotOpen(path: target, why: String(cString: strerror(errno))) }
  }

  /// Moves a file that would be taken for part of a new store out of its way, keeping it.
  static func setAside(_ path: String) throws(StoreError) {
    guard exists(path) else { return }
    var number = 1
    while exists("\(path).old\(number)") { number += 1 }
    if rename(path, "\(path).old\(number)") != 0 {
      throw .cannotOpen(path: path, why: String(cString: strerror(errno)))
    }
  }

  /// SQLite gives a log the rights of its store: one that was made while the store was read-only would keep a store
  /// that is writable again from being written.
  static func freeLog(of path: String) {
    if access(path, W_OK) != 0 { return }
    for ending in ["-wal", "-shm"] where exists(path + ending) && access(path + ending, W_OK) != 0 {
      chmod(path + ending, 0o600)
    }
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

  /// Size and time of writing of each, in nanoseconds; noughts for what is not there.
  static func lastWritten(_ paths: [String]) -> [Int64] {
    paths.flatMap { path in
      var facts = Glibc.stat()
      guard stat(path, &facts) == 0 else { return [0, 0] as [Int64] }
      return [Int64(facts.st_size), Int64(facts.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(facts.st_mtim.tv_nsec)]
    }
  }

  static func freeBytes(beside path: String) -> UInt64 {
    var facts = statvfs()
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    guard statvfs(folder.isEmpty ? "/" : folder, &facts) == 0 else { return UInt64.max }
    return UInt64(facts.f_bavail) * UInt64(facts.f_frsize)
  }
}

/// Which file stands under a name: another one of the same name is another.
struct FileIdentity: Hashable {
  private let device: UInt64
  private let number: UInt64

  /// nil where there is none.
  init?(_ path: String) {
    var facts = stat()
    guard stat(path, &facts) == 0 else { return nil }
    device = UInt64(facts.st_dev)
    number = UInt64(facts.st_ino)
  }
}
