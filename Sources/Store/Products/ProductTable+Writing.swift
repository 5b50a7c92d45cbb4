internal import Domain

extension ProductTable {
  /// Writes a new product with its variants and search words.
  static func insert(_ product: Product, account: Int64?, externalId: String?, in work: Work) throws {
    try work.writer.run(
      """
      INSERT INTO products (id, version, number, number_key, account_id, external_id, title, title_key, brand, category,
        body, source, review, tags, option_names, images, translations, extras, variant_count, image_count, updated_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .integer(product.id), .integer(product.version), .text(product.number),
        .text(FoldedText.fold(product.number)), SQLValue(account), SQLValue(externalId),
      ] + values(product, at: work.now))
    for variant in product.variants { try insert(variant, of: product.id, in: work) }
    try mapWaitingLines(of: product, was: nil, in: work)
    try TextIndex.products.insert(product.id, words(product), in: work.writer)
  }

  /// Writes a changed product over the version that was read; variants keep their ids. Refused before anything is
  /// written where a variant that is gone is in use.
  static func update(_ product: Product, was old: Product, isWithdrawn: Bool = false, in work: Work) throws -> Bool {
    try refuseUsed(old.variants, without: product.variants, in: work.writer)
    try work.writer.run(
      """
      UPDATE products
      SET version = ?, number = ?, number_key = ?, title = ?, title_key = ?, brand = ?, category = ?, body = ?,
        source = ?, review = ?, tags = ?, option_names = ?, images = ?, translations = ?, extras = ?,
        variant_count = ?, image_count = ?, updated_at = ?, withdrawn_at = NULL
      WHERE id = ? AND version = ?
      """,
      [.integer(product.version), .text(product.number), .text(FoldedText.fold(product.number))]
        + values(product, at: work.now) + [.integer(product.id), .integer(old.version)])
    guard try work.writer.changedRows == 1 else { return false }
    try write(product.variants, over: old.variants, of: product.id, in: work)
    try mapWaitingLines(of: product, was: isWithdrawn ? nil : old, in: work)
    let (before, after) = (words(old), words(product))
    if before != after || isWithdrawn {
      if !isWithdrawn { try removeText(old, in: work) }
      try TextIndex.products.insert(product.id, after, in: work.writer)
    }
    return true
  }

  static func withdraw(_ product: Product, in work: Work) throws {
    try removeText(product, in: work)
    // Its SKUs are free again; they come back with it.
    try work.writer.run("UPDATE variants SET sku_key = NULL WHERE product_id = ?", [.integer(product.id)])
    for variant in product.variants where !variant.sku.isEmpty {
      var judged = JudgedLines()
      try judged.add(
        LineJudging(
          account: nil, key: FoldedText.fold(variant.sku), listing: "", standing: variant.id, shippedToo: true),
        in: work.writer)
      try judged.leave(after: nil, work)
    }
    try work.writer.run(
      "UPDATE products SET withdrawn_at = ?, updated_at = ? WHERE id = ?",
      [.integer(work.now.milliseconds), .integer(work.now.milliseconds), .integer(product.id)])
  }

  /// Lines that came before the SKU did find it now.
  private static func mapWaitingLines(of product: Product, was old: Product?, in work: Work) throws {
    let known = Set((old?.variants ?? []).map { FoldedText.fold($0.sku) })
    for variant in product.variants where !variant.sku.isEmpty {
      let key = FoldedText.fold(variant.sku)
      if known.contains(key) { continue }
      var judged = JudgedLines()
      try judged.add(LineJudging(account: nil, key: key, listing: ""), in: work.writer)
      try judged.leave(after: nil, work)
    }
  }

  private static func removeText(_ product: Product, in work: Work) throws {
    try TextIndex.products.remove(product.id, words(product), in: work.writer)
  }

  private static func values(_ product: Product, at now: Instant) -> [SQLValue] {
    [
      .text(product.title), .text(FoldedText.fold(product.title)), .text(product.brand), .text(product.category),
      .text(product.body), .text(product.source.rawValue), .text(product.review.rawValue),
      .text(product.tags.joined(separator: ",")), .text(Plain.list(product.optionNames.map(Plain.text)).json),
      .text(Plain.list(product.images.map(\.plain)).json),
      .text(Plain.list(product.translations.map(\.plain)).json),
      .text(Plain.map(product.extras.mapValues(Plain.text)).json), .integer(Int64(product.variants.count)),
      .integer(Int64(product.images.count)), .integer(now.milliseconds),
    ]
  }

  /// A variant that lines, mappings or kits refer to stays.
  private static func refuseUsed(_ old: [Variant], without kept: [Variant], in reader: any Reader) throws {
    let kept = Set(kept.map(\.id))
    for variant in old where !kept.contains(variant.id) {
      if try isUsed(variant, in: reader) { throw ActionRefusal.product(.variantInUse(variant.sku)) }
    }
  }

  static func isUsed(_ variant: Variant, in reader: any Reader) throws -> Bool {
    try reader.integer(
      """
      SELECT EXISTS (SELECT 1 FROM channel_skus WHERE variant_id = \(variant.id))
        OR EXISTS (SELECT 1 FROM order_lines WHERE variant_id = \(variant.id))
        OR EXISTS (SELECT 1 FROM kit_components WHERE variant_id = \(variant.id) OR kit_id = \(variant.id))
        OR EXISTS (SELECT 1 FROM sku_aliases WHERE variant_id = \(variant.id))
      """) == 1
  }

  private static func write(_ variants: [Variant], over old: [Variant], of product: Int64, in work: Work) throws {
    let kept = Set(variants.map(\.id))
    for variant in old where !kept.contains(variant.id) {
      try work.writer.run("DELETE FROM barcodes WHERE variant_id = ?", [.integer(variant.id)])
      try work.writer.run("DELETE FROM variants WHERE id = ?", [.integer(variant.id)])
    }
    // Free every SKU first: two variants may have swapped theirs.
    for variant in old where kept.contains(variant.id) {
      try work.writer.run("UPDATE variants SET sku_key = NULL WHERE id = ?", [.integer(variant.id)])
    }
    let known = Set(old.map(\.id))
    for variant in variants {
      if known.contains(variant.id) && variant.id != 0 {
        try work.writer.run("DELETE FROM barcodes WHERE variant_id = ?", [.integer(variant.id)])
        try update(variant, in: work)
      } else {
        try insert(variant, of: product, in: work)
      }
    }
  }

  private static func insert(_ variant: Variant, of product: Int64, in work: Work) throws {
    try work.writer.run(
      """
      INSERT INTO variants (id, product_id, position, sku, sku_key, option_values, prices, price, price_currency,
        compare_at, barcodes, grams, length_mm, width_mm, height_mm, measured_grams, measured_length_mm,
        measured_width_mm, measured_height_mm, hs, origin, declared_name, material, mid, hazards, requires_shipping,
        taxable, extras)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [variant.id == 0 ? .null : .integer(variant.id), .integer(product)] + values(variant))
    try insertBarcodes(variant, id: variant.id == 0 ? try work.writer.lastInsertedId : variant.id, in: work)
  }

  private static func update(_ variant: Variant, in work: Work) throws {
    try work.writer.run(
      """
      UPDATE variants
      SET position = ?, sku = ?, sku_key = ?, option_values = ?, prices = ?, price = ?, price_currency = ?,
        compare_at = ?, barcodes = ?, grams = ?, length_mm = ?, width_mm = ?, height_mm = ?, measured_grams = ?,
        measured_length_mm = ?, measured_width_mm = ?, measured_height_mm = ?, hs = ?, origin = ?, declared_name = ?,
        material = ?, mid = ?, hazards = ?, requires_shipping = ?, taxable = ?, extras = ?
      WHERE id = ?
      """, values(variant) + [.integer(variant.id)])
    try insertBarcodes(variant, id: variant.id, in: work)
  }

  private static func insertBarcodes(_ variant: Variant, id: Int64, in work: Work) throws {
    for barcode in variant.barcodes {
      try work.writer.run(
        """
        INSERT INTO barcodes (code, variant_id, pack_quantity)
        VALUES (?, ?, ?)
        ON CONFLICT (code, variant_id) DO NOTHING
        """, [.text(barcode.code), .integer(id), .integer(barcode.packQuantity)])
    }
  }

  private static func values(_ variant: Variant) -> [SQLValue] {
    let price = variant.prices.first
    return [
      .integer(Int64(variant.position)), .text(variant.sku),
      variant.sku.isEmpty ? .null : .text(FoldedText.fold(variant.sku)),
      .text(Plain.list(variant.optionValues.map(Plain.text)).json),
      .text(Plain.list(variant.prices.map(\.plain)).json), SQLValue(price?.minorUnits),
      SQLValue(price?.currency.code), SQLValue(variant.compareAtPrice?.minorUnits),
      .text(Plain.list(variant.barcodes.map(\.plain)).json), SQLValue(variant.declared.grams),
      SQLValue(variant.declared.lengthMillimetres), SQLValue(variant.declared.widthMillimetres),
      SQLValue(variant.declared.heightMillimetres), SQLValue(variant.measured.grams),
      SQLValue(variant.measured.lengthMillimetres), SQLValue(variant.measured.widthMillimetres),
      SQLValue(variant.measured.heightMillimetres), .text(variant.customs.hsCode), .text(variant.customs.origin),
      .text(variant.customs.declaredName), .text(variant.customs.material), .text(variant.customs.mid),
      .text(variant.hazards.map(\.rawValue).joined(separator: ",")), SQLValue(variant.requiresShipping),
      SQLValue(variant.taxable), .text(Plain.map(variant.extras.mapValues(Plain.text)).json),
    ]
  }
}
