import Domain
import TestSupport
import Testing

/// What customs would send back is found before the parcel leaves, by line and field.
@Suite struct DeclarationTests {
  private let euro = Currency.euro

  private func line(
    _ sku: String = "MUG", value: Int64 = 1200, grams: Int64? = 300, hs: String = "691200", name: String = "Mug",
    origin: String = "CN", paid: Int64? = nil, reason: String = "", quantity: Int64 = 1
  ) -> Declaration.Line {
    Declaration.Line(
      sku: sku, name: name, quantity: quantity, netGrams: grams, value: Money(minorUnits: value, currency: euro),
      paid: paid.map { Money(minorUnits: $0, currency: euro) }, reason: reason, hsCode: hs, origin: origin)
  }

  private func flaws(_ line: Declaration.Line, gross: Int64? = 500) -> [PaperFlaw] {
    Declaration(summing: [line], currency: euro, grossGrams: gross).flaws
  }

  @Test func `A whole declaration has no flaw`() { #expect(flaws(line()).isEmpty) }

  @Test(arguments: [
    ("hs missing", PaperFlaw.Field.hsCode, PaperFlaw.Fault.missing),
    ("hs short", .hsCode, .notAnHSCode("6912")),
    ("hs words", .hsCode, .notAnHSCode("69.12.00")),
    ("no origin", .origin, .missing),
    ("origin unknown", .origin, .unknownCountry("QQ")),
    ("no name", .name, .missing),
    ("chinese name", .name, .notLatin("马克杯")),
    ("no units", .quantity, .notPositive(0)),
    ("no weight", .netGrams, .missing),
    ("weightless", .netGrams, .notPositive(0)),
    ("free", .value, .notPositive(0)),
  ])
  func `A fault is named by line and field`(_ what: String, _ field: PaperFlaw.Field, _ fault: PaperFlaw.Fault) {
    let bad =
      switch what {
      case "hs missing": line(hs: "")
      case "hs short": line(hs: "6912")
      case "hs words": line(hs: "69.12.00")
      case "no origin": line(origin: "")
      case "origin unknown": line(origin: "QQ")
      case "no name": line(name: " ")
      case "chinese name": line(name: "马克杯")
      case "no units": line(quantity: 0)
      case "no weight": line(grams: nil)
      case "weightless": line(grams: 0)
      default: line(value: 0)
      }
    #expect(flaws(bad) == [PaperFlaw(line: 1, sku: "MUG", field, fault)])
  }

  @Test func `One currency: a line in another is a fault of that line`() {
    var other = line("CUP")
    other.value = Money(minorUnits: 900, currency: .dollar)
    let declaration = Declaration(summing: [line(), other], currency: euro, grossGrams: 900)
    #expect(declaration.flaws == [PaperFlaw(line: 2, sku: "CUP", .currency, .otherCurrency(.dollar, expected: euro))])
  }

  @Test func `Less than what was paid needs somebody's reason, and is said even then`() {
    let fault = PaperFlaw.Fault.belowPaid(
      declared: Money(minorUnits: 500, currency: euro), paid: Money(minorUnits: 1200, currency: euro))
    #expect(flaws(line(value: 500, paid: 1200)) == [PaperFlaw(line: 1, sku: "MUG", .value, fault)])
    #expect(
      flaws(line(value: 500, paid: 1200, reason: "a part was refunded"))
        == [PaperFlaw(line: 1, sku: "MUG", .value, fault, isRemark: true)])
    #expect(flaws(line(value: 1300, paid: 1200)).isEmpty)
  }

  @Test func `Net above gross, or no gross at all, is a fault of the whole`() {
    #expect(flaws(line(grams: 600)) == [PaperFlaw(.grossGrams, .netAboveGross(net: 600, gross: 500))])
    #expect(flaws(line(), gross: nil) == [PaperFlaw(.grossGrams, .missing)])
    #expect(flaws(line(), gross: 0) == [PaperFlaw(.grossGrams, .notPositive(0))])
  }

  @Test func `Sums that leave the numbers are said, not wrapped`() {
    let huge = line(value: Int64.max, grams: Int64.max)
    let declaration = Declaration(summing: [huge, huge], currency: euro, grossGrams: 10)
    #expect(declaration.flaws.contains(PaperFlaw(.total, .tooLarge)))
    #expect(declaration.flaws.contains(PaperFlaw(.netGrams, .tooLarge)))
  }

  @Test(arguments: 0..<200)
  func `No declaration without a flaw breaks a rule of customs`(_ seed: Int) {
    var dice = Dice(seed: UInt64(seed))
    let lines = (0..<dice.roll(0...6)).map { index in
      line(
        "S\(index)", value: Int64(dice.roll(-1...4) * 500), grams: dice.pick([nil, 0, 100, 250]),
        hs: dice.pick(["691200", "69120000", "6912", "", "691200", "12345678901"]),
        name: dice.pick(["Mug", "", "Tasse"]),
        origin: dice.pick(["CN", "DE", "", "CN"]), paid: dice.pick([nil, 500, 2000]),
        reason: dice.pick(["", "", "gift"]), quantity: Int64(dice.roll(0...3)))
    }
    let known = Declaration(summing: lines, currency: euro, grossGrams: dice.pick([nil, 100, 700, 5000]))
    var declaration = known
    if dice.roll(0...3) == 0 { declaration.total.minorUnits += Int64(dice.roll(-1...1)) }
    let isWhole = declaration.flaws.allSatisfy(\.isRemark)
    let holds =
      !lines.isEmpty
      && lines.reduce(0) { $0 + ($1.value?.minorUnits ?? 0) } == declaration.total.minorUnits
      && lines.allSatisfy { line in
        let digits = line.hsCode.utf8.count
        let value = line.value?.minorUnits ?? 0
        return digits >= 6 && digits <= 10 && line.origin.count == 2 && !line.name.isEmpty && line.quantity > 0
          && (line.netGrams ?? 0) > 0 && value > 0 && (value >= line.paid?.minorUnits ?? 0 || !line.reason.isEmpty)
      }
      && (declaration.grossGrams.map { gross in lines.reduce(0) { $0 + ($1.netGrams ?? 0) } <= gross } ?? false)
    #expect(isWhole == holds)
  }
}
