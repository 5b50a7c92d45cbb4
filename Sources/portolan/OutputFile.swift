internal import Glibc

/// A file that a command writes. A plain file appears whole or not at all; a pipe or a device is written to as it is.
final class OutputFile {
  private let option: String
  private let path: String
  private let half: String?
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private var isOpen = true

  /// `option` is what the user named it by, for the refusals.
  init(_ path: String, option: String) throws {
    self.option = option
    self.path = path
    var facts = stat()
    let isPlain = stat(path, &facts) != 0 || facts.st_mode & S_IFMT == S_IFREG
    half = isPlain ? path + ".half" : nil
    descriptor = open(half ?? path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    if descriptor < 0 { throw OutputFile.refusal(option, path, errno) }
  }

  /// Whether both paths lead to one file.
  static func isSame(_ one: String, _ other: String) -> Bool {
    var (first, second) = (stat(), stat())
    guard stat(one, &first) == 0, stat(other, &second) == 0 else { return false }
    return first.st_dev == second.st_dev && first.st_ino == second.st_ino && first.st_mode & S_IFMT == S_IFREG
  }

  /// The first bytes of a plain file; nil where there is none.
  static func beginning(of path: String, count: Int) -> [UInt8]? {
    var facts = stat()
    guard stat(path, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else { return nil }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return [0] }
    defer { Glibc.close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: count)
    let length = bytes.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, count) }
    return Array(bytes[..<max(0, length)])
  }

  /// What was not closed is not wanted.
  deinit { discard() }

  /// What is half written goes.
  func discard() {
    guard isOpen else { return }
    isOpen = false
    Glibc.close(descriptor)
    if let half { unlink(half) }
  }

  /// The name of the half-written file, for whoever has to remove it in a hurry.
  var unfinished: String? { half }

  func put(_ text: String) throws {
    buffer.append(contentsOf: text.utf8)
    if buffer.count > 1 << 16 { try write() }
  }

  func put(_ bytes: [UInt8]) throws {
    buffer += bytes
    if buffer.count > 1 << 16 { try write() }
  }

  func close() throws {
    try write()
    if half != nil && fsync(descriptor) != 0 && errno != EINVAL { throw OutputFile.refusal(option, path, errno) }
    isOpen = false
    let isClosed = Glibc.close(descriptor) == 0
    let why = errno
    guard let half else { return }
    if isClosed && rename(half, path) == 0 { return }
    let refusal = OutputFile.refusal(option, path, isClosed ? errno : why)
    unlink(half)
    throw refusal
  }

  private func write() throws {
    var done = 0
    while done < buffer.count {
      let count = buffer[done...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        done += count
      } else if errno != EINTR {
        throw OutputFile.refusal(option, path, errno)
      }
    }
    buffer.removeAll(keepingCapacity: true)
  }

  private static func refusal(_ option: String, _ path: String, _ why: Int32) -> Failure {
    Failure(text: "\(option): \(path) cannot be written: \(String(cString: strerror(why))).")
  }
}
