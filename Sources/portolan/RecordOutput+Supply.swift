internal import Domain
internal import Exchange
internal import Store

/// Suppliers and purchases as the command line shows them.
extension RecordOutput {
  static func supplier(_ id: Int64, in reader: any Reader) throws -> [(key: String, value: JSONOutput)] {
    guard let report = try SupplierReport(of: id, in: reader) else {
      throw ActionRefusal.noSuchRecord(kind: "suppliers", String(id))
    }
    let supplier = report.supplier
    let minimum = Money(minorUnits: supplier.minimumAmount, currency: supplier.currency)
    return [
      ("code", .text(supplier.code)), ("name", .text(supplier.name)), ("currency", .text(supplier.currency.code)),
      ("country", .text(orNull: supplier.country)), ("leadDays", .integer(supplier.leadDays)),
      ("handlingDays", .integer(supplier.handlingDays)), ("minimumUnits", .integer(supplier.minimumUnits)),
      ("minimumAmount", .money(minimum)), ("overPercent", .integer(supplier.overPercent)),
      ("standard", .text(supplier.standard.text)), ("returnTerms", .text(supplier.returns.rawValue)),
      ("closed", .flag(supplier.isClosed)), ("note", .text(supplier.note)), ("version", .integer(supplier.version)),
      ("sells", .list(report.offers.map { offer($0, supplier.currency) })),
      ("purchases", .list(report.purchases.map { .text("\($0.number) \($0.state.rawValue)") })),
    ]
  }

  private static func offer(_ offer: SupplierReport.Offer, _ currency: Currency) -> JSONOutput {
    [
      "sku": .text(offer.sku), "title": .text(offer.title), "supplierCode": .text(offer.item.code),
      "prices": .list(
        offer.item.prices.steps.map { step in
          [
            "from": .integer(step.from), "unitPrice": .money(Money(minorUnits: step.unitPrice, currency: currency)),
          ]
        }),
      "packSize": .integer(offer.item.packSize), "minimum": .integer(offer.item.minimum),
      "leadDays": offer.item.leadDays.map(JSONOutput.integer) ?? .null, "preferred": .flag(offer.item.isPreferred),
      "promised": .integer(offer.promised), "closed": .flag(offer.item.isClosed),
    ]
  }

  static func purchase(_ id: Int64, in reader: any Reader) throws -> [(key: String, value: JSONOutput)] {
    guard let report = try SupplyReport(of: id, in: reader) else {
      throw ActionRefusal.noSuchRecord(kind: "purchases", String(id))
    }
    let purchase = report.purchase
    return [
      ("number", .text(purchase.number)), ("supplier", .text(report.supplier.code)),
      ("state", .text(purchase.state.rawValue)), ("warehouse", .text(report.warehouse)),
      ("total", purchase.total.map(JSONOutput.money) ?? .null), ("createdAt", .time(purchase.createdAt)),
      ("orderedAt", .time(orNull: purchase.orderedAt)), ("promisedAt", .time(orNull: purchase.promisedAt)),
      ("closedAt", .time(orNull: purchase.closedAt)), ("note", .text(purchase.note)),
      ("version", .integer(purchase.version)),
      ("lines", .list(report.lines.map { line($0, purchase.currency) })), ("receipts", .list(report.goods.map(goods))),
      (
        "soldAhead",
        .list(
          report.pegs.map { peg in
            [
              "order": .text(peg.order), "sku": .text(peg.sku), "quantity": .integer(peg.quantity),
              "dueAt": .time(orNull: peg.dueAt),
            ]
          })
      ),
    ]
  }

  private static func line(_ shown: SupplyReport.Line, _ currency: Currency) -> JSONOutput {
    let line = shown.line
    return [
      "sku": .text(shown.sku), "title": .text(shown.title), "quantity": .integer(line.quantity),
      "unitCost": .money(Money(minorUnits: line.unitCost, currency: currency)),
      "promisedAt": .time(orNull: line.promisedAt), "received": .integer(line.received),
      "damaged": .integer(line.damaged), "accepted": .integer(line.accepted), "rejected": .integer(line.rejected),
      "incoming": .integer(shown.incoming),
    ]
  }

  private static func goods(_ goods: SupplyReport.Goods) -> JSONOutput {
    let receipt = goods.receipt
    return [
      "number": .integer(receipt.id), "sku": .text(goods.sku), "quantity": .integer(receipt.quantity),
      "state": .text(receipt.state.rawValue), "location": .text(goods.location), "lot": .text(orNull: goods.lot),
      "sample": .integer(receipt.sample), "accept": .integer(receipt.accept), "defects": .integer(receipt.defects),
      "accepted": .integer(receipt.accepted), "rejected": .integer(receipt.rejected),
      "returned": .integer(receipt.returned), "receivedAt": .time(receipt.receivedAt),
    ]
  }

  static func receipt(_ id: Int64, in reader: any Reader) throws -> [(key: String, value: JSONOutput)] {
    guard let receipt = try ReceiptTable.load(id, in: reader),
      let report = try SupplyReport(of: receipt.purchaseId, in: reader),
      let found = report.goods.first(where: { $0.receipt.id == id }), case .object(let members) = goods(found)
    else { throw ActionRefusal.noSuchRecord(kind: "receipts", String(id)) }
    return members + [("purchase", .text(report.purchase.number)), ("supplier", .text(report.supplier.code))]
  }
}
