extension TypedDateParser {
  mutating func takeWord() throws(Refusal) {
    guard let word = word() else { return }
    if try takeRelativeDay(word) { return }
    if takeDayPart(word) { return }
    if let month = MonthWord.month(word), let number = number(1), sign(2) != ":" {
      at += 2
      if let suffix = self.word(), ["st", "nd", "rd", "th"].contains(suffix) { at += 1 }
      return try setDay(year: takeYear(), month: month, number)
    }
    switch word {
    case "now", "现在":
      at += 1
      isNow = true
    case "z", "utc", "gmt":
      guard clock != nil, offset == nil else { return }
      at += 1
      offset = 0
    case "next", "this", "coming": try takeWeek(word)
    case "下周", "下星期", "下礼拜", "下下周", "本周", "这周", "这星期", "本星期", "这礼拜", "周", "星期", "礼拜": try takeChineseWeek(word)
    default:
      guard let weekday = WeekdayWord.weekday(word) else { return }
      at += 1
      try setWeekday(weekday, weeks: nil)
    }
  }

  private mutating func takeRelativeDay(_ word: String) throws(Refusal) -> Bool {
    let days: Int64
    switch word {
    case "today", "今天", "今日", "今早", "今晚", "tonight": days = 0
    case "tomorrow", "tmr", "tom", "tmrw", "明天", "明日", "明早", "明晚": days = 1
    case "overmorrow", "后天": days = 2
    case "大后天": days = 3
    case "yesterday", "昨天": days = -1
    case "前天": days = -2
    case "day":
      guard self.word(1) == "after", self.word(2) == "tomorrow" else { return false }
      at += 2
      days = 2
    case "月底":
      try setDay(year: today.year, month: today.month, CivilTime.days(inMonth: today.month, of: today.year))
      at += 1
      return true
    default: return false
    }
    guard day == nil else { throw .unreadable }
    at += 1
    day = today.moved(days: days)
    switch word {
    case "今晚", "明晚", "tonight": part = .evening
    case "今早", "明早": part = .morning
    default: break
    }
    return true
  }

  private mutating func takeDayPart(_ word: String) -> Bool {
    switch word {
    case "am", "morning", "上午", "早上", "早晨": part = .morning
    case "pm", "afternoon", "下午": part = .afternoon
    case "noon", "midday", "中午": part = .noon
    case "evening", "night", "晚上", "傍晚": part = .evening
    case "midnight", "凌晨", "午夜", "半夜": part = .night
    default: return false
    }
    at += 1
    return true
  }

  /// `next friday`, `next week`, `this fri`.
  private mutating func takeWeek(_ word: String) throws(Refusal) {
    guard let following = self.word(1) else { return }
    if let weekday = WeekdayWord.weekday(following) {
      at += 2
      return try setWeekday(weekday, weeks: word == "next" ? 1 : word == "this" ? 0 : nil)
    }
    guard word == "next", day == nil else { return }
    switch following {
    case "week": day = today.moved(days: Int64(7 - today.weekday))
    case "month": day = today.moved(days: Int64(1 - today.day)).moved(months: 1)
    default: return
    }
    at += 2
  }

  private mutating func takeChineseWeek(_ word: String) throws(Refusal) {
    let weeks: Int? =
      switch word {
      case "下下周": 2
      case "下周", "下星期", "下礼拜": 1
      case "本周", "这周", "这星期", "本星期", "这礼拜": 0
      default: nil
      }
    var weekday: Int?
    if let number = number(1), (1...7).contains(number) { weekday = number - 1 }
    if let name = self.word(1), name == "日" || name == "天" || name == "末" { weekday = name == "末" ? 5 : 6 }
    guard let weekday else {
      // 下周 alone is its Monday.
      guard let weeks, weeks > 0, day == nil else { return }
      at += 1
      day = today.moved(days: Int64(7 * weeks - today.weekday))
      return
    }
    at += 2
    try setWeekday(weekday, weeks: weeks)
  }

  /// Of the week that is so many on; nil: the next such day.
  private mutating func setWeekday(_ weekday: Int, weeks: Int?) throws(Refusal) {
    guard day == nil else { throw .unreadable }
    let ahead = weekday - today.weekday
    if let weeks {
      day = today.moved(days: Int64(ahead + 7 * weeks))
    } else {
      mayBeNextWeek = ahead == 0
      day = today.moved(days: Int64((ahead + 7) % 7))
    }
  }

  mutating func takeFiller() {
    switch tokens[at] {
    case .word(let word):
      let fillers = [
        "at", "on", "in", "the", "of", "by", "um", "t", "from", "later", "的", "在", "后", "以后", "之后", "到", "前", "钟",
      ]
      guard fillers.contains(word) else { return }
      // `3 days from now`
      at += word == "from" && self.word(1) == "now" ? 2 : 1
    case .sign(let sign): if sign == "," || sign == "." && day != nil { at += 1 }
    case .number: break
    }
  }

  // MARK: The result

  func result(now: Instant, zone: Zone) throws(Refusal) -> TypedDate {
    var remarks = remarks
    let time = try timeOfDay()
    if isNow || hasSpan && day == nil && time == nil && spanDays == 0 && spanMonths == 0 {
      let (instant, overflow) = now.milliseconds.addingReportingOverflow(spanMilliseconds)
      if overflow || isNow && (hasSpan || day != nil || time != nil) { throw .unreadable }
      let moment = Instant(milliseconds: instant)
      return TypedDate(
        instant: moment, civil: moment.civil(offsetSeconds: zone.offsetSeconds(at: moment)), remarks: remarks)
    }
    if hasSpan && (day != nil || time != nil && spanMilliseconds != 0) { throw .unreadable }
    guard day != nil || hasSpan || time != nil else { throw .unreadable }
    guard let base = (day ?? today).moved(days: spanDays).moved(months: spanMonths), base.year < 9999 else {
      throw .noSuchDay
    }
    var civil = base
    if let time {
      guard let found = base.at(hour: time.hour % 24, minute: time.minute, second: time.second) else {
        throw .noSuchTime
      }
      civil = time.hour == 24 ? found.moved(days: 1) : found
    } else if day != nil {
      civil = base.at(hour: 12, minute: 0, second: 0) ?? base
      remarks.insert(.noon)
    } else {
      civil = Instant(base).adding(milliseconds: spanMilliseconds).civil()
    }
    civil.millisecond = 0
    if let offset {
      let instant = Instant(civil, offsetSeconds: offset)
      return TypedDate(
        instant: instant, civil: instant.civil(offsetSeconds: zone.offsetSeconds(at: instant)), remarks: remarks)
    }
    // A time alone, or today's weekday, that is over is the next one.
    let isAlone = day == nil && !hasSpan
    if isAlone || mayBeNextWeek, zone.instant(civil) <= now { civil = civil.moved(days: isAlone ? 1 : 7) }
    let (instant, isTwice) = try TypedDate.at(civil, in: zone)
    if isTwice { remarks.insert(.twice) }
    return TypedDate(instant: instant, civil: civil, remarks: remarks)
  }

  /// The clock with its part of the day: `5` in the afternoon is 17, twelve at night is midnight.
  private func timeOfDay() throws(Refusal) -> (hour: Int, minute: Int, second: Int)? {
    guard var clock else {
      switch part {
      case .night: return (24, 0, 0)
      case .morning: return (9, 0, 0)
      case .noon: return (12, 0, 0)
      case .afternoon: return (15, 0, 0)
      case .evening: return (20, 0, 0)
      case nil: return nil
      }
    }
    switch part {
    case .afternoon, .evening:
      if clock.hour == 12 { clock.hour = part == .evening ? 24 : 12 } else if clock.hour < 12 { clock.hour += 12 }
    case .morning, .night: if clock.hour == 12 { clock.hour = 0 } else if clock.hour > 12 { throw .noSuchTime }
    case .noon: if clock.hour < 4 { clock.hour += 12 }
    case nil: break
    }
    return clock
  }
}

/// Names of months and weekdays, whole or by their first three letters.
enum MonthWord {
  private static let names = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
  ]

  static func month(_ word: String) -> Int? {
    guard word.count >= 3 else { return nil }
    return names.firstIndex { $0.hasPrefix(word) }.map { $0 + 1 }
  }
}

enum WeekdayWord {
  private static let names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

  /// 0 Monday … 6 Sunday.
  static func weekday(_ word: String) -> Int? {
    guard word.count >= 3 else { return nil }
    return names.firstIndex { $0.hasPrefix(word) || word == $0.prefix(4) }
  }
}
