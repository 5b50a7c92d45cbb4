import Domain
import TestSupport
import Testing

@testable import Store

/// Walks that carry goods: away from the dock, out of the bulk.
@Suite struct CarryingTests {
  @Test func `Goods in check stay at the dock until they are released, and are put away by scans then`() throws {
    let shop = try Shop.buying("MUG", standard: "5/0")
    let mug = try shop.variant("MUG")
    try shop.deliver(try shop.purchase("MUG=10"), "MUG", 10, ["to": "SZ-IN"])
    let dock = try shop.integer("SELECT id FROM locations WHERE code = 'SZ-IN'")
    let inCheck = ActionRefusal.fulfilment(.inCheck(place: "SZ-IN", units: 10))
    #expect(throws: inCheck) { try shop.perform("planPutAway", dock) }
    let goods = try shop.receipt()
    try shop.perform("sampleReceipt", goods)
    #expect(throws: inCheck) { try shop.perform("planPutAway", dock) }
    try shop.perform("judgeReceipt", goods, fields: ["looked": "5", "defects": "0"])
    let released = try shop.perform("releaseReceipt", goods, fields: ["to": "SZ-IN"])
    #expect(try shop.free(mug, "SZ") == 0)
    _ = try shop.undo(released)
    #expect(throws: inCheck) { try shop.perform("planPutAway", dock) }
    let again = try shop.perform("releaseReceipt", goods, fields: ["to": "SZ-IN"])
    try shop.perform("planPutAway", dock)
    var desk = try shop.desk(1)
    #expect(desk.step.facts.contains(.source("SZ-IN")))
    #expect(try shop.play("MUG\n=10\nSZ-A", on: &desk) == [])
    #expect(try shop.free(mug, "SZ") == 10)
    // It is sold from there by now: back into check it does not go.
    #expect(throws: ActionRefusal.self) { try shop.undo(again) }
    #expect(try shop.findings() == [])
  }

  @Test func `Goods that came into check after the walk was made are not carried off`() throws {
    let shop = try Shop.buying("MUG", standard: "5/0")
    try shop.receive(10, of: try shop.variant("MUG"), at: "SZ-IN")
    try shop.perform("planPutAway", try shop.integer("SELECT id FROM locations WHERE code = 'SZ-IN'"))
    try shop.move(10, of: try shop.variant("MUG"), from: "SZ-IN", to: "SZ-A")
    try shop.deliver(try shop.purchase("MUG=10"), "MUG", 10, ["to": "SZ-IN"])
    var desk = try shop.desk(1)
    #expect(try shop.play("MUG\n=10\nSZ-A ! inCheck:SZ-IN", on: &desk) == [])
    #expect(try shop.findings() == [])
  }

  @Test func `A walk of replenishment says what it is, where from, which product and how many`() throws {
    let shop = try Shop()
    let mug = try shop.variant(ofNew: "MUG")
    try shop.warehouse()
    try shop.receive(50, of: mug, at: "SZ-BULK")
    let bin = try shop.integer("SELECT id FROM locations WHERE code = 'SZ-A-01'")
    try shop.perform("setBinLevel", bin, fields: ["sku": "MUG", "least": "5", "most": "20"])
    try shop.perform("planReplenishment", bin)
    let run = try #require(try shop.openRuns("putaway").first)
    #expect(run.work == "replenishment")
    func listed(_ scenario: String) throws -> [ViewRow] {
      let query = ViewQuery(
        try Sentence("runs scenario:\(scenario)"), inquiry: Inquiry(now: shop.now, zone: .utc, me: "ada"),
        columns: [.run(.scenario)], mayReadPersonal: true)
      return try shop.store.connection.readNow { try Views.page(query, from: .start, limit: 10, in: $0) }.rows
    }
    #expect(try listed("replenishment").map(\.id) == [run.id])
    #expect(try listed("replenishment").first?.values == [.text("replenishment")])
    #expect(try listed("putaway").isEmpty)
    var desk = try shop.desk(run.id)
    #expect(
      desk.step.facts == [.progress(0, of: 1), .source("SZ-BULK"), .product(sku: "MUG"), .quantity(0, of: 20)])
    #expect(try shop.store.connection.readNow { try WalkReport(of: run.id, in: $0) }?.steps.map(\.from) == ["SZ-BULK"])
    #expect(try shop.play("MUG\n=20\nSZ-A-01", on: &desk) == [])
    #expect(try shop.there(mug, "SZ-A-01") == 20)
  }

  @Test func `Goods of several lots at the dock are told apart, and spread over empty places`() throws {
    let shop = try Shop()
    let mug = try shop.variant(ofNew: "MUG")
    let cup = try shop.variant(ofNew: "CUP")
    try shop.warehouse()
    try shop.receive(2, of: mug, at: "SZ-DOCK", ["lot": "L1"])
    try shop.receive(3, of: mug, at: "SZ-DOCK", ["lot": "L2"])
    try shop.receive(4, of: cup, at: "SZ-DOCK")
    try shop.perform("planPutAway", try shop.integer("SELECT id FROM locations WHERE code = 'SZ-DOCK'"))
    #expect(
      try shop.integer("SELECT COUNT(DISTINCT to_id) FROM stock_tasks") == 2, "a place for mugs, another for cups")
    var desk = try shop.desk(1)
    #expect(try shop.play("MUG\nL9 ! wrongLot\nL2\n=3\nSZ-A-01", on: &desk) == [])
    #expect(try shop.there(mug, "SZ-A-01", lot: "L2") == 3)
    #expect(try shop.play("MUG\n=2\nSZ-A-01\nCUP\n=4\nSZ-A-02", on: &desk) == [])
    #expect(desk.isDone)
    #expect(try shop.findings() == [])
  }
}
