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
    cells[cell, default: (0, 0)].orders += sign
    let total = order.money.total.multipliedReportingOverflow(by: sign).partialValue
    cells[cell, default: (0, 0)].total = cells[cell, default: (0, 0)].total.addingReportingOverflow(total).partialValue
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

  /// Folds the deltas of each cell into one row; the sums stay what they are.
  static func fold(in writer: any Writer) throws {
    let rows = try writer.all(
      """
      SELECT account_id, status, country, currency, SUM(orders), SUM(total)
      FROM order_tally
      GROUP BY account_id, status, country, currency
      """
    ) { row -> [SQLValue] in
      [
        .integer(row.integer(0)), .text(row.text(1)), .text(row.text(2)), .text(row.text(3)), .integer(row.integer(4)),
        .integer(row.integer(5)),
      ]
    }
    try writer.execute("DELETE FROM order_tally")
    for row in rows where row[4] != .integer(0) || row[5] != .integer(0) {
      try writer.run(
        "INSERT INTO order_tally (account_id, status, country, currency, orders, total) VALUES (?, ?, ?, ?, ?, ?)", row)
    }
  }
}
