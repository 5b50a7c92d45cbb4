import Domain
import Testing

@testable import Exchange

struct ProductProfileTests {
  private let toml = """
    id = "stoff"
    kind = "products"
    currency = "CNY"
    decimal = "comma"
    weight = "kg"
    length = "cm"
    [recognise]
    columns = ["Artikelnr", "Bezeichnung", "EK netto"]
    [columns]
    number = "Modell"
    sku = "Artikelnr"
    title = "Bezeichnung"
    barcode = "EAN"
    grams = "Gewicht"
    lengthMillimetres = "Länge"
    hsCode = "Zolltarifnummer"
    origin = "Ursprung"
    price = "EK netto"
    currency = "Währung"
    option1 = "Farbe"
    [constants]
    brand = "Stoff"
    """

  private let header =
    "Artikelnr;Modell;Bezeichnung;EAN;Gewicht;Länge;Zolltarifnummer;Ursprung;EK netto;Währung;Farbe\n"

  @Test func `A supplier's list becomes products, rows of one number their variants`() throws {
    let format = try MappingProfile(toml: toml).format
    #expect(format.kinds == ["products"])
    let taken = try Taken(
      header + "T-1;T;Tuch;4006381333931;0,25;30,5;6214.30.00;China;1.234,50;;rot\n"
        + "T-2;T;Tuch;=\"0042\";500 g;1;621430;CN;9,90;EUR;blau\nK-1;;Kissen;;;;;;5;;\n", as: format)
    #expect(taken.refused.map(\.issue.code) == [.missingId])
    let product = try #require(taken.products.first).product
    #expect((product.number, product.title, product.brand, product.source) == ("T", "Tuch", "Stoff", .supplier))
    #expect(product.optionNames == ["Farbe"])
    #expect(product.variants.map(\.sku) == ["T-1", "T-2"])
    #expect(product.variants.map(\.optionValues) == [["rot"], ["blau"]])
    #expect(product.variants[0].prices == [Money(minorUnits: 123_450, currency: .yuan)])
    #expect(product.variants[1].prices == [Money(minorUnits: 990, currency: .euro)])
    #expect(product.variants.map(\.declared.grams) == [250, 500])
    #expect(product.variants[0].declared.lengthMillimetres == 305)
    #expect(product.variants[0].customs.hsCode == "62143000")
    #expect(product.variants[0].customs.origin == "CN")
    #expect(taken.rows == 3)
  }

  @Test func `What cannot be read is named by line and field, and the rest goes in`() throws {
    let format = try MappingProfile(toml: toml).format
    let taken = try Taken(
      header
        + "A;A;Tuch;;;;;;teuer;;\nB;B;Tuch;;;;12;;1;;\nC;C;;;;;;;1;;\nD;D;Tuch;;;;;;1;QQQ;\nE;E;Tuch;;viel;;;;1;;\n"
        + "F;F;Tuch;;;;;;1;;\nF;F;Tuch;;;;;;1;;\nSumme;Summe;;;;;;;6;;\n", as: format)
    #expect(
      taken.refused.map { [String($0.issue.line), $0.issue.field, $0.issue.code.rawValue] } == [
        ["2", "EK netto", "wrongAmount"], ["3", "Zolltarifnummer", "wrongNumber"],
        ["4", "Bezeichnung", "missingValue"],
        ["6", "Gewicht", "wrongNumber"], ["8", "Artikelnr", "skuTaken"],
      ])
    #expect(taken.products.map(\.externalId) == ["D", "F"])
    #expect(taken.products.first?.product.variants.first?.prices == [])
    #expect(taken.noted == [RowIssue(line: 5, field: "Währung", code: .unknownCurrency, found: "QQQ")])
    #expect(taken.skipped.map(\.code) == [.footer])
    #expect(taken.rows == 8)
  }

  @Test(arguments: [
    ("id = \"a\"\nkind = \"parcels\"\n", 2, "kind"),
    ("id = \"a\"\nkind = \"products\"\n[columns]\ntitle = \"x\"", 3, "sku"),
    ("id = \"a\"\nkind = \"products\"\n[columns]\nsku = \"x\"", 3, "title"),
    ("id = \"a\"\nkind = \"products\"\n[columns]\nsku = \"x\"\ntitle = \"t\"\nquantity = \"q\"", 6, "quantity"),
    ("id = \"a\"\nkind = \"products\"\nweight = \"stone\"\n[columns]\nsku = \"x\"\ntitle = \"t\"", 3, "weight"),
    ("id = \"a\"\nkind = \"products\"\ndates = \"dayFirst\"\n[columns]\nsku = \"x\"", 3, "dates"),
  ])
  func `Faults of a product profile are named by line and key`(toml: String, line: Int, key: String) {
    do {
      _ = try MappingProfile(toml: toml)
      Issue.record("taken: \(toml)")
    } catch {
      #expect((error.line, error.key) == (line, key))
    }
  }
}
