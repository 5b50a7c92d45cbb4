import Domain
import Store
import TestSupport
import Testing

struct BulkTests {
  private func shop(_ count: Int = 6) throws -> Shop {
    let shop = try Shop()
    // Buyers of their own: thousands of orders of one buyer are another test's.
    try shop.take((1...count).map { .order(.made(String($0), email: "buyer\($0)@example.com")) })
    return shop
  }

  private func tag(_ tag: String, _ operation: String = "op") -> BulkRequest {
    BulkRequest("tagOrder", on: .orders, fields: ["tag": tag], operationId: operation)
  }

  private func all(_ count: Int = 6) -> RecordSet { RecordSet((1...Int64(count)).map { $0 }) }

  @discardableResult
  private func run(_ shop: Shop, _ batch: Int64, stopAfter: Int = .max) throws -> BulkBatch {
    var done = 0
    return try shop.store.runBulk(batch, as: shop.admin, now: { shop.now }) { _, outcomes in
      done += outcomes.count
      return done < stopAfter
    }
  }

  @Test func `A plan says how many, who is refused and why, and changes nothing`() throws {
    let shop = try shop()
    try shop.perform("tagOrder", 2, fields: ["tag": "gift"])
    try shop.perform("tagOrder", 5, fields: ["tag": "gift"])
    let entries = try shop.integer("SELECT COUNT(*) FROM journal")
    var steps = 0
    let plan = try shop.store.planBulk(tag("gift"), on: all(), as: shop.admin, now: shop.now) { _, _ in
      steps += 1
      return true
    }
    #expect(plan.isWhole)
    #expect(plan.total == 6)
    #expect(plan.willDo == 4)
    #expect(plan.refused.map(\.code) == ["hasTag:gift"])
    #expect(plan.refused.first?.count == 2)
    #expect(plan.refused.first?.examples == ["SHOP-2", "SHOP-5"])
    #expect(plan.samples.first?.record == "SHOP-1")
    #expect(plan.samples.first?.changes.map(\.field) == ["tags"])
    #expect(plan.undo == .reversible)
    #expect(steps == 1)
    #expect(try shop.integer("SELECT COUNT(*) FROM journal") == entries)
    #expect(try shop.count("tag:gift") == 2)
  }

  @Test func `A batch is one entry with a child a record, a result for each, and undone as one`() throws {
    let shop = try shop()
    try shop.perform("tagOrder", 3, fields: ["tag": "gift"])
    let opened = try shop.store.openBulk(tag("gift"), on: all(), as: shop.admin, now: shop.now)
    #expect(opened.left == 6)
    let batch = try run(shop, opened.id)
    #expect(batch.state == .done)
    #expect((batch.done, batch.failed) == (5, 1))
    let seq = try #require(batch.seq)
    #expect(try shop.integer("SELECT COUNT(*) FROM journal WHERE batch = \(seq)") == 5)
    #expect(try shop.count("batch:\(batch.id)") == 6)
    #expect(try shop.count("batch:\(batch.id).failed") == 1)
    #expect(try shop.count("batch:\(batch.id).done tag:gift") == 5)
    let failed = try shop.store.connection.readNow { try Bulk.items(of: batch, result: .failed, in: $0) }
    #expect(failed.map(\.number) == ["SHOP-3"])
    #expect(failed.map(\.code) == ["hasTag:gift"])

    let undone = try shop.store.undo(entry: nil, as: shop.admin, now: shop.now)
    #expect(undone.undone == 5)
    #expect(try shop.count("tag:gift") == 1)
    #expect(try shop.count("batch:\(batch.id).undone") == 5)
    #expect(throws: ActionRefusal.bulk(.undone(batch.id))) { try shop.store.retryBulk(batch.id, as: shop.admin) }
    _ = try shop.store.undo(entry: undone.undoEntry, as: shop.admin, now: shop.now)
    #expect(try shop.count("batch:\(batch.id).done") == 5)
    #expect(try shop.count("tag:gift") == 6)
    #expect(try shop.findings() == [])
  }

  @Test func `What failed is tried again alone, in the same batch`() throws {
    let shop = try shop()
    try shop.perform("tagOrder", 3, fields: ["tag": "gift"])
    let id = try shop.store.openBulk(tag("gift"), on: all(), as: shop.admin, now: shop.now).id
    try run(shop, id)
    try shop.perform("untagOrder", 3, fields: ["tag": "gift"])
    let retried = try shop.store.retryBulk(id, as: shop.admin)
    #expect((retried.done, retried.failed, retried.left) == (5, 0, 1))
    let batch = try run(shop, id)
    #expect((batch.done, batch.failed) == (6, 0))
    #expect(throws: ActionRefusal.bulk(.nothingFailed(id))) { try shop.store.retryBulk(id, as: shop.admin) }
    #expect(throws: ActionRefusal.bulk(.nothingLeft(id))) { try run(shop, id) }
    let report = try shop.store.undo(entry: batch.seq, as: shop.admin, now: shop.now)
    #expect(report.undone == 6)
    #expect(try shop.count("tag:gift") == 0)
  }

  @Test func `What is left of a batch that was stopped is known and gone on with`() throws {
    let shop = try shop(900)
    let id = try shop.store.openBulk(tag("gift"), on: all(900), as: shop.admin, now: shop.now).id
    let stopped = try run(shop, id, stopAfter: 1)
    #expect(stopped.state == .open)
    #expect(stopped.left > 0 && stopped.done > 0)
    #expect(try shop.count("batch:\(id).waiting") == stopped.left)
    #expect(try shop.count("batch:\(id).done tag:gift") == stopped.done)
    let batch = try run(shop, id)
    #expect((batch.done, batch.left) == (900, 0))
    #expect(try shop.count("tag:gift") == 900)
    #expect(try shop.integer("SELECT COUNT(*) FROM journal WHERE batch = \(batch.seq)") == 900)
  }

  @Test func `Asked again with its operation id a batch is the same, and its children have one effect`() throws {
    let shop = try shop()
    let first = try shop.store.openBulk(tag("gift"), on: all(), as: shop.admin, now: shop.now)
    let second = try shop.store.openBulk(tag("gift"), on: all(), as: shop.admin, now: shop.now)
    #expect(first.id == second.id)
    try run(shop, first.id)
    let third = try shop.store.openBulk(tag("gift"), on: all(), as: shop.admin, now: shop.now)
    #expect(third.done == 6)
    let child = ActionRequest("tagOrder", subject: 4, fields: ["tag": "gift"], operationId: "op/4")
    #expect(try shop.store.perform(child, as: shop.admin, now: shop.now).isRepeat)
  }

  @Test func `Undoing names what somebody else has changed since, and leaves it`() throws {
    let shop = try shop()
    let id = try shop.store.openBulk(tag("gift"), on: all(), as: shop.admin, now: shop.now).id
    let batch = try run(shop, id)
    try shop.perform("untagOrder", 2, fields: ["tag": "gift"])
    try shop.perform("tagOrder", 2, fields: ["tag": "vip"])
    let report = try shop.store.undo(entry: batch.seq, as: shop.admin, now: shop.now)
    #expect(report.undone == 5)
    #expect(report.refused.map(\.number) == ["SHOP-2"])
    #expect(try shop.count("batch:\(id).left") == 1)
    #expect(try shop.order(2)?.tags == ["vip"])
  }

  @Test func `An undone batch leaves the orders as they were`() throws {
    let shop = try shop(40)
    try shop.perform("holdOrder", 7, fields: ["reason": "fraudRisk"])
    let before = try (1...40).map { try shop.order(Int64($0)).map { $0.snapshot } }
    let actions: [(String, [String: String])] = [
      ("tagOrder", ["tag": "x"]), ("holdOrder", ["reason": "outOfStock"]), ("noteOrder", ["note": "n"]),
      ("cancelOrder", [:]), ("startProcessing", [:]), ("assignOrder", ["to": "ada"]),
    ]
    for (action, fields) in actions {
      let request = BulkRequest(action, on: .orders, fields: fields, operationId: action)
      let id = try shop.store.openBulk(request, on: all(40), as: shop.admin, now: shop.now).id
      let batch = try run(shop, id)
      #expect(batch.done > 0, "\(action)")
      let report = try shop.store.undo(entry: batch.seq, as: shop.admin, now: shop.now)
      #expect(report.undone == Int(batch.done), "\(action)")
      let after = try (1...40).map { try shop.order(Int64($0)).map { $0.snapshot } }
      #expect(after == before, "\(action)")
    }
    #expect(try shop.findings() == [])
  }

  @Test func `Who lacks the right, and what is not meant for many, is refused before anything is written`() throws {
    let shop = try shop()
    let picker = Actor(name: "pat", rights: Role.picker.rights)
    #expect(throws: ActionRefusal.notAllowed(.editOrders, actor: "pat", ask: ["ada"])) {
      try shop.store.openBulk(tag("x"), on: all(), as: picker, now: shop.now)
    }
    #expect(throws: ActionRefusal.bulk(.noRecords)) {
      try shop.store.openBulk(tag("x"), on: RecordSet(), as: shop.admin, now: shop.now)
    }
    #expect(throws: ActionRefusal.missingField("tag")) {
      try shop.store.openBulk(
        BulkRequest("tagOrder", on: .orders, operationId: "a"), on: all(), as: shop.admin, now: shop.now)
    }
    #expect(throws: ActionRefusal.bulk(.notOnMany(action: "createProduct"))) {
      try shop.store.openBulk(
        BulkRequest("createProduct", on: .products, operationId: "b"), on: all(), as: shop.admin, now: shop.now)
    }
    #expect(try shop.integer("SELECT COUNT(*) FROM bulk_batches") == 0)
  }

  @Test func `Listings of marked lines are mapped once each, a refusal that came late leaves nothing behind`() throws {
    let shop = try Shop()
    try shop.perform("createProduct", fields: ["number": "p", "sku": "OWN", "title": "Own"])
    try shop.take([
      .order(.made("1", lines: [("A", 1, 100), ("B", 1, 100)])), .order(.made("2", lines: [("A", 2, 100)])),
    ])
    let lines = try shop.store.connection.readNow { reader in
      try BulkSubjects.of(RecordSet([1, 2, 3]), .lines, action: "mapSku", in: reader)
    }
    #expect(lines.kind == .lines)
    #expect(lines.subjects.count == 2)
    let request = BulkRequest("mapSku", on: .lines, fields: ["to": "OWN"], operationId: "map")
    let plan = try shop.store.planBulk(request, on: lines.subjects, as: shop.admin, now: shop.now) { _, _ in true }
    #expect(plan.willDo == 2)
    let id = try shop.store.openBulk(request, on: lines.subjects, as: shop.admin, now: shop.now).id
    let batch = try run(shop, id)
    #expect(batch.done == 2)
    #expect(try shop.integer("SELECT COUNT(*) FROM order_lines WHERE variant_id IS NULL") == 0)
    _ = try shop.store.undo(entry: batch.seq, as: shop.admin, now: shop.now)
    #expect(try shop.integer("SELECT COUNT(*) FROM order_lines WHERE variant_id IS NULL") == 3)
    #expect(try shop.integer("SELECT COUNT(*) FROM bulk_items WHERE result = 'undone'") == 2)

    let orders = try shop.store.connection.readNow { reader in
      try BulkSubjects.of(RecordSet([1, 2, 3]), .lines, action: "tagOrder", in: reader)
    }
    #expect(orders.kind == .orders)
    #expect(orders.subjects.ids == [1, 2])
  }

  @Test(.timeLimit(.minutes(5)))
  func `Thousands of orders at once are done in many short transactions, each child once`() throws {
    // On a server each order's questions take their way: fewer of them show the same.
    let count = TestEngine.isFile ? 10_000 : 2_000
    let shop = try shop(count)
    let subjects = all(count)
    let plan = try shop.store.planBulk(tag("gift"), on: subjects, as: shop.admin, now: shop.now) { _, _ in true }
    #expect(plan.willDo == count)
    let id = try shop.store.openBulk(tag("gift"), on: subjects, as: shop.admin, now: shop.now).id
    var chunks = 0
    let batch = try shop.store.runBulk(id, as: shop.admin, now: { shop.now }) { _, _ in
      chunks += 1
      return true
    }
    #expect(batch.done == count)
    #expect(chunks > 10)
    #expect(try shop.count("tag:gift batch:\(id).done") == count)
    #expect(try shop.integer("SELECT COUNT(DISTINCT subject) FROM journal WHERE batch = \(batch.seq)") == count)
    #expect(try shop.integer("SELECT COUNT(*) FROM journal WHERE batch = \(batch.seq)") == count)
    let report = try shop.store.undo(entry: batch.seq, as: shop.admin, now: shop.now)
    #expect(report.undone == count)
    #expect(try shop.count("tag:gift") == 0)
  }

  @Test func `Every code of a refusal is read back to one that says the same`() {
    let refusals: [ActionRefusal] = [
      .order(.wrongState(.cancelled, for: .cancel)), .order(.wrongPayment(.paid, for: .pay)),
      .order(.wrongFulfilment(.shipped, for: .deliver)), .order(.alreadyHeld(.fraudRisk)), .order(.notHeld(nil)),
      .order(.onHold([.fraudRisk, .outOfStock])), .order(.hasTag("a:b")), .order(.lacksTag("x")), .order(.noLines),
      .order(.unchanged), .product(.wrongReview(.draft, for: .submit)), .product(.skuTaken("A")),
      .noSuchRecord(kind: "variants", "Q"), .badField("until", found: "", expected: .untold),
      .stock(.notABin("SZ")), .fulfilment(.onHold(order: "1045")), .fulfilment(.runOver("W-1")),
      .fulfilment(.notAtStage("F-1", found: .labelled, expected: [])), .way(.noCountry("F-1")),
      .papers(.needsReason(paper: "D-1")), .claim(.openAlready("CL-1")),
    ]
    for refusal in refusals { #expect(ActionRefusal(code: refusal.code) == refusal) }
    #expect(ActionRefusal(code: "tomorrow's") == nil)
  }

  @Test func `A view of a batch shows what that batch did, whatever was done since`() throws {
    let shop = try shop()
    try shop.perform("tagOrder", 3, fields: ["tag": "gift"])
    let first = try shop.store.openBulk(tag("gift"), on: all(), as: shop.admin, now: shop.now)
    try run(shop, first.id)
    let second = try shop.store.openBulk(tag("new", "op2"), on: all(), as: shop.admin, now: shop.now)
    try run(shop, second.id)
    func results(_ text: String) throws -> [FieldValue] {
      var query = ViewQuery(
        try Sentence("orders \(text) cols:number,result", kind: .orders) { _ in nil },
        inquiry: Inquiry(now: shop.now, zone: .utc, me: "ada"), mayReadPersonal: true)
      query.columns = [.order(.result)]
      return try shop.store.connection.readNow { try Views.page(query, from: .start, limit: 9, in: $0) }.rows
        .compactMap(\.values.first)
    }
    #expect(try results("batch:\(first.id).failed") == [.text("\(first.id).failed hasTag:gift")])
    #expect(try results("batch:\(first.id).failed batch:\(second.id)") == [.text("\(second.id).done")])
    #expect(try results("SHOP-3") == [.text("\(second.id).done")])
  }

  @Test func `Marks between two places of a view are those between, whichever comes first`() throws {
    let shop = try shop(30)
    for text in ["orders sort:number", "orders sort:-total", "orders", "orders sort:customer"] {
      let query = ViewQuery(
        try Sentence(text, kind: .orders) { _ in nil }, inquiry: Inquiry(now: shop.now, zone: .utc, me: "ada"),
        mayReadPersonal: true)
      try shop.store.connection.readNow { reader in
        let rows = try Views.page(query, from: .start, limit: 40, in: reader).rows
        let some = RecordSet(rows[3...17].map(\.id))
        #expect(try Views.ids(query, between: rows[3].anchor, and: rows[17].anchor, in: reader) == some, "\(text)")
        #expect(try Views.ids(query, between: rows[17].anchor, and: rows[3].anchor, in: reader) == some, "\(text)")
        #expect(try Views.ids(query, in: reader) == RecordSet(1...30), "\(text)")
        #expect(try Views.count(of: RecordSet([4, 5, 99]), in: query, in: reader) == 2)
      }
    }
  }
}
