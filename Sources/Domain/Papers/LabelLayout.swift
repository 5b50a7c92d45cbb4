extension PaperParcel {
  /// The label of the house: for carriers that take any label with their number on it.
  var labelSheet: PaperSheet {
    var sheet = PaperSheet(PaperSheet.roll)
    sheet.text(carrier.isEmpty ? order : carrier, 30, 40, 690, 100, size: 84, bold: true)
    sheet.fill(756, 30, 230, 120)
    sheet.text(receiver.country, 756, 38, 230, 104, size: 96, bold: true, align: .centre, inverted: true)
    sheet.rule(30, 165, across: 956, line: 5)
    sheet.text("FROM", 30, 178, 120, 30, size: 24, bold: true)
    sheet.text(sender.party.latinLines.joined(separator: "\n"), 30, 210, 600, 225, size: 30)
    sheet.text(sender.party.localName, 650, 178, 336, 40, size: 30, optional: true, language: "zh-cn")
    sheet.entry("Order", order, 650, 225, 336, 62, size: 28)
    sheet.entry("Weight", weight, 650, 292, 160, 62, size: 28)
    sheet.entry("Date", date, 820, 292, 166, 62, size: 28)
    sheet.entry("Parcel", number, 650, 360, 336, 66, size: 32, bold: true)
    sheet.rule(30, 440, across: 956, line: 5)
    sheet.fill(30, 458, 84, 46)
    sheet.text("TO", 30, 462, 84, 40, size: 36, bold: true, align: .centre, inverted: true)
    sheet.text(
      receiver.linesWithPhone.joined(separator: "\n"), 135, 456, 851, 366, size: 50,
      language: PaperText.language(of: receiver.country))
    sheet.rule(30, 835, across: 956, line: 5)
    let code = tracking.isEmpty ? number : tracking
    sheet.code(.code128, code, 30, 860, 956, 300)
    sheet.text(code, 30, 1172, 956, 60, size: 54, bold: true, align: .centre)
    sheet.rule(30, 1250, across: 956, line: 5)
    sheet.code(.qr, code, 30, 1268, 226, 226)
    sheet.text(customsWords, 280, 1275, 706, 80, size: 34, bold: true)
    sheet.text(returnWords, 280, 1365, 706, 120, size: 26)
    return sheet
  }

  /// The way back: the buyer sends, the house receives.
  var returnSheet: PaperSheet {
    var sheet = PaperSheet(PaperSheet.roll)
    sheet.fill(0, 30, 1016, 120)
    sheet.text("RETURN", 30, 42, 956, 100, size: 92, bold: true, align: .centre, inverted: true)
    sheet.text("FROM", 30, 178, 120, 30, size: 24, bold: true)
    sheet.text(
      receiver.linesWithPhone.joined(separator: "\n"), 30, 210, 600, 225, size: 30,
      language: PaperText.language(of: receiver.country))
    sheet.entry("Order", order, 650, 225, 336, 62, size: 28)
    sheet.entry("Parcel", number, 650, 360, 336, 66, size: 32, bold: true)
    sheet.rule(30, 440, across: 956, line: 5)
    sheet.fill(30, 458, 84, 46)
    sheet.text("TO", 30, 462, 84, 40, size: 36, bold: true, align: .centre, inverted: true)
    sheet.text(sender.party.latinLinesWithPhone.joined(separator: "\n"), 135, 456, 851, 366, size: 50)
    sheet.rule(30, 835, across: 956, line: 5)
    sheet.code(.code128, "RET-" + number, 30, 860, 956, 300)
    sheet.text("RET-" + number, 30, 1172, 956, 60, size: 54, bold: true, align: .centre)
    sheet.rule(30, 1250, across: 956, line: 5)
    sheet.code(.qr, "RET-" + number, 30, 1268, 226, 226)
    sheet.text("Goods coming back to their seller.", 280, 1275, 706, 50, size: 34, bold: true)
    let goods = declaration.lines.map { "\($0.quantity) × \($0.sku)" }.joined(separator: ", ")
    sheet.text(goods, 280, 1335, 706, 150, size: 26)
    return sheet
  }

  var date: String { String(madeAt.iso8601.prefix(10)) }

  var weight: String { declaration.grossGrams.map { kilograms($0) + " kg" } ?? "" }

  private var customsWords: String {
    if !set.isAbroad { return "" }
    let papers = set.kinds.map { kind in
      switch kind {
      case .cn22: "CN22"
      case .cn23: "CN23"
      default: "INVOICE"
      }
    }
    return "CUSTOMS: " + papers.joined(separator: " + ")
  }

  private var returnWords: String {
    let goods = declaration.lines.reduce(0) { $0 + $1.quantity }
    return "\(goods) \(goods == 1 ? "unit" : "units"), \(declaration.lines.count) SKU\nIf undelivered return to sender."
  }
}

extension PaperParty {
  /// The address without the name in the house's own script, which not every printer has.
  var latinLines: [String] {
    var party = self
    party.localName = ""
    return party.addressLines
  }

  var latinLinesWithPhone: [String] { latinLines + (phone.isEmpty ? [] : ["Tel. " + phone]) }

  var linesWithPhone: [String] { addressLines + (phone.isEmpty ? [] : ["Tel. " + phone]) }
}
