internal import Domain

/// The search words of an order: what an agent might type to find it, cut by the program.
enum OrderWords {
  static func words(_ order: Order, cards: [Card], cutter: inout TermCutter) -> String {
    words(
      externalId: order.externalId, cards: cards,
      lines: order.lines.lazy.map { (sku: $0.sku, listingId: $0.listingId, title: $0.title) }, note: order.note,
      cutter: &cutter)
  }

  private static func words(
    externalId: String, cards: [Card], lines: some Sequence<(sku: String, listingId: String, title: String)>,
    note: String, cutter: inout TermCutter
  ) -> String {
    cutter.begin()
    cutter.cut(externalId)
    for card in cards {
      for text in [card.name, card.company, card.email, card.phone, card.city, card.postcode] where !text.isEmpty {
        cutter.cut(text, isPersonal: true)
      }
    }
    for line in lines {
      cutter.cut(line.sku)
      if !line.listingId.isEmpty { cutter.cut(line.listingId) }
      cutter.cut(line.title)
    }
    if !note.isEmpty { cutter.cut(note) }
    return cutter.finish()
  }

  /// The cards that count, read from the store.
  static func cards(of order: Order, in reader: any Reader) throws -> [Card] {
    try cards(of: order.customerId, order.shipToRevision, order.billToRevision, in: reader)
  }

  private static func cards(
    of customer: Int64?, _ shipTo: Int64?, _ billTo: Int64?, in reader: any Reader
  ) throws -> [Card] {
    guard let subject = customer else { return [] }
    var revisions: [Int64] = []
    for revision in [shipTo, billTo].compactMap({ $0 }) where !revisions.contains(revision) {
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

  /// Cuts the words of every order anew, reading nothing that a later schema step might add.
  /// `tell` learns how much is done, from nought to one.
  static func fill(_ writer: any Writer, tell: (Double) throws -> Void = { _ in }) throws {
    let all = Double(max(1, try writer.integer("SELECT COUNT(*) FROM orders") ?? 1))
    var done = 0
    try TextIndex.orders.clear(in: writer)
    var cutter = TermCutter()
    var after = Int64.min
    while true {
      let orders = try writer.all(
        """
        SELECT place_key, id, external_id, note, customer_id, ship_to, bill_to
        FROM orders
        WHERE place_key > \(after)
        ORDER BY place_key
        LIMIT 500
        """
      ) { row in
        (
          key: row.integer(0), id: row.integer(1), externalId: row.text(2), note: row.text(3),
          customer: row.optionalInteger(4), shipTo: row.optionalInteger(5), billTo: row.optionalInteger(6)
        )
      }
      guard let last = orders.last else { return }
      after = last.key
      done += orders.count
      try tell(min(1, Double(done) / all))
      for order in orders {
        let lines = try writer.all(
          "SELECT sku, listing_id, title FROM order_lines WHERE order_id = \(order.id) ORDER BY position"
        ) { (sku: $0.text(0), listingId: $0.text(1), title: $0.text(2)) }
        let words = words(
          externalId: order.externalId,
          cards: try cards(of: order.customer, order.shipTo, order.billTo, in: writer), lines: lines,
          note: order.note, cutter: &cutter)
        try TextIndex.orders.insert(order.key, words, in: writer)
      }
    }
  }

  static func words(_ order: Order, in reader: any Reader) throws -> String {
    var cutter = TermCutter()
    return words(order, cards: try cards(of: order, in: reader), cutter: &cutter)
  }
}
