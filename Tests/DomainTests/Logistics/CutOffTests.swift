import Domain
import Testing

/// What is handed over too late for today's carrier leaves on the next working day, and takes so much longer.
@Suite struct CutOffTests {
  private let shenzhen = Zone(name: "Asia/Shanghai", firstOffsetSeconds: 8 * 3600, transitions: [])

  /// A week of September 2026 from Monday, 21st on.
  private func quote(_ day: Int, _ hour: Int, _ minute: Int = 0, cutOff: Int64? = 16 * 60) throws -> Quote {
    let zone = RateSheet.Zone(
      name: "1", places: [PlacePattern(country: "DE")],
      brackets: [RateSheet.Bracket(overGrams: 0, upToGrams: 2000, cost: .perKilogram(5000, fixed: 0))],
      days: TransitDays(p50: 7, p80: 10))
    let service = ShippingService(
      code: "YW-481", carrier: "YANWEN", name: "",
      sheets: [RateSheet(currency: Currency("CNY") ?? .none, zones: [zone])], cutOffMinute: cutOff)
    let civil = try #require(CivilTime(year: 2026, month: 9, day: 21 + day, hour: hour, minute: minute))
    var wish = QuoteWish(
      place: ShippingPlace(country: "DE"), measures: Measures(grams: 400), at: shenzhen.instant(civil))
    wish.handOver(in: shenzhen)
    return try service.quote(wish).get()
  }

  @Test func `At the cut-off it still leaves today, a minute later tomorrow`() throws {
    #expect(try quote(1, 16).days == TransitDays(p50: 7, p80: 10))
    #expect(try !quote(1, 16).missesCutOff)
    let late = try quote(1, 16, 1)
    #expect(late.waitDays == 1 && late.missesCutOff)
    #expect(late.days == TransitDays(p50: 8, p80: 11))
  }

  @Test func `Friday evening and the weekend wait for Monday`() throws {
    #expect(try quote(4, 15).waitDays == 0)
    #expect(try quote(4, 17).waitDays == 3)
    #expect(try quote(5, 9).waitDays == 2)
    #expect(try quote(6, 9).waitDays == 1)
    #expect(try quote(0, 9).waitDays == 0)
    // On a Sunday nothing is too late: nobody fetches anything.
    #expect(try quote(6, 9).wait == .weekend && !quote(6, 9).missesCutOff)
    #expect(try quote(4, 17).wait == .cutOff)
  }

  @Test func `Where nobody has said a cut-off, nobody knows of any wait`() throws {
    #expect(try quote(5, 23, cutOff: nil).days == TransitDays(p50: 7, p80: 10))
  }

  @Test func `The house's clock counts, not Greenwich's`() throws {
    // 07:30 UTC on Tuesday is half past three in Shenzhen: in time there, and in Greenwich's morning.
    #expect(try quote(1, 15, 30).waitDays == 0)
    // 00:30 on Saturday in Shenzhen is Friday afternoon in Greenwich.
    #expect(try quote(5, 0, 30).waitDays == 2)
  }
}
