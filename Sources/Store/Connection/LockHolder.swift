internal import Glibc

/// Who holds a lock file, as the kernel tells it.
enum LockHolder {
  /// “process 4711 of lena (portolan import), which is stopped”; nil where nobody is seen to hold it.
  static func describe(_ descriptor: Int32) -> String? {
    var facts = stat()
    guard fstat(descriptor, &facts) == 0 else { return nil }
    let locks = text(of: "/proc/locks")
    for line in locks.split(separator: "\n") {
      // 1: FLOCK ADVISORY WRITE 4711 fe:00:1234 0 EOF
      let words = line.split(separator: " ")
      guard words.count > 5, words[1] == "FLOCK", words[3] == "WRITE", let process = Int32(words[4]), process > 0,
        words[5].split(separator: ":").last.flatMap({ UInt64($0) }) == UInt64(facts.st_ino)
      else { continue }
      return describe(process: process)
    }
    return nil
  }

  /// The program and its command alone: the words after it may be anybody's data.
  static func describe(process: Int32) -> String {
    var described = "process \(process)"
    var facts = stat()
    if stat("/proc/\(process)", &facts) == 0, let entry = getpwuid(facts.st_uid), let name = entry.pointee.pw_name {
      described += " of \(String(cString: name))"
    }
    let words = text(of: "/proc/\(process)/cmdline").split(separator: "\0")
    if let program = words.first {
      let command = words.dropFirst().first { !$0.hasPrefix("-") && !$0.contains("/") }
      let name = program.split(separator: "/").last.map(String.init) ?? ""
      described += " (\(name)\(command.map { " " + $0.prefix(20) } ?? ""))"
    }
    let state = text(of: "/proc/\(process)/stat").split(separator: ")").last?.split(separator: " ").first
    return described + (state == "T" || state == "t" ? ", which is stopped" : "")
  }

  private static func text(of path: String) -> String {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return "" }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 16_384)
    while bytes.count < 1 << 20 {
      let count = read(descriptor, &buffer, buffer.count)
      if count <= 0 { break }
      bytes += buffer[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
