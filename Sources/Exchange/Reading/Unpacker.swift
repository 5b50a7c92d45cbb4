internal import Dispatch
internal import Foundation
internal import Glibc

/// Runs the system's `gzip` or `unzip` and reads what it writes through a pipe.
final class Unpacker {
  enum Kind { case gzip, zip }

  /// Where the unpacked bytes come out.
  let output: Int32

  private let kind: Kind
  private let process = Process()
  private let pipe = Pipe()
  private var spool: String?

  /// By the first bytes, whatever the name says.
  static func kind(_ bytes: [UInt8]) -> Kind? {
    if bytes.count >= 3, bytes[0] == 0x1f, bytes[1] == 0x8b, bytes[2] == 0x08 { return .gzip }
    if bytes.count >= 4, bytes[0] == 0x50, bytes[1] == 0x4b, bytes[2] == 0x03, bytes[3] == 0x04 { return .zip }
    return nil
  }

  /// `head` was read from `rest` already (a descriptor, or -1 where the head is everything).
  init(_ kind: Kind, path: String?, head: [UInt8], rest: Int32) throws(SourceRefusal) {
    self.kind = kind
    output = pipe.fileHandleForReading.fileDescriptor
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    switch kind {
    case .gzip:
      process.executableURL = try Self.program("gzip")
      process.arguments = ["-dc"]
      let feed = Pipe()
      process.standardInput = feed
      try start()
      Self.feed(feed, head, rest)
    case .zip:
      let file: String
      if let path { file = path } else { file = try spoolToFile(head, rest) }
      process.executableURL = try Self.program("unzip")
      process.arguments = ["-p", file]
      if let member = try Self.firstMember(file) { process.arguments = ["-p", file, member] }
      process.standardInput = FileHandle.nullDevice
      try start()
    }
  }

  deinit {
    if process.isRunning { process.terminate() }
    if let spool { unlink(spool) }
  }

  /// Refuses what was cut off or damaged; called at the end of the output.
  func finish() throws(SourceRefusal) {
    process.waitUntilExit()
    // 1 is a warning of unzip, 2 one of gzip ("trailing garbage ignored").
    let harmless: Int32 = kind == .zip ? 1 : 2
    guard process.terminationStatus == 0 || process.terminationStatus == harmless else {
      throw .damagedArchive(kind == .zip ? "zip" : "gzip")
    }
  }

  private func start() throws(SourceRefusal) {
    do {
      try process.run()
    } catch {
      throw .missingProgram(kind == .zip ? "unzip" : "gzip")
    }
  }

  private static func program(_ name: String) throws(SourceRefusal) -> URL {
    for folder in ["/usr/bin", "/bin", "/usr/local/bin"] where access("\(folder)/\(name)", X_OK) == 0 {
      return URL(fileURLWithPath: "\(folder)/\(name)")
    }
    throw .missingProgram(name)
  }

  /// Feeds the program from another thread, because it writes while it reads.
  private static func feed(_ feed: Pipe, _ head: [UInt8], _ rest: Int32) {
    // A program that ends early closes the pipe: that must not end us.
    signal(SIGPIPE, SIG_IGN)
    let input = dup(feed.fileHandleForWriting.fileDescriptor)
    try? feed.fileHandleForWriting.close()
    let source = rest >= 0 ? dup(rest) : -1
    DispatchQueue.global().async {
      var piece = head
      while !piece.isEmpty, writeAll(input, piece) {
        piece = source >= 0 ? (try? ByteStream.readPiece(source)) ?? [] : []
      }
      close(input)
      if source >= 0 { close(source) }
    }
  }

  private static func writeAll(_ descriptor: Int32, _ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { raw in
      var offset = 0
      while offset < raw.count {
        let written = write(descriptor, raw.baseAddress.map { $0 + offset }, raw.count - offset)
        if written < 0 && errno == EINTR { continue }
        if written <= 0 { return false }
        offset += written
      }
      return true
    }
  }

  /// A zip archive is read from its end, so one that comes by pipe is put into a temporary file first.
  private func spoolToFile(_ head: [UInt8], _ rest: Int32) throws(SourceRefusal) -> String {
    let template = NSTemporaryDirectory() + "/portolan-XXXXXX"
    var name = Array(template.utf8CString)
    let file = mkstemp(&name)
    guard file >= 0 else { throw .cannotOpen("a temporary file", why: String(cString: strerror(errno))) }
    defer { close(file) }
    let path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    spool = path
    var piece = head
    while !piece.isEmpty {
      guard Self.writeAll(file, piece) else {
        throw .cannotOpen("a temporary file", why: String(cString: strerror(errno)))
      }
      piece = rest >= 0 ? try ByteStream.readPiece(rest) : []
    }
    return path
  }

  /// The first file in the archive, as a pattern that means this name alone; nil: let unzip take all.
  private static func firstMember(_ file: String) throws(SourceRefusal) -> String? {
    let list = Process()
    let pipe = Pipe()
    list.executableURL = try program("unzip")
    list.arguments = ["-Z1", file]
    list.standardOutput = pipe
    list.standardError = FileHandle.nullDevice
    list.standardInput = FileHandle.nullDevice
    do {
      try list.run()
    } catch {
      throw .missingProgram("unzip")
    }
    let names = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    list.waitUntilExit()
    let members = names.split(separator: "\n").map(String.init).filter {
      !$0.hasSuffix("/") && !$0.hasPrefix("__MACOSX/") && !$0.hasSuffix(".DS_Store")
    }
    if let (what, instead) = ForeignFile.archive(members) { throw .foreign(what: what, instead: instead) }
    // Beside a licence or a readme one file of records is meant; of several none may be passed over in silence.
    let likely = members.filter { member in
      [".csv", ".tsv", ".txt", ".json", ".jsonl", ".ndjson"].contains { member.lowercased().hasSuffix($0) }
        && !member.lowercased().contains("readme")
    }
    let meant = likely.isEmpty ? members : likely
    if meant.count > 1 { throw .severalFiles(meant.map { String($0.prefix(60)) }) }
    return meant.first.map { name in
      var pattern = ""
      for character in name {
        if "[]*?\\".contains(character) { pattern += "\\" }
        pattern.append(character)
      }
      return pattern
    }
  }
}
