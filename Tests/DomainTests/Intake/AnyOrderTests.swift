import Domain
import TestSupport
import Testing

/// Revisions of one order may come in any order: what stands in the end is the same.
@Suite struct AnyOrderTests {
  private let setting = IncomingOrder.Setting(
    accountId: 1, accountCode: "SHOP", currency: .euro, now: Instant(seconds: 1_790_000_000))

  private func fold(_ revisions: [(IncomingOrder, RevisionStamp)]) throws -> Order {
    let (first, stamp) = revisions[0]
    var sources = OrderSources(newest: stamp)
    var order = try first.newOrder(id: 1, setting, &sources)
    for (next, stamp) in revisions.dropFirst() {
      // As the store keeps them between two files.
      var kept = OrderSources(newest: sources.newest, text: sources.text)
      #expect(kept == sources, "\(sources.text ?? "")")
      order = try next.applied(to: order, from: stamp, &kept, setting)
      sources = kept
    }
    return order
  }

  private func permutations<T>(_ items: [T]) -> [[T]] {
    if items.count < 2 { return [items] }
    return items.indices.flatMap { index in
      var rest = items
      let one = rest.remove(at: index)
      return permutations(rest).map { [one] + $0 }
    }
  }

  private func revision(_ dice: inout Dice, _ number: Int, wholeLists: Bool) -> IncomingOrder {
    var made = IncomingOrder(externalId: "1", line: number)
    func maybe<T>(_ value: T) -> T? { Bool.random(using: &dice) ? value : nil }
    func some(_ days: ClosedRange<Int64>) -> Instant {
      Instant(seconds: 1_780_000_000 + 86_400 * Int64.random(in: days, using: &dice))
    }
    made.placedAt = maybe(some(0...3))
    made.state = maybe(OrderState.allCases.randomElement(using: &dice) ?? .open)
    made.payment = maybe(PaymentState.allCases.randomElement(using: &dice) ?? .paid)
    made.fulfilment = maybe(FulfilmentState.allCases.randomElement(using: &dice) ?? .shipped)
    made.paidAt = maybe(some(4...9))
    made.shippedAt = maybe(some(4...9))
    made.cancelledAt = maybe(some(4...9))
    made.shipBy = maybe(some(4...9))
    made.deliverBy = maybe(some(4...9))
    made.shippingService = maybe(["DHL", "GLS", ""].randomElement(using: &dice) ?? "")
    made.note = maybe("note \(number)")
    made.tags = maybe(["t\(number)"])
    if Bool.random(using: &dice) {
      made.shipTo = Card(country: ["DE", "FR", "GB"].randomElement(using: &dice) ?? "DE")
    }
    if Int.random(in: 0..<3, using: &dice) > 0 {
      made.linesAreComplete = wholeLists && Bool.random(using: &dice)
      let ids = ["11", "2", "3"].filter { _ in Bool.random(using: &dice) }
      made.lines = ids.map { id in
        IncomingLine(
          externalId: id, sku: "S\(id)", title: "Thing", quantity: Int64.random(in: 1...3, using: &dice),
          unitPrice: Int64.random(in: 1...3, using: &dice) * 100,
          tax: Int64.random(in: 0...9, using: &dice),  // What is shipped stays shipped.
          fulfilledQuantity: Int64(wholeLists ? number : Int.random(in: 0...2, using: &dice)))
      }
      if made.lines.isEmpty { made.linesAreComplete = false }
    }
    switch Int.random(in: 0..<4, using: &dice) {
    case 0:
      made.items = 700
      made.tax = 50
      made.discount = 10
      made.total = 740
    case 1: made.total = 990
    case 2: made.shipping = 490
    default: break
    }
    return made
  }

  @Test(arguments: [true, false]) func `In whatever order revisions come, one order stands`(wholeLists: Bool) throws {
    var dice = Dice(seed: wholeLists ? 11 : 12)
    for round in 0..<400 {
      let count = Int.random(in: 2...4, using: &dice)
      let revisions = (0..<count).map { number in
        (
          revision(&dice, number, wholeLists: wholeLists),
          RevisionStamp(revisedAt: Instant(seconds: 1_785_000_000 + Int64(number / 2)), contentHash: Int64(number))
        )
      }
      let forwards = try fold(revisions)
      for way in permutations(revisions).dropFirst() {
        var other = try fold(way)
        // Where nobody says when an order was placed, its first record's time has to do.
        if revisions.allSatisfy({ $0.0.placedAt == nil }) { other.placedAt = forwards.placedAt }
        let differences = other.changes(since: forwards)
        #expect(differences.isEmpty && other == forwards, "round \(round), \(way.map(\.0.line)): \(differences)")
        if other != forwards { return }
      }
    }
  }

  @Test func `An older record fills what newer ones leave open, and gives way to one between them`() throws {
    func record(_ number: Int64, service: String?) -> (IncomingOrder, RevisionStamp) {
      var made = IncomingOrder(externalId: "1", line: 1)
      made.placedAt = Instant(seconds: 1)
      made.shippingService = service
      return (made, RevisionStamp(revisedAt: Instant(seconds: number), contentHash: number))
    }
    let order = try fold([record(9, service: nil), record(1, service: "Post"), record(5, service: "GLS")])
    #expect(order.shippingService == "GLS")
    let other = try fold([record(9, service: nil), record(5, service: "GLS"), record(1, service: "Post")])
    #expect(other.shippingService == "GLS")
  }

  @Test(arguments: [true, false])
  func `Lines without ids stand as they stood where a newer table lists the same ones`(swaps: Bool) throws {
    func table(_ number: Int64, shipping: Int64, _ skus: [String]) -> (IncomingOrder, RevisionStamp) {
      var made = IncomingOrder(externalId: "1", line: 1)
      made.placedAt = Instant(seconds: 1)
      made.shipping = shipping
      made.lines = skus.map { IncomingLine(sku: $0, title: $0, unitPrice: 500) }
      return (made, RevisionStamp(revisedAt: Instant(seconds: number), contentHash: number))
    }
    let first = table(1, shipping: 490, ["MUG", "CUP", "CUP"])
    let second = table(2, shipping: 990, ["MUG", "CUP", "CUP"])
    let before = try fold([first])
    let after = try fold(swaps ? [second, first] : [first, second])
    #expect(after.lines == before.lines)
    #expect(after.money.shipping == 990)
    #expect(try fold([first, second, table(3, shipping: 990, ["CUP"])]).lines == before.lines)
  }

  @Test func `In whatever order tables of lines without ids come, the lines stand in one order`() throws {
    var dice = Dice(seed: 13)
    for round in 0..<400 {
      let revisions = (0..<Int.random(in: 2...4, using: &dice)).map { number in
        var made = IncomingOrder(externalId: "1", line: number)
        made.placedAt = Instant(seconds: 1)
        made.lines = ["MUG", "CUP", "CUP", "TEA"].shuffled(using: &dice).prefix(Int.random(in: 1...4, using: &dice))
          .map { IncomingLine(sku: $0, title: $0, unitPrice: 500) }
        return (made, RevisionStamp(revisedAt: Instant(seconds: 1_785_000_000), contentHash: Int64(number)))
      }
      let forwards = try fold(revisions).lines.map(\.sku)
      for way in permutations(revisions).dropFirst() {
        #expect(try fold(way).lines.map(\.sku) == forwards, "round \(round), \(way.map(\.0.line))")
      }
    }
  }

  @Test func `A newer record without line ids says another count of the same line, in whatever order they come`() throws
  {
    func table(_ number: Int64, _ lines: [(String, Int64, Int64)]) -> (IncomingOrder, RevisionStamp) {
      var made = IncomingOrder(externalId: "1", line: 1)
      made.placedAt = Instant(seconds: 1)
      made.lines = lines.map { IncomingLine(sku: $0.0, title: $0.0, quantity: $0.1, unitPrice: $0.2) }
      return (made, RevisionStamp(revisedAt: Instant(seconds: number), contentHash: number))
    }
    let revisions = [
      table(1, [("MUG", 3, 500), ("CUP", 1, 300)]), table(2, [("MUG", 1, 500), ("CUP", 1, 300)]),
      table(3, [("MUG", 1, 450)]),
    ]
    for way in permutations(revisions) {
      let order = try fold(way)
      #expect(Set(order.lines.map { "\($0.sku) \($0.quantity) \($0.unitPrice)" }) == ["MUG 1 450", "CUP 1 300"])
      #expect(order.lines.count == 2)
      #expect(order.money.items == 750)
    }
    // Of one revision they are a multiset.
    let (same, _) = table(1, [("MUG", 2, 500)])
    let both = try fold([revisions[0], (same, RevisionStamp(revisedAt: Instant(seconds: 1), contentHash: 9))])
    #expect(both.lines.map(\.quantity).sorted() == [1, 2, 3])
  }

  @Test func `What a shop has written in the sources' column by hand is no reason to stop`() {
    let stamp = RevisionStamp(revisedAt: Instant(seconds: 1), contentHash: 2)
    for text in ["", "@", "state", "state@x.y", "#", "#1.2", "=", "=x", "\n\n", "line/@1.2.3", "#99999999999999999999"]
    {
      let sources = OrderSources(newest: stamp, text: text)
      #expect(sources.accepts(.state, from: stamp))
    }
  }
}
