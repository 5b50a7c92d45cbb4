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
      try setRaw(of: id, withdrawn: true, work)
      try work.append(
        action: "undo", kind: "products", subject: id,
        changes: [FieldChange(field: "withdrawn", before: .flag(false), after: .flag(true))], undoes: entry.seq)
      return []
    }
    if entry.withdraws {
      guard isWithdrawn else { return [] }
      try bringBack(current, entry, work)
      try setRaw(of: id, withdrawn: false, work)
      return []
    }
    if isWithdrawn { throw ActionRefusal.withdrawn(kind: "products", current.number) }
    return try putBack(current, entry, work)
  }

  private static func setRaw(of product: Int64, withdrawn: Bool, _ work: Work) throws {
    try work.writer.run(
      "UPDATE raw_records SET withdrawn_at = ? WHERE kind = 'products' AND subject = ?",
      [withdrawn ? .integer(work.now.milliseconds) : .null, .integer(product)])
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
    // Variants that were new have their ids now.
    if variants.contains(where: { $0.id == 0 }), let kept = try ProductTable.load(id, in: work.writer) { self = kept }
    try work.append(action: action, kind: "products", subject: id, changes: changes(since: old), undoes: undoes)
  }
}
