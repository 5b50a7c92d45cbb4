public import Domain

/// A made-up parcel with all its papers: to try printers and fonts with, before a real one depends on them.
public enum Specimen {
  /// From Shenzhen to Germany, Japan or the United Arab Emirates.
  public static let countries = ["DE", "JP", "AE"]

  public static func parcel(to country: String, byCourier: Bool = false, isDear: Bool = false, at now: Instant)
    -> PaperParcel
  {
    let sender = PaperSender(
      party: PaperParty(
        name: "Li Wei", company: "Shenzhen Harbour Lights Trading Co., Ltd.", localName: "深圳市港灯贸易有限公司",
        lines: ["Unit 1203, Block B, Yantian Logistics Park", "18 Shenyan Road, Yantian District"], city: "Shenzhen",
        region: "Guangdong", postcode: "518083", country: "CN", phone: "+86 755 2526 0000",
        email: "export@harbourlights.example"),
      eori: country == "DE" ? "DE123456789012345" : "", vat: "91440300MA5EXAMPLE",
      ioss: country == "DE" ? "IM2760000001" : "", signer: "Li Wei")
    let each: Int64 = isDear ? 19_900 : 1_290
    let euro = Currency.euro
    let lines = [
      Declaration.Line(
        sku: "MUG-BLUE", name: "Ceramic mug with handle", material: "Stoneware", quantity: 2, netGrams: 680,
        value: Money(minorUnits: each * 2, currency: euro), hsCode: "691200", origin: "CN"),
      Declaration.Line(
        sku: "LAMP-USB-3W", name: "LED desk lamp, USB, without battery", material: "Plastic", quantity: 1,
        netGrams: 410, value: Money(minorUnits: each + 700, currency: euro), hsCode: "940521", origin: "CN"),
    ]
    var declaration = Declaration(
      summing: lines, currency: euro, grossGrams: 1_240, freight: Money(minorUnits: 490, currency: euro))
    declaration.comments = "Order of a private buyer."
    let rate = SpecialDrawingRight(currency: euro, micros: 1_165_000, date: "2026-11-20", source: "specimen")
    let receiver = receiver(in: country)
    return PaperParcel(
      number: "P-1042", order: "AMZ-\(country)-302-7719263-0028301", carrier: byCourier ? "DHL Express" : "China Post",
      tracking: byCourier ? "4212345674" : "RR123456785CN", box: "B3", sides: [300, 200, 150], sender: sender,
      receiver: receiver, declaration: declaration,
      set: PaperSet(
        from: .init(country: "CN", postcode: "518083"), to: .init(country: country, postcode: receiver.postcode),
        value: declaration.total, byCourier: byCourier, rate: rate), madeAt: now)
  }

  private static func receiver(in country: String) -> PaperParty {
    switch country {
    case "JP":
      PaperParty(
        name: "山田 花子", lines: ["千代田区丸の内一丁目九番一号", "グラントウキョウ 18階"], city: "東京都", postcode: "100-6701",
        country: "JP", phone: "+81 3 1234 5678", email: "hanako@example.jp")
    case "AE":
      PaperParty(
        name: "فاطمة الزهراء المنصوري", company: "شركة المنارة للتجارة",
        lines: ["شارع الشيخ زايد، برج النخيل، الطابق 12", "شقة 1204"],
        city: "دبي", country: "AE", phone: "+971 4 123 4567", email: "fatima@example.ae", taxId: "100123456700003")
    default:
      PaperParty(
        name: "Jürgen Groß", company: "Café Köln GmbH & Co. KG",
        lines: ["Weißenburger Straße 12a", "Hinterhof, 3. OG"],
        city: "München", postcode: "81667", country: "DE", phone: "+49 89 1234567", email: "j.gross@example.de")
    }
  }

  /// Every paper that a parcel can have.
  public static func papers(of parcel: PaperParcel, for format: PaperFormat) -> [PaperLayout] {
    let kinds: [PaperKind] = [.label, .cn22, .cn23, .invoice, .packingList, .returnLabel]
    return kinds.filter { format != .zpl || $0.fitsLabelPrinter }.compactMap { parcel.layout($0, for: format) }
  }
}
