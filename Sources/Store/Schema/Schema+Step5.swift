extension Schema {
  /// Notes and messages, which few orders have: sorting by them reads those and no others.
  @Sendable static func step5(_ dialect: Dialect) -> [String] {
    [
      "CREATE INDEX orders_noted ON orders (id) WHERE note <> ''",
      "CREATE INDEX orders_message ON orders (customer_id, message) WHERE message IS NOT NULL",
    ]
  }
}
