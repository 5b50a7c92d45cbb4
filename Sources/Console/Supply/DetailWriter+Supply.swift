internal import Domain
internal import Store
internal import Terminal

extension DetailWriter {
  func head(_ record: PurchaseRecord) -> [DetailLine] {
    let purchase = record.report.purchase
    var title = DetailLine(purchase.number, .title)
    title.pieces.append(.init(text: "  " + words.purchaseState(purchase.state), role: role(of: purchase.state)))
    title.pieces.append(.init(text: "  " + record.report.supplier.code, role: .accent))
    let total = purchase.total.map { $0.withCode } ?? ""
    return [title]
      + facts([
        (words.title(.purchase(.total)), total), (words.title(.purchase(.warehouse)), record.report.warehouse),
        (words.title(.purchase(.promisedAt)), date(purchase.promisedAt)),
        (words.title(.purchase(.orderedAt)), date(purchase.orderedAt)), (words.title(.purchase(.note)), purchase.note),
      ])
  }

  private func role(of state: PurchaseState) -> Role {
    switch state {
    case .draft: .dim
    case .ordered, .confirmed, .partlyReceived: .warning
    case .received: .success
    case .closed: .text
    case .cancelled: .dim
    }
  }

  func page(_ tab: DetailTab, of record: PurchaseRecord) -> [DetailLine] {
    switch tab {
    case .lines: lines(record)
    case .stock: goods(record)
    case .promised: pegs(record.report)
    case .history: history(record.history)
    case .addresses, .money, .variants, .customs, .translations, .images, .card, .orders, .raw, .ledger, .place,
      .returned, .refunds, .rule, .ways, .sheets, .zones, .plans, .walks, .parcels, .scans, .journey, .numbers, .delay,
      .letters:
      []
    }
  }

  private func lines(_ record: PurchaseRecord) -> [DetailLine] {
    if record.report.lines.isEmpty { return [DetailLine(words(.noLines), .dim)] }
    return record.report.lines.flatMap { shown -> [DetailLine] in
      let line = shown.line
      var first = DetailLine(shown.sku, .accent)
      first.pieces.append(.init(text: "  \(words.number(line.quantity))", role: .title))
      let cost = Money(minorUnits: line.unitCost, currency: record.report.purchase.currency)
      first.pieces.append(.init(text: "  × \(cost.amount)", role: .money))
      first.pieces.append(.init(text: "  " + shown.title, role: .text))
      var second = DetailLine("", indent: 4)
      second.pieces = []
      func add(_ field: PurchaseLineField, _ value: Int64, _ role: Role) {
        if value == 0 { return }
        let gap = second.pieces.isEmpty ? "" : " · "
        second.pieces.append(
          .init(text: "\(gap)\(words.title(.purchaseLine(field))) \(words.number(value))", role: role))
      }
      add(.outstanding, record.report.purchase.state.isExpected ? line.outstanding : 0, .warning)
      add(.received, line.received, .text)
      add(.damaged, line.damaged, .danger)
      add(.accepted, line.accepted, .success)
      add(.rejected, line.rejected, .danger)
      if let promised = line.promisedAt {
        let gap = second.pieces.isEmpty ? "" : " · "
        second.pieces.append(
          .init(text: "\(gap)\(words.title(.purchaseLine(.promisedAt))) \(date(promised))", role: .dim))
      }
      let isOpened = line.id == record.line
      return [isOpened ? first.opened : first] + (second.pieces.isEmpty ? [] : [second])
    }
  }

  private func goods(_ record: PurchaseRecord) -> [DetailLine] {
    if record.report.goods.isEmpty { return [DetailLine(words(.noStock), .dim)] }
    return record.report.goods.map { goods in
      let receipt = goods.receipt
      var line = DetailLine("\(receipt.id)", .dim)
      line.pieces.append(.init(text: "  " + goods.sku, role: .accent))
      line.pieces.append(.init(text: "  " + words.number(receipt.quantity), role: .title))
      line.pieces.append(.init(text: "  " + words.receiptState(receipt.state), role: role(of: receipt.state)))
      if receipt.sample > 0 {
        line.pieces.append(
          .init(
            text: "  \(words.title(.receipt(.sample))) \(receipt.sample)/\(receipt.accept)"
              + "  \(words.title(.receipt(.defects))) \(receipt.defects)", role: .text))
      }
      line.pieces.append(.init(text: "  " + goods.location, role: .text))
      if let lot = goods.lot { line.pieces.append(.init(text: "  " + lot, role: .dim)) }
      if receipt.accepted > 0 {
        line.pieces.append(
          .init(text: "  \(words.title(.receipt(.accepted))) \(receipt.accepted)", role: .success))
      }
      if receipt.rejected > 0 {
        line.pieces.append(.init(text: "  \(words.title(.receipt(.rejected))) \(receipt.rejected)", role: .danger))
      }
      return receipt.id == record.receipt ? line.opened : line
    }
  }

  private func role(of state: ReceiptState) -> Role {
    switch state {
    case .awaiting, .sampling: .warning
    case .passed, .conditional: .success
    case .failed: .danger
    case .settled: .dim
    }
  }

  private func pegs(_ report: SupplyReport) -> [DetailLine] {
    if report.pegs.isEmpty { return [DetailLine(words(.nothingPromised), .dim)] }
    return report.pegs.map { peg in
      var line = DetailLine(peg.order, .accent)
      line.pieces.append(.init(text: "  " + peg.sku, role: .text))
      line.pieces.append(.init(text: "  " + words.number(peg.quantity), role: .money))
      if let due = peg.dueAt {
        line.pieces.append(.init(text: "  \(words.title(.peg(.dueAt))) \(date(due))", role: .dim))
      }
      return line
    }
  }

  // MARK: Suppliers

  func head(_ record: SupplierRecord) -> [DetailLine] {
    let supplier = record.report.supplier
    var title = DetailLine(supplier.code, .title)
    if !supplier.name.isEmpty { title.pieces.append(.init(text: "  " + supplier.name, role: .text)) }
    if supplier.isClosed { title.pieces.append(.init(text: "  " + words.title(.supplier(.closed)), role: .danger)) }
    let minimum = Money(minorUnits: supplier.minimumAmount, currency: supplier.currency)
    return [title]
      + facts([
        (words.title(.supplier(.leadDays)), "\(supplier.leadDays) + \(supplier.handlingDays)"),
        (words.title(.supplier(.standard)), words.standard(supplier.standard)),
        (words.title(.supplier(.minimumUnits)), supplier.minimumUnits == 0 ? "" : String(supplier.minimumUnits)),
        (
          words.title(.supplier(.minimumAmount)),
          supplier.minimumAmount == 0 ? "" : minimum.withCode
        ),
        (words.recordField("overPercent"), supplier.overPercent == 0 ? "" : String(supplier.overPercent)),
        (words.title(.supplier(.returns)), words.returnTerms(supplier.returns)),
        (words.title(.supplier(.country)), supplier.country ?? ""), (words.recordField("note"), supplier.note),
      ])
  }

  func page(_ tab: DetailTab, of record: SupplierRecord) -> [DetailLine] {
    switch tab {
    case .variants: offers(record.report)
    case .lines: purchases(record.report)
    case .history: history(record.history)
    case .addresses, .money, .customs, .translations, .images, .card, .orders, .raw, .stock, .ledger, .promised, .place,
      .returned, .refunds, .rule, .ways, .sheets, .zones, .plans, .walks, .parcels, .scans, .journey, .numbers, .delay,
      .letters:
      []
    }
  }

  private func offers(_ report: SupplierReport) -> [DetailLine] {
    if report.offers.isEmpty { return [DetailLine(words(.noVariants), .dim)] }
    return report.offers.map { offer in
      var line = DetailLine(offer.sku, offer.item.isClosed ? .dim : .accent)
      line.pieces.append(.init(text: "  " + offer.item.prices.text(in: report.supplier.currency), role: .money))
      if offer.item.packSize > 1 {
        line.pieces.append(
          .init(text: "  \(words.recordField("packSize")) \(offer.item.packSize)", role: .text))
      }
      if offer.item.minimum > 1 {
        line.pieces.append(.init(text: "  \(words.recordField("minimum")) \(offer.item.minimum)", role: .text))
      }
      if offer.promised > 0 {
        line.pieces.append(
          .init(text: "  \(words(.promisedBySupplier)) \(words.number(offer.promised))", role: .success))
      }
      if offer.item.isPreferred { line.pieces.append(.init(text: "  " + words.recordField("preferred"), role: .info)) }
      if !offer.item.code.isEmpty { line.pieces.append(.init(text: "  " + offer.item.code, role: .dim)) }
      line.pieces.append(.init(text: "  " + offer.title, role: .text))
      return line
    }
  }

  private func purchases(_ report: SupplierReport) -> [DetailLine] {
    if report.purchases.isEmpty { return [DetailLine(words(.emptyPurchases), .dim)] }
    return report.purchases.map { purchase in
      var line = DetailLine(purchase.number, .accent)
      line.pieces.append(.init(text: "  " + words.purchaseState(purchase.state), role: role(of: purchase.state)))
      line.pieces.append(.init(text: "  " + words.number(purchase.units), role: .title))
      if let total = purchase.total {
        line.pieces.append(.init(text: "  \(total.withCode)", role: .money))
      }
      line.pieces.append(.init(text: "  " + date(purchase.orderedAt ?? purchase.createdAt), role: .dim))
      return line
    }
  }
}
