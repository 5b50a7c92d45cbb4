internal import Dispatch
import Domain
internal import Foundation
internal import Glibc

/// The bytes of a source, unpacked: 64 KiB at a time.
final class ByteStream {
  static let pieceBytes = 65_536

  let modifiedAt: Instant?
  private var pending: [UInt8]
  private var taken = 0
  private var descriptor: Int32
  private let ownsDescriptor: Bool
  private var unpacker: Unpacker?
  /// Size of the file as it lies there; nil for pipes.
  private var packedBytes: Int?
  private var unpackedBytes = 0

  init(_ origin: SourceReader.Origin) throws(SourceRefusal) {
    var opened: Int32 = -1
    var owns = false
    var path: String?
    var modified: Instant?
    var size: Int?
    var first: [UInt8] = []
    switch origin {
    case .data(let bytes): first = bytes
    case .standardInput: opened = STDIN_FILENO
    case .path(let name):
      opened = open(name, O_RDONLY | O_CLOEXEC)
      guard opened >= 0 else { throw .cannotOpen(name, why: String(cString: strerror(errno))) }
      owns = true
      path = name
      var status = stat()
      if fstat(opened, &status) == 0 {
        if status.st_mode & S_IFMT == S_IFDIR {
          close(opened)
          throw .cannotOpen(name, why: "it is a folder")
        }
        let seconds = Int64(status.st_mtim.tv_sec)
        if status.st_mode & S_IFMT == S_IFREG { size = Int(status.st_size) }
        modified = Instant(milliseconds: seconds * 1000 + Int64(status.st_mtim.tv_nsec) / 1_000_000)
      }
    }
    descriptor = opened
    ownsDescriptor = owns
    modifiedAt = modified
    packedBytes = size
    pending = first
    if opened >= 0 {
      while pending.count < 4 {
        let more = try Self.readPiece(opened)
        if more.isEmpty { break }
        pending.append(contentsOf: more)
      }
    }
    if let kind = Unpacker.kind(pending) {
      let unpacker = try Unpacker(kind, path: path, head: pending, rest: opened)
      pending = []
      self.unpacker = unpacker
    }
  }

  deinit { if ownsDescriptor && descriptor >= 0 { close(descriptor) } }

  /// The next bytes; empty at the end.
  func next() throws(SourceRefusal) -> [UInt8] {
    if let unpacker {
      let piece = try Self.readPiece(unpacker.output)
      unpackedBytes += piece.count
      if let packedBytes, unpackedBytes > 16 << 20, unpackedBytes / 500 > packedBytes {
        throw .swellsTooFar
      }
      if piece.isEmpty { try unpacker.finish() }
      return piece
    }
    if !pending.isEmpty {
      let end = min(taken + Self.pieceBytes, pending.count)
      let piece = Array(pending[taken..<end])
      taken = end
      if end == pending.count { pending = [] }
      return piece
    }
    return descriptor >= 0 ? try Self.readPiece(descriptor) : []
  }

  static func readPiece(_ descriptor: Int32) throws(SourceRefusal) -> [UInt8] {
    var problem: Int32 = 0
    let piece = [UInt8](unsafeUninitializedCapacity: pieceBytes) { buffer, count in
      var got = Glibc.read(descriptor, buffer.baseAddress, pieceBytes)
      while got < 0 && errno == EINTR { got = Glibc.read(descriptor, buffer.baseAddress, pieceBytes) }
      if got < 0 { problem = errno }
      count = max(got, 0)
    }
    if problem != 0 { throw .cannotRead(why: String(cString: strerror(problem))) }
    return piece
  }
}
