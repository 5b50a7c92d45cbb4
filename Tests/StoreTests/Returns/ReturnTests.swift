import Domain
import Store
import TestSupport
import Testing

/// Goods that come back: each unit once, into the books and out of them again, and never more money than was paid.
@Suite struct ReturnTests {
  /// A shop with a bin for returns, and an order of two mugs and a cup that the buyer has.
  private func shop() throws -> (Shop, mug: Int64, cup: Int64, order: Int64) {
    let shop = try Shop()
    let mug = try shop.variant(ofNew: "MUG")
    let cup = try shop.variant(ofNew: "CUP")
    try shop.place("SZ", ["country": "CN"])
    try shop.place("SZ-A", in: "SZ")
    try shop.place("SZ-RET", in: "SZ", ["use": "returns"])
    try shop.place("SZ-QC", in: "SZ", ["use": "quality"])
    let order = try shop.sale("1", [("MUG", 2), ("CUP", 1)])
    try shop.perform("shipOrder", order)
    return (shop, mug, cup, order)
  }

  @Test func `Goods come back, are looked at, go onto the shelf and are paid back`() throws {
    let (shop, mug, cup, order) = try shop()
    try shop.perform("requestReturn", order, fields: ["lines": "MUG*2", "reason": "wrongSize"])
    #expect(try shop.returned(1) == "requested pending pending notDue; MUG 2")
    try shop.perform("authoriseReturn", 1)
    try shop.perform("sendReturn", 1, fields: ["tracking": "RR123456785CN"])
    try shop.perform("receiveReturn", 1)
    #expect(try shop.returned(1) == "received pending pending notDue; MUG 2 received 2")
    #expect(try shop.there(mug, "SZ-RET") == 2)
    #expect(try shop.free(mug, "SZ") == 0)
    try shop.perform("acceptReturn", 1)
    try shop.perform("putAwayReturn", 1, fields: ["goods": "restock", "to": "SZ-A"])
    #expect(try shop.free(mug, "SZ") == 2)
    #expect(try shop.there(mug, "SZ-RET") == 0)
    try shop.perform("refundReturn", 1)
    #expect(try shop.returned(1) == "received accepted done refunded; MUG 2 received 2")
    #expect(try shop.integer("SELECT amount FROM refunds") == 2000)
    #expect(try shop.integer("SELECT COUNT(*) FROM outbox WHERE topic = 'payment.refund'") == 1)
    try shop.perform("confirmRefund", order, fields: ["refund": "RF-1"])
    #expect(try shop.order(order)?.payment == .partlyRefunded)
    #expect(try shop.there(cup, "SZ-RET") == 0)
    #expect(try shop.findings() == [])
  }

  @Test func `No unit is announced, received or paid back twice`() throws {
    let (shop, _, _, order) = try shop()
    try shop.perform("requestReturn", order, fields: ["lines": "MUG*1", "authorised": "yes"])
    #expect(throws: ActionRefusal.returns(.notShipped(sku: "MUG", asked: 2, left: 1))) {
      try shop.perform("requestReturn", order, fields: ["lines": "MUG*2"])
    }
    try shop.perform("requestReturn", order)
    #expect(try shop.returned(2) == "requested pending pending notDue; MUG 1, CUP 1")
    #expect(throws: ActionRefusal.returns(.nothingToReturn(order: "SHOP-1"))) {
      try shop.perform("requestReturn", order)
    }
    // Both come in the first one's parcel: more than that one announced, and more than the buyer has with the other.
    #expect(throws: ActionRefusal.returns(.notShipped(sku: "MUG", asked: 1, left: 0))) {
      try shop.perform("receiveReturn", 1, fields: ["lines": "MUG*2"])
    }
    try shop.perform("cancelReturn", 2)
    try shop.perform("receiveReturn", 1, fields: ["lines": "MUG*2"])
    #expect(try shop.returned(1) == "receivedOver pending pending notDue; MUG 1 received 2")
    #expect(throws: ActionRefusal.returns(.notShipped(sku: "MUG", asked: 1, left: 0))) {
      try shop.perform("receiveReturn", 1, fields: ["lines": "MUG*1"])
    }
    try shop.perform("acceptReturn", 1)
    try shop.perform("refundReturn", 1, fields: ["lines": "MUG*1"])
    try shop.perform("refundReturn", 1)
    #expect(throws: ActionRefusal.returns(.nothingToRefund("RMA-1"))) { try shop.perform("refundReturn", 1) }
    #expect(throws: ActionRefusal.returns(.tooMany(sku: "MUG", asked: 1, left: 0))) {
      try shop.perform("refundOrder", order, fields: ["lines": "MUG*1"])
    }
    #expect(
      throws: ActionRefusal.returns(.refundTooLarge(order: "SHOP-1", asked: 1001, left: 1000, currency: .euro))
    ) {
      try shop.perform("refundOrder", order, fields: ["amount": "10.01"])
    }
    try shop.perform("refundOrder", order, fields: ["lines": "CUP*1"])
    #expect(try shop.findings() == [])
  }

  @Test func `What nobody has looked at is neither put away nor paid back, and what was refused goes to the buyer`()
    throws
  {
    let (shop, mug, _, order) = try shop()
    try shop.perform("requestReturn", order, fields: ["lines": "MUG*2", "authorised": "yes"])
    #expect(throws: ActionRefusal.returns(.nothingToJudge("RMA-1"))) { try shop.perform("acceptReturn", 1) }
    try shop.perform("receiveReturn", 1, fields: ["lines": "MUG*1"])
    #expect(try shop.returned(1) == "partlyReceived pending pending notDue; MUG 2 received 1")
    #expect(throws: ActionRefusal.returns(.notJudged(sku: "MUG"))) {
      try shop.perform("putAwayReturn", 1, fields: ["goods": "restock", "to": "SZ-A", "lines": "MUG*1"])
    }
    #expect(throws: ActionRefusal.returns(.nothingToRefund("RMA-1"))) { try shop.perform("refundReturn", 1) }
    try shop.perform("receiveReturn", 1)
    try shop.perform("acceptReturn", 1, fields: ["lines": "MUG*1"])
    try shop.perform("refuseReturn", 1, fields: ["note": "worn"])
    #expect(try shop.returned(1) == "received mixed pending due; MUG 2 received 2")
    #expect(throws: ActionRefusal.returns(.tooMany(sku: "MUG", asked: 2, left: 1))) {
      try shop.perform("putAwayReturn", 1, fields: ["goods": "restock", "to": "SZ-A", "lines": "MUG*2"])
    }
    #expect(throws: ActionRefusal.badField("to", found: "SZ-QC", expected: .placeToSellFrom)) {
      try shop.perform("putAwayReturn", 1, fields: ["goods": "restock", "to": "SZ-QC"])
    }
    try shop.perform("putAwayReturn", 1, fields: ["goods": "refurbish", "to": "SZ-QC"])
    try shop.perform("putAwayReturn", 1, fields: ["goods": "sendBack"])
    #expect(try shop.there(mug, "SZ-QC") == 1)
    #expect(try shop.there(mug, "SZ-RET") == 0)
    #expect(try shop.there(mug, "CUSTOMER") == -1)
    #expect(try shop.findings() == [])
  }

  @Test func `Every step of a return goes back exactly, the newest first`() throws {
    let (shop, mug, cup, order) = try shop()
    try shop.receive(3, of: mug, at: "SZ-A")
    var steps: [(entry: Int64, before: [String])] = []
    func step(_ action: String, _ subject: Int64, _ fields: [String: String] = [:]) throws {
      let before = try shop.state(order, [mug, cup])
      steps.append((try #require(try shop.perform(action, subject, fields: fields).entry), before))
    }
    try step("requestReturn", order, ["authorised": "yes"])
    try step("receiveReturn", 1)
    #expect(try shop.order(order)?.fulfilment == .returned)
    try step("acceptReturn", 1)
    try step("putAwayReturn", 1, ["goods": "restock", "to": "SZ-A", "lines": "MUG*2"])
    try step("putAwayReturn", 1, ["goods": "scrap"])
    try step("refundReturn", 1, ["shipping": "yes", "lines": "MUG*2"])
    try step("cancelRefund", order, ["refund": "RF-1"])
    try step("refundReturn", 1, ["shipping": "yes"])
    try step("confirmRefund", order, ["refund": "RF-2"])
    #expect(try shop.order(order)?.payment == .refunded)
    var undos: [(entry: Int64, before: [String])] = []
    for step in steps.reversed() {
      let before = try shop.state(order, [mug, cup])
      let report = try shop.store.undo(entry: step.entry, as: shop.admin, now: shop.now)
      undos.append((try #require(report.undoEntry), before))
      let left = difference(try shop.state(order, [mug, cup]), step.before)
      #expect(left == [])
    }
    #expect(try shop.integer("SELECT COUNT(*) FROM outbox WHERE topic = 'payment.refund'") == 0)
    let findings = try shop.findings()
    #expect(findings == [])
    for undo in undos.reversed() {
      _ = try shop.store.undo(entry: undo.entry, as: shop.admin, now: shop.now)
      let left = difference(try shop.state(order, [mug, cup]), undo.before)
      #expect(left == [])
    }
    #expect(try shop.findings() == [])
  }

  @Test func `What was put away and sold meanwhile keeps a return from going back`() throws {
    let (shop, _, _, order) = try shop()
    try shop.perform("requestReturn", order, fields: ["lines": "MUG*2", "authorised": "yes"])
    try shop.perform("receiveReturn", 1)
    try shop.perform("acceptReturn", 1)
    let away = try shop.perform("putAwayReturn", 1, fields: ["goods": "restock", "to": "SZ-A"])
    let mug = try #require(try shop.order(order)?.lines[0].variantId)
    try shop.move(2, of: mug, from: "SZ-A", to: "LOSS", ["reason": "scrap"])
    #expect(throws: ActionRefusal.self) { try shop.store.undo(entry: away.entry, as: shop.admin, now: shop.now) }
    #expect(try shop.there(mug, "SZ-A") == 0)
    #expect(try shop.findings() == [])
  }

  @Test func `Goods that a buyer may keep are paid back and stand nowhere`() throws {
    let (shop, mug, _, order) = try shop()
    try shop.perform("requestReturn", order, fields: ["lines": "MUG*1", "authorised": "yes", "reason": "damaged"])
    try shop.perform("leaveWithBuyer", 1)
    #expect(throws: ActionRefusal.returns(.transition(from: "leftWithBuyer", event: "receive", fits: []))) {
      try shop.perform("receiveReturn", 1)
    }
    try shop.perform("refundReturn", 1)
    #expect(try shop.returned(1) == "leftWithBuyer accepted done refunded; MUG 1")
    #expect(try shop.there(mug, "SZ-RET") == 0)
    #expect(throws: ActionRefusal.returns(.notShipped(sku: "MUG", asked: 2, left: 1))) {
      try shop.perform("requestReturn", order, fields: ["lines": "MUG*2"])
    }
    #expect(try shop.findings() == [])
  }
}

/// What only one of two tellings has.
func difference(_ a: [String], _ b: [String]) -> [String] {
  a.filter { !b.contains($0) }.map { "+ " + $0 } + b.filter { !a.contains($0) }.map { "- " + $0 }
}

extension Shop {
  /// `received accepted none due; MUG 2 received 2`
  func returned(_ id: Int64) throws -> String {
    guard let known = try store.connection.readNow({ try ReturnTable.load(id, in: $0) }) else { return "" }
    let axes = [
      known.reception.rawValue, known.acceptance.rawValue, known.disposition.rawValue, known.refund.rawValue,
    ]
    let lines = known.lines.map { line in
      "\(line.sku) \(line.announced)" + (line.received > 0 ? " received \(line.received)" : "")
    }
    return axes.joined(separator: " ") + "; " + lines.joined(separator: ", ")
  }

  private func told(_ snapshot: [String: Plain]) -> [String] {
    snapshot.map { "\($0.key): \(said($0.value))" }.sorted()
  }

  private func said(_ value: Plain) -> String {
    switch value {
    case .map(let map): "{" + map.map { "\($0.key): \(said($0.value))" }.sorted().joined(separator: ", ") + "}"
    case .list(let list): "[" + list.map(said).joined(separator: ", ") + "]"
    default: "\(value)"
    }
  }

  /// Everything about an order and its goods that a step may change, in words.
  func state(_ order: Int64, _ variants: [Int64]) throws -> [String] {
    try store.connection.readNow { reader in
      var told: [String] = []
      if let order = try OrderTable.load(order, in: reader) {
        told += self.told(order.snapshot)
      }
      let units = OrderUnits(orderId: order, units: try AllocationTable.units(of: order, in: reader))
      told.append(said(units.plain))
      for known in try ReturnTable.of(order: order, in: reader) {
        told += self.told(known.snapshot)
      }
      told += try RefundTable.of(order: order, in: reader).filter { $0.state.counts }.map { "\($0)" }
      told.append("refunded \(try RefundTable.refunded(of: order, in: reader))")
      for variant in variants {
        let quants = try StockLedger.quants(of: variant, in: reader)
        told.append("\(quants.map { "\($0.variantId) at \($0.locationId): \($0.quantity)" })")
      }
      told += try reader.all(
        "SELECT returned_quantity, refunded_quantity FROM order_lines WHERE order_id = \(order) ORDER BY id"
      ) { "\($0.integer(0)) \($0.integer(1))" }
      return told
    }
  }
}
