import Domain
import TestSupport
import Testing

@testable import Store

/// What is sold before the shop has it: never more than comes or can be bought, and never forgotten.
@Suite struct PegTests {
  @Test func `A unit is sold before it is bought, bought in time, and goes to who waited for it`() throws {
    let shop = try Shop.buying("MUG")
    try shop.perform("promiseSku", try shop.supplierId(), fields: ["sku": "MUG", "quantity": "5"])
    let first = try shop.sale("1", [("MUG", 3)])
    let second = try shop.sale("2", [("MUG", 3)])
    try shop.due(first, inDays: 20)
    try shop.due(second, inDays: 10)
    try shop.perform("pegOrder", first)
    try shop.perform("pegOrder", second)
    #expect(try shop.units(first) == "pegged 3")
    // Five are promised by the supplier, and no more.
    #expect(try shop.units(second) == "backordered 1, pegged 2")
    let third = try shop.sale("3", [("MUG", 1)])
    #expect(throws: ActionRefusal.supply(.nothingPromised(order: "SHOP-3"))) { try shop.perform("pegOrder", third) }

    // Who is due first is served first.
    let purchase = try shop.purchase("MUG=4")
    #expect(try shop.pegs(purchase) == 4)
    #expect(try shop.integer("SELECT quantity FROM supply_promises") == 1)
    #expect(
      try shop.integer("SELECT SUM(quantity) FROM allocations WHERE order_id = \(second) AND purchase_line_id > 0") == 2
    )
    try shop.deliver(purchase, "MUG", 4, ["to": "SZ-A"])
    #expect(try shop.units(second) == "backordered 1, reserved 2")
    #expect(try shop.units(first) == "pegged 1, reserved 2")
    #expect(try shop.free(try shop.variant("MUG"), "SZ") == 0)
    #expect(try shop.findings() == [])
  }

  @Test func `What comes short is to be bought again, and the order says so`() throws {
    let shop = try Shop.buying("MUG")
    let purchase = try shop.purchase("MUG=4")
    let order = try shop.sale("1", [("MUG", 4)])
    try shop.perform("pegOrder", order)
    #expect(try shop.pegs(purchase) == 4)
    try shop.deliver(purchase, "MUG", 1, ["to": "SZ-A"])
    let closed = try shop.perform("closePurchase", purchase)
    #expect(try shop.units(order) == "pegged 3, reserved 1")
    #expect(try shop.pegs(purchase) == 0)
    let history = try shop.store.connection.readNow { try JournalTable.history(kind: "orders", subject: order, in: $0) }
    #expect(history.contains { $0.action == "closePurchase" })
    let undone = try shop.undo(closed)
    #expect(try shop.pegs(purchase) == 3)
    _ = try shop.store.undo(entry: undone, as: shop.admin, now: shop.now)
    #expect(try shop.pegs(purchase) == 0)
    #expect(try shop.findings() == [])
  }

  @Test func `A purchase that is called off gives back what it took of a promise, and its pegs`() throws {
    let shop = try Shop.buying("MUG")
    try shop.perform("promiseSku", try shop.supplierId(), fields: ["sku": "MUG", "quantity": "10"])
    let order = try shop.sale("1", [("MUG", 6)])
    try shop.perform("pegOrder", order)
    let purchase = try shop.purchase("MUG=8")
    #expect(try shop.integer("SELECT quantity FROM supply_promises") == 2)
    let off = try shop.perform("cancelPurchase", purchase)
    #expect(try shop.integer("SELECT quantity FROM supply_promises") == 10)
    #expect(try shop.pegs(purchase) == 0)
    #expect(try shop.units(order) == "pegged 6")
    _ = try shop.undo(off)
    #expect(try shop.pegs(purchase) == 6)
    #expect(try shop.integer("SELECT quantity FROM supply_promises") == 2)
    #expect(try shop.findings() == [])
  }

  @Test func `Broken and rejected units are not what somebody waits for`() throws {
    let shop = try Shop.buying("MUG", standard: "all")
    let purchase = try shop.purchase("MUG=5")
    let order = try shop.sale("1", [("MUG", 5)])
    try shop.perform("pegOrder", order)
    try shop.deliver(purchase, "MUG", 4, ["damaged": "1"])
    #expect(try shop.pegs(purchase) == 4)
    let goods = try shop.receipt()
    try shop.perform("sampleReceipt", goods)
    try shop.perform("judgeReceipt", goods, fields: ["looked": "4", "defects": "2"])
    try shop.perform("rejectReceipt", goods, fields: ["quantity": "2"])
    #expect(try shop.pegs(purchase) == 2)
    try shop.perform("releaseReceipt", goods, fields: ["to": "SZ-A"])
    #expect(try shop.units(order) == "pegged 3, reserved 2")
    #expect(try shop.findings() == [])
  }

  @Test func `An undo brings back no peg that somebody else has by now`() throws {
    let shop = try Shop.buying("MUG")
    let purchase = try shop.purchase("MUG=2")
    let order = try shop.sale("1", [("MUG", 2)])
    try shop.perform("pegOrder", order)
    let off = try shop.perform("cancelOrder", order)
    #expect(try shop.pegs(purchase) == 0)
    let other = try shop.sale("2", [("MUG", 1)])
    try shop.perform("pegOrder", other)
    _ = try shop.undo(off)
    #expect(try shop.units(order) == "backordered 2")
    #expect(try shop.pegs(purchase) == 1)
    let released = try shop.perform("unpegOrder", other)
    #expect(try shop.units(other) == "backordered 1")
    _ = try shop.undo(released)
    #expect(try shop.units(other) == "pegged 1")
    #expect(try shop.findings() == [])
  }

  @Test func `What stands on the shelf is promised before what is coming`() throws {
    let shop = try Shop.buying("MUG")
    let purchase = try shop.purchase("MUG=2")
    let order = try shop.sale("1", [("MUG", 2)])
    try shop.perform("pegOrder", order)
    try shop.receive(5, of: try shop.variant("MUG"), at: "SZ-A")
    try shop.perform("allocateOrder", order)
    #expect(try shop.units(order) == "reserved 2")
    #expect(try shop.pegs(purchase) == 0)
    #expect(try shop.findings() == [])
  }

  @Test(arguments: [3, 14, 159])
  func `Any mixture of buying, receiving, checking, selling, cancelling and undoing keeps every unit`(seed: UInt64)
    throws
  {
    var story = SupplyStory(
      dice: Dice(seed: seed), shop: try Shop.buying("MUG", "CUP", standard: "2/0", terms: ["overPercent": "20"]))
    for step in 0..<170 {
      do {
        try story.act(step)
        story.done += 1
      } catch is ActionRefusal {
        story.refused += 1
      }
      if step % 10 == 9 { #expect(try story.shop.findings() == [], "\(seed) \(step)") }
    }
    #expect(try story.shop.findings() == [])
    #expect(story.done > 60, "\(story.done) done, \(story.refused) refused")
  }
}

/// Steps that a shop takes at random.
private struct SupplyStory {
  var dice: Dice
  let shop: Shop
  var done = 0
  var refused = 0
  private var orders: [Int64] = []
  private var purchases: [Int64] = []
  private var entries: [Int64] = []

  init(dice: Dice, shop: Shop) {
    self.dice = dice
    self.shop = shop
  }

  mutating func act(_ step: Int) throws {
    let sku = dice.pick(["MUG", "CUP"])
    switch dice.roll(0...15) {
    case 0:
      try keep(
        shop.perform(
          "promiseSku", try shop.supplierId(), fields: ["sku": sku, "quantity": String(dice.roll(0...12))]))
    case 1, 2:
      let order = try shop.sale("\(step)", [(sku, Int64(dice.roll(1...4)))])
      orders.append(order)
      try keep(shop.perform("pegOrder", order))
    case 3: try keep(shop.perform("pegOrder", pick(orders)))
    case 4: try keep(shop.perform(dice.isHeads() ? "unpegOrder" : "allocateOrder", pick(orders)))
    case 5: try keep(shop.perform("cancelOrder", pick(orders)))
    case 6, 7:
      let id = try shop.draft("\(sku)=\(dice.roll(1...9))")
      purchases.append(id)
      try keep(shop.perform("orderPurchase", id))
    case 8, 9, 10:
      try keep(
        shop.deliver(
          pick(purchases), sku, Int64(dice.roll(0...6)), ["damaged": String(dice.roll(0...1))]))
    case 11: try keep(shop.perform(dice.isHeads() ? "closePurchase" : "cancelPurchase", pick(purchases)))
    case 12:
      let goods = try receipt("awaiting")
      try keep(shop.perform("sampleReceipt", goods))
      let sample = try shop.integer("SELECT sample FROM receipts WHERE id = \(goods)")
      try keep(
        shop.perform(
          "judgeReceipt", goods, fields: ["looked": String(sample), "defects": String(dice.roll(0...1))]))
    case 13: try keep(shop.perform("releaseReceipt", try receipt("passed"), fields: ["to": "SZ-A"]))
    case 14: try keep(shop.perform("rejectReceipt", try receipt(dice.pick(["failed", "passed"]))))
    default:
      guard !entries.isEmpty else { return }
      let undo = try shop.store.undo(entry: dice.pick(entries.suffix(12)), as: shop.admin, now: shop.now).undoEntry
      if let undo { entries.append(undo) }
    }
  }

  private mutating func pick(_ ids: [Int64]) throws -> Int64 {
    if ids.isEmpty { throw ActionRefusal.nothingToUndo }
    return dice.pick(ids)
  }

  private func receipt(_ state: String) throws -> Int64 {
    let id = try shop.integer("SELECT MIN(id) FROM receipts WHERE state = \(state) AND quantity > 0")
    if id < 1 { throw ActionRefusal.nothingToUndo }
    return id
  }

  private mutating func keep(_ result: ActionResult) {
    if let entry = result.entry { entries.append(entry) }
  }
}
