extension Schema {
  /// Aliases of own SKUs, lines that wait by listing id, and what is said of customers.
  @Sendable static func step2(_ dialect: Dialect) -> [String] {
    let statements = [
      """
      CREATE TABLE sku_aliases (
        sku_key TEXT NOT NULL PRIMARY KEY CHECK (sku_key <> ''),
        sku TEXT NOT NULL,
        variant_id BIGINT NOT NULL REFERENCES variants (id)
      ) \(dialect.keyedTableEnding)
      """,
      "CREATE INDEX sku_aliases_variant ON sku_aliases (variant_id)",
      """
      CREATE INDEX order_lines_waiting ON order_lines (listing_id, order_id)
      WHERE variant_id IS NULL AND listing_id <> ''
      """,
      // The shop's note about a person is personal: the column names the card that holds it.
      "ALTER TABLE customers ADD COLUMN note BIGINT",
      // A merge is an edge: both rows stay as they are, and taking it back is exact.
      "ALTER TABLE customers ADD COLUMN merged_into BIGINT REFERENCES customers (id)",
      "CREATE INDEX customers_merged ON customers (merged_into) WHERE merged_into IS NOT NULL",
    ]
    return statements.map(dialect.types)
  }
}
