import Domain
import Store
import Terminal
import Testing

@testable import Console

/// Rights that are taken away while somebody sits at a console.
struct RightsTests {
  private func bob(_ shop: Shop) -> Domain.Actor { Domain.Actor(name: "bob", rights: Domain.Role.agent.rights) }

  @Test func `A right that was taken away hides what it showed, at the next notice of a change`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal(view: "customers", actor: bob(shop))
    rehearsal.press(.enter)
    #expect(rehearsal.text.contains("Müller"))
    try shop.perform("addUser", nil, ["name": "bob", "roles": "finance"])
    rehearsal.send(.changed)
    #expect(!rehearsal.text.contains("Müller"))
    #expect(rehearsal.text.contains("Hidden"))
    #expect(rehearsal.text.contains("Rights were taken from you"))
    rehearsal.press(.escape)
    #expect(rehearsal.text.contains("•••"))
    #expect(!rehearsal.text.contains("Müller"))
    try shop.perform("addUser", nil, ["name": "bob", "roles": "agent"])
    rehearsal.send(.changed)
    #expect(rehearsal.text.contains("Müller"))
  }

  @Test func `What is read before the notice comes is masked already`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal(view: "customers", actor: bob(shop))
    try shop.perform("addUser", nil, ["name": "bob", "roles": "finance"])
    rehearsal.press(.enter)
    #expect(rehearsal.state.detail?.record.map { "\($0)".contains("Müller") } == false)
  }

  @Test func `Who was removed is told so and sees nothing any more`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal(actor: bob(shop))
    rehearsal.press(.enter)
    try shop.perform("removeUser", nil, ["name": "bob"])
    rehearsal.send(.changed)
    #expect(rehearsal.text.contains("works here"))
    #expect(rehearsal.text.contains("ada"))
    #expect(!rehearsal.text.contains("AMZ-DE-305"))
    #expect(rehearsal.state.detail == nil)
    #expect(rehearsal.state.list.window.rows.isEmpty)
    rehearsal.press(script: "G")
    #expect(rehearsal.state.list.window.rows.isEmpty)
  }

  @Test func `The console of lines acts by the rights of the moment too`() throws {
    let shop = try Shop()
    var plain = try PlainConsole(shop.options(actor: bob(shop)))
    try shop.perform("addUser", nil, ["name": "bob", "roles": "finance"])
    let said = plain.take("tag vip").joined(separator: " ")
    #expect(said.contains("right"), "\(said)")
    #expect(try shop.store.connection.readNow { try Views.count(tagged, in: $0) } == 1)
  }

  private var tagged: ViewQuery {
    get throws {
      ViewQuery(
        try Sentence("orders tags:vip", kind: .orders), inquiry: Inquiry(now: Shop.now, zone: .utc, me: "bob"),
        mayReadPersonal: true)
    }
  }
}
