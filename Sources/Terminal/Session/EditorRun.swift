internal import Foundation

/// Why a text did not come back from the person's editor; it is as it was before.
public enum EditorTrouble: Error, Hashable, Sendable {
  /// Neither VISUAL nor EDITOR is set, and no common one is there.
  case none
  case missing(String)
  case failed(String, status: Int32)
  case killed(String, signal: Int32)
  case notText, tooLarge
  case noFile(String)
}

/// A text on its way through the person's editor: a private file in a private folder, both removed afterwards.
public final class EditorRun: Sendable {
  /// The words of VISUAL or EDITOR, for the shell.
  public let command: String
  private let folder: String
  private let file: String
  private let before: [UInt8]

  /// Larger files are not read back.
  public static let mostBytes = 4 << 20

  /// The first word of the command, without its folder: what the editor is called.
  public var name: String {
    command.split(separator: " ").first.flatMap { $0.split(separator: "/").last }.map(String.init) ?? command
  }

  /// VISUAL goes before EDITOR; where neither is set, the first of these that is there.
  public static func command(_ environment: [String: String]) -> String? {
    for name in ["VISUAL", "EDITOR"] {
      if let value = environment[name], value.contains(where: { !$0.isWhitespace }) { return value }
    }
    let folders = (environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
    return ["sensible-editor", "nano", "vi"].first { name in
      folders.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(name)") }
    }
  }

  /// Writes the text to a file that nobody else may read. Throws `EditorTrouble`.
  public init(_ text: String, environment: [String: String]) throws(EditorTrouble) {
    guard let command = EditorRun.command(environment) else { throw .none }
    self.command = command
    let places: [String] = ["XDG_RUNTIME_DIR", "TMPDIR"].compactMap { environment[$0] } + ["/tmp"]
    let parent = places.first { $0.hasPrefix("/") && access($0, W_OK | X_OK) == 0 }
    var path = Array(((parent ?? "/tmp") + "/portolan-XXXXXX").utf8CString)
    let made = path.withUnsafeMutableBufferPointer { buffer in buffer.baseAddress.flatMap { mkdtemp($0) } != nil }
    guard made else { throw .noFile(EditorRun.reason()) }
    folder = String(decoding: path.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    file = folder + "/text.txt"
    // A text file ends in a line break.
    before = Array((text + "\n").utf8)
    let descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      let why = EditorRun.reason()
      rmdir(folder)
      throw .noFile(why)
    }
    var written = 0
    while written < before.count {
      let count = before[written...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        let why = EditorRun.reason()
        close(descriptor)
        remove()
        throw .noFile(why)
      }
      written += count
    }
    close(descriptor)
  }

  private static func reason() -> String { String(cString: strerror(errno)) }

  /// The words to run: the shell reads the editor's own words, the file is never part of what it reads.
  public var words: [String] { ["/bin/sh", "-c", command + " \"$@\"", command, file] }

  /// The text after the editor left with this `waitpid` status.
  public func text(after status: Int32) -> Result<String, EditorTrouble> {
    let signal = status & 0x7F
    if signal != 0 { return .failure(.killed(name, signal: signal)) }
    let code = (status >> 8) & 0xFF
    if code == 127 || code == 126 { return .failure(.missing(name)) }
    if code > 128, code < 128 + 65 { return .failure(.killed(name, signal: code - 128)) }
    if code != 0 { return .failure(.failed(name, status: code)) }
    return saved
  }

  /// What is in the file now.
  public var saved: Result<String, EditorTrouble> {
    let descriptor = open(file, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { return .failure(.noFile(EditorRun.reason())) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return .failure(.noFile(EditorRun.reason())) }
      if count == 0 { break }
      bytes += buffer.prefix(count)
      if bytes.count > EditorRun.mostBytes { return .failure(.tooLarge) }
    }
    guard var text = String(validating: bytes, as: UTF8.self) else { return .failure(.notText) }
    if text.hasSuffix("\r\n") || text.hasSuffix("\n") { text.removeLast() }
    return .success(text)
  }

  /// Takes the file away, and whatever the editor left beside it.
  public func remove() {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] { unlink("\(folder)/\(name)") }
    rmdir(folder)
  }
}
