import Testing

@testable import Store

extension OlderStore {
  /// Leaves what the thirteenth step made: no rules, returns, refunds, and nothing in lines that tells of them.
  static func takeBackToStep13(_ writer: any Writer) throws {
    try takeBackToStep14(writer)
    let schema = try #require(writer as? any SchemaWriter)
    for table in ["rule_hits", "review_rules", "refund_lines", "refunds", "return_lines", "returns"] {
      try schema.define("DROP TABLE \(table)")
    }
    try schema.define("DROP INDEX order_lines_source")
    for (table, column) in [
      ("orders", "routes"), ("orders", "refunded"), ("order_lines", "cancelled_quantity"),
      ("order_lines", "source_order_id"), ("order_lines", "source_position"), ("order_lines", "returned_quantity"),
      ("order_lines", "refunded_quantity"),
    ] {
      try schema.define("ALTER TABLE \(table) DROP COLUMN \(column)")
    }
  }
}
