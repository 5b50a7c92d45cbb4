import Domain
import Testing

@testable import Store

/// A dry run of an undo says of each record what the undo will do with it.
@Suite struct UndoRehearsalTests {
  private func product(_ number: String, _ sku: String, revised: Int64) -> IntakeItem {
    var product = Product(id: 0, version: 0, number: number, title: number)
    product.variants = [Variant(position: 1, sku: sku)]
    return .product(
      IncomingProduct(
        externalId: number, revisedAt: Shop.start.adding(milliseconds: revised), product: product,
        raw: "\(number) \(sku) \(revised)", line: 1, rowCount: 1))
  }

  /// The dry run, which must leave nothing, and then the undo; both must say the same.
  @discardableResult
  private func rehearsed(_ shop: Shop, _ entry: Int64?) throws -> UndoReport {
    let before = try shop.integer("SELECT COUNT(*) FROM journal")
    let plan = try shop.store.rehearseUndo(entry: entry, as: shop.admin, now: shop.now)
    #expect(try shop.integer("SELECT COUNT(*) FROM journal") == before)
    #expect(plan.undoEntry == nil)
    let real = try shop.store.undo(entry: entry, as: shop.admin, now: shop.now)
    #expect(plan.undone == real.undone)
    #expect(plan.refused == real.refused)
    #expect(plan.entry == real.entry)
    #expect(try shop.findings() == [])
    return plan
  }

  @Test func `What somebody touched since is named by its fields, and the rest is counted`() throws {
    let shop = try Shop()
    let batch = try shop.takeFile((1...5).map { .order(.made(String($0))) }).batch
    try shop.perform("noteOrder", 2, fields: ["note": "call"])
    try shop.perform("tagOrder", 4, fields: ["tag": "gift"])
    let plan = try rehearsed(shop, batch)
    #expect(plan.undone == 3)
    #expect(plan.refused.map(\.number) == ["SHOP-4", "SHOP-2"])
    #expect(plan.refused.map(\.fields) == [["tags"], ["note"]])
    #expect(plan.changeList.map(\.record) == ["SHOP-5", "SHOP-3", "SHOP-1"])
  }

  @Test func `Records that a file brought twice are judged after what came later`() throws {
    let shop = try Shop()
    func order(_ id: Int, _ revised: Int64, _ price: Int64) -> IntakeItem {
      .order(.made(String(id), revised: revised, lines: [("MUG", 1, price)]))
    }
    let items = (1...300).map { order($0, 1, 100) } + (1...300).map { order($0, 2, 200) }
    let batch = try shop.takeFile(items).batch
    try shop.perform("noteOrder", 7, fields: ["note": "call"])
    let plan = try rehearsed(shop, batch)
    #expect(plan.undone == 599)
    #expect(plan.refused.map(\.number) == ["SHOP-7"])
  }

  @Test func `A SKU that went from one product to another goes back the same way`() throws {
    let shop = try Shop()
    try shop.take([product("a", "X", revised: 1), product("b", "Y", revised: 1)])
    let second = try shop.takeFile([product("a", "Z", revised: 2), product("b", "X", revised: 2)])
    #expect(second.outcomes == [.updated(1), .updated(2)])
    let plan = try rehearsed(shop, second.batch)
    #expect(plan.undone == 2)
    #expect(plan.refused == [])
  }

  @Test func `Who was erased since keeps their order as it is`() throws {
    let shop = try Shop()
    let batch = try shop.takeFile((1...3).map { .order(.made(String($0), email: "a\($0)@example.com")) }).batch
    let later = try shop.takeFile(
      (1...3).map { .order(.made(String($0), revised: 9, email: "a\($0)@example.com", lines: [("CUP", 1, 5)])) }
    ).batch
    try shop.perform("eraseCustomer", try #require(try shop.order(2)?.customerId))
    #expect(try rehearsed(shop, later).refused.map(\.fields) == [["erased"]])
    _ = batch
  }

  @Test func `One action is refused as its undo would be, and its right is asked for`() throws {
    let shop = try Shop()
    try shop.take([.order(.made("1"))])
    let entry = try shop.perform("noteOrder", 1, fields: ["note": "call"]).entry
    let bare = Actor(name: "ada", rights: [])
    #expect(throws: ActionRefusal.self) { try shop.store.rehearseUndo(entry: entry, as: bare, now: shop.now) }
    try shop.perform("noteOrder", 1, fields: ["note": "called"])
    #expect(throws: ActionRefusal.conflict([.init(field: "note", mine: .text("call"), theirs: .text("called"))])) {
      try shop.store.rehearseUndo(entry: entry, as: shop.admin, now: shop.now)
    }
    try rehearsed(shop, nil)
  }

  @Test func `An undo that was broken off is judged for what it has left`() throws {
    let shop = try Shop()
    try shop.take((1...900).map { .order(.made(String($0))) })
    let request = BulkRequest("tagOrder", on: .orders, fields: ["tag": "gift"], operationId: "op")
    let id = try shop.store.openBulk(request, on: RecordSet(1...900), as: shop.admin, now: shop.now).id
    let seq = try #require(try shop.store.runBulk(id, as: shop.admin, now: { shop.now }) { _, _ in true }.seq)
    try shop.perform("tagOrder", 3, fields: ["tag": "vip"])
    let stopped = try shop.store.undo(entry: seq, as: shop.admin, now: shop.now) { _ in false }
    #expect(!stopped.isWhole)
    #expect(try rehearsed(shop, seq).refused.map(\.number) == ["SHOP-3"])
  }
}
