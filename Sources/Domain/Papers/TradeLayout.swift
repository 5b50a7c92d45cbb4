/// What goes with goods between merchants, on A4.
extension PaperParcel {
  static let invoiceLines = 20
  static let packingLines = 24

  var invoiceSheets: [PaperSheet] {
    let parts = declaration.lines.sheets(of: PaperParcel.invoiceLines)
    return parts.enumerated().map { index, lines in
      invoice(lines, from: index * PaperParcel.invoiceLines, sheet: index + 1, of: parts.count)
    }
  }

  private func invoice(_ lines: [Declaration.Line], from first: Int, sheet number: Int, of count: Int) -> PaperSheet {
    var sheet = PaperSheet(PaperSheet.a4)
    head("COMMERCIAL INVOICE", on: &sheet, number, count)
    let columns = [
      PaperColumn(title: "No.", width: 80, align: .end), PaperColumn(title: "Description of goods", width: 640),
      PaperColumn(title: "HS code", width: 210), PaperColumn(title: "Origin", width: 110, align: .centre),
      PaperColumn(title: "Quantity", width: 150, align: .end),
      PaperColumn(title: "Net kg", width: 160, align: .end),
      PaperColumn(title: "Unit value", width: 200, align: .end),
      PaperColumn(title: "Total", width: 250, align: .end),
    ]
    let rows = lines.enumerated().map { offset, line in
      [
        String(first + offset + 1), "\(line.name)\n\(line.sku)", line.hsCode, line.origin, String(line.quantity),
        line.netGrams.map(kilograms) ?? "", line.unitValue, line.value?.withCode ?? "",
      ]
    }
    let bottom = sheet.table(columns, rows, at: 150, 1010, head: 54, row: 72, size: 30)
    if number < count { return sheet }
    totals(on: &sheet, below: bottom)
    sheet.text(
      "We declare that the information in this invoice is true and correct, and that the contents of this shipment "
        + "are as stated above.", 150, 2700, 1100, 80, size: 28)
    sheet.rule(1300, 2760, across: 650)
    sheet.text("\(date)  \(sender.signer)", 1300, 2710, 650, 48, size: 36, bold: true, align: .centre)
    sheet.text("Date, name and signature", 1300, 2770, 650, 34, size: 24, align: .centre)
    return sheet
  }

  private func head(_ title: String, on sheet: inout PaperSheet, _ number: Int, _ count: Int) {
    sheet.text(title, 150, 130, 1100, 80, size: 66, bold: true)
    sheet.text(sender.party.localName, 150, 215, 1100, 50, size: 38, optional: true, language: "zh-cn")
    sheet.text("Page \(number) of \(count)", 1450, 130, 500, 40, size: 28, align: .end)
    sheet.code(.code128, self.number, 1350, 180, 600, 90)
    sheet.box(150, 300, 900, 430)
    sheet.box(1047, 300, 903, 430)
    sheet.text("Exporter", 170, 312, 300, 34, size: 26, bold: true)
    sheet.text(sender.party.latinLinesWithPhone.joined(separator: "\n"), 170, 350, 860, 260, size: 34)
    let numbers = [
      sender.eori.isEmpty ? "" : "EORI " + sender.eori, sender.vat.isEmpty ? "" : "VAT " + sender.vat,
      ioss.isEmpty ? "" : "IOSS " + ioss,
    ].filter { !$0.isEmpty }
    sheet.text(numbers.joined(separator: "\n"), 170, 615, 860, 108, size: 28)
    sheet.text("Importer, sold to", 1070, 312, 400, 34, size: 26, bold: true)
    sheet.text(
      receiver.linesWithPhone.joined(separator: "\n"), 1070, 350, 860, 300, size: 34,
      language: PaperText.language(of: receiver.country))
    let reached = [receiver.taxId.isEmpty ? "" : "Tax id " + receiver.taxId, receiver.email].filter { !$0.isEmpty }
    sheet.text(reached.joined(separator: "\n"), 1070, 655, 860, 70, size: 28)
    let facts = [
      ("Number", order), ("Date", date), ("Parcel", self.number), ("Carrier", carrier), ("Tracking", tracking),
      ("Incoterm", declaration.incoterm), ("Reason", declaration.category.english),
      ("Currency", declaration.currency.code),
    ]
    for (index, fact) in facts.enumerated() {
      sheet.entry(fact.0, fact.1, 150 + index % 4 * 450, 760 + index / 4 * 110, 415, 96, size: 34)
    }
  }

  private func totals(on sheet: inout PaperSheet, below top: Int) {
    let sum = [declaration.freight, declaration.insurance].compactMap(\.self).reduce(declaration.total) {
      (try? $0.adding($1)) ?? $0
    }
    let lines = [
      ("Goods", declaration.total.withCode), ("Freight", declaration.freight?.withCode ?? ""),
      ("Insurance", declaration.insurance?.withCode ?? ""), ("Total", sum.withCode),
    ].filter { !$0.1.isEmpty }
    for (index, line) in lines.enumerated() {
      let y = top + 16 + index * 50
      sheet.text(line.0, 1250, y, 240, 44, size: 34, bold: index == lines.count - 1)
      sheet.text(line.1, 1500, y, 442, 44, size: 34, bold: index == lines.count - 1, align: .end)
    }
    sheet.entry("Packages", "1", 150, top + 20, 200, 84, size: 34)
    sheet.entry("Net kg", declaration.netGrams.map(kilograms) ?? "", 380, top + 20, 240, 84, size: 34)
    sheet.entry("Gross kg", declaration.grossGrams.map(kilograms) ?? "", 640, top + 20, 240, 84, size: 34)
    sheet.text(declaration.comments, 150, top + 120, 1050, 90, size: 28)
  }

  var packingSheets: [PaperSheet] {
    let parts = declaration.lines.sheets(of: PaperParcel.packingLines)
    return parts.enumerated().map { index, lines in
      packing(lines, from: index * PaperParcel.packingLines, sheet: index + 1, of: parts.count)
    }
  }

  private func packing(_ lines: [Declaration.Line], from first: Int, sheet number: Int, of count: Int) -> PaperSheet {
    var sheet = PaperSheet(PaperSheet.a4)
    head("PACKING LIST", on: &sheet, number, count)
    let columns = [
      PaperColumn(title: "No.", width: 80, align: .end), PaperColumn(title: "SKU", width: 420),
      PaperColumn(title: "Description", width: 760), PaperColumn(title: "Quantity", width: 200, align: .end),
      PaperColumn(title: "Net kg", width: 340, align: .end),
    ]
    let rows = lines.enumerated().map { offset, line in
      [
        String(first + offset + 1), line.sku, line.name, String(line.quantity), line.netGrams.map(kilograms) ?? "",
      ]
    }
    let bottom = sheet.table(columns, rows, at: 150, 1010, head: 54, row: 62, size: 32)
    if number < count { return sheet }
    sheet.entry("Carton", self.number, 150, bottom + 20, 260, 84, size: 34)
    sheet.entry("Box", box ?? "", 430, bottom + 20, 240, 84, size: 34)
    let measured = sides.map { side in "\(side / 10)" }.joined(separator: " × ")
    sheet.entry("Sides, cm", measured, 690, bottom + 20, 340, 84, size: 34)
    sheet.entry("Net kg", declaration.netGrams.map(kilograms) ?? "", 1050, bottom + 20, 260, 84, size: 34)
    sheet.entry(
      "Gross kg", declaration.grossGrams.map(kilograms) ?? "", 1330, bottom + 20, 260, 84, size: 34, bold: true)
    let units = declaration.lines.reduce(0) { $0 + $1.quantity }
    sheet.entry("Units", String(units), 1610, bottom + 20, 240, 84, size: 34, bold: true)
    return sheet
  }
}

extension Declaration.Line {
  /// For people: the line's total is what counts.
  fileprivate var unitValue: String {
    guard let value, quantity > 0, let units = Rounding.halfUp.quotient(value.minorUnits, quantity) else { return "" }
    return Money(minorUnits: units, currency: value.currency).amount
  }
}

extension Declaration.Category {
  /// As forms have it.
  public var english: String {
    switch self {
    case .sale: "Sale of goods"
    case .gift: "Gift"
    case .sample: "Commercial sample"
    case .documents: "Documents"
    case .returned: "Returned goods"
    case .other: "Other"
    }
  }
}
