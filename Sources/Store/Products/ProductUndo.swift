internal import Domain

extension Undo {
  static func revertProduct(_ entry: JournalEntry, _ work: Work) throws -> [FieldChange] {
    guard let id = entry.subject, let current = try ProductTable.load(id, in: work.writer) else {
      throw ActionRefusal.noSuchRecord(kind: "products", String(entry.subject ?? 0))
    }
    let isWithdrawn = try ProductTable.isWithdrawn(id, in: work.writer)
    if entry.makesRecord {
      if isWithdrawn { return [] }
      let later = try laterChanges(entry, in: work.writer)
      if !later.isEmpty { return later }
      try ProductTable.withdraw(current, in: work)
      try setRaw(of: id, withdrawn: true, work)
      try work.append(
        action: "undo", kind: "products", subject: id,
        changes: [FieldChange(field: "withdrawn", before: .flag(false), after: .flag(true))], undoes: entry.seq)
      return []
    }
    if entry.withdraws {
      guard isWithdrawn else { return [] }
      var product = current
      try ProductTable.save(&product, was: current, action: "undo", undoes: entry.seq, isWithdrawn: true, in: work)
      try setRaw(of: id, withdrawn: false, work)
      return []
    }
    if isWithdrawn { throw ActionRefusal.withdrawn(kind: "products", current.number) }
    let (ways, reverted) = inTheWay(entry, of: current)
    if !ways.isEmpty { return ways }
    guard var product = reverted, product != current else { return [] }
    try ProductTable.save(&product, was: current, action: "undo", undoes: entry.seq, in: work)
    return []
  }

  private static func setRaw(of product: Int64, withdrawn: Bool, _ work: Work) throws {
    try work.writer.run(
      "UPDATE raw_records SET withdrawn_at = ? WHERE kind = 'products' AND subject = ?",
      [withdrawn ? .integer(work.now.milliseconds) : .null, .integer(product)])
  }
}

extension ProductTable {
  /// Saves what a person changed: one version further, with its journal entry.
  @discardableResult
  static func save(
    _ product: inout Product, was old: Product, action: String, undoes: Int64? = nil, isWithdrawn: Bool = false,
    in work: Work
  ) throws -> Int64 {
    for variant in product.variants where !variant.sku.isEmpty {
      if let owner = try owner(ofSku: variant.sku, in: work.writer), owner != product.id {
        throw ActionRefusal.product(.skuTaken(variant.sku))
      }
    }
    product.version = old.version + 1
    if try !update(product, was: old, isWithdrawn: isWithdrawn, in: work) { throw StoreError.locked }
    return try work.append(
      action: action, kind: "products", subject: product.id, changes: product.changes(since: old), undoes: undoes)
  }
}
