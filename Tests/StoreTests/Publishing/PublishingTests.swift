import Domain
import TestSupport
import Testing

@testable import Store

/// What channels are told that they may sell: in step with stock at every commit.
@Suite struct PublishingTests {
  private func shop(_ fields: [String: String] = [:]) throws -> (Shop, mug: Int64) {
    let shop = try Shop()
    let mug = try shop.variant(ofNew: "MUG")
    _ = try shop.account()
    try shop.warehouse()
    try shop.receive(10, of: mug, at: "SZ-A-01")
    try shop.perform("publishStock", mug, fields: ["channel": "SHOP"].merging(fields) { _, mine in mine })
    return (shop, mug)
  }

  private func one(_ shop: Shop, _ variant: Int64) throws -> PublishedStock {
    let account = try shop.account().id
    return try #require(try shop.store.connection.readNow { try PublishedTable.find(account, variant, in: $0) })
  }

  private func plan(_ shop: Shop) throws -> [StockFiles.Planned] {
    shop.now = shop.now.adding(milliseconds: 1000)
    return try StockFiles.plan(
      forMilliseconds: 60_000, holder: "here:1", folder: "/nowhere", attempt: "a", as: shop.admin, at: shop.now,
      in: shop.store
    ) { _ in ("quantity-csv", "csv") }
  }

  private func note(_ file: StockFiles.Planned, _ shop: Shop) throws -> StockFiles.Noted {
    try StockFiles.note(file, as: shop.admin, at: shop.now, in: shop.store)
  }

  @Test func `What is wanted follows sales, counts and holds in the same transaction`() throws {
    let (shop, mug) = try shop(["buffer": "2", "cap": "7"])
    #expect(try one(shop, mug).desired.quantity == 7)
    let order = try shop.promised("1", [("MUG", 3)])
    #expect(try one(shop, mug).desired.quantity == 5)
    try shop.perform("cancelOrder", order)
    #expect(try one(shop, mug).desired.quantity == 7)
    try shop.perform("countStock", mug, fields: ["at": "SZ-A-01", "counted": "4"])
    #expect(try one(shop, mug).desired.quantity == 2)
    let place = try shop.integer("SELECT id FROM locations WHERE code = 'SZ-A-01'")
    let closed = try shop.perform("closeLocation", place)
    #expect(try one(shop, mug).desired.quantity == 0)
    _ = try shop.store.undo(entry: closed.entry, as: shop.admin, now: shop.now)
    #expect(try one(shop, mug).desired.quantity == 2)
    try shop.receive(1, of: mug, at: "SZ-A-02")
    #expect(try one(shop, mug).desired.quantity == 3)
    #expect(try shop.findings() == [])
  }

  @Test func `Settings change what is told, and an undo of them tells it anew`() throws {
    let (shop, mug) = try shop()
    let first = try one(shop, mug)
    #expect(first.desired.quantity == 10)
    #expect(throws: ActionRefusal.self) {
      try shop.perform("publishStock", mug, fields: ["channel": "SHOP", "buffer": "-1"])
    }
    let changed = try shop.perform(
      "publishStock", mug, fields: ["channel": "SHOP", "buffer": "4", "channelSku": "M-1"])
    #expect(try one(shop, mug).desired.quantity == 6)
    _ = try shop.store.undo(entry: changed.entry, as: shop.admin, now: shop.now)
    let back = try one(shop, mug)
    #expect(back.sku == "MUG")
    #expect(back.desired.quantity == 10)
    #expect(back.desired.sequence == 3)
    let stopped = try shop.perform("stopPublishing", mug, fields: ["channel": "SHOP"])
    #expect(try one(shop, mug).desired.quantity == 0)
    _ = try shop.store.undo(entry: stopped.entry, as: shop.admin, now: shop.now)
    #expect(try one(shop, mug).desired.quantity == 10)
    #expect(try shop.findings() == [])
  }

  @Test func `A row that nobody was told of goes with its undo; one that was stays`() throws {
    let (shop, mug) = try shop()
    let made = try shop.integer("SELECT MAX(seq) FROM journal WHERE action = 'publishStock'")
    let undone = try shop.store.undo(entry: made, as: shop.admin, now: shop.now)
    #expect(try shop.integer("SELECT COUNT(*) FROM published_stock") == 0)
    _ = try shop.store.undo(entry: undone.undoEntry, as: shop.admin, now: shop.now)
    #expect(try one(shop, mug).desired.quantity == 10)
    for file in try plan(shop) { #expect(try note(file, shop) == .done) }
    let again = try shop.integer("SELECT MAX(seq) FROM journal WHERE kind = 'published' AND action = 'undo'")
    #expect(throws: ActionRefusal.self) {
      let report = try shop.store.undo(entry: again, as: shop.admin, now: shop.now)
      if !report.refused.isEmpty { throw ActionRefusal.nothingToUndo }
    }
    #expect(try shop.integer("SELECT COUNT(*) FROM published_stock") == 1)
    #expect(try shop.findings() == [])
  }

  @Test func `Orders that nobody has asked the warehouses for count before a file goes`() throws {
    let (shop, mug) = try shop()
    _ = try shop.sale("1", [("MUG", 4)])
    let file = try #require(try plan(shop).first)
    #expect(file.rows.map(\.quantity) == [6])
    #expect(try note(file, shop) == .done)
    try shop.perform("allocateOrder", 1)
    // Promised now, and until the next file also still waited for: never too many.
    #expect(try one(shop, mug).desired.quantity <= 6)
    for file in try plan(shop) { _ = try note(file, shop) }
    #expect(try one(shop, mug).pushed?.quantity == 6)
    #expect(try shop.findings() == [])
  }

  @Test func `What sold while the file was written is not in it`() throws {
    let (shop, mug) = try shop()
    var file = try #require(try plan(shop).first)
    _ = try shop.promised("1", [("MUG", 3)])
    #expect(try note(file, shop) == .stale([1]))
    #expect(try one(shop, mug).pushed == nil)
    file.rows = []
    try StockFiles.giveBack(file, at: shop.now, in: shop.store)
    let next = try #require(try plan(shop).first)
    #expect(next.rows.map(\.quantity) == [7])
    #expect(try note(next, shop) == .done)
    #expect(try note(next, shop) == .stale([1]) || (try one(shop, mug).pushed?.quantity == 7))
    #expect(try plan(shop).isEmpty)
    #expect(try shop.findings() == [])
  }

  @Test func `The channel's answers are about the wish that its file held, and stale ones are put aside`() throws {
    let (shop, mug) = try shop()
    let first = try #require(try plan(shop).first)
    #expect(try note(first, shop) == .done)
    _ = try shop.promised("1", [("MUG", 3)])
    let second = try #require(try plan(shop).first)
    #expect(try note(second, shop) == .done)
    func answer(_ file: StockFiles.Planned, _ answers: [ChannelAnswer]) throws -> Answering.Result {
      let sent = try #require(
        try shop.store.connection.readNow { try ChannelFiles.newest(limit: 9, in: $0) }.first { $0.id == file.id })
      return try Answering.apply(answers, to: sent, as: shop.admin, at: shop.now, in: shop.store)
    }
    let taken = ChannelAnswer(.summary(processed: 1, successful: 1), line: 1)
    #expect(try answer(second, [taken]).changed == 1)
    #expect(try one(shop, mug).acknowledged?.quantity == 7)
    // The older file's answer comes late.
    #expect(try answer(first, [taken]).changed == 0)
    #expect(try one(shop, mug).acknowledged?.quantity == 7)
    var refusal = ChannelAnswer(.refused, line: 2)
    refusal.record = 1
    refusal.reason = "no such SKU"
    #expect(try answer(second, [refusal]).refusals.map(\.said) == ["no such SKU"])
    #expect(try one(shop, mug).refusal == "no such SKU")
    #expect(throws: ActionRefusal.self) {
      try shop.perform("acknowledgeStock", mug, fields: ["channel": "SHOP", "sequence": "1"])
    }
    #expect(try shop.findings() == [])
  }

  @Test(arguments: 1...6)
  func `Whatever happens in the house, no channel is ever to be told more than can be promised`(seed: Int) throws {
    let (shop, mug) = try shop(["buffer": "1"])
    var dice = Dice(seed: UInt64(seed) * 977)
    var orders: [Int64] = []
    var refused = 0
    for step in 0..<60 {
      do {
        switch dice.roll(0...6) {
        case 0, 1: orders.append(try shop.promised("s\(step)", [("MUG", Int64(dice.roll(1...3)))]))
        case 2: if let order = orders.randomElement(&dice) { try shop.perform("cancelOrder", order) }
        case 3: try shop.receive(Int64(dice.roll(1...4)), of: mug, at: "SZ-A-02")
        case 4: try shop.perform("countStock", mug, fields: ["at": "SZ-A-01", "counted": String(dice.roll(0...9))])
        case 5: for file in try plan(shop) { _ = try note(file, shop) }
        default: if let order = orders.randomElement(&dice) { try shop.perform("deallocateOrder", order) }
        }
      } catch is ActionRefusal {
        refused += 1
      }
      let now = try one(shop, mug)
      #expect(now.desired.quantity <= max(0, try shop.free(mug, "SZ") - 1))
      #expect(now.pushed?.sequence ?? 0 <= now.desired.sequence)
    }
    #expect(refused < 50)
    #expect(try shop.findings() == [])
  }
}

extension Array {
  fileprivate func randomElement(_ dice: inout Dice) -> Element? { isEmpty ? nil : self[dice.roll(0...(count - 1))] }
}
