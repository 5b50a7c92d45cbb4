import Domain
import Testing

/// What a channel is told of parcels: never more than was shipped, and every unit once.
@Suite struct ConfirmingTests {
  private func order(_ lines: [(Int64, Int64)], state: OrderState = .open) -> Order {
    var order = Order(
      id: 1, accountId: 1, externalId: "1", number: "A-1", state: state, placedAt: Instant(seconds: 0),
      money: OrderMoney(currency: .euro))
    order.lines = lines.enumerated().map { index, line in
      OrderLine(
        id: Int64(index + 1), position: index + 1, sku: "S\(index)", title: "", quantity: line.0, unitPrice: 0,
        amount: 0,
        fulfilledQuantity: line.1)
    }
    return order
  }

  private func wish(_ lines: [(Int, Int64)], carrier: String = "DHL", number: String = "1") -> ShippingConfirmation {
    ShippingConfirmation(
      orderId: 1, lines: lines.map { LineCount(position: $0.0, quantity: $0.1) }, carrier: carrier,
      trackingNumber: number, shippedAt: Instant(seconds: 0))
  }

  @Test func `Every state of a confirmation is in the table, can be reached, and its ends have no way out`() {
    #expect(Set(ConfirmationState.transitions.keys) == Set(ConfirmationState.allCases))
    var reached: Set<ConfirmationState> = [.waiting]
    var open: [ConfirmationState] = [.waiting]
    while let state = open.popLast() {
      for event in ConfirmationEvent.allCases {
        if let next = state.after(event), reached.insert(next).inserted { open.append(next) }
      }
    }
    #expect(reached == Set(ConfirmationState.allCases))
    for end in [ConfirmationState.accepted, .withdrawn] { #expect(ConfirmationState.transitions[end] == [:]) }
    #expect(ConfirmationState.accepted.after(.resend) == nil, "what a channel took is not told again")
  }

  @Test func `Without lines everything is told that is shipped and was not told`() throws {
    let order = order([(3, 3), (2, 1), (1, 0)])
    #expect(
      try order.confirming(wish([]), confirmed: [1: 1], early: false)
        == [LineCount(position: 1, quantity: 2), LineCount(position: 2, quantity: 1)])
    #expect(
      try order.confirming(wish([]), confirmed: [1: 3], early: true)
        == [LineCount(position: 2, quantity: 2), LineCount(position: 3, quantity: 1)])
    #expect(throws: ConfirmingRefusal.nothingToConfirm(order: "A-1")) {
      try order.confirming(wish([]), confirmed: [1: 3, 2: 1], early: false)
    }
  }

  @Test func `Never more of a line is told than was ordered, nor more than was shipped unless it is early`() throws {
    let order = order([(3, 2)])
    #expect(throws: ConfirmingRefusal.notShipped(line: 1, shipped: 2, asked: 3)) {
      try order.confirming(wish([(1, 3)]), confirmed: [:], early: false)
    }
    #expect(try order.confirming(wish([(1, 3)]), confirmed: [:], early: true).first?.quantity == 3)
    #expect(throws: ConfirmingRefusal.notSoMany(line: 1, left: 1, asked: 2)) {
      try order.confirming(wish([(1, 2)]), confirmed: [1: 2], early: true)
    }
    // The same line twice is one line.
    #expect(throws: ConfirmingRefusal.notSoMany(line: 1, left: 3, asked: 4)) {
      try order.confirming(wish([(1, 2), (1, 2)]), confirmed: [:], early: true)
    }
    for count in [0, -1, Int64.max] {
      #expect(throws: ConfirmingRefusal.self) {
        try order.confirming(wish([(1, count), (1, count)]), confirmed: [:], early: true)
      }
    }
    #expect(throws: ConfirmingRefusal.noSuchLine(order: "A-1", line: "9")) {
      try order.confirming(wish([(9, 1)]), confirmed: [:], early: true)
    }
  }

  @Test func `A number needs a carrier, and neither has line breaks or a hundred letters`() {
    let order = order([(1, 1)])
    for (carrier, number) in [
      ("", "123"), ("DHL", "1\n2"), ("DHL\t", "1"), ("DHL", String(repeating: "1", count: 101)),
    ] {
      #expect(throws: ConfirmingRefusal.self, "\(carrier) \(number)") {
        try order.confirming(wish([], carrier: carrier, number: number), confirmed: [:], early: false)
      }
    }
    #expect(throws: ConfirmingRefusal.cancelled(order: "A-1")) {
      try self.order([(1, 1)], state: .cancelled).confirming(wish([]), confirmed: [:], early: false)
    }
  }
}
