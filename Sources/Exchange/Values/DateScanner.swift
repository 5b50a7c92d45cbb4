import Domain

/// Takes a date apart into numbers, words and signs, and puts the parts where they belong.
struct DateScanner {
  enum Found {
    case instant(Instant)
    case civil(CivilTime, ZoneMark)
  }

  enum ZoneMark {
    case none
    case offset(Int)
    case named(String)
  }

  private enum Token {
    case number(Int, width: Int)
    case word(String)
    case sign(Character)
  }

  let order: DateOrder

  init(order: DateOrder) { self.order = order }

  mutating func read(_ text: String) -> Found? {
    var tokens = Self.tokens(text)
    if let serial = Self.serial(tokens) { return serial }
    if tokens.count == 1, case .number(let value, let width) = tokens[0] { return alone(value, width) }
    var zone = ZoneMark.none
    var clock: (hour: Int, minute: Int, second: Int, millisecond: Int)?
    var afternoon: Bool?
    takeClock(&tokens, &clock, &zone)
    var numbers: [(value: Int, width: Int)] = []
    var month: (value: Int, place: Int)?
    var separator: Character = " "
    for token in tokens {
      switch token {
      case .number(let value, let width): numbers.append((value, width))
      case .sign(let sign): if numbers.count == 1 { separator = sign }
      case .word(let word):
        if let value = MonthNames.month(word), month == nil {
          month = (value, numbers.count)
        } else if let isAfternoon = Self.halves[word] {
          afternoon = isAfternoon
        } else if !MonthNames.isFiller(word) {
          guard clock != nil, case .none = zone else { return nil }
          zone = .named(word.uppercased())
        }
      }
    }
    if clock == nil, afternoon != nil, numbers.count == (month == nil ? 4 : 3), let hour = numbers.popLast() {
      clock = (hour.value, 0, 0, 0)
    }
    guard let day = date(numbers, month, separator) else { return nil }
    var hour = clock?.hour ?? 12
    if let afternoon, clock != nil {
      guard hour <= 12 || afternoon else { return nil }
      if afternoon && hour < 12 { hour += 12 }
      if !afternoon && hour == 12 { hour = 0 }
    }
    let civil = CivilTime(
      year: day.year, month: day.month, day: day.day, hour: hour, minute: clock?.minute ?? 0,
      second: clock?.second ?? 0, millisecond: clock?.millisecond ?? 0
    )
    return civil.map { .civil($0, zone) }
  }

  private static let halves: [String: Bool] = [
    "am": false, "pm": true, "a.m": false, "p.m": true, "上午": false, "下午": true, "午前": false, "午後": true,
    "vorm": false, "nachm": true,
  ]

  /// Digits alone: `20260922`, Unix seconds, Unix milliseconds.
  private func alone(_ value: Int, _ width: Int) -> Found? {
    switch width {
    case 8:
      return CivilTime(year: value / 10_000, month: value / 100 % 100, day: value % 100, hour: 12)
        .map { .civil($0, .none) }
    case 10: return .instant(Instant(seconds: Int64(value)))
    case 13: return .instant(Instant(milliseconds: Int64(value)))
    case 14:
      let (date, clock) = value.quotientAndRemainder(dividingBy: 1_000_000)
      return CivilTime(
        year: date / 10_000, month: date / 100 % 100, day: date % 100, hour: clock / 10_000, minute: clock / 100 % 100,
        second: clock % 100
      ).map { .civil($0, .none) }
    default: return nil
    }
  }

  /// A spreadsheet's day number, `46001` or `46001.628`: days since 30 December 1899, of the years 2000 to 2099.
  private static func serial(_ tokens: [Token]) -> Found? {
    guard case .number(let day, 5)? = tokens.first, day >= 36_526, day <= 73_050 else { return nil }
    var milliseconds: Int64 = 43_200_000
    if tokens.count == 3, case .sign(".") = tokens[1], case .number(let fraction, let places) = tokens[2], places <= 15
    {
      var share = Double(fraction)
      for _ in 0..<places { share /= 10 }
      // Seconds are the finest that a sheet shows; the binary fraction behind them is noise.
      milliseconds = Int64((share * 86_400).rounded()) * 1000
    } else if tokens.count != 1 {
      return nil
    }
    let start = Int64(day - 25_569) * 86_400_000 + milliseconds
    return .civil(Instant(milliseconds: start).civil(), .none)
  }

  private func date(
    _ numbers: [(value: Int, width: Int)], _ month: (value: Int, place: Int)?, _ separator: Character
  ) -> (year: Int, month: Int, day: Int)? {
    if let month {
      guard numbers.count == 2 else { return nil }
      let yearFirst = numbers[0].width == 4 || (numbers[0].value > 31 && numbers[1].value <= 31)
      let (year, day) = yearFirst ? (numbers[0], numbers[1]) : (numbers[1], numbers[0])
      guard let whole = self.year(year.value, year.width) else { return nil }
      return (whole, month.value, day.value)
    }
    guard numbers.count == 3 else { return nil }
    let (a, b, c) = (numbers[0], numbers[1], numbers[2])
    if a.width == 4 { return (a.value, b.value, c.value) }
    if order == .yearFirst, c.width <= 2, let whole = self.year(a.value, a.width) { return (whole, b.value, c.value) }
    guard let whole = self.year(c.value, c.width) else { return nil }
    if a.value > 12 { return (whole, b.value, a.value) }
    if b.value > 12 { return (whole, a.value, b.value) }
    let dayFirst = separator == "." || order == .dayFirst
    return dayFirst ? (whole, b.value, a.value) : (whole, a.value, b.value)
  }

  private func year(_ value: Int, _ width: Int) -> Int? {
    switch width {
    case 4: value
    case 2: value < 70 ? 2000 + value : 1900 + value
    default: nil
    }
  }

  /// Takes `h:mm[:ss[.fff]]`, what stands for it in Chinese and French, and the zone that follows, out of the tokens.
  private func takeClock(
    _ tokens: inout [Token], _ clock: inout (hour: Int, minute: Int, second: Int, millisecond: Int)?,
    _ zone: inout ZoneMark
  ) {
    var first = -1
    for index in tokens.indices.dropFirst() {
      if case .sign(let sign) = tokens[index], sign == ":" || sign == "时" || sign == "時" {
        first = index - 1
        break
      }
    }
    guard first >= 0, first + 2 < tokens.count, case .number(let hour, let width) = tokens[first], width <= 2,
      case .number(let minute, _) = tokens[first + 2]
    else { return }
    var end = first + 3
    var second = 0
    var millisecond = 0
    if end + 1 < tokens.count, case .sign(let sign) = tokens[end], sign == ":" || sign == "分",
      case .number(let value, _) = tokens[end + 1]
    {
      second = value
      end += 2
      if end + 1 < tokens.count, case .sign(let point) = tokens[end], point == "." || point == ",",
        case .number(let fraction, let places) = tokens[end + 1]
      {
        millisecond = Self.thousandths(fraction, places)
        end += 2
      }
    }
    while end < tokens.count, case .sign(let sign) = tokens[end], sign == "分" || sign == "秒" { end += 1 }
    clock = (hour, minute, second, millisecond)
    if let (mark, length) = zoneMark(tokens[end...]) {
      zone = mark
      end += length
    }
    tokens.removeSubrange(first..<end)
  }

  private static func thousandths(_ fraction: Int, _ places: Int) -> Int {
    var value = fraction
    var places = places
    while places > 3 {
      value /= 10
      places -= 1
    }
    while places < 3 {
      value *= 10
      places += 1
    }
    return min(value, 999)
  }

  /// `Z`, `+08:00`, `-0700`, `+08`, `GMT+8` right behind the clock, and how many tokens it takes.
  private func zoneMark(_ tokens: ArraySlice<Token>) -> (ZoneMark, Int)? {
    var index = tokens.startIndex
    if index < tokens.endIndex, case .word(let word) = tokens[index], ["z", "utc", "gmt"].contains(word) {
      index += 1
    }
    let taken = index - tokens.startIndex
    guard index + 1 < tokens.endIndex, case .sign(let sign) = tokens[index], sign == "+" || sign == "-",
      case .number(let value, let width) = tokens[index + 1]
    else { return taken > 0 ? (.offset(0), taken) : nil }
    var hours = value
    var minutes = 0
    var length = taken + 2
    if width >= 3 {
      (hours, minutes) = (value / 100, value % 100)
    } else if index + 3 < tokens.endIndex, case .sign(":") = tokens[index + 2],
      case .number(let more, _) = tokens[index + 3]
    {
      minutes = more
      length += 2
    }
    guard hours <= 15, minutes <= 59 else { return nil }
    let seconds = hours * 3600 + minutes * 60
    return (.offset(sign == "-" ? -seconds : seconds), length)
  }

  private static func tokens(_ text: String) -> [Token] {
    var tokens: [Token] = []
    var number = 0
    var width = 0
    var word = ""
    func flush() {
      if width > 0 { tokens.append(.number(number, width: width)) }
      if !word.isEmpty { tokens.append(.word(word.lowercased())) }
      (number, width, word) = (0, 0, "")
    }
    for scalar in text.unicodeScalars {
      var value = scalar.value
      if value >= 0xff10 && value <= 0xff19 { value -= 0xff10 - 0x30 }
      switch value {
      case 0x30...0x39 where word.isEmpty || !word.contains("/"):
        if !word.isEmpty { flush() }
        guard width < 17 else { return [] }
        number = number * 10 + Int(value - 0x30)
        width += 1
      case 0x20, 0x09, 0xa0, 0x202f, 0x3000, 0x28, 0x29, 0x27: flush()
      case 0x5e74, 0x6708, 0x65e5, 0x53f7:
        // 年 月 日 号 part the numbers as strokes do.
        flush()
        tokens.append(.sign("/"))
      case 0x65f6, 0x6642, 0x5206, 0x79d2, 0x2f, 0x2d, 0x2e, 0x2c, 0x3a, 0x2b, 0xff1a, 0x2212:
        if value == 0x2f || value == 0x5f, !word.isEmpty {
          word.unicodeScalars.append(scalar)
          continue
        }
        let isPoint = value == 0x2e && !word.isEmpty && word.utf8.count == 1
        if isPoint {
          word.unicodeScalars.append(scalar)
          continue
        }
        flush()
        tokens.append(.sign(value == 0xff1a ? ":" : value == 0x2212 ? "-" : Character(scalar)))
      case 0x54 where width > 0: flush()
      default:
        if width > 0 { flush() }
        word.unicodeScalars.append(scalar)
      }
    }
    flush()
    return tokens
  }
}
