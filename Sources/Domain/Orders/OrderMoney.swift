/// The sum of an order in parts, in minor units of one currency. The parts always add up to the total.
public struct OrderMoney: Hashable, Sendable {
  public var currency: Currency
  /// Sum of the lines before discount.
  public var items: Int64
  /// What was taken off; nought or more.
  public var discount: Int64
  public var shipping: Int64
  public var tax: Int64
  /// Whether `tax` is already inside `items` and `shipping`.
  public var taxIncluded: Bool
  /// Fees, tips and whatever else the channel counts in: the part that makes the sum whole.
  public var other: Int64

  /// The largest amount that an order, a part or a line of one may have, in minor units: far beyond any real one, and
  /// so small that the sums of all orders of a shop stay within 64 bits.
  public static let limit: Int64 = 10_000_000_000_000

  /// Whether an amount is one that an order may have.
  static func isReal(_ amount: Int64) -> Bool { amount.magnitude <= UInt64(limit) }

  /// The total; nil where it or a part of it is larger than any real one.
  public var checkedTotal: Int64? {
    guard [items, discount, shipping, tax, other].allSatisfy(OrderMoney.isReal), let sum else { return nil }
    return OrderMoney.isReal(sum) ? sum : nil
  }

  /// items − discount + shipping + (tax unless included) + other; nil where that leaves 64 bits.
  private var sum: Int64? {
    let (afterDiscount, isTooLarge) = items.subtractingReportingOverflow(discount)
    if isTooLarge { return nil }
    var sum = afterDiscount
    for part in [shipping, taxIncluded ? 0 : tax, other] {
      let (next, overflow) = sum.addingReportingOverflow(part)
      if overflow { return nil }
      sum = next
    }
    return sum
  }

  /// The total; sums beyond 64 bits are refused when an order is made, so this one holds.
  public var total: Int64 { sum ?? Int64.max }

  public init(
    currency: Currency, items: Int64 = 0, discount: Int64 = 0, shipping: Int64 = 0, tax: Int64 = 0,
    taxIncluded: Bool = false, other: Int64 = 0
  ) {
    self.currency = currency
    self.items = items
    self.discount = discount
    self.shipping = shipping
    self.tax = tax
    self.taxIncluded = taxIncluded
    self.other = other
  }
}
