/// Units of one line that went out together.
public struct LineCount: Hashable, Sendable {
  /// 1, 2, 3 … as the order lists its lines.
  public var position: Int
  public var quantity: Int64

  public init(position: Int, quantity: Int64) {
    self.position = position
    self.quantity = quantity
  }
}

extension Order {
  /// The order after all that is still here went out.
  public func shippedWhole(at now: Instant) throws(OrderRefusal) -> Order {
    var order = try after(FulfilmentEvent.ship)
    for index in order.lines.indices {
      let line = order.lines[index]
      order.lines[index].fulfilledQuantity = max(line.fulfilledQuantity, line.quantity - line.cancelledQuantity)
    }
    order.shippedAt = now
    return order
  }

  /// The order after these units went out: shipped when nothing is left, else shipped in part. More than is left of a
  /// line is refused.
  public func shipped(_ counts: [LineCount], at now: Instant) throws(OrderRefusal) -> Order {
    if counts.isEmpty { throw .noLines }
    var order = self
    for count in counts {
      guard let index = order.lines.firstIndex(where: { $0.position == count.position }) else {
        throw .noSuchLine(String(count.position))
      }
      let line = order.lines[index]
      let left = line.openQuantity
      guard count.quantity > 0, count.quantity <= left else {
        throw .notSoMany(line: line.position, left: left)
      }
      order.lines[index].fulfilledQuantity += count.quantity
    }
    let isWhole = order.lines.allSatisfy { $0.openQuantity == 0 }
    order = try order.after(isWhole ? FulfilmentEvent.ship : .shipPart)
    if isWhole { order.shippedAt = now }
    return order
  }

  /// The order with other lines or sums, which only a draft takes.
  public func redrafted(_ lines: [OrderLine]?, _ money: OrderMoney) throws(OrderRefusal) -> Order {
    guard state == .draft else { throw .wrongState(state, for: .confirm) }
    var order = self
    order.money = money
    if let lines {
      if lines.isEmpty { throw .noLines }
      // New lines would forget what went out; older stores have drafts of which something did.
      if let sent = self.lines.first(where: { $0.fulfilledQuantity > 0 }) {
        throw .alreadySent(sku: sent.sku, asked: sent.quantity, open: sent.openQuantity)
      }
      order.lines = lines
      for index in order.lines.indices { order.lines[index].position = index + 1 }
      order.money.items = try IncomingOrder.sum(lines.map(\.amount))
    }
    if order.money.checkedTotal == nil { throw .sumTooLarge }
    let said = order.money
    if (said.discount, said.items) != (self.money.discount, self.money.items), said.discount > max(0, said.items) {
      throw .discountTooLarge(said.discount, items: said.items, said.currency)
    }
    return order
  }

  /// The order to another address, while its goods are still here.
  public func readdressed(to revision: Int64, customer: Int64, country: String?) throws(OrderRefusal) -> Order {
    if state == .cancelled { throw .wrongState(state, for: .cancel) }
    if ![.unfulfilled, .processing].contains(fulfilment) {
      throw .wrongFulfilment(fulfilment, for: .ship)
    }
    var order = self
    order.customerId = customer
    order.shipToRevision = revision
    order.country = country ?? order.country
    return order
  }
}
