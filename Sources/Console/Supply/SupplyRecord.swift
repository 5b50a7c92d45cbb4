internal import Domain
internal import Store

/// A supplier, as the detail shows them.
struct SupplierRecord: Sendable {
  var report: SupplierReport
  var history: [JournalEntry]

  /// What their form edits.
  func value(of field: String) -> String? {
    let supplier = report.supplier
    return switch field {
    case "code": supplier.code
    case "name": supplier.name
    case "country": supplier.country ?? ""
    case "leadDays": String(supplier.leadDays)
    case "handlingDays": String(supplier.handlingDays)
    case "minimumUnits": String(supplier.minimumUnits)
    case "minimumAmount": Money(minorUnits: supplier.minimumAmount, currency: supplier.currency).amount
    case "overPercent": String(supplier.overPercent)
    case "standard": supplier.standard.text
    case "returnTerms": supplier.returns.rawValue
    case "note": supplier.note
    default: nil
    }
  }
}

/// A purchase, as the detail shows it.
struct PurchaseRecord: Sendable {
  var report: SupplyReport
  /// The line or the goods by which it was opened.
  var line: Int64?
  var receipt: Int64?
  var history: [JournalEntry]

  var openedLine: SupplyReport.Line? {
    let id = line ?? openedGoods?.receipt.lineId
    return id.flatMap { id in report.lines.first { $0.line.id == id } }
  }

  var openedGoods: SupplyReport.Goods? { receipt.flatMap { id in report.goods.first { $0.receipt.id == id } } }

  /// What is offered in a form: the SKU that one stands on or the only one, and what is still to come of it.
  func initial(_ field: String, of action: String) -> String? {
    let line = openedLine ?? (report.lines.count == 1 ? report.lines.first : nil)
    switch (action, field) {
    case ("receivePurchase", "quantity"):
      return line.flatMap { $0.line.outstanding > 0 ? String($0.line.outstanding) : nil }
    case ("judgeReceipt", "looked"): return openedGoods.map { String($0.receipt.sample) }
    case (_, "sku"): return line?.sku
    default: return nil
    }
  }

  /// What the store would refuse, as far as the record tells.
  func judge(_ action: String, _ values: [String: String]) throws {
    let purchase = report.purchase
    switch action {
    case "orderPurchase":
      _ = try purchase.state.after(.order)
      if purchase.lines.isEmpty { throw SupplyRefusal.noLines(purchase: purchase.number) }
    case "confirmPurchase": _ = try purchase.state.after(.confirm)
    case "closePurchase": _ = try purchase.state.after(.close)
    case "cancelPurchase": _ = try purchase.state.after(.cancel)
    case "receivePurchase": _ = try purchase.state.after(.receiveRest)
    case "addPurchaseLine", "editPurchaseLine", "dropPurchaseLine":
      if purchase.state != .draft {
        throw SupplyRefusal.transition(from: purchase.state.rawValue, event: "edit", fits: [])
      }
    default: try judge(openedGoods?.receipt, action, values)
    }
  }

  private func judge(_ goods: Receipt?, _ action: String, _ values: [String: String]) throws {
    guard var goods else { return }
    switch action {
    case "sampleReceipt": try goods.begin(report.supplier.standard)
    case "judgeReceipt":
      guard let looked = values["looked"].flatMap({ Int64($0) }), let bad = values["defects"].flatMap({ Int64($0) })
      else { return }
      try goods.judge(looked: looked, defects: bad)
    case "concedeReceipt": try goods.concede()
    default: break
    }
  }
}

extension Desk {
  /// Suppliers whose code or name holds what is typed.
  func suppliers(_ wanted: Suggesting, in reader: any Reader) throws -> [VariantTable.Suggestion] {
    let typed = FoldedText.fold(wanted.text)
    let found = try SupplierTable.all(in: reader).filter { supplier in
      !supplier.isClosed
        && (typed.isEmpty || FoldedText.fold(supplier.code).contains(typed)
          || FoldedText.fold(supplier.name).contains(typed))
    }
    return found.prefix(Suggesting.limit).map {
      VariantTable.Suggestion(sku: $0.code, title: $0.name, options: $0.country ?? "")
    }
  }

  /// What a row of the purchasing pane opens.
  func supplyRecord(_ request: RecordRequest, in reader: any Reader) throws -> Record? {
    let id = request.id
    if request.kind == .suppliers {
      guard let report = try SupplierReport(of: id, in: reader) else { return nil }
      var history = try JournalTable.history(kind: "suppliers", subject: id, in: reader)
      for offer in report.offers.prefix(100) {
        history += try JournalTable.history(kind: "supplierItems", subject: offer.item.id, in: reader)
      }
      history.sort { $0.seq > $1.seq }
      history = try history.map { entry in
        var entry = entry
        entry.changes = try NamedChanges.of(
          entry.changes, entry.kind, currency: report.supplier.currency, in: reader)
        return entry
      }
      return .supplier(SupplierRecord(report: report, history: history))
    }
    let purchase: Int64? =
      switch request.kind {
      case .purchaseLines: try PurchaseTable.load(ofLine: id, in: reader)?.id
      case .receipts: try ReceiptTable.load(id, in: reader)?.purchaseId
      default: id
      }
    guard let purchase, let report = try SupplyReport(of: purchase, in: reader) else { return nil }
    let history = try JournalTable.history(kind: "purchases", subject: purchase, in: reader).map { entry in
      var entry = entry
      entry.changes = try NamedChanges.of(
        entry.changes, entry.kind, currency: report.purchase.currency, in: reader)
      return entry
    }
    return .purchase(
      PurchaseRecord(
        report: report, line: request.kind == .purchaseLines ? id : nil, receipt: request.kind == .receipts ? id : nil,
        history: history))
  }
}
