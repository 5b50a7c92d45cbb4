import Domain

/// Medusa's product export (comma or semicolon): a row a variant, the product's columns repeated, one column a
/// currency.
public enum MedusaProductCSV {
  static let marks = [
    "Product Id", "Product Handle", "Product Title", "Product Status", "Variant Id", "Variant Title", "Variant Sku",
    "Variant Option 1 Name", "Variant Option 1 Value", "Product Discountable", "Product Thumbnail",
    "Variant Manage Inventory", "Variant Allow Backorder", "Product Is Giftcard", "Variant Variant Rank",
  ]

  static let format = Format(
    id: "medusa-products-csv", title: "Medusa products (CSV)", kinds: ["products"], goesOut: true,
    recognise: { ProductTable.match($0.records, marks: marks, needed: 4).score },
    makeReader: { TableReader(MedusaProductTable(context: $0, marks: marks, needed: 4)) })

  /// Columns that the export is known to have besides those that are read; others are named as unknown.
  static let others: Set<String> = [
    "product subtitle", "product external id", "product thumbnail", "product collection id", "product type id",
    "product created at", "product deleted at", "product discountable", "product is giftcard", "variant title",
    "variant id", "variant ean", "variant upc", "variant manage inventory", "variant allow backorder",
    "variant created at", "variant deleted at", "variant metadata", "variant product id", "variant updated at",
    "variant variant rank", "product sales channel 1", "product sales channel 2", "product metadata",
    "shipping profile id", "variant inventory quantity", "product collection title", "product collection handle",
    "product type", "product profile name", "product profile type",
  ]
}

/// Makes products of the rows of a Medusa product table.
final class MedusaProductTable: ProductTable {
  override func bare(_ cell: String) -> String { SpreadsheetGuard.bare(cell) }

  /// Medusa's first version left the `Variant` off some names: `Price EUR`, `Option 1 Name`, `Image 1 Url`.
  override func plain(_ name: String) -> String {
    let tight = ColumnNames.tight(name)
    if tight.hasPrefix("price ") || tight.hasPrefix("option ") { return "variant " + tight }
    if tight.hasPrefix("image "), tight.hasSuffix(" url") { return "product " + tight.dropLast(4) }
    return tight
  }

  override var keyColumn: String { column("Product Handle") == nil ? "Product Id" : "Product Handle" }

  private struct Price {
    var index: Int
    var name: String
    /// nil: a price for a region, kept aside.
    var currency: Currency?
  }

  private lazy var prices: [Price] = header.enumerated().compactMap { index, name in
    guard plain(name).hasPrefix("variant price ") else { return nil }
    let word = name.split(separator: " ").last.map(String.init) ?? ""
    return Price(index: index, name: name, currency: name.contains("[") ? nil : Currency(word))
  }

  override func checkHeader(_ sink: (IntakeItem) throws -> Void) throws {
    let read = Set(readColumns)
    for name in header {
      let tight = plain(name)
      if tight.isEmpty || read.contains(tight) || MedusaProductCSV.others.contains(tight) { continue }
      let numbered = [
        "product image ", "product tag ", "product category ", "variant option ", "product sales channel ",
      ]
      if numbered.contains(where: tight.hasPrefix) { continue }
      if tight.hasPrefix("variant price "), prices.contains(where: { $0.name == name && $0.currency != nil }) {
        continue
      }
      let isPrice = tight.hasPrefix("variant price ")
      let code: IssueCode = isPrice && !name.contains("[") ? .unknownCurrency : .unsupported
      try sink(.noted(RowIssue(line: headerLine, field: name, code: code, found: name)))
    }
  }

  private let readColumns = [
    "product id", "product handle", "product title", "product status", "product description", "product weight",
    "product length", "product width", "product height", "product hs code", "product origin country",
    "product mid code", "product material", "product updated at", "product tags", "variant sku", "variant barcode",
    "variant hs code",
    "variant origin country", "variant mid code", "variant material", "variant weight", "variant length",
    "variant width", "variant height",
  ]

  override func product(
    _ rows: [ProductRow], _ sink: (IntakeItem) throws -> Void
  ) throws -> (Product, Instant?, used: Int)? {
    guard let first = rows.first else { return nil }
    var product = Product(
      id: 0, number: first.text(column(keyColumn)).trimmingSpaces, title: first.text(column("Product Title")))
    if product.title.isEmpty {
      for row in rows {
        let issue = RowIssue(line: row.line, field: "Product Title", code: .missingValue)
        try sink(.refused(issue, raw: row.raw))
      }
      return nil
    }
    product.body = first.text(column("Product Description"))
    product.review = Self.reviews[first.text(column("Product Status")).lowercased()] ?? .draft
    product.tags = numbered("Product Tag", first)
    if product.tags.isEmpty {
      product.tags = Tags.cleaned(first.text(column("Product Tags")).split(separator: ",").map(String.init))
    }
    product.category = first.text(column("Product Category 1"))
    product.images = numbered("Product Image", first).enumerated().map {
      ProductImage(address: $1, position: $0 + 1)
    }
    product.optionNames = (1...10).map { first.text(column("Variant Option \($0) Name")) }.filter { !$0.isEmpty }
    for (index, name) in header.enumerated() where MedusaProductCSV.isProductColumn(name) && !isRead(name) {
      if !first.text(index).isEmpty { product.extras[name] = first.text(index) }
    }
    var used = 0
    for row in rows {
      if let issue = try take(row, &product, sink) {
        try sink(.refused(issue, raw: row.raw))
      } else {
        used += 1
      }
    }
    guard used > 0 else { return nil }
    return (product, DateText.read(first.text(column("Product Updated At"))), used)
  }

  private static let reviews: [String: ReviewState] = [
    "draft": .draft, "proposed": .inReview, "published": .approved, "rejected": .rejected,
  ]

  private func isRead(_ name: String) -> Bool {
    let tight = plain(name)
    return readColumns.contains(tight) || tight.hasPrefix("product tag ") || tight.hasPrefix("product image ")
  }

  private func numbered(_ name: String, _ row: ProductRow) -> [String] {
    (1...50).map { row.text(column("\(name) \($0)")) }.filter { !$0.isEmpty }
  }

  /// Puts a row's variant into the product; the issue where it cannot.
  private func take(_ row: ProductRow, _ product: inout Product, _ sink: (IntakeItem) throws -> Void) throws
    -> RowIssue?
  {
    let options = (1...10).map { row.text(column("Variant Option \($0) Value")) }.prefix(product.optionNames.count)
    var variant = Variant(
      position: product.variants.count + 1, sku: row.text(column("Variant Sku")), optionValues: Array(options))
    var regional: [(name: String, text: String)] = []
    for price in prices where !row.text(price.index).isEmpty {
      let text = row.text(price.index)
      guard let amount = Amount.read(text, currency: price.currency), let units = amount.minorUnits else {
        return RowIssue(line: row.line, field: price.name, code: .wrongAmount, found: text)
      }
      guard let currency = price.currency else {
        variant.extras[price.name] = text
        regional.append((price.name, text))
        continue
      }
      variant.prices.append(Money(minorUnits: units, currency: currency))
    }
    // A region's price stands in where its currency has none of its own; else it is only kept.
    for (name, text) in regional {
      let code = name.drop { $0 != "[" }.dropFirst().prefix { $0 != "]" }
      let currency = Currency(code)
      if let currency, !variant.prices.contains(where: { $0.currency == currency }),
        let units = Amount.read(text, currency: currency)?.minorUnits
      {
        variant.prices.append(Money(minorUnits: units, currency: currency))
      } else {
        try sink(.noted(RowIssue(line: row.line, field: name, code: .unsupported, found: text)))
      }
    }
    for name in ["Variant Barcode", "Variant Ean", "Variant Upc"] {
      let code = SpreadsheetGuard.unforced(row.text(column(name)))
      if !code.isEmpty && !variant.barcodes.contains(where: { $0.code == code }) {
        variant.barcodes.append(Barcode(code: code))
      }
    }
    variant.customs.hsCode = either("Hs Code", row).filter(\.isNumber)
    variant.customs.origin = Countries.code(either("Origin Country", row)) ?? ""
    variant.customs.material = either("Material", row)
    variant.customs.mid = either("Mid Code", row)
    variant.declared = Measures(
      grams: WholeNumber.read(either("Weight", row)), lengthMillimetres: WholeNumber.read(either("Length", row)),
      widthMillimetres: WholeNumber.read(either("Width", row)),
      heightMillimetres: WholeNumber.read(either("Height", row)))
    for (index, name) in header.enumerated() where !MedusaProductCSV.isProductColumn(name) && !isRead(name) {
      let tight = plain(name)
      if tight.hasPrefix("variant price ") || tight.hasPrefix("variant option ") || row.text(index).isEmpty { continue }
      variant.extras[name] = row.text(index)
    }
    product.variants.append(variant)
    return nil
  }

  private func either(_ name: String, _ row: ProductRow) -> String {
    let own = row.text(column("Variant \(name)"))
    return own.isEmpty ? row.text(column("Product \(name)")) : own
  }
}

extension MedusaProductCSV {
  static func isProductColumn(_ name: String) -> Bool { ColumnNames.tight(name).hasPrefix("product ") }
}
