internal import Domain
internal import Store
internal import Terminal

extension DetailWriter {
  /// What the warehouses can still promise of a line that waits to be sent: `free  DE 3 · SZ 120`.
  func offers(of line: OrderLine, in record: OrderRecord) -> [DetailLine] {
    // A shop that keeps no stock here is not told so at every line.
    guard let stock = record.stock, !stock.routing.verdicts.isEmpty, let variant = line.variantId, line.quantity > 0
    else { return [] }
    var said = DetailLine(words(.freeUnits), .dim, indent: 4)
    let offers = stock.offers(of: variant)
    let waits = stock.routing.missing[line.id] != nil
    if offers.isEmpty { said.pieces.append(.init(text: "  " + words(.freeNowhere), role: waits ? .warning : .dim)) }
    for (index, offer) in offers.enumerated() {
      let text = (index == 0 ? "  " : " · ") + offer.warehouse + " " + words.number(offer.free)
      said.pieces.append(.init(text: text, role: .text))
    }
    return [said]
  }

  /// Why this warehouse, and why not the others.
  func stock(_ record: OrderRecord) -> [DetailLine] {
    guard let stock = record.stock else { return [DetailLine(words(.nothingToSend), .dim)] }
    var lines: [DetailLine] = []
    if !stock.chosen.isEmpty {
      lines += labelled(words(.comesFrom), words.list(stock.chosen))
      lines.append(.blank)
    }
    lines.append(DetailLine(words(.askedNow), .header))
    if stock.routing.verdicts.isEmpty { lines.append(DetailLine(words(.noWarehouses), .dim, indent: 2)) }
    for (code, verdict) in stock.routing.verdicts {
      var said = DetailLine(code, .accent, indent: 2)
      said.pieces.append(.init(text: "  " + words.verdict(verdict), role: DetailWriter.role(of: verdict)))
      lines.append(said)
    }
    let missing = stock.routing.missing.values.reduce(0, +)
    if missing > 0 { lines.append(DetailLine(words(.missingUnits(missing)), .warning, indent: 2)) }
    lines.append(.blank)
    for line in record.order.lines where line.quantity > 0 {
      var head = DetailLine("\(line.quantity) x ")
      head.pieces.append(.init(text: line.sku.isEmpty ? line.listingId : line.sku, role: .accent))
      if line.variantId == nil { head.pieces.append(.init(text: "  " + words(.unmapped), role: .warning)) }
      lines.append(head)
      lines += units(of: line, in: record) + offers(of: line, in: record)
    }
    return lines
  }

  private static func role(of verdict: Routing.Verdict) -> Role {
    switch verdict {
    case .wholeOrder, .part: .success
    case .notNeeded, .nothing: .dim
    case .closed, .doesNotShipTo, .forbidden, .tooFew: .warning
    }
  }
}
