import Domain
import Testing

@testable import Store

/// What changed since somebody looked, and how many rows a view has as a side bar says it.
@Suite struct NewsTests {
  private func query(_ text: String, _ shop: Shop) throws -> ViewQuery {
    ViewQuery(
      try Sentence(text) { _ in nil }, inquiry: Inquiry(now: shop.now, zone: .utc, me: "ada"), mayReadPersonal: true)
  }

  private func head(_ shop: Shop) throws -> Int64 { try shop.store.connection.readNow { try Views.head(in: $0) } }

  private func news(_ kind: Kind, _ rows: [Int64], _ since: Int64, _ shop: Shop) throws -> [Int64: Int64] {
    try shop.store.connection.readNow { try Views.news(kind, of: rows, since: since, notBy: "bob", in: $0) }
  }

  @Test func `What others changed is news, what one did oneself is not`() throws {
    let shop = try Shop()
    try shop.take((1...4).map { .order(.made("\($0)")) })
    let since = try head(shop)
    #expect(try news(.orders, [1, 2, 3, 4], since, shop).isEmpty)
    try shop.perform("tagOrder", 2, fields: ["tag": "vip"])
    try shop.perform("tagOrder", 2, fields: ["tag": "rush"])
    let bob = Actor(name: "bob", rights: Set(Right.allCases))
    try shop.perform("tagOrder", 3, fields: ["tag": "own"], as: bob)
    #expect(try news(.orders, [1, 2, 3, 4], since, shop) == [2: since + 2])
    #expect(try news(.orders, [1, 3], since, shop).isEmpty)
    // A line is news with its order.
    let line = try shop.integer("SELECT id FROM order_lines WHERE order_id = 2")
    #expect(try news(.lines, [line], since, shop) == [line: since + 2])
    try shop.take([.order(.made("5"))])
    #expect(try news(.orders, [5], since, shop).keys.sorted() == [5])
  }

  @Test func `The next change is found far down the view, either way, past what was seen`() throws {
    let shop = try Shop()
    try shop.take((1...900).map { .order(.made("\($0)", email: "b\($0)@example.com")) })
    let since = try head(shop)
    for order in [Int64(850), 500, 20] { try shop.perform("tagOrder", order, fields: ["tag": "vip"]) }
    let query = try query("orders sort:id", shop)
    try shop.store.connection.readNow { reader in
      let first = try #require(try Views.page(query, from: .start, limit: 1, in: reader).rows.first)
      let last = try #require(try Views.page(query, from: .end, limit: 1, in: reader).rows.last)
      func next(_ anchor: ViewAnchor, back: Bool, limit: Int = 10_000, seen: Int64? = nil) throws -> Views.NewsFound {
        try Views.nextNews(
          query, from: anchor, backwards: back, since: since, notBy: "bob", limit: limit, in: reader
        ) { row, _ in row == seen }
      }
      #expect(try next(first.anchor, back: false) == .row(20))
      #expect(try next(first.anchor, back: false, seen: 20) == .row(500))
      #expect(try next(last.anchor, back: true) == .row(850))
      #expect(try next(first.anchor, back: true) == .none)
      // A search that ends before the view does says where it may be gone on with.
      guard case .noneUntil(let end) = try next(first.anchor, back: false, limit: 10) else {
        Issue.record("it looked further than it was told")
        return
      }
      #expect(try next(end, back: false, limit: 10) == .row(20))
    }
  }

  @Test func `Of more marked rows than are asked for, the first of the view come`() throws {
    let shop = try Shop()
    try shop.take((1...40).map { .order(.made("\($0)", email: "b\($0)@example.com")) })
    let all = (1...40).map { Int64($0) }
    let marked = RecordSet(all)
    let newest = Array(all.reversed().prefix(7))
    try shop.store.connection.readNow { reader in
      func ids(_ text: String) throws -> [Int64] {
        try Views.rows(try query(text, shop), of: marked, limit: 7, in: reader).map(\.id)
      }
      let down = try ids("orders sort:-id")
      let up = try ids("orders sort:id")
      #expect(down == newest && up == Array(all.prefix(7)))
    }
  }

  @Test func `A tally counts exactly, tells what is late, and says so where it stopped`() throws {
    let shop = try Shop()
    try shop.take(
      (1...12).map { index in
        var order = IncomingOrder.made("\(index)", email: "b\(index)@example.com")
        order.shipBy = Shop.start.adding(milliseconds: index <= 5 ? -3_600_000 : 90_000_000)
        return .order(order)
      })
    for order in 1...7 { try shop.perform("tagOrder", Int64(order), fields: ["tag": "vip"]) }
    func tally(_ text: String, limit: Int = ViewTally.limit) throws -> ViewTally {
      try shop.store.connection.readNow { try Views.tally(try query(text, shop), limit: limit, in: $0) }
    }
    #expect(try tally("orders tag:vip") == ViewTally(count: 7, late: 5))
    #expect(try tally("orders tag:vip", limit: 6) == ViewTally(count: 6, late: 5, isCapped: true))
    #expect(try tally("orders tag:vip", limit: 7) == ViewTally(count: 7, late: 5))
    // The roll-up knows it whatever the limit.
    #expect(try tally("orders status:paid", limit: 3).count == 12)
    #expect(try tally("orders late:yes") == ViewTally(count: 5, late: 5))
    #expect(try tally("lines mapped:no") == ViewTally(count: 12))
    #expect(try tally("orders tag:none-such") == ViewTally(count: 0))
  }

  @Test func `A view is renamed, undone and redone; a taken name and a missing right are refused`() throws {
    let shop = try Shop()
    try shop.perform("saveView", fields: ["name": "mine", "sentence": "orders tag:vip"])
    try shop.perform("saveView", fields: ["name": "other", "sentence": "orders"])
    func names() throws -> [String] {
      try shop.store.connection.readNow { try SavedViews.all(for: "ada", in: $0) }
        .filter { $0.owner == "ada" }.map(\.name)
    }
    try shop.perform("renameView", fields: ["name": "mine", "to": "ours"])
    #expect(try names() == ["other", "ours"])
    #expect(throws: ActionRefusal.self) { try shop.perform("renameView", fields: ["name": "ours", "to": "other"]) }
    #expect(throws: ActionRefusal.self) { try shop.perform("renameView", fields: ["name": "ours", "to": "a b"]) }
    #expect(throws: ActionRefusal.self) { try shop.perform("renameView", fields: ["name": "gone", "to": "x"]) }
    let undone = try shop.store.undo(entry: nil, as: shop.admin, now: shop.now)
    #expect(try names() == ["mine", "other"])
    _ = try shop.store.undo(entry: undone.undoEntry, as: shop.admin, now: shop.now)
    #expect(try names() == ["other", "ours"])
    try shop.perform(
      "saveView", fields: ["name": "second", "sentence": "orders -@Ours (＠ours or tag:a@ours) \"@ours\""])
    try shop.perform("renameView", fields: ["name": "ours", "to": "我们的"])
    func second() throws -> String? {
      try shop.store.connection.readNow { try SavedViews.sentence(owner: "ada", name: "second", in: $0) }
    }
    #expect(try second() == "orders -@我们的 (＠我们的 or tag:a@ours) \"@ours\"")
    _ = try shop.store.undo(entry: nil, as: shop.admin, now: shop.now)
    #expect(try second() == "orders -@Ours (＠ours or tag:a@ours) \"@ours\"")
    let bob = Actor(name: "bob", rights: [.look])
    #expect(throws: ActionRefusal.notAllowed(.shareViews, actor: "bob", ask: ["ada"])) {
      try shop.perform("renameView", fields: ["name": "late", "to": "tardy", "shared": "yes"], as: bob)
    }
  }
}
