/// What each unit of an order cost its buyer: every part of the sum is spread over the lines and, within a line, over
/// its units, so that whatever is paid back in whatever steps adds up to the order, to the cent.
public struct MoneyShares: Hashable, Sendable {
  /// Parts of a refund in minor units of the order's currency.
  public struct Parts: Hashable, Sendable {
    public var items: Int64 = 0
    public var discount: Int64 = 0
    public var shipping: Int64 = 0
    public var tax: Int64 = 0
    /// Of the tax what is on the shipping.
    public var shippingTax: Int64 = 0
    /// Fees, tips and the like.
    public var other: Int64 = 0

    public init(
      items: Int64 = 0, discount: Int64 = 0, shipping: Int64 = 0, tax: Int64 = 0, other: Int64 = 0
    ) {
      self.items = items
      self.discount = discount
      self.shipping = shipping
      self.tax = tax
      self.other = other
    }

    public static func + (a: Parts, b: Parts) -> Parts {
      Parts(
        items: a.items + b.items, discount: a.discount + b.discount, shipping: a.shipping + b.shipping,
        tax: a.tax + b.tax, other: a.other + b.other
      ).withShippingTax(a.shippingTax + b.shippingTax)
    }

    public static func - (a: Parts, b: Parts) -> Parts {
      Parts(
        items: a.items - b.items, discount: a.discount - b.discount, shipping: a.shipping - b.shipping,
        tax: a.tax - b.tax, other: a.other - b.other
      ).withShippingTax(a.shippingTax - b.shippingTax)
    }

    func withShippingTax(_ units: Int64) -> Parts {
      var parts = self
      parts.shippingTax = units
      return parts
    }

    /// Without the shipping and its tax.
    public var ofGoods: Parts {
      Parts(items: items, discount: discount, tax: tax - shippingTax, other: other)
    }

    /// What the buyer gets.
    public func total(taxIncluded: Bool) -> Int64 {
      items - discount + shipping + other + (taxIncluded ? 0 : tax)
    }
  }

  private struct Line: Hashable, Sendable {
    var id: Int64
    var quantity: Int64
    var whole: Parts
  }

  private var lines: [Line] = []

  public init(_ order: Order) {
    let money = order.money
    let weights = MoneyShares.weights(order.lines)
    /// A sum over the lines: what each of them says of itself, and of the rest its share.
    func spread(_ sum: Int64, _ own: (OrderLine) -> Int64) -> [Int64] {
      let said = order.lines.map(own)
      let rest = sum - said.reduce(0, +)
      let shares = try? Money(minorUnits: rest, currency: money.currency).apportion(by: weights)
      return said.enumerated().map { $0.element + (shares?[$0.offset].minorUnits ?? 0) }
    }
    let items = spread(money.items, \.amount)
    let discounts = spread(money.discount, \.discount)
    let taxes = spread(money.tax, \.tax)
    let shipping = spread(money.shipping) { _ in 0 }
    let other = spread(money.other) { _ in 0 }
    let shippingTaxes = spread(MoneyShares.shippingTax(of: order)) { _ in 0 }
    for (index, line) in order.lines.enumerated() {
      lines.append(
        Line(
          id: line.id, quantity: line.quantity,
          whole: Parts(
            items: items[index], discount: discounts[index], shipping: shipping[index], tax: taxes[index],
            other: other[index]
          ).withShippingTax(shippingTaxes[index])))
    }
  }

  /// What the lines do not say of the tax is on the shipping; where they say nothing, its part by value.
  private static func shippingTax(of order: Order) -> Int64 {
    let money = order.money
    guard money.shipping > 0 else { return 0 }
    let said = order.lines.reduce(0) { $0 + $1.tax }
    if said != 0 { return money.tax - said }
    let goods = max(0, money.items - money.discount)
    let parts = try? Money(minorUnits: money.tax, currency: money.currency).apportion(by: [goods, money.shipping])
    return parts?[1].minorUnits ?? 0
  }

  /// By what the lines cost; of lines that cost nothing by their units.
  private static func weights(_ lines: [OrderLine]) -> [Int64] {
    let prices = lines.map { max(0, $0.amount - $0.discount) }
    if prices.contains(where: { $0 > 0 }) { return prices }
    let units = lines.map { max(0, $0.quantity) }
    return units.contains { $0 > 0 } ? units : lines.map { _ in 1 }
  }

  /// What `units` of a line cost after `earlier` ones of it were paid back.
  public func parts(of line: Int64, after earlier: Int64, units: Int64) -> Parts {
    guard let line = lines.first(where: { $0.id == line }) else { return Parts() }
    return MoneyShares.upTo(earlier + units, of: line) - MoneyShares.upTo(earlier, of: line)
  }

  /// The share of the first units of a line: what is counted is always the distance between two of them, so that no
  /// cent is lost between steps.
  private static func upTo(_ units: Int64, of line: Line) -> Parts {
    let whole = line.whole
    return Parts(
      items: share(whole.items, units, line.quantity), discount: share(whole.discount, units, line.quantity),
      shipping: share(whole.shipping, units, line.quantity),
      tax: share(whole.tax, units, line.quantity), other: share(whole.other, units, line.quantity)
    ).withShippingTax(share(whole.shippingTax, units, line.quantity))
  }

  private static func share(_ sum: Int64, _ units: Int64, _ of: Int64) -> Int64 {
    units >= of ? (units > 0 ? sum : 0) : OrderShare.of(sum, units, of)
  }
}
