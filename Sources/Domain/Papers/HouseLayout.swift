/// A walk on paper, for whoever has no handheld: where to go, what to take, how many.
public struct PickListPaper: Hashable, Sendable {
  public struct Step: Hashable, Sendable {
    public var place: String
    public var sku: String
    public var title: String
    public var lot: String
    /// Scanned off the paper where the thing itself has none; empty where none is known.
    public var barcode: String
    public var quantity: Int64
    public var order: String
    public var bin: String

    public init(
      place: String, sku: String, title: String, lot: String = "", barcode: String = "", quantity: Int64,
      order: String = "", bin: String = ""
    ) {
      self.place = place
      self.sku = sku
      self.title = title
      self.lot = lot
      self.barcode = barcode
      self.quantity = quantity
      self.order = order
      self.bin = bin
    }
  }

  public var number: String
  public var warehouse: String
  public var wave: String
  public var steps: [Step]
  public var madeAt: Instant

  public init(number: String, warehouse: String, wave: String, steps: [Step], madeAt: Instant) {
    self.number = number
    self.warehouse = warehouse
    self.wave = wave
    self.steps = steps
    self.madeAt = madeAt
  }

  static let rows = 17

  public var layout: PaperLayout {
    let parts = steps.sheets(of: PickListPaper.rows)
    return PaperLayout(
      kind: .pickList,
      sheets: parts.enumerated().map { index, steps in sheet(steps, index + 1, of: parts.count) })
  }

  private func sheet(_ steps: [Step], _ number: Int, of count: Int) -> PaperSheet {
    var sheet = PaperSheet(PaperSheet.a4)
    sheet.text("PICK LIST \(self.number)", 150, 120, 1000, 80, size: 66, bold: true)
    sheet.text("Page \(number) of \(count)", 1450, 110, 500, 40, size: 28, align: .end)
    sheet.code(.code128, self.number, 1350, 155, 600, 100)
    sheet.entry("Warehouse", warehouse, 150, 210, 260, 80, size: 34)
    sheet.entry("Wave", wave, 430, 210, 260, 80, size: 34)
    sheet.entry("Units", String(self.steps.reduce(0) { $0 + $1.quantity }), 710, 210, 200, 80, size: 34)
    sheet.entry("Date", String(madeAt.iso8601.prefix(10)), 930, 210, 300, 80, size: 34)
    let columns = [
      PaperColumn(title: "Place", width: 300), PaperColumn(title: "SKU, goods", width: 640),
      PaperColumn(title: "Units", width: 130, align: .end), PaperColumn(title: "Order, bin", width: 310),
      PaperColumn(title: "Code", width: 420),
    ]
    let rows = steps.map { step in
      [
        step.place, step.sku + "\n" + step.title + (step.lot.isEmpty ? "" : "\nLot " + step.lot),
        String(step.quantity), [step.order, step.bin].filter { !$0.isEmpty }.joined(separator: "\n"),
      ]
    }
    sheet.table(columns, rows, at: 150, 310, head: 50, row: 145, size: 36)
    for (index, step) in steps.enumerated() {
      let top = 310 + 50 + index * 145
      let code = step.barcode.isEmpty ? step.sku : step.barcode
      let symbology: PaperSheet.Symbology = GTIN.isEAN13(code) ? .ean13 : .code128
      if BarcodeSize.modules(symbology, code).map({ $0 < 160 }) == true {
        sheet.code(symbology, code, 1540, top + 14, 400, 84)
      }
      sheet.text(code, 1540, top + 102, 400, 36, size: 26, align: .centre)
    }
    return sheet
  }
}

private enum GTIN {
  /// Thirteen digits with their check digit.
  static func isEAN13(_ text: String) -> Bool {
    let digits = Array(text.utf8)
    guard digits.count == 13, digits.allSatisfy({ 0x30...0x39 ~= $0 }) else { return false }
    let sum = digits.enumerated().reduce(0) { $0 + Int($1.element - 0x30) * ($1.offset % 2 == 0 ? 1 : 3) }
    return sum % 10 == 0
  }
}

/// What a carrier takes along in one go, to be signed.
public struct ManifestPaper: Hashable, Sendable {
  public struct Parcel: Hashable, Sendable {
    public var number: String
    public var order: String
    public var tracking: String
    public var country: String
    public var grams: Int64?

    public init(number: String, order: String, tracking: String, country: String, grams: Int64?) {
      self.number = number
      self.order = order
      self.tracking = tracking
      self.country = country
      self.grams = grams
    }
  }

  public var number: String
  public var carrier: String
  public var warehouse: String
  public var sender: PaperParty
  public var parcels: [Parcel]
  public var madeAt: Instant

  public init(
    number: String, carrier: String, warehouse: String, sender: PaperParty, parcels: [Parcel], madeAt: Instant
  ) {
    self.number = number
    self.carrier = carrier
    self.warehouse = warehouse
    self.sender = sender
    self.parcels = parcels
    self.madeAt = madeAt
  }

  static let rows = 40

  public var layout: PaperLayout {
    let parts = parcels.sheets(of: ManifestPaper.rows)
    return PaperLayout(
      kind: .manifest,
      sheets: parts.enumerated().map { index, parcels in
        sheet(parcels, from: index * ManifestPaper.rows, index + 1, of: parts.count)
      })
  }

  private func sheet(_ parcels: [Parcel], from first: Int, _ number: Int, of count: Int) -> PaperSheet {
    var sheet = PaperSheet(PaperSheet.a4)
    sheet.text("MANIFEST \(self.number)", 150, 120, 1000, 80, size: 66, bold: true)
    sheet.text("Page \(number) of \(count)", 1450, 110, 500, 40, size: 28, align: .end)
    sheet.code(.code128, self.number, 1350, 155, 600, 100)
    sheet.entry("Carrier", carrier, 150, 215, 420, 80, size: 36, bold: true)
    sheet.entry("Warehouse", warehouse, 590, 215, 220, 80, size: 34)
    sheet.entry("Date", String(madeAt.iso8601.prefix(10)), 830, 215, 260, 80, size: 34)
    sheet.text(sender.latinLines.joined(separator: ", "), 150, 305, 1800, 40, size: 28)
    let columns = [
      PaperColumn(title: "No.", width: 100, align: .end), PaperColumn(title: "Parcel", width: 240),
      PaperColumn(title: "Order", width: 560), PaperColumn(title: "Tracking number", width: 550),
      PaperColumn(title: "To", width: 100, align: .centre), PaperColumn(title: "kg", width: 250, align: .end),
    ]
    let rows = parcels.enumerated().map { offset, parcel in
      [
        String(first + offset + 1), parcel.number, parcel.order, parcel.tracking, parcel.country,
        parcel.grams.map(kilograms) ?? "",
      ]
    }
    let bottom = sheet.table(columns, rows, at: 150, 360, head: 50, row: 54, size: 32)
    if number < count { return sheet }
    sheet.entry("Parcels", String(self.parcels.count), 150, bottom + 16, 240, 84, size: 38, bold: true)
    let grams = self.parcels.reduce(0) { $0 + ($1.grams ?? 0) }
    sheet.entry("Weight, kg", kilograms(grams), 410, bottom + 16, 300, 84, size: 38, bold: true)
    sheet.rule(850, 2800, across: 500)
    sheet.text("Handed over: name, signature", 850, 2808, 500, 34, size: 24, align: .centre)
    sheet.rule(1450, 2800, across: 500)
    sheet.text("Taken over: name, signature, time", 1450, 2808, 500, 34, size: 24, align: .centre)
    return sheet
  }
}
