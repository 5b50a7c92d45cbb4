extension IncomingOrder {
  /// What an account adds to an order that its file does not say.
  public struct Setting: Hashable, Sendable {
    public var accountId: Int64
    public var accountCode: String
    public var currency: Currency?
    public var now: Instant

    public init(accountId: Int64, accountCode: String, currency: Currency?, now: Instant) {
      self.accountId = accountId
      self.accountCode = accountCode
      self.currency = currency
      self.now = now
    }
  }

  /// The order that this record makes of a new one, without its people. Refused only for sums beyond 64 bits.
  public func newOrder(id: Int64, _ setting: Setting) throws(OrderRefusal) -> Order {
    let currency = currency ?? setting.currency ?? .none
    var order = Order(
      id: id, accountId: setting.accountId, externalId: externalId,
      number: setting.accountCode + "-" + externalId, placedAt: placedAt ?? revisedAt ?? setting.now,
      money: OrderMoney(currency: currency))
    order.tags = Tags.cleaned(tags ?? [])
    order.note = note ?? ""
    take(into: &order, isNewer: true)
    order.lines = try IncomingOrder.numbered(wholeLines())
    order.money = try money(over: order.lines, before: nil, currency: currency)
    return order
  }

  /// The known order after this record: what a newer one says replaces, what an older one says only fills gaps.
  public func applied(to known: Order, isNewer: Bool, _ setting: Setting) throws(OrderRefusal) -> Order {
    var order = known
    take(into: &order, isNewer: isNewer)
    if order.note.isEmpty { order.note = note ?? "" }
    if let tags { order.tags = Tags.cleaned(order.tags + tags) }
    order.lines = try merged(with: known.lines, isNewer: isNewer)
    let knownCurrency = known.money.currency
    let currency = currency ?? (knownCurrency == .none ? setting.currency ?? .none : knownCurrency)
    if isNewer || knownCurrency == .none {
      order.money = try money(over: order.lines, before: known.money, currency: currency)
    } else if order.lines != known.lines && total == nil && items == nil {
      var money = known.money
      money.items = try IncomingOrder.sum(order.lines.map(\.amount))
      if money.checkedTotal == nil { throw .sumTooLarge }
      order.money = money
    }
    return order
  }

  private func take(into order: inout Order, isNewer: Bool) {
    if isNewer {
      order.state = state ?? order.state
      order.payment = payment ?? order.payment
      order.fulfilment = fulfilment ?? order.fulfilment
      order.placedAt = placedAt ?? order.placedAt
    }
    func newest<T>(_ known: T?, _ said: T?) -> T? { isNewer ? said ?? known : known ?? said }
    order.paidAt = newest(order.paidAt, paidAt)
    order.shippedAt = newest(order.shippedAt, shippedAt)
    order.cancelledAt = newest(order.cancelledAt, cancelledAt)
    order.shipBy = newest(order.shipBy, shipBy)
    order.deliverBy = newest(order.deliverBy, deliverBy)
    if let said = shippingService, !said.isEmpty, isNewer || order.shippingService.isEmpty {
      order.shippingService = said
    }
    let said =
      (shipTo?.country).flatMap { $0.isEmpty ? nil : $0 } ?? (billTo?.country).flatMap { $0.isEmpty ? nil : $0 }
    if let said, isNewer || order.country == nil { order.country = said }
  }

  /// Lines with an id replace the line of that id. Lines without are a multiset: of each content the larger count.
  private func merged(with known: [OrderLine], isNewer: Bool) throws(OrderRefusal) -> [OrderLine] {
    let said = try wholeLines()
    if linesAreComplete && isNewer { return IncomingOrder.numbered(IncomingOrder.keepingMaps(of: known, in: said)) }
    var result = known
    var matched = Set<Int>()
    for line in said {
      let index = result.indices.first { index in
        if matched.contains(index) { return false }
        let other = result[index]
        if let id = line.externalId { return other.externalId == id }
        return other.externalId == nil && other.hasContent(of: line)
      }
      if let index {
        matched.insert(index)
        if line.externalId != nil && isNewer {
          var fresh = line
          fresh.id = result[index].id
          fresh.personalRevision = result[index].personalRevision
          fresh.variantId = line.sku == result[index].sku ? result[index].variantId : nil
          fresh.fulfilledQuantity = max(line.fulfilledQuantity, result[index].fulfilledQuantity)
          result[index] = fresh
        } else {
          result[index].fulfilledQuantity = max(line.fulfilledQuantity, result[index].fulfilledQuantity)
        }
      } else if linesAreComplete && !isNewer {
        continue
      } else {
        result.append(line)
        matched.insert(result.count - 1)
      }
    }
    return IncomingOrder.numbered(result)
  }

  private static func keepingMaps(of known: [OrderLine], in lines: [OrderLine]) -> [OrderLine] {
    lines.map { line in
      var line = line
      let twin = known.first { $0.sku == line.sku && $0.listingId == line.listingId && $0.variantId != nil }
      line.variantId = twin?.variantId
      if let same = known.first(where: { $0.externalId == line.externalId && $0.hasContent(of: line) }) {
        line.personalRevision = same.personalRevision
      }
      return line
    }
  }

  private func wholeLines() throws(OrderRefusal) -> [OrderLine] {
    var whole: [OrderLine] = []
    whole.reserveCapacity(lines.count)
    for line in lines { whole.append(try line.line()) }
    return whole
  }

  private static func numbered(_ lines: [OrderLine]) -> [OrderLine] {
    var lines = lines
    for index in lines.indices { lines[index].position = index + 1 }
    return lines
  }

  private func money(over lines: [OrderLine], before: OrderMoney?, currency: Currency) throws(OrderRefusal)
    -> OrderMoney
  {
    // A record without any money (a report of what to ship) says nothing about it.
    let saysMoney = items != nil || total != nil || lines.contains { $0.amount != 0 }
    if !saysMoney, let before, before.currency != .none { return before }
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

extension IncomingLine {
  /// The line with its missing figure worked out.
  func line() throws(OrderRefusal) -> OrderLine {
    var unit = unitPrice ?? 0
    var whole = amount ?? 0
    if let unitPrice, amount == nil {
      let (product, overflow) = unitPrice.multipliedReportingOverflow(by: quantity)
      if overflow { throw .sumTooLarge }
      whole = product
    } else if unitPrice == nil, let amount, quantity != 0, quantity > Int64.min, amount > Int64.min {
      let sign: Int64 = quantity < 0 ? -1 : 1
      unit = Rounding.halfUp.quotient(amount * sign, quantity * sign) ?? 0
    }
    if ![unit, whole, discount, tax].allSatisfy(OrderMoney.isReal) { throw .sumTooLarge }
    if max(quantity.magnitude, fulfilledQuantity.magnitude) > UInt64(OrderLine.quantityLimit) { throw .sumTooLarge }
    let (options, found) = Personalisation.split(options)
    let personal = [self.personal, found].filter { !$0.isEmpty }.joined(separator: "\n")
    return OrderLine(
      position: 0, externalId: externalId.flatMap { $0.isEmpty ? nil : $0 }, sku: sku, listingId: listingId,
      title: title, options: options, personal: personal, quantity: quantity, unitPrice: unit, amount: whole,
      discount: discount, tax: tax,
      fulfilledQuantity: fulfilledQuantity)
  }
}

extension OrderLine {
  /// Whether both say the same was sold at the same price; how far it is shipped does not count, nor what was erased.
  func hasContent(of other: OrderLine) -> Bool {
    sku == other.sku && listingId == other.listingId && title == other.title && options == other.options
      && (personal == other.personal || personal.isEmpty && personalRevision != nil) && quantity == other.quantity
      && unitPrice == other.unitPrice && amount == other.amount
      && discount == other.discount && tax == other.tax
  }
}
