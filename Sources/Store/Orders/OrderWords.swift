internal import Domain

/// The search words of an order: what an agent might type to find it, cut by the program.
enum OrderWords {
  static func words(_ order: Order, cards: [Card], cutter: inout TermCutter) -> String {
    cutter.begin()
    cutter.cut(order.externalId)
    for card in cards {
      for text in [card.name, card.company, card.email, card.phone, card.city, card.postcode] where !text.isEmpty {
        cutter.cut(text)
      }
    }
    for line in order.lines {
      cutter.cut(line.sku)
      if !line.listingId.isEmpty { cutter.cut(line.listingId) }
      cutter.cut(line.title)
    }
    if !order.note.isEmpty { cutter.cut(order.note) }
    return cutter.finish()
  }

  /// The cards that count, read from the store.
  static func cards(of order: Order, in reader: any Reader) throws -> [Card] {
    guard let subject = order.customerId else { return [] }
    var revisions: [Int64] = []
    for revision in [order.shipToRevision, order.billToRevision].compactMap({ $0 }) where !revisions.contains(revision)
    {
      revisions.append(revision)
    }
    if revisions.isEmpty, let newest = try reader.integer("SELECT revision FROM customers WHERE id = \(subject)") {
      revisions.append(newest)
    }
    return try revisions.compactMap { try PersonalTable.card(subject: subject, revision: $0, in: reader) }
  }

  /// Orders of a customer whose words come from the customer's newest card.
  static func ordersByNewestCard(of customer: Int64, in reader: any Reader) throws -> [Order] {
    try reader.all(
      """
      SELECT id
      FROM orders
      WHERE customer_id = \(customer) AND ship_to IS NULL AND bill_to IS NULL AND place_key IS NOT NULL
      """
    ) { $0.integer(0) }.compactMap { try OrderTable.load($0, in: reader) }
  }

  static func words(_ order: Order, in reader: any Reader) throws -> String {
    var cutter = TermCutter()
    return words(order, cards: try cards(of: order, in: reader), cutter: &cutter)
  }
}
