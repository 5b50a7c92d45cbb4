import Domain
import Foundation
import Testing

@testable import Store

/// What is kept of a person's console, and what erasure does to it.
@Suite struct SessionTests {
  private func draft(_ console: String, _ kind: Kind, _ subject: Int64, _ text: String, at now: Instant) -> Draft {
    Draft(console: console, kind: kind, subject: subject, content: .map(["note": .text(text)]), savedAt: now)
  }

  private func keep(_ shop: Shop, _ leaving: Leaving, of person: String = "ada", console: String = "a") throws {
    try shop.store.keep(leaving, of: person, console: console, at: shop.now)
  }

  private func drafts(_ shop: Shop, of person: String = "ada") throws -> [Draft] {
    try shop.store.connection.readNow { try Sessions.drafts(of: person, in: $0) }
  }

  @Test func `A session and a draft come back as they were kept, each to its own person`() throws {
    let shop = try Shop()
    try shop.take([.order(.made("1"))])
    let note = draft("a", .orders, 1, "half a no", at: shop.now)
    try keep(shop, Leaving(session: .text("one"), draft: nil))
    try keep(shop, Leaving(session: .text("two"), draft: note))
    try keep(shop, Leaving(session: .text("other"), draft: nil), of: "bob", console: "b")

    let kept = try shop.store.connection.readNow { try Sessions.kept(for: "ada", in: $0) }
    #expect(kept?.content == .text("two"))
    #expect(try drafts(shop) == [note])
    #expect(try drafts(shop, of: "bob").isEmpty)

    // Another console of the same person takes it over, and then it is sent.
    let taken = draft("c", .orders, 1, "half a note", at: shop.now)
    try keep(shop, Leaving(session: .text("two"), draft: taken, takenOver: ["a"]), console: "c")
    #expect(try drafts(shop) == [taken])
    try keep(shop, Leaving(session: .text("two"), draft: nil), console: "c")
    #expect(try drafts(shop).isEmpty)
  }

  @Test func `Keeping a session adds nothing to the journal, so other consoles read nothing again`() throws {
    let shop = try Shop()
    let head = try shop.store.connection.readNow { try Views.head(in: $0) }
    try keep(shop, Leaving(session: .text("x"), draft: nil, seen: Seen(marks: ["orders": 4])))
    #expect(try shop.store.connection.readNow { try Views.head(in: $0) } == head)
    #expect(try shop.findings() == [])
  }

  @Test func `Marks only move forward, and take the rows that they cover with them`() throws {
    let shop = try Shop()
    try keep(shop, Leaving(session: .null, draft: nil, seen: Seen(marks: ["orders": 9], rows: ["orders": [5: 12]])))
    try keep(shop, Leaving(session: .null, draft: nil, seen: Seen(marks: ["orders": 7], rows: ["orders": [5: 11]])))
    var seen = try shop.store.connection.readNow { try Sessions.seen(by: "ada", in: $0) }
    #expect(seen == Seen(marks: ["orders": 9], rows: ["orders": [5: 12]]))
    try keep(shop, Leaving(session: .null, draft: nil, seen: Seen(marks: ["orders": 12])))
    seen = try shop.store.connection.readNow { try Sessions.seen(by: "ada", in: $0) }
    #expect(seen == Seen(marks: ["orders": 12]))
  }

  @Test func `Erasing a person reaches drafts about them and sentences that name them, and no others`() throws {
    let shop = try Shop()
    try shop.take([
      .order(.made("1")), .order(.made("2", email: "zoe@example.com", lines: [("CUP", 1, 900)])),
    ])
    let (first, second) = (try #require(try shop.order(1)), try #require(try shop.order(2)))
    #expect(first.customerId != second.customerId)
    try keep(shop, Leaving(session: .null, draft: draft("a", .orders, 1, "qzqzqz one", at: shop.now)))
    try keep(
      shop, Leaving(session: .null, draft: draft("b", .orders, 2, "another", at: shop.now)), of: "bob", console: "b")
    try keep(
      shop, Leaving(session: .text("orders email:anna@example.com"), draft: nil), of: "carl", console: "c")
    try keep(
      shop, Leaving(session: .text("orders status:paid"), draft: draft("d", .products, 9, "call Müller", at: shop.now)),
      of: "dora", console: "d")

    try shop.perform("eraseCustomer", first.customerId)

    #expect(try drafts(shop).isEmpty)
    #expect(try drafts(shop, of: "bob").count == 1)
    #expect(try shop.store.connection.readNow { try Sessions.kept(for: "carl", in: $0) } == nil)
    #expect(try drafts(shop, of: "dora").isEmpty)
    #expect(try shop.store.connection.readNow { try Sessions.kept(for: "dora", in: $0) } != nil)
    #expect(try !shop.wholeFile().contains(Array("qzqzqz".utf8)))
    // A console that still has the form open does not bring it back.
    try keep(shop, Leaving(session: .null, draft: draft("a", .orders, 1, "qzqzqz one", at: shop.now)))
    #expect(try drafts(shop).isEmpty)
  }

  @Test func `What an erasure has taken from the drafts no open console writes down again, what it left stays`() throws
  {
    let shop = try Shop()
    try shop.take([.order(.made("1"))])
    func erasures() throws -> Int64 { try shop.store.connection.readNow { try Sessions.erasures(in: $0) } }
    var naming = draft("a", .products, 9, "call Müller", at: shop.now)
    var innocent = draft("b", .products, 9, "red or blue", at: shop.now)
    let left = draft("left:x", .products, 8, "Müller again", at: shop.now)
    var leaving = Leaving(session: .null, draft: naming)
    leaving.left = [left]
    try keep(shop, leaving)
    try keep(shop, Leaving(session: .null, draft: innocent), console: "b")
    let before = try erasures()

    try shop.perform("eraseCustomer", try #require(try shop.order(1)).customerId)

    #expect(try drafts(shop) == [innocent])
    leaving.draft?.content = .map(["note": .text("call Müller back")])
    try keep(shop, leaving)
    // What was typed and not kept yet as the erasure looked, the last three seconds, may be a name: what it saw stays.
    let seen = innocent.content
    innocent.content = .map(["note": .text("red or blue, ask Müller")])
    try keep(shop, Leaving(session: .null, draft: innocent), console: "b")
    #expect(try drafts(shop).map(\.content) == [seen])
    var known = draft("b", .products, 9, "red or blue or green", at: shop.now)
    known.begun = try erasures()
    try keep(shop, Leaving(session: .null, draft: known), console: "b")
    #expect(try drafts(shop).map(\.content) == [known.content])
    // Nobody has looked into what was begun before it and never kept.
    try keep(shop, Leaving(session: .null, draft: draft("c", .orders, 7, "Anna?", at: shop.now)), console: "c")
    #expect(try drafts(shop).count == 1)
    // What is begun after it is like any other.
    naming.begun = try erasures()
    #expect(naming.begun == before + 1)
    try keep(shop, Leaving(session: .null, draft: naming))
    #expect(try drafts(shop).count == 2)
    // Under another console's name, and at the end, it is the same draft still.
    innocent.console = "ended"
    try keep(shop, Leaving(session: .null, draft: innocent, takenOver: ["b"]), console: "d")
    #expect(try drafts(shop).contains { $0.console == "ended" })
  }

  @Test func `A store of the fifth schema gets the tables and the views that it has no name for yet`() throws {
    let shop = try Shop()
    try shop.store.connection.writeNow { writer in
      try OlderStore.takeBackToStep5(writer)
      try writer.execute("DELETE FROM saved_views")
      try writer.execute("INSERT INTO saved_views (owner, name, sentence) VALUES ('', 'late', 'orders age>9d')")
      try writer.execute("UPDATE meta SET value = '5' WHERE key = 'schema'")
    }
    let url = shop.store.url
    #expect(throws: StoreError.older(found: 5, known: Schema.version)) { try Store.open(url) }

    let store = try Store.open(url, migrate: true)

    let views = try store.connection.readNow { try SavedViews.all(for: "ada", in: $0) }
    #expect(views.map(\.name) == ["late", "new", "on-hold", "to-ship-today", "unmapped", "unpaid"])
    #expect(views.first?.sentence == "orders age>9d")
    for view in views { #expect(throws: Never.self, "\(view.name)") { try Sentence(view.sentence) } }
    #expect(try store.connection.readNow { try Sessions.kept(for: "ada", in: $0) } == nil)
  }
}
