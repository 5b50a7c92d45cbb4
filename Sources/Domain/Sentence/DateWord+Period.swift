extension DateWord {
  /// The stretch that the word means: from `start` up to, not including, `end`.
  public func period(at now: Instant, in zone: Zone) -> (start: Instant, end: Instant) {
    switch self {
    case .calendar(let civil, let precision):
      return (zone.instant(civil), zone.instant(civil.next(precision)))
    case .relative(let word):
      if word == .now { return (now, now.adding(milliseconds: 1)) }
      let today = now.civil(offsetSeconds: zone.offsetSeconds(at: now)).midnight
      let (first, precision, count) = word.stretch(from: today)
      var end = first
      for _ in 0..<count { end = end.next(precision) }
      return (zone.instant(first), zone.instant(end))
    }
  }
}

extension Age {
  /// Whether it is the greater age on any day: months have 28 to 31 days.
  func isAlwaysMore(than other: Age) -> Bool {
    // Before the first of these days February ended, before the second July.
    ([1_740_787_200, 1_755_216_000] as [Int64]).allSatisfy { seconds in
      let now = Instant(seconds: seconds)
      return before(now, in: .utc) < other.before(now, in: .utc)
    }
  }
}

extension RelativeDate {
  /// Whether it begins when the other is over, on any day of the week, the month and the year.
  func isAlwaysBehind(_ other: RelativeDate) -> Bool {
    stride(from: 0, to: 400, by: 3).allSatisfy { day in
      let now = Instant(seconds: 1_735_689_600 + Int64(day) * 86_400)
      return DateWord.relative(self).period(at: now, in: .utc).start
        >= DateWord.relative(other).period(at: now, in: .utc).end
    }
  }

  /// The first day, and how many days, months or years from there.
  fileprivate func stretch(from today: CivilTime) -> (first: CivilTime, DatePrecision, count: Int) {
    // 1970-01-01 was a Thursday, so that a week begins three days before day nought.
    let weekday = Int(((today.daysSinceEpoch + 3) % 7 + 7) % 7)
    switch self {
    case .now, .today: return (today, .day, 1)
    case .yesterday: return (today.adding(days: -1), .day, 1)
    case .tomorrow: return (today.adding(days: 1), .day, 1)
    case .thisweek: return (today.adding(days: -weekday), .day, 7)
    case .lastweek: return (today.adding(days: -weekday - 7), .day, 7)
    case .nextweek: return (today.adding(days: 7 - weekday), .day, 7)
    case .thismonth: return (today.firstOfMonth, .month, 1)
    case .lastmonth: return (today.firstOfMonth.adding(days: -1).firstOfMonth, .month, 1)
    case .nextmonth: return (today.firstOfMonth.next(.month), .month, 1)
    case .thisyear: return (today.firstOfYear, .year, 1)
    case .lastyear: return (today.firstOfYear.adding(days: -1).firstOfYear, .year, 1)
    }
  }
}

extension CivilTime {
  fileprivate var midnight: CivilTime {
    var civil = self
    (civil.hour, civil.minute, civil.second, civil.millisecond) = (0, 0, 0, 0)
    return civil
  }

  fileprivate var firstOfMonth: CivilTime {
    var civil = self
    civil.day = 1
    return civil
  }

  fileprivate var firstOfYear: CivilTime {
    var civil = self
    (civil.month, civil.day) = (1, 1)
    return civil
  }

  fileprivate func adding(days: Int) -> CivilTime { adding(milliseconds: Int64(days) * 86_400_000) }

  /// On the wall, without any zone.
  private func adding(milliseconds: Int64) -> CivilTime { Instant(self).adding(milliseconds: milliseconds).civil() }

  /// The beginning of the next year, month, day, minute or second.
  fileprivate func next(_ precision: DatePrecision) -> CivilTime {
    switch precision {
    case .second: return adding(milliseconds: 1000)
    case .minute: return adding(milliseconds: 60_000)
    case .day: return adding(days: 1)
    case .month:
      var civil = firstOfMonth
      (civil.year, civil.month) = month == 12 ? (year + 1, 1) : (year, month + 1)
      return civil
    case .year:
      var civil = firstOfYear
      civil.year += 1
      return civil
    }
  }
}
