internal import Domain

extension Doctor {
  /// What holds of what channels are told that they may sell; each counts what breaks it.
  static let publishingRules: [Rule] = [
    Rule(
      name: "publishedQuantity",
      sql: """
        SELECT COUNT(*)
        FROM published_stock
        WHERE desired <> CASE
          WHEN stopped = 1 OR available <= buffer THEN 0
          WHEN cap IS NOT NULL AND available - buffer > cap THEN cap
          WHEN available - buffer > 1000000 THEN 1000000
          ELSE available - buffer END
        """, text: "channels are to be told another quantity than their settings say", isDerived: true),
    Rule(
      name: "publishedBeyond",
      sql: """
        SELECT COUNT(*)
        FROM published_stock AS p
        LEFT JOIN (
          SELECT quants.variant_id, SUM(quants.quantity) AS quantity
          FROM quants
          JOIN locations ON locations.id = quants.location_id AND locations.sellable = 1
          GROUP BY quants.variant_id
        ) AS there ON there.variant_id = p.variant_id
        WHERE p.desired > COALESCE(there.quantity, 0)
        """, text: "channels are to be told of more units than stand on the shelves", isDerived: true),
    Rule(
      name: "publishedUnsent",
      sql: """
        SELECT COUNT(*)
        FROM (SELECT DISTINCT account_id FROM published_stock WHERE pushed_sequence < sequence) AS p
        WHERE NOT EXISTS (
          SELECT 1
          FROM outbox
          WHERE outbox.topic = 'channel.stockChanged' AND outbox.sent_at IS NULL
            AND SUBSTR(outbox.payload, 1, LENGTH('{"account":' || p.account_id || ','))
              = '{"account":' || p.account_id || ',')
        """, text: "channels have quantities to be told and no message in the outbox", isDerived: true),
  ]

  /// What channels are to be told, anew out of stock, promises and orders.
  static func rebuildPublished(_ work: Work) throws {
    try Publishing.refresh(account: nil, work)
    let unsent = try work.writer.all(
      "\(PublishedTable.columns) WHERE p.pushed_sequence < p.sequence ORDER BY p.id", PublishedStock.init(row:))
    try work.writer.execute("DELETE FROM outbox WHERE topic = 'channel.stockChanged' AND sent_at IS NULL")
    for one in unsent { try Publishing.tell(one, work) }
  }
}
