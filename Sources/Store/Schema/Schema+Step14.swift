extension Schema {
  /// What becomes of an order after it came in: rules that look at it, lines that are called off or go to another
  /// order, goods and money that go back to where they came from.
  @Sendable static func step14(_ dialect: Dialect) -> [String] {
    let table = dialect.tableEnding
    let keyed = dialect.keyedTableEnding
    return [
      "ALTER TABLE orders ADD COLUMN routes TEXT",
      // Minor units that refunds have given back, so that no two of them give more than was paid.
      "ALTER TABLE orders ADD COLUMN refunded BIGINT NOT NULL DEFAULT 0 CHECK (refunded >= 0)",
      "ALTER TABLE order_lines ADD COLUMN cancelled_quantity BIGINT NOT NULL DEFAULT 0 CHECK (cancelled_quantity >= 0)",
      "ALTER TABLE order_lines ADD COLUMN source_order_id BIGINT",
      "ALTER TABLE order_lines ADD COLUMN source_position BIGINT",
      // Units that are on their way back or have come, and units that were paid back.
      "ALTER TABLE order_lines ADD COLUMN returned_quantity BIGINT NOT NULL DEFAULT 0 CHECK (returned_quantity >= 0)",
      "ALTER TABLE order_lines ADD COLUMN refunded_quantity BIGINT NOT NULL DEFAULT 0 CHECK (refunded_quantity >= 0)",
      """
      CREATE INDEX order_lines_source ON order_lines (source_order_id, order_id)
      WHERE source_order_id IS NOT NULL
      """,
      """
      CREATE TABLE returns (
        id \(dialect.identity),
        version BIGINT NOT NULL DEFAULT 1,
        number TEXT NOT NULL UNIQUE,
        order_id BIGINT NOT NULL REFERENCES orders (id),
        reason TEXT NOT NULL,
        reception TEXT NOT NULL,
        acceptance TEXT NOT NULL,
        disposition TEXT NOT NULL,
        refund TEXT NOT NULL,
        status TEXT NOT NULL,
        requested_at BIGINT NOT NULL,
        authorised_at BIGINT,
        received_at BIGINT,
        tracking TEXT NOT NULL,
        place_id BIGINT,
        exchange_id BIGINT,
        note TEXT NOT NULL,
        announced BIGINT NOT NULL,
        received BIGINT NOT NULL,
        updated_at BIGINT NOT NULL
      ) \(table)
      """,
      "CREATE INDEX returns_order ON returns (order_id, id)",
      "CREATE INDEX returns_status ON returns (status, id)",
      "CREATE INDEX returns_exchange ON returns (exchange_id) WHERE exchange_id IS NOT NULL",
      """
      CREATE TABLE return_lines (
        return_id BIGINT NOT NULL REFERENCES returns (id),
        position BIGINT NOT NULL,
        line_id BIGINT NOT NULL,
        variant_id BIGINT,
        sku TEXT NOT NULL,
        sku_key TEXT NOT NULL,
        announced BIGINT NOT NULL CHECK (announced >= 0),
        received BIGINT NOT NULL CHECK (received >= 0),
        accepted BIGINT NOT NULL CHECK (accepted >= 0),
        refused BIGINT NOT NULL CHECK (refused >= 0),
        restocked BIGINT NOT NULL CHECK (restocked >= 0),
        refurbished BIGINT NOT NULL CHECK (refurbished >= 0),
        to_supplier BIGINT NOT NULL CHECK (to_supplier >= 0),
        scrapped BIGINT NOT NULL CHECK (scrapped >= 0),
        sent_back BIGINT NOT NULL CHECK (sent_back >= 0),
        refunded BIGINT NOT NULL CHECK (refunded >= 0),
        PRIMARY KEY (return_id, position),
        CHECK (accepted + refused <= received),
        CHECK (restocked + refurbished + to_supplier <= accepted),
        CHECK (sent_back <= refused),
        CHECK (restocked + refurbished + to_supplier + scrapped + sent_back <= accepted + refused)
      ) \(keyed)
      """,
      "CREATE INDEX return_lines_line ON return_lines (line_id)",
      """
      CREATE TABLE refunds (
        id \(dialect.identity),
        number TEXT NOT NULL UNIQUE,
        order_id BIGINT NOT NULL REFERENCES orders (id),
        return_id BIGINT,
        op_key TEXT NOT NULL UNIQUE,
        method TEXT NOT NULL,
        state TEXT NOT NULL,
        amount BIGINT NOT NULL CHECK (amount > 0),
        items BIGINT NOT NULL,
        shipping BIGINT NOT NULL,
        tax BIGINT NOT NULL,
        other BIGINT NOT NULL,
        fee BIGINT NOT NULL CHECK (fee >= 0),
        requested_at BIGINT NOT NULL,
        note TEXT NOT NULL
      ) \(table)
      """,
      "CREATE INDEX refunds_order ON refunds (order_id, id)",
      "CREATE INDEX refunds_return ON refunds (return_id) WHERE return_id IS NOT NULL",
      """
      CREATE TABLE refund_lines (
        refund_id BIGINT NOT NULL REFERENCES refunds (id),
        line_id BIGINT NOT NULL,
        quantity BIGINT NOT NULL CHECK (quantity > 0),
        PRIMARY KEY (refund_id, line_id)
      ) \(keyed)
      """,
      """
      CREATE TABLE review_rules (
        id \(dialect.identity),
        version BIGINT NOT NULL DEFAULT 1,
        name TEXT NOT NULL,
        name_key TEXT NOT NULL UNIQUE CHECK (name_key <> ''),
        position BIGINT NOT NULL,
        active BIGINT NOT NULL DEFAULT 0 CHECK (active IN (0, 1)),
        moment TEXT NOT NULL,
        sentence TEXT NOT NULL,
        effect TEXT NOT NULL,
        value TEXT NOT NULL,
        tried_at BIGINT,
        tried_caught BIGINT,
        tried_of BIGINT,
        deleted BIGINT NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
      ) \(table)
      """,
      "CREATE INDEX review_rules_place ON review_rules (position, id)",
      """
      CREATE TABLE rule_hits (
        rule_id BIGINT NOT NULL REFERENCES review_rules (id),
        order_id BIGINT NOT NULL REFERENCES orders (id),
        seq BIGINT NOT NULL,
        hit_at BIGINT NOT NULL,
        PRIMARY KEY (rule_id, order_id)
      ) \(keyed)
      """,
      "CREATE INDEX rule_hits_order ON rule_hits (order_id)",
    ].map(dialect.types)
  }
}
