public import Domain

/// What should be bought now, SKU by SKU, with the reasons: out of the order lines of the last weeks and of the same
/// weeks a year ago, what stands free, what comes and who waits.
public struct ReplenishmentPlan: Sendable {
  public let proposals: [Replenishment]
  public let policy: Replenishment.Policy

  /// Days of sales that are looked at.
  public static let window: Int64 = 56
  /// The same weekdays a year ago.
  static let year: Int64 = 364

  /// `variants`: only these; nil: whatever anybody sells to the shop.
  public init(
    _ policy: Replenishment.Policy, supplier: Int64? = nil, variants: Set<Int64>? = nil, at now: Instant,
    in reader: any Reader
  ) throws {
    self.policy = policy
    let figures = try Figures(at: now, in: reader)
    var suppliers: [Int64: Supplier] = [:]
    for known in try SupplierTable.all(in: reader) where !known.isClosed { suppliers[known.id] = known }
    var offers: [Int64: [SupplierItem]] = [:]
    for item in try SupplierTable.openItems(in: reader) where suppliers[item.supplierId] != nil {
      if let supplier, item.supplierId != supplier { continue }
      if let variants, !variants.contains(item.variantId) { continue }
      offers[item.variantId, default: []].append(item)
    }
    var found: [Replenishment] = []
    for (variant, items) in offers {
      guard figures.isMoving(variant),
        let sku = try reader.first(
          "SELECT sku FROM variants WHERE id = \(variant)", { $0.text(0) })
      else { continue }
      let facts = figures.facts(variant, sku)
      let made = items.compactMap { item -> Replenishment? in
        guard let supplier = suppliers[item.supplierId] else { return nil }
        return Replenishment(facts, from: supplier, item, policy: policy, others: items.count - 1)
      }
      if let best = ReplenishmentPlan.best(made, items) { found.append(best) }
    }
    proposals = found.sorted { ($0.supplierId, $0.sku, $0.variantId) < ($1.supplierId, $1.sku, $1.variantId) }
  }

  /// Whom the shop prefers; else who is cheapest a unit of those with the first one's currency.
  private static func best(_ made: [Replenishment], _ items: [SupplierItem]) -> Replenishment? {
    let preferred = Set(items.filter(\.isPreferred).map(\.supplierId))
    if let one = made.first(where: { preferred.contains($0.supplierId) }) { return one }
    guard let first = made.min(by: { $0.supplierId < $1.supplierId }) else { return nil }
    return made.filter { $0.currency == first.currency }
      .min { ($0.unitCost, $0.supplierId) < ($1.unitCost, $1.supplierId) }
  }

  /// Sums of the whole shop by variant, each by one statement.
  private struct Figures {
    private var sold: [Int64: Int64] = [:]
    private var yearAgo: [Int64: Int64] = [:]
    private var afterYearAgo: [Int64: Int64] = [:]
    private var onHand: [Int64: Int64] = [:]
    private var reserved: [Int64: Int64] = [:]
    private var waiting: [Int64: Int64] = [:]
    private var incoming: [Int64: Int64] = [:]
    private let hasYear: Bool

    init(at now: Instant, in reader: any Reader) throws {
      let day = PurchaseClock.day
      func ago(_ days: Int64) -> Instant { now.adding(milliseconds: -days * day) }
      let (window, year) = (ReplenishmentPlan.window, ReplenishmentPlan.year)
      sold = try Figures.sales(ago(window), now, reader)
      yearAgo = try Figures.sales(ago(year + window), ago(year), reader)
      afterYearAgo = try Figures.sales(ago(year), ago(year - window), reader)
      hasYear = !yearAgo.isEmpty
      onHand = try Figures.sums(
        """
        SELECT q.variant_id, SUM(q.quantity)
        FROM quants AS q
        JOIN locations AS l ON l.id = q.location_id
        LEFT JOIN lots AS t ON t.id = q.lot_id
        WHERE l.sellable = 1
          AND (t.id IS NULL OR t.status = 'approved' AND (t.expires_at IS NULL OR t.expires_at > \(now)))
        GROUP BY q.variant_id
        """, reader)
      reserved = try Figures.sums(
        "SELECT variant_id, SUM(quantity) FROM allocations WHERE state = 'reserved' GROUP BY variant_id", reader)
      waiting = try Figures.sums(
        """
        SELECT variant_id, SUM(quantity)
        FROM allocations
        WHERE state IN ('backordered', 'pegged') AND purchase_line_id IS NULL
        GROUP BY variant_id
        """, reader)
      incoming = try Figures.sums(
        """
        SELECT l.variant_id, SUM(l.received - l.accepted - l.rejected
          + CASE WHEN p.state IN ('draft', 'ordered', 'confirmed', 'partlyReceived')
              AND l.quantity > l.received + l.damaged
              THEN l.quantity - l.received - l.damaged ELSE 0 END
          - (SELECT COALESCE(SUM(a.quantity), 0) FROM allocations AS a
              WHERE a.purchase_line_id = l.id AND a.state = 'pegged'))
        FROM purchase_lines AS l
        JOIN purchases AS p ON p.id = l.purchase_id
        WHERE p.state <> 'cancelled'
        GROUP BY l.variant_id
        """, reader)
    }

    /// Units that buyers ordered of what was placed from one moment to another, cancelled orders aside.
    private static func sales(_ from: Instant, _ to: Instant, _ reader: any Reader) throws -> [Int64: Int64] {
      try sums(
        """
        SELECT l.variant_id, SUM(l.quantity)
        FROM orders AS o
        JOIN order_lines AS l ON l.order_id = o.id
        WHERE o.place_key >= \(from.seconds << 30) AND o.place_key < \(to.seconds << 30)
          AND o.state <> 'cancelled' AND l.variant_id IS NOT NULL AND l.quantity > 0
        GROUP BY l.variant_id
        """, reader)
    }

    private static func sums(_ statement: SQL, _ reader: any Reader) throws -> [Int64: Int64] {
      var sums: [Int64: Int64] = [:]
      try reader.forEach(statement) { row in
        sums[row.integer(0)] = row.integer(1)
        return true
      }
      return sums
    }

    func isMoving(_ variant: Int64) -> Bool { sold[variant] != nil || waiting[variant] != nil }

    func facts(_ variant: Int64, _ sku: String) -> Replenishment.Facts {
      .init(
        variantId: variant, sku: sku, sold: sold[variant] ?? 0, window: ReplenishmentPlan.window,
        soldYearAgo: hasYear ? yearAgo[variant] ?? 0 : nil,
        soldAfterYearAgo: hasYear ? afterYearAgo[variant] ?? 0 : nil,
        free: max(0, (onHand[variant] ?? 0) - (reserved[variant] ?? 0)), incoming: max(0, incoming[variant] ?? 0),
        waiting: waiting[variant] ?? 0)
    }
  }
}
