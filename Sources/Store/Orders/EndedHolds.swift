public import Domain

/// Holds that have an end: they are released by the system when it has come.
public enum EndedHolds {
  /// Whether one waits to be released: one look at the index of ends.
  public static func areDue(at now: Instant) -> SQL {
    """
    EXISTS (
      SELECT 1
      FROM order_holds
      JOIN orders ON orders.id = order_holds.order_id
      WHERE order_holds.until <= \(now) AND orders.place_key IS NOT NULL)
    """
  }

  /// Releases what has ended, `limit` orders in one transaction, each with its journal entry; how many orders.
  ///
  /// Safe from every process at once: what another one has released meanwhile is not found again.
  public static func release(at now: Instant, limit: Int = 50, in store: Store) throws -> Int {
    try store.connection.writeNow { writer in
      let orders = try writer.all(
        """
        SELECT DISTINCT order_holds.order_id
        FROM order_holds
        JOIN orders ON orders.id = order_holds.order_id
        WHERE order_holds.until <= \(now) AND orders.place_key IS NOT NULL
        ORDER BY order_holds.order_id
        LIMIT \(limit)
        """
      ) { $0.integer(0) }
      for id in orders {
        guard let old = try OrderTable.load(id, in: writer) else { continue }
        let ends = Set(old.holds.filter { $0.hasEnded(at: now) }.compactMap(\.until)).sorted()
        let reason = (ends.count == 1 ? "hold ended at " : "holds ended at ") + ends.map(said).joined(separator: ", ")
        _ = try Store.perform(
          ActionRequest("endHolds", subject: id, reason: reason), as: .system, now: now, zone: .utc, in: writer)
      }
      return orders.count
    }
  }

  /// `2026-09-22 15:04 UTC`
  private static func said(_ end: Instant) -> String { FieldText.wallClock(end, in: .utc) + " UTC" }
}
