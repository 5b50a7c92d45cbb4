public import Domain

/// What can be promised of a variant: read off the ledger's sums and the units that are promised already.
public enum StockFigures {
  /// By warehouse; a warehouse without anything of it is not named.
  public static func availability(of variant: Int64, at now: Instant, in reader: any Reader) throws
    -> [Int64: Availability]
  {
    var figures: [Int64: Availability] = [:]
    try reader.forEach(
      """
      SELECT l.warehouse_id, l.sellable, q.quantity,
        CASE WHEN q.lot_id = 0 THEN 1
          WHEN t.status = 'approved' AND (t.expires_at IS NULL OR t.expires_at > \(now)) THEN 1 ELSE 0 END,
        CASE WHEN EXISTS (
          SELECT 1 FROM count_tasks AS c
          WHERE c.location_id = q.location_id AND c.variant_id = q.variant_id AND c.done_at IS NULL
            AND c.cause <> \(CountAsking.plain))
          THEN 1 ELSE 0 END
      FROM quants AS q
      JOIN locations AS l ON l.id = q.location_id
      LEFT JOIN lots AS t ON t.id = q.lot_id
      WHERE q.variant_id = \(variant) AND l.kind IN ('domestic', 'bonded', 'overseas', 'thirdParty')
      """
    ) { row in
      let (warehouse, quantity) = (row.integer(0), row.integer(2))
      if !row.flag(1) {
        figures[warehouse, default: Availability()].elsewhere += quantity
      } else {
        figures[warehouse, default: Availability()].onHand += quantity
        if !row.flag(3) {
          figures[warehouse, default: Availability()].blocked += quantity
        } else if row.flag(4) {
          figures[warehouse, default: Availability()].uncounted += quantity
        }
      }
      return true
    }
    try reader.forEach(
      """
      SELECT warehouse_id, SUM(quantity)
      FROM allocations
      WHERE variant_id = \(variant) AND state = 'reserved'
      GROUP BY warehouse_id
      """
    ) { row in
      figures[row.integer(0), default: Availability()].reserved += row.integer(1)
      return true
    }
    return figures
  }

  /// What one warehouse has of a variant that nobody is promised.
  static func unpromised(_ variant: Int64, in warehouse: Int64, at now: Instant, _ reader: any Reader) throws -> Int64 {
    try availability(of: variant, at: now, in: reader)[warehouse]?.unpromised ?? 0
  }
}
