public import Domain

/// In which order a date of three numbers is written where the numbers do not tell.
public enum DateOrder: String, Hashable, Sendable, CaseIterable {
  case monthFirst, dayFirst, yearFirst
}

/// Reads dates as files write them, in many notations and languages.
///
/// A date without a time of day is noon; a time without a zone is in the given zone. Three numbers parted by points are
/// day, month, year; a number above 12 decides; else `order` does.
public enum DateText {
  public static func read(
    _ text: String, zone: Zone = .utc, order: DateOrder = .monthFirst, zoneNamed: (String) -> Zone? = { _ in nil }
  ) -> Instant? {
    var text = text
    return text.withUTF8 { read(Cell($0), zone: zone, order: order, zoneNamed: zoneNamed) }
  }

  /// Reads a date from a row's cell.
  public static func read(
    _ cell: Cell, zone: Zone, order: DateOrder, zoneNamed: (String) -> Zone?
  ) -> Instant? {
    let bytes = cell.trimmed.bytes
    if let (civil, offset) = readISO(bytes) {
      if let offset { return Instant(civil, offsetSeconds: offset) }
      return zone.transitions.isEmpty ? Instant(civil, offsetSeconds: zone.firstOffsetSeconds) : zone.instant(civil)
    }
    guard bytes.count >= 5, bytes.count <= 64 else { return nil }
    var scanner = DateScanner(order: order)
    guard let found = scanner.read(String(decoding: bytes, as: UTF8.self)) else { return nil }
    switch found {
    case .instant(let instant): return instant
    case .civil(let civil, .none): return zone.instant(civil)
    case .civil(let civil, .offset(let seconds)): return Instant(civil, offsetSeconds: seconds)
    case .civil(let civil, .named(let name)):
      if let named = zoneNamed(name) { return named.instant(civil) }
      return ZoneWords.offsetSeconds(name).map { Instant(civil, offsetSeconds: $0) }
    }
  }

  /// Whether the text begins with one or two digits and a stroke: a date that begins with its day or its month.
  static func isStroked(_ cell: Cell) -> Bool {
    let bytes = cell.trimmed.bytes
    guard let stroke = bytes.prefix(3).firstIndex(where: { $0 == 0x2f || $0 == 0x2d }) else { return false }
    return stroke > 0 && bytes[..<stroke].allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
  }

  /// Which of day and month the text puts first, where its numbers tell; nil where they do not.
  static func shownOrder(_ cell: Cell) -> DateOrder? {
    var numbers: [Int] = []
    var value = 0
    var width = 0
    for byte in cell.trimmed.bytes.prefix(10) {
      if byte >= 0x30 && byte <= 0x39 && width < 4 {
        value = value * 10 + Int(byte - 0x30)
        width += 1
      } else {
        guard byte == 0x2f || byte == 0x2d || byte == 0x2e, width == 1 || width == 2 else { break }
        // Points part day, month, year anyway: they say nothing of the dates that strokes part.
        if byte == 0x2e { return nil }
        numbers.append(value)
        (value, width) = (0, 0)
        if numbers.count == 2 { break }
      }
    }
    guard numbers.count == 2 else { return nil }
    if numbers[0] > 12 && numbers[0] <= 31 && numbers[1] <= 12 { return .dayFirst }
    if numbers[1] > 12 && numbers[1] <= 31 && numbers[0] <= 12 { return .monthFirst }
    return nil
  }

  /// `2026-09-22`, `2026-09-22T09:12:44.000`, `2026-09-22 09:12:44 -0700`: nearly every date there is. The second part
  /// is the offset in seconds, nil where none is given.
  private static func readISO(_ bytes: UnsafeBufferPointer<UInt8>) -> (CivilTime, Int?)? {
    let count = bytes.count
    guard count >= 10, bytes[4] == 0x2d, bytes[7] == 0x2d, let year = number(bytes, 0, 4),
      let month = number(bytes, 5, 2), let day = number(bytes, 8, 2)
    else { return nil }
    if count == 10 { return CivilTime(year: year, month: month, day: day, hour: 12).map { ($0, nil) } }
    guard count >= 16, bytes[10] == 0x20 || bytes[10] == 0x54, bytes[13] == 0x3a, let hour = number(bytes, 11, 2),
      let minute = number(bytes, 14, 2)
    else { return nil }
    var index = 16
    var second = 0
    var millisecond = 0
    if count >= 19, bytes[16] == 0x3a {
      guard let value = number(bytes, 17, 2) else { return nil }
      second = value
      index = 19
      if index < count, bytes[index] == 0x2e {
        index += 1
        var weight = 100
        while index < count, bytes[index] >= 0x30, bytes[index] <= 0x39 {
          millisecond += Int(bytes[index] - 0x30) * weight
          weight /= 10
          index += 1
        }
      }
    }
    let civil = CivilTime(
      year: year, month: month, day: day, hour: hour, minute: minute, second: second, millisecond: millisecond)
    guard let civil else { return nil }
    if index == count { return (civil, nil) }
    guard let offset = offset(bytes, index) else { return nil }
    return (civil, offset)
  }

  /// `Z`, `+00:00`, ` -0700` to the end.
  private static func offset(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
    var index = start
    if bytes[index] == 0x20 { index += 1 }
    let left = bytes.count - index
    guard left > 0 else { return nil }
    if bytes[index] == 0x5a && left == 1 { return 0 }
    guard bytes[index] == 0x2b || bytes[index] == 0x2d, left == 5 || (left == 6 && bytes[index + 3] == 0x3a),
      let hours = number(bytes, index + 1, 2), let minutes = number(bytes, bytes.count - 2, 2), hours <= 15,
      minutes <= 59
    else { return nil }
    let seconds = hours * 3600 + minutes * 60
    return bytes[index] == 0x2d ? -seconds : seconds
  }

  private static func number(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ width: Int) -> Int? {
    var value = 0
    for index in start..<start + width {
      guard bytes[index] >= 0x30, bytes[index] <= 0x39 else { return nil }
      value = value * 10 + Int(bytes[index] - 0x30)
    }
    return value
  }
}
