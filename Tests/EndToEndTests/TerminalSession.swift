import CTestPty
import Foundation

/// A program in a terminal of its own, played by a test: keys go in, the screen is read cell by cell.
final class TerminalSession {
  private(set) var program = tp_program()
  let screen: EmulatedScreen
  /// Every byte that the program wrote.
  private(set) var log: [UInt8] = []
  private(set) var waitStatus: Int32?
  private var isReleased = false
  /// How this terminal answers questions.
  var answering = Answering.atOnce

  /// The ground that this terminal says it has, as it writes it; nil: it does not say.
  var ground: String? = "1c1c/1c1c/1c1c"

  enum Answering: Sendable {
    case atOnce, never
    /// A byte at a time, each after a person's pause.
    case inPieces
  }

  /// Whatever must live as long as this: the shop that the program works on.
  var basis: AnyObject?

  enum Trouble: Error, CustomStringConvertible {
    case noTerminal(Int32)
    case cannotWrite(Int32)
    case notSeen(String, seconds: Double, screen: String)
    case doesNotEnd(seconds: Double, screen: String)

    var description: String {
      switch self {
      case .noTerminal(let code): "no terminal to be had: \(String(cString: strerror(code)))"
      case .cannotWrite(let code): "the terminal takes no keys: \(String(cString: strerror(code)))"
      case .notSeen(let what, let seconds, let screen):
        "\(what) did not come within \(seconds) s; the screen:\n\(screen)"
      case .doesNotEnd(let seconds, let screen): "the program still runs after \(seconds) s; the screen:\n\(screen)"
      }
    }
  }

  init(
    _ command: [String], columns: Int = 120, rows: Int = 36, environment: [String: String] = [:], folder: String? = nil
  ) throws {
    guard let screen = EmulatedScreen(columns: columns, rows: rows) else { throw Trouble.noTerminal(ENOMEM) }
    self.screen = screen
    let basis = [
      "PATH": "/usr/local/bin:/usr/bin:/bin", "TERM": "xterm-256color", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8",
    ]
    let words = basis.merging(environment) { $1 }.map { "\($0.key)=\($0.value)" }.sorted()
    let status = Self.withWords(command) { arguments in
      Self.withWords(words) { environment in
        tp_start(&program, command.first ?? "", arguments, environment, folder, Int32(columns), Int32(rows))
      }
    }
    if status != 0 { throw Trouble.noTerminal(errno) }
  }

  deinit { release() }

  /// Ends whatever still runs. Harmless twice.
  func release() {
    guard !isReleased else { return }
    isReleased = true
    tp_release(&program)
  }

  private static func withWords<Result>(
    _ words: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
  ) -> Result {
    var pointers: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { pointers.forEach { free($0) } }
    return body(&pointers)
  }
}

// MARK: - Keys and screen

extension TerminalSession {
  func send(_ keys: String) throws { try send(Array(keys.utf8)) }

  func send(_ bytes: [UInt8]) throws {
    if tp_write(program.master, bytes, bytes.count, 5_000) != 0 { throw Trouble.cannotWrite(errno) }
  }

  /// As a terminal in bracketed paste mode sends it.
  func paste(_ text: String) throws { try send("\u{1B}[200~\(text)\u{1B}[201~") }

  func resize(columns: Int, rows: Int) {
    screen.resize(columns: columns, rows: rows)
    tp_resize(program.master, Int32(columns), Int32(rows))
  }

  /// Takes in what came, waiting up to `milliseconds` for the first byte. False where nothing came.
  @discardableResult
  func pump(milliseconds: Int32) -> Bool {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = tp_read(program.master, &buffer, buffer.count, milliseconds)
    guard count > 0 else { return false }
    let bytes = Array(buffer.prefix(count))
    log += bytes
    var answer = screen.feed(bytes)
    if let ground, bytes.firstRange(of: Array("\u{1B}]11;?".utf8)) != nil {
      answer = Array("\u{1B}]11;rgb:\(ground)\u{1B}\\".utf8) + answer
    }
    switch answering {
    case .atOnce: if !answer.isEmpty { tp_write(program.master, answer, answer.count, 1_000) }
    case .never: break
    case .inPieces:
      for byte in answer {
        usleep(40_000)
        tp_write(program.master, [byte], 1, 1_000)
      }
    }
    return true
  }

  /// Tells the program another size than the screen has.
  func claim(columns: Int, rows: Int) { tp_resize(program.master, Int32(columns), Int32(rows)) }

  /// Reads on until the screen is as wanted; throws with the screen where it never is.
  func wait(for what: String, seconds: Double = 10, until isThere: (EmulatedScreen) -> Bool) throws {
    let end = Clock.seconds() + seconds
    while !isThere(screen) {
      guard Clock.seconds() < end else { throw Trouble.notSeen(what, seconds: seconds, screen: screen.text) }
      pump(milliseconds: 20)
    }
  }

  func wait(for text: String, seconds: Double = 10) throws {
    try wait(for: "“\(text)”", seconds: seconds) { $0.text.contains(text) }
  }

  /// Reads on until nothing has come for a while.
  func settle(milliseconds: Int32 = 150) {
    while pump(milliseconds: milliseconds) {}
  }
}

// MARK: - The end

extension TerminalSession {
  /// Waits for the program's end and takes in its last words; gives its exit status, -1 where a signal ended it.
  @discardableResult
  func waitForEnd(seconds: Double = 5) throws -> Int32 {
    let end = Clock.seconds() + seconds
    var status: Int32 = 0
    while true {
      pump(milliseconds: 5)
      let ended = tp_wait(&program, 5, &status)
      if ended == 1 { break }
      if ended < 0 || Clock.seconds() > end { throw Trouble.doesNotEnd(seconds: seconds, screen: screen.text) }
    }
    waitStatus = status
    settle(milliseconds: 20)
    return tp_exit_status(status)
  }

  var isRunning: Bool { kill(program.program, 0) == 0 }
  /// The signal that ended it; nil where it left by itself, or runs.
  var endingSignal: Int32? { waitStatus.map { tp_signal($0) }.flatMap { $0 == 0 ? nil : $0 } }

  func signal(_ number: Int32) { kill(program.program, number) }

  /// Cuts the line, as a dropped connection does.
  func hangUp() { tp_hang_up(&program) }

  /// The process that the guardian watches: its only child. Nil where there is none (yet).
  var guardedProcess: pid_t? { Self.children(of: program.program).first }

  /// Whether a process still does anything: one that only waits to be buried does not.
  static func isRunning(_ process: pid_t) -> Bool {
    guard let facts = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
      let state = facts[(facts.lastIndex(of: ")") ?? facts.startIndex)...].split(separator: " ").dropFirst().first
    else { return false }
    return state != "Z" && state != "X"
  }

  static func children(of parent: pid_t) -> [pid_t] {
    let path = "/proc/\(parent)/task/\(parent)/children"
    let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    return text.split(separator: " ").compactMap { pid_t($0) }
  }

  /// The settings of the terminal before the program began; on a busy machine it may be raw by the time one asks.
  var settingsBefore: TerminalSettings { TerminalSettings(program.initial) }

  /// The settings of the terminal as the shell would find them; comparable.
  var settings: TerminalSettings {
    var settings = termios()
    tp_settings(program.master, &settings)
    return TerminalSettings(settings)
  }
}

/// The part of `termios` that a program can leave changed.
struct TerminalSettings: Hashable, CustomStringConvertible {
  var flags: [UInt32]
  var keys: [UInt8]

  init(_ settings: termios) {
    flags = [settings.c_iflag, settings.c_oflag, settings.c_cflag, settings.c_lflag]
    keys = withUnsafeBytes(of: settings.c_cc) { Array($0) }
  }

  var isRaw: Bool { flags[3] & UInt32(ICANON) == 0 }
  var description: String { flags.map { String($0, radix: 8) }.joined(separator: " ") + " \(keys)" }
}

enum Clock {
  static func seconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
