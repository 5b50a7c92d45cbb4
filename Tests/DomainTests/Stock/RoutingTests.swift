import Domain
import TestSupport
import Testing

/// Which warehouse an order goes out from, and why the others do not.
@Suite struct RoutingTests {
  private func place(
    _ id: Int64, _ code: String, country: String = "CN", shipsTo: [String] = [], priority: Int64 = 0,
    closed: Bool = false
  ) -> Location {
    Location(
      id: id, code: code, type: .domestic, country: country, shipsTo: shipsTo, priority: priority, isClosed: closed)
  }

  private func want(_ line: Int64, _ variant: Int64, _ quantity: Int64) -> Routing.Want {
    .init(lineId: line, variantId: variant, sku: "S\(variant)", quantity: quantity)
  }

  private func said(_ routing: Routing) -> [String: Routing.Verdict] {
    Dictionary(routing.verdicts.map { ($0.code, $0.verdict) }) { first, _ in first }
  }

  @Test func `One parcel goes before several, the buyer's country before priority`() {
    let wants = [want(1, 1, 2), want(2, 2, 1)]
    let offers = [
      Routing.Offer(warehouse: place(1, "SZ", priority: 1), free: [1: 9, 2: 9]),
      .init(warehouse: place(2, "DE", country: "DE", priority: 5), free: [1: 2, 2: 1]),
      .init(warehouse: place(3, "US", country: "US", priority: 0), free: [1: 9]),
    ]
    let german = Routing(wants, to: "DE", offers: offers)
    #expect(german.shares.map(\.warehouseId) == [2, 2])
    #expect(said(german)["DE"] == .wholeOrder)
    #expect(said(german)["SZ"] == .notNeeded(instead: "DE"))
    #expect(said(german)["US"] == .tooFew(sku: "S2", asked: 1, free: 0))

    let french = Routing(wants, to: "FR", offers: offers)
    #expect(Set(french.shares.map(\.warehouseId)) == [1])
  }

  @Test func `Whoever has most goes first where nobody has all, and what nobody has is missing`() {
    let routing = Routing(
      [want(1, 1, 3), want(2, 2, 4)], to: nil,
      offers: [
        .init(warehouse: place(1, "A"), free: [1: 1, 2: 2]), .init(warehouse: place(2, "B"), free: [1: 1, 2: 3]),
        .init(warehouse: place(3, "C", closed: true), free: [1: 99, 2: 99]),
        .init(warehouse: place(4, "D", shipsTo: ["US"]), free: [:]),
      ])
    #expect(routing.shares.filter { $0.warehouseId == 2 }.map(\.quantity) == [1, 3])
    #expect(routing.shares.filter { $0.warehouseId == 1 }.map(\.quantity) == [1, 1])
    #expect(routing.missing == [1: 1])
    #expect(said(routing)["C"] == .closed)
    #expect(said(routing)["B"] == .part(units: 4))
  }

  @Test func `An order that may not be split comes from one warehouse, and waits for the rest`() {
    let routing = Routing(
      [want(1, 1, 3)], to: nil,
      offers: [.init(warehouse: place(1, "A"), free: [1: 1]), .init(warehouse: place(2, "B"), free: [1: 2])],
      maySplit: false)
    #expect(routing.shares.map(\.quantity) == [2])
    #expect(routing.missing == [1: 1])
  }

  @Test func `Two lines of one SKU share what is there`() {
    let routing = Routing(
      [want(1, 1, 2), want(2, 1, 2)], to: nil, offers: [.init(warehouse: place(1, "A"), free: [1: 3])])
    #expect(routing.shares.map(\.quantity) == [2, 1])
    #expect(routing.missing == [2: 1])
    #expect(said(routing)["A"] == .part(units: 3))
  }

  @Test func `Nothing is promised twice or lost, whatever is asked and there`() {
    var dice = Dice(seed: 3)
    for _ in 0..<3000 {
      let wants = (1...Int64(dice.roll(1...4))).map { want($0, Int64(dice.roll(1...3)), Int64(dice.roll(1...5))) }
      let offers = (1...Int64(dice.roll(1...4))).map { id in
        Routing.Offer(
          warehouse: place(
            id, "W\(id)", country: dice.pick(["CN", "DE"]), shipsTo: dice.pick([[], ["DE"], ["FR"]]),
            priority: Int64(dice.roll(0...2)), closed: dice.roll(0...5) == 0),
          free: [1: Int64(dice.roll(0...6)), 2: Int64(dice.roll(0...6))])
      }
      let maySplit = dice.isHeads()
      let routing = Routing(wants, to: "DE", offers: offers, maySplit: maySplit)
      for want in wants {
        let given = routing.shares.filter { $0.lineId == want.lineId }.reduce(0) { $0 + $1.quantity }
        #expect(given + routing.missing[want.lineId, default: 0] == want.quantity)
      }
      for offer in offers {
        for variant in [Int64(1), 2, 3] {
          let given = routing.shares.filter { $0.warehouseId == offer.warehouse.id && $0.variantId == variant }
            .reduce(0) { $0 + $1.quantity }
          #expect(given <= offer.free[variant] ?? 0)
          if offer.warehouse.isClosed { #expect(given == 0) }
        }
      }
      #expect(Set(routing.verdicts.map(\.code)) == Set(offers.map(\.warehouse.code)))
      #expect(routing == Routing(wants, to: "DE", offers: offers.reversed(), maySplit: maySplit))
    }
  }
}
