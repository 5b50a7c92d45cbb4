import Domain
import Testing

@Suite struct ScanReadingTests {
  static let today = CivilTime(year: 2026, month: 11, day: 21)

  static func reader(_ settings: ScannerSettings = ScannerSettings()) throws -> ScanReader {
    ScanReader(settings, today: try #require(today))
  }

  static func read(_ raw: String, _ settings: ScannerSettings = ScannerSettings()) throws -> Scan {
    try reader(settings).read(raw)
  }

  static func fault(_ raw: String, _ settings: ScannerSettings = ScannerSettings()) throws -> ScanFault? {
    let reader = try reader(settings)
    do throws(ScanFault) {
      _ = try reader.read(raw)
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: [
    ("]E04006381333931", "04006381333931", Symbology.ean13), ("]E0036000291452", "00036000291452", .ean13),
    ("]E00036000291452", "00036000291452", .ean13), ("]E496385074", "00000096385074", .ean8),
    ("]E3977147396801205", "09771473968012", .ean13AddOn), ("]I110012345678902", "10012345678902", .interleaved),
    ("]C10109506000134352", "09506000134352", .gs1Code128), ("]e00109506000134352", "09506000134352", .gs1DataBar),
    ("]d20109506000134352", "09506000134352", .gs1DataMatrix), ("]Q30109506000134352", "09506000134352", .gs1QR),
  ])
  func `A symbology identifier tells what the code is`(raw: String, gtin: String, symbology: Symbology) throws {
    let scan = try Self.read(raw)
    #expect(scan.isClear)
    #expect(scan.readings.first?.gtin?.digits == gtin)
    #expect(scan.readings.first?.symbology == symbology)
    #expect(scan.raw == raw)
  }

  @Test(arguments: ["]C0A-03-12", "]A0A-03-12", "]d1A-03-12", "]Q1A-03-12", "]G0a-03-12", "]L2Ａ-03-12 "])
  func `Other symbologies are text with a key in capitals`(raw: String) throws {
    let scan = try Self.read(raw)
    #expect(scan.isClear)
    #expect(scan.readings.first?.form == .text)
    #expect(scan.readings.first?.key == "A-03-12")
  }

  @Test(arguments: [
    ("4006381333931", "04006381333931", 1), ("036000291452", "00036000291452", 1), ("96385074", "00000096385074", 1),
    ("10012345678902", "10012345678902", 1),
  ])
  func `Without an identifier the content tells a trade item`(raw: String, gtin: String, readings: Int) throws {
    let scan = try Self.read(raw)
    let items = scan.readings.filter { $0.form == .gtin }
    #expect(items.count == readings)
    #expect(items.first?.gtin?.digits == gtin)
    #expect(items.first?.key == raw)
    #expect(items.first?.symbology == nil)
  }

  @Test func `Eight digits that are right as EAN-8 and as UPC-E are said as both`() throws {
    let scan = try Self.read("01234565")
    #expect(scan.readings.compactMap(\.gtin?.digits) == ["00000001234565", "00012345000065"])
    #expect(!scan.isClear)
    let told = try Self.read("]E001234565")
    #expect(told.readings.map(\.symbology) == [.ean8, .upcE])
  }

  @Test func `Text that could be elements is said as both`() throws {
    let scan = try Self.read("10ABC")
    #expect(scan.readings.map(\.form) == [.elements, .text])
    #expect(scan.readings.first?.lot == "ABC")
    #expect(scan.readings.last?.key == "10ABC")
    #expect(try Self.read("A-03-12").isClear)
    // Digits alone are elements only where a date or a check digit speaks for them.
    #expect(try Self.read("2012").isClear)
    #expect(try Self.read("11260101").readings.map(\.form) == [.elements, .text])
  }

  @Test(
    arguments: [
      ("01278907", "00012000007897"), ("04252614", "00042100005264"), ("012034", nil), ("425261", "00042100005264"),
      ("00000000", "00000000000000"), ("20000000", nil),
    ] as [(String, String?)])
  func `A UPC-E is expanded`(short: String, long: String?) throws {
    #expect((try? Gtin(shortForm: short))?.digits == long)
  }

  @Test func `A GTIN is shown as it is printed`() throws {
    let shown = ["96385074", "036000291452", "4006381333931", "10012345678902"]
    #expect(try shown.map { try Gtin($0).shown } == shown)
  }

  @Test func `A label's elements give lot, serial, dates, count and weight`() throws {
    let raw =
      "]C1010950600013435215270600" + "1726123110LOT-7\u{1D}21S/N 9".replacingBlank() + "\u{1D}3103001250\u{1D}3012"
    let reading = try #require(try Self.read(raw).readings.first)
    #expect(reading.gtin?.digits == "09506000134352")
    #expect(reading.lot == "LOT-7")
    #expect(reading.serial == "S/N_9")
    #expect(reading.expiry?.dateText == "2026-12-31")
    #expect(reading.bestBefore?.dateText == "2027-06-30")
    #expect(reading.netGrams == 1250)
    #expect(reading.count == 12)
    #expect(reading.text == "(01)09506000134352(15)270600(17)261231(10)LOT-7(21)S/N_9(3103)001250(30)12")
  }

  @Test func `The printed form reads as the symbol does`() throws {
    let printed = try #require(try Self.read("(01)09506000134352(10)A(B)(17)280200").readings.first)
    let symbol = try #require(try Self.read("]d2010950600013435210A(B)\u{1D}17280200").readings.first)
    #expect(printed.elements == symbol.elements)
    #expect(printed.expiry?.dateText == "2028-02-29")
    #expect(printed.text == symbol.text)
  }

  @Test(arguments: ["|", "~", "␝", "<GS>", "^]"])
  func `A substitute stands for the separator`(substitute: String) throws {
    let settings = ScannerSettings(separatorSubstitutes: [substitute])
    let reading = try #require(try Self.read("]C110AB\(substitute)21CD", settings).readings.first)
    #expect(reading.lot == "AB")
    #expect(reading.serial == "CD")
    let plain = try Self.read("]C0AB|CD", ScannerSettings(separatorSubstitutes: ["|"]))
    #expect(plain.readings.first?.key == "AB|CD")
  }

  @Test func `A parcel's label gives its number, what is in it and how many`() throws {
    let reading = try #require(try Self.read("]C10010614141123456789702095060001343523740").readings.first)
    #expect(reading.sscc == "106141411234567897")
    #expect(reading.contentGtin?.digits == "09506000134352")
    #expect(reading.gtin == nil)
    #expect(reading.count == 40)
  }

  @Test(arguments: [(0, 999_999_000), (1, 99_999_900), (3, 999_999), (4, 100_000), (5, 10_000)] as [(Int, Int64)])
  func `A net weight is grams wherever its point stands`(decimals: Int, grams: Int64) throws {
    #expect(try Self.read("]C1310\(decimals)999999").readings.first?.netGrams == grams)
  }

  @Test(arguments: [
    ("", ScanFault.empty), ("\r\n", .empty), ("]C0", .empty), ("]C1", .empty), ("]C1\u{1D}", .noElement),
    ("]y7ABC", .unknownSymbologyIdentifier("]y7")), ("]C", .unknownSymbologyIdentifier("]C")),
    ("]E04006381333932", .wrongCheckDigit(code: "4006381333932", found: "2", expected: "1")),
    ("]E0400638133393", .wrongCheckDigit(code: "400638133393", found: "3", expected: "0")),
    ("]E040063813339", .wrongLength(found: 11, expected: [13, 12])), ("]E04006381E33931", .notDigits("4006381E33931")),
    ("]E112", .addOnAlone("12")), ("]C1010950600013435", .cutElement(identifier: "01", found: 13, expected: 14)),
    ("]C10109506000134353", .wrongCheckDigit(code: "09506000134353", found: "3", expected: "2")),
    ("]C11726", .cutElement(identifier: "17", found: 2, expected: 6)),
    ("]C117261301", .noSuchDate(identifier: "17", text: "261301")),
    ("]C10109506000134352310", .cutIdentifier("310")), ("]C1990\u{1D}88ABC", .unknownIdentifier("88AB", position: 4)),
    ("]C110", .cutElement(identifier: "10", found: 0, expected: 1)),
    ("]C110ABCDEFGHIJKLMNOPQRSTUVWXYZ", .longElement(identifier: "10", found: 26, allowed: 20)),
    ("]C110AB C", .wrongCharacter(identifier: "10", character: " ", position: 4)),
    ("]C110AB\u{1D}10CD", .contradiction(identifier: "10", first: "AB", second: "CD")),
    ("]C0A\u{1D}B", .controlCharacter(0x1D, position: 1)), ("A\u{0}B", .controlCharacter(0, position: 1)),
    ("A\u{202E}B", .controlCharacter(0x202E, position: 1)),
    ("12\u{1D}", .cutElement(identifier: "12", found: 0, expected: 6)),
  ])
  func `A scan that is no code says what was found and expected`(raw: String, fault: ScanFault) throws {
    #expect(try Self.fault(raw) == fault)
  }

  @Test func `A wrong check digit without an identifier is text with a doubt`() throws {
    let scan = try Self.read("4006381333932")
    #expect(scan.readings.map(\.form) == [.text])
    #expect(scan.doubts == [.wrongCheckDigit(code: "4006381333932", found: "2", expected: "1")])
    let cut = try Self.read("01095060001343")
    #expect(!cut.readings.isEmpty)
    #expect(try Self.read("010950600013435").looksCut)
    #expect(try Self.read("40063813339314006381333931").doubts == [.doubled("4006381333931")])
  }

  @Test func `Prefix, suffix and the maker's letters come off in the order that is set`() throws {
    let ids: [String: Symbology] = ["A": .ean13, "D": .code128]
    let table: [(ScannerSettings.CodeIdPlace, String)] = [
      (.absent, "~~4006381333931##"), (.beforePrefix, "A~~4006381333931##"), (.afterPrefix, "~~A4006381333931##"),
      (.beforeSuffix, "~~4006381333931A##"), (.afterSuffix, "~~4006381333931##A"),
      (.absent, "]E0~~4006381333931##\r\n"),
      (.absent, "~~]E04006381333931##\t"), (.afterPrefix, "~~]E04006381333931##"), (.absent, "4006381333931"),
    ]
    for (place, raw) in table {
      let settings = ScannerSettings(
        prefixes: ["", "~", "~~"], suffixes: ["##", ""], codeIdPlace: place, codeIds: ids)
      let scan = try Self.read(raw, settings)
      #expect(scan.readings.map(\.gtin?.digits) == ["04006381333931"], "\(place) \(raw)")
    }
  }

  @Test(arguments: [
    ("https://id.example/01/09506000134352/10/AB%2F1/21/S9?17=261200&x=1#top", "AB/1"),
    ("]Q1HTTP://shop.example/a/b/01/9506000134352/10/AB%2f1?17=261231", "AB/1"),
    ("]d1https://x/01/09506000134352/22/2A/10/%41?17=261231;15=270101", "A"),
  ])
  func `A web address on a label names its item`(raw: String, lot: String) throws {
    let scan = try Self.read(raw)
    #expect(scan.readings.map(\.form) == [.elements, .text])
    #expect(scan.readings.first?.gtin?.digits == "09506000134352")
    #expect(scan.readings.first?.lot == lot)
    #expect(scan.readings.first?.expiry?.dateText == "2026-12-31")
  }

  @Test(arguments: [
    "https://example.com", "https://example.com/01", "https://example.com/01/09506000134353",
    "https://01/09506000134352",
    "https://", "http://?01=1", "https://x/01/09506000134352/ZZ/1", "ftp://x/01/09506000134352",
    "https://x/01/09506000134352?17=261301", "https://x/01/%0/10",
  ])
  func `An address that names none is text`(raw: String) throws {
    #expect(try Self.read(raw).readings.map(\.form) == [.text])
  }

  @Test func `An imager's burst is cut into its codes`() {
    #expect(ScannerSettings.codes(in: "A-1\r\nB-2\nC-3\t\r\n") == ["A-1", "B-2", "C-3"])
  }
}

extension String {
  /// No blank is among the characters of an element.
  func replacingBlank() -> String { String(map { $0 == " " ? "_" : $0 }) }
}
