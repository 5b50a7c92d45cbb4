import Domain
import Store
import TestSupport
import Testing

/// What was done to stock before the store was told of it.
@Suite struct StockPastTests {
  private func take(_ stages: [StockStage], _ shop: Shop) throws {
    let past = StockPast(store: shop.store, actor: shop.admin, now: shop.now)
    var rest = stages[...]
    while !rest.isEmpty {
      _ = try past.take { rest.popFirst() }
    }
  }

  @Test func `Each stage is an entry of its own moment, lots come with it, and it can be undone`() throws {
    let shop = try Shop()
    let mug = try shop.variant(ofNew: "MUG")
    let bin = try shop.place("SZ")
    let mirror = try shop.place("FBA", ["kind": "fba"])
    let day: Int64 = 86_400_000
    func stage(_ days: Int64, _ moves: [(Int64, Int64, Int64, MoveReason)], _ action: String) -> StockStage {
      StockStage(
        action: action, variantId: mug, occurredAt: shop.now.adding(milliseconds: -days * day), actor: "chen",
        moves: moves.map { StockMove(variantId: mug, quantity: $0.0, from: $0.1, to: $0.2, reason: $0.3) }, lot: "L1",
        expiresAt: shop.now.adding(milliseconds: day))
    }
    let customer = try shop.id(ofPlace: "CUSTOMER")
    try take(
      [
        stage(9, [(8, try shop.id(ofPlace: "SUPPLIER"), bin, .opening)], "receiveStock"),
        stage(
          5, [(2, bin, mirror, .transferIn), (1, bin, mirror, .transferIn), (1, bin, customer, .shipment)], "moveStock"),
      ], shop)
    #expect(try shop.there(mug, "SZ", lot: "L1") == 4)
    #expect(try shop.there(mug, "FBA", lot: "L1") == 3)
    let report = try #require(try shop.store.connection.readNow { try StockReport(of: mug, at: shop.now, in: $0) })
    #expect(report.lines.map(\.movedAt).last == shop.now.adding(milliseconds: -9 * day))
    #expect(Set(report.lines.map(\.actor)) == ["chen"])
    let place = try shop.store.connection.readNow { try LocationTable.load(mirror, in: $0) }
    #expect(place?.mirroredAt == shop.now.adding(milliseconds: -5 * day))
    let entries = try shop.store.connection.readNow { try JournalTable.history(kind: "moves", subject: mug, in: $0) }
    #expect(entries[0].occurredAt == shop.now.adding(milliseconds: -5 * day))
    // Two lines of one way are one field.
    #expect(entries[0].changes.first { $0.field == "SZ → FBA" }?.after == .text("2 transferIn, 1 transferIn"))
    _ = try shop.store.undo(entry: entries[0].seq, as: shop.admin, now: shop.now)
    #expect(try shop.there(mug, "SZ", lot: "L1") == 8)
    let findings = try shop.findings()
    #expect(findings == [])
  }

  @Test func `A past that cannot have been leaves nothing`() throws {
    let shop = try Shop()
    let mug = try shop.variant(ofNew: "MUG")
    let bin = try shop.place("SZ")
    let move = StockMove(
      variantId: mug, quantity: 1, from: bin, to: try shop.id(ofPlace: "CUSTOMER"), reason: .shipment)
    let stage = StockStage(action: "moveStock", variantId: mug, occurredAt: shop.now, actor: "chen", moves: [move])
    #expect(throws: ActionRefusal.stock(.notThere(sku: "MUG", location: "SZ", asked: 1, found: 0))) {
      try take([stage], shop)
    }
    #expect(try shop.store.connection.readNow { try $0.integer("SELECT COUNT(*) FROM moves") } == 0)
  }
}

extension Shop {
  fileprivate func id(ofPlace code: String) throws -> Int64 {
    try #require(try store.connection.readNow { try LocationTable.find(code: code, in: $0) }).id
  }
}
