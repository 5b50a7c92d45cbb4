extension Schema {
  /// Every column sorts: names by their folded form, the other columns of orders through one narrow index.
  ///
  /// `orders_facts` begins with the id, so it only ever grows at its end and costs an import little; a sort reads it
  /// through (70 bytes an order instead of 170, nothing of texts) and keeps the page. Buyers and holds are answered
  /// from their indexes alone.
  static let step3 = SchemaStep(
    define: { dialect in
      [
        "ALTER TABLE personal ADD COLUMN name_key TEXT NOT NULL DEFAULT ''",
        "DROP INDEX orders_customer",
        "DROP INDEX orders_held",
      ].map(dialect.types)
    },
    fill: { writer, tell in try PersonalTable.fillNameKeys(in: writer, tell: tell) },
    finish: { _ in
      [
        "CREATE INDEX personal_name ON personal (name_key, subject, revision)",
        "CREATE INDEX customers_bare ON customers (id) WHERE revision = 0",
        "CREATE INDEX orders_customer ON orders (customer_id, place_key, ship_to, bill_to)",
        """
        CREATE INDEX orders_held ON orders (place_key, hold_mask, status, account_id, country) WHERE hold_mask <> 0
        """,
        """
        CREATE INDEX orders_facts ON orders (id, place_key, status, payment, fulfilment, state, currency, total,
          account_id, country, quantity, line_count, updated_at, ship_by, paid_at, shipped_at, deliver_by,
          open_ship_by, items, discount, shipping, tax, unmapped, assignee, service)
        """,
      ]
    })
}
