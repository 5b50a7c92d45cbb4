internal import Domain

extension Doctor {
  /// What holds of returns and refunds at every moment; each counts what breaks it.
  static let returnRules: [Rule] = [
    Rule(
      name: "returnedUnits",
      sql: """
        SELECT COUNT(*)
        FROM order_lines
        LEFT JOIN (
          SELECT return_lines.line_id, SUM(
            CASE WHEN returns.reception IN ('requested', 'authorised', 'inTransit', 'partlyReceived', 'leftWithBuyer')
              AND return_lines.announced > return_lines.received THEN return_lines.announced
              ELSE return_lines.received END) AS quantity
          FROM return_lines
          JOIN returns ON returns.id = return_lines.return_id
          GROUP BY return_lines.line_id
        ) AS claimed ON claimed.line_id = order_lines.id
        WHERE order_lines.returned_quantity <> COALESCE(claimed.quantity, 0)
        """, text: "lines tell of more or fewer units on their way back than their returns do", isDerived: true),
    Rule(
      name: "returnedTwice",
      sql: """
        SELECT COUNT(*)
        FROM order_lines
        WHERE returned_quantity > quantity - cancelled_quantity AND returned_quantity > fulfilled_quantity
        """, text: "lines came back more often than they were sent", isDerived: false),
    Rule(
      name: "refundedMoney",
      sql: """
        SELECT COUNT(*)
        FROM orders
        LEFT JOIN (
          SELECT order_id, SUM(amount) AS amount
          FROM refunds
          WHERE state IN ('requested', 'done')
          GROUP BY order_id
        ) AS given ON given.order_id = orders.id
        WHERE orders.refunded <> COALESCE(given.amount, 0)
        """, text: "orders tell of other refunds than there are", isDerived: true),
    Rule(
      name: "refundedTooMuch",
      sql: "SELECT COUNT(*) FROM orders WHERE refunded > 0 AND refunded > total",
      text: "orders were refunded beyond what they cost", isDerived: false),
    Rule(
      name: "refundedUnits",
      sql: """
        SELECT COUNT(*)
        FROM order_lines
        LEFT JOIN (
          SELECT refund_lines.line_id, SUM(refund_lines.quantity) AS quantity
          FROM refund_lines
          JOIN refunds ON refunds.id = refund_lines.refund_id
          WHERE refunds.state IN ('requested', 'done')
          GROUP BY refund_lines.line_id
        ) AS given ON given.line_id = order_lines.id
        WHERE order_lines.refunded_quantity <> COALESCE(given.quantity, 0)
        """, text: "lines tell of other refunded units than their refunds do", isDerived: true),
    Rule(
      name: "returnSums",
      sql: """
        SELECT COUNT(*)
        FROM returns
        LEFT JOIN (
          SELECT return_id, SUM(announced) AS announced, SUM(received) AS received
          FROM return_lines
          GROUP BY return_id
        ) AS counted ON counted.return_id = returns.id
        WHERE returns.announced <> COALESCE(counted.announced, 0) OR returns.received <> COALESCE(counted.received, 0)
        """, text: "returns tell of other units than their lines do", isDerived: false),
    Rule(
      name: "refundPaper",
      sql: """
        SELECT COUNT(*)
        FROM refunds
        WHERE amount <> items + shipping + other - fee
          + CASE (SELECT tax_included FROM orders WHERE orders.id = refunds.order_id) WHEN 1 THEN 0 ELSE tax END
        """, text: "refunds do not add up to their parts", isDerived: false),
    Rule(
      name: "calledOffUnits",
      sql: """
        SELECT COUNT(*)
        FROM order_lines
        WHERE cancelled_quantity > 0 AND cancelled_quantity > quantity - fulfilled_quantity
        """, text: "lines have more units called off than were not sent", isDerived: false),
  ]

  /// What lines and orders tell of returns and refunds, anew out of those.
  static func rebuildReturns(_ writer: any Writer) throws {
    try writer.execute(
      """
      UPDATE order_lines
      SET returned_quantity = CAST(COALESCE((
          SELECT SUM(
            CASE WHEN returns.reception IN ('requested', 'authorised', 'inTransit', 'partlyReceived', 'leftWithBuyer')
              AND return_lines.announced > return_lines.received THEN return_lines.announced
              ELSE return_lines.received END)
          FROM return_lines
          JOIN returns ON returns.id = return_lines.return_id
          WHERE return_lines.line_id = order_lines.id), 0) AS BIGINT),
        refunded_quantity = CAST(COALESCE((
          SELECT SUM(refund_lines.quantity)
          FROM refund_lines
          JOIN refunds ON refunds.id = refund_lines.refund_id
          WHERE refunds.state IN ('requested', 'done') AND refund_lines.line_id = order_lines.id), 0) AS BIGINT)
      WHERE returned_quantity <> 0 OR refunded_quantity <> 0
        OR id IN (SELECT line_id FROM return_lines) OR id IN (SELECT line_id FROM refund_lines)
      """)
    try writer.execute(
      """
      UPDATE orders
      SET refunded = CAST(COALESCE((
        SELECT SUM(amount)
        FROM refunds
        WHERE state IN ('requested', 'done') AND refunds.order_id = orders.id), 0) AS BIGINT)
      WHERE refunded <> 0 OR id IN (SELECT order_id FROM refunds)
      """)
  }
}
