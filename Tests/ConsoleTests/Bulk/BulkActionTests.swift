import Domain
import Store
import Terminal
import Testing

@testable import Console

struct BulkActionTests {
  private func count(_ shop: Shop, _ text: String) throws -> Int64 {
    let query = ViewQuery(
      try Sentence(text, kind: .orders) { _ in nil }, inquiry: Inquiry(now: Shop.now, zone: .utc, me: "ada"),
      mayReadPersonal: true)
    return try shop.store.connection.readNow { try Views.count(query, in: $0) }
  }

  @Test func `Marked orders are tagged through the same form, after a plan, and undone and redone as one`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal()
    rehearsal.press(script: "/,country:DE,Enter,*,t,rush,Enter")
    #expect(rehearsal.text.contains("15 of 15 will be done."))
    #expect(rehearsal.text.contains("u takes it back as one."))
    #expect(try count(shop, "tag:rush") == 0)
    rehearsal.press(script: "y")
    #expect(try count(shop, "tag:rush") == 15)
    #expect(rehearsal.lines.last?.contains("tag: 15 done.") == true)
    #expect(rehearsal.state.marked.count == 15)
    rehearsal.press(script: "u")
    #expect(rehearsal.text.contains("15 records go back"))
    rehearsal.press(script: "Enter")
    #expect(try count(shop, "tag:rush") == 0)
    #expect(rehearsal.lines.last?.contains("Undone: 15 records.") == true)
    rehearsal.press(script: "U")
    #expect(try count(shop, "tag:rush") == 15)
    #expect(rehearsal.lines.last?.contains("Redone: 15 records.") == true)
    rehearsal.press(script: "u,Enter")
    #expect(try count(shop, "tag:rush") == 0)
  }

  @Test func `What is refused is foretold with its reason, listed as a view, tried again alone`() throws {
    let shop = try Shop()
    let held = try shop.id("AMZ-DE-305-0000039")
    var rehearsal = try shop.rehearsal()
    rehearsal.press(script: "*,H,fraud,Enter")
    #expect(rehearsal.text.contains("59 of 60 will be done."))
    #expect(rehearsal.text.contains("1  It is on hold already: fraud risk. AMZ-DE-305-0000039"))
    rehearsal.press(script: "y")
    #expect(rehearsal.lines.last?.contains("59 done, 1 refused") == true)
    rehearsal.press(script: "b")
    #expect(rehearsal.text.contains("Batch 1"))
    #expect(rehearsal.text.contains("59 done, 1 refused."))
    rehearsal.press(script: "f")
    #expect(rehearsal.state.list.window.rows.map(\.id) == [held])
    #expect(rehearsal.text.contains("1 refused: It is on hold already: fraud risk."))
    #expect(rehearsal.text.contains("batch:1.failed"))
    try shop.perform("releaseOrder", held)
    rehearsal.press(script: "b,r")
    #expect(rehearsal.text.contains("60 done, 0 refused.") || rehearsal.lines.last?.contains("60 done") == true)
    #expect(try count(shop, "batch:1.done") == 60)
    #expect(try count(shop, "holds:fraudRisk") == 60)
  }

  @Test func `Ending many asks for their number, and a key alone does nothing`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal()
    rehearsal.press(script: "/,fulfilment:unfulfilled,Enter,Space,Space,Space")
    rehearsal.run(.cancel)
    rehearsal.press(script: "Enter")
    #expect(rehearsal.text.contains("Type 3 to apply it to all of them."))
    rehearsal.press(script: "y,Enter")
    #expect(rehearsal.text.contains("It is 3, not that."))
    #expect(try count(shop, "state:cancelled") == 0)
    rehearsal.press(script: "Backspace,3,Enter")
    #expect(try count(shop, "state:cancelled") == 3)
  }

  @Test func `Escape goes from the plan back to the form with what was typed, and nothing is done`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal()
    rehearsal.press(script: "Space,Space,t,rush,Enter,Esc")
    guard case .form(let form) = rehearsal.state.mode else {
      Issue.record("the form is gone")
      return
    }
    #expect(form.entries.first?.input.text == "rush")
    rehearsal.press(script: "Enter,y")
    #expect(try count(shop, "tag:rush") == 2)
  }

  @Test func `A record that is open is acted on alone, whatever is marked`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal()
    rehearsal.press(script: "*,Enter,t,solo,Enter")
    #expect(try count(shop, "tag:solo") == 1)
  }

  @Test func `Lines are acted on through their orders, their listings are mapped once each`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal(view: "lines sku:MUG-0")
    rehearsal.press(script: "*,t,fromlines,Enter,y")
    let orders = Set(rehearsal.state.list.window.rows.map { rehearsal.state.list.number(of: $0) })
    #expect(try count(shop, "tag:fromlines") == Int64(orders.count))
    rehearsal.press(script: "m,MUG-3,Enter,Enter")
    if case .bulkPlan = rehearsal.state.mode {} else { rehearsal.press(script: "Enter") }
    #expect(rehearsal.text.contains("2 of 2 will be done."))
    rehearsal.press(script: "y")
    #expect(try count(shop, "unmapped:yes sku:MUG-0") == 0)
  }

  @Test func `Undo names what somebody else changed since`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal()
    rehearsal.press(script: "Space,Space,Space,t,rush,Enter,y")
    let first = try #require(rehearsal.state.list.window.rows.first)
    try shop.perform("tagOrder", first.id, ["tag": "other"])
    rehearsal.press(script: "b,u,Enter")
    let number = rehearsal.state.list.number(of: first)
    #expect(rehearsal.lines.last?.contains("2 undone; \(number) (1) changed since and stays.") == true)
    #expect(try count(shop, "batch:1.left") == 1)
  }

  @Test func `A batch at work shows a bar after a while, leaves the keys alone and is one at a time`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal()
    rehearsal.press(script: "Space,Space")
    var state = rehearsal.state
    state.bulk = BulkProgress(of: "tagOrder", total: 10_000)
    state.bulkSince = state.viewer.now
    _ = state.update(.key(.character("j")))
    #expect(state.view(.standard).lines.last?.contains("#") == false)
    state.viewer.now = state.viewer.now.adding(milliseconds: 400)
    state.bulk?.done = 5_000
    let bar = try #require(state.view(.standard).lines.last)
    #expect(bar.contains("[###############---------------] 5,000 / 10,000"))
    let place = state.list.place
    _ = state.update(.key(.character("k")))
    #expect(state.list.place != place)
    _ = state.update(.key(.character("t")))
    #expect(state.view(.standard).lines.last?.contains("A batch is running: b shows it.") == true)
  }

  @Test func `What is said while a batch runs has its time, then its bar is back`() throws {
    let shop = try Shop()
    var state = try shop.rehearsal().state
    state.bulk = BulkProgress(of: "tagOrder", total: 10_000)
    state.bulkSince = state.viewer.now.adding(milliseconds: -500)
    _ = state.update(.key(.character("r")))
    #expect(state.status != nil)
    for milliseconds in [Int64(200), 1_000, 5_000] {
      state.viewer.now = state.viewer.now.adding(milliseconds: milliseconds)
      _ = state.update(.bulk(.progress(BulkProgress(of: "tagOrder", total: 10_000))))
      #expect((state.status == nil) == (milliseconds == 5_000))
    }
    #expect(state.view(.standard).lines.last?.contains("[---") == true)
  }

  @Test func `While a batch runs undo says so before it shows anything, and leaving asks once`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal()
    rehearsal.press(script: "t,rush,Enter")
    var state = rehearsal.state
    state.bulk = BulkProgress(of: "tagOrder", total: 10_000)
    #expect(state.update(.key(.character("u"))).isEmpty)
    #expect(state.status?.text == "A batch is running: b shows it.")
    #expect(state.update(.key(.character("q"))).isEmpty)
    #expect(state.status?.text.contains("q once more leaves") == true)
    _ = state.update(.key(.character("j")))
    #expect(state.update(.key(.character("q"))).isEmpty)
    let leaves = state.update(.key(.character("q")))
    #expect(leaves.contains { if case .quit = $0 { true } else { false } })
  }

  /// Batches of ada that nobody brought to their end.
  private func leave(_ shop: Shop, _ tags: [String]) throws {
    for tag in tags {
      _ = try shop.store.openBulk(
        BulkRequest("tagOrder", on: .orders, fields: ["tag": tag], operationId: tag), on: RecordSet(1...4),
        as: shop.admin, now: Shop.now)
    }
  }

  @Test func `Batches that were left are told at the next login, and each is reached and gone on with`() throws {
    let shop = try Shop()
    try leave(shop, ["one", "two"])
    var rehearsal = try shop.rehearsal()
    #expect(rehearsal.lines.last?.contains("2 batches were left unfinished: b shows them.") == true)
    let other = Domain.Actor(name: "bob", rights: Domain.Role.agent.rights)
    #expect(try shop.rehearsal(actor: other).text.contains("unfinished") == false)
    rehearsal.press(script: "b")
    #expect(rehearsal.text.contains("Batch 2"))
    #expect(rehearsal.text.contains("Your unfinished batches: this is 1 of 2."))
    rehearsal.press(script: "p")
    #expect(rehearsal.text.contains("Batch 1"))
    #expect(rehearsal.text.contains("this is 2 of 2."))
    rehearsal.press(script: "c")
    #expect(try count(shop, "tag:one") == 4)
    rehearsal.press(script: "Esc,b,n")
    #expect(rehearsal.text.contains("Batch 2"))
    rehearsal.press(script: "c,Esc")
    #expect(try count(shop, "tag:two") == 4)
    #expect(try shop.rehearsal().text.contains("unfinished") == false)
  }

  @Test(arguments: ["120x36", "20x16"])
  func `The undo of a batch says what it takes back, whole on every screen`(size: String) throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal(try #require(Size(size)))
    rehearsal.press(script: "Space,Space,t,christmas-delivery,Enter,y,u")
    let text = rehearsal.lines.map { $0.filter { !"│ ".contains($0) } }.joined()
    for part in ["Batch1", "Tag:christmas-delivery", "2records", "Enterundoes", "Escleaves"] {
      #expect(text.contains(part), "\(part)\n\(rehearsal.text)")
    }
  }
}
