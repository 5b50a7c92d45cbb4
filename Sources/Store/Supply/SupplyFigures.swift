public import Domain

/// What is coming of a variant, and when.
public enum SupplyFigures {
  /// One line of a purchase that brings units.
  public struct Coming: Hashable, Sendable {
    public var purchaseId: Int64
    public var purchase: String
    public var lineId: Int64
    public var warehouseId: Int64
    /// Units that are still to reach the shelf.
    public var quantity: Int64
    /// Of these, promised to orders.
    public var pegged: Int64
    /// Of these, in the house and in check.
    public var inCheck: Int64
    /// When they are on the shelf, by what the supplier says, else by their lead time.
    public var onShelfAt: Instant
    /// Whether the supplier has said when.
    public var isConfirmed: Bool

    public var free: Int64 { max(0, quantity - pegged) }
  }

  /// By the day they are on the shelf.
  public static func incoming(of variant: Int64, at now: Instant, in reader: any Reader) throws -> [Coming] {
    let lines = try reader.all(
      """
      SELECT l.id, p.id, p.number, p.warehouse_id, p.state, l.quantity, l.received, l.damaged, l.accepted, l.rejected,
        COALESCE(l.promised_at, p.promised_at), p.ordered_at, COALESCE(i.lead_days, s.lead_days), s.handling_days,
        (SELECT COALESCE(SUM(a.quantity), 0) FROM allocations AS a
          WHERE a.purchase_line_id = l.id AND a.state = 'pegged')
      FROM purchase_lines AS l
      JOIN purchases AS p ON p.id = l.purchase_id
      JOIN suppliers AS s ON s.id = p.supplier_id
      LEFT JOIN supplier_items AS i ON i.supplier_id = p.supplier_id AND i.variant_id = l.variant_id
      WHERE l.variant_id = \(variant) AND p.state NOT IN ('draft', 'cancelled')
      """
    ) { row in
      let line = PurchaseLine(
        id: row.integer(0), position: 0, variantId: variant, quantity: row.integer(5), unitCost: 0,
        received: row.integer(6), damaged: row.integer(7), accepted: row.integer(8), rejected: row.integer(9))
      let state = PurchaseState(rawValue: row.text(4)) ?? .draft
      let handling = row.integer(13) * PurchaseClock.day
      let promised = row.optionalInstant(10)
      let guessed = (row.optionalInstant(11) ?? now).adding(milliseconds: row.integer(12) * PurchaseClock.day)
      let arrival = line.outstanding > 0 && state.isExpected ? max(promised ?? guessed, now) : now
      return Coming(
        purchaseId: row.integer(1), purchase: row.text(2), lineId: line.id, warehouseId: row.integer(3),
        quantity: (state.isExpected ? line.outstanding : 0) + line.inCheck, pegged: row.integer(14),
        inCheck: line.inCheck, onShelfAt: arrival.adding(milliseconds: handling), isConfirmed: promised != nil)
    }
    return lines.filter { $0.quantity > 0 }.sorted { ($0.onShelfAt, $0.lineId) < ($1.onShelfAt, $1.lineId) }
  }
}
