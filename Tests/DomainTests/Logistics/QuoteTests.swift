import Domain
import Testing

@Suite struct QuoteTests {
  static let now = Instant(seconds: 1_790_000_000)

  private func box(_ grams: Int64?, _ sides: [Int64] = []) -> Measures {
    sides.count == 3
      ? Measures(grams: grams, lengthMillimetres: sides[0], widthMillimetres: sides[1], heightMillimetres: sides[2])
      : Measures(grams: grams)
  }

  // MARK: Billed weight

  @Test(
    arguments: [
      // grams, sides, divisor, excess %, above %, step, minimum → billed
      (800, [], nil, 100, 100, 1, 0, 800), (800, [], nil, 100, 100, 500, 0, 1000),
      (500, [], nil, 100, 100, 500, 0, 500),
      (30, [], nil, 100, 100, 1, 50, 50), (1000, [300, 200, 200], 6000, 100, 100, 1, 0, 2000),
      (1000, [300, 200, 200], 5000, 100, 100, 500, 0, 2500), (3000, [300, 200, 200], 5000, 100, 100, 1, 0, 3000),
      // Shared volume (分抛): half of what is above.
      (1000, [300, 200, 200], 6000, 50, 100, 1, 0, 1500),
      // Up to twice the weight is not counted.
      (1000, [300, 200, 200], 6000, 100, 200, 1, 0, 1000), (999, [300, 200, 200], 6000, 100, 200, 1, 0, 2000),
    ] as [(Int64, [Int64], Int64?, Int64, Int64, Int64, Int64, Int64)])
  func `The billed weight comes from scales, sides, steps and minimum`(
    _ grams: Int64, _ sides: [Int64], _ divisor: Int64?, _ excess: Int64, _ above: Int64, _ step: Int64,
    _ minimum: Int64, _ billed: Int64
  ) throws {
    let rule = WeightRule(
      divisor: divisor, excessPercent: excess, countsAbovePercent: above, steps: [.init(stepGrams: step)],
      minimumGrams: minimum)
    #expect(try rule.billable(box(grams, sides)).grams == billed)
  }

  @Test func `Steps change with the weight, and unknown sides are said`() throws {
    let rule = WeightRule(divisor: 5000, steps: [.init(upToGrams: 20_000, stepGrams: 500), .init(stepGrams: 1000)])
    #expect(try rule.billable(box(20_000)).grams == 20_000)
    #expect(try rule.billable(box(20_001)).grams == 21_000)
    #expect(try rule.billable(box(20_001)).isEstimate)
    #expect(throws: QuoteRejection.weightUnknown) { try rule.billable(box(nil)) }
    #expect(throws: QuoteRejection.tooLarge) {
      try rule.billable(box(1, [Int64.max, Int64.max, 2]))
    }
  }

  // MARK: Prices

  @Test func `Tariffs are flat, by the kilogram, or of first and next weight`() throws {
    #expect(try Tariff.flat(500).amount(grams: 9999) == 500)
    #expect(try Tariff.perKilogram(6500, fixed: 1900).amount(grams: 125) == 2713)
    let next = Tariff.firstAndNext(firstGrams: 500, first: 10_000, stepGrams: 500, step: 3000)
    #expect(
      try [100, 500, 501, 1000, 1001].map { try next.amount(grams: $0) } == [10_000, 10_000, 13_000, 13_000, 16_000])
    #expect(throws: QuoteRejection.tooLarge) { try Tariff.perKilogram(.max, fixed: 0).amount(grams: 2000) }
  }

  private func zone(_ name: String, _ places: [PlacePattern], rate: Int64, days: Int = 10) -> RateSheet.Zone {
    RateSheet.Zone(
      name: name, places: places,
      brackets: [
        .init(
          overGrams: 0, upToGrams: 2000, cost: .perKilogram(rate, fixed: 1900),
          price: .perKilogram(rate + 500, fixed: 2000))
      ], days: TransitDays(p50: days, p80: days + 4))
  }

  @Test(arguments: [
    ("PA20", "PA78", "PA2 0AA", false), ("PA20", "PA78", "PA20AA", false), ("PA20", "PA78", "PA20 8BT", true),
    ("PA20", "PA78", "pa208bt", true), ("PA20", "PA78", "PA78 6TB", true), ("PA20", "PA78", "PA79 1AA", false),
    ("PA20", "PA78", "PA20", true), ("PA20", "PA78", "PA", false), ("KA27", "KA27", "KA2 7AA", false),
    ("KA27", "KA27", "KA278AA", true), ("AB10", "AB56", "AB1 1AA", false), ("AB10", "AB56", "AB11AA", false),
    ("AB10", "AB56", "AB10 1AA", true), ("IV", "IV", "IV63 6TU", true), ("BT1", "BT94", "BT9 5AA", true),
    ("BT1", "BT94", "BT94 1AA", true), ("W1", "W1", "W1A 1AA", true), ("W1", "W1", "W10 5AA", false),
    ("EC1A", "EC1A", "EC1A 1BB", true), ("EC1A", "EC1A", "EC1V 1BB", false), ("PA5", "PA20", "PA9 1AA", true),
    ("PA20 8AA", "PA20 8ZZ", "PA20 8BT", true), ("PA20 8AA", "PA20 8ZZ", "PA20 9BT", false),
  ])
  func `British postcodes are compared by area and district, with and without their blank`(
    first: String, last: String, postcode: String, isIn: Bool
  ) {
    let pattern = PlacePattern(country: "GB", postcodes: ClosedPostcodes(first, last))
    #expect(pattern.covers(ShippingPlace(country: "GB", postcode: postcode)) == isIn, "\(first)-\(last) \(postcode)")
  }

  @Test(arguments: [
    ("US", "Hawaii", "HI", true), ("US", "HI", "hawaii", true), ("US", "AK", "Alaska", true),
    ("US", "US-AK", "Alaska", true), ("CA", "Quebec", "QC", true), ("CA", "QC", "Québec", true),
    ("CA", "Québec", "quebec", true), ("US", "HI", "CA", false), ("CN", "广东", "广东", true), ("CN", "广东", "浙江", false),
    ("DE", "Bayern", "BAYERN", true), ("US", "New  York", "ny", true),
  ])
  func `A state is one, whichever of its names it is called by`(
    country: String, zone: String, address: String, areOne: Bool
  ) {
    let pattern = PlacePattern(country: country, region: zone)
    #expect(pattern.covers(ShippingPlace(country: country, region: address)) == areOne, "\(zone) \(address)")
  }

  @Test func `The narrowest place wins: postcode before state before country before all`() {
    let sheet = RateSheet(
      currency: .yuan,
      zones: [
        zone("world", [PlacePattern()], rate: 1), zone("US", [PlacePattern(country: "US")], rate: 2),
        zone("Hawaii", [PlacePattern(country: "US", region: "HI")], rate: 3),
        zone("Alaska", [PlacePattern(country: "US", postcodes: ClosedPostcodes("995", "999"))], rate: 4),
        zone("Juneau", [PlacePattern(country: "US", postcodes: ClosedPostcodes("99801"))], rate: 5),
        zone("Highlands", [PlacePattern(country: "GB", postcodes: ClosedPostcodes("IV1", "IV9"))], rate: 6),
      ])
    func name(_ country: String, _ region: String = "", _ code: String = "") -> String? {
      sheet.zone(of: ShippingPlace(country: country, region: region, postcode: code))?.name
    }
    #expect(name("FR") == "world")
    #expect(name("US", "NY", "10001") == "US")
    #expect(name("US", "hi", "96701") == "Hawaii")
    #expect(name("US", "AK", "99501-1234") == "Alaska")
    #expect(name("US", "AK", "99801") == "Juneau")
    #expect(name("GB", "", "iv2 3aa") == "Highlands")
    #expect(name("GB", "", "I") == "world")
  }

  private func service(_ code: String, rate: Int64 = 6000, days: Int = 10, limits: ParcelLimits = ParcelLimits())
    -> ShippingService
  {
    ShippingService(
      code: code, carrier: "yanwen", name: code, limits: limits, features: [.tracked],
      sheets: [
        RateSheet(
          currency: .yuan, weight: WeightRule(steps: [.init(stepGrams: 10)]),
          zones: [zone("Germany", [PlacePattern(country: "DE")], rate: rate, days: days)],
          surcharges: [
            Surcharge(
              name: "remote", condition: .places([PlacePattern(country: "DE", postcodes: ClosedPostcodes("25"))]),
              amount: .fixed(1000)),
            Surcharge(
              name: "oversize", condition: .longestSideOver(millimetres: 600), amount: .perKilogram(1000, minimum: 5000)
            ),
            Surcharge(name: "fuel", amount: .ofAllBefore(basisPoints: 1250)),
          ])
      ], lossBasisPoints: 50)
  }

  private func wish(_ grams: Int64? = 250, _ sides: [Int64] = [200, 150, 50], postcode: String = "10115") -> QuoteWish {
    QuoteWish(
      place: ShippingPlace(country: "DE", postcode: postcode), measures: box(grams, sides),
      value: Money(minorUnits: 20_000, currency: .yuan), at: QuoteTests.now)
  }

  @Test func `A quote's lines sum up, fuel counts all before it`() throws {
    let quote = try service("A").quote(wish(postcode: "25980")).get()
    #expect(quote.lines.map(\.name) == ["freight", "remote", "fuel"])
    #expect(quote.lines.map(\.cost.minorUnits) == [3400, 1000, 550])
    #expect(quote.cost.minorUnits == 4950)
    #expect(quote.lines.map(\.price.minorUnits).reduce(0, +) == quote.price.minorUnits)
    #expect(try service("A").quote(wish()).get().lines.map(\.name) == ["freight", "fuel"])
  }

  @Test func `Everything that speaks against a way is said`() {
    let strict = ParcelLimits(
      minimumGrams: 100, maximumGrams: 1000, longestSideMillimetres: 600, girthMillimetres: 900,
      sumOfSidesMillimetres: 900, highestValue: Money(minorUnits: 10_000, currency: .yuan))
    var wanted = wish(3000, [700, 300, 200])
    wanted.hazards = [.liquid]
    wanted.needs = [.signature]
    guard case .failure(let found) = service("A", limits: strict).quote(wanted) else {
      Issue.record("taken")
      return
    }
    #expect(
      found.reasons == [
        .tooHeavy(grams: 3000, limit: 1000), .sideTooLong(millimetres: 700, limit: 600),
        .girthTooLong(millimetres: 1700, limit: 900), .sidesTooLong(millimetres: 1200, limit: 900), .hazard(.liquid),
        .valueTooHigh(Money(minorUnits: 20_000, currency: .yuan), limit: Money(minorUnits: 10_000, currency: .yuan)),
        .lacks(.signature), .noBracket(grams: 3000),
      ])
  }

  @Test func `Unknown sides are no fit unless an estimate will do`() throws {
    let limits = ParcelLimits(longestSideMillimetres: 600)
    var wanted = wish(250, [])
    #expect(throws: QuoteRejections([.sidesUnknown])) { try service("A", limits: limits).quote(wanted).get() }
    wanted.acceptsUnknownSides = true
    #expect(try service("A", limits: limits).quote(wanted).get().cost.minorUnits > 0)
  }

  @Test func `Places, days, currencies and closed ways are refused by name`() {
    func reasons(_ service: ShippingService, _ wish: QuoteWish) -> [QuoteRejection] {
      if case .failure(let found) = service.quote(wish) { found.reasons } else { [] }
    }
    var abroad = wish()
    abroad.place = ShippingPlace(country: "BR", postcode: "01310-100")
    #expect(reasons(service("A"), abroad) == [.notServed(country: "BR", postcode: "01310100")])
    var hurry = wish()
    (hurry.promisedDays, hurry.mustBeInTime) = (7, true)
    #expect(reasons(service("A"), hurry) == [.tooSlow(p80Days: 14, promisedDays: 7)])
    var closed = service("A")
    closed.closedBecause = "strike"
    #expect(reasons(closed, wish()) == [.closed(because: "strike")])
    var old = service("A")
    old.sheets[0].validUntil = QuoteTests.now
    #expect(reasons(old, wish()) == [.noSheet])
    var foreign = wish()
    foreign.value = Money(minorUnits: 1, currency: .euro)
    let limited = service("A", limits: ParcelLimits(highestValue: Money(minorUnits: 1, currency: .yuan)))
    #expect(reasons(limited, foreign) == [.noExchange(from: .euro, to: .yuan)])
    var elsewhere = service("A")
    elsewhere.origins = ["CN"]
    var here = wish()
    here.origin = "DE"
    #expect(reasons(elsewhere, here) == [.wrongOrigin("DE")])
  }

  @Test func `Of sheets that overlap the newest counts`() {
    var found = service("A")
    var newer = found.sheets[0]
    newer.validFrom = QuoteTests.now.adding(milliseconds: -1000)
    newer.currency = .euro
    found.sheets.append(newer)
    #expect(found.sheet(at: QuoteTests.now)?.currency == .euro)
    #expect(found.sheet(at: QuoteTests.now.adding(milliseconds: -2000))?.currency == .yuan)
  }

  // MARK: The choice

  @Test func `The best way is cost, lateness and loss together, and the rest say why not`() {
    let cheap = service("cheap", rate: 4000, days: 20)
    let quick = service("quick", rate: 9000, days: 3)
    let small = service("small", limits: ParcelLimits(maximumGrams: 100))
    var wanted = wish()
    func choice(_ promised: Int?) -> WayChoice {
      wanted.promisedDays = promised
      return WayChoice(
        wanted, among: [cheap, small, quick],
        weights: .init(latenessPerDay: Money(minorUnits: 500, currency: .yuan)))
    }
    #expect(choice(nil).ways.map(\.quote.service) == ["cheap", "quick"])
    let hurried = choice(10)
    #expect(hurried.ways.map(\.quote.service) == ["quick", "cheap"])
    #expect(hurried.ways.last?.lateness.minorUnits == 7000)
    #expect(hurried.best?.loss.minorUnits == 100)
    #expect(hurried.refused.map(\.service) == ["small"])
    #expect(hurried.refused.first?.reasons == [.tooHeavy(grams: 250, limit: 100)])
  }

  @Test func `No rate of exchange is said, not guessed`() {
    let choice = WayChoice(
      wish(), among: [service("A")], weights: .init(latenessPerDay: Money(minorUnits: 1, currency: .euro)))
    #expect(choice.refused.first?.reasons == [.noExchange(from: .yuan, to: .euro)])
  }
}
