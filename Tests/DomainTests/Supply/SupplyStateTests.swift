import Domain
import Testing

/// The state tables of supply: all listed, all reachable, ends without a way out.
@Suite struct SupplyStateTests {
  private func reached<State: Hashable, Event: Hashable>(_ table: [State: [Event: State]], from first: State)
    -> Set<State>
  {
    var reached: Set<State> = [first]
    var open = reached
    while let state = open.popFirst() {
      for next in table[state, default: [:]].values where reached.insert(next).inserted { open.insert(next) }
    }
    return reached
  }

  @Test func `Each state of a purchase is in the table and reached from the draft`() {
    #expect(Set(PurchaseState.transitions.keys) == Set(PurchaseState.allCases))
    #expect(reached(PurchaseState.transitions, from: .draft) == Set(PurchaseState.allCases))
    #expect(PurchaseState.transitions[.closed] == [:])
    #expect(PurchaseState.transitions[.cancelled] == [:])
  }

  @Test func `Each state of a check is in the table and reached from what came in`() {
    #expect(Set(ReceiptState.transitions.keys) == Set(ReceiptState.allCases))
    #expect(reached(ReceiptState.transitions, from: .awaiting) == Set(ReceiptState.allCases))
    #expect(ReceiptState.transitions[.settled] == [:])
  }

  @Test func `What has come is closed, not cancelled, and the refusal says what goes`() {
    #expect(
      throws: SupplyRefusal.transition(
        from: "partlyReceived", event: "cancel", fits: ["confirm", "receivePart", "receiveRest", "close"])
    ) { try PurchaseState.partlyReceived.after(.cancel) }
    #expect(throws: SupplyRefusal.self) { try PurchaseState.draft.after(.receivePart) }
    #expect(throws: SupplyRefusal.self) { try ReceiptState.failed.after(.pass) }
  }

  @Test func `A purchase goes on with what comes of it`() throws {
    var purchase = Purchase(
      id: 1, number: "PO-1", supplierId: 1, currency: .yuan, warehouseId: 5, state: .ordered,
      createdAt: Instant(milliseconds: 0),
      lines: [
        PurchaseLine(id: 1, position: 1, variantId: 7, quantity: 100, unitCost: 5),
        PurchaseLine(id: 2, position: 2, variantId: 8, quantity: 10, unitCost: 5),
      ])
    try purchase.receive(60, damaged: 2, line: 1, sku: "A", overPercent: 5)
    #expect(purchase.state == .partlyReceived)
    #expect(purchase.lines[0].outstanding == 38)
    #expect(purchase.incoming(purchase.lines[0]) == 98)
    // 5 % beyond: 105 in all, 62 of them are there.
    #expect(throws: SupplyRefusal.tooMany(sku: "A", asked: 44, room: 43)) {
      try purchase.receive(44, damaged: 0, line: 1, sku: "A", overPercent: 5)
    }
    try purchase.receive(43, damaged: 0, line: 1, sku: "A", overPercent: 5)
    #expect(purchase.lines[0].over == 5)
    #expect(purchase.state == .partlyReceived)
    try purchase.receive(10, damaged: 0, line: 2, sku: "B", overPercent: 5)
    #expect(purchase.state == .received)
    #expect(throws: SupplyRefusal.badQuantity(0)) {
      try purchase.receive(0, damaged: 0, line: 2, sku: "B", overPercent: 100)
    }
    #expect(throws: SupplyRefusal.notInPurchase(purchase: "PO-1", sku: "C")) {
      try purchase.receive(1, damaged: 0, line: 3, sku: "C", overPercent: 5)
    }
  }
}
