public import Domain

/// A date as somebody types it into a form or a command: ISO, or a span from now.
public enum EnteredDate {
  public static func read(_ text: String, now: Instant, zone: Zone) -> Instant? {
    if let instant = plain(text, now: now, zone: zone) { return instant }
    // `tomorrow 5pm`, `明天`, `25.12.`: as people write them, but nothing that could be read in two ways.
    guard let typed = try? TypedDate.read(text, now: now, zone: zone) else { return nil }
    return typed.remarks.isDisjoint(with: [.dayFirst, .monthFirst]) ? typed.instant : nil
  }

  private static func plain(_ text: String, now: Instant, zone: Zone) -> Instant? {
    if let span = span(text) { return now.adding(milliseconds: span) }
    let parts = text.split(whereSeparator: { $0 == " " || $0 == "T" })
    guard let first = parts.first, parts.count <= 2 else { return nil }
    let date = first.split(separator: "-").compactMap { Int($0) }
    guard date.count == 3, first.split(separator: "-").count == 3 else { return nil }
    // A bare date is noon: no zone within a day's half moves it to another date.
    var clock = [12, 0, 0]
    var isUTC = false
    if parts.count == 2 {
      var word = parts[1]
      if word.hasSuffix("Z") {
        isUTC = true
        word = word.dropLast()
      }
      let numbers = word.split(separator: ":").map { Int($0) }
      guard (2...3).contains(numbers.count), !numbers.contains(nil) else { return nil }
      clock = numbers.compactMap { $0 } + (numbers.count == 2 ? [0] : [])
    }
    guard
      let civil = CivilTime(
        year: date[0], month: date[1], day: date[2], hour: clock[0], minute: clock[1], second: clock[2])
    else { return nil }
    if isUTC { return Instant(civil) }
    // A time that the clocks leap over is none.
    let instant = zone.instant(civil)
    return instant.civil(offsetSeconds: zone.offsetSeconds(at: instant)) == civil ? instant : nil
  }

  private static func span(_ text: String) -> Int64? {
    let unit: Int64
    switch text.last {
    case "m": unit = 60_000
    case "h": unit = 3_600_000
    case "d": unit = 86_400_000
    case "w": unit = 7 * 86_400_000
    default: return nil
    }
    guard let count = Int64(text.dropLast()), count > 0, count < 100_000 else { return nil }
    return count * unit
  }
}
