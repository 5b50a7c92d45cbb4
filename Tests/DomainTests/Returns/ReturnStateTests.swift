import Domain
import Testing

/// The tables of a return's four axes: everything listed, everything reached.
@Suite struct ReturnStateTests {
  private func reached<State: Hashable, Event>(_ table: [State: [Event: State]], from first: State) -> Set<State> {
    var reached: Set<State> = [first]
    var open = [first]
    while let state = open.popLast() {
      for next in (table[state] ?? [:]).values where reached.insert(next).inserted { open.append(next) }
    }
    return reached
  }

  @Test func `Every state is listed and reached`() {
    #expect(Set(ReturnReception.transitions.keys) == Set(ReturnReception.allCases))
    #expect(reached(ReturnReception.transitions, from: .requested) == Set(ReturnReception.allCases))
    #expect(Set(ReturnAcceptance.transitions.keys) == Set(ReturnAcceptance.allCases))
    #expect(reached(ReturnAcceptance.transitions, from: .pending) == Set(ReturnAcceptance.allCases))
    #expect(Set(ReturnDisposition.transitions.keys) == Set(ReturnDisposition.allCases))
    #expect(reached(ReturnDisposition.transitions, from: .pending) == Set(ReturnDisposition.allCases))
    #expect(Set(ReturnRefund.transitions.keys) == Set(ReturnRefund.allCases))
    #expect(reached(ReturnRefund.transitions, from: .notDue) == Set(ReturnRefund.allCases))
    #expect(Set(RefundState.transitions.keys) == Set(RefundState.allCases))
    #expect(reached(RefundState.transitions, from: .requested) == Set(RefundState.allCases))
  }

  @Test func `What is over has no way out`() {
    for state in [ReturnReception.leftWithBuyer, .declined, .cancelled] {
      #expect(ReturnReception.transitions[state] == [:])
    }
    #expect(RefundState.transitions[.done] == [:])
    #expect(RefundState.transitions[.cancelled] == [:])
  }
}

/// Sums that are spread over lines and units add up, whatever the steps.
@Suite struct MoneyShareTests {
  private func order(taxIncluded: Bool) -> Order {
    let lines = [
      OrderLine(
        id: 1, position: 1, sku: "A", title: "A", quantity: 3, unitPrice: 999, amount: 2997, discount: 100, tax: 479),
      OrderLine(id: 2, position: 2, sku: "B", title: "B", quantity: 7, unitPrice: 333, amount: 2331),
      OrderLine(id: 3, position: 3, sku: "C", title: "C", quantity: 1, unitPrice: 1, amount: 1),
    ]
    return Order(
      id: 1, accountId: 1, externalId: "1", number: "S-1", placedAt: Instant(milliseconds: 0),
      money: OrderMoney(
        currency: .euro, items: 5329, discount: 333, shipping: 497, tax: 851, taxIncluded: taxIncluded, other: -7),
      lines: lines)
  }

  @Test(arguments: [true, false]) func `Units that are paid back one by one come to the whole order`(isIncluded: Bool) {
    let order = order(taxIncluded: isIncluded)
    let shares = MoneyShares(order)
    var sum = MoneyShares.Parts()
    for line in order.lines {
      for unit in 0..<line.quantity { sum = sum + shares.parts(of: line.id, after: unit, units: 1) }
    }
    #expect(sum.total(taxIncluded: isIncluded) == order.money.total)
    #expect(sum.tax == order.money.tax)
    #expect(sum.shipping == order.money.shipping)
  }

  @Test func `Any steps through a line come to the same`() {
    let shares = MoneyShares(order(taxIncluded: false))
    let whole = shares.parts(of: 2, after: 0, units: 7)
    for cut in 1...6 {
      let first = shares.parts(of: 2, after: 0, units: Int64(cut))
      let rest = shares.parts(of: 2, after: Int64(cut), units: Int64(7 - cut))
      #expect(first + rest == whole)
    }
  }
}

extension MoneyShareTests {
  @Test func `Goods that are paid back without the shipping leave the shipping's tax`() {
    let line = OrderLine(
      id: 1, position: 1, sku: "A", title: "A", quantity: 2, unitPrice: 1000, amount: 2000, tax: 380)
    let order = Order(
      id: 1, accountId: 1, externalId: "1", number: "S-1", placedAt: Instant(milliseconds: 0),
      money: OrderMoney(currency: .euro, items: 2000, shipping: 500, tax: 475), lines: [line])
    let parts = MoneyShares(order).parts(of: 1, after: 0, units: 1)
    #expect(parts.tax == 238)
    #expect(parts.ofGoods.tax == 190)
    #expect(parts.ofGoods.total(taxIncluded: false) == 1190)
  }
}
