import Domain

/// Makes products of the rows of a supplier's list as a mapping profile says.
final class ProfiledProductTable: ProductTable {
  private let layout: ProductLayout
  private var bound: [ProductColumn: String] = [:]
  private var fields: BoundFilters = BoundFilters(header: [])

  init(layout: ProductLayout, context: ReadingContext) {
    self.layout = layout
    super.init(context: context, marks: layout.marks, needed: layout.marks.count, delimiter: layout.delimiter)
  }

  override var blankContinues: Bool { false }
  override var keyColumn: String { bound[.number] ?? bound[.sku] ?? "sku" }
  override func plain(_ name: String) -> String { ColumnNames.loose(name) }
  override func score(_ records: [[String]]) -> Int { layout.match(records).score }
  override func match(_ records: [[String]]) -> HeaderMatch { layout.match(records) }

  override func prepare(_ bytes: [UInt8], _ delimiter: UInt8) {
    super.prepare(bytes, delimiter)
    fields = BoundFilters(header: header)
    for (field, names) in layout.columns { bound[field] = names.first { column($0) != nil } }
  }

  override func checkHeader(_ sink: (IntakeItem) throws -> Void) throws {
    for field in ProductColumn.allCases where bound[field] == nil {
      guard let name = layout.columns[field]?.first else { continue }
      try sink(.noted(RowIssue(line: headerLine, field: field.rawValue, code: .notMapped, found: name)))
    }
  }

  override func isPassedOver(_ row: Row) -> IssueCode? {
    if fields.isFiltered(row, layout.filters) { return .notThisKind }
    let text = layout.footers.isEmpty ? "" : row.text.lowercased()
    if layout.footers.contains(where: text.contains) { return .footer }
    let key = column(keyColumn).map { row[$0].value } ?? .empty
    return SumWords.contains(key) ? .footer : nil
  }

  override func product(
    _ rows: [ProductRow], _ sink: (IntakeItem) throws -> Void
  ) throws -> (Product, Instant?, used: Int)? {
    guard let first = rows.first else { return nil }
    let number = SpreadsheetGuard.unforced(first.text(column(keyColumn)).trimmingSpaces)
    var product = Product(
      id: 0, number: number, title: text(.title, first), brand: text(.brand, first), category: text(.category, first),
      body: text(.body, first), source: .supplier)
    product.tags = ShopifyProductTable.tags(text(.tags, first))
    let options: [ProductColumn] = [.option1, .option2, .option3]
    product.optionNames = options.compactMap { bound[$0] }
    var used = 0
    for row in rows {
      do throws(RowRefusal) {
        if text(.title, row).isEmpty { throw refusal(.title, .missingValue, row) }
        let variant = try variant(row, product, options.filter { bound[$0] != nil })
        product.variants.append(variant)
        let picture = text(.image, row)
        if !picture.isEmpty, !product.images.contains(where: { $0.address == picture }) {
          product.images.append(ProductImage(address: picture, position: product.images.count + 1))
        }
        used += 1
      } catch {
        try sink(.refused(error.issue, raw: row.raw))
      }
      for note in notes { try sink(.noted(note)) }
      notes = []
    }
    // Options that no row fills are none.
    let filled = product.optionNames.indices.filter { place in
      product.variants.contains { !$0.optionValues[place].isEmpty }
    }
    product.optionNames = filled.map { product.optionNames[$0] }
    for place in product.variants.indices {
      let values = product.variants[place].optionValues
      product.variants[place].optionValues = filled.map { values[$0] }
    }
    if product.title.isEmpty { product.title = rows.map { text(.title, $0) }.first { !$0.isEmpty } ?? "" }
    guard used > 0 else { return nil }
    let stamp = text(.revisedAt, first)
    return (product, DateText.read(stamp, zone: context.zone, zoneNamed: context.zoneNamed), used)
  }

  // MARK: fields

  private struct RowRefusal: Error {
    var issue: RowIssue
  }

  private var notes: [RowIssue] = []

  private func variant(_ row: ProductRow, _ product: Product, _ options: [ProductColumn]) throws(RowRefusal) -> Variant
  {
    let sku = SpreadsheetGuard.unforced(raw(.sku, row))
    if sku.isEmpty, bound[.sku] != nil { throw refusal(.sku, .missingId, row) }
    var variant = Variant(position: product.variants.count + 1, sku: sku.isEmpty ? product.number : sku)
    if let taken = product.variants.first(where: { $0.sku.lowercased() == variant.sku.lowercased() }) {
      throw refusal(.sku, .skuTaken, row, found: taken.sku)
    }
    variant.optionValues = options.map { text($0, row) }
    for field in [ProductColumn.barcode, .barcode2] {
      let code = SpreadsheetGuard.unforced(raw(field, row))
      if !code.isEmpty, !variant.barcodes.contains(where: { $0.code == code }) {
        variant.barcodes.append(Barcode(code: code))
      }
    }
    variant.prices = try money(.price, row).map { [$0] } ?? []
    variant.compareAtPrice = try money(.compareAtPrice, row)
    variant.declared = Measures(
      grams: try measure(.grams, layout.weight, row),
      lengthMillimetres: try measure(.lengthMillimetres, layout.length, row),
      widthMillimetres: try measure(.widthMillimetres, layout.length, row),
      heightMillimetres: try measure(.heightMillimetres, layout.length, row))
    let hs = SpreadsheetGuard.unforced(raw(.hsCode, row))
    variant.customs.hsCode = hs.filter { $0.isASCII && $0.isNumber }
    if !hs.isEmpty, !(6...10).contains(variant.customs.hsCode.count) {
      throw refusal(.hsCode, .wrongNumber, row, found: hs)
    }
    let origin = text(.origin, row)
    variant.customs.origin = Countries.code(origin) ?? ""
    if !origin.isEmpty, variant.customs.origin.isEmpty { note(.origin, .unknownCountry, row, found: origin) }
    variant.customs.declaredName = text(.declaredName, row)
    variant.customs.material = text(.material, row)
    return variant
  }

  /// An amount that cannot be read refuses the row; a currency that is none only its price.
  private func money(_ field: ProductColumn, _ row: ProductRow) throws(RowRefusal) -> Money? {
    let words = raw(field, row)
    if words.isEmpty { return nil }
    var currency = layout.currency ?? context.currency ?? .none
    let code = raw(.currency, row)
    if !code.isEmpty {
      guard let named = CurrencySigns.currency(code, given: nil, hasDecimals: true), named != .none else {
        note(.currency, .unknownCurrency, row, found: code)
        return nil
      }
      currency = named
    }
    guard let amount = Amount.read(words, currency: currency, decimal: layout.decimal), let units = amount.minorUnits
    else { throw refusal(field, .wrongAmount, row, found: words) }
    return Money(minorUnits: units, currency: amount.currency ?? currency)
  }

  /// Whole grams or millimetres, rounded half up.
  private func measure(_ field: ProductColumn, _ unit: Int64, _ row: ProductRow) throws(RowRefusal) -> Int64? {
    let words = raw(field, row)
    if words.isEmpty { return nil }
    let digits = words.prefix { !$0.isLetter || $0 == "٫" }
    let own = words.dropFirst(digits.count).trimmingSpaces.lowercased()
    let factor = (field == .grams ? ProductLayout.weights[own] : ProductLayout.lengths[own]) ?? unit
    guard let amount = Amount.read(digits.trimmingSpaces, decimal: layout.decimal), amount.digits >= 0 else {
      throw refusal(field, .wrongNumber, row, found: words)
    }
    let (scaled, overflow) = amount.digits.multipliedReportingOverflow(by: factor)
    let (power, tooFine) = Amount.powers[amount.decimals].multipliedReportingOverflow(by: 1000)
    guard !overflow, !tooFine, let whole = Rounding.halfUp.quotient(scaled, power) else {
      throw refusal(field, .sumTooLarge, row, found: words)
    }
    return whole
  }

  private func raw(_ field: ProductColumn, _ row: ProductRow) -> String {
    let text = bound[field].map { row.text(column($0)).trimmingSpaces } ?? ""
    return text.isEmpty ? layout.constants[field] ?? "" : text
  }

  private func text(_ field: ProductColumn, _ row: ProductRow) -> String { SpreadsheetGuard.bare(raw(field, row)) }

  private func refusal(_ field: ProductColumn, _ code: IssueCode, _ row: ProductRow, found: String = "") -> RowRefusal {
    RowRefusal(issue: RowIssue(line: row.line, field: bound[field] ?? field.rawValue, code: code, found: found))
  }

  private func note(_ field: ProductColumn, _ code: IssueCode, _ row: ProductRow, found: String) {
    notes.append(RowIssue(line: row.line, field: bound[field] ?? field.rawValue, code: code, found: found))
  }
}
