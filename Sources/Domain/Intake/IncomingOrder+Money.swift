extension IncomingOrder {
  /// Whether the record says anything of money; one without (a report of what to ship) leaves what is known.
  var saysMoney: Bool {
    [items, discount, shipping, tax, total].contains { $0 != nil }
      || lines.contains { ($0.amount ?? $0.unitPrice ?? 0) != 0 }
  }

  /// Which of the record's figures are sums of the lines. A record of the whole order says all it will ever say.
  var summed: OrderSources.Sums {
    if linesAreComplete { return [] }
    var sums: OrderSources.Sums = []
    if items == nil { sums.insert(.items) }
    if discount == nil { sums.insert(.discount) }
    if tax == nil { sums.insert(.tax) }
    if total != nil && sums != [] { sums.insert(.knownTotal) }
    return sums
  }

  /// The order's sum as this record says it, over all the lines that the order has then.
  func money(over lines: [OrderLine], currency: Currency) throws(OrderRefusal) -> OrderMoney {
    var money = OrderMoney(currency: currency)
    money.items = if let items { items } else { try IncomingOrder.sum(lines.map(\.amount)) }
    money.discount = if let discount { discount } else { try IncomingOrder.sum(lines.map(\.discount)) }
    money.shipping = shipping ?? 0
    money.tax = if let tax { tax } else { try IncomingOrder.sum(lines.map(\.tax)) }
    money.taxIncluded = taxIncluded ?? false
    guard let parts = money.checkedTotal else { throw .sumTooLarge }
    guard let total else { return money }
    if taxIncluded == nil && parts != total && money.tax != 0 {
      money.taxIncluded = true
      if money.checkedTotal != total { money.taxIncluded = false }
    }
    guard let sum = money.checkedTotal else { throw .sumTooLarge }
    let (other, overflow) = total.subtractingReportingOverflow(sum)
    if overflow { throw .sumTooLarge }
    money.other = other
    if money.checkedTotal == nil { throw .sumTooLarge }
    return money
  }

  static func sum(_ amounts: [Int64]) throws(OrderRefusal) -> Int64 {
    var sum: Int64 = 0
    for amount in amounts {
      let (next, overflow) = sum.addingReportingOverflow(amount)
      if overflow { throw .sumTooLarge }
      sum = next
    }
    if !OrderMoney.isReal(sum) { throw .sumTooLarge }
    return sum
  }
}

extension OrderMoney {
  /// The sum after lines came or went, where figures of it are sums of the lines.
  func resummed(over lines: [OrderLine], _ sums: OrderSources.Sums) throws(OrderRefusal) -> OrderMoney {
    var money = self
    if sums.contains(.items) { money.items = try IncomingOrder.sum(lines.map(\.amount)) }
    if sums.contains(.discount) { money.discount = try IncomingOrder.sum(lines.map(\.discount)) }
    if sums.contains(.tax) { money.tax = try IncomingOrder.sum(lines.map(\.tax)) }
    guard let sum = money.checkedTotal else { throw .sumTooLarge }
    guard sums.contains(.knownTotal) else { return money }
    let (more, overflow) = total.subtractingReportingOverflow(sum)
    let (other, isTooLarge) = money.other.addingReportingOverflow(more)
    if overflow || isTooLarge { throw .sumTooLarge }
    money.other = other
    if money.checkedTotal == nil { throw .sumTooLarge }
    return money
  }
}
