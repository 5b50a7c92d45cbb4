extension Schema {
  /// Which revision said what of a record, where it was not the newest one: so that files may come in any order.
  @Sendable static func step10(_ dialect: Dialect) -> [String] {
    [
      "ALTER TABLE orders ADD COLUMN sources TEXT",
      "ALTER TABLE customers ADD COLUMN card_at BIGINT",
      "ALTER TABLE customers ADD COLUMN card_hash BIGINT",
      "ALTER TABLE products ADD COLUMN sources TEXT",
    ].map(dialect.types)
  }
}
