import Testing

@testable import Domain

/// Weights, sides and the words of carriers.
@Suite struct TypedMeasureTests {
  @Test(
    arguments: [
      ("350g", 350), ("0.35kg", 350), ("0,35 kg", 350), ("1,200 g", 1200), ("1.2KG", 1200), ("2斤", 1000), ("8oz", 227),
      ("1lb", 454), ("１２０克", 120), ("0.0005kg", 1), ("350", nil), ("350 apples", nil), ("", nil), ("kg", nil),
      ("99999999999kg", nil), ("1.2.3kg", nil),
    ] as [(String, Int64?)])
  func `A weight is read with its unit, and nothing is guessed`(text: String, grams: Int64?) {
    #expect(TypedMeasure.grams(text) == grams)
  }

  @Test func `A bare number is of the unit that goes without saying`() {
    #expect(TypedMeasure.grams("0.5", unit: .kilograms) == 500)
    #expect(TypedMeasure.grams("0.5g", unit: .kilograms) == 1)
    #expect(TypedMeasure.millimetres("60", unit: .centimetres) == 600)
    #expect(TypedMeasure.millimetres("24in") == 610)
  }

  @Test func `Sides are three lengths of one unit or of their own`() {
    #expect(TypedMeasure.sides("20x15x8cm") == [200, 150, 80])
    #expect(TypedMeasure.sides("200*150×80 mm") == [200, 150, 80])
    #expect(TypedMeasure.sides("0.2m x 15cm x 8cm") == [200, 150, 80])
    #expect(TypedMeasure.sides("20x15cm") == nil)
    #expect(TypedMeasure.sides("20x15x8") == nil)
    #expect(TypedMeasure.sides("0x15x8cm") == nil)
  }

  @Test func `A UN number that holds for two ways of packing means both`() {
    #expect(Hazard.named("UN3481") == [.lithiumIonWithEquipment, .lithiumIonInEquipment])
    #expect(Hazard.named("un 3481 / PI967") == [.lithiumIonInEquipment])
    #expect(Hazard.named("内置电池") == [.lithiumIonInEquipment])
    #expect(Hazard.named("liquid") == [.liquid])
    #expect(Hazard.named("plutonium") == nil)
    for hazard in Hazard.allCases { #expect(Hazard.named(hazard.code) == [hazard]) }
  }

  @Test func `Times of the day and codes are read as people write them`() {
    #expect(WayCodes.minute("16:30") == 990)
    #expect(WayCodes.minute("24:00") == nil)
    #expect(WayCodes.time(545) == "9:05")
    #expect(WayCodes.code("燕文 航空,挂号") == "燕文-航空-挂号")
    #expect(WayCodes.code(" ,") == nil)
  }
}

/// Rate sheets as text, and sums in other currencies.
@Suite struct RateTextTests {
  @Test func `What a sheet says is written one way only and read back as it was`() throws {
    let tariffs: [Tariff] = [
      .flat(500), .perKilogram(6500, fixed: 1900), .firstAndNext(firstGrams: 500, first: 1, stepGrams: 100, step: 2),
    ]
    for tariff in tariffs { #expect(Tariff(text: tariff.text) == tariff) }
    for bad in ["", "flat", "flat x", "kg 1", "first 1 2 3", "flat 1 2"] { #expect(Tariff(text: bad) == nil) }
    let steps: [WeightRule.Step] = [.init(upToGrams: 20_000, stepGrams: 500), .init(stepGrams: 1000)]
    #expect(WeightRule.steps(WeightRule(steps: steps).stepsText) == steps)
    let surcharges = [
      Surcharge(name: "a", amount: .ofAllBefore(basisPoints: 1850)),
      Surcharge(name: "b", condition: .places([PlacePattern(country: "DE")]), amount: .fixed(800)),
      Surcharge(name: "c", condition: .longestSideOver(millimetres: 1200), amount: .perKilogram(500, minimum: 9)),
      Surcharge(name: "d", condition: .hazards([.liquid, .powder]), amount: .ofFreight(basisPoints: 1)),
      Surcharge(
        name: "e", condition: .during(from: Instant(seconds: 1), until: Instant(seconds: 2)), amount: .fixed(1)),
      Surcharge(name: "f", condition: .girthOver(millimetres: 3), amount: .fixed(1)),
      Surcharge(name: "g", condition: .weightOver(grams: 3), amount: .fixed(1)),
    ]
    for one in surcharges {
      #expect(
        Surcharge(
          name: one.name, condition: one.conditionText, amount: one.amountText, places: [PlacePattern(country: "DE")])
          == one)
    }
  }

  @Test func `A sum is turned by the newest rate of the pair, read either way, or not at all`() throws {
    let (eur, cny, jpy) = (try #require(Currency("EUR")), try #require(Currency("CNY")), try #require(Currency("JPY")))
    let table = ExchangeTable([
      .init(from: eur, to: cny, hundredMillionths: 700_000_000, day: Instant(seconds: 1), source: "old"),
      .init(from: eur, to: cny, hundredMillionths: 800_000_000, day: Instant(seconds: 2), source: "new"),
      .init(from: eur, to: jpy, hundredMillionths: 16_000_000_000, day: Instant(seconds: 2), source: "new"),
    ])
    #expect(table.convert(Money(minorUnits: 1000, currency: eur), cny) == Money(minorUnits: 8000, currency: cny))
    #expect(table.convert(Money(minorUnits: 8004, currency: cny), eur) == Money(minorUnits: 1001, currency: eur))
    #expect(table.convert(Money(minorUnits: 1050, currency: eur), jpy) == Money(minorUnits: 1680, currency: jpy))
    #expect(table.convert(Money(minorUnits: 1, currency: cny), jpy) == nil)
    #expect(table.convert(Money(minorUnits: .max, currency: eur), jpy) == nil)
    #expect(ExchangeTable.hundredMillionths("7.8125") == 781_250_000)
    #expect(ExchangeTable.hundredMillionths("7.8125 x") == nil)
  }
}
