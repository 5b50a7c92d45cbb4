import Domain

/// Times as interfaces write them: ISO 8601 with `T` or a blank, with `Z`, an offset or none.
enum JSONTime {
  /// nil where the text is no such time. Without an offset the zone decides; a bare date is its noon.
  static func instant(_ text: String, zone: Zone) -> Instant? {
    var text = text
    return text.withUTF8 { read($0, zone: zone) }
  }

  private static func read(_ bytes: UnsafeBufferPointer<UInt8>, zone: Zone) -> Instant? {
    guard bytes.count >= 10, bytes.count <= 40, bytes[4] == 0x2d, bytes[7] == 0x2d,
      let year = number(bytes, 0, 4), let month = number(bytes, 5, 2), let day = number(bytes, 8, 2)
    else { return nil }
    if bytes.count == 10 { return CivilTime(year: year, month: month, day: day, hour: 12).map(zone.instant) }
    guard bytes.count >= 16, bytes[10] == 0x54 || bytes[10] == 0x20 || bytes[10] == 0x74, bytes[13] == 0x3a,
      let hour = number(bytes, 11, 2), let minute = number(bytes, 14, 2)
    else { return nil }
    var place = 16
    var second = 0
    var millisecond = 0
    if place < bytes.count, bytes[place] == 0x3a {
      guard let seconds = number(bytes, 17, 2) else { return nil }
      second = seconds
      place = 19
      if place < bytes.count, bytes[place] == 0x2e || bytes[place] == 0x2c {
        place += 1
        var scale = 100
        let start = place
        while place < bytes.count, bytes[place] &- 0x30 <= 9 {
          millisecond += Int(bytes[place] - 0x30) * scale
          scale /= 10
          place += 1
        }
        if place == start { return nil }
      }
    }
    guard
      let civil = CivilTime(
        year: year, month: month, day: day, hour: hour, minute: minute, second: second, millisecond: millisecond
      )
    else { return nil }
    if place == bytes.count { return zone.instant(civil) }
    guard let offset = offset(bytes, place) else { return nil }
    return Instant(civil, offsetSeconds: offset)
  }

  private static func offset(_ bytes: UnsafeBufferPointer<UInt8>, _ place: Int) -> Int? {
    let left = bytes.count - place
    if left == 1 { return bytes[place] | 0x20 == 0x7a ? 0 : nil }
    guard bytes[place] == 0x2b || bytes[place] == 0x2d, let hours = number(bytes, place + 1, 2), hours < 24
    else { return nil }
    var minutes = 0
    switch left {
    case 3: break
    case 5:
      guard let read = number(bytes, place + 3, 2) else { return nil }
      minutes = read
    case 6:
      guard bytes[place + 3] == 0x3a, let read = number(bytes, place + 4, 2) else { return nil }
      minutes = read
    default: return nil
    }
    let seconds = hours * 3600 + minutes * 60
    return bytes[place] == 0x2d ? -seconds : seconds
  }

  private static func number(_ bytes: UnsafeBufferPointer<UInt8>, _ place: Int, _ count: Int) -> Int? {
    guard place + count <= bytes.count else { return nil }
    var value = 0
    for index in place..<place + count {
      let digit = bytes[index] &- 0x30
      guard digit <= 9 else { return nil }
      value = value * 10 + Int(digit)
    }
    return value
  }
}
