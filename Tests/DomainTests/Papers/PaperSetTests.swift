import Domain
import Testing

/// Which papers a parcel needs is told by its border, its value and who carries it.
@Suite struct PaperSetTests {
  private let rate = SpecialDrawingRight(currency: .euro, micros: 1_165_000, date: "2026-11-20", source: "IMF")
  private let shenzhen = CustomsBorder.Place(country: "CN", postcode: "518083")

  private func set(
    from: CustomsBorder.Place? = nil, to country: String, _ postcode: String = "", value: Int64 = 3000,
    courier: Bool = false, rate: SpecialDrawingRight?? = .none
  ) -> PaperSet {
    PaperSet(
      from: from ?? shenzhen, to: .init(country: country, postcode: postcode),
      value: Money(minorUnits: value, currency: .euro), byCourier: courier, rate: rate ?? self.rate)
  }

  @Test func `Inland and within the EU's customs territory nothing is declared`() {
    let berlin = CustomsBorder.Place(country: "DE", postcode: "10115")
    #expect(set(to: "CN").kinds.isEmpty)
    #expect(set(from: berlin, to: "FR", "75001").kinds.isEmpty)
    #expect(set(from: berlin, to: "MC").kinds.isEmpty)
    // Northern Ireland trades goods freely with the EU; Great Britain does not.
    #expect(set(from: berlin, to: "GB", "BT1 5GS").kinds.isEmpty)
    #expect(set(from: berlin, to: "GB", "SW1A 1AA").kinds == [.cn22])
  }

  @Test func `Members' places outside of the customs territory are abroad`() {
    let berlin = CustomsBorder.Place(country: "DE", postcode: "10115")
    for (country, postcode) in [("ES", "51001"), ("ES", "52001"), ("DE", "27498"), ("DE", "78266"), ("IT", "23041")] {
      #expect(set(from: berlin, to: country, postcode).kinds == [.cn22], "\(country) \(postcode)")
    }
    // The Canary Islands lie outside for taxes alone.
    #expect(set(from: berlin, to: "ES", "35001").kinds.isEmpty)
  }

  @Test func `The line of 300 SDR parts CN22 from CN23, to the cent`() throws {
    let line = try #require(rate.lineValue)
    #expect(line == Money(minorUnits: 34_950, currency: .euro))
    #expect(set(to: "DE", value: 34_949).kinds == [.cn22])
    #expect(set(to: "DE", value: 34_950).kinds == [.cn23, .invoice])
    #expect(set(to: "DE", value: 34_949).reason == .belowLine(rate))
    #expect(set(to: "DE", value: 34_950).reason == .atLine(rate))
  }

  @Test func `A rate between cents rounds nothing`() {
    let odd = SpecialDrawingRight(currency: .euro, micros: 1_165_011, date: "2026-11-20", source: "IMF")
    // 300 SDR are 349.5033 EUR.
    #expect(odd.reachesLine(Money(minorUnits: 34_950, currency: .euro)) == false)
    #expect(odd.reachesLine(Money(minorUnits: 34_951, currency: .euro)) == true)
    let yen = SpecialDrawingRight(currency: .yen, micros: 205_333_000, date: "2026-11-20", source: "IMF")
    #expect(yen.reachesLine(Money(minorUnits: 61_599, currency: .yen)) == false)
    #expect(yen.reachesLine(Money(minorUnits: 61_600, currency: .yen)) == true)
    #expect(yen.reachesLine(Money(minorUnits: Int64.max, currency: .yen)) == true)
    #expect(yen.reachesLine(Money(minorUnits: 5, currency: .euro)) == nil)
  }

  @Test func `Without a rate the fuller form is made, and said why`() {
    let unknown = set(to: "DE", rate: .some(nil))
    #expect(unknown.kinds == [.cn23])
    #expect(unknown.reason == .noRate(.euro))
  }

  @Test func `Couriers clear by an invoice, and an unknown country needs everything`() {
    #expect(set(to: "AE", courier: true).kinds == [.invoice])
    #expect(set(to: "Nowhere").reason == .unknownCountry("Nowhere"))
    #expect(set(to: "Nowhere").kinds == [.cn23, .invoice])
  }
}
