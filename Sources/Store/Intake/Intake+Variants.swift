internal import Domain

extension Intake {
  /// A record of one variant: it belongs to the product that has its SKU, else to the one that the source names.
  func takeVariant(_ incoming: IncomingProduct, _ body: BodyDigest, _ work: Work) throws -> Outcome {
    guard let part = incoming.part, let said = incoming.product.variants.first else { return .unchanged(0) }
    guard let (old, index) = try home(of: said, part, in: work.writer) else {
      let name = said.sku.isEmpty ? incoming.externalId : said.sku
      return .refused(RowIssue(line: incoming.line, field: "sku", code: .unknownVariant, found: name))
    }
    let revisedAt = incoming.revisedAt ?? exportedAt
    let newest = try newestRecord(of: incoming.externalId, in: work.writer)
    let stamp = RevisionStamp(revisedAt: revisedAt, contentHash: body.contentHash)
    if let newest, newest.contentHash == body.contentHash { return .unchanged(old.id) }
    var product = old
    if newest.map({ stamp > $0 }) ?? true {
      if let index {
        product.variants[index] = said.over(old.variants[index])
      } else {
        var variant = said
        variant.position = (old.variants.map(\.position).max() ?? 0) + 1
        product.variants.append(variant)
      }
    }
    if product == old {
      _ = try keepRaw(incoming, old.id, revisedAt, body, work)
      return .unchanged(old.id)
    }
    try noteSharedBarcodes(of: product, was: old, line: incoming.line, in: work.writer)
    if try !ProductTable.update(product, was: old, in: work) { throw StoreError.locked }
    product = try ProductTable.numbered(product, in: work.writer)
    let salt = try keepRaw(incoming, old.id, revisedAt, body, work)
    try work.append(
      action: "importProduct", kind: "products", subject: old.id, changes: product.changes(since: old),
      bodyDigest: body.salted(salt))
    variants.forget()
    return .updated(old.id)
  }

  /// The product and the place of the variant in it; no place: the product has no such variant yet.
  private func home(of variant: Variant, _ part: IncomingProduct.Part, in reader: any Reader) throws
    -> (Product, Int?)?
  {
    var bySku: (Product, Int?)?
    if !variant.sku.isEmpty {
      let key = FoldedText.fold(variant.sku)
      let owner = try reader.integer(
        """
        SELECT variants.product_id
        FROM variants
        JOIN products ON products.id = variants.product_id
        WHERE variants.sku_key = \(key) AND products.withdrawn_at IS NULL
        """)
      if let owner, let product = try ProductTable.load(owner, in: reader),
        let index = product.variants.firstIndex(where: { FoldedText.fold($0.sku) == key })
      {
        bySku = (product, index)
      }
    }
    if bySku != nil || part.productId.isEmpty { return bySku }
    let parent = try reader.integer(
      """
      SELECT product_sources.product_id
      FROM product_sources
      JOIN products ON products.id = product_sources.product_id
      WHERE product_sources.account_id = \(account.id) AND product_sources.source_id = \(part.productId)
        AND products.withdrawn_at IS NULL
      """)
    guard let parent, let product = try ProductTable.load(parent, in: reader) else { return nil }
    let index =
      product.variants.firstIndex { !variant.optionValues.isEmpty && $0.optionValues == variant.optionValues }
      // A product whose variations came apart has one variant that stands for them.
      ?? product.variants.firstIndex { $0.optionValues.allSatisfy(\.isEmpty) && product.variants.count == 1 }
    return (product, index)
  }

  func newestRecord(of externalId: String, in reader: any Reader) throws -> RevisionStamp? {
    try reader.first(
      """
      SELECT revised_at, content_hash
      FROM raw_records
      WHERE account_id = \(account.id) AND kind = 'products' AND external_id = \(externalId) AND withdrawn_at IS NULL
      ORDER BY revised_at DESC, content_hash DESC
      LIMIT 1
      """
    ) { RevisionStamp(revisedAt: $0.instant(0), contentHash: $0.integer(1)) }
  }

  /// Remembers what the source calls a product, so that records of its variants find it.
  func keepSource(_ incoming: IncomingProduct, _ id: Int64, _ work: Work) throws {
    if incoming.sourceId.isEmpty { return }
    try work.writer.run(
      """
      INSERT INTO product_sources (account_id, source_id, product_id)
      VALUES (?, ?, ?)
      ON CONFLICT (account_id, source_id) DO UPDATE SET product_id = excluded.product_id
      """, [.integer(account.id), .text(incoming.sourceId), .integer(id)])
  }
}
