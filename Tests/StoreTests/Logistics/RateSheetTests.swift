import Domain
import TestSupport
import Testing

@testable import Store

/// Carriers' tables on their way into the store.
@Suite struct RateSheetTests {
  private static let october = Instant(milliseconds: 1_790_812_800_000)

  @Test func `A sheet brings its carrier and service, is quoted, and the same file again changes nothing`() throws {
    let shop = try Shop()
    let rows = [
      Shop.rate("YW-481", "DE", 6500, fixed: 1900, upTo: 500),
      Shop.rate("YW-481", "DE", 6200, fixed: 1900, over: 500, line: 3),
      Shop.rate("YW-481", "FR", 7000, fixed: 1900, line: 4),
    ]
    let report = try shop.takeWays(rows)
    #expect(report.imported == 3 && report.refused == [] && report.entry != nil)
    #expect(try shop.quotes(to: "DE") == ["YW-481 51.50"])
    #expect(try shop.quotes(to: "DE", grams: 1000) == ["YW-481 81.00"])
    #expect(try shop.quotes(to: "JP") == [])
    let again = try shop.takeWays(rows)
    #expect(again.unchanged == 3 && again.imported == 0 && again.updated == 0 && again.entry == nil)
    #expect(try shop.integer("SELECT COUNT(*) FROM rate_sheets") == 1)
    #expect(try shop.findings() == [])
  }

  @Test func `A newer sheet ends the older one, an older one that comes late ends before it`() throws {
    let shop = try Shop()
    let day: Int64 = 86_400_000
    try shop.takeWays([Shop.rate("A", "DE", 1000, from: Self.october)])
    try shop.takeWays([Shop.rate("A", "DE", 2000, from: Self.october.adding(milliseconds: 20 * day))])
    try shop.takeWays([Shop.rate("A", "DE", 1500, from: Self.october.adding(milliseconds: 10 * day))])
    func cost(_ days: Int64) throws -> [String] {
      try shop.quotes(to: "DE", grams: 1000, at: Self.october.adding(milliseconds: days * day))
    }
    #expect(try cost(-1) == [])
    #expect(try cost(0) == ["A 10.00"])
    #expect(try cost(9) == ["A 10.00"])
    #expect(try cost(10) == ["A 15.00"])
    #expect(try cost(25) == ["A 20.00"])
    #expect(try shop.findings() == [])
  }

  @Test func `An undo takes a file back whole, and its undo brings it again`() throws {
    let shop = try Shop()
    try shop.takeWays([Shop.rate("A", "DE", 1000)])
    let before = try shop.picture()
    let later = Shop.start.adding(milliseconds: 86_400_000)
    let report = try shop.takeWays([Shop.rate("A", "DE", 2000, from: later), Shop.rate("B", "DE", 500, line: 3)])
    let after = try shop.picture()
    let day2 = later.adding(milliseconds: 3_600_000)
    #expect(try shop.quotes(to: "DE", grams: 1000, at: day2) == ["B 5.00", "A 20.00"])
    let undone = try shop.undo(report.entry)
    #expect(try shop.picture() == before)
    #expect(try shop.quotes(to: "DE", grams: 1000, at: day2) == ["A 10.00"])
    _ = try shop.undo(undone)
    #expect(try shop.picture() == after)
    #expect(try shop.quotes(to: "DE", grams: 1000, at: day2) == ["B 5.00", "A 20.00"])
    #expect(try shop.findings() == [])
  }

  @Test func `Rows that do not go together are refused by line and field, and the rest goes in`() throws {
    let shop = try Shop()
    let report = try shop.takeWays([
      Shop.rate("A", "DE", 1000), Shop.rate("A", "DE", 1100, over: 500, upTo: 3000, line: 3),
      Shop.rate("A", "DE", 1200, over: 2000, upTo: 5000, currency: Shop.eur, line: 4),
      Shop.rate("NEW", "DE", 1000, carrier: "", line: 5), Shop.rate("A", "DE", 900, over: 2000, upTo: 5000, line: 6),
    ])
    #expect(report.refused.map(\.issue.line) == [3, 4, 5])
    #expect(report.refused.map(\.issue.code) == [.bracketsOverlap, .differsInSheet, .unknownService])
    #expect(report.imported == 2)
    #expect(try shop.quotes(to: "DE", grams: 3000) == ["A 27.00"])
  }

  @Test(arguments: [[500, 1000, 2000], [2000, 1000, 500], [1000, 500, 2000]] as [[Int64]])
  func `Weights that are told only by their ends follow one another, in whatever order`(ends: [Int64]) throws {
    let shop = try Shop()
    func rows(_ country: String, _ from: Int) -> [IncomingWay] {
      ends.enumerated().compactMap { index, end in
        guard case .rate(var rate) = Shop.rate("A", country, 0, upTo: end, line: from + index) else { return nil }
        rate.cost = .flat(end)
        rate.beginsAfterLighter = true
        return .rate(rate)
      }
    }
    let report = try shop.takeWays(rows("DE", 2) + rows("FR", 5))
    #expect(report.refused == [] && report.imported == 6)
    for country in ["DE", "FR"] {
      #expect(try shop.quotes(to: country, grams: 500) == ["A 5.00"])
      #expect(try shop.quotes(to: country, grams: 501) == ["A 10.00"])
      #expect(try shop.quotes(to: country, grams: 2000) == ["A 20.00"])
      #expect(try shop.quotes(to: country, grams: 2001) == [])
    }
    #expect(try shop.takeWays(rows("DE", 2) + rows("FR", 5)).unchanged == 6)
    #expect(try shop.findings() == [])
  }

  @Test func `A rounding step that a row leaves out is no other step`() throws {
    let shop = try Shop()
    let rows = ["DE", "FR", "IT"].enumerated().compactMap { index, country -> IncomingWay? in
      guard case .rate(var rate) = Shop.rate("A", country, 1000, line: 2 + index) else { return nil }
      if country != "IT" { rate.weight.steps = [WeightRule.Step(stepGrams: 100)] }
      return .rate(rate)
    }
    #expect(try shop.takeWays(rows).refused == [])
    #expect(try shop.quotes(to: "IT", grams: 410) == ["A 5.00"])
  }

  @Test func `Zones come in a table of their own, remote areas too, and newer sheets keep them`() throws {
    let shop = try Shop()
    let remote = Surcharge(name: "remote", condition: .places([]), amount: .fixed(800))
    try shop.takeWays([Shop.rate("A", "", 1000, zone: "1区", surcharges: [remote])])
    #expect(try shop.quotes(to: "DE", grams: 1000, postcode: "10115") == [])
    func place(_ zone: String, _ pattern: PlacePattern, line: Int = 2) -> IncomingWay {
      .place(IncomingPlace(line: line, raw: zone, service: "A", zone: zone, places: [pattern]))
    }
    let zones = [
      place("1区", PlacePattern(country: "DE")),
      place("偏远", PlacePattern(country: "DE", postcodes: ClosedPostcodes("25")), line: 3),
      place("9区", PlacePattern(country: "DE"), line: 4),
    ]
    let report = try shop.takeWays(zones)
    #expect(report.imported == 2 && report.refused.map(\.issue.code) == [.noRates])
    #expect(try shop.quotes(to: "DE", grams: 1000, postcode: "10115") == ["A 10.00"])
    #expect(try shop.quotes(to: "DE", grams: 1000, postcode: "25999") == ["A 18.00"])
    #expect(try shop.takeWays(zones).unchanged == 2)
    let later = Shop.start.adding(milliseconds: 86_400_000)
    try shop.takeWays([Shop.rate("A", "", 2000, zone: "1区", from: later, surcharges: [remote])])
    #expect(try shop.quotes(to: "DE", grams: 1000, at: later, postcode: "25999") == ["A 28.00"])
    #expect(try shop.findings() == [])
  }

  @Test func `A dry run tells what a file would do and leaves nothing`() throws {
    let shop = try Shop()
    let report = try shop.takeWays([Shop.rate("A", "DE", 1000)], dryRun: true)
    #expect(report.imported == 1 && report.entry == nil)
    #expect(try shop.integer("SELECT COUNT(*) FROM services") == 0)
    #expect(try shop.integer("SELECT COUNT(*) FROM rate_bodies") == 0)
  }

  @Test func `A services table changes what it has columns for and keeps the rest`() throws {
    let shop = try Shop()
    try shop.takeWays([Shop.rate("A", "DE", 1000)])
    #expect(try shop.quotes(to: "DE", hazards: [.lithiumIonInEquipment]) == [])
    try shop.takeWays([Shop.service("A", hazards: [.lithiumIonInEquipment], limits: ParcelLimits(maximumGrams: 800))])
    #expect(try shop.quotes(to: "DE", hazards: [.lithiumIonInEquipment]) == ["A 5.00"])
    #expect(try shop.quotes(to: "DE", grams: 900) == [])
    let service = try shop.integer("SELECT id FROM services")
    try shop.perform("editService", service, fields: ["maxGrams": "1000", "cutOff": "16:00"])
    #expect(try shop.quotes(to: "DE", grams: 900) == ["A 9.00"])
    try shop.perform("closeService", service, fields: ["because": "strike"])
    let wish = QuoteWish(place: ShippingPlace(country: "DE"), measures: Measures(grams: 500), at: shop.now)
    #expect(try shop.ways(to: "DE").choice(wish).refused.map(\.reasons) == [[.closed(because: "strike")]])
    let opened = try shop.perform("openService", service)
    #expect(try shop.quotes(to: "DE") == ["A 5.00"])
    _ = try shop.undo(opened.entry)
    #expect(try shop.quotes(to: "DE") == [])
    #expect(throws: ActionRefusal.way(.codeTaken("a"))) {
      try shop.perform("createService", fields: ["code": "a", "carrier": "YANWEN"])
    }
    try shop.perform("openService", service)
    try shop.perform("closeCarrier", 1, fields: ["because": "bankrupt"])
    #expect(try shop.quotes(to: "DE") == [])
    #expect(try shop.findings() == [])
  }

  @Test func `Ways in other currencies need a rate, and none is guessed`() throws {
    let shop = try Shop()
    try shop.takeWays([Shop.rate("A", "DE", 1000), Shop.rate("C", "DE", 3000, line: 3)])
    try shop.takeWays([Shop.rate("B", "DE", 100, currency: Shop.eur)])
    let wish = QuoteWish(place: ShippingPlace(country: "DE"), measures: Measures(grams: 1000), at: shop.now)
    #expect(
      try shop.ways(to: "DE").choice(wish).refused.map(\.reasons) == [[.noExchange(from: Shop.eur, to: Shop.cny)]])
    try shop.perform(
      "setRate", fields: ["from": "EUR", "to": "CNY", "rate": "8", "source": "bank", "day": "2026-09-01"])
    #expect(try shop.quotes(to: "DE", grams: 1000) == ["B 1.00", "A 10.00", "C 30.00"])
    #expect(throws: ActionRefusal.order(.unchanged)) {
      try shop.perform(
        "setRate", fields: ["from": "EUR", "to": "CNY", "rate": "8.0", "source": "bank", "day": "2026-09-01"])
    }
  }
}
