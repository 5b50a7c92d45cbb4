public import Domain
internal import Foundation

/// Reads zones from the system's tzdata (RFC 8536), because Domain reads no files.
public enum ZoneFile {
  static let folder = "/usr/share/zoneinfo"

  /// The zone of an IANA name or of a common abbreviation; nil where the system knows none.
  public static func zone(named name: String) -> Zone? {
    if KnownZones.universal.contains(name) { return .utc }
    if let seconds = KnownZones.seconds[name.uppercased()] {
      return Zone(name: name, firstOffsetSeconds: seconds, transitions: [])
    }
    // Only names of the shape Area/Place: nothing from outside walks the file system.
    guard KnownZones.isName(name), let data = FileManager.default.contents(atPath: "\(folder)/\(name)") else {
      return nil
    }
    return read([UInt8](data), name: name)
  }

  /// The second, 64-bit block of a TZif file.
  static func read(_ bytes: [UInt8], name: String) -> Zone? {
    guard bytes.starts(with: Array("TZif".utf8)), bytes.count > 44 else { return nil }
    func number(_ offset: Int, _ width: Int) -> Int64? {
      guard offset >= 0, offset + width <= bytes.count else { return nil }
      var value: Int64 = (bytes[offset] & 0x80) != 0 ? -1 : 0
      for index in offset..<(offset + width) { value = value << 8 | Int64(bytes[index]) }
      return value
    }
    func counts(_ start: Int) -> [Int]? {
      let numbers = (0..<6).compactMap { number(start + 20 + $0 * 4, 4).map(Int.init) }
      return numbers.count == 6 && numbers.allSatisfy({ $0 >= 0 && $0 < 100_000 }) ? numbers : nil
    }
    guard let first = counts(0) else { return nil }
    var start = 44 + first[3] * 5 + first[4] * 6 + first[5] + first[2] * 8 + first[1] + first[0]
    guard let second = counts(start) else { return nil }
    start += 44
    let (times, types) = (second[3], second[4])
    let kinds = start + times * 8
    let infos = kinds + times
    func offset(_ kind: Int) -> Int? {
      kind < types ? number(infos + kind * 6, 4).map(Int.init) : nil
    }
    var transitions: [Zone.Transition] = []
    for index in 0..<times {
      guard let at = number(start + index * 8, 8), kinds + index < bytes.count,
        let seconds = offset(Int(bytes[kinds + index]))
      else { return nil }
      transitions.append(Zone.Transition(at: at, offsetSeconds: seconds))
    }
    let footer = infos + types * 6 + second[5] + second[2] * 12 + second[1] + second[0]
    if footer + 1 < bytes.count {
      transitions +=
        PosixRule(bytes[(footer + 1)...].prefix { $0 != 0x0a })?
        .transitions(after: transitions.last?.at ?? 0) ?? []
    }
    return Zone(name: name, firstOffsetSeconds: offset(0) ?? 0, transitions: transitions)
  }
}
