internal import Domain

extension Undo {
  static func revertProduct(_ entry: JournalEntry, _ work: Work) throws -> [FieldChange] {
    let current = try current(Product.self, entry, work)
    let id = current.id
    let isWithdrawn = try ProductTable.isWithdrawn(id, in: work.writer)
    if entry.makesRecord {
      if isWithdrawn { return [] }
      let later = try laterChanges(entry, in: work.writer)
      if !later.isEmpty { return later }
      try ProductTable.withdraw(current, in: work)
      if let key = try rawKey(of: id, entry, in: work.writer) { try RawTable.withdraw(key, work) }
      try work.append(
        action: "undo", kind: "products", subject: id,
        changes: [FieldChange(field: "withdrawn", before: .flag(false), after: .flag(true))], undoes: entry.seq)
      return []
    }
    if entry.withdraws {
      guard isWithdrawn else { return [] }
      try bringBack(current, entry, work)
      if let key = try rawKey(of: id, entry, in: work.writer) {
        try RawTable.bringBack(key, withdrawnBy: entry, work)
      }
      return []
    }
    if isWithdrawn { throw ActionRefusal.withdrawn(kind: "products", current.number) }
    let ways = try putBack(current, entry, work)
    if ways.isEmpty { _ = try settleRaw(entry, work) { try rawKey(of: id, $0, in: work.writer) } }
    return ways
  }

  /// What the raw records of a product have in common: those under its own account and id, or those that the entry's
  /// import brought where another account knows the product by its number.
  private static func rawKey(of product: Int64, _ entry: JournalEntry, in reader: any Reader) throws -> RawTable.Key? {
    let source = try ProductTable.source(of: product, in: reader)
      .map { RawTable.Key(account: $0.account, kind: "products", externalId: $0.externalId) }
    guard let batch = entry.batch, let account = try JournalTable.entry(batch, in: reader)?.subject,
      entry.action == "importProduct"
    else { return source }
    if let source, source.account == account {
      let isOwn = try reader.integer(
        """
        SELECT EXISTS (SELECT 1 FROM raw_records WHERE account_id = \(account) AND kind = 'products'
          AND external_id = \(source.externalId) AND batch = \(batch))
        """)
      if isOwn == 1 { return source }
    }
    return try reader.first(
      """
      SELECT external_id
      FROM raw_records
      WHERE account_id = \(account) AND kind = 'products' AND subject = \(product) AND batch = \(batch)
      """, { RawTable.Key(account: account, kind: "products", externalId: $0.text(0)) }) ?? source
  }
}

extension ProductTable {
  /// The product as it was just saved: variants that were new have their ids now, by which the journal names them.
  static func numbered(_ product: Product, in reader: any Reader) throws -> Product {
    if product.variants.allSatisfy({ $0.id != 0 }) { return product }
    return try load(product.id, in: reader) ?? product
  }
}

extension Product: ChangedRecord {
  static var kind: String { "products" }

  static func load(_ id: Int64, in reader: any Reader) throws -> Product? { try ProductTable.load(id, in: reader) }

  static func isWithdrawn(_ id: Int64, in reader: any Reader) throws -> Bool {
    try ProductTable.isWithdrawn(id, in: reader)
  }

  mutating func save(was old: Product, action: String, undoes: Int64?, isWithdrawn: Bool, in work: Work) throws {
    if let twice = skuTwice { throw ActionRefusal.product(.skuTaken(twice)) }
    for variant in variants where !variant.sku.isEmpty {
      let owner = try ProductTable.owner(ofSku: variant.sku, in: work.writer)
      if let owner, owner != id { throw ActionRefusal.product(.skuTaken(variant.sku)) }
    }
    version = old.version + 1
    if try !ProductTable.update(self, was: old, isWithdrawn: isWithdrawn, in: work) { throw StoreError.locked }
    self = try ProductTable.numbered(self, in: work.writer)
    try work.append(action: action, kind: "products", subject: id, changes: changes(since: old), undoes: undoes)
  }
}
