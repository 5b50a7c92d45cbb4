import Domain
import Testing

@Suite struct CivilTimeTests {
  @Test func `Every day from 1900 to 2100 is the one after the day before`() throws {
    var (year, month, day) = (1900, 1, 1)
    // Counted by hand: 70 years with 17 leap days before 1970-01-01.
    var days = Int64(-(70 * 365 + 17))
    while year <= 2100 {
      let civil = try #require(CivilTime(year: year, month: month, day: day, hour: 13, minute: 5, second: 9))
      if civil.daysSinceEpoch != days || Instant(civil).civil() != civil {
        Issue.record("\(civil.dateText) is day \(civil.daysSinceEpoch), not \(days)")
        return
      }
      let isLeap = year % 400 == 0 || year % 4 == 0 && year % 100 != 0
      let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
      days += 1
      day += 1
      if day > lengths[month - 1] { (day, month) = (1, month + 1) }
      if month > 12 { (month, year) = (1, year + 1) }
    }
    #expect(days == 47847)
  }

  @Test(arguments: [
    (0, 1, 1, 0, 0, 0), (10000, 1, 1, 0, 0, 0), (2026, 0, 1, 0, 0, 0), (2026, 13, 1, 0, 0, 0), (2026, 2, 29, 0, 0, 0),
    (1900, 2, 29, 0, 0, 0), (2026, 4, 31, 0, 0, 0), (2026, 1, 0, 0, 0, 0), (2026, 1, 1, 24, 0, 0),
    (2026, 1, 1, 0, 60, 0),
    (2026, 1, 1, 0, 0, 61), (2026, 1, 1, -1, 0, 0), (Int.max, 1, 1, 0, 0, 0), (2026, Int.max, Int.min, 0, 0, 0),
  ])
  func `What no calendar shows is refused`(year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int) {
    #expect(CivilTime(year: year, month: month, day: day, hour: hour, minute: minute, second: second) == nil)
  }

  @Test func `A leap second is the last second of its minute`() {
    #expect(CivilTime(year: 2016, month: 12, day: 31, hour: 23, minute: 59, second: 60)?.clockText == "23:59:59")
  }

  @Test(arguments: [
    (0, "1970-01-01T00:00:00Z"), (1_790_089_451_000, "2026-09-22T15:04:11Z"), (-1, "1969-12-31T23:59:59.999Z"),
    (1_005, "1970-01-01T00:00:01.005Z"), (253_402_300_799_000, "9999-12-31T23:59:59Z"),
  ] as [(Int64, String)])
  func `A moment is printed in UTC`(milliseconds: Int64, text: String) {
    #expect(Instant(milliseconds: milliseconds).iso8601 == text)
  }

  @Test func `The farthest moments neither trap nor lose their order`() {
    for milliseconds in [Int64.min, Int64.min + 1, -1, 0, Int64.max - 1, Int64.max] {
      let instant = Instant(milliseconds: milliseconds)
      #expect(!instant.iso8601.isEmpty)
      #expect(instant.civil(offsetSeconds: -50_000).second >= 0)
      #expect(instant.adding(milliseconds: Int64.max) >= instant)
      #expect(instant.adding(milliseconds: Int64.min) <= instant)
    }
    #expect(Instant(milliseconds: -1).seconds == -1)
    #expect(Instant(milliseconds: -1000).seconds == -1)
    #expect(Instant(milliseconds: 999).seconds == 0)
  }
}

@Suite struct ZoneTests {
  /// 2026 in Berlin: +1, from 29 March 01:00 UTC +2, from 25 October 01:00 UTC +1.
  static let berlin = Zone(
    name: "Europe/Berlin", firstOffsetSeconds: 3600,
    transitions: [
      .init(at: 1_774_746_000, offsetSeconds: 7200), .init(at: 1_792_890_000, offsetSeconds: 3600),
    ])

  @Test(arguments: [
    (1, 15, 12, 0, "2026-01-15T11:00:00Z"), (7, 1, 0, 0, "2026-06-30T22:00:00Z"),
    (3, 29, 1, 59, "2026-03-29T00:59:00Z"),
    // Skipped: taken with the offset before it.
    (3, 29, 2, 30, "2026-03-29T01:30:00Z"), (3, 29, 3, 0, "2026-03-29T01:00:00Z"),
    // Comes twice: the first.
    (10, 25, 2, 30, "2026-10-25T00:30:00Z"), (10, 25, 3, 0, "2026-10-25T02:00:00Z"),
    (10, 25, 1, 59, "2026-10-24T23:59:00Z"), (10, 26, 0, 0, "2026-10-25T23:00:00Z"),
  ])
  func `A wall clock in Berlin names a moment`(month: Int, day: Int, hour: Int, minute: Int, text: String) throws {
    let civil = try #require(CivilTime(year: 2026, month: month, day: day, hour: hour, minute: minute))
    #expect(ZoneTests.berlin.instant(civil).iso8601 == text)
  }

  @Test func `A moment's offset changes in the very second of the transition`() {
    #expect(ZoneTests.berlin.offsetSeconds(at: Instant(milliseconds: 1_774_745_999_999)) == 3600)
    #expect(ZoneTests.berlin.offsetSeconds(at: Instant(seconds: 1_774_746_000)) == 7200)
    #expect(ZoneTests.berlin.offsetSeconds(at: Instant(seconds: 1_792_889_999)) == 7200)
    #expect(ZoneTests.berlin.offsetSeconds(at: Instant(seconds: 1_792_890_000)) == 3600)
    #expect(Zone.utc.offsetSeconds(at: Instant(milliseconds: .max)) == 0)
  }

  @Test func `Each moment of the year comes back from its wall clock but for the hour that comes twice`() {
    var seconds: Int64 = 1_767_225_600
    while seconds < 1_798_761_600 {
      let instant = Instant(seconds: seconds)
      let civil = instant.civil(offsetSeconds: ZoneTests.berlin.offsetSeconds(at: instant))
      let back = ZoneTests.berlin.instant(civil)
      let isSecondHour = (1_792_890_000..<1_792_893_600).contains(seconds)
      #expect(back.seconds == (isSecondHour ? seconds - 3600 : seconds))
      seconds += 1800
    }
  }
}
