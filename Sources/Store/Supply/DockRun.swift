public import Domain

/// Receiving by scanner: what a purchase asks of the dock, and what the dock's scans ask of the store.
public enum DockRun {
  /// The plan of one delivery: what is still to come of each SKU, how much more is taken, and how its codes read.
  ///
  /// nil where there is no such purchase, or nothing of it can come.
  public static func plan(of purchase: Int64, reader: ScanReader, in store: any Reader) throws -> ReceivePlan? {
    guard let report = try SupplyReport(of: purchase, in: store), report.purchase.state.takesDeliveries else {
      return nil
    }
    let lines = try report.lines.compactMap { shown -> ReceiptLine? in
      let line = shown.line
      let room = line.room(overPercent: report.supplier.overPercent)
      if line.outstanding < 1 { return nil }
      let codes = try store.all(
        "SELECT code, pack_quantity FROM barcodes WHERE variant_id = \(line.variantId) ORDER BY code"
      ) { Barcode(code: $0.text(0), packQuantity: $0.integer(1)) }
      let lots = try LotTable.lots(of: line.variantId, in: store)
      return ReceiptLine(
        id: line.id, sku: shown.sku, codes: codes, expected: line.outstanding,
        mayExceedBy: max(0, room - line.outstanding), recordsLot: !lots.isEmpty,
        recordsExpiry: lots.contains { $0.expiresAt != nil })
    }
    return try ReceivePlan(id: purchase, purchase: report.purchase.number, lines: lines, reader: reader)
  }

  /// What effects of a run ask of the store. Each has an operation id made of the run's and of its own place in it, so
  /// that a scan that was sent twice comes in once.
  ///
  /// `first` is how many effects of the run came before these.
  public static func requests(
    _ effects: [ReceiveEffect], of plan: ReceivePlan, run: String, first: Int = 0
  ) -> [ActionRequest] {
    effects.enumerated().compactMap { index, effect in
      guard case .received(let id, _, _, _, _) = effect, let line = plan.lines.first(where: { $0.id == id }),
        var request = request(effect, of: plan.id, sku: line.sku)
      else { return nil }
      request.operationId = "\(run)/\(first + index)"
      return request
    }
  }

  /// What is over is in what was received; what is missing may come yet, and closing the purchase is a buyer's: nil.
  static func request(_ effect: ReceiveEffect, of purchase: Int64, sku: String) -> ActionRequest? {
    guard case .received(_, let quantity, let lot, let expiry, let isDamaged) = effect else { return nil }
    var fields = ["sku": sku, isDamaged ? "damaged" : "quantity": String(quantity)]
    if let lot { fields["lot"] = lot }
    if let expiry { fields["expires"] = expiry.dateText }
    return ActionRequest("receivePurchase", subject: purchase, fields: fields)
  }
}
