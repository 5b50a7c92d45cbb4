internal import Domain

/// A purchase that is being written: lines with what they cost.
struct PurchaseDraft {
  var purchase: Purchase
  let supplier: Supplier

  init(_ purchase: Purchase, _ reader: any Reader) throws {
    guard let supplier = try SupplierTable.load(purchase.supplierId, in: reader) else {
      throw ActionRefusal.noSuchRecord(kind: "suppliers", String(purchase.supplierId))
    }
    self.purchase = purchase
    self.supplier = supplier
  }

  /// A new one.
  init(_ supplier: Supplier, for place: Location, _ work: Work) throws {
    if supplier.isClosed { throw ActionRefusal.supply(.supplierClosed(supplier.code)) }
    if !place.type.isOwn || place.type == .fba { throw ActionRefusal.stock(.mirror(place.code)) }
    if place.isClosed { throw ActionRefusal.stock(.closedLocation(place.code)) }
    let id = try PurchaseTable.nextId(in: work.writer)
    self.supplier = supplier
    purchase = Purchase(
      id: id, number: "PO-\(id)", supplierId: supplier.id, currency: supplier.currency,
      warehouseId: place.warehouseId, createdAt: work.now)
  }

  private func item(_ variant: Int64, _ sku: String, _ reader: any Reader) throws -> SupplierItem {
    guard let item = try SupplierTable.item(of: supplier.id, variant, in: reader), !item.isClosed else {
      throw ActionRefusal.supply(.notSold(supplier: supplier.code, sku: sku))
    }
    return item
  }

  mutating func add(
    _ variant: Int64, _ sku: String, _ quantity: Int64, _ reader: any Reader, cost: Int64? = nil,
    promised: Instant? = nil
  ) throws {
    let item = try item(variant, sku, reader)
    if purchase.lines.contains(where: { $0.variantId == variant }) { throw ActionRefusal.supply(.lineTwice(sku: sku)) }
    if let flaw = item.flaw(of: quantity, sku: sku) { throw ActionRefusal.supply(flaw) }
    if purchase.lines.count + 1 >= Int(PurchaseTable.lineLimit) { throw ActionRefusal.supply(.sumTooLarge) }
    let line = PurchaseLine(
      id: PurchaseTable.nextLineId(in: purchase), position: (purchase.lines.map(\.position).max() ?? 0) + 1,
      variantId: variant, quantity: quantity, unitCost: cost ?? item.prices.unitPrice(for: quantity) ?? 0,
      promisedAt: promised)
    try check(line)
    purchase.lines.append(line)
  }

  mutating func edit(_ variant: Int64, _ sku: String, _ quantity: Int64?, cost: Int64?, _ reader: any Reader) throws {
    let item = try item(variant, sku, reader)
    let index = try index(variant, sku)
    var line = purchase.lines[index]
    if let quantity {
      if let flaw = item.flaw(of: quantity, sku: sku) { throw ActionRefusal.supply(flaw) }
      line.quantity = quantity
      line.unitCost = item.prices.unitPrice(for: quantity) ?? line.unitCost
    }
    if let cost { line.unitCost = cost }
    try check(line)
    purchase.lines[index] = line
  }

  mutating func drop(_ variant: Int64, _ sku: String) throws {
    purchase.lines.remove(at: try index(variant, sku))
  }

  private func index(_ variant: Int64, _ sku: String) throws -> Int {
    guard let index = purchase.lines.firstIndex(where: { $0.variantId == variant }) else {
      throw ActionRefusal.supply(.notInPurchase(purchase: purchase.number, sku: sku))
    }
    return index
  }

  private func check(_ line: PurchaseLine) throws {
    var whole = purchase
    whole.lines.removeAll { $0.id == line.id }
    whole.lines.append(line)
    if line.unitCost < 0 {
      throw ActionRefusal.badField(
        "unitCost", found: Money(minorUnits: line.unitCost, currency: purchase.currency).amount,
        expected: .amountNotBelowNought)
    }
    if whole.total == nil { throw ActionRefusal.supply(.sumTooLarge) }
  }
}
