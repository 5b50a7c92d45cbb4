/// In what two orders differ that are to be one.
public enum OrderDifference: String, Hashable, Sendable, CaseIterable {
  case customer, currency, channel, address, payment, taxIncluded, state
}

/// Why units of an order are not put into one of their own.
public enum SplitObstacle: String, Hashable, Sendable, CaseIterable {
  /// Goods were sent already, or money went back.
  case shipped, refunded
  /// Nothing would be left of the order, or nothing go.
  case everything, nothing
  case payment, state, calledOff
  /// A wave has the goods, or somebody who fetches and packs them.
  case inWork
}

extension Order {
  /// The order after units of lines are called off that nobody has sent. The lines tell of them still; where nothing is
  /// left to be sent the order is off itself, or done.
  public func callingOff(_ counts: [LineCount], at now: Instant) throws(OrderRefusal) -> Order {
    if counts.isEmpty { throw .noLines }
    guard state == .open else { throw .wrongState(state, for: .cancel) }
    var order = self
    for count in counts {
      guard let index = order.lines.firstIndex(where: { $0.position == count.position }) else {
        throw .noSuchLine("#\(count.position)")
      }
      let line = order.lines[index]
      let open = order.openUnits(of: line)
      guard count.quantity > 0, count.quantity <= open else {
        throw .alreadySent(sku: line.sku, asked: count.quantity, open: open)
      }
      order.lines[index].cancelledQuantity += count.quantity
    }
    let sold = order.lines.filter { $0.quantity > 0 }
    if sold.allSatisfy({ $0.cancelledQuantity == $0.quantity }) {
      order.state = .cancelled
      order.cancelledAt = now
    } else if order.fulfilment == .partlyShipped, sold.allSatisfy({ $0.openQuantity == 0 }) {
      order.fulfilment = .shipped
      order.shippedAt = now
    }
    return order
  }

  /// Units that were called off are wanted again.
  public func wantingAgain(_ counts: [LineCount]) throws(OrderRefusal) -> Order {
    if counts.isEmpty { throw .noLines }
    guard state == .open else { throw .wrongState(state, for: .cancel) }
    var order = self
    for count in counts {
      guard let index = order.lines.firstIndex(where: { $0.position == count.position }) else {
        throw .noSuchLine("#\(count.position)")
      }
      let line = order.lines[index]
      guard count.quantity > 0, count.quantity <= line.cancelledQuantity else {
        throw .notSoMany(line: line.position, left: line.cancelledQuantity)
      }
      order.lines[index].cancelledQuantity -= count.quantity
    }
    return order
  }

  /// The order with another quantity of one line, and its sums by the price of a unit. Units that were sent or called
  /// off stay.
  public func ordering(_ quantity: Int64, of position: Int) throws(OrderRefusal) -> Order {
    guard state == .open || state == .draft else { throw .wrongState(state, for: .cancel) }
    guard let index = lines.firstIndex(where: { $0.position == position }) else { throw .noSuchLine("#\(position)") }
    let line = lines[index]
    let kept = max(line.cancelledQuantity + line.fulfilledQuantity, line.quantity - openUnits(of: line))
    if quantity < 1 || quantity > OrderLine.quantityLimit {
      throw .notSoMany(line: position, left: openUnits(of: line))
    }
    if quantity < kept {
      throw .alreadySent(sku: line.sku, asked: line.quantity - quantity, open: line.quantity - kept)
    }
    var order = self
    var changed = line
    changed.quantity = quantity
    let (amount, overflow) = line.unitPrice.multipliedReportingOverflow(by: quantity)
    if overflow || !OrderMoney.isReal(amount) { throw .sumTooLarge }
    // Where a line costs what its units do, the new one does too; else every part keeps its share.
    changed.amount =
      line.unitPrice * line.quantity == line.amount
      ? amount : OrderShare.of(line.amount, quantity, line.quantity)
    changed.discount = OrderShare.of(line.discount, quantity, line.quantity)
    changed.tax = OrderShare.of(line.tax, quantity, line.quantity)
    order.lines[index] = changed
    order.money.items += changed.amount - line.amount
    order.money.discount += changed.discount - line.discount
    order.money.tax += changed.tax - line.tax
    if order.money.checkedTotal == nil { throw .sumTooLarge }
    return order
  }

  /// Units of a line that the buyer has not been sent.
  public func openUnits(of line: OrderLine) -> Int64 {
    [.shipped, .delivered, .returned].contains(fulfilment) ? 0 : line.openQuantity
  }

  /// The order called off as a whole: refused where any of it was sent.
  public func calledOff(at now: Instant) throws(OrderRefusal) -> Order {
    var order = try after(OrderEvent.cancel)
    if fulfilment == .partlyShipped || lines.contains(where: { $0.fulfilledQuantity > 0 }) { throw .partlySent }
    order.cancelledAt = now
    return order
  }
}

/// A share of a sum by units.
enum OrderShare {
  /// `sum` × `units` ÷ `of`, to the nearest, halves away from nought.
  static func of(_ sum: Int64, _ units: Int64, _ whole: Int64) -> Int64 {
    if units <= 0 || whole <= 0 { return 0 }
    let product = sum.magnitude.multipliedFullWidth(by: units.magnitude)
    // A line that grows beyond all sums is refused by the sum itself.
    if product.high >= whole.magnitude { return sum < 0 ? Int64.min / 4 : Int64.max / 4 }
    let (quotient, remainder) = whole.magnitude.dividingFullWidth(product)
    let rounded = Int64(clamping: quotient) + (remainder >= whole.magnitude - remainder ? 1 : 0)
    return sum < 0 ? -rounded : rounded
  }
}
