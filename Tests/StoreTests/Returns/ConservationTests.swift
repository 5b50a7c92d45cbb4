import Domain
import Store
import TestSupport
import Testing

/// Whatever is done to orders after they came in, in whatever order, and taken back: no unit and no cent is lost or
/// doubled.
@Suite struct ConservationTests {
  private struct Ledger: Hashable {
    var ordered: Int64
    var total: Int64
    var goods: Int64
  }

  /// Units that are ordered and money that is owed over all orders, and goods over all places.
  private func sums(_ shop: Shop) throws -> Ledger {
    Ledger(
      ordered: try shop.integer(
        """
        SELECT COALESCE(SUM(order_lines.quantity), 0)
        FROM order_lines JOIN orders ON orders.id = order_lines.order_id WHERE orders.place_key IS NOT NULL
        """),
      total: try shop.integer("SELECT COALESCE(SUM(total), 0) FROM orders WHERE place_key IS NOT NULL"),
      goods: try shop.integer("SELECT COALESCE(SUM(quantity), 0) FROM quants"))
  }

  @Test(arguments: [11, 12, 13, 14])
  func `Any mixture of splitting, merging, cancelling, returning and undoing conserves every unit and every cent`(
    seed: Int
  ) throws {
    var dice = Dice(seed: UInt64(seed))
    let shop = try Shop()
    let mug = try shop.variant(ofNew: "MUG")
    _ = try shop.variant(ofNew: "CUP")
    try shop.place("SZ", ["country": "CN"])
    try shop.place("SZ-A", in: "SZ")
    try shop.place("SZ-RET", in: "SZ", ["use": "returns"])
    try shop.receive(40, of: mug, at: "SZ-A")
    for id in 1...6 {
      var order = IncomingOrder.made(
        "\(id)", lines: [("MUG", Int64(dice.roll(1...5)), 999), ("CUP", Int64(dice.roll(1...3)), 333)])
      order.shipping = 497
      order.tax = 101
      try shop.take([.order(order)])
    }
    var known = try sums(shop)
    var entries: [Int64] = []
    var done: [String: Int] = [:]
    var refused = 0
    for _ in 0..<140 {
      let ids = try shop.store.connection.readNow {
        try $0.all("SELECT id FROM orders WHERE place_key IS NOT NULL ORDER BY id") { $0.integer(0) }
      }
      let order = dice.pick(ids)
      let returns = try shop.integer("SELECT COUNT(*) FROM returns")
      let some = "\(dice.pick(["MUG", "CUP"]))*\(dice.roll(1...2))"
      let step: (String, Int64?, [String: String]) =
        switch dice.roll(0...15) {
        case 0, 1: ("splitOrder", order, ["lines": some])
        case 2, 3: ("mergeOrders", order, ["with": "SHOP-\(dice.roll(1...6))"])
        case 4: ("cancelUnits", order, ["lines": some])
        case 5: ("restoreUnits", order, ["lines": some])
        case 6: ("allocateOrder", order, [:])
        case 7: ("cancelOrder", order, [:])
        case 8: ("shipOrder", order, [:])
        case 9: ("requestReturn", order, ["lines": some, "authorised": "yes"])
        case 10: ("receiveReturn", max(1, returns), [:])
        case 11: (dice.isHeads() ? "acceptReturn" : "refuseReturn", max(1, returns), [:])
        case 12: ("putAwayReturn", max(1, returns), ["goods": "restock", "to": "SZ-A"])
        case 13: ("refundReturn", max(1, returns), ["shipping": dice.isHeads() ? "yes" : "no"])
        case 14: ("refundOrder", order, ["lines": some])
        default: ("undo", nil, [:])
        }
      do {
        if step.0 == "undo" {
          guard let entry = entries.popLast() else { continue }
          _ = try shop.store.undo(entry: entry, as: shop.admin, now: shop.now)
        } else if let entry = try shop.perform(step.0, step.1, fields: step.2).entry {
          entries.append(entry)
        }
        done[step.0, default: 0] += 1
      } catch is ActionRefusal {
        refused += 1
      }
      let now = try sums(shop)
      #expect(now == known, "\(step)")
      known = now
      #expect(try shop.integer("SELECT COUNT(*) FROM orders WHERE refunded > total") == 0)
    }
    let ills = try shop.findings()
    #expect(ills == [])
    // Many of a mixture's steps cannot be done; not all of them.
    #expect(done.values.reduce(0, +) > 30, "\(done), \(refused) refused")
    #expect(done["splitOrder"] ?? 0 > 0 && done["undo"] ?? 0 > 0)
  }

  @Test func `What is paid back unit by unit comes to what was paid, to the cent`() throws {
    let shop = try Shop()
    var order = IncomingOrder.made("1", lines: [("MUG", 7, 999), ("CUP", 3, 333)])
    order.shipping = 497
    order.tax = 101
    order.discount = 10
    try shop.take([.order(order)])
    try shop.perform("shipOrder", 1)
    let total = try #require(try shop.order(1)?.money.total)
    for _ in 0..<7 { try shop.perform("refundOrder", 1, fields: ["lines": "MUG*1", "shipping": "yes"]) }
    try shop.perform("refundOrder", 1, fields: ["lines": "CUP*2", "shipping": "yes"])
    #expect(throws: ActionRefusal.self) {
      try shop.perform("refundOrder", 1, fields: ["amount": "9999", "lines": ""])
    }
    try shop.perform("refundOrder", 1, fields: ["lines": "CUP*1", "shipping": "yes"])
    #expect(try shop.integer("SELECT refunded FROM orders WHERE id = 1") == total)
    #expect(throws: ActionRefusal.self) { try shop.perform("refundOrder", 1, fields: ["amount": "0.01"]) }
    for number in 1...9 { try shop.perform("confirmRefund", 1, fields: ["refund": "RF-\(number)"]) }
    #expect(try shop.order(1)?.payment == .refunded)
    #expect(try shop.findings() == [])
  }

  @Test func `An exchange is paid for by what came back, once, and goes back whole`() throws {
    let shop = try Shop()
    try shop.place("SZ", ["country": "CN"])
    try shop.place("SZ-RET", in: "SZ", ["use": "returns"])
    try shop.take([.order(.made("1", lines: [("MUG", 2, 1000)]))])
    try shop.perform("shipOrder", 1)
    try shop.perform("requestReturn", 1, fields: ["authorised": "yes", "reason": "wrongSize"])
    try shop.perform("receiveReturn", 1)
    #expect(throws: ActionRefusal.returns(.nothingToRefund("RMA-1"))) {
      try shop.perform("exchangeReturn", 1, fields: ["lines": "CUP*1@25"])
    }
    try shop.perform("acceptReturn", 1)
    let before = try shop.state(1, [])
    let exchange = try shop.perform("exchangeReturn", 1, fields: ["lines": "CUP*1@25"])
    let made = try #require(try shop.order(2))
    #expect(made.number == "SHOP-1/RMA-1")
    #expect(made.money.total == 500)
    #expect(made.payment == .unpaid)
    #expect(try shop.integer("SELECT COUNT(*) FROM outbox WHERE topic = 'payment.refund'") == 0)
    #expect(throws: ActionRefusal.returns(.hasExchange("SHOP-1/RMA-1"))) {
      try shop.perform("exchangeReturn", 1, fields: ["lines": "CUP*1@25"])
    }
    #expect(throws: ActionRefusal.returns(.nothingToRefund("RMA-1"))) { try shop.perform("refundReturn", 1) }
    #expect(try shop.findings() == [])
    _ = try shop.store.undo(entry: exchange.entry, as: shop.admin, now: shop.now)
    #expect(difference(try shop.state(1, []), before) == [])
    #expect(try shop.count("orders") == 1)
    // Something cheaper: the rest goes back as money.
    try shop.perform("exchangeReturn", 1, fields: ["lines": "CUP*1@15"])
    #expect(try shop.order(3)?.payment == .paid)
    #expect(try shop.order(3)?.money.total == 0)
    #expect(try shop.integer("SELECT SUM(amount) FROM refunds WHERE method = 'payment' AND state = 'requested'") == 500)
    #expect(try shop.integer("SELECT refunded FROM orders WHERE id = 1") == 2000)
    #expect(try shop.findings() == [])
  }

  @Test func `More than was paid is not paid back, however often it is asked for`() throws {
    let shop = try Shop()
    try shop.take([.order(.made("1", lines: [("MUG", 3, 1000)]))])
    try shop.perform("shipOrder", 1)
    var refused = 0
    for _ in 0..<5 {
      do {
        try shop.perform("refundOrder", 1, fields: ["amount": "10"])
      } catch ActionRefusal.returns(.refundTooLarge) {
        refused += 1
      }
    }
    #expect(refused == 2)
    #expect(try shop.integer("SELECT refunded FROM orders WHERE id = 1") == 3000)
  }
}
