import Domain
import TestSupport
import Testing

extension PaperParcel {
  /// From Shenzhen to Munich.
  static var specimen: PaperParcel { specimen() }

  static func specimen(lines count: Int = 2, name: String = "Jürgen Groß") -> PaperParcel {
    let lines = (0..<count).map { index in
      Declaration.Line(
        sku: "MUG-\(index)", name: "Ceramic mug with handle", quantity: 2, netGrams: 300,
        value: Money(minorUnits: 1290, currency: .euro), hsCode: "691200", origin: "CN")
    }
    return PaperParcel(
      number: "P-7", order: "AMZ-DE-302-7719263-0028301", carrier: "China Post", tracking: "RR123456785CN", sides: [],
      sender: PaperSender(
        party: PaperParty(
          name: "Li Wei", company: "Harbour Lights", localName: "港灯", lines: ["18 Shenyan Road"], city: "Shenzhen",
          postcode: "518083", country: "CN"), signer: "Li Wei"),
      receiver: PaperParty(
        name: name, lines: ["Weißenburger Straße 12a"], city: "München", postcode: "81667", country: "DE"),
      declaration: Declaration(summing: lines, currency: .euro, grossGrams: 300 * Int64(count) + 100),
      set: PaperSet(
        from: .init(country: "CN"), to: .init(country: "DE", postcode: "81667"),
        value: Money(minorUnits: 2580, currency: .euro), byCourier: false,
        rate: SpecialDrawingRight(currency: .euro, micros: 1_165_000, date: "2026-11-20", source: "IMF")),
      madeAt: Instant(milliseconds: 1_795_324_800_000))
  }
}

/// One description of each paper, drawn to label printers' language as to pages.
@Suite struct PaperLayoutTests {
  private static let kinds: [PaperKind] = [.label, .cn22, .cn23, .invoice, .packingList, .returnLabel]

  @Test(arguments: kinds, [1, 4, 5, 23, 60])
  func `Everything stands on its sheet, and no text stands over another`(_ kind: PaperKind, _ lines: Int) throws {
    let layout = try #require(PaperParcel.specimen(lines: lines).layout(kind, for: .pdf))
    for sheet in layout.sheets {
      let frames = sheet.texts.map(\.frame) + sheet.codes.map(\.frame)
      for frame in frames {
        #expect(frame.x >= 0 && frame.y >= 0 && frame.width > 0 && frame.height > 0)
        #expect(frame.x + frame.width <= sheet.width && frame.y + frame.height <= sheet.height, "\(kind) \(frame)")
      }
      for (index, text) in sheet.texts.enumerated() {
        for other in sheet.texts.dropFirst(index + 1) where text.frame.overlaps(other.frame) {
          Issue.record("\(kind): “\(text.content)” stands over “\(other.content)”")
        }
        for code in sheet.codes where text.frame.overlaps(code.frame) {
          Issue.record("\(kind): “\(text.content)” stands over a code")
        }
      }
    }
  }

  @Test(arguments: kinds, [1, 4, 5, 23, 60])
  func `Every kind of goods stands on the paper once, and the total on its last sheet`(_ kind: PaperKind, _ lines: Int)
    throws
  {
    guard kind.isForCustoms || kind == .packingList else { return }
    let parcel = PaperParcel.specimen(lines: lines)
    let layout = try #require(parcel.layout(kind, for: .pdf))
    let mugs = layout.sheets.flatMap(\.texts).filter { $0.content.contains("Ceramic mug") }
    #expect(mugs.count == lines)
    if kind.isForCustoms {
      let total = "\(parcel.declaration.total.amount) EUR"
      let last = try #require(layout.sheets.last)
      #expect(last.texts.contains { $0.content == total })
    }
  }

  @Test(arguments: [203, 300])
  func `A label is four by six inches in dots, and its commands are allowed ones`(_ dotsPerInch: Int) throws {
    let layout = try #require(PaperParcel.specimen.layout(.label, for: .zpl))
    let zpl = try ZPLWriter(dotsPerInch: dotsPerInch).write(layout)
    #expect(zpl.contains(dotsPerInch == 203 ? "^PW812\n^LL1218" : "^PW1200\n^LL1800"))
    #expect(zpl.contains("^CI28"))
    // The number in subset B, its digits in pairs, and letters again.
    #expect(zpl.contains("^FD>:RR1>523456785>6CN^FS"))
    #expect(zpl.contains("Jürgen Groß"))
    #expect(try SanitisedZPL(Array(zpl.utf8)).stripped.isEmpty)
  }

  @Test func `Without fonts another script is refused by its words, and drawn where somebody can`() throws {
    let layout = try #require(PaperParcel.specimen(name: "山田 花子").layout(.label, for: .zpl))
    let refusal = #expect(throws: ZPLWriter.Refusal.self) { try ZPLWriter().write(layout) }
    guard case .noFont(let text)? = refusal else {
      Issue.record("refused otherwise: \(String(describing: refusal))")
      return
    }
    #expect(text.contains("山田 花子"))
    let drawn = try ZPLWriter(rasterise: { text, _ in
      ZPLWriter.Bitmap(width: 16, height: 1, bytes: [0xF0, UInt8(text.content.count % 256)])
    }).write(layout)
    #expect(drawn.contains("^GFA,2,2,2,F0"))
  }

  @Test func `Rare marks go, and letters that begin commands become numbers`() throws {
    #expect(PaperText.printable("Nguyễn Thị Hạnh") == "Nguyen Thi Hanh")
    #expect(PaperText.printable("Łódź, Århus, Niš") == "Łódź, Århus, Niš")
    #expect(PaperText.printable("東京") == nil)
    let zpl = try ZPLWriter().write(try #require(PaperParcel.specimen(name: "A^XZ~JR_b").layout(.label, for: .zpl)))
    #expect(zpl.contains("A_5EXZ_7EJR_5Fb"))
    #expect(try SanitisedZPL(Array(zpl.utf8)).stripped.isEmpty)
  }

  @Test(arguments: [
    ("RR123456785CN", 11), ("1234567890", 5), ("P-7", 3), ("12345", 4), ("12", 1), ("AB1234", 5), ("A123456B", 7),
    ("A12345B", 7),
  ])
  func `Digits go in pairs where that is shorter`(_ content: String, _ words: Int) {
    #expect(BarcodeSize.modules(.code128, content) == 11 * (words + 2) + 13)
  }

  @Test func `Lines of text tell what the paper tells`() throws {
    let text = try #require(PaperParcel.specimen.layout(.cn22, for: .txt)).plainText
    #expect(text.contains("CN 22"))
    #expect(text.contains("2 × Ceramic mug with handle, HS 691200  Origin CN  0.300  12.90 EUR"))
  }

  @Test func `A pick list has a code for each thing, a manifest every parcel`() {
    let steps = (1...40).map { index in
      PickListPaper.Step(
        place: "A-\(index)", sku: "MUG-\(index)", title: "Mug", barcode: index == 1 ? "4006381333931" : "", quantity: 1,
        order: "S-\(index)")
    }
    let list = PickListPaper(
      number: "R-1", warehouse: "SZ", wave: "W-1", steps: steps, madeAt: Instant(milliseconds: 0)
    ).layout
    #expect(list.sheets.flatMap(\.codes).filter { $0.symbology == .ean13 }.map(\.content) == ["4006381333931"])
    #expect(list.sheets.flatMap(\.codes).count == 40 + list.sheets.count)
    let parcels = (1...95).map { index in
      ManifestPaper.Parcel(number: "P-\(index)", order: "S-\(index)", tracking: "T\(index)", country: "DE", grams: 500)
    }
    let manifest = ManifestPaper(
      number: "M-1", carrier: "DHL", warehouse: "SZ", sender: PaperParty(company: "Harbour Lights", country: "CN"),
      parcels: parcels, madeAt: Instant(milliseconds: 0)
    ).layout
    #expect(manifest.sheets.count == 3)
    #expect(manifest.sheets.last?.texts.contains { $0.content == "47.500" } == true)
    for parcel in parcels {
      #expect(manifest.sheets.flatMap(\.texts).filter { $0.content == parcel.number }.count == 1)
    }
  }

  private func texts(_ parcel: PaperParcel) -> String {
    let kinds: [PaperKind] = [.cn22, .cn23, .invoice]
    return kinds.compactMap { parcel.layout($0, for: .pdf)?.plainText }.joined(separator: "\n")
  }

  @Test(
    arguments: [
      ("DE", "81667", 2580, true), ("FI", "00100", 15_000, true), ("GB", "BT1 5GS", 2580, true),
      ("DE", "81667", 15_001, false), ("JP", "100-6701", 2580, false), ("AE", "", 2580, false),
      ("GB", "EC1A 1BB", 2580, false), ("CH", "8001", 2580, false), ("ES", "35001", 2580, false),
      ("ES", "28001", 2580, true), ("RE", "97400", 2580, false), ("DE", "27498", 2580, false),
    ] as [(String, String, Int64, Bool)])
  func `The IOSS number stands on papers into the EU alone, and on none above its limit`(
    _ country: String, _ postcode: String, _ value: Int64, _ isShown: Bool
  ) {
    var parcel = PaperParcel.specimen(lines: 1)
    parcel.sender.ioss = "IM2760000001"
    parcel.receiver.country = country
    parcel.receiver.postcode = postcode
    parcel.declaration.lines[0].value = Money(minorUnits: value, currency: .euro)
    parcel.declaration = Declaration(summing: parcel.declaration.lines, currency: .euro, grossGrams: 400)
    let papers = texts(parcel)
    #expect(
      papers.split(separator: "IOSS IM2760000001", omittingEmptySubsequences: false).count == (isShown ? 4 : 1),
      "\(country) \(postcode)")
    var without = parcel
    without.sender.ioss = ""
    #expect((without.imprint(.cn22) == parcel.imprint(.cn22)) == !isShown)
  }

  @Test func `No word of a form's heading is wider than its column`() throws {
    for kind in [PaperKind.cn22, .cn23] {
      let sheet = try #require(PaperParcel.specimen.layout(kind, for: .zpl)?.sheets.first)
      for text in sheet.texts where text.isBold && text.content.contains("(") {
        // Bold letters of these forms are at most two thirds as wide as high.
        let longest = text.content.split(separator: " ").map(\.count).max() ?? 0
        #expect(longest * text.size * 2 / 3 <= text.frame.width, "\(kind): \(text.content)")
      }
    }
  }
}
