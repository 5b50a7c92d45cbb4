extension Schema {
  /// Lines that are still to follow what was said of their SKU: more than one transaction has time for.
  @Sendable static func step9(_ dialect: Dialect) -> [String] {
    [
      """
      CREATE TABLE line_judgings (
        id BIGINT NOT NULL PRIMARY KEY,
        entry BIGINT,
        account_id BIGINT,
        sku_key TEXT NOT NULL,
        listing_id TEXT NOT NULL,
        standing BIGINT,
        shipped_too BIGINT NOT NULL,
        reached_order BIGINT NOT NULL,
        reached_line BIGINT NOT NULL,
        changed_order BIGINT NOT NULL,
        lines BIGINT NOT NULL,
        orders BIGINT NOT NULL
      )
      """
    ].map(dialect.types)
  }
}
