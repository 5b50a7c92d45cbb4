import Domain
import Foundation
import TestSupport
import Testing

@testable import Store

/// What is said of a SKU reaches its lines however many they are, without shutting others out for long.
@Suite struct LineJudgingTests {
  private static let many = 1000

  private func lines(of variant: Int64?, _ shop: Shop) throws -> Int64 {
    guard let variant else { return try shop.integer("SELECT COUNT(*) FROM order_lines WHERE variant_id IS NULL") }
    return try shop.integer("SELECT COUNT(*) FROM order_lines WHERE variant_id = \(variant)")
  }

  private func shop(listing: String = "") throws -> Shop {
    let shop = try Shop()
    try shop.take((1...LineJudgingTests.many).map { .sale("\($0)", listing: listing) })
    return shop
  }

  private func number(_ field: String, _ result: ActionResult) -> Int64? {
    result.changes.first { $0.field == field }?.after.number
  }

  @Test(arguments: [["sku": "MUG"], ["listing": "L1"], ["sku": "mug", "listing": "L1"]])
  func `A mapping reaches thousands of lines in many transactions, and says how many`(named: [String: String]) throws {
    let shop = try shop(listing: "L1")
    let mug = try shop.variant(ofNew: "OWN")
    let account = try shop.account().id
    let fields = named.merging(["to": "own"]) { first, _ in first }

    let planned = try shop.store.plan(
      ActionRequest("mapSku", subject: account, fields: fields), as: shop.admin, now: shop.now)
    #expect(number("lines", planned) == Int64(LineJudgingTests.many))
    #expect(try lines(of: nil, shop) == Int64(LineJudgingTests.many))

    let mapped = try shop.perform("mapSku", account, fields: fields, operation: "once")
    #expect(try lines(of: mug, shop) == Int64(LineJudgingTests.many))
    #expect(number("lines", mapped) == Int64(LineJudgingTests.many))
    #expect(number("orders", mapped) == Int64(LineJudgingTests.many))
    let again = try shop.perform("mapSku", account, fields: fields, operation: "once")
    #expect(again.isRepeat && number("lines", again) == number("lines", mapped))
    #expect(try shop.findings() == [])

    let undone = try shop.store.undo(entry: mapped.entry, as: shop.admin, now: shop.now)
    let counted = undone.changeList.first?.changes.first { $0.field == "lines" }
    #expect(counted?.before.number == Int64(LineJudgingTests.many))
    #expect(try lines(of: nil, shop) == Int64(LineJudgingTests.many))
    let back = try shop.store.undo(
      entry: try shop.integer("SELECT MAX(seq) FROM journal WHERE undoes IS NOT NULL"), as: shop.admin, now: shop.now)
    #expect(back.undone == 1)
    #expect(try lines(of: mug, shop) == Int64(LineJudgingTests.many))
    #expect(try shop.integer("SELECT COUNT(*) FROM line_judgings") == 0)
    #expect(try shop.findings() == [])
  }

  @Test func `What a crash left is gone on with from where it was, and ends as if nothing had been`() throws {
    let shop = try shop()
    let (mug, other) = (try shop.variant(ofNew: "OWN"), try shop.variant(ofNew: "OTHER"))
    let account = try shop.account().id
    // The transaction alone, as if the process had died after it.
    func mapAlone(to sku: String) throws {
      _ = try shop.store.connection.writeNow { writer in
        try Store.perform(
          ActionRequest("mapSku", subject: account, fields: ["sku": "mug", "to": sku]), as: shop.admin, now: shop.now,
          zone: .utc, in: writer)
      }
    }
    try mapAlone(to: "own")
    let first = try lines(of: mug, shop)
    #expect(first > 0 && first < Int64(LineJudgingTests.many))
    #expect(try shop.findings() == [])
    // Lines that come meanwhile find it by themselves, and the mapping may change before its lines all know.
    try shop.take([.sale("5000")])
    try mapAlone(to: "other")
    #expect(try shop.integer("SELECT COUNT(*) FROM line_judgings") > 1)

    let changed = try WaitingJudgings.run(in: shop.store, as: .system, now: shop.now) { _ in }
    #expect(changed > 0)
    #expect(try lines(of: other, shop) == Int64(LineJudgingTests.many + 1))
    #expect(try WaitingJudgings.run(in: shop.store, as: .system, now: shop.now) { _ in } == 0)
    #expect(try shop.findings() == [])
  }

  @Test func `An alias, a new SKU and a product that goes reach all their lines too`() throws {
    let shop = try shop()
    let mug = try shop.variant(ofNew: "CUP")
    try shop.perform("addAlias", mug, fields: ["alias": "mug"])
    #expect(try lines(of: mug, shop) == Int64(LineJudgingTests.many))
    try shop.perform("removeAlias", mug, fields: ["alias": "mug"])
    #expect(try lines(of: nil, shop) == Int64(LineJudgingTests.many))
    let new = try shop.variant(ofNew: "MUG")
    #expect(try lines(of: new, shop) == Int64(LineJudgingTests.many))
    let made = try shop.integer("SELECT MAX(seq) FROM journal WHERE action = 'createProduct'")
    _ = try shop.store.undo(entry: made, as: shop.admin, now: shop.now)
    #expect(try lines(of: nil, shop) == Int64(LineJudgingTests.many))
    #expect(try shop.findings() == [])
  }

  @Test func `A running import sees what others map meanwhile`() throws {
    let shop = try shop()
    let mug = try shop.variant(ofNew: "OWN")
    let account = try shop.account()
    let intake = try Intake(
      store: shop.store, account: account, actor: shop.admin, format: "test", file: "b.csv", exportedAt: Shop.start)
    _ = try intake.take([.sale("2001", sku: "cap")], now: shop.now)
    try shop.perform("mapSku", account.id, fields: ["sku": "cap", "to": "own"])
    _ = try intake.take([.sale("2002", sku: "cap")], now: shop.now)
    #expect(try lines(of: mug, shop) == 2)
  }

  @Test(.enabled(if: TestEngine.isFile, "of SQLite's file"))
  func `A store of the step before learns to keep them`() throws {
    let shop = try shop()
    try shop.store.connection.writeNow { writer in
      try OlderStore.takeBackToStep8(writer)
      try writer.execute("UPDATE meta SET value = '8' WHERE key = 'schema'")
    }
    let url = try #require(StoreURL(shop.folder.appendingPathComponent("shop.db").path))
    let store = try Store.open(url, migrate: true)
    #expect(try store.connection.readNow { try $0.integer("SELECT COUNT(*) FROM line_judgings") } == 0)
    #expect(try store.examine().findings.isEmpty)
  }
}
