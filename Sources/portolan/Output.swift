internal import Exchange
internal import Glibc
internal import Synchronization
internal import Terminal

/// The only way out to the shell: data to standard output, talk to standard error.
enum Output {
  /// Whether work goes on when nobody reads its answer any more: what changes the shop is not left half done.
  nonisolated(unsafe) static var outlivesReader = false
  nonisolated(unsafe) private static var hasReader = true

  private static let buffer = Mutex<[UInt8]>([])

  /// Data, as it is: for files and pipes.
  static func data(_ text: String) {
    let isFull = buffer.withLock { bytes in
      bytes.append(contentsOf: (Process.writesToTerminal ? clean(text) : text).utf8)
      return bytes.count > 1 << 16
    }
    if isFull { flush() }
  }

  /// A paper or a label, as it is; of what is no text a terminal is not to be steered.
  static func bytes(_ bytes: [UInt8]) throws {
    if Process.writesToTerminal {
      guard let text = String(validating: bytes, as: UTF8.self), !bytes.starts(with: "%PDF-".utf8) else {
        throw Failure(text: "this is nothing to read: name a file with --to, or pipe it on.")
      }
      return data(text)
    }
    flush()
    write(bytes, to: STDOUT_FILENO)
  }

  /// The same for what counts once somebody has it: throws where not all of it was taken, by whomever.
  static func give(_ bytes: [UInt8]) throws {
    var bytes = bytes
    if Process.writesToTerminal {
      guard let text = String(validating: bytes, as: UTF8.self), !bytes.starts(with: "%PDF-".utf8) else {
        throw Failure(text: "this is nothing to read: name a file with --to, or pipe it on.")
      }
      bytes = Array(clean(text).utf8)
    }
    flush()
    let why = hasReader ? put(bytes, to: STDOUT_FILENO) : EPIPE
    guard let why else { return }
    throw Failure(text: "standard output cannot be written: \(String(cString: strerror(why))). Nothing was printed.")
  }

  /// CSV and JSON go to a terminal like everything else: nothing in them may steer it.
  private static func clean(_ text: String) -> String {
    text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      SafeText.line(String(line.last == "\r" ? line.dropLast() : line))
    }.joined(separator: "\n")
  }

  /// A line for people: control characters and their like become visible marks.
  static func line(_ text: String) { data(SafeText.line(text) + "\n") }

  static func json(_ value: JSONOutput, indented: Bool = false) {
    data(JSONWriter(indented: indented).text(value) + "\n")
  }

  /// A line on standard error.
  static func talk(_ text: String) {
    flush()
    write(Array((SafeText.line(text) + "\n").utf8), to: STDERR_FILENO)
  }

  /// A progress line over itself; only when standard error is a terminal.
  static func progress(_ text: String) {
    if Process.isTalkingToTerminal { write(Array("\r\u{1b}[K\(SafeText.line(text))".utf8), to: STDERR_FILENO) }
  }

  static func endProgress() {
    if Process.isTalkingToTerminal { write(Array("\r\u{1b}[K".utf8), to: STDERR_FILENO) }
  }

  static func flush() {
    let bytes = buffer.withLock { bytes in
      let all = bytes
      bytes.removeAll(keepingCapacity: true)
      return all
    }
    write(bytes, to: STDOUT_FILENO)
  }

  private static func failed(_ descriptor: Int32, _ why: Int32) {
    guard descriptor == STDOUT_FILENO else { return }
    hasReader = false
    if why == EPIPE {
      // Whoever read has gone (`| head`): that is no error, and there is nothing more to say.
      if !outlivesReader { Process.leave(0) }
      return
    }
    talk("portolan: standard output cannot be written: \(String(cString: strerror(why))).")
    Process.leave(outlivesReader ? 1 : 2)
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) {
    if descriptor == STDOUT_FILENO && !hasReader { return }
    if let why = put(bytes, to: descriptor) { failed(descriptor, why) }
  }

  /// - Returns: why not all of it was taken.
  private static func put(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        done += count
      } else if count == 0 || errno == EAGAIN {
        var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&ready, 1, -1)
      } else if errno != EINTR {
        return errno
      }
    }
    return nil
  }
}
