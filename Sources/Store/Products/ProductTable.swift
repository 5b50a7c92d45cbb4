public import Domain

/// Products in the store, with their variants.
public enum ProductTable {
  public static func load(_ id: Int64, in reader: any Reader) throws -> Product? {
    guard
      var product = try reader.first(
        """
        SELECT id, version, number, title, brand, category, body, source, review, tags, option_names, images,
          translations, extras
        FROM products
        WHERE id = \(id)
        """, Product.init(row:))
    else { return nil }
    product.variants = try reader.all(
      """
      SELECT id, position, sku, option_values, prices, compare_at, barcodes, grams, length_mm, width_mm, height_mm,
        measured_grams, measured_length_mm, measured_width_mm, measured_height_mm, hs, origin, declared_name, material,
        mid, hazards, requires_shipping, taxable, extras
      FROM variants
      WHERE product_id = \(id)
      ORDER BY position
      """, Variant.init(row:))
    return product
  }

  /// The account and id that it came from; nil where it was made here.
  public static func source(of id: Int64, in reader: any Reader) throws -> (account: Int64, externalId: String)? {
    try reader.first(
      "SELECT account_id, external_id FROM products WHERE id = \(id) AND account_id IS NOT NULL"
    ) { ($0.integer(0), $0.optionalText(1) ?? "") }
  }

  static func isWithdrawn(_ id: Int64, in reader: any Reader) throws -> Bool {
    try reader.integer("SELECT COUNT(*) FROM products WHERE id = \(id) AND withdrawn_at IS NOT NULL") == 1
  }

  /// The product that owns a SKU, whatever its letter case.
  static func owner(ofSku sku: String, in reader: any Reader) throws -> Int64? {
    try reader.integer("SELECT product_id FROM variants WHERE sku_key = \(FoldedText.fold(sku))")
  }

  static func words(_ product: Product) -> String {
    SearchTerms.indexTerms(
      of: [product.number, product.title, product.brand, product.category]
        + product.variants.flatMap { [$0.sku, $0.customs.hsCode] + $0.barcodes.map(\.code) }
        + product.translations.filter { $0.field == "title" }.map(\.text))
  }
}

extension Product {
  fileprivate init(row: any Columns) {
    self.init(
      id: row.integer(0), version: row.integer(1), number: row.text(2), title: row.text(3), brand: row.text(4),
      category: row.text(5), body: row.text(6), source: ProductSource(rawValue: row.text(7)) ?? .custom,
      review: ReviewState(rawValue: row.text(8)) ?? .draft, tags: row.text(9).split(separator: ",").map(String.init),
      optionNames: Plain.texts(row.text(10)),
      images: (Plain(json: row.text(11))?.list ?? []).compactMap(ProductImage.init(plain:)),
      translations: (Plain(json: row.text(12))?.list ?? []).compactMap(Translation.init(plain:)),
      extras: (Plain(json: row.text(13))?.map ?? [:]).compactMapValues(\.text))
  }
}

extension Variant {
  init(row: any Columns) {
    let prices = (Plain(json: row.text(4))?.list ?? []).compactMap(Money.init(plain:))
    self.init(
      id: row.integer(0), position: Int(row.integer(1)), sku: row.text(2), optionValues: Plain.texts(row.text(3)),
      prices: prices,
      compareAtPrice: row.optionalInteger(5).map { Money(minorUnits: $0, currency: prices.first?.currency ?? .none) },
      barcodes: (Plain(json: row.text(6))?.list ?? []).compactMap(Barcode.init(plain:)),
      declared: Measures(
        grams: row.optionalInteger(7), lengthMillimetres: row.optionalInteger(8),
        widthMillimetres: row.optionalInteger(9), heightMillimetres: row.optionalInteger(10)),
      measured: Measures(
        grams: row.optionalInteger(11), lengthMillimetres: row.optionalInteger(12),
        widthMillimetres: row.optionalInteger(13), heightMillimetres: row.optionalInteger(14)),
      customs: CustomsProfile(
        hsCode: row.text(15), origin: row.text(16), declaredName: row.text(17), material: row.text(18),
        mid: row.text(19)),
      hazards: row.text(20).split(separator: ",").compactMap { Hazard(rawValue: String($0)) },
      requiresShipping: row.flag(21), taxable: row.flag(22),
      extras: (Plain(json: row.text(23))?.map ?? [:]).compactMapValues(\.text))
  }
}

extension Plain {
  static func texts(_ json: String) -> [String] { (Plain(json: json)?.list ?? []).compactMap(\.text) }
}
