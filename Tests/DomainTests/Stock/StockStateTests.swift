import Domain
import Testing

/// The state tables of stock: all listed, all reachable, ends without a way out.
@Suite struct StockStateTests {
  @Test func `Each state of a unit is in the table, and all are reached from a new order's unit`() {
    #expect(Set(UnitState.transitions.keys) == Set(UnitState.allCases))
    var reached: Set<UnitState> = [.backordered]
    var open = reached
    while let state = open.popFirst() {
      for next in UnitState.transitions[state, default: [:]].values where reached.insert(next).inserted {
        open.insert(next)
      }
    }
    #expect(reached == Set(UnitState.allCases))
    #expect(UnitState.transitions[.returned] == [:])
  }

  @Test func `What is undone goes back where it came from`() throws {
    for (event, back, states) in [
      (UnitEvent.pick, UnitEvent.putBack, [UnitState.reserved]), (.pack, .unpack, [.picked]),
      (.ship, .recall, [.packed]), (.reserve, .backorder, [.backordered]), (.peg, .backorder, [.backordered]),
    ] {
      for state in states { #expect(try state.after(event).after(back) == state) }
    }
  }

  @Test func `A unit that left the shelf is not cancelled but put back`() {
    for state in [UnitState.picked, .packed, .shipped] {
      #expect(throws: StockRefusal.self) { try state.after(.cancel) }
    }
  }

  @Test func `Each state of a lot is in the table; recalled and damaged ones never come back`() {
    #expect(Set(LotStatus.transitions.keys) == Set(LotStatus.allCases))
    #expect(LotStatus.transitions[.recalled] == [:])
    #expect(LotStatus.transitions[.damaged] == [:])
    let reached = Set(LotStatus.transitions.values.flatMap(\.values))
    #expect(reached == Set(LotStatus.allCases))
  }

  @Test func `A lot is sold until the moment it expires`() {
    let lot = Lot(id: 1, variantId: 1, code: "L", expiresAt: Instant(seconds: 100))
    #expect(lot.isSellable(at: Instant(seconds: 99)))
    #expect(!lot.isSellable(at: Instant(seconds: 100)))
    #expect(!Lot(id: 1, variantId: 1, code: "L", status: .onHold).isSellable(at: Instant(seconds: 0)))
  }
}
