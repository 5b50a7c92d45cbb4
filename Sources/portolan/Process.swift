internal import Dispatch
internal import Domain
internal import Glibc

/// The process itself: its clock, its user, its end.
enum Process {
  static func prepare() {
    signal(SIGPIPE, SIG_IGN)
    // A descriptor that the caller closed would be given to the next file that is opened, the store's among them, and
    // what is said would be written there. Opened the wrong way round, it answers as a closed one does.
    for (descriptor, mode) in [(STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY)]
    where fcntl(descriptor, F_GETFD) < 0 {
      _ = open("/dev/null", mode)
    }
  }

  /// Calls `action` on a queue of its own at the first Ctrl-C, hang-up or request to end; the second one ends us.
  /// What `nohup` ignores stays ignored. The sources live as long as what is given back.
  static func onInterrupt(_ action: @escaping @Sendable () -> Void) -> [any DispatchSourceSignal] {
    [SIGINT, SIGTERM, SIGHUP].compactMap { number in
      var former = sigaction()
      sigaction(number, nil, &former)
      if unsafeBitCast(former.__sigaction_handler.sa_handler, to: Int.self) == 1 { return nil }
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        signal(number, SIG_DFL)
        action()
      }
      signal(number, SIG_IGN)
      source.activate()
      return source
    }
  }

  static var home: String? {
    if let home = environment("HOME") { return home }
    guard let entry = getpwuid(getuid()), let home = entry.pointee.pw_dir else { return nil }
    return String(cString: home)
  }

  /// Whether these arguments mean the console: none, options alone, or its own name.
  static func opensConsole(_ arguments: ArraySlice<String>) -> Bool {
    if arguments.contains(where: { ["--help", "-h", "--version", "--generate-completion-script"].contains($0) }) {
      return false
    }
    guard let first = arguments.first else { return true }
    if first == "play" { return PlayCommand.takesTerminal(arguments) }
    if first == "scan" { return !arguments.contains("--plain") }
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
  static let writesToTerminal = isatty(STDOUT_FILENO) == 1

  /// Ends without running destructors: what is committed is safe, and closing a million-order store costs time.
  static func leave(_ status: Int32) -> Never {
    fflush(nil)
    _exit(status)
  }
}
