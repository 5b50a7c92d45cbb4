/// Reads the tokens of a typed date, in any order that people write them in.
struct TypedDateParser {
  typealias Token = DateTokens.Token
  typealias Refusal = TypedDate.Refusal

  /// Part of a day.
  enum DayPart { case night, morning, noon, afternoon, evening }

  var tokens: [Token]
  var at = 0
  let today: CivilTime
  let order: TypedDate.Order

  var day: CivilTime?
  /// A bare weekday is today's only while its time is to come.
  var mayBeNextWeek = false
  var clock: (hour: Int, minute: Int, second: Int)?
  var part: DayPart?
  /// Seconds east of Greenwich that the text names.
  var offset: Int?
  var spanMilliseconds: Int64 = 0
  var spanDays: Int64 = 0
  var spanMonths = 0
  var hasSpan = false
  var isNow = false
  var remarks: Set<TypedDate.Remark> = []

  init(_ tokens: [Token], today: CivilTime, order: TypedDate.Order) {
    self.tokens = tokens
    self.today = today
    self.order = order
  }

  // MARK: Looking

  func number(_ ahead: Int = 0) -> Int? {
    if at + ahead < tokens.count, case .number(let value, _, _) = tokens[at + ahead] { value } else { nil }
  }

  func digits(_ ahead: Int = 0) -> Int {
    if at + ahead < tokens.count, case .number(_, let digits, _) = tokens[at + ahead] { digits } else { 0 }
  }

  func isAfterBlank(_ ahead: Int) -> Bool {
    if at + ahead < tokens.count, case .number(_, _, let blank) = tokens[at + ahead] { blank } else { false }
  }

  func word(_ ahead: Int = 0) -> String? {
    if at + ahead < tokens.count, case .word(let word) = tokens[at + ahead] { word } else { nil }
  }

  func sign(_ ahead: Int = 0) -> Character? {
    if at + ahead < tokens.count, case .sign(let sign) = tokens[at + ahead] { sign } else { nil }
  }

  // MARK: Parsing

  mutating func parse() throws(Refusal) {
    guard !tokens.isEmpty else { throw .unreadable }
    while at < tokens.count {
      let before = at
      try takeNumeric()
      if at == before { try takeWord() }
      if at == before { takeFiller() }
      if at == before { throw .unreadable }
    }
  }

  private mutating func takeNumeric() throws(Refusal) {
    if sign() == "+", number(1) != nil {
      if clock != nil, offset == nil, try takeOffset() { return }
      at += 1
      guard takeSpan() else { throw .unreadable }
      return
    }
    if sign() == "-", clock != nil, offset == nil, number(1) != nil, try takeOffset() { return }
    guard let first = number() else { return }
    if first < 0 { throw .unreadable }
    if try takeClock(first) { return }
    if try takeCalendarDate(first) { return }
    _ = takeSpan()
  }

  private mutating func takeOffset() throws(Refusal) -> Bool {
    guard let sign = sign(), let hours = number(1), sign == "+" || sign == "-" else { return false }
    var seconds = 0
    if digits(1) == 4 {
      seconds = (hours / 100 * 60 + hours % 100) * 60
      at += 2
    } else if digits(1) == 2, self.sign(2) == ":", let minutes = number(3), minutes < 60 {
      seconds = (hours * 60 + minutes) * 60
      at += 4
    } else {
      return false
    }
    guard seconds <= 15 * 3600 else { throw .noSuchTime }
    offset = sign == "-" ? -seconds : seconds
    return true
  }

  /// `14:00`, `5pm`, `17h30`, `5点半`.
  private mutating func takeClock(_ first: Int) throws(Refusal) -> Bool {
    if let sign = sign(1), sign == ":" || sign == "." && day != nil, let minute = number(2), digits(2) == 2 {
      // `14.30` is a time only behind a date.
      var second = 0
      at += 3
      if self.sign() == ":", let found = number(1) {
        second = found
        at += 2
        if self.sign() == ".", number(1) != nil { at += 2 }
      }
      try setClock(first, minute, second)
      return true
    }
    switch word(1) {
    case "am", "pm":
      try setClock(first, 0, 0)
      at += 1
      return true
    case "点", "时":
      at += 2
      if word() == "钟" { at += 1 }
      if word() == "半" {
        at += 1
        try setClock(first, 30, 0)
      } else if let quarter = number(), word(1) == "刻" {
        at += 2
        try setClock(first, quarter * 15, 0)
      } else if let minute = number(), word(1) == "分" || !isUnit(word(1)) {
        at += word(1) == "分" ? 2 : 1
        try setClock(first, minute, 0)
      } else {
        try setClock(first, 0, 0)
      }
      return true
    case "h", "uhr":
      // `36h` alone is a span.
      guard day != nil || number(2) != nil && !isUnit(word(3)) || word(1) == "uhr" else { return false }
      at += 2
      var minute = 0
      if let found = number(), digits() == 2 {
        minute = found
        at += 1
      }
      try setClock(first, minute, 0)
      return true
    default: return false
    }
  }

  private func isUnit(_ word: String?) -> Bool { word.map { SpanUnit($0) != nil } ?? false }

  private mutating func setClock(_ hour: Int, _ minute: Int, _ second: Int) throws(Refusal) {
    guard clock == nil else { throw .unreadable }
    guard (0...24).contains(hour), (0...59).contains(minute), (0...59).contains(second), hour < 24 || minute == 0 else {
      throw .noSuchTime
    }
    clock = (hour, minute, second)
  }

  private mutating func takeCalendarDate(_ first: Int) throws(Refusal) -> Bool {
    guard day == nil else { return false }
    if digits() == 8 {
      at += 1
      try setDay(year: first / 10_000, month: first / 100 % 100, first % 100)
      return true
    }
    if let sign = sign(1), "-/.".contains(sign), let second = number(2) {
      try takeParts(first, second, sign)
      return true
    }
    switch word(1) {
    case "年":
      guard let month = number(2), word(3) == "月" else { return false }
      at += 4
      try setDay(year: first < 100 ? 2000 + first : first, month: month, try chineseDay())
      return true
    case "月":
      guard number(2) != nil else { return false }
      at += 2
      try setDay(year: nil, month: first, try chineseDay())
      return true
    case "日", "号":
      at += 2
      try setDay(year: nil, month: nil, first)
      return true
    case let name?:
      var ahead = 1
      if ["st", "nd", "rd", "th"].contains(name) { ahead = 2 }
      if word(ahead) == "of" { ahead += 1 }
      guard let month = word(ahead).flatMap(MonthWord.month) else { return false }
      at += ahead + 1
      try setDay(year: takeYear(), month: month, first)
      return true
    case nil: return false
    }
  }

  private mutating func chineseDay() throws(Refusal) -> Int {
    guard let day = number() else { throw .unreadable }
    at += 1
    if word() == "日" || word() == "号" { at += 1 }
    return day
  }

  /// `, 2026` or `2026` behind a month and a day.
  mutating func takeYear() -> Int? {
    let comma = sign() == "," ? 1 : 0
    guard let year = number(comma), digits(comma) == 4, sign(comma + 1) != ":" else { return nil }
    at += comma + 1
    return year
  }

  private mutating func takeParts(_ first: Int, _ second: Int, _ sign: Character) throws(Refusal) {
    var length = 3
    var third: Int?
    if self.sign(3) == sign {
      length = 4
      // `25.12. 14:00`: what stands behind a blank is a year only with four digits.
      if let found = number(4), self.sign(5) != ":", digits(4) == 4 || !isAfterBlank(4) {
        third = found
        length = 5
      }
    } else if sign == ".", self.sign(3) == nil, let found = number(3), digits(3) == 4 {
      third = found
      length = 4
    }
    if sign != ".", length == 4 { throw .unreadable }
    let isYearFirst = digits() == 4
    at += length
    if isYearFirst {
      guard let third else { throw .unreadable }
      return try setDay(year: first, month: second, third)
    }
    let year = third.map { $0 < 100 ? 2000 + $0 : $0 }
    let dayComesFirst: Bool
    if sign == "." || first > 12 {
      dayComesFirst = true
    } else if second > 12 || sign == "-" && year == nil {
      dayComesFirst = false
    } else {
      dayComesFirst = order == .dayFirst
      if first != second { remarks.insert(dayComesFirst ? .dayFirst : .monthFirst) }
    }
    try setDay(year: year, month: dayComesFirst ? second : first, dayComesFirst ? first : second)
  }

  /// Without a year, or a month, it is the next such day.
  mutating func setDay(year: Int?, month: Int?, _ number: Int) throws(Refusal) {
    guard day == nil else { throw .unreadable }
    if let year, let month {
      guard let found = CivilTime(year: year, month: month, day: number) else { throw .noSuchDay }
      day = found
      return
    }
    let midnight = today.at(hour: 0, minute: 0, second: 0) ?? today
    for step in 0..<(month == nil ? 12 : 9) {
      guard let base = midnight.moved(months: month == nil ? step : step * 12) else { break }
      let found = CivilTime(year: base.year, month: month ?? base.month, day: number)
      if let found, found.daysSinceEpoch >= midnight.daysSinceEpoch {
        day = found
        return
      }
    }
    throw .noSuchDay
  }

  // MARK: Spans

  private enum SpanUnit {
    case minutes, hours, days, weeks, months

    init?(_ word: String) {
      switch word {
      case "m", "min", "mins", "minute", "minutes", "分钟": self = .minutes
      case "h", "hr", "hrs", "hour", "hours", "小时": self = .hours
      case "d", "day", "days", "天": self = .days
      case "w", "wk", "week", "weeks", "周", "星期", "礼拜": self = .weeks
      case "mo", "month", "months", "个月": self = .months
      default: return nil
      }
    }
  }

  private mutating func takeSpan() -> Bool {
    guard let count = number(), count < 100_000 else { return false }
    var ahead = 1
    if word(1) == "个" { ahead = 2 }
    guard let unit = word(ahead).flatMap(SpanUnit.init) else { return false }
    at += ahead + 1
    hasSpan = true
    switch unit {
    case .minutes: spanMilliseconds += Int64(count) * 60_000
    case .hours: spanMilliseconds += Int64(count) * 3_600_000
    case .days: spanDays += Int64(count)
    case .weeks: spanDays += Int64(count) * 7
    case .months: spanMonths += min(count, 1200)
    }
    return true
  }
}
