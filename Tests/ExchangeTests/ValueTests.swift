import Domain
import Exchange
import TestSupport
import Testing

struct ValueTests {
  @Test func `The given vectors of amounts and dates hold`() throws {
    guard let vectors = SharedData.json("marketplace-exports/value-vectors.json") as? [String: [[Any]]] else { return }
    for pair in try #require(vectors["money_minor_units"]) {
      let text = try #require(pair[0] as? String)
      #expect(Amount.read(text)?.minorUnits == (pair[1] as? Int).map { Int64($0) }, "\(text)")
    }
    for pair in try #require(vectors["dates_utc"]) {
      let text = try #require(pair[0] as? String)
      #expect(DateText.read(text)?.iso8601 == pair[1] as? String, "\(text)")
    }
  }

  @Test(
    arguments: [
      ("1.024,50", 102450, nil), ("116,99 €", 11699, "EUR"), ("￥12.30", 1230, "CNY"), ("¥1200", 1200, "JPY"),
      ("-3", -300, nil), ("1\u{a0}024,50", 102450, nil), ("１２．５０", 1250, nil), ("EUR 12,00", 1200, "EUR"),
      ("12.30 GBP", 1230, "GBP"), ("CHF 1'250.00", 125000, "CHF"), ("1,024", 102400, nil), ("0,125", 13, nil),
      ("(12,50 €)", -1250, "EUR"), ("R$ 1.234,56", 123456, "BRL"), ("1,234,567.89", 123_456_789, nil),
      ("1.234.567", 123_456_700, nil), ("USD5", 500, "USD"), ("12.3", 1230, nil), (".5", 50, nil), ("5-", -500, nil),
      ("1,02,400.50", 10_240_050, nil), ("0.005", 1, nil), ("JPY 500", 500, "JPY"), ("KWD 1.005", 1005, "KWD"),
      ("49.000₫", 49_000, "VND"), ("Rp20.000", 2_000_000, "IDR"), ("JPY 1.980", 1980, "JPY"), ("JPY 980.000", 980, "JPY"),
      ("1.980 EUR", 198, "EUR"), ("-(3.00)", -300, nil),
    ] as [(String, Int64, String?)])
  func `Amounts are read in every notation`(text: String, units: Int64, currency: String?) throws {
    let amount = try #require(Amount.read(text))
    #expect(amount.minorUnits == units)
    #expect(amount.currency?.code == currency)
  }

  @Test(arguments: ["", "abc", "12,34,5", "1.2.3", "--", "12 34 x", "€", "1,2,3", "99999999999999999999", "(5", "5)"])
  func `What is no amount is none`(text: String) { #expect(Amount.read(text) == nil) }

  @Test func `A lone separator before three digits is read as the column shows`() {
    #expect(Amount.read("1,024", decimal: .comma)?.minorUnits == 102)
    #expect(Amount.read("1,024", decimal: .point)?.minorUnits == 102_400)
    #expect(Amount.read("1.024", decimal: .comma)?.minorUnits == 102_400)
    #expect(Amount.read("1,024", currency: Currency("KWD"))?.minorUnits == 1024)
    #expect(Amount.read("1.980", currency: Currency("JPY"))?.minorUnits == 1980)
    #expect(Amount.read("1.980", currency: Currency("JPY"), decimal: .point)?.minorUnits == 2)
    #expect(Amount.read("0.001")?.units(times: 1500) == 150)
  }

  @Test(arguments: [
    ("10-Dez-25", "2025-12-10T12:00:00Z"), ("10.12.2025", "2025-12-10T12:00:00Z"), ("22.09.26", "2026-09-22T12:00:00Z"),
    ("2026年9月22日", "2026-09-22T12:00:00Z"), ("2026/9/22 8:05:03", "2026-09-22T08:05:03Z"),
    ("22 Sep 2026", "2026-09-22T12:00:00Z"), ("Aug-01-26", "2026-08-01T12:00:00Z"),
    ("22 septembre 2026", "2026-09-22T12:00:00Z"), ("22 de septiembre de 2026", "2026-09-22T12:00:00Z"),
    ("22 settembre 2026", "2026-09-22T12:00:00Z"), ("22. März 2026", "2026-03-22T12:00:00Z"),
    ("1790089451", "2026-09-22T15:04:11Z"), ("1790089451000", "2026-09-22T15:04:11Z"),
    ("2026-09-22T15:04:11.250Z", "2026-09-22T15:04:11.250Z"), ("22/09/2026 16:02", "2026-09-22T16:02:00Z"),
    ("Tue, Sep 22, 2026 4:02 PM", "2026-09-22T16:02:00Z"), ("22-Sep-26 09:12:44 PDT", "2026-09-22T16:12:44Z"),
    ("2026年9月22日 下午4:02", "2026-09-22T16:02:00Z"), ("2026-09-22 09:12:44 GMT+8", "2026-09-22T01:12:44Z"),
    ("20260922", "2026-09-22T12:00:00Z"), ("Sep 22, 2026 12:05:00 AM", "2026-09-22T00:05:00Z"),
    ("1er août 2026", "2026-08-01T12:00:00Z"), ("2026-09-22 8:05", "2026-09-22T08:05:00Z"),
  ])
  func `Dates are read in every notation`(text: String, iso: String) {
    #expect(DateText.read(text)?.iso8601 == iso)
  }

  @Test(arguments: [
    "", "not-a-date", "2026-13-01", "2026-02-30", "32.01.2026", "12", "99/99/9999", "Sep 2026", "25:99",
  ])
  func `What is no date is none`(text: String) { #expect(DateText.read(text) == nil) }

  @Test func `Day and month follow the file's order unless a number tells`() {
    #expect(DateText.read("03/04/2026", order: .dayFirst)?.iso8601 == "2026-04-03T12:00:00Z")
    #expect(DateText.read("03/04/2026", order: .monthFirst)?.iso8601 == "2026-03-04T12:00:00Z")
    #expect(DateText.read("22/04/2026", order: .monthFirst)?.iso8601 == "2026-04-22T12:00:00Z")
  }

  @Test(arguments: [
    ("United Kingdom", "GB"), ("EIRE", "IE"), ("USA", "US"), ("Deutschland", "DE"), ("中国", "CN"), ("deu", "DE"),
    ("fr", "FR"), ("Österreich", "AT"), ("The Netherlands", "NL"), ("U.S.A.", "US"), ("Côte d’Ivoire", "CI"),
    ("Espagne", "ES"), ("Czech Republic", "CZ"), ("South Korea", "KR"), ("Türkiye", "TR"), ("Hong Kong", "HK"),
  ])
  func `Countries are known by code and name`(words: String, code: String) { #expect(Countries.code(words) == code) }

  @Test func `Words that name no country stay words`() {
    #expect(Countries.code("Channel Islands") == nil)
    #expect(Countries.code("Unspecified") == nil)
  }

  @Test func `Whole numbers, shares and truths`() {
    #expect(WholeNumber.read("17850.0") == 17850)
    #expect(WholeNumber.read("1,200") == 1200)
    #expect(WholeNumber.read("-3") == -3)
    #expect(WholeNumber.read("1.5") == nil)
    #expect(Percent.millionths("19 %") == 190_000)
    #expect(Percent.millionths("7,7%") == 77_000)
    #expect(Truth.read("Ja") == true)
    #expect(Truth.read("perhaps") == nil)
  }

  @Test func `Mojibake is mended only where all of it is`() {
    #expect(TextRepair.mojibake("MÃ¼ller") == "Müller")
    #expect(TextRepair.mojibake("Müller") == nil)
    #expect(TextRepair.mojibake("MÃ¼ller Müller") == nil)
    #expect(TextRepair.mojibake("plain") == nil)
    #expect(TextRepair.mojibake("å¼\u{a0}ä¸‰") == "张三" || TextRepair.mojibake("å¼ ä¸‰") == nil)
  }
}
