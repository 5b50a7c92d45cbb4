/// The posts' customs forms, with the fields that the Universal Postal Union gives them, in English and French.
extension PaperParcel {
  private static let certificate =
    "I, the undersigned, whose name and address are given on the item, certify that the particulars given in this "
    + "declaration are correct and that this item does not contain any dangerous article or articles prohibited by "
    + "legislation or by postal or customs regulations."

  /// Kinds of goods that one CN22 and one CN23 have room for.
  static let cn22Lines = 4
  static let cn23Lines = 6

  var cn22Sheets: [PaperSheet] {
    let parts = declaration.lines.sheets(of: PaperParcel.cn22Lines)
    return parts.enumerated().map { index, lines in cn22(lines, sheet: index + 1, of: parts.count) }
  }

  private func cn22(_ lines: [Declaration.Line], sheet number: Int, of count: Int) -> PaperSheet {
    var sheet = PaperSheet(PaperSheet.cn22)
    sheet.box(15, 15, 710, 1020, line: 4)
    sheet.text("CUSTOMS DECLARATION", 30, 26, 500, 40, size: 36, bold: true)
    sheet.text("DÉCLARATION EN DOUANE", 30, 68, 450, 28, size: 24)
    sheet.text("CN 22", 560, 26, 150, 46, size: 46, bold: true, align: .end)
    sheet.text("May be opened officially / Peut être ouvert d'office", 30, 98, 400, 24, size: 19)
    sheet.text(count > 1 ? "Sheet \(number) of \(count)" : "", 520, 76, 190, 24, size: 20, align: .end)
    sheet.text(tracking, 440, 100, 270, 28, size: 22, bold: true, align: .end)
    sheet.rule(15, 132, across: 710)
    sheet.ticks(declaration.category, 30, 144, 340, size: 24)
    sheet.rule(15, 250, across: 710)
    sheet.text("From", 30, 258, 80, 20, size: 18)
    let ioss = ioss.isEmpty ? "" : "IOSS " + ioss
    let from = [sender.party.latinLines.first ?? "", sender.party.countryLine, ioss].filter { !$0.isEmpty }
    sheet.text(from.joined(separator: " · "), 110, 256, 600, 26, size: 22)
    let bottom = sheet.table(
      [
        PaperColumn(title: "Quantity and detailed description of contents (1)", width: 400),
        PaperColumn(title: "Net weight, kg (2)", width: 130, align: .end),
        PaperColumn(title: "Value and currency (3)", width: 180, align: .end),
      ],
      rows(lines, upTo: PaperParcel.cn22Lines) { line in
        [
          "\(line.quantity) × \(line.name)\nHS \(line.hsCode)  Origin \(line.origin)",
          line.netGrams.map(kilograms) ?? "", line.value?.withCode ?? "",
        ]
      }, at: 15, 290, head: 50, row: 92, size: 26)
    let isLast = number == count
    sheet.table(
      [
        PaperColumn(title: "HS tariff number (4) and origin (5): with each line", width: 400),
        PaperColumn(title: "Total weight, kg (6)", width: 130, align: .end),
        PaperColumn(title: "Total value (7)", width: 180, align: .end),
      ],
      [
        isLast
          ? ["Gross weight and value of the whole item", gross, declaration.total.withCode]
          : ["Goes on with the next sheet", "", ""]
      ], at: 15, bottom, head: 44, row: 56, size: 26)
    sheet.text(PaperParcel.certificate, 30, bottom + 112, 680, 110, size: 19)
    sheet.rule(15, bottom + 230, across: 710)
    sheet.text("Date and sender's signature (8)", 30, bottom + 236, 320, 20, size: 18)
    sheet.text("\(date)  \(sender.signer)", 350, bottom + 236, 360, 44, size: 30, bold: true, align: .end)
    return sheet
  }

  /// Four by six inches for the label printer's roll; A5 where a page is printed.
  func cn23Sheets(for format: PaperFormat) -> [PaperSheet] {
    let parts = declaration.lines.sheets(of: PaperParcel.cn23Lines)
    return parts.enumerated().map { index, lines in
      let sheet = cn23(lines, sheet: index + 1, of: parts.count)
      return format == .pdf ? sheet.scaled(onto: PaperSheet.a5) : sheet
    }
  }

  private func cn23(_ lines: [Declaration.Line], sheet number: Int, of count: Int) -> PaperSheet {
    var sheet = PaperSheet(PaperSheet.roll)
    sheet.box(15, 15, 986, 1494, line: 4)
    sheet.text("CUSTOMS DECLARATION", 30, 26, 420, 40, size: 34, bold: true)
    sheet.text("DÉCLARATION EN DOUANE", 30, 66, 330, 28, size: 22)
    sheet.text("May be opened officially / Peut être ouvert d'office", 30, 96, 380, 24, size: 17)
    sheet.text("CN 23", 30, 124, 180, 50, size: 46, bold: true)
    sheet.text(count > 1 ? "Sheet \(number) of \(count)" : "", 230, 140, 170, 26, size: 20)
    let code = tracking.isEmpty ? self.number : tracking
    sheet.code(.code128, code, 450, 28, 540, 110)
    sheet.text(code, 450, 142, 540, 36, size: 30, bold: true, align: .centre)
    sheet.rule(15, 185, across: 986)
    parties(&sheet)
    sheet.text("Category of item (10)", 30, 512, 400, 22, size: 18)
    sheet.ticks(declaration.category, 30, 536, 320, size: 24)
    let bottom = sheet.table(
      [
        PaperColumn(title: "Detailed description of contents (1)", width: 306),
        // As wide as its longest word, which is not to be broken.
        PaperColumn(title: "Quantity (2)", width: 130, align: .end),
        PaperColumn(title: "Net weight, kg (3)", width: 130, align: .end),
        PaperColumn(title: "Value and currency (5)", width: 170, align: .end),
        PaperColumn(title: "HS tariff number (7)", width: 150, align: .end),
        PaperColumn(title: "Origin (8)", width: 100, align: .centre),
      ],
      rows(lines, upTo: PaperParcel.cn23Lines) { line in
        [
          line.name + (line.material.isEmpty ? "" : "\n" + line.material), String(line.quantity),
          line.netGrams.map(kilograms) ?? "", line.value?.withCode ?? "", line.hsCode, line.origin,
        ]
      }, at: 15, 645, head: 48, row: 78, size: 24)
    let isLast = number == count
    sheet.entry("Total gross weight, kg (4)", isLast ? gross : "", 30, bottom + 10, 280, 62, size: 30, bold: true)
    sheet.entry(
      "Total value (6)", isLast ? declaration.total.withCode : "Goes on with the next sheet", 330, bottom + 10, 330, 62,
      size: 30, bold: true)
    sheet.entry(
      "Postal charges (9)", isLast ? declaration.freight?.withCode ?? "" : "", 680, bottom + 10, 310, 62, size: 26)
    sheet.rule(15, bottom + 80, across: 986)
    sheet.entry("Comments (11)", declaration.comments, 30, bottom + 88, 960, 60, size: 24)
    sheet.rule(15, bottom + 152, across: 986)
    sheet.entry("Licence (12)", declaration.licence, 30, bottom + 160, 310, 56, size: 24)
    sheet.entry("Certificate (13)", declaration.certificate, 350, bottom + 160, 310, 56, size: 24)
    sheet.entry("Invoice (14)", set.kinds.contains(.invoice) ? order : "", 670, bottom + 160, 320, 56, size: 24)
    sheet.rule(15, bottom + 222, across: 986)
    sheet.text(PaperParcel.certificate, 30, bottom + 230, 560, 112, size: 19)
    sheet.entry(
      "Date and sender's signature (15)", "\(date)\n\(sender.signer)", 620, bottom + 230, 370, 110, size: 30,
      bold: true)
    return sheet
  }

  private func parties(_ sheet: inout PaperSheet) {
    sheet.text("From / De", 30, 192, 200, 22, size: 18, bold: true)
    sheet.text(sender.party.latinLinesWithPhone.joined(separator: "\n"), 30, 216, 455, 196, size: 25)
    sheet.text(sender.party.localName, 230, 190, 255, 26, size: 22, optional: true, language: "zh-cn")
    sheet.rule(500, 185, down: 320)
    sheet.text("To / À", 515, 192, 200, 22, size: 18, bold: true)
    sheet.text(
      receiver.linesWithPhone.joined(separator: "\n"), 515, 216, 475, 196, size: 25,
      language: PaperText.language(of: receiver.country))
    sheet.rule(15, 418, across: 986)
    let reference = [
      sender.eori.isEmpty ? "" : "EORI " + sender.eori, ioss.isEmpty ? "" : "IOSS " + ioss,
    ]
    sheet.entry(
      "Sender's customs reference", reference.filter { !$0.isEmpty }.joined(separator: "\n"), 30, 424, 455, 78, size: 24
    )
    sheet.entry("Importer's reference, tax code", receiver.taxId, 515, 424, 230, 78, size: 24)
    sheet.entry("Importer's e-mail", receiver.email, 755, 424, 235, 78, size: 22)
    sheet.rule(15, 505, across: 986)
  }

  private var gross: String { declaration.grossGrams.map(kilograms) ?? "" }

  private func rows(_ lines: [Declaration.Line], upTo count: Int, _ cells: (Declaration.Line) -> [String]) -> [[String]]
  {
    lines.map(cells) + Array(repeating: [], count: max(0, count - lines.count))
  }
}

extension PaperSheet {
  fileprivate mutating func ticks(_ category: Declaration.Category, _ x: Int, _ y: Int, _ width: Int, size: Int) {
    let words: [(Declaration.Category, String)] = [
      (.gift, "Gift / Cadeau"), (.documents, "Documents"), (.sale, "Sale of goods / Vente"),
      (.sample, "Commercial sample"), (.returned, "Returned goods / Retour"), (.other, "Other / Autre"),
    ]
    let columns = width * 3 < self.width - x ? 3 : 2
    for (index, (kind, said)) in words.enumerated() {
      tick(
        kind == category, said, x + index % columns * width, y + index / columns * (size + 10), width - 10, size: size)
    }
  }
}
