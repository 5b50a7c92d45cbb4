internal import Dispatch
internal import Foundation
internal import Glibc

/// Runs the system's `gzip` and reads what it writes through a pipe. A file in a zip archive is packed as gzip packs,
/// but for what stands before and behind.
final class Unpacker {
  enum Kind { case gzip, zip }

  /// Where the unpacked bytes come out.
  let output: Int32

  private let kind: Kind
  private let process = Process()
  private let pipe = Pipe()

  /// By the first bytes, whatever the name says; the third is a zip archive without a file.
  static func kind(_ bytes: [UInt8]) -> Kind? {
    if bytes.count >= 3, bytes[0] == 0x1f, bytes[1] == 0x8b, bytes[2] == 0x08 { return .gzip }
    if bytes.starts(with: [0x50, 0x4b, 0x03, 0x04]) || bytes.starts(with: [0x50, 0x4b, 0x05, 0x06]) { return .zip }
    return nil
  }

  /// A gzip file: `head` was read from `rest` already (a descriptor, or -1 where the head is everything).
  convenience init(head: [UInt8], rest: Int32) throws(SourceRefusal) {
    try self.init(.gzip, head: head, file: rest, from: nil, bytes: .max, end: [])
  }

  /// A packed file in a zip archive.
  convenience init(_ member: ZipArchive.Member, in file: Int32) throws(SourceRefusal) {
    let from = try ZipDirectory.beginning(of: member, in: file)
    let size = UInt32(truncatingIfNeeded: member.bytes)
    let end = [member.checksum, size].flatMap { number in (0..<4).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
    }
    try self.init(
      .zip, head: [0x1f, 0x8b, 0x08, 0, 0, 0, 0, 0, 0, 3], file: file, from: from, bytes: member.packedBytes, end: end)
  }

  private init(_ kind: Kind, head: [UInt8], file: Int32, from: Int?, bytes: Int, end: [UInt8]) throws(SourceRefusal) {
    self.kind = kind
    output = pipe.fileHandleForReading.fileDescriptor
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    process.executableURL = try Self.program("gzip")
    process.arguments = ["-dc"]
    let feed = Pipe()
    process.standardInput = feed
    do {
      try process.run()
    } catch {
      throw .missingProgram("gzip")
    }
    Self.feed(feed, head, file, from, bytes, end)
  }

  deinit { if process.isRunning { process.terminate() } }

  /// Refuses what was cut off or damaged; called at the end of the output.
  func finish() throws(SourceRefusal) {
    process.waitUntilExit()
    // 2 is a warning ("trailing garbage ignored"), which in a zip archive is a fault.
    let isWhole = process.terminationStatus == 0 || kind == .gzip && process.terminationStatus == 2
    guard isWhole else { throw .damagedArchive(kind == .zip ? "zip" : "gzip") }
  }

  private static func program(_ name: String) throws(SourceRefusal) -> URL {
    for folder in ["/usr/bin", "/bin", "/usr/local/bin"] where access("\(folder)/\(name)", X_OK) == 0 {
      return URL(fileURLWithPath: "\(folder)/\(name)")
    }
    throw .missingProgram(name)
  }

  /// Feeds the program from another thread, because it writes while it reads.
  private static func feed(_ feed: Pipe, _ head: [UInt8], _ file: Int32, _ from: Int?, _ bytes: Int, _ end: [UInt8]) {
    // A program that ends early closes the pipe: that must not end us.
    signal(SIGPIPE, SIG_IGN)
    let input = dup(feed.fileHandleForWriting.fileDescriptor)
    try? feed.fileHandleForWriting.close()
    let source = file >= 0 ? dup(file) : -1
    DispatchQueue.global().async {
      var piece = head
      var taken = 0
      while !piece.isEmpty, writeAll(input, piece) {
        piece = source < 0 ? [] : (try? ByteStream.readPiece(source, at: from.map { $0 + taken })) ?? []
        piece = Array(piece.prefix(bytes - taken))
        taken += piece.count
      }
      _ = writeAll(input, end)
      close(input)
      if source >= 0 { close(source) }
    }
  }

  static func writeAll(_ descriptor: Int32, _ bytes: [UInt8]) -> Bool {
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
}
