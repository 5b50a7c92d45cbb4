internal import Domain

extension ActionTable {
  /// What came of a purchase, as the dock counts it.
  static let receivingActions: [ActionDefinition] = [
    ActionDefinition(
      "receivePurchase", on: "purchases",
      [
        ActionField("sku", .record(kind: "variants"), required: true), ActionField("quantity", .number),
        ActionField("damaged", .number), ActionField("lot", .text(limit: 60)), ActionField("expires", .date),
        ActionField("to", .record(kind: "locations")), ActionField("damagedTo", .record(kind: "locations")),
      ], right: .moveStock,
      help: "Takes goods of a purchase in: sound units to where they are checked, broken ones apart."
    ) { work, arguments in
      try step("receivePurchase", work, arguments) { change in
        var delivery = try Delivery(arguments, change.purchase, work)
        try delivery.take(into: &change, work)
      }
    }
  ]
}

/// Goods of one SKU that come in together.
private struct Delivery {
  let supplier: Supplier
  let line: PurchaseLine
  let sku: String
  let quantity: Int64
  let damaged: Int64
  let lot: Int64?
  let to: Location?
  let damagedTo: Location?

  init(_ arguments: ActionArguments, _ purchase: Purchase, _ work: Work) throws {
    supplier = try ActionTable.supplier(of: purchase, work)
    let text = arguments.text("sku") ?? ""
    let (variant, sku) = try ActionTable.ownSku(text, work)
    self.sku = sku
    // Of several lines of a SKU, the first that still waits.
    let lines = purchase.lines.filter { $0.variantId == variant }
    guard let line = lines.first(where: { $0.outstanding > 0 }) ?? lines.last else {
      throw SupplyRefusal.notInPurchase(purchase: purchase.number, sku: sku)
    }
    self.line = line
    quantity = try arguments.number("quantity") ?? 0
    damaged = try arguments.number("damaged") ?? 0
    lot = try ActionTable.incomingLot(work, arguments, of: variant)
    to =
      quantity > 0
      ? try Delivery.place(arguments.text("to"), purchase, supplier.standard == .none ? .receiving : .quality, work)
      : nil
    damagedTo =
      damaged > 0 ? try Delivery.place(arguments.text("damagedTo"), purchase, .damaged, work) : nil
    if let damagedTo, damagedTo.isSellable {
      throw SupplyRefusal.mustBeChecked(sku: sku, location: damagedTo.code)
    }
  }

  /// The place that is named, or the warehouse's own for such goods.
  private static func place(_ code: String?, _ purchase: Purchase, _ use: BinUse, _ work: Work) throws -> Location {
    guard let code, !code.isEmpty else {
      let places = try LocationTable.places(in: purchase.warehouseId, work.writer).filter { !$0.isClosed }
      let uses = use == .receiving ? [BinUse.receiving, .quality] : use == .quality ? [.quality, .receiving] : [use]
      for use in uses {
        if let place = places.first(where: { $0.use == use }) { return place }
      }
      let warehouse = try RecordNumber.of("locations", purchase.warehouseId, in: work.writer)
      throw SupplyRefusal.noPlace(warehouse: warehouse, use: use)
    }
    let place = try LocationTable.named(code, in: work.writer)
    if place.isClosed { throw ActionRefusal.stock(.closedLocation(place.code)) }
    if !place.type.isOwn { throw ActionRefusal.stock(.mirror(place.code)) }
    return place
  }

  mutating func take(into change: inout SupplyChange, _ work: Work) throws {
    try change.purchase.receive(
      quantity, damaged: damaged, line: line.id, sku: sku, overPercent: supplier.overPercent)
    if let to {
      change.moves.append(move(quantity, to))
      var receipt = Receipt(
        id: try ReceiptTable.nextId(in: work.writer), purchaseId: change.purchase.id, lineId: line.id,
        variantId: line.variantId, locationId: to.id, lotId: lot, quantity: quantity, receivedAt: work.now)
      if to.isSellable { try release(&receipt, at: to, &change, work) }
      change.newReceipts.append(receipt)
    }
    if let damagedTo { change.moves.append(move(damaged, damagedTo)) }
    // What is broken is not coming any more.
    try Pegging.giveUp(&change, work.writer)
  }

  /// Goods that nobody looks at come straight to where they are sold from.
  private func release(_ receipt: inout Receipt, at place: Location, _ change: inout SupplyChange, _ work: Work) throws
  {
    if supplier.standard != .none { throw SupplyRefusal.mustBeChecked(sku: sku, location: place.code) }
    try Checking.refuseUncertified(line.variantId, at: place, work)
    try receipt.begin(.none)
    try receipt.release(quantity, sku: sku)
    try Checking.book(accepted: quantity, of: line.id, at: place, &change, work)
  }

  private func move(_ quantity: Int64, _ place: Location) -> StockMove {
    StockMove(
      variantId: line.variantId, lotId: lot, quantity: quantity, from: LocationTable.supplier, to: place.id,
      reason: .receipt)
  }
}
