internal import Exchange
internal import Glibc
internal import Synchronization
internal import Terminal

/// The only way out to the shell: data to standard output, talk to standard error.
enum Output {
  private static let buffer = Mutex<[UInt8]>([])

  /// Data, as it is: for files and pipes.
  static func data(_ text: String) {
    let isFull = buffer.withLock { bytes in
      bytes.append(contentsOf: text.utf8)
      return bytes.count > 1 << 16
    }
    if isFull { flush() }
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

  private static func write(_ bytes: [UInt8], to descriptor: Int32) {
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        done += count
      } else if errno != EINTR && errno != EAGAIN {
        // Whoever read has gone (`| head`): that is no error, and there is nothing more to say.
        if errno == EPIPE { Process.leave(0) }
        return
      }
    }
  }
}
