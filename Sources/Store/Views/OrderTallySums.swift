internal import Domain
internal import Synchronization

/// The roll-up of orders, summed by each of its columns: what the planner weighs by.
struct OrderTallySums: Sendable {
  var orders: Int64 = 0
  var byStatus: [String: Int64] = [:]
  var byAccount: [Int64: Int64] = [:]
  var byCountry: [String: Int64] = [:]

  private struct Kept: Sendable {
    var mark: Int64
    var sums: OrderTallySums
  }

  /// Estimates may be old: they are read again when the roll-up has grown or was folded.
  private static let kept = Mutex<Kept?>(nil)

  static func current(in reader: any Reader) throws -> OrderTallySums {
    // Not to the row: every import and every action adds deltas.
    let mark =
      try reader.first(
        "SELECT MIN(id), MAX(id), (SELECT MAX(id) FROM orders) FROM order_tally",
        { $0.integer(0) &* 31 &+ $0.integer(1) / 1024 &+ $0.integer(2) / 10_000 &* 7919 }) ?? 0
    if let found = kept.withLock({ $0 }), found.mark == mark { return found.sums }
    var sums = OrderTallySums()
    try reader.forEach(
      "SELECT account_id, status, country, SUM(orders) FROM order_tally GROUP BY account_id, status, country"
    ) { row in
      let count = row.integer(3)
      sums.orders += count
      sums.byAccount[row.integer(0), default: 0] += count
      sums.byStatus[row.text(1), default: 0] += count
      sums.byCountry[row.text(2), default: 0] += count
      return true
    }
    let fresh = Kept(mark: mark, sums: sums)
    kept.withLock { $0 = fresh }
    return sums
  }
}
