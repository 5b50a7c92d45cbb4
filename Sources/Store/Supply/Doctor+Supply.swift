internal import Domain

extension Doctor {
  /// What holds of purchases and of what is sold before it is there; each counts what breaks it.
  static let supplyRules: [Rule] = [
    Rule(
      name: "purchaseReceipts",
      sql: """
        SELECT COUNT(*)
        FROM purchase_lines AS l
        LEFT JOIN (
          SELECT line_id, SUM(quantity) AS quantity, SUM(accepted) AS accepted, SUM(rejected) AS rejected
          FROM receipts
          GROUP BY line_id
        ) AS came ON came.line_id = l.id
        WHERE l.received <> COALESCE(came.quantity, 0) OR l.accepted <> COALESCE(came.accepted, 0)
          OR l.rejected <> COALESCE(came.rejected, 0)
        """, text: "lines of purchases count what came wrongly", isDerived: true),
    Rule(
      name: "purchaseMoves",
      sql: """
        SELECT COUNT(*)
        FROM (
          SELECT variant_id, SUM(quantity) AS quantity
          FROM (
            SELECT m.variant_id, CASE WHEN m.from_id = 1 THEN m.quantity ELSE -m.quantity END AS quantity
            FROM moves AS m
            JOIN journal AS j ON j.seq = m.seq
            WHERE j.kind = 'purchases' AND (m.from_id = 1 OR m.to_id = 1)
            UNION ALL
            SELECT variant_id, -(received + damaged) FROM purchase_lines
            UNION ALL
            SELECT variant_id, returned FROM receipts
          ) AS sides
          GROUP BY variant_id
          HAVING SUM(quantity) <> 0
        ) AS wrong
        """, text: "SKUs came by purchases otherwise than the ledger has it", isDerived: false),
    Rule(
      name: "pegsOfPurchases",
      sql: """
        SELECT COUNT(*)
        FROM (
          SELECT purchase_line_id, SUM(quantity) AS quantity
          FROM allocations
          WHERE purchase_line_id IS NOT NULL
          GROUP BY purchase_line_id
        ) AS pegged
        LEFT JOIN purchase_lines AS l ON l.id = pegged.purchase_line_id
        LEFT JOIN purchases AS p ON p.id = l.purchase_id
        WHERE l.id IS NULL OR pegged.quantity > l.received - l.accepted - l.rejected
          + CASE WHEN p.state IN ('ordered', 'confirmed', 'partlyReceived')
              AND l.quantity > l.received + l.damaged THEN l.quantity - l.received - l.damaged ELSE 0 END
        """, text: "purchases are to bring orders more than they bring", isDerived: false),
    Rule(
      name: "pegsOfVariants",
      sql: """
        SELECT COUNT(*)
        FROM allocations AS a
        LEFT JOIN purchase_lines AS l ON l.id = a.purchase_line_id
        WHERE a.purchase_line_id IS NOT NULL AND (a.state <> 'pegged' OR l.id IS NULL OR l.variant_id <> a.variant_id)
        """, text: "units wait for a purchase that does not bring them", isDerived: false),
    Rule(
      name: "purchaseStates",
      sql: """
        SELECT COUNT(*)
        FROM purchases AS p
        JOIN (
          SELECT purchase_id, SUM(received + damaged) AS came,
            SUM(CASE WHEN quantity > received + damaged THEN 1 ELSE 0 END) AS lacking
          FROM purchase_lines
          GROUP BY purchase_id
        ) AS l ON l.purchase_id = p.id
        WHERE p.state IN ('draft', 'ordered', 'confirmed', 'cancelled') AND l.came > 0
          OR p.state = 'partlyReceived' AND (l.came = 0 OR l.lacking = 0)
          OR p.state = 'received' AND l.lacking > 0
        """, text: "purchases are further or less far than what came of them", isDerived: false),
  ]

  /// What lines count, anew out of their receipts.
  static func rebuildSupply(_ writer: any Writer) throws {
    try writer.execute(
      """
      UPDATE purchase_lines
      SET received = (SELECT COALESCE(SUM(quantity), 0) FROM receipts WHERE line_id = purchase_lines.id),
        accepted = (SELECT COALESCE(SUM(accepted), 0) FROM receipts WHERE line_id = purchase_lines.id),
        rejected = (SELECT COALESCE(SUM(rejected), 0) FROM receipts WHERE line_id = purchase_lines.id)
      """)
  }
}
