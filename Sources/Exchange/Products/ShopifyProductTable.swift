import Domain

/// Makes products of the rows of a Shopify product table.
final class ShopifyProductTable: ProductTable {
  override func plain(_ name: String) -> String { ShopifyProductCSV.plain(name) }

  override func bare(_ cell: String) -> String { SpreadsheetGuard.spared(cell) }

  override func product(
    _ rows: [ProductRow], _ sink: (IntakeItem) throws -> Void
  ) throws -> (Product, Instant?, used: Int)? {
    guard let first = rows.first else { return nil }
    let handle = first.text(column("Handle")).trimmingSpaces
    let title = first.text(column("Title"))
    if title.isEmpty && column("Title") != nil {
      for row in rows {
        try sink(.refused(RowIssue(line: row.line, field: "Title", code: .orphanRow, found: handle), raw: row.raw))
      }
      return nil
    }
    var product = Product(id: 0, number: handle, title: title)
    product.brand = first.text(column("Vendor"))
    product.body = first.text(column("Body (HTML)") ?? column("Body HTML"))
    product.category = first.text(column("Type"))
    product.tags = Self.tags(first.text(column("Tags")))
    product.review = review(first)
    for number in 1...3 {
      let name = first.text(column("Option\(number) Name"))
      if !name.isEmpty { product.optionNames.append(name) }
    }
    if header != ShopifyProductCSV.columns { product.extras[ShopifyProductCSV.Layout.columns] = columnList }
    var used = 0
    var pattern: [String] = []
    for (index, row) in rows.enumerated() {
      do {
        pattern.append(try take(row, isFirst: index == 0, &product))
        used += 1
      } catch let fault as RowRefusal {
        try sink(.refused(fault.issue, raw: row.raw))
      }
    }
    guard used > 0 else { return nil }
    if rows.count > 1, rows[1].text(column("Title")) == title, !title.isEmpty {
      product.extras[ShopifyProductCSV.Layout.repeats] = "1"
    }
    let usual = ShopifyProductCSV.pattern(variants: product.variants.count, pictures: product.images.count)
    if pattern != usual { product.extras[ShopifyProductCSV.Layout.rows] = pattern.joined(separator: " ") }
    return (product, nil, used)
  }

  static func tags(_ text: String) -> [String] {
    // As the store keeps them, so that what it hands back still compares with what the file said.
    Tags.cleaned(text.split(separator: ",").map(String.init))
  }

  private struct RowRefusal: Error {
    var issue: RowIssue
  }

  private var columnList: String { header.joined(separator: "\u{1f}") }

  /// Puts a row into the product: `vp` variant and picture, `v`, `p`, `-` neither.
  private func take(_ row: ProductRow, isFirst: Bool, _ product: inout Product) throws -> String {
    var kind = ""
    let options = product.optionNames.indices.map { row.text(column("Option\($0 + 1) Value")) }
    let hasPicture = !row.text(column("Image Src")).isEmpty
    var hasVariant = header.indices.contains {
      ShopifyProductCSV.isVariantColumn(header[$0]) && !row.text($0).isEmpty
    }
    // A row that repeats every column and shows a known variant again is there for its picture.
    let sku = row.text(column("Variant SKU"))
    if hasVariant, !isFirst, hasPicture,
      product.variants.contains(where: { $0.optionValues == options && $0.sku == sku })
    {
      hasVariant = false
    }
    if hasVariant || (isFirst && column("Option1 Value") != nil) {
      product.variants.append(try variant(row, options, position: product.variants.count + 1))
      kind += "v"
    }
    if hasPicture {
      let number = product.images.count + 1
      let given = row.text(column("Image Position"))
      let position = WholeNumber.read(given).flatMap { Int(exactly: $0) } ?? number
      product.images.append(
        ProductImage(
          address: row.text(column("Image Src")), position: position, alt: row.text(column("Image Alt Text"))))
      if given != String(position) {
        product.extras[ShopifyProductCSV.Layout.picture(number, "Image Position")] = given
      }
      kind += "p"
    }
    keepRest(row, isFirst, kind, &product)
    return kind.isEmpty ? "-" : kind
  }

  /// Keeps by column whatever the fields do not give back as it stood.
  private func keepRest(_ row: ProductRow, _ isFirst: Bool, _ kind: String, _ product: inout Product) {
    for (index, name) in header.enumerated() where column(name) == index {
      let text = row.text(index)
      if ShopifyProductCSV.isPictureColumn(name) { continue }
      if text.isEmpty && !(kind.contains("v") && ShopifyProductCSV.isVariantColumn(name)) { continue }
      if ShopifyProductCSV.isVariantColumn(name) {
        if !kind.contains("v") {
          product.extras[ShopifyProductCSV.Layout.picture(max(product.images.count, 1), name)] = text
        } else if let variant = product.variants.last, ShopifyProductCSV.canonical(name, variant) != text {
          product.variants[product.variants.count - 1].extras[name] = text
        }
      } else if isFirst {
        if ShopifyProductCSV.canonical(name, product) != text { product.extras[name] = text }
      } else if kind.contains("v") {
        if text != (product.extras[name] ?? ShopifyProductCSV.canonical(name, product)) {
          product.variants[product.variants.count - 1].extras[name] = text
        }
      }
    }
  }

  private func variant(_ row: ProductRow, _ options: [String], position: Int) throws -> Variant {
    var variant = Variant(position: position, sku: row.text(column("Variant SKU")), optionValues: options)
    let currency = context.currency ?? .none
    if let price = try money("Variant Price", row, currency) { variant.prices = [price] }
    variant.compareAtPrice = try money("Variant Compare At Price", row, currency)
    let barcode = SpreadsheetGuard.unforced(row.text(column("Variant Barcode")))
    if !barcode.isEmpty { variant.barcodes = [Barcode(code: barcode)] }
    let grams = row.text(column("Variant Grams"))
    if !grams.isEmpty {
      guard let amount = Amount.read(grams),
        let whole = Rounding.halfUp.quotient(
          amount.digits, Amount.powers[amount.decimals])
      else { throw refusal("Variant Grams", .wrongNumber, row) }
      variant.declared.grams = whole
    }
    variant.requiresShipping = Truth.read(row.text(column("Variant Requires Shipping"))) ?? true
    variant.taxable = Truth.read(row.text(column("Variant Taxable"))) ?? true
    variant.customs.hsCode = row.text(column("Variant HS Code") ?? column("HS Code")).filter(\.isNumber)
    let origin = row.text(column("Variant Country of Origin") ?? column("Country of Origin"))
    variant.customs.origin = Countries.code(origin) ?? ""
    return variant
  }

  private func money(_ name: String, _ row: ProductRow, _ currency: Currency) throws -> Money? {
    let text = row.text(column(name)).trimmingSpaces
    if text.isEmpty { return nil }
    guard let amount = Amount.read(text, currency: currency), let units = amount.minorUnits else {
      throw refusal(name, .wrongAmount, row)
    }
    return Money(minorUnits: units, currency: amount.currency ?? currency)
  }

  private func refusal(_ name: String, _ code: IssueCode, _ row: ProductRow) -> RowRefusal {
    RowRefusal(issue: RowIssue(line: row.line, field: name, code: code, found: row.text(column(name))))
  }

  private func review(_ row: ProductRow) -> ReviewState {
    switch row.text(column("Status")).lowercased() {
    case "active": .approved
    case "archived": .retired
    case "draft": .draft
    default: Truth.read(row.text(column("Published"))) == true ? .approved : .draft
    }
  }
}
