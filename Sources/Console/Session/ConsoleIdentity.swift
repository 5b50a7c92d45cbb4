internal import Glibc

/// Which running console this is, told apart from every other and from those that are gone: host, process, and when
/// the process began.
enum ConsoleIdentity {
  static let own = of(getpid()) ?? "\(host)/\(getpid())/0"

  /// nil for a process that does not run.
  static func of(_ process: pid_t) -> String? { start(of: process).map { "\(host)/\(process)/\($0)" } }

  /// What a console calls itself as it ends: the next login need not wait until the process is gone.
  static let ended = "ended:" + own

  /// Whether that console may still run. Of another host nobody knows: what it left is taken over.
  static func runs(_ console: String) -> Bool {
    let parts = console.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0] == host, let process = pid_t(parts[1]), let began = Int64(parts[2]) else {
      return false
    }
    return start(of: process) == began
  }

  private static let host: String = {
    var name = [CChar](repeating: 0, count: 256)
    guard gethostname(&name, name.count - 1) == 0 else { return "localhost" }
    let bytes = name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return String(decoding: bytes, as: UTF8.self).filter { $0 != "/" }
  }()

  /// Clock ticks from the system's start to the process's: the 22nd word of its `stat`.
  private static func start(of process: pid_t) -> Int64? {
    guard let file = fopen("/proc/\(process)/stat", "r") else { return nil }
    defer { fclose(file) }
    var buffer = [UInt8](repeating: 0, count: 1024)
    let count = fread(&buffer, 1, buffer.count, file)
    let text = String(decoding: buffer.prefix(count), as: UTF8.self)
    // The second word, the program's name, may hold blanks and parentheses.
    guard let end = text.lastIndex(of: ")") else { return nil }
    let words = text[text.index(after: end)...].split(separator: " ")
    // Who has ended and only waits to be buried runs no more.
    if words.first == "Z" || words.first == "X" { return nil }
    return words.count > 19 ? Int64(words[19]) : nil
  }
}
