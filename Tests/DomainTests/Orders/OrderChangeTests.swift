import Domain
import Testing

@Suite struct OrderChangeTests {
  static func order(
    _ state: OrderState = .open, _ payment: PaymentState = .paid, _ fulfilment: FulfilmentState = .unfulfilled,
    holds: [HoldReason] = [], tags: [String] = []
  ) -> Order {
    Order(
      id: 7, accountId: 1, externalId: "1", number: "SH-1", state: state, payment: payment, fulfilment: fulfilment,
      holds: holds.map { Hold(reason: $0, actor: "ann", placedAt: Instant(seconds: 0)) },
      placedAt: Instant(seconds: 0), money: OrderMoney(currency: .euro), tags: tags)
  }

  @Test func `Every attempt on the agreement ends as its table says`() {
    for state in OrderState.allCases {
      for event in OrderEvent.allCases {
        let outcome = Result { () throws(OrderRefusal) in try Self.order(state).after(event).state }
        if let next = OrderState.transitions[state]?[event] {
          #expect(outcome == .success(next))
        } else {
          #expect(outcome == .failure(.wrongState(state, for: event)))
        }
      }
    }
  }

  @Test func `Every attempt on the payment ends as its table says`() {
    for payment in PaymentState.allCases {
      for event in PaymentEvent.allCases {
        let outcome = Result { () throws(OrderRefusal) in try Self.order(.open, payment).after(event).payment }
        if let next = PaymentState.transitions[payment]?[event] {
          #expect(outcome == .success(next))
        } else {
          #expect(outcome == .failure(.wrongPayment(payment, for: event)))
        }
      }
    }
  }

  @Test func `Every attempt on the goods ends as its table says`() {
    for fulfilment in FulfilmentState.allCases {
      for event in FulfilmentEvent.allCases {
        let outcome = Result { () throws(OrderRefusal) in
          try Self.order(.open, .paid, fulfilment).after(event).fulfilment
        }
        if let next = FulfilmentState.transitions[fulfilment]?[event] {
          #expect(outcome == .success(next))
        } else {
          #expect(outcome == .failure(.wrongFulfilment(fulfilment, for: event)))
        }
      }
    }
  }

  @Test(arguments: [FulfilmentEvent.startProcessing, .ship, .shipPart])
  func `What is on hold does not ship and the refusal names the holds`(event: FulfilmentEvent) {
    #expect(throws: OrderRefusal.onHold([.fraudRisk, .compliance])) {
      try Self.order(holds: [.fraudRisk, .compliance]).after(event)
    }
  }

  @Test func `What is on hold may still come back`() throws {
    let order = Self.order(.open, .paid, .shipped, holds: [.other])
    #expect(try order.after(.comeBack).fulfilment == .returned)
  }

  @Test(arguments: FulfilmentEvent.allCases)
  func `The goods of a cancelled order do not move`(event: FulfilmentEvent) {
    #expect(throws: OrderRefusal.wrongState(.cancelled, for: .cancel)) {
      try Self.order(.cancelled).after(event)
    }
  }

  @Test func `The goods of a draft stay until it is confirmed, whatever happens to them, but may be put back`() {
    for fulfilment in FulfilmentState.allCases {
      for event in FulfilmentEvent.allCases {
        let outcome = Result { () throws(OrderRefusal) in
          try Self.order(.draft, .paid, fulfilment).after(event).fulfilment
        }
        if event == .stopProcessing, let next = FulfilmentState.transitions[fulfilment]?[event] {
          #expect(outcome == .success(next))
        } else if event == .stopProcessing {
          #expect(outcome == .failure(.wrongFulfilment(fulfilment, for: event)))
        } else {
          #expect(outcome == .failure(.wrongState(.draft, for: .confirm)))
        }
      }
    }
  }

  @Test func `A draft of which something went out keeps its lines`() {
    var order = Self.order(.draft)
    order.lines = [
      OrderLine(position: 1, sku: "MUG", title: "Mug", quantity: 3, unitPrice: 5, amount: 15, fulfilledQuantity: 2)
    ]
    #expect(throws: OrderRefusal.alreadySent(sku: "MUG", asked: 3, open: 1)) {
      try order.redrafted(order.lines, order.money)
    }
  }

  @Test(arguments: [FulfilmentState.shipped, .delivered, .returned])
  func `What has left is not cancelled`(fulfilment: FulfilmentState) {
    #expect(throws: OrderRefusal.wrongFulfilment(fulfilment, for: .stopProcessing)) {
      try Self.order(.open, .paid, fulfilment).after(.cancel)
    }
  }

  @Test(
    arguments: [
      (OrderState.draft, [], nil, nil), (.open, [], nil, nil), (.open, [.fraudRisk], nil, nil),
      (.open, [.other], nil, .alreadyHeld(.other)), (.closed, [], nil, .wrongState(.closed, for: .close)),
      (.cancelled, [], nil, .wrongState(.cancelled, for: .close)), (.open, [], 100, .holdEndsBeforeNow),
      (.open, [], 99, .holdEndsBeforeNow), (.open, [], 101, nil),
    ] as [(OrderState, [HoldReason], Int64?, OrderRefusal?)])
  func `An attempt to hold`(state: OrderState, holds: [HoldReason], until: Int64?, refusal: OrderRefusal?) {
    let hold = Hold(
      reason: .other, actor: "bo", placedAt: Instant(seconds: 100), until: until.map { Instant(seconds: $0) })
    let order = Self.order(state, holds: holds)
    let outcome = Result { () throws(OrderRefusal) in try order.held(hold).holds.map(\.reason) }
    #expect(outcome == (refusal.map { .failure($0) } ?? .success(holds + [.other])))
  }

  @Test(
    arguments: [
      ([], nil, nil, .notHeld(nil)), ([.other], .compliance, nil, .notHeld(.compliance)),
      ([.other, .compliance], .other, [.compliance], nil), ([.other, .compliance], nil, [], nil),
    ] as [([HoldReason], HoldReason?, [HoldReason]?, OrderRefusal?)])
  func `An attempt to release`(holds: [HoldReason], reason: HoldReason?, left: [HoldReason]?, refusal: OrderRefusal?) {
    let order = Self.order(holds: holds)
    let outcome = Result { () throws(OrderRefusal) in try order.released(reason).holds.map(\.reason) }
    #expect(outcome == (refusal.map { .failure($0) } ?? .success(left ?? [])))
  }

  @Test func `A change leaves everything else as it was`() throws {
    let before = Self.order(tags: ["vip"])
    var expected = before
    expected.state = .closed
    #expect(try before.after(.close) == expected)
    #expect(try before.after(.close).after(.reopen) == before)
    #expect(try before.tagged("b2b").untagged("b2b") == before)
  }

  @Test func `An order is late once its promise is past while it still waits for shipping`() {
    var order = Self.order()
    #expect(!order.isLate(at: Instant(seconds: 50)))
    order.shipBy = Instant(seconds: 50)
    #expect(!order.isLate(at: Instant(seconds: 50)))
    #expect(order.isLate(at: Instant(seconds: 51)))
    order.fulfilment = .shipped
    #expect(!order.isLate(at: Instant(seconds: 51)))
  }
}

@Suite struct TagTests {
  @Test(arguments: [
    (" VIP ", "vip"), ("Blue  Mug", "blue mug"), ("a,b", "a b"), ("ÜBER", "über"), ("重要", "重要"),
    ("tab\there", "tab here"),
    ("line\nbreak", "line break"), ("nul\0", "nul"), ("日\u{3000}本", "日 本"),
  ])
  func `A tag is kept clean`(typed: String, kept: String) throws {
    #expect(try Tags.adding(typed, to: []) == [kept])
  }

  @Test(
    arguments: [
      ("", [], .emptyTag), (" , ", [], .emptyTag), ("VIP", ["vip"], .hasTag("vip")),
      (String(repeating: "x", count: 61), [], .tagTooLong(limit: 60)),
    ] as [(String, [String], OrderRefusal)])
  func `A tag that does not fit is refused`(tag: String, tags: [String], refusal: OrderRefusal) {
    #expect(throws: refusal) { try Tags.adding(tag, to: tags) }
  }

  @Test func `The fifty-first tag is refused`() throws {
    let fifty = (0..<50).map { "t\($0)" }
    #expect(throws: OrderRefusal.tooManyTags(limit: 50)) { try Tags.adding("one more", to: fifty) }
    #expect(try Tags.adding("one more", to: Array(fifty.dropLast())).count == 50)
    #expect(Tags.cleaned((0..<80).map { "t\($0)" }).count == 50)
  }

  @Test func `Tags stand in the order of their bytes and go as they came`() throws {
    #expect(try Tags.adding("b", to: ["ä", "c"].sorted()) == ["b", "c", "ä"])
    #expect(try Tags.removing(" C ", from: ["b", "c"]) == ["b"])
    #expect(throws: OrderRefusal.lacksTag("d")) { try Tags.removing("D", from: ["b"]) }
    #expect(Tags.cleaned(["B", "a", "b ", "", "Z", "é"]) == ["a", "b", "z", "é"])
  }
}
