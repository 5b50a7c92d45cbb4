internal import Foundation
internal import Glibc

/// A .zip archive, read from the directory at its end: which files it holds, and where.
///
/// What came by pipe lies in a temporary file for as long as this lives. Format: PKWARE APPNOTE 6.3.
public final class ZipArchive {
  /// One file in an archive.
  public struct Member: Hashable, Sendable {
    /// As the archive has it, folders before it; nothing is ever written under this name.
    public var name: String
    let archive: String
    let headerOffset: Int
    let packedBytes: Int
    let bytes: Int
    let checksum: UInt32
    let method: Int
    let isEncrypted: Bool
  }

  /// Files that are meant: without folders, and without what systems and authors lay beside them.
  public let members: [Member]
  private let spool: String?

  /// Nobody exports more at a time.
  static let memberLimit = 1000

  /// nil where the path leads to anything but a zip archive; what else is wrong with it is for its reader to say.
  public convenience init?(path: String) throws(SourceRefusal) {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var magic = [UInt8](repeating: 0, count: 4)
    guard pread(file, &magic, 4, 0) == 4, Unpacker.kind(magic) == .zip else { return nil }
    try self.init(file, path: path, spool: nil)
  }

  /// Bytes that have begun as a zip archive does, and what follows them; both are put into a temporary file.
  public convenience init(head: [UInt8], rest: Int32) throws(SourceRefusal) {
    let path = try ZipArchive.spool(head, rest)
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw .cannotOpen("a temporary file", why: String(cString: strerror(errno))) }
    defer { close(file) }
    do throws(SourceRefusal) {
      try self.init(file, path: path, spool: path)
    } catch {
      // What did not come to life takes nothing away.
      unlink(path)
      throw error
    }
  }

  private init(_ file: Int32, path: String, spool: String?) throws(SourceRefusal) {
    self.spool = spool
    let all = try ZipDirectory.members(of: file, path: path)
    let names = all.map(\.name)
    if let (what, instead) = ForeignFile.archive(names) { throw .foreign(what: what, instead: instead) }
    let meant = all.filter { !ZipArchive.isBeside($0.name) }
    // A single file is read, whatever it is called.
    members = meant.isEmpty ? all.filter { !$0.name.hasSuffix("/") } : meant
    if members.isEmpty { throw .empty }
    if members.count > ZipArchive.memberLimit { throw .tooManyFiles(members.count, limit: ZipArchive.memberLimit) }
    try ZipDirectory.refuseOverlap(all)
  }

  deinit { if let spool { unlink(spool) } }

  /// Folders, and what systems and authors lay beside the files that are meant.
  private static func isBeside(_ name: String) -> Bool {
    if name.hasSuffix("/") || name.hasPrefix("__MACOSX/") { return true }
    let file = (name.split(separator: "/").last ?? "").lowercased()
    if file.hasPrefix(".") || ["thumbs.db", "desktop.ini"].contains(file) { return true }
    let stem = file.prefix { $0 != "." }
    return ["readme", "read me", "license", "licence", "copying", "changelog"].contains(String(stem))
  }

  /// A zip archive is read from its end, so one that comes by pipe is put into a temporary file first.
  private static func spool(_ head: [UInt8], _ rest: Int32) throws(SourceRefusal) -> String {
    var name = Array((NSTemporaryDirectory() + "/portolan-XXXXXX").utf8CString)
    let file = mkstemp(&name)
    guard file >= 0 else { throw .cannotOpen("a temporary file", why: String(cString: strerror(errno))) }
    defer { close(file) }
    let path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    var piece = head
    while !piece.isEmpty {
      guard Unpacker.writeAll(file, piece) else {
        let why = String(cString: strerror(errno))
        unlink(path)
        throw .cannotOpen("a temporary file", why: why)
      }
      piece = rest >= 0 ? try ByteStream.readPiece(rest) : []
    }
    return path
  }
}
