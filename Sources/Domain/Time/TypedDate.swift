/// A moment as people type it: `tomorrow 5pm`, `明天下午5点`, `+3d`, `25.12.`, `2026-12-25 14:00`; with a word about
/// what was taken for granted.
public struct TypedDate: Hashable, Sendable {
  public var instant: Instant
  /// What the wall clock shows then, in the zone that it was read in.
  public var civil: CivilTime
  public var remarks: Set<Remark>

  public enum Remark: Hashable, Sendable, CaseIterable {
    /// `3/4`: the day was taken for the first of the two, or the month.
    case dayFirst, monthFirst
    /// No time was named: noon.
    case noon
    /// The clock shows it twice that night; the first is meant.
    case twice
  }

  public enum Refusal: Error, Hashable, Sendable {
    case unreadable
    /// The calendar has no such day.
    case noSuchDay
    /// The clock has no such time.
    case noSuchTime
    /// The clock leaps over it that night, to this time.
    case skipped(CivilTime)
  }

  /// What comes first in `3/4`.
  public enum Order: Hashable, Sendable {
    case dayFirst, monthFirst
  }

  /// Reads a text as of `now`: dates without a year are the next such, a time alone is the next such.
  public static func read(_ text: String, now: Instant, zone: Zone, order: Order = .dayFirst) throws(Refusal)
    -> TypedDate
  {
    guard text.utf8.count <= 120 else { throw .unreadable }
    let today = now.civil(offsetSeconds: zone.offsetSeconds(at: now))
    var parser = TypedDateParser(DateTokens.cut(text), today: today, order: order)
    try parser.parse()
    let typed = try parser.result(now: now, zone: zone)
    return typed
  }

  /// The moment of a wall-clock time; refused where the clock leaps over it.
  static func at(_ civil: CivilTime, in zone: Zone) throws(Refusal) -> (Instant, isTwice: Bool) {
    let instant = zone.instant(civil)
    let shown = instant.civil(offsetSeconds: zone.offsetSeconds(at: instant))
    guard shown == civil else { throw .skipped(shown) }
    let later = zone.offsetSeconds(at: instant.adding(milliseconds: 4 * 3_600_000))
    let second = Instant(civil, offsetSeconds: later)
    return (instant, second > instant && zone.offsetSeconds(at: second) == later)
  }
}

extension CivilTime {
  /// 0 Monday … 6 Sunday. 1970-01-01 was a Thursday.
  public var weekday: Int { Int(((daysSinceEpoch + 3) % 7 + 7) % 7) }

  /// So many days on, at the same time of day.
  func moved(days: Int64) -> CivilTime { Instant(self).adding(milliseconds: days * 86_400_000).civil() }

  /// So many months on; a day that the month lacks becomes its last.
  func moved(months: Int) -> CivilTime? {
    let index = year * 12 + month - 1 + months
    let (year, month) = (index / 12, index % 12 + 1)
    guard (1...9999).contains(year) else { return nil }
    return CivilTime(
      year: year, month: month, day: min(day, CivilTime.days(inMonth: month, of: year)), hour: hour, minute: minute,
      second: second)
  }

  func at(hour: Int, minute: Int, second: Int) -> CivilTime? {
    CivilTime(year: year, month: month, day: day, hour: hour, minute: minute, second: second)
  }
}
