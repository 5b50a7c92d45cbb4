import Testing

@testable import Store

/// Makes of a store of today what an older program would have written.
enum OlderStore {
  /// Leaves what the fourteenth step made.
  static func takeBackToStep14(_ writer: any Writer) throws {
    try takeBackToStep15(writer)
    let schema = try #require(writer as? any SchemaWriter)
    for table in ["confirmed_units", "confirmations", "channel_files", "stock_counts"] {
      try schema.define("DROP TABLE \(table)")
    }
    for index in ["outbox_waiting", "stock_reports_sku"] { try schema.define("DROP INDEX \(index)") }
    try schema.define("ALTER TABLE outbox DROP COLUMN holder")
    for column in ["buckets", "told_at"] { try schema.define("ALTER TABLE stock_reports DROP COLUMN \(column)") }
  }

  /// Leaves what the twelfth step made.
  static func takeBackToStep12(_ writer: any Writer) throws {
    try takeBackToStep13(writer)
    let schema = try #require(writer as? any SchemaWriter)
    let tables = FulfilmentTable.allCases.map(\.rawValue).filter { !tablesOfStep16.contains($0) }
    for table in tables + ["scan_lines"] { try schema.define("DROP TABLE \(table)") }
    for index in ["allocations_unplanned", "allocations_fulfilment"] { try schema.define("DROP INDEX \(index)") }
  }

  /// Leaves what the eleventh step made.
  static func takeBackToStep11(_ writer: any Writer) throws {
    try takeBackToStep12(writer)
    let schema = try #require(writer as? any SchemaWriter)
    try schema.define("DROP INDEX allocations_pegged")
    for table in [
      "certificates", "certificate_rules", "supply_promises", "receipts", "purchase_lines", "purchases",
      "supplier_items", "suppliers",
    ] {
      try schema.define("DROP TABLE \(table)")
    }
  }

  /// Leaves what the tenth step made.
  static func takeBackToStep10(_ writer: any Writer) throws {
    try takeBackToStep11(writer)
    let schema = try #require(writer as? any SchemaWriter)
    for table in ["locations", "lots", "moves", "quants", "allocations"] { try schema.define("DROP TABLE \(table)") }
  }

  /// Leaves what the eighth step made.
  static func takeBackToStep8(_ writer: any Writer) throws {
    try takeBackToStep10(writer)
    let schema = try #require(writer as? any SchemaWriter)
    for (table, column) in [
      ("orders", "sources"), ("customers", "card_at"), ("customers", "card_hash"), ("products", "sources"),
    ] {
      try schema.define("ALTER TABLE \(table) DROP COLUMN \(column)")
    }
    try schema.define("DROP TABLE line_judgings")
  }

  /// Leaves what the fifth step made.
  static func takeBackToStep5(_ writer: any Writer) throws {
    try takeBackToStep8(writer)
    let schema = try #require(writer as? any SchemaWriter)
    for table in ["sessions", "drafts", "seen_marks", "seen_rows", "bulk_items", "bulk_batches"] {
      try schema.define("DROP TABLE \(table)")
    }
    for column in ["texts", "salt", "seal"] { try schema.define("ALTER TABLE journal DROP COLUMN \(column)") }
    try schema.define("ALTER TABLE order_lines DROP COLUMN personal")
    try schema.define("DROP TABLE product_sources")
    try writer.execute("DELETE FROM meta WHERE key = 'sealedFrom'")
  }
}
