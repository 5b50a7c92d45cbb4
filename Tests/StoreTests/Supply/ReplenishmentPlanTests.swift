import Domain
import Testing

@testable import Store

/// Proposals out of a shop's own sales, the purchases they become, the age of its stock and what may be promised when.
@Suite struct ReplenishmentPlanTests {
  private func sell(_ shop: Shop, _ sku: String, _ quantity: Int64, daysAgo: Int64) throws {
    let count = try shop.integer("SELECT COUNT(*) FROM orders")
    var order = IncomingOrder.made("S\(count)", lines: [(sku, quantity, 1000)], raw: "S\(count)")
    order.placedAt = shop.now.adding(milliseconds: -daysAgo * PurchaseClock.day)
    try shop.take([.order(order)])
  }

  private func plan(_ shop: Shop) throws -> [Replenishment] {
    try shop.store.connection.readNow {
      try ReplenishmentPlan(.init(coverDays: 30, safetyDays: 5), at: shop.now, in: $0).proposals
    }
  }

  @Test func `What sells is proposed to be bought from who sells it cheapest, and says why`() throws {
    let shop = try Shop.buying("MUG", "CUP")
    try shop.supplier("BEST", ["MUG"], ["leadDays": "12"])
    try shop.perform("offerSku", try shop.supplierId("BEST"), fields: ["sku": "MUG", "prices": "1=2.10"])
    for day in [1, 20, 40, 55] { try sell(shop, "MUG", 14, daysAgo: Int64(day)) }
    try sell(shop, "CUP", 500, daysAgo: 60)
    let proposals = try plan(shop)
    #expect(proposals.map(\.sku) == ["MUG"])
    let mug = try #require(proposals.first)
    #expect(mug.supplierId == (try shop.supplierId("BEST")))
    // One a day, for 12 + 2 days on the way, 30 of cover and 5 kept back.
    #expect(mug.quantity == 49)
    #expect(mug.reasons.contains(.sales(units: 56, days: 56)))
    #expect(mug.reasons.contains(.way(leadDays: 12, handlingDays: 2)))
    #expect(mug.reasons.contains(.noSeason))
    #expect(mug.reasons.contains(.cheapest(of: 2)))
    // What is there, and what is coming, is not bought again.
    try shop.receive(10, of: try shop.variant("MUG"), at: "SZ-A")
    #expect(try plan(shop).first?.quantity == 39)
    _ = try shop.purchase("MUG=45")
    #expect(try plan(shop).isEmpty)
  }

  @Test func `The season is that of the same weeks a year ago`() throws {
    let shop = try Shop.buying("MUG")
    try sell(shop, "MUG", 56, daysAgo: 10)
    try sell(shop, "MUG", 20, daysAgo: 380)
    try sell(shop, "MUG", 30, daysAgo: 340)
    let mug = try #require(try plan(shop).first)
    #expect(mug.reasons.contains(.season(permille: 1500, before: 20, after: 30)))
    // 7 + 2 + 30 + 5 days of one a day, half as many again.
    #expect(mug.quantity == 66)
  }

  @Test func `Proposals become one draft a supplier by one action, and go by one undo`() throws {
    let shop = try Shop.buying("MUG", "CUP")
    _ = try shop.variant(ofNew: "HAT")
    try shop.supplier("HATTER", ["HAT"])
    for sku in ["MUG", "CUP", "HAT"] { try sell(shop, sku, 28, daysAgo: 5) }
    let made = try shop.perform("proposePurchases", fields: ["warehouse": "SZ"])
    #expect(try shop.integer("SELECT COUNT(*) FROM purchases WHERE state = 'draft'") == 2)
    #expect(try shop.integer("SELECT COUNT(*) FROM purchase_lines") == 3)
    // What is drafted is not drafted again.
    #expect(throws: ActionRefusal.supply(.nothingProposed)) {
      try shop.perform("proposePurchases", fields: ["warehouse": "SZ"])
    }
    let report = try shop.store.undo(entry: made.entry, as: shop.admin, now: shop.now)
    #expect(report.undone == 2)
    #expect(try shop.integer("SELECT COUNT(*) FROM purchases") == 0)
    _ = try shop.store.undo(entry: report.undoEntry, as: shop.admin, now: shop.now)
    #expect(try shop.integer("SELECT COUNT(*) FROM purchase_lines") == 3)
    #expect(throws: ActionRefusal.supply(.nothingProposed)) {
      try shop.perform(
        "proposePurchases",
        fields: ["warehouse": "SZ", "skus": "MUG", "coverDays": "0", "safetyDays": "0", "supplier": "HATTER"])
    }
    #expect(try shop.findings() == [])
  }

  @Test func `Stock has the age of what came last, and binds what it cost`() throws {
    let shop = try Shop.buying("MUG")
    let mug = try shop.variant("MUG")
    let first = try shop.purchase("MUG=10")
    try shop.deliver(first, "MUG", 10, ["to": "SZ-A"])
    shop.now = shop.now.adding(milliseconds: 100 * PurchaseClock.day)
    let second = try shop.purchase("MUG=100")
    let came = try shop.deliver(second, "MUG", 6, ["to": "SZ-A"])
    let mistaken = try shop.deliver(second, "MUG", 50, ["to": "SZ-A"])
    _ = try shop.undo(mistaken)
    _ = came
    try shop.move(4, of: mug, from: "SZ-A", to: "LOSS", ["reason": "scrap"])
    func age() throws -> StockAge {
      try shop.store.connection.readNow { try StockAgeReport.age(of: mug, at: shop.now, in: $0) }
    }
    // Six of the second purchase, six of the first are left.
    #expect(try age().units == [.month: 6, .halfYear: 6])
    #expect(try age().bound[.month] == [Money(minorUnits: 1320, currency: .yuan)])
    #expect(try age().bound[.halfYear] == [Money(minorUnits: 1500, currency: .yuan)])
    #expect(try age().unpriced == 0)
    let all = try shop.store.connection.readNow { try StockAgeReport.all(at: shop.now, in: $0) }
    #expect(all == [mug: try age()])
  }

  @Test func `What went back to the supplier takes its own price with it`() throws {
    let shop = try Shop.buying("MUG")
    let mug = try shop.variant("MUG")
    try shop.deliver(try shop.purchase("MUG=10"), "MUG", 10, ["to": "SZ-A"])
    func bound() throws -> [Money] {
      try shop.store.connection.readNow { try StockAgeReport.age(of: mug, at: shop.now, in: $0) }.total
    }
    #expect(try bound() == [Money(minorUnits: 2500, currency: .yuan)])
    try shop.deliver(try shop.purchase("MUG=100"), "MUG", 100)
    #expect(try bound() == [Money(minorUnits: 24500, currency: .yuan)])
    try shop.perform("sampleReceipt", try shop.receipt())
    let rejected = try shop.perform("rejectReceipt", try shop.receipt(), fields: ["quantity": "60"])
    #expect(try bound() == [Money(minorUnits: 11300, currency: .yuan)])
    _ = try shop.store.undo(entry: rejected.entry, as: shop.admin, now: shop.now)
    #expect(try bound() == [Money(minorUnits: 24500, currency: .yuan)])
  }

  @Test func `What may be promised grows with what comes, by the days it comes`() throws {
    let shop = try Shop.buying("MUG")
    let mug = try shop.variant("MUG")
    try shop.receive(3, of: mug, at: "SZ-A")
    _ = try shop.purchase("MUG=10", promised: "20d")
    _ = try shop.purchase("MUG=5", promised: "9d")
    try shop.perform("promiseSku", try shop.supplierId(), fields: ["sku": "MUG", "quantity": "2", "leadDays": "30"])
    let order = try shop.sale("1", [("MUG", 7)])
    try shop.perform("allocateOrder", order)
    try shop.perform("pegOrder", order)
    #expect(try shop.units(order) == "pegged 4, reserved 3")
    let promise = try shop.store.connection.readNow { try SupplyFigures.promise(of: mug, at: shop.now, in: $0) }
    func inDays(_ days: Int64) -> Int64 { promise.units(at: shop.now.adding(milliseconds: days * PurchaseClock.day)) }
    #expect([0, 10, 12, 23, 33].map { inDays(Int64($0)) } == [0, 0, 1, 11, 13])
    #expect(promise.steps.map(\.source) == ["PO-2", "PO-1", "ACME"])
    #expect(promise.earliest(12, from: shop.now) == promise.steps.last?.at)
  }
}
