/// What should be bought of a SKU, and why: sales, how long it takes, the season, and what the supplier sells at least.
public struct Replenishment: Hashable, Sendable {
  /// What is known of a SKU's sales and stock.
  public struct Facts: Hashable, Sendable {
    public var variantId: Int64
    public var sku: String
    /// Units sold in the last `window` days.
    public var sold: Int64
    public var window: Int64
    /// Units sold in the same days a year ago, and in as many days behind them; nil where the shop has no sales of
    /// then.
    public var soldYearAgo: Int64?
    public var soldAfterYearAgo: Int64?
    /// Free, in all warehouses.
    public var free: Int64
    /// Coming and not sold yet.
    public var incoming: Int64
    /// Sold and to be bought, or waiting for stock.
    public var waiting: Int64

    public init(
      variantId: Int64, sku: String, sold: Int64, window: Int64, soldYearAgo: Int64? = nil,
      soldAfterYearAgo: Int64? = nil, free: Int64, incoming: Int64 = 0, waiting: Int64 = 0
    ) {
      self.variantId = variantId
      self.sku = sku
      self.sold = sold
      self.window = window
      self.soldYearAgo = soldYearAgo
      self.soldAfterYearAgo = soldAfterYearAgo
      self.free = free
      self.incoming = incoming
      self.waiting = waiting
    }
  }

  /// What the shop wants to have, beside what the way takes.
  public struct Policy: Hashable, Sendable {
    /// Days of sales that a purchase is to last, once it is there.
    public var coverDays: Int64
    /// Days of sales that are kept for what nobody foresees.
    public var safetyDays: Int64

    public init(coverDays: Int64 = 30, safetyDays: Int64 = 7) {
      self.coverDays = coverDays
      self.safetyDays = safetyDays
    }
  }

  /// One step of the reckoning, with its numbers.
  public enum Reason: Hashable, Sendable {
    case sales(units: Int64, days: Int64)
    case noSales(days: Int64)
    /// Lead time and handling.
    case way(leadDays: Int64, handlingDays: Int64)
    case cover(days: Int64, safety: Int64)
    /// A year ago the days behind sold so many permille of the days before them.
    case season(permille: Int64, before: Int64, after: Int64)
    case noSeason
    /// Will be sold until the next purchase is there.
    case need(units: Int64)
    case waiting(units: Int64)
    case have(free: Int64, incoming: Int64)
    case minimum(units: Int64)
    case packs(size: Int64)
    /// More cost no more.
    case priceStep(from: Int64)
    case preferred
    case cheapest(of: Int)
  }

  public var variantId: Int64
  public var sku: String
  public var supplierId: Int64
  public var quantity: Int64
  /// Minor units of the supplier's currency; nought where no price is known.
  public var unitCost: Int64
  public var currency: Currency
  public var reasons: [Reason]

  /// A year ago has to have had so many sales, or chance is taken for a season.
  public static let leastSeason: Int64 = 10
  /// A season is believed up to four times and down to a quarter.
  static let seasonRange: ClosedRange<Int64> = 250...4000

  /// Days that a purchase of today has to last: the way, the cover, and what is kept.
  public static func horizon(_ policy: Policy, leadDays: Int64, handlingDays: Int64) -> Int64 {
    leadDays + handlingDays + policy.coverDays + policy.safetyDays
  }

  /// nil where nothing needs to be bought.
  public init?(_ facts: Facts, from supplier: Supplier, _ item: SupplierItem, policy: Policy, others: Int = 0) {
    let lead = item.leadDays ?? supplier.leadDays
    let days = Replenishment.horizon(policy, leadDays: lead, handlingDays: supplier.handlingDays)
    var reasons: [Reason] = [
      facts.sold > 0 ? .sales(units: facts.sold, days: facts.window) : .noSales(days: facts.window),
      .way(leadDays: lead, handlingDays: supplier.handlingDays),
      .cover(days: policy.coverDays, safety: policy.safetyDays),
    ]
    var need = Replenishment.share(facts.sold, days, facts.window)
    if let permille = Replenishment.season(facts) {
      need = Replenishment.share(need, permille, 1000)
      reasons.append(
        .season(permille: permille, before: facts.soldYearAgo ?? 0, after: facts.soldAfterYearAgo ?? 0))
    } else {
      reasons.append(.noSeason)
    }
    reasons.append(.need(units: need))
    if facts.waiting > 0 { reasons.append(.waiting(units: facts.waiting)) }
    reasons.append(.have(free: facts.free, incoming: facts.incoming))
    // What is on the way is not bought twice; what is kept back is bought again when the rest has gone below it.
    let have = facts.free + facts.incoming - facts.waiting
    let point = Replenishment.share(
      need, lead + supplier.handlingDays + policy.safetyDays, max(1, days))
    if facts.waiting == 0 && have > point { return nil }
    let wanted = need - have
    if wanted < 1 { return nil }
    var quantity = item.orderable(min(wanted, StockMove.limit))
    if quantity > wanted, item.minimum > wanted { reasons.append(.minimum(units: item.minimum)) }
    if item.packSize > 1 { reasons.append(.packs(size: item.packSize)) }
    if let step = item.prices.cheaperWhole(than: quantity), item.flaw(of: step.from, sku: facts.sku) == nil {
      quantity = step.from
      reasons.append(.priceStep(from: step.from))
    }
    if item.isPreferred {
      reasons.append(.preferred)
    } else if others > 0 {
      reasons.append(.cheapest(of: others + 1))
    }
    variantId = facts.variantId
    sku = facts.sku
    supplierId = supplier.id
    self.quantity = min(quantity, StockMove.limit)
    unitCost = item.prices.unitPrice(for: quantity) ?? 0
    currency = supplier.currency
    self.reasons = reasons
  }

  /// How the days to come sold a year ago against the days before them, by day; nil where then is too little to say.
  private static func season(_ facts: Facts) -> Int64? {
    guard let before = facts.soldYearAgo, let after = facts.soldAfterYearAgo, before >= leastSeason else { return nil }
    let permille = share(after, 1000, before)
    return min(max(permille, seasonRange.lowerBound), seasonRange.upperBound)
  }

  /// `part` of `whole` of a number, rounded up; what leaves 64 bits stops at their end.
  private static func share(_ number: Int64, _ part: Int64, _ whole: Int64) -> Int64 {
    let (product, overflow) = number.multipliedReportingOverflow(by: part)
    if overflow { return StockMove.limit }
    return Rounding.up.quotient(product, max(1, whole)) ?? StockMove.limit
  }
}
