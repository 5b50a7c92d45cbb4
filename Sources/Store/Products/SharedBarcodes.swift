internal import Domain

/// Codes that several SKUs have for as many units: a scan of one cannot tell which is meant, and asks.
enum SharedBarcodes {
  /// The SKU that has the code already, for as many units: another variant of the product, or one of another product.
  static func owner(
    of code: Barcode, beside variants: some Sequence<Variant>, of product: Int64, in reader: any Reader
  ) throws -> String? {
    if let sibling = variants.first(where: { $0.barcodes.contains(code) }) { return sibling.sku }
    return try reader.first(
      """
      SELECT variants.sku
      FROM barcodes
      JOIN variants ON variants.id = barcodes.variant_id
      JOIN products ON products.id = variants.product_id
      WHERE barcodes.code = \(code.code) AND barcodes.pack_quantity = \(code.packQuantity)
        AND products.id <> \(product) AND products.withdrawn_at IS NULL
      ORDER BY variants.sku
      LIMIT 1
      """
    ) { $0.text(0) }
  }

  /// Refuses to put a code on a variant that is another SKU's. What stands there already stays.
  static func refuse(_ variant: Variant, was known: Variant?, in product: Product, _ reader: any Reader) throws {
    let others = product.variants.filter { $0.id != known?.id }
    for code in variant.barcodes where known?.barcodes.contains(code) != true {
      if let other = try owner(of: code, beside: others, of: product.id, in: reader) {
        throw ProductRefusal.barcodeTaken(code.code, by: other)
      }
    }
  }
}

extension Intake {
  /// Says of each code that a source brings which SKU has it already: what sources sell under one code goes in.
  func noteSharedBarcodes(of product: Product, was known: Product?, line: Int, in reader: any Reader) throws {
    let old = Set(known?.variants.flatMap { $0.barcodes.map(\.code) } ?? [])
    for (index, variant) in product.variants.enumerated() {
      for code in variant.barcodes where !old.contains(code.code) {
        let others = product.variants[..<index]
        if let other = try SharedBarcodes.owner(of: code, beside: others, of: product.id, in: reader) {
          note(RowIssue(line: line, field: "barcode", code: .sharedBarcode, found: "\(code.code): \(other)"))
        }
      }
    }
  }
}
