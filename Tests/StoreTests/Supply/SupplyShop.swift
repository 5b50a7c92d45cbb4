import Domain
import Testing

@testable import Store

/// The words that tests of supply speak.
extension Shop {
  /// A shop with a warehouse (shelf, receiving, check and damaged place), a supplier who sells these SKUs, and nothing
  /// in stock.
  static func buying(_ skus: String..., standard: String = "none", terms: [String: String] = [:]) throws -> Shop {
    let shop = try Shop()
    for sku in skus { _ = try shop.variant(ofNew: sku) }
    try shop.place("SZ", ["country": "CN"])
    try shop.place("SZ-A", in: "SZ")
    try shop.place("SZ-IN", in: "SZ", ["use": "receiving"])
    try shop.place("SZ-QC", in: "SZ", ["use": "quality"])
    try shop.place("SZ-BAD", in: "SZ", ["use": "damaged"])
    try shop.supplier("ACME", skus, terms.merging(["standard": standard]) { first, _ in first })
    return shop
  }

  @discardableResult
  func supplier(_ code: String, _ skus: [String], _ terms: [String: String] = [:]) throws -> Int64 {
    let id = try #require(
      try perform("createSupplier", fields: terms.merging(["code": code]) { first, _ in first }).subject)
    for sku in skus { try perform("offerSku", id, fields: ["sku": sku, "prices": "1=2.50 100=2.20"]) }
    return id
  }

  func supplierId(_ code: String = "ACME") throws -> Int64 {
    try #require(try store.connection.readNow { try SupplierTable.find(code: code, in: $0) }).id
  }

  /// An ordered purchase of lines `MUG=100`.
  func purchase(_ lines: String, from supplier: String = "ACME", promised: String? = nil) throws -> Int64 {
    let id = try draft(lines, from: supplier)
    try perform("orderPurchase", id, fields: promised.map { ["promised": $0] } ?? [:])
    return id
  }

  func draft(_ lines: String, from supplier: String = "ACME") throws -> Int64 {
    try #require(
      try perform("createPurchase", fields: ["supplier": supplier, "warehouse": "SZ", "lines": lines]).subject)
  }

  func state(_ purchase: Int64) throws -> PurchaseState? {
    try store.connection.readNow { try PurchaseTable.load(purchase, in: $0) }?.state
  }

  func variant(_ sku: String) throws -> Int64 {
    try integer("SELECT id FROM variants WHERE sku_key = \(FoldedText.fold(sku))")
  }

  /// The newest goods that came in.
  func receipt() throws -> Int64 { try integer("SELECT MAX(id) FROM receipts WHERE quantity > 0") }

  @discardableResult
  func deliver(_ purchase: Int64, _ sku: String, _ quantity: Int64, _ fields: [String: String] = [:]) throws
    -> ActionResult
  {
    try perform(
      "receivePurchase", purchase,
      fields: fields.merging(["sku": sku, "quantity": String(quantity)]) { first, _ in first })
  }

  func undo(_ result: ActionResult) throws -> Int64? {
    now = now.adding(milliseconds: 1000)
    return try store.undo(entry: result.entry, as: admin, now: now).undoEntry
  }

  func due(_ order: Int64, inDays days: Int64) throws {
    try tamper("UPDATE orders SET ship_by = \(now.adding(milliseconds: days * 86_400_000)) WHERE id = \(order)")
  }

  /// Units of a variant that wait for the lines of a purchase.
  func pegs(_ purchase: Int64) throws -> Int64 {
    try integer(
      """
      SELECT COALESCE(SUM(a.quantity), 0)
      FROM allocations AS a
      JOIN purchase_lines AS l ON l.id = a.purchase_line_id
      WHERE l.purchase_id = \(purchase) AND a.state = 'pegged'
      """)
  }
}
