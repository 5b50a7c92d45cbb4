public import Domain

/// Customers in the store.
public enum CustomerTable {
  static let columns: SQL = """
    SELECT id, version, number, match_key, revision, country, tier, tags, first_order_at, last_order_at, order_count,
      note, merged_into, card_at, card_hash
    FROM customers
    """

  public static func load(_ id: Int64, in reader: any Reader) throws -> Customer? {
    try reader.first("\(columns) WHERE id = \(id)", Customer.init(row:))
  }

  /// The shop's note about them; empty where there is none.
  public static func note(_ customer: Customer, in reader: any Reader) throws -> String {
    guard let revision = customer.noteRevision else { return "" }
    return try PersonalTable.card(subject: customer.id, revision: revision, in: reader)?.message ?? ""
  }

  static func find(number: String, in reader: any Reader) throws -> Customer? {
    try reader.first("\(columns) WHERE number = \(number.uppercased())", Customer.init(row:))
  }

  /// Everybody who was found to be this person, themselves first: merged rows are edges to whoever they are.
  public static func cluster(of id: Int64, in reader: any Reader) throws -> [Int64] {
    let root = try root(of: id, in: reader)
    return try reader.all(
      """
      WITH RECURSIVE members (id) AS (
        SELECT CAST(\(root) AS BIGINT)
        UNION
        SELECT customers.id FROM customers JOIN members ON customers.merged_into = members.id
      )
      SELECT id FROM members ORDER BY id <> \(id), id
      """
    ) { $0.integer(0) }
  }

  /// Who somebody was found to be in the end; themselves where nobody merged them.
  static func root(of id: Int64, in reader: any Reader) throws -> Int64 {
    var root = id
    while let next = try reader.integer("SELECT merged_into FROM customers WHERE id = \(root)") { root = next }
    return root
  }

  /// Numbers of the newest orders of these customers.
  public static func orders(of customers: [Int64], limit: Int, in reader: any Reader) throws -> [String] {
    var found: [(key: Int64, number: String)] = []
    for id in customers {
      found += try reader.all(
        """
        SELECT place_key, number
        FROM orders
        WHERE customer_id = \(id) AND place_key IS NOT NULL
        ORDER BY place_key DESC
        LIMIT \(limit)
        """
      ) { ($0.integer(0), $0.text(1)) }
    }
    return found.sorted { $0.key > $1.key }.prefix(limit).map(\.number)
  }

  /// An order more or less, once it is in the queue or out of it.
  static func countOrder(of customer: Int64, by delta: Int64, in writer: any Writer) throws {
    try writer.execute(
      "UPDATE customers SET order_count = order_count + \(delta), \(orderTimes("\(customer)")) WHERE id = \(customer)")
  }

  /// Reads anew when the customer first and last ordered.
  static func timeOrders(of customer: Int64, in writer: any Writer) throws {
    try writer.execute("UPDATE customers SET \(orderTimes("\(customer)")) WHERE id = \(customer)")
  }

  /// The first and the last of a customer's orders; the index of places leads to the second, and there may be some.
  static func orderTimes(_ customer: SQL) -> SQL {
    let orders: SQL = "orders INDEXED BY orders_customer WHERE customer_id = \(customer) AND place_key IS NOT NULL"
    return """
      first_order_at = (SELECT MIN(placed_at) FROM \(orders)
        AND place_key < (((SELECT MIN(place_key) FROM \(orders)) >> 30) + 1) << 30),
      last_order_at = (SELECT MAX(placed_at) FROM \(orders)
        AND place_key >= ((SELECT MAX(place_key) FROM \(orders)) >> 30) << 30)
      """
  }

  static func find(matchKey: String, in reader: any Reader) throws -> Customer? {
    try reader.first("\(columns) WHERE match_key = \(matchKey)", Customer.init(row:))
  }

  /// Whether the person was erased: nothing personal is ever kept of them again.
  public static func isErased(_ id: Int64, in reader: any Reader) throws -> Bool {
    try reader.integer("SELECT COUNT(*) FROM customers WHERE id = \(id) AND erased_at IS NOT NULL") == 1
  }

  static func insert(_ customer: Customer, in writer: any Writer) throws {
    try writer.run(
      """
      INSERT INTO customers (id, version, number, match_key, revision, country, tier, tags, first_order_at,
        last_order_at, order_count, note, merged_into, card_at, card_hash)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .integer(customer.id), .integer(customer.version), .text(customer.number), SQLValue(customer.matchKey),
        .integer(customer.revision), SQLValue(customer.country), .text(customer.tier.rawValue),
        .text(customer.tags.joined(separator: ",")), SQLValue(customer.firstOrderAt), SQLValue(customer.lastOrderAt),
        .integer(customer.orderCount), SQLValue(customer.noteRevision), SQLValue(customer.mergedInto),
        SQLValue(customer.cardStamp?.revisedAt), SQLValue(customer.cardStamp?.contentHash),
      ])
  }

  /// What an order that comes in changes of its buyer. Whom they were merged into is not among it: a change of what
  /// refers to another row makes the engine set a savepoint, for which it writes out the search index each time.
  static func updateFromOrder(_ customer: Customer, in writer: any Writer) throws {
    try writer.run(
      """
      UPDATE customers
      SET revision = ?, country = ?, first_order_at = ?, last_order_at = ?, order_count = ?, card_at = ?, card_hash = ?
      WHERE id = ?
      """,
      [
        .integer(customer.revision), SQLValue(customer.country), SQLValue(customer.firstOrderAt),
        SQLValue(customer.lastOrderAt), .integer(customer.orderCount), SQLValue(customer.cardStamp?.revisedAt),
        SQLValue(customer.cardStamp?.contentHash), .integer(customer.id),
      ])
  }

  static func update(_ customer: Customer, in writer: any Writer) throws {
    try writer.run(
      """
      UPDATE customers
      SET version = ?, revision = ?, country = ?, tier = ?, tags = ?, first_order_at = ?, last_order_at = ?,
        order_count = ?, note = ?, merged_into = ?
      WHERE id = ?
      """,
      [
        .integer(customer.version), .integer(customer.revision), SQLValue(customer.country),
        .text(customer.tier.rawValue), .text(customer.tags.joined(separator: ",")), SQLValue(customer.firstOrderAt),
        SQLValue(customer.lastOrderAt), .integer(customer.orderCount), SQLValue(customer.noteRevision),
        SQLValue(customer.mergedInto), .integer(customer.id),
      ])
  }

  /// Puts the customer's words into the search index in place of the old ones.
  static func index(_ customer: Customer, _ card: Card?, was old: String?, in writer: any Writer) throws {
    try index(customer, as: words(customer, card), was: old, in: writer)
  }

  static func index(_ customer: Customer, as new: String, was old: String?, in writer: any Writer) throws {
    if old == new { return }
    if let old {
      try TextIndex.customers.remove(customer.id, old, in: writer)
    }
    try TextIndex.customers.insert(customer.id, new, in: writer)
  }

  static func words(_ customer: Customer, _ card: Card?) -> String {
    var cutter = TermCutter()
    return words(customer.number, card, cutter: &cutter)
  }

  /// Cuts the words of every customer anew, reading nothing that a later schema step might add.
  /// `tell` learns how much is done, from nought to one.
  static func fillWords(_ writer: any Writer, tell: (Double) throws -> Void = { _ in }) throws {
    let highest = Double(max(1, try writer.integer("SELECT MAX(id) FROM customers") ?? 1))
    try TextIndex.customers.clear(in: writer)
    var cutter = TermCutter()
    var after = Int64.min
    while let (last, _) = try fillWords(writer, after: after, limit: 500, cutter: &cutter) {
      after = last
      try tell(min(1, Double(last) / highest))
    }
  }

  /// The same for the next customers: the id of the last one and how many they were; nil at the end.
  static func fillWords(
    _ writer: any Writer, after: Int64, limit: Int, cutter: inout TermCutter
  ) throws -> (last: Int64, count: Int)? {
    try forEachWords(after: after, limit: limit, cutter: &cutter, in: writer) { id, words in
      try TextIndex.customers.insert(id, words, in: writer)
    }
  }

  /// Cuts the words of the next customers and hands them on with their ids: the id of the last one and how many they
  /// were; nil at the end.
  static func forEachWords(
    after: Int64, limit: Int, cutter: inout TermCutter, in reader: any Reader,
    _ body: (_ id: Int64, _ words: String) throws -> Void
  ) throws -> (last: Int64, count: Int)? {
    let customers = try reader.all(
      """
      SELECT p.name, p.company, p.email, p.phone, p.street, p.city, p.region, p.postcode, p.country, p.tax_id,
        p.message, c.id, c.number
      FROM customers AS c
      LEFT JOIN personal AS p ON p.subject = c.id AND p.revision = c.revision
      WHERE c.id > \(after)
      ORDER BY c.id
      LIMIT \(limit)
      """
    ) { row in (id: row.integer(11), number: row.text(12), card: row.isNull(0) ? nil : Card(row: row)) }
    guard let last = customers.last?.id else { return nil }
    for customer in customers {
      try body(customer.id, words(customer.number, customer.card, cutter: &cutter))
    }
    return (last, customers.count)
  }

  static func words(_ number: String, _ card: Card?, cutter: inout TermCutter) -> String {
    cutter.begin()
    cutter.cut(number)
    if let card {
      for text in [card.name, card.company, card.email, card.phone] { cutter.cut(text, isPersonal: true) }
    }
    return cutter.finish()
  }
}

extension Customer {
  init(row: any Columns) {
    self.init(
      id: row.integer(0), version: row.integer(1), number: row.text(2), matchKey: row.optionalText(3),
      revision: row.integer(4),
      cardStamp: row.optionalInstant(13).map { RevisionStamp(revisedAt: $0, contentHash: row.integer(14)) },
      country: row.optionalText(5), tier: CustomerTier(rawValue: row.text(6)) ?? .regular,
      tags: row.text(7).split(separator: ",").map(String.init), firstOrderAt: row.optionalInstant(8),
      lastOrderAt: row.optionalInstant(9), orderCount: row.integer(10), noteRevision: row.optionalInteger(11),
      mergedInto: row.optionalInteger(12))
  }
}
