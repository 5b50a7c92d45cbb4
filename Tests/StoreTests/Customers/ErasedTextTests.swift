import Domain
import Foundation
import Testing

@testable import Store

/// What people wrote about somebody goes with them, and the chain holds.
@Suite struct ErasedTextTests {
  private func shop() throws -> Shop {
    let shop = try Shop()
    var order = IncomingOrder.made("1")
    order.lines[0].options = "Color:Red,Personalization:Happy birthday Qzanna"
    try shop.take([.order(order), .order(.made("2", email: "other@example.com"))])
    return shop
  }

  private func changes(_ shop: Shop, _ entry: Int64?) throws -> JournalEntry {
    let seq = try #require(entry)
    return try #require(try shop.store.connection.readNow { try JournalTable.entry(seq, in: $0) })
  }

  @Test func `What a buyer asked to be engraved is on a card, and erased with it`() throws {
    let shop = try shop()
    let line = try #require(try shop.order(1)?.lines.first)
    #expect(line.options == "Color:Red" && line.personal == "Personalization:Happy birthday Qzanna")
    #expect(try shop.integer("SELECT COUNT(*) FROM order_lines WHERE options LIKE '%Qzanna%'") == 0)
    // The same file in another shape changes nothing.
    var again = IncomingOrder.made("1", raw: "again")
    again.lines[0].options = "Color:Red"
    again.lines[0].personal = "Personalization:Happy birthday Qzanna"
    #expect(try shop.take([.order(again)]) == [.unchanged(1)])

    try shop.perform("eraseCustomer", 1)
    try shop.store.settle()
    #expect(try !shop.wholeFile().contains(Array("Qzanna".utf8)))
    #expect(try shop.order(1)?.lines.first?.personal == "")
    again.raw = "once more"
    _ = try shop.take([.order(again)])
    #expect(try shop.order(1)?.lines.count == 1)
    #expect(try !shop.wholeFile().contains(Array("Happy birthday Qzanna".utf8)))
    #expect(try shop.findings() == [])
  }

  @Test func `Notes, reasons and notes of holds go from the journal; what happened stays`() throws {
    let shop = try shop()
    let noted = try shop.perform("noteOrder", 1, fields: ["note": "call qzfrau after six"]).entry
    let held = try shop.perform("holdOrder", 1, fields: ["reason": "fraudRisk", "note": "qzbrother ordered too"]).entry
    let request = ActionRequest("tagOrder", subject: 1, fields: ["tag": "x"], reason: "qzneighbour said so")
    let tagged = try shop.store.perform(request, as: shop.admin, now: shop.now).entry
    let other = try shop.perform("noteOrder", 2, fields: ["note": "qzother stays"]).entry
    #expect(try changes(shop, noted).changes.first?.after == .text("call qzfrau after six"))
    #expect(try changes(shop, tagged).reason == "qzneighbour said so")
    #expect(try shop.findings() == [])

    try shop.perform("eraseCustomer", 1)
    try shop.store.settle()
    let bytes = try shop.wholeFile()
    for word in ["qzfrau", "qzbrother", "qzneighbour"] { #expect(!bytes.contains(Array(word.utf8)), "\(word)") }
    #expect(bytes.contains(Array("qzother".utf8)))
    #expect(try changes(shop, noted).isErased && changes(shop, held).isErased)
    #expect(try changes(shop, tagged).changes.first?.field == "tags")
    #expect(try changes(shop, tagged).reason == "")
    #expect(try changes(shop, other).changes.first?.after == .text("qzother stays"))
    #expect(throws: ActionRefusal.erased) { try shop.store.undo(entry: noted, as: shop.admin, now: shop.now) }
    #expect(try shop.findings() == [])
  }

  @Test func `What holds nothing of an erased person is taken back all the same, before and after`() throws {
    let shop = try shop()
    let tagged = try shop.perform("tagOrder", 1, fields: ["tag": "old"]).entry
    let request = ActionRequest("holdOrder", subject: 1, fields: ["reason": "other"], reason: "qzsister rang")
    let held = try shop.store.perform(request, as: shop.admin, now: shop.now).entry
    let noted = try shop.perform("holdOrder", 1, fields: ["reason": "fraudRisk", "note": "qzbrother"]).entry
    let moved = try shop.perform("changeAddress", 1, fields: ["city": "Bonn"]).entry
    try shop.perform("eraseCustomer", 1)
    func undo(_ entry: Int64?) throws {
      _ = try shop.store.undo(entry: entry, as: shop.admin, now: shop.now)
    }

    for (action, fields) in [
      ("noteOrder", ["note": "told them"]), ("tagOrder", ["tag": "new"]), ("releaseOrder", ["reason": "other"]),
    ] as [(String, [String: String])] {
      let before = try #require(try shop.order(1)).snapshot
      try undo(try shop.perform(action, 1, fields: fields).entry)
      #expect(try #require(try shop.order(1)).snapshot == before, "\(action)")
    }
    #expect(throws: ActionRefusal.erased) { try undo(noted) }
    #expect(throws: ActionRefusal.erased) { try undo(moved) }
    try undo(tagged)
    #expect(try shop.order(1)?.tags == [])
    try shop.perform("releaseOrder", 1, fields: ["reason": "fraudRisk"])
    try undo(held)
    #expect(try shop.order(1)?.holds.map(\.reason) == [])
    #expect(try shop.findings() == [])
  }

  @Test func `A text that is changed in the journal, or taken without its salt, is found`() throws {
    let shop = try shop()
    try shop.perform("noteOrder", 1, fields: ["note": "call after six"])
    try shop.tamper("UPDATE journal SET texts = replace(texts, 'six', 'ten') WHERE texts IS NOT NULL")
    #expect(try shop.findings().contains { $0.hasPrefix("journalChain") })
    try shop.tamper("UPDATE journal SET texts = replace(texts, 'ten', 'six') WHERE texts IS NOT NULL")
    #expect(try shop.findings() == [])
    try shop.tamper("UPDATE journal SET seal = \(.bytes([])), texts = NULL, salt = NULL WHERE texts IS NOT NULL")
    #expect(try shop.findings().contains { $0.hasPrefix("journalChain") })
  }

  @Test func `Entries of an older store lose their texts too, and its chain and heads still hold`() throws {
    let shop = try Shop()
    try shop.take([.order(.made("1"))])
    try shop.store.connection.writeNow { writer in
      let work = Work(writer, actor: shop.admin, now: shop.now, reason: "")
      try work.begin()
      // As a program of the fifth step wrote them: in the open.
      try work.append(action: "noteOrder", kind: "orders", subject: 1, changesJSON: "{\"note\":[\"\",\"qzold\"]}")
      try writer.execute("UPDATE order_lines SET options = 'Engraving: Qzotto' WHERE order_id = 1")
      try OlderStore.takeBackToStep5(writer)
      try writer.execute("UPDATE meta SET value = '5' WHERE key = 'schema'")
    }
    let store = try Store.open(shop.store.url, migrate: true)
    let line = try store.connection.readNow { try OrderTable.load(1, in: $0) }?.lines.first
    #expect(line?.options == "" && line?.personal == "Engraving: Qzotto")
    let head = try store.examine().head
    _ = try store.perform(ActionRequest("eraseCustomer", subject: 1), as: shop.admin, now: shop.now)
    try store.settle()
    let bytes = try shop.wholeFile()
    for word in ["qzold", "Qzotto"] { #expect(!bytes.contains(Array(word.utf8)), "\(word)") }
    #expect(try store.examine(knownHead: head).findings.isEmpty)
  }
}
