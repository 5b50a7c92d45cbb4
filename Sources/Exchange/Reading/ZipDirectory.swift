internal import Foundation
internal import Glibc

/// The directory of a zip archive.
enum ZipDirectory {
  private static let damaged = SourceRefusal.damagedArchive("zip")
  /// Names of a thousand files take a fraction of it.
  private static let limit = 16 << 20

  static func members(of file: Int32, path: String) throws(SourceRefusal) -> [ZipArchive.Member] {
    var status = stat()
    guard fstat(file, &status) == 0 else { throw damaged }
    let place = try place(in: file, size: Int(status.st_size))
    guard place.bytes >= 0, place.bytes <= limit, place.offset >= 0 else { throw damaged }
    let directory = try read(file, at: place.offset, count: place.bytes)
    var members: [ZipArchive.Member] = []
    var at = 0
    while at + 46 <= directory.count, directory.number(at, 4) == 0x0201_4b50 {
      let nameBytes = directory.number(at + 28, 2)
      let extraBytes = directory.number(at + 30, 2)
      let next = at + 46 + nameBytes + extraBytes + directory.number(at + 32, 2)
      guard next <= directory.count else { throw damaged }
      let name = Array(directory[(at + 46)..<(at + 46 + nameBytes)])
      var bytes = directory.number(at + 24, 4)
      var packed = directory.number(at + 20, 4)
      var offset = directory.number(at + 42, 4)
      let extra = Array(directory[(at + 46 + nameBytes)..<(at + 46 + nameBytes + extraBytes)])
      large(extra, &bytes, &packed, &offset)
      members.append(
        ZipArchive.Member(
          name: text(name), archive: path, headerOffset: offset, packedBytes: packed, bytes: bytes,
          checksum: UInt32(truncatingIfNeeded: directory.number(at + 16, 4)), method: directory.number(at + 10, 2),
          isEncrypted: directory.number(at + 8, 2) & 1 != 0))
      at = next
    }
    if members.isEmpty && place.count > 0 { throw damaged }
    return members
  }

  /// Files that share their bytes are a trick to unpack to more than any disk holds.
  static func refuseOverlap(_ members: [ZipArchive.Member]) throws(SourceRefusal) {
    var end = 0
    for member in members.sorted(by: { $0.headerOffset < $1.headerOffset }) {
      if member.headerOffset < end { throw damaged }
      let (sum, isTooFar) = member.headerOffset.addingReportingOverflow(member.packedBytes)
      if isTooFar || member.packedBytes < 0 { throw damaged }
      end = sum
    }
  }

  /// Where a member's bytes begin, behind the header that stands before them.
  static func beginning(of member: ZipArchive.Member, in file: Int32) throws(SourceRefusal) -> Int {
    let header = try read(file, at: member.headerOffset, count: 30)
    guard header.number(0, 4) == 0x0403_4b50 else { throw damaged }
    return member.headerOffset + 30 + header.number(26, 2) + header.number(28, 2)
  }

  private static func place(in file: Int32, size: Int) throws(SourceRefusal) -> (offset: Int, bytes: Int, count: Int) {
    // The end record, and a comment of 65,535 bytes at most.
    let tailBytes = min(size, 22 + 65_535)
    let tail = try read(file, at: size - tailBytes, count: tailBytes)
    guard tail.count >= 22 else { throw damaged }
    for at in stride(from: tail.count - 22, through: 0, by: -1) where tail.number(at, 4) == 0x0605_4b50 {
      let small = (offset: tail.number(at + 16, 4), bytes: tail.number(at + 12, 4), count: tail.number(at + 10, 2))
      guard small.offset == 0xffff_ffff || small.bytes == 0xffff_ffff || small.count == 0xffff else { return small }
      guard at >= 20, tail.number(at - 20, 4) == 0x0706_4b50 else { return small }
      let large = try read(file, at: tail.number(at - 12, 8), count: 56)
      guard large.number(0, 4) == 0x0606_4b50 else { throw damaged }
      return (large.number(48, 8), large.number(40, 8), large.number(32, 8))
    }
    throw damaged
  }

  /// Sizes that do not fit four bytes stand in a field of their own, in this order.
  private static func large(_ extra: [UInt8], _ bytes: inout Int, _ packed: inout Int, _ offset: inout Int) {
    var at = 0
    while at + 4 <= extra.count {
      let (tag, count) = (extra.number(at, 2), extra.number(at + 2, 2))
      var field = at + 4
      let end = min(field + count, extra.count)
      func take(_ value: inout Int) {
        guard value == 0xffff_ffff, field + 8 <= end else { return }
        value = extra.number(field, 8)
        field += 8
      }
      if tag == 1 {
        take(&bytes)
        take(&packed)
        take(&offset)
      }
      at += 4 + count
    }
  }

  /// Chinese Windows writes names in GBK, without saying so.
  private static func text(_ name: [UInt8]) -> String {
    var text = ""
    let decoder = TextDecoder(encoding: nil)
    try? name.withUnsafeBufferPointer { bytes in
      try decoder.decode(bytes, isLast: true) { text += String(decoding: $0, as: UTF8.self) }
    }
    return text
  }

  private static func read(_ file: Int32, at offset: Int, count: Int) throws(SourceRefusal) -> [UInt8] {
    guard offset >= 0 else { throw damaged }
    var got = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while got < count {
        let more = pread(file, buffer.baseAddress.map { $0 + got }, count - got, offset + got)
        if more <= 0 { break }
        got += more
      }
      filled = got
    }
    guard got == count else { throw damaged }
    return bytes
  }
}

extension [UInt8] {
  /// Little-endian; what is too large for any file is negative.
  fileprivate func number(_ at: Int, _ count: Int) -> Int {
    var value: UInt64 = 0
    for index in (0..<count).reversed() where at + index < self.count { value = value << 8 | UInt64(self[at + index]) }
    return Int(exactly: value) ?? -1
  }
}
