internal import Domain

extension Doctor {
  /// What holds of stock at every moment; each counts what breaks it.
  static let stockRules: [Rule] = [
    Rule(
      name: "stockLedger",
      sql: """
        SELECT COUNT(*)
        FROM (
          SELECT variant_id, location_id, lot_id, owner, SUM(quantity) AS quantity
          FROM (
            SELECT variant_id, to_id AS location_id, lot_id, owner, quantity FROM moves
            UNION ALL
            SELECT variant_id, from_id, lot_id, owner, -quantity FROM moves
          ) AS sides
          GROUP BY variant_id, location_id, lot_id, owner
          HAVING SUM(quantity) <> 0
        ) AS counted
        FULL JOIN quants
          ON quants.variant_id = counted.variant_id AND quants.location_id = counted.location_id
          AND quants.lot_id = counted.lot_id AND quants.owner = counted.owner
        WHERE counted.quantity IS NULL OR quants.quantity IS NULL OR counted.quantity <> quants.quantity
        """, text: "sums of stock are not what the ledger adds up to", isDerived: true),
    Rule(
      name: "stockBelowNought",
      sql: """
        SELECT COUNT(*)
        FROM quants
        JOIN locations ON locations.id = quants.location_id
        WHERE quants.quantity < 0 AND locations.kind NOT IN ('supplier', 'customer', 'loss')
        """, text: "places have less than nothing of something", isDerived: false),
    Rule(
      name: "unitsOfLines",
      sql: """
        SELECT COUNT(*)
        FROM (
          SELECT line_id, SUM(quantity) AS quantity,
            SUM(CASE WHEN state IN ('picked', 'packed', 'shipped', 'returned') THEN quantity ELSE 0 END) AS gone
          FROM allocations
          GROUP BY line_id
        ) AS counted
        LEFT JOIN order_lines ON order_lines.id = counted.line_id
        WHERE counted.quantity <> COALESCE(order_lines.quantity, 0) AND counted.quantity <> counted.gone
        """, text: "lines have more or fewer units than were ordered", isDerived: false),
    Rule(
      name: "unitsOfCancelled",
      sql: """
        SELECT COUNT(*)
        FROM allocations
        JOIN orders ON orders.id = allocations.order_id
        WHERE allocations.state IN ('reserved', 'backordered', 'pegged') AND orders.state = 'cancelled'
        """, text: "units are promised to cancelled orders", isDerived: false),
    Rule(
      name: "promisesOfNothing",
      sql: """
        SELECT COUNT(*)
        FROM (
          SELECT order_id, line_id, SUM(quantity) AS quantity
          FROM allocations
          WHERE state IN ('reserved', 'pegged')
          GROUP BY order_id, line_id
        ) AS promised
        JOIN orders AS o ON o.id = promised.order_id
        JOIN order_lines AS l ON l.id = promised.line_id
        WHERE o.state = 'closed' OR o.payment IN ('refunded', 'voided')
          OR o.fulfilment IN ('shipped', 'delivered', 'returned')
          OR promised.quantity > l.quantity - l.cancelled_quantity - l.fulfilled_quantity
        """, text: "goods are promised to lines of which nothing is to be sent any more", isDerived: false),
    Rule(
      name: "unitsVariant",
      sql: """
        SELECT COUNT(*)
        FROM allocations
        JOIN order_lines ON order_lines.id = allocations.line_id
        WHERE allocations.state IN ('reserved', 'backordered', 'pegged')
          AND (order_lines.variant_id IS NULL OR order_lines.variant_id <> allocations.variant_id)
        """, text: "units are promised of another thing than their line is", isDerived: false),
    Rule(
      name: "promisedStock",
      sql: """
        SELECT COUNT(*)
        FROM (
          SELECT variant_id, warehouse_id, SUM(quantity) AS quantity
          FROM allocations
          WHERE state = 'reserved'
          GROUP BY variant_id, warehouse_id
        ) AS promised
        LEFT JOIN (
          SELECT quants.variant_id, locations.warehouse_id, SUM(quants.quantity) AS quantity
          FROM quants
          JOIN locations ON locations.id = quants.location_id
          WHERE locations.sellable = 1
          GROUP BY quants.variant_id, locations.warehouse_id
        ) AS there ON there.variant_id = promised.variant_id AND there.warehouse_id = promised.warehouse_id
        WHERE promised.quantity > COALESCE(there.quantity, 0)
          AND NOT EXISTS (
            SELECT 1 FROM moves
            WHERE moves.variant_id = promised.variant_id
              AND moves.reason IN ('lost', 'damaged', 'expired', 'miscounted', 'missingTransaction', 'correction')
          )
        """, text: "SKUs are promised beyond what is there, and no count says why", isDerived: false),
    Rule(
      name: "sellablePlaces",
      sql: """
        SELECT COUNT(*)
        FROM locations
        WHERE sellable <> CASE WHEN closed = 0 AND kind IN ('domestic', 'bonded', 'overseas', 'thirdParty')
          AND use IN ('picking', 'reserve') THEN 1 ELSE 0 END
        """, text: "places are marked wrongly as sold from", isDerived: true),
  ]

  /// The sums of stock, anew out of the ledger.
  static func rebuildStock(_ writer: any Writer) throws {
    try writer.execute("DELETE FROM quants")
    try writer.execute(
      """
      INSERT INTO quants (variant_id, location_id, lot_id, owner, quantity)
      SELECT variant_id, location_id, lot_id, owner, SUM(quantity)
      FROM (
        SELECT variant_id, to_id AS location_id, lot_id, owner, quantity FROM moves
        UNION ALL
        SELECT variant_id, from_id, lot_id, owner, -quantity FROM moves
      ) AS sides
      GROUP BY variant_id, location_id, lot_id, owner
      HAVING SUM(quantity) <> 0
      """)
    try writer.execute(
      """
      UPDATE locations
      SET sellable = CASE WHEN closed = 0 AND kind IN ('domestic', 'bonded', 'overseas', 'thirdParty')
        AND use IN ('picking', 'reserve') THEN 1 ELSE 0 END
      """)
  }
}
