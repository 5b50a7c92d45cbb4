public import Domain
internal import Foundation
internal import Glibc

/// Why a source cannot be read at all.
public enum SourceRefusal: Error, Hashable, Sendable {
  case cannotOpen(String, why: String)
  case cannotRead(why: String)
  case damagedArchive(String)
  /// The system's program that opens archives is missing.
  case missingProgram(String)
  case unknownEncoding(String)
  /// A workbook, a picture, a web page …: no text with records.
  case foreign(what: String, instead: String)
  case empty
  /// An archive that unpacks to hundreds of times its size: no table does.
  case swellsTooFar
  /// An archive of several files, any of which could be meant.
  case severalFiles([String])
  case tooManyFiles(Int, limit: Int)
  /// An archive in an archive.
  case nested
  case encrypted
  /// A file in an archive that is packed in none of the usual ways.
  case unknownPacking

  /// One sentence in English.
  public var message: String {
    switch self {
    case .cannotOpen(let path, let why): "“\(path)” cannot be opened: \(why)."
    case .cannotRead(let why): "The file cannot be read to its end: \(why)."
    case .damagedArchive(let kind): "The \(kind) archive is damaged or cut off; fetch it again."
    case .missingProgram(let name): "The program “\(name)” is needed to open this file; install it."
    case .foreign(let what, let instead): "It is \(what), from which no records can be read; \(instead)."
    case .swellsTooFar:
      "The archive unpacks to over 500 times its size, as no table does; unpack it by hand if it is right."
    case .empty: "It is empty."
    case .severalFiles(let names):
      "The archive holds \(names.count) files (\(names.prefix(3).joined(separator: ", ")) …); "
        + "unpack it, and import them one by one."
    case .tooManyFiles(let count, let limit):
      "The archive holds \(count) files, \(limit) at most are taken; unpack it, and import them by their names."
    case .nested: "It is an archive in an archive; unpack the outer one, and import this one by itself."
    case .encrypted: "It is encrypted; unpack it with its password, and import what comes out."
    case .unknownPacking: "It is packed in an unusual way; unpack the archive by hand, and import what comes out."
    case .unknownEncoding(let name): "“\(name)” is no encoding that the system knows; UTF-8 or GB18030 are such."
    }
  }
}

/// A file, standard input or bytes in memory, opened, unpacked and decoded: hands on UTF-8 piece by piece in constant
/// memory. `.gz` and `.zip` are known by their first bytes and unpacked by the system's `gzip`.
public final class SourceReader {
  public enum Origin: Sendable {
    case path(String)
    case standardInput
    /// Standard input of which these bytes have been read already.
    case begun([UInt8])
    /// A file in an archive, which lives until it is read.
    case member(ZipArchive.Member)
    case data([UInt8])
  }

  /// The file's time; nil for standard input and bytes.
  public let modifiedAt: Instant?
  /// Final once everything is read: ASCII so far may still become another encoding than UTF-8.
  public var encoding: TextEncoding { decoder.encoding }

  private let decoder: TextDecoder
  private let stream: ByteStream
  /// Decoded for the sample and not yet handed on.
  private var ahead: [UInt8] = []
  private var isAtEnd = false
  private var isAtBeginning = true
  /// Whoever names the encoding knows that it is text.
  private let isEncodingNamed: Bool
  private let isMember: Bool
  private let takesXML: Bool
  /// What is said of XML, where it was let through for those who read it and this is some.
  public private(set) var xml: SourceRefusal?

  /// Opens the source. `encoding` nil: find it. `takesXML`: carriers answer so, marketplaces do not.
  public init(_ origin: Origin, encoding: TextEncoding? = nil, takesXML: Bool = false) throws(SourceRefusal) {
    stream = try ByteStream(origin)
    modifiedAt = stream.modifiedAt
    decoder = TextDecoder(encoding: encoding)
    isEncodingNamed = encoding != nil
    self.takesXML = takesXML
    isMember = if case .member = origin { true } else { false }
  }

  /// The decoded beginning, 64 KiB at most; the reading that follows begins with it again.
  public func sample() throws -> Sample {
    while ahead.count < Sample.limit, !isAtEnd {
      var more: [UInt8] = []
      try decodeNext { more.append(contentsOf: $0) }
      ahead.append(contentsOf: more)
    }
    if ahead.isEmpty { throw SourceRefusal.empty }
    return ahead.withUnsafeBufferPointer { Sample(bytes: $0) }
  }

  /// Hands on everything, in pieces of any size.
  public func read(_ body: (UnsafeBufferPointer<UInt8>) throws -> Void) throws {
    if !ahead.isEmpty {
      let first = ahead
      ahead = []
      try first.withUnsafeBufferPointer { try body($0) }
    }
    while !isAtEnd { try decodeNext(body) }
  }

  private func decodeNext(_ body: (UnsafeBufferPointer<UInt8>) throws -> Void) throws {
    let bytes = try stream.next()
    if isAtBeginning, isMember, Unpacker.kind(bytes) != nil { throw SourceRefusal.nested }
    if isAtBeginning, !isEncodingNamed, let (what, instead) = ForeignFile.found(bytes) {
      let refusal = SourceRefusal.foreign(what: what, instead: instead)
      guard takesXML, what == ForeignFile.xml else { throw refusal }
      xml = refusal
    }
    isAtBeginning = false
    isAtEnd = bytes.isEmpty
    try bytes.withUnsafeBufferPointer { try decoder.decode($0, isLast: isAtEnd, body) }
  }
}

extension SourceReader {
  /// What can be had at once of a descriptor, four bytes at least where there are so many.
  public static func beginning(of descriptor: Int32) throws(SourceRefusal) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < 4 {
      let more = try ByteStream.readPiece(descriptor)
      if more.isEmpty { break }
      bytes += more
    }
    return bytes
  }

  public static func isZip(_ bytes: [UInt8]) -> Bool { Unpacker.kind(bytes) == .zip }
}
