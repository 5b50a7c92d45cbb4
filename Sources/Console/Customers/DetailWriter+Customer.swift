internal import Domain
internal import Store
internal import Terminal

extension DetailWriter {
  func head(_ record: CustomerRecord) -> [DetailLine] {
    let customer = record.customer
    var title = DetailLine(customer.number, .title)
    if let name = record.card?.name, !name.isEmpty { title.pieces.append(.init(text: "  " + name, role: .text)) }
    title.pieces.append(
      .init(text: "  " + words.tier(customer.tier), role: customer.tier == .blocked ? .danger : .accent))
    if let country = customer.country { title.pieces.append(.init(text: "  " + country, role: .text)) }
    var lines = [title]
    if record.isErased { lines += wrapped(words(.customerErased), .warning) }
    lines += facts([
      (words.title(.customer(.orders)), words.number(customer.orderCount)),
      (words.title(.customer(.firstOrderAt)), date(customer.firstOrderAt)),
      (words.title(.customer(.lastOrderAt)), date(customer.lastOrderAt)), (words(.tags), words.list(customer.tags)),
    ])
    return lines
  }

  func page(_ tab: DetailTab, of record: CustomerRecord) -> [DetailLine] {
    switch tab {
    case .card: card(record)
    case .orders: orders(record)
    case .history: history(record.history)
    case .lines, .addresses, .money, .variants, .customs, .translations, .images, .raw, .stock, .ledger, .promised,
      .place, .returned, .refunds, .rule, .ways, .sheets, .zones, .plans, .walks, .parcels, .scans, .journey, .numbers,
      .delay,
      .letters:
      []
    }
  }

  private func card(_ record: CustomerRecord) -> [DetailLine] {
    if record.isErased { return wrapped(words(.customerErased), .dim) }
    if record.isMasked { return wrapped(words(.masked), .warning) }
    guard let card = record.card, !card.isEmpty else { return [DetailLine(words(.noAddress), .dim)] }
    return place(card, indent: 0)
  }

  /// Who somebody is, a line each.
  func place(_ card: Card, indent: Int) -> [DetailLine] {
    let place = [card.postcode, card.city, card.region].filter { !$0.isEmpty }.joined(separator: " ")
    let rows = [card.name, card.company] + card.lines + [place, card.country, card.phone, card.email, card.taxId]
    return rows.filter { !$0.isEmpty }.flatMap { wrapped($0, indent: indent) }
  }

  private func orders(_ record: CustomerRecord) -> [DetailLine] {
    if record.orders.isEmpty { return [DetailLine(words(.emptyOrders), .dim)] }
    let lines = record.orders.map { row in
      var line = DetailLine("")
      line.pieces = zip(CustomerRecord.columns, row.values).enumerated().map { place, cell in
        let shown = text.text(cell.1, of: cell.0, width: 16)
        if place == 0 { return .init(text: shown, role: .accent) }
        return .init(text: "  " + shown, role: text.role(of: cell.1, cell.0))
      }
      return line
    }
    let more = Int64(record.orders.count) < record.customer.orderCount
    return wrapped(words(.ordersOpen), .hint) + lines + (more ? [DetailLine("…", .dim)] : [])
  }
}
