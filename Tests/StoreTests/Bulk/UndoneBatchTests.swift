import Domain
import Testing

@testable import Store

/// The undo of a batch, broken off and gone on with.
@Suite struct UndoneBatchTests {
  private func tagged(_ shop: Shop, _ count: Int64) throws -> BulkBatch {
    let request = BulkRequest("tagOrder", on: .orders, fields: ["tag": "gift"], operationId: "op")
    let id = try shop.store.openBulk(request, on: RecordSet(1...count), as: shop.admin, now: shop.now).id
    return try shop.store.runBulk(id, as: shop.admin, now: { shop.now }) { _, _ in true }
  }

  private func shop(_ count: Int) throws -> Shop {
    let shop = try Shop()
    try shop.take((1...count).map { .order(.made(String($0))) })
    return shop
  }

  @Test(arguments: [false, true])
  func `An undo that was stopped is gone on with, asked for by its entry or as the last thing done`(byEntry: Bool)
    throws
  {
    let shop = try shop(900)
    try shop.perform("noteOrder", 1, fields: ["note": "before"])
    let batch = try tagged(shop, 900)
    let seq = try #require(batch.seq)
    let stopped = try shop.store.undo(entry: seq, as: shop.admin, now: shop.now) { _ in false }
    #expect(!stopped.isWhole && stopped.undone > 0 && stopped.undone < 900)
    #expect(try shop.count("tag:gift") == 900 - Int64(stopped.undone))

    let plan = try shop.store.undoPlan(entry: byEntry ? seq : nil, as: shop.admin)
    #expect(plan.entry.seq == seq && plan.goesOnWith == stopped.undoEntry)
    #expect(plan.undone == 900 - stopped.undone)
    let whole = try shop.store.undo(entry: byEntry ? seq : nil, as: shop.admin, now: shop.now)
    #expect(whole.isWhole && whole.undone == 900 && whole.undoEntry == stopped.undoEntry)
    #expect(try shop.count("tag:gift") == 0)
    #expect(try shop.count("batch:\(batch.id).undone") == 900)
    #expect(throws: ActionRefusal.alreadyUndone(seq)) {
      try shop.store.undo(entry: seq, as: shop.admin, now: shop.now)
    }
    // Each went back once.
    #expect(try shop.integer("SELECT COUNT(*) FROM journal WHERE batch = \(whole.undoEntry)") == 900)
    #expect(try shop.integer("SELECT COUNT(*) FROM meta WHERE key LIKE 'undoBegun:%'") == 0)
    // The next undo is of what was done before.
    #expect(try shop.store.undoPlan(entry: nil, as: shop.admin).entry.action == "noteOrder")
    #expect(try shop.findings() == [])
  }

  @Test func `What was done since the break comes first, and the broken undo is still there by its entry`() throws {
    let shop = try shop(900)
    let seq = try #require(try tagged(shop, 900).seq)
    _ = try shop.store.undo(entry: seq, as: shop.admin, now: shop.now) { _ in false }
    try shop.perform("noteOrder", 7, fields: ["note": "since"])
    #expect(try shop.store.undoPlan(entry: nil, as: shop.admin).entry.action == "noteOrder")
    #expect(try shop.store.undo(entry: seq, as: shop.admin, now: shop.now).isWhole)
    #expect(try shop.count("tag:gift") == 0)
  }

  @Test func `A broken undo taken back ends there, and what it had reached is as it was`() throws {
    let shop = try shop(900)
    let batch = try tagged(shop, 900)
    let stopped = try shop.store.undo(entry: batch.seq, as: shop.admin, now: shop.now) { _ in false }
    let redone = try shop.store.undo(entry: stopped.undoEntry, as: shop.admin, now: shop.now)
    #expect(redone.undone == stopped.undone && redone.isWhole)
    #expect(try shop.count("tag:gift") == 900)
    #expect(try shop.integer("SELECT COUNT(*) FROM meta WHERE key LIKE 'undoBegun:%'") == 0)
    #expect(try shop.store.undo(entry: batch.seq, as: shop.admin, now: shop.now).undone == 900)
    #expect(try shop.count("tag:gift") == 0)
  }

  @Test func `Two undos of one batch at once take each record back once`() throws {
    let shop = try shop(900)
    let batch = try tagged(shop, 900)
    var other: UndoReport?
    let one = try shop.store.undo(entry: batch.seq, as: shop.admin, now: shop.now) { _ in
      if other == nil { other = try? shop.store.undo(entry: batch.seq, as: shop.admin, now: shop.now) }
      return true
    }
    #expect(one.isWhole && other?.isWhole == true && other?.undone == 900)
    #expect(one.refused.isEmpty && other?.refused.isEmpty == true)
    #expect(try shop.count("tag:gift") == 0)
    #expect(try shop.count("batch:\(batch.id).undone") == 900)
    #expect(try shop.integer("SELECT COUNT(*) FROM journal WHERE batch = \(one.undoEntry)") == 900)
  }

  @Test func `What became of single records is forgotten after a season, and the batch is undone all the same`() throws
  {
    let shop = try shop(20)
    let batch = try tagged(shop, 20)
    let soon = shop.now.adding(milliseconds: BulkRetention.milliseconds - 1000)
    #expect(try BulkRetention.run(in: shop.store, at: soon) { _ in } == 0)
    let later = shop.now.adding(milliseconds: BulkRetention.milliseconds + 1000)
    #expect(try shop.integer("SELECT \(BulkRetention.isDue(at: later))") == 1)
    #expect(try BulkRetention.run(in: shop.store, at: later) { _ in } == 20)
    #expect(try shop.integer("SELECT \(BulkRetention.isDue(at: later))") == 0)
    #expect(try shop.integer("SELECT done FROM bulk_batches") == 20)
    #expect(try shop.store.undo(entry: batch.seq, as: shop.admin, now: later).undone == 20)
    #expect(try shop.count("tag:gift") == 0)
    #expect(try shop.findings() == [])
  }

  @Test func `What waits or was refused is kept, however old`() throws {
    let shop = try shop(20)
    try shop.perform("tagOrder", 3, fields: ["tag": "gift"])
    _ = try tagged(shop, 20)
    let later = shop.now.adding(milliseconds: 2 * BulkRetention.milliseconds)
    #expect(try BulkRetention.run(in: shop.store, at: later) { _ in } == 19)
    #expect(try shop.integer("SELECT COUNT(*) FROM bulk_items WHERE result = 'failed'") == 1)
  }
}
