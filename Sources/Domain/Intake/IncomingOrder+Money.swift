extension IncomingOrder {
  /// Whether the record says anything of money; one without (a report of what to ship) leaves what is known.
  var saysMoney: Bool {
    [items, discount, shipping, tax, total].contains { $0 != nil }
      || lines.contains { ($0.amount ?? $0.unitPrice ?? 0) != 0 }
  }

  /// What the record says of the order's sum itself. Of the whole order a record says all that it will ever say.
  private func toldFigures(in currency: Currency) throws(OrderRefusal) -> [(figure: OrderFigure, amount: Int64)] {
    guard saysMoney else { return [] }
    func said(_ figure: Figures, _ value: Int64?) -> Int64? { reckoned.contains(figure) ? nil : value }
    var (items, discount, shipping) = (said(.items, items), said(.discount, discount), said(.shipping, shipping))
    var (tax, total) = (said(.tax, tax), said(.total, total))
    let byCurrency: Bool? = taxFollowsCurrency && currency != .none ? currency.holdsTax : nil
    let taxIncluded = taxIncluded ?? byCurrency
    if linesAreComplete {
      let lines = try wholeLines()
      if items == nil { items = try IncomingOrder.sum(lines.lazy.map(\.amount)) }
      if discount == nil { discount = try IncomingOrder.sum(lines.lazy.map(\.discount)) }
      if tax == nil { tax = try IncomingOrder.sum(lines.lazy.map(\.tax)) }
      shipping = shipping ?? 0
      if total == nil {
        let parts = OrderMoney(
          currency: currency, items: items ?? 0, discount: discount ?? 0, shipping: shipping ?? 0, tax: tax ?? 0,
          taxIncluded: taxIncluded ?? false)
        guard let sum = parts.checkedTotal else { throw .sumTooLarge }
        total = sum
      }
    }
    var told: [(figure: OrderFigure, amount: Int64)] = []
    if let items { told.append((.items, items)) }
    if let discount { told.append((.discount, discount)) }
    if let shipping { told.append((.shipping, shipping)) }
    if let tax { told.append((.tax, tax)) }
    if let total { told.append((.total, total)) }
    if let taxIncluded { told.append((.taxIncluded, taxIncluded ? 1 : 0)) }
    return told
  }

  /// The sum of a new order, over its lines and what stands beside them.
  func money(
    over lines: [OrderLine], currency: Currency, _ sources: inout OrderSources
  ) throws(OrderRefusal) -> OrderMoney {
    var money = OrderMoney(currency: currency)
    sources.sums = .ofLines
    var total: Int64?
    for (figure, amount) in try toldFigures(in: currency) {
      sources.sums.remove(figure.sum)
      if figure == .total { total = amount } else { money.take(figure, amount) }
    }
    return try money.added(over: lines, sources, total: total)
  }

  /// The sum of a known order after this record: of each figure what the newest record says that says it at all; of
  /// figures that none says the sums over all lines there are.
  func money(
    of known: Order, over lines: [OrderLine], from stamp: RevisionStamp, _ sources: inout OrderSources,
    _ setting: Setting
  ) throws(OrderRefusal) -> OrderMoney {
    let knownCurrency = known.money.currency
    let currency = currency ?? (knownCurrency == .none ? setting.currency ?? .none : knownCurrency)
    let told = try toldFigures(in: currency)
    let isWholly = told.contains { $0.figure != .taxIncluded }
    sources.sums.begin(isSaid: sources.isSaid(.money))
    let counts = sources.accepts(.money, from: stamp)
    var money = known.money
    var total = sources.sums.contains(.total) ? nil : money.total
    let isOther = currency != knownCurrency
    // Amounts of two currencies are not added up: the newer record's counts.
    if isOther && knownCurrency != .none && !(saysMoney && counts) {
      return try money.added(over: lines, sources, total: total)
    }
    let isOld = saysMoney && !isWholly && counts && sources.sums.contains(.old)
    if isOther || isOld {
      for figure in OrderFigure.allCases { sources.forget(figure) }
      if isOther && saysMoney || isOld { (sources.sums, total) = (.ofLines, nil) }
      money.currency = currency
    }
    sources.begin(told.map(\.figure), from: stamp)
    for (figure, amount) in told where sources.accepts(figure, from: stamp) {
      if figure == .total { total = amount } else { money.take(figure, amount) }
      sources.note(figure, from: stamp)
    }
    return try money.added(over: lines, sources, total: total)
  }

  static func sum(_ amounts: some Sequence<Int64>, and first: Int64 = 0) throws(OrderRefusal) -> Int64 {
    var sum = first
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
  fileprivate mutating func take(_ figure: OrderFigure, _ amount: Int64) {
    switch figure {
    case .items: items = amount
    case .discount: discount = amount
    case .shipping: shipping = amount
    case .tax: tax = amount
    case .taxIncluded: taxIncluded = amount == 1
    case .total: break
    }
  }

  /// With the figures that nobody says added up over the lines; `total` is nil where nobody says that.
  fileprivate func added(
    over lines: [OrderLine], _ sources: OrderSources, total: Int64?
  ) throws(OrderRefusal) -> OrderMoney {
    var money = self
    let (sums, share) = (sources.sums, sources.share)
    if sums.contains(.items) { money.items = try IncomingOrder.sum(lines.lazy.map(\.amount)) }
    if sums.contains(.discount) {
      money.discount = try IncomingOrder.sum(lines.lazy.map(\.discount), and: share.discount)
    }
    if sums.contains(.tax) { money.tax = try IncomingOrder.sum(lines.lazy.map(\.tax), and: share.tax) }
    if sums.contains(.shipping) { money.shipping = share.shipping }
    money.other = total == nil ? share.other : 0
    if sums.contains(.taxIncluded) { money.taxIncluded = false }
    guard let parts = money.checkedTotal else { throw .sumTooLarge }
    guard let total else { return money }
    if sums.contains(.taxIncluded) && parts != total && money.tax != 0 {
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
}

extension Currency {
  /// Whether shops that sell in it show prices with the tax in them.
  public var holdsTax: Bool { code != "USD" && code != "CAD" }
}
