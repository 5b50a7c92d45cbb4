import Domain

extension OpenOrder {
  /// Fills the order's sums so that the parts add up to the total wherever any reading of the columns does so.
  func settle(_ layout: OrderLayout) {
    noteReckoned(layout)
    let lineItems: Int64? = hasLineAmounts ? sum(order.lines.map { $0.amount ?? 0 }) : nil
    let asAmounts =
      layout.unitPriceMayBeAmount && order.lines.contains { $0.quantity > 1 }
      ? sum(order.lines.map { $0.unitPrice ?? 0 }) : nil
    if layout.itemsAfterDiscount, let after = order.items, let discount = order.discount {
      order.items = adding(after, discount)
      if let lineItems, lineItems == after { order.items = after }
    }
    let items = [order.items, lineItems, asAmounts].compactMap { $0 }
    let discounts = candidates(order.discount, lineDiscount, layout.amountsMayBeShares ? repeatedDiscount : nil)
    let shippings = candidates(order.shipping, lineShipping, layout.amountsMayBeShares ? repeatedShipping : nil)
    let taxes = candidates(order.tax, lineTax, layout.amountsMayBeShares ? repeatedTax : nil)
    guard let total = order.total else {
      order.items = items.first
      order.discount = discounts.first
      order.shipping = netShipping(shippings.first)
      order.tax = taxes.first
      order.taxIncluded = included(layout, fits: nil)
      order.total = totalOfParts()
      return
    }
    for (item, discount, shipping, tax) in combinations(items, discounts, shippings, taxes) {
      for including in layout.tax == .included ? [true, false] : [false, true] {
        let parts = adding(adding(item, -discount), adding(shipping ?? 0, including ? 0 : tax))
        guard parts == total || (extra != nil && adding(parts, extra ?? 0) == total) else { continue }
        if item == asAmounts, item != lineItems, items.count > 1 { takePricesAsAmounts() }
        if !items.isEmpty { order.items = item }
        if !discounts.isEmpty { order.discount = discount }
        order.shipping = shipping
        if !taxes.isEmpty { order.tax = tax }
        order.taxIncluded = tax == 0 ? included(layout, fits: nil) : including
        return
      }
    }
    order.items = items.first
    order.discount = discounts.first
    order.shipping = netShipping(shippings.first)
    order.tax = taxes.first
    order.taxIncluded = included(layout, fits: nil)
  }

  /// Which figures no column says for the whole order.
  private func noteReckoned(_ layout: OrderLayout) {
    var reckoned: IncomingOrder.Figures = []
    if order.items == nil { reckoned.insert(.items) }
    if order.discount == nil { reckoned.insert(.discount) }
    if order.shipping == nil && shippingDiscount == nil { reckoned.insert(.shipping) }
    if order.tax == nil { reckoned.insert(.tax) }
    if order.total == nil { reckoned.insert(.total) }
    order.reckoned = reckoned
    order.taxFollowsCurrency = layout.tax == .byCurrency
  }

  private func combinations(
    _ items: [Int64], _ discounts: [Int64], _ shippings: [Int64], _ taxes: [Int64]
  ) -> [(Int64, Int64, Int64?, Int64)] {
    var all: [(Int64, Int64, Int64?, Int64)] = []
    for item in items.isEmpty ? [0] : items {
      for discount in discounts.isEmpty ? [0] : discounts {
        for tax in taxes.isEmpty ? [0] : taxes {
          if shippings.isEmpty { all.append((item, discount, nil, tax)) }
          for shipping in shippings {
            if let net = netShipping(shipping), net != shipping { all.append((item, discount, net, tax)) }
            all.append((item, discount, shipping, tax))
          }
        }
      }
    }
    return all
  }

  private func candidates(_ first: Int64?, _ lines: Int64?, _ repeated: Int64?) -> [Int64] {
    var all: [Int64] = []
    for value in [first, lines, order.rowCount > 1 ? repeated : nil] {
      if let value, !all.contains(value) { all.append(value) }
    }
    return all
  }

  private func netShipping(_ shipping: Int64?) -> Int64? {
    guard let shipping, let discount = shippingDiscount else { return shipping }
    return adding(shipping, -discount)
  }

  private func included(_ layout: OrderLayout, fits: Bool?) -> Bool? {
    switch layout.tax {
    case .included: true
    case .added: false
    case .byTotal: fits
    case .byCurrency: order.currency.map(\.holdsTax)
    }
  }

  private func totalOfParts() -> Int64? {
    guard let items = order.items else { return nil }
    let tax = order.taxIncluded == true ? 0 : order.tax ?? 0
    return adding(adding(items, -(order.discount ?? 0)), adding(adding(order.shipping ?? 0, tax), extra ?? 0))
  }

  /// The price column held whole lines: what was taken for a unit's price is the line's amount.
  private func takePricesAsAmounts() {
    for index in order.lines.indices {
      order.lines[index].amount = order.lines[index].unitPrice
      order.lines[index].unitPrice = nil
    }
  }

  private func sum(_ values: [Int64]) -> Int64 { values.reduce(0, adding) }

  /// Amounts are held below 2^53 each and rows below 10,000, so no sum leaves 64 bits.
  private func adding(_ a: Int64, _ b: Int64) -> Int64 { a &+ b }
}
