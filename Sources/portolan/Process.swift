internal import Domain
internal import Glibc

/// The process itself: its clock, its user, its end.
enum Process {
  static func prepare() {
    signal(SIGPIPE, SIG_IGN)
  }

  /// Whether these arguments mean the console: none, options alone, or its own name.
  static func opensConsole(_ arguments: ArraySlice<String>) -> Bool {
    if arguments.contains(where: { ["--help", "-h", "--version", "--generate-completion-script"].contains($0) }) {
      return false
    }
    guard let first = arguments.first else { return true }
    return first == "console" || first.hasPrefix("-")
  }

  /// The clock on the wall; everything below gets the time as an argument.
  static func now() -> Instant {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }

  static func environment(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
  }

  static var systemUser: String {
    guard let entry = getpwuid(getuid()), let name = entry.pointee.pw_name else { return "\(getuid())" }
    return String(cString: name)
  }

  static var isTalkingToTerminal: Bool { isatty(STDERR_FILENO) == 1 }
  static var writesToTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// Ends without running destructors: what is committed is safe, and closing a million-order store costs time.
  static func leave(_ status: Int32) -> Never {
    fflush(nil)
    _exit(status)
  }
}
