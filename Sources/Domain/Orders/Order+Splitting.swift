extension Order {
  /// What of an order goes into another one: its lines with their sums.
  public struct Part: Hashable, Sendable {
    /// What stays.
    public var rest: Order
    /// What goes: lines with their old number where they go whole, else with nought.
    public var lines: [OrderLine]
    public var money: OrderMoney
    /// Units that go, by the line that they were of.
    public var units: [Int64: Int64]
    /// The places that the lines had, by line.
    public var positions: [Int64: Int]
  }

  /// Units put into an order of their own, with their share of every sum: what stays and what goes adds up to what was.
  /// Refused once anything was sent, because the channel has been told of the order as it was.
  public func split(_ counts: [LineCount]) throws(OrderRefusal) -> Part {
    if ![.open, .draft].contains(state) { throw .cannotSplit(.state) }
    if ![.unfulfilled, .processing].contains(fulfilment) || lines.contains(where: { $0.fulfilledQuantity > 0 }) {
      throw .cannotSplit(.shipped)
    }
    if ![.unpaid, .authorised, .paid].contains(payment) { throw .cannotSplit(.payment) }
    if lines.contains(where: { $0.cancelledQuantity > 0 }) { throw .cannotSplit(.calledOff) }
    var going: [Int64: Int64] = [:]
    for count in counts where count.quantity != 0 {
      guard let line = lines.first(where: { $0.position == count.position }) else {
        throw .noSuchLine("#\(count.position)")
      }
      let left = line.quantity - (going[line.id] ?? 0)
      guard count.quantity > 0, count.quantity <= left else {
        throw .notSoMany(line: line.position, left: max(0, left))
      }
      going[line.id, default: 0] += count.quantity
    }
    if going.isEmpty { throw .cannotSplit(.nothing) }
    if lines.allSatisfy({ going[$0.id] == $0.quantity }) { throw .cannotSplit(.everything) }
    let shares = MoneyShares(self)
    var part = Part(
      rest: self, lines: [], money: OrderMoney(currency: money.currency), units: going,
      positions: Dictionary(lines.map { ($0.id, $0.position) }) { first, _ in first })
    part.money.taxIncluded = money.taxIncluded
    part.rest.lines = []
    for line in lines {
      guard let units = going[line.id] else {
        part.rest.lines.append(line)
        continue
      }
      part.money.add(shares.parts(of: line.id, after: 0, units: units))
      var gone = line
      gone.source = line.source ?? LineSource(orderId: id, position: line.position)
      if units == line.quantity {
        part.lines.append(gone)
        continue
      }
      var stays = line
      gone.id = 0
      gone.quantity = units
      gone.amount = OrderShare.of(line.amount, units, line.quantity)
      gone.discount = OrderShare.of(line.discount, units, line.quantity)
      gone.tax = OrderShare.of(line.tax, units, line.quantity)
      stays.quantity -= units
      stays.amount -= gone.amount
      stays.discount -= gone.discount
      stays.tax -= gone.tax
      part.lines.append(gone)
      part.rest.lines.append(stays)
    }
    for index in part.lines.indices { part.lines[index].position = index + 1 }
    for index in part.rest.lines.indices { part.rest.lines[index].position = index + 1 }
    part.rest.money.subtract(part.money)
    return part
  }

  /// The order with all lines and sums of another one, which keeps nothing and is closed. Refused where the two could
  /// not go to the same buyer in one parcel.
  public func merged(with other: Order) throws(OrderRefusal) -> (whole: Order, empty: Order) {
    for order in [self, other] {
      if ![.open].contains(order.state) { throw .differs(.state, state.rawValue, other.state.rawValue) }
      if ![.unfulfilled, .processing].contains(order.fulfilment)
        || order.lines.contains(where: { $0.fulfilledQuantity > 0 })
      {
        throw .cannotSplit(.shipped)
      }
      if order.lines.contains(where: { $0.cancelledQuantity > 0 }) { throw .cannotSplit(.calledOff) }
      if order.lines.isEmpty { throw .noLines }
    }
    if accountId != other.accountId { throw .differs(.channel, number, other.number) }
    guard let customerId, customerId == other.customerId else { throw .differs(.customer, number, other.number) }
    if money.currency != other.money.currency {
      throw .differs(.currency, money.currency.code, other.money.currency.code)
    }
    if money.taxIncluded != other.money.taxIncluded { throw .differs(.taxIncluded, number, other.number) }
    if shipToRevision != other.shipToRevision || country != other.country {
      throw .differs(.address, number, other.number)
    }
    if payment != other.payment || ![.unpaid, .authorised, .paid].contains(payment) {
      throw .differs(.payment, payment.rawValue, other.payment.rawValue)
    }
    var whole = self
    var empty = other
    for line in other.lines {
      var moved = line
      moved.source = line.source ?? LineSource(orderId: other.id, position: line.position)
      // A line that comes home is no stranger any more.
      if moved.source?.orderId == id { moved.source = nil }
      moved.position = whole.lines.count + 1
      whole.lines.append(moved)
    }
    whole.money.add(other.money)
    if whole.money.checkedTotal == nil { throw .sumTooLarge }
    whole.holds += other.holds.filter { hold in !holds.contains { $0.reason == hold.reason } }
    whole.tags = Tags.cleaned(tags + other.tags)
    whole.shipBy = [shipBy, other.shipBy].compactMap { $0 }.min()
    whole.deliverBy = [deliverBy, other.deliverBy].compactMap { $0 }.min()
    whole.messageRevision = messageRevision ?? other.messageRevision
    empty.lines = []
    empty.money = OrderMoney(currency: money.currency, taxIncluded: money.taxIncluded)
    empty.holds = []
    empty.state = .closed
    empty.fulfilment = .unfulfilled
    return (whole, empty)
  }
}

extension OrderMoney {
  fileprivate mutating func add(_ parts: MoneyShares.Parts) {
    items += parts.items
    discount += parts.discount
    shipping += parts.shipping
    tax += parts.tax
    other += parts.other
  }

  fileprivate mutating func add(_ money: OrderMoney) {
    items += money.items
    discount += money.discount
    shipping += money.shipping
    tax += money.tax
    other += money.other
  }

  fileprivate mutating func subtract(_ money: OrderMoney) {
    items -= money.items
    discount -= money.discount
    shipping -= money.shipping
    tax -= money.tax
    other -= money.other
  }
}
