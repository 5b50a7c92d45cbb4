import Domain

/// Times as carriers write them.
enum PayloadTime {
  /// A date with its time in one text: ISO 8601 in its variants, `2025-11-03 07:14:00`, `18.03.2016 10:02`,
  /// `10/01/2025 08:00 AM` (American: month first), `20210210`, with or without a zone.
  static func moment(_ text: String?, offsetSeconds: Int? = nil) -> TrackingMoment? {
    guard let text else { return nil }
    var scanner = Scanner(text)
    guard let day = scanner.day() else { return nil }
    scanner.skipGap()
    guard let clock = scanner.clock() else {
      guard scanner.isAtEnd else { return nil }
      return CivilTime(year: day.year, month: day.month, day: day.day).map {
        TrackingMoment(local: $0, offsetSeconds: offsetSeconds, isDayOnly: true)
      }
    }
    let zone = scanner.zone()
    guard
      let local = CivilTime(
        year: day.year, month: day.month, day: day.day, hour: clock.hour, minute: clock.minute,
        second: clock.second, millisecond: clock.millisecond)
    else { return nil }
    return TrackingMoment(local: local, offsetSeconds: zone ?? offsetSeconds)
  }

  /// A date and a time of day in two texts; without the second, the day alone.
  static func moment(day: String?, clock: String?, offsetSeconds: Int? = nil) -> TrackingMoment? {
    guard let day else { return nil }
    guard let clock, !clock.isEmpty else { return moment(day, offsetSeconds: offsetSeconds) }
    // `071356` and `1020` would be read on as part of the date.
    return moment(day + " " + clock, offsetSeconds: offsetSeconds)
  }

  /// The wall clock of a moment told in UTC beside the same moment told as local time.
  static func moment(local: String?, utc: String?) -> TrackingMoment? {
    guard let moment = moment(local) else { return self.moment(utc) }
    guard moment.offsetSeconds == nil, let other = self.moment(utc), let at = other.at else { return moment }
    let seconds = Instant(moment.local).seconds - at.seconds
    // Carriers round one of the two to the minute; zones are whole quarters of an hour.
    let quarters = (Double(seconds) / 900).rounded()
    guard abs(quarters) <= 56 else { return moment }
    return TrackingMoment(local: moment.local, offsetSeconds: Int(quarters) * 900)
  }

  /// `November 22, 2024` and `1:58 pm`, as the United States' post writes them in words.
  static func american(day: String?, clock: String?) -> TrackingMoment? {
    guard let words = day?.split(whereSeparator: { $0 == " " || $0 == "," }), words.count == 3,
      let year = Int(words[2]),
      let number = Int(words[1]), let month = MonthNames.month(words[0].lowercased())
    else { return nil }
    return moment(day: "\(year)-\(month)-\(number)", clock: clock)
  }

  /// `-05:00`, `+0800`, `GMT+8`, `-5`.
  static func offset(_ text: String?) -> Int? {
    guard let text else { return nil }
    var scanner = Scanner(text.hasPrefix("GMT") || text.hasPrefix("UTC") ? String(text.dropFirst(3)) : text)
    return scanner.zone()
  }

  /// Zones of Canada Post's events.
  static func offset(abbreviation: String?) -> Int? {
    switch abbreviation {
    case "NDT": -9000
    case "NST": -12_600
    case "ADT": -3 * 3600
    case "AST", "EDT": -4 * 3600
    case "EST", "CDT": -5 * 3600
    case "CST", "MDT": -6 * 3600
    case "MST", "PDT": -7 * 3600
    case "PST": -8 * 3600
    default: nil
    }
  }

  private struct Scanner {
    private let bytes: [UInt8]
    private var place = 0

    init(_ text: String) { bytes = Array(PayloadTree.trimmed(text).utf8.prefix(64)) }

    var isAtEnd: Bool { place >= bytes.count }
    private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

    mutating func skipGap() {
      while let byte = next, byte == 0x20 || byte == UInt8(ascii: "T") || byte == UInt8(ascii: ",") { place += 1 }
    }

    private mutating func number(_ most: Int) -> (value: Int, digits: Int)? {
      var value = 0
      var digits = 0
      while digits < most, let byte = next, (0x30...0x39).contains(byte) {
        value = value * 10 + Int(byte - 0x30)
        digits += 1
        place += 1
      }
      return digits == 0 ? nil : (value, digits)
    }

    private mutating func take(_ sign: Character) -> Bool {
      guard let ascii = sign.asciiValue, next == ascii else { return false }
      place += 1
      return true
    }

    mutating func day() -> (year: Int, month: Int, day: Int)? {
      guard let first = number(4) else { return nil }
      if first.digits == 4 {
        if take("-") || take("/") || take(".") {
          guard let month = number(2), take("-") || take("/") || take("."), let day = number(2) else { return nil }
          return (first.value, month.value, day.value)
        }
        guard let month = number(2), month.digits == 2, let day = number(2), day.digits == 2 else { return nil }
        return (first.value, month.value, day.value)
      }
      if take(".") {
        guard let month = number(2), take("."), let year = number(4), year.digits == 4 else { return nil }
        return (year.value, month.value, first.value)
      }
      if take("/") {
        guard let day = number(2), take("/"), let year = number(4), year.digits == 4 else { return nil }
        return (year.value, first.value, day.value)
      }
      return nil
    }

    mutating func clock() -> (hour: Int, minute: Int, second: Int, millisecond: Int)? {
      guard var hour = number(2)?.value else { return nil }
      _ = take(":")
      guard let minute = number(2), minute.digits == 2 else { return nil }
      _ = take(":")
      var millisecond = 0
      let second = number(2)?.value ?? 0
      if take(".") || take(",") {
        var scale = 100
        while let digit = number(1) {
          millisecond += digit.value * scale
          scale /= 10
        }
      }
      while next == 0x20 { place += 1 }
      if let byte = next, byte | 0x20 == 0x61 || byte | 0x20 == 0x70, place + 1 < bytes.count,
        bytes[place + 1] | 0x20 == 0x6D
      {
        // Some write "14:30 PM": the hour of a day of twenty-four is not moved.
        if byte | 0x20 == 0x70, hour < 12 { hour += 12 }
        if byte | 0x20 == 0x61, hour == 12 { hour = 0 }
        place += 2
      }
      return (hour, minute.value, second, millisecond)
    }

    mutating func zone() -> Int? {
      while next == 0x20 { place += 1 }
      if take("Z") || take("z") { return 0 }
      if place + 3 <= bytes.count, [Array("GMT".utf8), Array("UTC".utf8)].contains(Array(bytes[place..<place + 3])) {
        place += 3
        if isAtEnd { return 0 }
      }
      let sign = take("+") ? 1 : take("-") ? -1 : 0
      guard sign != 0, let hours = number(2) else { return nil }
      _ = take(":")
      let minutes = number(2)?.value ?? 0
      guard hours.value <= 14, minutes < 60 else { return nil }
      return sign * (hours.value * 3600 + minutes * 60)
    }
  }
}
