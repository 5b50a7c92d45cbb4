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
  private var ownsDescriptor: Bool
  private var unpacker: Unpacker?
  /// Keeps what was spooled.
  private var archive: ZipArchive?
  /// What is left of a file that lies unpacked in an archive, and what its bytes must add up to.
  private var stored: (from: Int, left: Int, checksum: UInt32)?
  private var checksum = CRC32()
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
    case .begun(let bytes):
      opened = STDIN_FILENO
      first = bytes
    case .member(let member): path = member.archive
    case .path(let name): path = name
    }
    if let name = path {
      opened = Glibc.open(name, O_RDONLY | O_CLOEXEC)
      guard opened >= 0 else { throw .cannotOpen(name, why: String(cString: strerror(errno))) }
      owns = true
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
    if case .member(let member) = origin {
      try begin(member)
      return
    }
    if opened >= 0 {
      while pending.count < 4 {
        let more = try Self.readPiece(opened)
        if more.isEmpty { break }
        pending.append(contentsOf: more)
      }
    }
    switch Unpacker.kind(pending) {
    case .gzip:
      unpacker = try Unpacker(head: pending, rest: opened)
      pending = []
    case .zip:
      if let path { archive = try ZipArchive(path: path) }
      if archive == nil { archive = try ZipArchive(head: pending, rest: opened) }
      let members = archive?.members ?? []
      pending = []
      guard members.count == 1, let member = members.first else {
        throw .severalFiles(members.map { String($0.name.prefix(60)) })
      }
      if ownsDescriptor { close(descriptor) }
      descriptor = Glibc.open(member.archive, O_RDONLY | O_CLOEXEC)
      ownsDescriptor = true
      try begin(member)
    case nil: break
    }
  }

  private func begin(_ member: ZipArchive.Member) throws(SourceRefusal) {
    if member.isEncrypted { throw .encrypted }
    packedBytes = member.packedBytes
    switch member.method {
    case 0: stored = (try ZipDirectory.beginning(of: member, in: descriptor), member.packedBytes, member.checksum)
    case 8: unpacker = try Unpacker(member, in: descriptor)
    default: throw .unknownPacking
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
    if let (from, left, sum) = stored {
      let piece = Array(try Self.readPiece(descriptor, at: from).prefix(left))
      checksum.add(piece)
      stored = (from + piece.count, left - piece.count, sum)
      // Shorter or longer than its bytes add up to: cut off, or changed on the way.
      if piece.isEmpty && (left > 0 || checksum.value != sum) { throw .damagedArchive("zip") }
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

  /// The bytes that come next, or those at a place of a file.
  static func readPiece(_ descriptor: Int32, at place: Int? = nil) throws(SourceRefusal) -> [UInt8] {
    var problem: Int32 = 0
    let piece = [UInt8](unsafeUninitializedCapacity: pieceBytes) { buffer, count in
      func read() -> Int {
        place.map { pread(descriptor, buffer.baseAddress, pieceBytes, $0) }
          ?? Glibc.read(descriptor, buffer.baseAddress, pieceBytes)
      }
      var got = read()
      while got < 0 && errno == EINTR { got = read() }
      if got < 0 { problem = errno }
      count = max(got, 0)
    }
    if problem != 0 { throw .cannotRead(why: String(cString: strerror(problem))) }
    return piece
  }
}
