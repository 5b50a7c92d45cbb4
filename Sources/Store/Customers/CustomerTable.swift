public import Domain

/// Customers in the store.
public enum CustomerTable {
  static let columns: SQL = """
    SELECT id, version, number, match_key, revision, country, tier, tags, first_order_at, last_order_at, order_count
    FROM customers
    """

  public static func load(_ id: Int64, in reader: any Reader) throws -> Customer? {
    try reader.first("\(columns) WHERE id = \(id)", Customer.init(row:))
  }

  static func find(matchKey: String, in reader: any Reader) throws -> Customer? {
    try reader.first("\(columns) WHERE match_key = \(matchKey)", Customer.init(row:))
  }

  /// Whether the person was erased: nothing personal is ever kept of them again.
  static func isErased(_ id: Int64, in reader: any Reader) throws -> Bool {
    try reader.integer("SELECT COUNT(*) FROM customers WHERE id = \(id) AND erased_at IS NOT NULL") == 1
  }

  static func insert(_ customer: Customer, in writer: any Writer) throws {
    try writer.run(
      """
      INSERT INTO customers (id, version, number, match_key, revision, country, tier, tags, first_order_at,
        last_order_at, order_count)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .integer(customer.id), .integer(customer.version), .text(customer.number), SQLValue(customer.matchKey),
        .integer(customer.revision), SQLValue(customer.country), .text(customer.tier.rawValue),
        .text(customer.tags.joined(separator: ",")), SQLValue(customer.firstOrderAt), SQLValue(customer.lastOrderAt),
        .integer(customer.orderCount),
      ])
  }

  static func update(_ customer: Customer, in writer: any Writer) throws {
    try writer.run(
      """
      UPDATE customers
      SET version = ?, revision = ?, country = ?, tier = ?, tags = ?, first_order_at = ?, last_order_at = ?,
        order_count = ?
      WHERE id = ?
      """,
      [
        .integer(customer.version), .integer(customer.revision), SQLValue(customer.country),
        .text(customer.tier.rawValue), .text(customer.tags.joined(separator: ",")), SQLValue(customer.firstOrderAt),
        SQLValue(customer.lastOrderAt), .integer(customer.orderCount), .integer(customer.id),
      ])
  }

  /// Puts the customer's words into the search index in place of the old ones.
  static func index(_ customer: Customer, _ card: Card?, was old: String?, in writer: any Writer) throws {
    let new = words(customer, card)
    if old == new { return }
    if let old {
      try writer.run(
        "INSERT INTO customers_text (customers_text, rowid, words) VALUES ('delete', ?, ?)",
        [.integer(customer.id), .text(old)])
    }
    try writer.run(
      "INSERT INTO customers_text (rowid, words) VALUES (?, ?)", [.integer(customer.id), .text(new)])
  }

  static func words(_ customer: Customer, _ card: Card?) -> String {
    SearchTerms.indexTerms(of: [customer.number] + (card.map { [$0.name, $0.company, $0.email, $0.phone] } ?? []))
  }
}

extension Customer {
  init(row: any Columns) {
    self.init(
      id: row.integer(0), version: row.integer(1), number: row.text(2), matchKey: row.optionalText(3),
      revision: row.integer(4), country: row.optionalText(5), tier: CustomerTier(rawValue: row.text(6)) ?? .regular,
      tags: row.text(7).split(separator: ",").map(String.init), firstOrderAt: row.optionalInstant(8),
      lastOrderAt: row.optionalInstant(9), orderCount: row.integer(10))
  }
}
