internal import Domain
internal import Store
internal import Terminal

extension DetailWriter {
  func head(_ record: OrderRecord) -> [DetailLine] {
    let order = record.order
    let now = text.viewer.now
    var title = DetailLine(order.number, .title)
    title.pieces.append(.init(text: "  " + words.status(order.status), role: .accent))
    if order.isLate(at: now) { title.pieces.append(.init(text: "  " + words(.late), role: .danger)) }
    title.pieces.append(.init(text: "  " + amount(order.money.total, order), role: .money))
    if let country = order.country { title.pieces.append(.init(text: "  " + country, role: .text)) }
    var lines = [title]
    for hold in order.holds {
      var said = words(
        .heldSince(reason: words.hold(hold.reason), actor: hold.actor, since: text.date(hold.placedAt)))
      if let until = hold.until { said += " " + words(.heldUntil(text.date(until))) }
      if !hold.note.isEmpty { said += ": " + words.holdNote(hold) }
      lines.append(DetailLine(said, .warning))
    }
    if !order.note.isEmpty { lines += labelled(words(.note), order.note) }
    lines += facts([
      (words(.placed), date(order.placedAt)), (words(.shipBy), date(order.shipBy)),
      (words(.deliverBy), date(order.deliverBy)), (words(.paidAt), date(order.paidAt)),
      (words(.shippedAt), date(order.shippedAt)), (words(.assignee), order.assignee ?? ""),
      (words(.tags), words.list(order.tags)), (words.title(.order(.service)), order.shippingService),
      (words.title(.order(.payment)), words.payment(order.payment)),
      (words.title(.order(.fulfilment)), words.fulfilment(order.fulfilment)),
    ])
    return lines
  }

  func page(_ tab: DetailTab, of record: OrderRecord, raw: [RawRecord]?) -> [DetailLine] {
    switch tab {
    case .lines: orderLines(record)
    case .addresses: addresses(record)
    case .money: money(record)
    case .history: history(record.history)
    case .raw: self.raw(raw)
    case .stock: stock(record)
    case .variants, .customs, .translations, .images, .card, .orders, .ledger, .promised, .place, .returned, .refunds,
      .rule, .ways, .sheets, .zones, .plans, .walks, .parcels, .scans, .journey, .numbers, .delay, .letters:
      []
    }
  }

  private func amount(_ units: Int64, _ order: Order) -> String {
    Money(minorUnits: units, currency: order.money.currency).withCode
  }

  func orderLines(_ record: OrderRecord) -> [DetailLine] {
    let order = record.order
    if order.lines.isEmpty { return [DetailLine(words(.noLines), .dim)] }
    var lines: [DetailLine] = []
    for item in order.lines {
      var head = DetailLine("\(item.quantity) x ")
      head.pieces.append(.init(text: item.sku.isEmpty ? item.listingId : item.sku, role: .accent))
      head.pieces.append(.init(text: "  " + item.title, role: .text))
      if !item.options.isEmpty { head.pieces.append(.init(text: "  " + item.options, role: .dim)) }
      if item.id == record.line { head = head.opened }
      lines.append(head)
      if !item.personal.isEmpty { lines += wrapped(record.isMasked ? words(.masked) : item.personal, indent: 4) }
      var sums = DetailLine(amount(item.unitPrice, order), .money, indent: 4)
      sums.pieces.append(.init(text: "  " + words(.total) + " " + amount(item.amount, order), role: .money))
      if item.discount != 0 {
        sums.pieces.append(.init(text: "  " + words(.discount) + " " + amount(item.discount, order), role: .dim))
      }
      if item.tax != 0 {
        sums.pieces.append(.init(text: "  " + words(.tax) + " " + amount(item.tax, order), role: .dim))
      }
      if item.fulfilledQuantity != 0 {
        sums.pieces.append(
          .init(text: "  " + words.fulfilment(.shipped) + " \(item.fulfilledQuantity)", role: .success))
      }
      if item.variantId == nil { sums.pieces.append(.init(text: "  " + words(.unmapped), role: .warning)) }
      lines.append(sums)
      lines += units(of: item, in: record) + offers(of: item, in: record) + afterSale(of: item, in: record)
    }
    return lines + afterSale(record) + confirmations(record)
  }

  /// A line a parcel: with whom, under which number, how far its channel knows it, and why it would not have it.
  private func confirmations(_ record: OrderRecord) -> [DetailLine] {
    if record.confirmations.isEmpty { return [] }
    let positions = Dictionary(record.order.lines.map { ($0.id, $0.position) }) { first, _ in first }
    return [.blank]
      + record.confirmations.flatMap { told -> [DetailLine] in
        let way = [told.carrier, told.trackingNumber].filter { !$0.isEmpty }.joined(separator: " ")
        var line = DetailLine(way.isEmpty ? "-" : way, .accent)
        let units = told.units.map { "#\(positions[$0.lineId] ?? 0) x \($0.quantity)" }.joined(separator: " ")
        line.pieces.append(.init(text: "  " + units, role: .text))
        let role: Role =
          switch told.state {
          case .refused: .danger
          case .accepted: .success
          case .waiting, .written: .warning
          case .withdrawn: .dim
          }
        line.pieces.append(.init(text: "  " + words.confirmation(told.state), role: role))
        let reasons = told.units.filter { $0.state == .refused }.map { "\($0.code) \($0.reason)" }
        return [line] + reasons.flatMap { wrapped($0, indent: 4) }
      }
  }

  func addresses(_ record: OrderRecord) -> [DetailLine] {
    var lines: [DetailLine] = []
    if let customer = record.customer {
      lines += facts([
        (words(.customer), customer.number), (words.title(.customer(.orders)), words.number(customer.orderCount)),
        (words.title(.customer(.tier)), words.tier(customer.tier)),
      ])
      lines.append(.blank)
    }
    if record.isMasked { return lines + wrapped(words(.masked), .warning) }
    let before = lines.count
    for (title, card) in [
      (words(.shipTo), record.shipTo), (words(.buyer), record.buyer), (words(.billTo), record.billTo),
    ] {
      guard let card, !card.isEmpty else { continue }
      lines.append(DetailLine(title, .header))
      lines += place(card, indent: 2)
      lines.append(.blank)
    }
    if let message = record.message, !message.isEmpty {
      lines.append(DetailLine(words(.message), .header))
      lines += wrapped(message, indent: 2)
    }
    return lines.count == before ? lines + [DetailLine(words(.noAddress), .dim)] : lines
  }

  func money(_ record: OrderRecord) -> [DetailLine] {
    let money = record.order.money
    var rows = [
      (words(.items), money.items), (words(.discount), -money.discount), (words(.shipping), money.shipping),
      (words(money.taxIncluded ? .taxIncluded : .tax), money.tax),
    ]
    if money.other != 0 { rows.append((words(.otherMoney), money.other)) }
    rows.append((words(.total), money.total))
    let amounts = rows.map { amount($0.1, record.order) }
    let policy = WidthPolicy.standard
    let labels = rows.map { policy.columns(of: $0.0) }.max() ?? 0
    let digits = amounts.map(\.count).max() ?? 0
    var lines = rows.indices.map { index in
      let label = rows[index].0 + String(repeating: " ", count: labels - policy.columns(of: rows[index].0))
      let pad = String(repeating: " ", count: digits - amounts[index].count + 2)
      var line = DetailLine(label, index == rows.count - 1 ? .title : .header)
      line.pieces.append(.init(text: pad + amounts[index], role: .money))
      return line
    }
    lines.append(.blank)
    lines.append(DetailLine(label: words.title(.order(.payment)), words.payment(record.order.payment)))
    return lines + refunds(record.after.refunds, record.order.money.currency)
  }
}
