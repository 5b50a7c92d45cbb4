internal import Domain

/// The rule at the end of a zone's file (`CET-1CEST,M3.5.0,M10.5.0/3`) that says how it goes on after the last listed
/// change, in the form Mm.w.d that every current zone uses.
struct PosixRule {
  private var standard = 0
  private var summer: Int?
  private var begins: Day?
  private var ends: Day?

  private struct Day {
    var month: Int
    var week: Int
    var weekday: Int
    var seconds: Int
  }

  init?(_ text: ArraySlice<UInt8>) {
    var rest = text
    guard PosixRule.skipName(&rest), let west = PosixRule.clock(&rest) else { return nil }
    standard = -west
    if rest.isEmpty { return }
    guard PosixRule.skipName(&rest) else { return nil }
    summer = standard + 3600
    if let first = rest.first, first != 0x2c { summer = PosixRule.clock(&rest).map { -$0 } }
    guard let begins = PosixRule.day(&rest), let ends = PosixRule.day(&rest) else { return nil }
    self.begins = begins
    self.ends = ends
  }

  /// The changes of the years from `after` to 2100.
  func transitions(after: Int64) -> [Zone.Transition] {
    guard let summer, let begins, let ends else { return [] }
    let firstYear = max(1970, Instant(seconds: after).civil().year)
    return (firstYear...2100).flatMap { year in
      [
        Zone.Transition(at: moment(begins, year) - Int64(standard), offsetSeconds: summer),
        Zone.Transition(at: moment(ends, year) - Int64(summer), offsetSeconds: standard),
      ]
    }.filter { $0.at > after }.sorted { $0.at < $1.at }
  }

  private func moment(_ day: Day, _ year: Int) -> Int64 {
    guard let first = CivilTime(year: year, month: day.month, day: 1) else { return 0 }
    // 1970-01-01 was a Thursday.
    let weekday = Int((first.daysSinceEpoch % 7 + 11) % 7)
    var date = 1 + (day.weekday - weekday + 7) % 7 + (day.week - 1) * 7
    while date > CivilTime.days(inMonth: day.month, of: year) { date -= 7 }
    return (first.daysSinceEpoch + Int64(date - 1)) * 86_400 + Int64(day.seconds)
  }

  private static func skipName(_ rest: inout ArraySlice<UInt8>) -> Bool {
    if rest.first == 0x3c {
      guard let end = rest.firstIndex(of: 0x3e) else { return false }
      rest = rest[(end + 1)...]
      return true
    }
    let name = rest.prefix { $0 >= 0x41 && $0 <= 0x5a || $0 >= 0x61 && $0 <= 0x7a }
    rest = rest.dropFirst(name.count)
    return name.count >= 3
  }

  /// `[+-]hh[:mm[:ss]]` in seconds.
  private static func clock(_ rest: inout ArraySlice<UInt8>) -> Int? {
    var sign = 1
    if rest.first == 0x2d || rest.first == 0x2b {
      sign = rest.first == 0x2d ? -1 : 1
      rest = rest.dropFirst()
    }
    var total = 0
    for unit in [3600, 60, 1] {
      guard let number = digits(&rest) else { return nil }
      total += number * unit
      guard rest.first == 0x3a else { break }
      rest = rest.dropFirst()
    }
    return sign * total
  }

  private static func digits(_ rest: inout ArraySlice<UInt8>) -> Int? {
    let run = rest.prefix { $0 >= 0x30 && $0 <= 0x39 }
    rest = rest.dropFirst(run.count)
    return run.count < 5 ? Int(String(decoding: run, as: UTF8.self)) : nil
  }

  private static func day(_ rest: inout ArraySlice<UInt8>) -> Day? {
    guard rest.first == 0x2c, rest.dropFirst().first == 0x4d else { return nil }
    rest = rest.dropFirst(2)
    guard let month = digits(&rest), (1...12).contains(month) else { return nil }
    rest = rest.dropFirst()
    guard let week = digits(&rest), (1...5).contains(week) else { return nil }
    rest = rest.dropFirst()
    guard let weekday = digits(&rest), (0...6).contains(weekday) else { return nil }
    var seconds = 7200
    if rest.first == 0x2f {
      rest = rest.dropFirst()
      guard let time = clock(&rest) else { return nil }
      seconds = time
    }
    return Day(month: month, week: week, weekday: weekday, seconds: seconds)
  }
}
