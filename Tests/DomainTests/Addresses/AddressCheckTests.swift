import Domain
import Testing

/// What a carrier would send a parcel back for.
@Suite struct AddressCheckTests {
  private func said(_ card: Card, country: String? = nil, service: String = "") -> [String] {
    AddressCheck.findings(card, country: country, service: service).map { finding in
      "\(finding.field.rawValue) \(finding.problem.rawValue)" + (finding.remedy.map { " → \($0)" } ?? "")
    }
  }

  private func card(
    _ country: String, postcode: String, street: String = "Main St 1", city: String = "Town", name: String = "Anna",
    region: String = "BY"
  ) -> Card {
    Card(name: name, phone: "+1 555", lines: [street], city: city, region: region, postcode: postcode, country: country)
  }

  @Test(arguments: [
    ("DE", "50667"), ("US", "90210"), ("US", "90210-1234"), ("GB", "SW1A 1AA"), ("GB", "M1 1AE"), ("CA", "K1A 0B1"),
    ("NL", "1011 AB"), ("PL", "00-950"), ("PT", "1000-001"), ("JP", "100-0001"), ("SE", "111 22"), ("BR", "01310-100"),
    ("IE", "D02 X285"), ("AU", "2000"), ("CN", "518000"),
  ])
  func `A postcode as its country writes it is left alone`(country: String, postcode: String) {
    #expect(said(card(country, postcode: postcode)) == [])
  }

  @Test(arguments: [
    ("GB", "sw1a1aa", "SW1A 1AA"), ("CA", "k1a0b1", "K1A 0B1"), ("NL", "1011ab", "1011 AB"), ("PL", "00950", "00-950"),
    ("JP", "1000001", "100-0001"), ("DE", "1067", "01067"), ("US", "2134", "02134"), ("SE", "11122", "111 22"),
    ("CZ", "11000", "110 00"), ("PT", "1000001", "1000-001"),
  ])
  func `One that only lacks blanks, dashes, capitals or noughts is mended`(
    country: String, postcode: String, mended: String
  ) {
    #expect(said(card(country, postcode: postcode)) == ["postcode wrongShape → \(mended)"])
    #expect(AddressCheck.mended(card(country, postcode: postcode)).postcode == mended)
  }

  @Test(arguments: [("DE", "ABCDE"), ("US", "9021"), ("GB", "12345"), ("JP", "10")])
  func `One that cannot be meant is told without a guess, but for noughts`(country: String, postcode: String) {
    let found = said(card(country, postcode: postcode))
    #expect(found.count == 1 && found[0].hasPrefix("postcode wrongShape"))
  }

  @Test func `What is missing is named, and a postcode that stands in the city is found`() {
    #expect(said(Card(country: "DE")) == ["name missing", "street missing", "city missing", "postcode missing"])
    #expect(said(card("DE", postcode: "", city: "50667 Köln")) == ["postcode missing → 50667"])
    #expect(said(card("US", postcode: "90210", region: "")) == ["region missing"])
    #expect(said(card("DE", postcode: "50667"), country: "FR") == ["country otherCountry → FR"])
    // Ireland writes houses by name, Hong Kong has no postcodes.
    #expect(said(card("IE", postcode: "D02 X285", street: "Rose Cottage")) == [])
    #expect(said(card("HK", postcode: "", street: "Nathan Road")) == [])
    #expect(said(card("DE", postcode: "50667", street: "Hauptstraße")) == ["street noHouseNumber"])
  }

  @Test(arguments: [
    "PO Box 123", "P.O. Box 9", "Postfach 10 11", "BP 123", "Apartado 7", "Casella Postale 4", "Packstation 101",
  ])
  func `A box at a post office is no address for a courier`(street: String) {
    let country = "DE"
    #expect(said(card(country, postcode: "50667", street: street)) == [])
    #expect(said(card(country, postcode: "50667", street: street), service: "DHL Express") == ["street boxForCourier"])
  }

  @Test func `A street that is called like a box is none`() {
    #expect(said(card("GB", postcode: "SW1A 1AA", street: "12 Box Hill"), service: "UPS") == [])
    #expect(said(card("US", postcode: "90210", street: "4 Boxer Lane"), service: "FedEx") == [])
  }

  @Test func `Letters that the carrier there cannot print are told, those it can are not`() {
    #expect(said(card("DE", postcode: "50667", name: "王伟")) == ["name unprintable"])
    #expect(said(card("CN", postcode: "518000", name: "王伟")) == [])
    #expect(said(card("US", postcode: "90210", street: "ул. Ленина 1")) == ["street unprintable"])
    #expect(said(card("UA", postcode: "01001", street: "вул. Хрещатик 1")) == [])
    #expect(said(card("DE", postcode: "50667", name: "Łódź Ünal-O’Neil")) == [])
    #expect(said(card("JP", postcode: "100-0001", name: "佐藤 はな子")) == [])
  }
}
