internal import Domain

extension Doctor {
  /// What holds of what channels are told; each counts what breaks it.
  static let shippingRules: [Rule] = [
    Rule(
      name: "confirmedUnits",
      sql: """
        SELECT COUNT(*)
        FROM (
          SELECT units.line_id, SUM(units.quantity) AS quantity
          FROM confirmed_units AS units
          WHERE units.state <> 'withdrawn'
          GROUP BY units.line_id
        ) AS told
        JOIN order_lines ON order_lines.id = told.line_id
        WHERE told.quantity > order_lines.quantity
          AND NOT EXISTS (
            SELECT 1 FROM orders WHERE orders.id = order_lines.order_id AND orders.state = 'cancelled'
          )
        """, text: "lines were told to their channel beyond what was ordered", isDerived: false),
    Rule(
      name: "confirmationsWaiting",
      sql: """
        SELECT COUNT(*)
        FROM confirmations
        WHERE EXISTS (
            SELECT 1 FROM confirmed_units
            WHERE confirmed_units.confirmation_id = confirmations.id AND confirmed_units.state = 'waiting'
          )
          AND NOT EXISTS (
            SELECT 1 FROM outbox
            WHERE outbox.seq = confirmations.seq AND outbox.topic = 'channel.shippingConfirmed'
              AND outbox.sent_at IS NULL
          )
        """, text: "confirmations wait for a message that is not in the outbox", isDerived: false),
    Rule(
      name: "confirmationsWritten",
      sql: """
        SELECT COUNT(*)
        FROM confirmed_units AS units
        LEFT JOIN channel_files AS files ON files.id = units.file_id
        WHERE units.state IN ('written', 'accepted', 'refused') AND files.written_at IS NULL
        """, text: "confirmations are said to be in a file that was never written", isDerived: false),
  ]
}
