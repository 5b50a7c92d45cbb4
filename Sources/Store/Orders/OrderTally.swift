internal import Domain

/// The roll-up of orders by account, status, country and currency: deltas gathered over a transaction and inserted with
/// it, so that a total over a million orders is a sum over a few hundred rows.
struct OrderTally {
  private struct Cell: Hashable {
    var account: Int64
    var status: OrderStatus
    var country: String
    var currency: Currency
  }

  private var cells: [Cell: (orders: Int64, total: Int64)] = [:]

  mutating func count(_ order: Order, by sign: Int64) {
    let cell = Cell(
      account: order.accountId, status: order.status, country: order.country ?? "", currency: order.money.currency)
    let total = order.money.total.multipliedReportingOverflow(by: sign).partialValue
    OrderTally.add(sign, total, to: &cells[cell, default: (0, 0)])
  }

  private static func add(_ orders: Int64, _ total: Int64, to cell: inout (orders: Int64, total: Int64)) {
    cell.orders += orders
    cell.total = cell.total.addingReportingOverflow(total).partialValue
  }

  /// Inserts what was gathered, leaving nothing.
  mutating func write(in writer: any Writer) throws {
    for (cell, delta) in cells where delta.orders != 0 || delta.total != 0 {
      try writer.run(
        "INSERT INTO order_tally (account_id, status, country, currency, orders, total) VALUES (?, ?, ?, ?, ?, ?)",
        [
          .integer(cell.account), .text(cell.status.rawValue), .text(cell.country), .text(cell.currency.code),
          .integer(delta.orders), .integer(delta.total),
        ])
    }
    cells.removeAll(keepingCapacity: true)
  }

  /// Folds the oldest `limit` rows up to the row `end` into one row a cell, written behind all others; how many rows
  /// fewer there are, nil where none is left to fold.
  ///
  /// Another process may have folded them meanwhile: then there is nothing up to `end` any more.
  static func fold(upTo end: Int64, limit: Int64, in writer: any Writer) throws -> Int? {
    guard let first = try writer.integer("SELECT MIN(id) FROM order_tally WHERE id <= \(end)"),
      let newest = try writer.integer("SELECT MAX(id) FROM order_tally")
    else { return nil }
    let last = min(first + limit - 1, end)
    let rows = try writer.all(
      """
      SELECT account_id, status, country, currency, SUM(orders), SUM(total)
      FROM order_tally
      WHERE id <= \(last)
      GROUP BY account_id, status, country, currency
      HAVING SUM(orders) <> 0 OR SUM(total) <> 0
      """
    ) { row -> [SQLValue] in
      [
        .integer(row.integer(0)), .text(row.text(1)), .text(row.text(2)), .text(row.text(3)), .integer(row.integer(4)),
        .integer(row.integer(5)),
      ]
    }
    try writer.run("DELETE FROM order_tally WHERE id <= ?", [.integer(last)])
    let removed = try writer.changedRows
    for (index, row) in rows.enumerated() {
      // Behind what was there, or the next chunk would fold them again for ever.
      try writer.run(
        """
        INSERT INTO order_tally (id, account_id, status, country, currency, orders, total)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
        [.integer(newest + 1 + Int64(index))] + row)
    }
    // A folding that is broken off leaves the rest due.
    if last < end { return removed - rows.count }
    try writer.execute(
      """
      INSERT INTO meta (key, value)
      SELECT 'tally_span', CAST(MAX(id) - MIN(id) AS TEXT) FROM order_tally HAVING COUNT(*) > 0
      ON CONFLICT (key) DO UPDATE
      SET value = excluded.value
      """)
    return removed - rows.count
  }
}
