internal import Domain

extension Intake {
  func take(_ incoming: IncomingProduct, _ body: BodyDigest, _ work: Work) throws -> Outcome {
    if incoming.part != nil { return try takeVariant(incoming, body, work) }
    let writer = work.writer
    let revisedAt = incoming.revisedAt ?? exportedAt
    if let twin = try writer.first(
      """
      SELECT raw_records.subject, raw_records.withdrawn_at IS NULL AND products.withdrawn_at IS NULL
      FROM raw_records
      JOIN products ON products.id = raw_records.subject
      WHERE raw_records.account_id = \(account.id) AND raw_records.kind = 'products'
        AND raw_records.external_id = \(incoming.externalId) AND raw_records.content_hash = \(body.contentHash)
      """, { ($0.integer(0), $0.flag(1)) }), twin.1
    {
      try keepSource(incoming, twin.0, work)
      return .unchanged(twin.0)
    }
    if let taken = try skuOfAnother(incoming, in: writer) {
      return .refused(RowIssue(line: incoming.line, field: "sku", code: .skuTaken, found: taken))
    }
    let known = try writer.first(
      """
      SELECT id, withdrawn_at
      FROM products
      WHERE (account_id = \(account.id) AND external_id = \(incoming.externalId))
        OR number_key = \(FoldedText.fold(incoming.product.number))
      ORDER BY CASE WHEN account_id = \(account.id) AND external_id = \(incoming.externalId) THEN 0 ELSE 1 END
      LIMIT 1
      """, { (id: $0.integer(0), withdrawn: !$0.isNull(1)) })
    let outcome: Outcome
    if let known, let old = try ProductTable.load(known.id, in: writer) {
      outcome = try update(old, withdrawn: known.withdrawn, incoming, revisedAt, body, work)
    } else {
      var product = incoming.product
      product.id = try Counter.next("products", in: writer)
      product.version = 1
      product.tags = Tags.cleaned(product.tags)
      try beginBatch(work)
      try noteSharedBarcodes(of: product, was: nil, line: incoming.line, in: writer)
      try ProductTable.insert(product, account: account.id, externalId: incoming.externalId, in: work)
      let salt = try keepRaw(incoming, product.id, revisedAt, body, work)
      try work.append(
        action: "importProduct", kind: "products", subject: product.id,
        changesJSON: "{\"review\":[null,\"\(product.review.rawValue)\"]}", bodyDigest: body.salted(salt))
      try keepSource(incoming, product.id, work)
      outcome = .imported(product.id)
    }
    variants.forget()
    return outcome
  }

  private func update(
    _ old: Product, withdrawn: Bool, _ incoming: IncomingProduct, _ revisedAt: Instant, _ body: BodyDigest, _ work: Work
  ) throws -> Outcome {
    let stamp = RevisionStamp(revisedAt: revisedAt, contentHash: body.contentHash)
    let newest = try newestRecord(of: incoming.externalId, in: work.writer)
    if let newest, newest.revisedAt == revisedAt, newest != stamp, try !says(incoming, whatStands: old, in: work.writer)
    {
      note(RowIssue(line: incoming.line, code: .conflict, found: incoming.externalId))
    }
    let isNewer = withdrawn || newest.map { stamp > $0 } ?? true
    try keepSource(incoming, old.id, work)
    let said = try work.writer.first("SELECT sources FROM products WHERE id = \(old.id)") { $0.optionalText(0) }
    var sources = FieldSources(newest: newest ?? stamp, text: withdrawn ? nil : said ?? nil)
    var product: Product
    var kept: [Variant] = []
    if isNewer {
      if newest != nil { sources.begin(stamp, keeping: old.saidGaps) }
      product = incoming.product.over(old)
      if incoming.keepsVariants, !old.variants.isEmpty { product.variants = old.variants }
      if !withdrawn {
        product = try HandEdits.kept(
          in: product, since: old, Product.editedHere, kind: "products", subject: old.id, work.writer)
      }
      for name in incoming.product.saidGaps { sources.note(name, from: stamp) }
      // What the source no longer sells was sold: the orders, mappings and kits that refer to it keep it here.
      kept = try old.variants.filter { variant in
        try !product.variants.contains { $0.id == variant.id } && ProductTable.isUsed(variant, in: work.writer)
      }
      for var variant in kept {
        variant.position = (product.variants.map(\.position).max() ?? 0) + 1
        product.variants.append(variant)
      }
    } else {
      product = incoming.product.filling(old, from: stamp, &sources, isEdited: try isEdited(old.id, in: work.writer))
      if old.variants.isEmpty { product.variants = incoming.product.variants }
    }
    let text = sources.text
    if text != (said ?? nil) {
      try work.writer.execute("UPDATE products SET sources = \(text) WHERE id = \(old.id)")
    }
    if product == old && !withdrawn {
      _ = try keepRaw(incoming, old.id, revisedAt, body, work)
      return .unchanged(old.id)
    }
    try noteSharedBarcodes(of: product, was: old, line: incoming.line, in: work.writer)
    for variant in kept { note(RowIssue(line: incoming.line, code: .variantKept, found: variant.sku)) }
    product.version = old.version + (withdrawn ? 1 : 0)
    if try !ProductTable.update(product, was: old, isWithdrawn: withdrawn, in: work) { throw StoreError.locked }
    product = try ProductTable.numbered(product, in: work.writer)
    let salt = try keepRaw(incoming, old.id, revisedAt, body, work)
    // Whoever undoes it takes a product that came back out again.
    try work.append(
      action: "importProduct", kind: "products", subject: old.id,
      changes: withdrawn
        ? [FieldChange(field: "review", before: .null, after: .text(product.review.rawValue))]
        : product.changes(since: old),
      bodyDigest: body.salted(salt))
    return withdrawn ? .imported(old.id) : .updated(old.id)
  }

  /// Whether all that the record says is what the product holds already, however its file is written.
  private func says(_ incoming: IncomingProduct, whatStands old: Product, in reader: any Reader) throws -> Bool {
    var product = incoming.product.over(old)
    if incoming.keepsVariants, !old.variants.isEmpty { product.variants = old.variants }
    product = try HandEdits.kept(
      in: product, since: old, Product.editedHere, kind: "products", subject: old.id, reader)
    return product.changes(since: old).isEmpty
  }

  /// Whether anybody has changed the product here.
  private func isEdited(_ id: Int64, in reader: any Reader) throws -> Bool {
    try reader.integer(
      """
      SELECT COUNT(*)
      FROM journal
      WHERE kind = 'products' AND subject = \(id) AND action <> 'importProduct'
      """) ?? 0 > 0
  }

  /// A SKU of the incoming product that another product has already.
  private func skuOfAnother(_ incoming: IncomingProduct, in reader: any Reader) throws -> String? {
    for variant in incoming.product.variants where !variant.sku.isEmpty {
      let owner = try reader.first(
        """
        SELECT products.account_id, products.external_id, products.number_key
        FROM variants
        JOIN products ON products.id = variants.product_id
        WHERE variants.sku_key = \(FoldedText.fold(variant.sku))
        """, { (account: $0.optionalInteger(0), externalId: $0.optionalText(1), number: $0.text(2)) })
      guard let owner else { continue }
      let isSame =
        owner.account == account.id && owner.externalId == incoming.externalId
        || owner.number == FoldedText.fold(incoming.product.number)
      if !isSame { return variant.sku }
    }
    return nil
  }

  func keepRaw(
    _ incoming: IncomingProduct, _ id: Int64, _ revisedAt: Instant, _ body: BodyDigest, _ work: Work
  ) throws -> Int64 {
    let key = RawTable.Key(account: account.id, kind: "products", externalId: incoming.externalId)
    return try keepRaw(key, subject: id, revisedAt, body, body: incoming.raw, work)
  }
}
