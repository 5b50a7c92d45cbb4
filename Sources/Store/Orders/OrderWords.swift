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

  /// Cuts the words of every order anew, reading nothing that a later schema step might add.
  /// `tell` learns how much is done, from nought to one.
  static func fill(_ writer: any Writer, tell: (Double) throws -> Void = { _ in }) throws {
    let all = Double(max(1, try writer.integer("SELECT COUNT(*) FROM orders") ?? 1))
    var done = 0
    try TextIndex.orders.clear(in: writer)
    var cutter = TermCutter()
    var after = Int64.min
    while let (last, count) = try fill(writer, after: after, limit: 500, cutter: &cutter) {
      after = last
      done += count
      try tell(min(1, Double(done) / all))
    }
  }

  /// The same for the next orders of the queue: the key of the last one and how many they were; nil at the end.
  static func fill(
    _ writer: any Writer, after: Int64, limit: Int, cutter: inout TermCutter
  ) throws -> (last: Int64, count: Int)? {
    try forEach(after: after, limit: limit, cutter: &cutter, in: writer) { key, words in
      try TextIndex.orders.insert(key, words, in: writer)
    }
  }

  /// Cuts the words of the next orders of the queue and hands them on with their keys: the key of the last one and how
  /// many they were; nil at the end.
  static func forEach(
    after: Int64, limit: Int, cutter: inout TermCutter, in reader: any Reader,
    _ body: (_ key: Int64, _ words: String) throws -> Void
  ) throws -> (last: Int64, count: Int)? {
    let orders = try reader.all(
      """
      SELECT place_key, external_id, note, ship_to, bill_to
      FROM orders
      WHERE place_key > \(after)
      ORDER BY place_key
      LIMIT \(limit)
      """
    ) { row in
      (
        key: row.integer(0), externalId: row.text(1), note: row.text(2), shipTo: row.optionalInteger(3),
        billTo: row.optionalInteger(4)
      )
    }
    guard let last = orders.last?.key else { return nil }
    // Three questions for all of them: a server is asked no more often than that.
    var lines: [Int64: [(sku: String, listingId: String, title: String)]] = [:]
    try reader.forEach(
      """
      SELECT o.place_key, l.sku, l.listing_id, l.title
      FROM orders AS o
      CROSS JOIN order_lines AS l ON l.order_id = o.id
      WHERE o.place_key > \(after) AND o.place_key <= \(last)
      ORDER BY o.place_key, l.position
      """
    ) { row in
      lines[row.integer(0), default: []].append((sku: row.text(1), listingId: row.text(2), title: row.text(3)))
      return true
    }
    let cards = try cards(after: after, upTo: last, in: reader)
    for order in orders {
      let known = cards[order.key] ?? [:]
      var own = [order.shipTo, order.billTo].compactMap { $0 }
      if own.count == 2 && own[0] == own[1] { own.removeLast() }
      let words = words(
        externalId: order.externalId, cards: own.isEmpty ? Array(known.values) : own.compactMap { known[$0] },
        lines: lines[order.key] ?? [], note: order.note, cutter: &cutter)
      try body(order.key, words)
    }
    return (last, orders.count)
  }

  /// The cards that count of each of these orders, by their revisions: its own, else its buyer's newest.
  private static func cards(
    after: Int64, upTo last: Int64, in reader: any Reader
  ) throws -> [Int64: [Int64: Card]] {
    var cards: [Int64: [Int64: Card]] = [:]
    func take(_ sql: SQL) throws {
      try reader.forEach(sql) { row in
        cards[row.integer(12), default: [:]][row.integer(11)] = Card(row: row)
        return true
      }
    }
    let columns: SQL = """
      SELECT p.name, p.company, p.email, p.phone, p.street, p.city, p.region, p.postcode, p.country, p.tax_id,
        p.message, p.revision, o.place_key
      FROM orders AS o
      """
    try take(
      """
      \(columns)
      CROSS JOIN personal AS p ON p.subject = o.customer_id AND (p.revision = o.ship_to OR p.revision = o.bill_to)
      WHERE o.place_key > \(after) AND o.place_key <= \(last) AND p.name IS NOT NULL
      """)
    try take(
      """
      \(columns)
      CROSS JOIN customers AS c ON c.id = o.customer_id
      CROSS JOIN personal AS p ON p.subject = c.id AND p.revision = c.revision
      WHERE o.place_key > \(after) AND o.place_key <= \(last) AND o.ship_to IS NULL AND o.bill_to IS NULL
        AND p.name IS NOT NULL
      """)
    return cards
  }

  static func words(_ order: Order, in reader: any Reader) throws -> String {
    var cutter = TermCutter()
    return words(order, cards: try cards(of: order, in: reader), cutter: &cutter)
  }
}
