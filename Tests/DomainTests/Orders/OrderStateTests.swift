import Domain
import Testing

/// What a state table owes: each state listed, each reached from the start, each event of some use.
func walk<State: Hashable & CaseIterable, Event: Hashable & CaseIterable>(
  _ table: [State: [Event: State]], from start: State
) -> (unlisted: [State], unreached: [State], unused: [Event], ends: Set<State>) {
  var reached: Set<State> = [start]
  var ahead = [start]
  while let state = ahead.popLast() {
    for next in (table[state] ?? [:]).values where reached.insert(next).inserted { ahead.append(next) }
  }
  let used = Set(table.values.flatMap(\.keys))
  return (
    State.allCases.filter { table[$0] == nil },
    State.allCases.filter { !reached.contains($0) },
    Event.allCases.filter { !used.contains($0) },
    Set(State.allCases.filter { table[$0]?.isEmpty == true })
  )
}

@Suite struct OrderStateTests {
  @Test func `Each state of the agreement is listed and reachable and cancelled is the end`() {
    let found = walk(OrderState.transitions, from: .draft)
    #expect(found.unlisted == [] && found.unreached == [] && found.unused == [])
    #expect(found.ends == [.cancelled])
  }

  @Test func `Each state of the payment is listed and reachable and refunded and voided are the ends`() {
    let found = walk(PaymentState.transitions, from: .unpaid)
    #expect(found.unlisted == [] && found.unreached == [] && found.unused == [])
    #expect(found.ends == [.refunded, .voided])
  }

  @Test func `Each state of the goods is listed and reachable and returned is the end`() {
    let found = walk(FulfilmentState.transitions, from: .unfulfilled)
    #expect(found.unlisted == [] && found.unreached == [] && found.unused == [])
    #expect(found.ends == [.returned])
  }

  @Test func `Each review state is listed and reachable and none is an end`() {
    let found = walk(ReviewState.transitions, from: .draft)
    #expect(found.unlisted == [] && found.unreached == [] && found.unused == [])
    #expect(found.ends == [])
  }

  @Test(arguments: [
    (.draft, .unpaid, .unfulfilled, .draft), (.cancelled, .paid, .unfulfilled, .cancelled),
    (.open, .unpaid, .unfulfilled, .unpaid), (.open, .authorised, .unfulfilled, .authorised),
    (.open, .partlyPaid, .unfulfilled, .partlyPaid), (.open, .paid, .unfulfilled, .paid),
    (.open, .paid, .processing, .processing), (.open, .paid, .partlyShipped, .partlyShipped),
    (.open, .paid, .shipped, .shipped), (.open, .paid, .delivered, .delivered),
  ] as [(OrderState, PaymentState, FulfilmentState, OrderStatus)])
  func `The status is read off the three axes`(
    state: OrderState, payment: PaymentState, fulfilment: FulfilmentState, status: OrderStatus
  ) {
    #expect(OrderStatus(state, payment, fulfilment) == status)
  }

  @Test func `Each status is the status of some order`() {
    var found: Set<OrderStatus> = []
    for state in OrderState.allCases {
      for payment in PaymentState.allCases {
        for fulfilment in FulfilmentState.allCases { found.insert(OrderStatus(state, payment, fulfilment)) }
      }
    }
    #expect(found == Set(OrderStatus.allCases))
  }
}
