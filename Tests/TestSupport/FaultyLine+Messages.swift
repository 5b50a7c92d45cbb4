import Foundation
import Glibc

/// PostgreSQL's messages out of a stream of bytes: a letter (none in a client's first), the length, the body.
struct Messages {
  struct Message {
    var bytes: [UInt8]
    var letter: UInt8

    var isSync: Bool { letter == UInt8(ascii: "S") }
    var isReady: Bool { letter == UInt8(ascii: "Z") }

    /// The statement that the message asks the server to parse: a name, the text, types.
    var statement: String? {
      guard letter == UInt8(ascii: "P") else { return nil }
      let parts = bytes.dropFirst(5).split(separator: 0, maxSplits: 2, omittingEmptySubsequences: false)
      return parts.count > 1 ? String(decoding: parts[1], as: UTF8.self) : nil
    }
  }

  private var isUntyped: Bool
  private var rest: [UInt8] = []

  init(beginsUntyped: Bool) { isUntyped = beginsUntyped }

  /// The messages that are whole now.
  mutating func add(_ bytes: [UInt8]) -> [Message] {
    rest += bytes
    var messages: [Message] = []
    var at = 0
    while true {
      let head = isUntyped ? 0 : 1
      guard rest.count >= at + head + 4 else { break }
      let length = rest[(at + head)..<(at + head + 4)].reduce(0) { $0 << 8 | Int($1) }
      let end = at + head + max(4, length)
      guard rest.count >= end else { break }
      messages.append(Message(bytes: Array(rest[at..<end]), letter: isUntyped ? 0 : rest[at]))
      isUntyped = false
      at = end
    }
    rest.removeFirst(at)
    return messages
  }
}

/// Sockets in the file system.
enum Sockets {
  private static func withAddress<T>(_ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> T) -> T {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
    return withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(MemoryLayout<sockaddr_un>.size)) }
    }
  }

  private static func new() -> Int32 {
    let handle = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    if handle >= 0 { keep(handle) }
    return handle
  }

  /// Never waits, and is not handed on to other programs.
  static func keep(_ handle: Int32) {
    _ = fcntl(handle, F_SETFD, FD_CLOEXEC)
    _ = fcntl(handle, F_SETFL, fcntl(handle, F_GETFL) | O_NONBLOCK)
  }

  static func listening(_ path: String) throws -> Int32 {
    let handle = new()
    guard handle >= 0, withAddress(path, { bind(handle, $0, $1) }) == 0, listen(handle, 128) == 0 else {
      throw TestServer.Trouble(description: "nobody can listen at \(path): \(String(cString: strerror(errno)))")
    }
    return handle
  }

  static func connected(_ path: String) -> Int32? {
    let handle = new()
    guard handle >= 0 else { return nil }
    if withAddress(path, { connect(handle, $0, $1) }) == 0 { return handle }
    close(handle)
    return nil
  }

  /// What has come; nil at the end.
  static func read(_ handle: Int32) -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = Glibc.read(handle, &buffer, buffer.count)
    if count < 0 { return errno == EAGAIN || errno == EINTR ? [] : nil }
    return count == 0 ? nil : Array(buffer.prefix(count))
  }
}
