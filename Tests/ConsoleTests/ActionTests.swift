import Domain
import Store
import Terminal
import Testing

@testable import Console

struct ActionTests {
  @Test func `A hold is put on, shown, undone and put back`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal()
    let id = try #require(rehearsal.state.list.window.selectedRow?.id)
    rehearsal.press(script: "H,stock")
    rehearsal.press(.enter)
    #expect(try holds(shop, id) == [.outOfStock])
    #expect(rehearsal.lines.last?.contains("hold, done") == true)
    rehearsal.press(script: "u")
    #expect(rehearsal.text.contains("out of stock > nothing"))
    rehearsal.press(.enter)
    #expect(try holds(shop, id) == [])
    rehearsal.press(.character("U"))
    #expect(try holds(shop, id) == [.outOfStock])
  }

  @Test func `What was undone is redone in turn, said as what it is, until nothing is left`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal()
    let id = try #require(rehearsal.state.list.window.selectedRow?.id)
    rehearsal.press(script: "t,rush,Enter,t,gift,Enter,u,Enter,u,Enter")
    #expect(try tags(shop, id) == [])
    rehearsal.press(script: "U")
    #expect(try tags(shop, id) == ["rush"])
    #expect(rehearsal.lines.last?.hasPrefix("Redone: ") == true)
    rehearsal.press(script: "U")
    #expect(try tags(shop, id) == ["gift", "rush"])
    rehearsal.press(script: "U")
    #expect(try tags(shop, id) == ["gift", "rush"])
    #expect(rehearsal.lines.last?.contains("There is no undo to take back") == true)
    rehearsal.press(script: "u,Enter")
    #expect(try tags(shop, id) == ["rush"])
    #expect(rehearsal.lines.last?.hasPrefix("Undone: ") == true)
  }

  @Test func `Escape leaves the undo plan alone`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal()
    let id = try #require(rehearsal.state.list.window.selectedRow?.id)
    rehearsal.press(script: "t,rush,Enter,u,Esc")
    #expect(try tags(shop, id) == ["rush"])
  }

  @Test func `A choice is made by its beginning, by the arrows, and a wrong word is refused where it stands`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal()
    rehearsal.press(script: "H,zzz")
    #expect(rehearsal.text.contains("Not one of the list."))
    rehearsal.press(script: "Enter")
    #expect(rehearsal.text.contains("Not one of the list."))
    rehearsal.press(script: "C-u,Right,Right")
    rehearsal.press(.enter)
    let id = try #require(rehearsal.state.list.window.selectedRow?.id)
    #expect(try holds(shop, id) == [.awaitingReturnItems])
  }

  @Test func `Saving twice has one effect`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal()
    rehearsal.press(script: "t,rush")
    guard case .form(var form) = rehearsal.state.mode else {
      Issue.record("no form")
      return
    }
    guard case .save(let request) = form.handle(.enter) else {
      Issue.record("not saved")
      return
    }
    let first = try shop.store.perform(request, as: shop.admin, now: Shop.now)
    let second = try shop.store.perform(request, as: shop.admin, now: Shop.now)
    #expect(second.isRepeat)
    #expect(first.entry == second.entry)
  }

  @Test func `A refusal is said in the form and the text stays`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal()
    rehearsal.press(script: "t,rush,Enter,t,rush,Enter")
    #expect(rehearsal.text.contains("It has the tag"))
    guard case .form(let form) = rehearsal.state.mode else {
      Issue.record("no form")
      return
    }
    #expect(form.entries[0].input.text == "rush")
  }

  @Test func `The hold form shows every reason where the screen has room, and leads to each where not`() throws {
    let shop = try Shop()
    for language in Language.allCases {
      let words = Words(language: language)
      var wide = try shop.rehearsal(Size(columns: 80, rows: 24), language)
      wide.press(script: "H")
      for reason in HoldReason.allCases {
        #expect(wide.text.contains(words.hold(reason)), "\(language): \(reason)")
      }
      for size in [Size(columns: 40, rows: 8), Size(columns: 20, rows: 16)] {
        var small = try shop.rehearsal(size, language)
        small.press(script: "H")
        for _ in HoldReason.allCases {
          small.press(.right)
          guard case .form(let form) = small.state.mode, let field = form.entries.first else { continue }
          #expect(small.text.contains("[\(field.input.text.prefix(12))"), "\(language), \(size): \(field.input.text)")
        }
      }
    }
  }

  @Test func `A command that one may not do says whom to ask`() throws {
    let shop = try Shop()
    try shop.perform("addUser", nil, ["name": "pat", "roles": "picker"])
    let picker = Domain.Actor(name: "pat", rights: Domain.Role.picker.rights)
    var rehearsal = try shop.rehearsal(actor: picker)
    rehearsal.press(script: "H")
    #expect(rehearsal.lines.last == "hold: you lack the right: edit orders; ask bob, ada")
    rehearsal.press(script: "?,hold")
    #expect(rehearsal.text.contains("you lack the right: edit orders; ask bob, ada"))
    #expect(throws: ActionRefusal.notAllowed(.editOrders, actor: "pat", ask: ["bob", "ada"])) {
      try shop.store.perform(
        ActionRequest("tagOrder", subject: 1, fields: ["tag": "x"]), as: picker, now: Shop.now)
    }
  }

  @Test func `Undo and redo of a colleague's coming name the colleague`() throws {
    let shop = try Shop()
    try shop.perform("addUser", nil, ["name": "eve", "roles": "agent"])
    var rehearsal = try shop.rehearsal()
    rehearsal.press(script: "u")
    #expect(rehearsal.text.contains("eve"))
    rehearsal.press(.enter)
    #expect(rehearsal.lines.last == "Undone: eve.  U does it again")
    rehearsal.press(script: "U")
    #expect(rehearsal.lines.last == "Redone: eve.  u undoes")
  }

  @Test func `A product is edited in a form; only what changed is sent`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal()
    rehearsal.press(script: "2,e,C-u")
    rehearsal.press(script: "Green Mug")
    rehearsal.press(.enter)
    let id = try #require(rehearsal.state.subject?.id)
    let product = try #require(try shop.store.connection.readNow { try ProductTable.load(id, in: $0) })
    #expect(product.title == "Green Mug")
    #expect(product.body == "<p>A mug.</p>")
    #expect(rehearsal.text.contains("Green Mug"))
  }

  @Test func `Somebody else's change of the same field shows both values, of another field is merged`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal()
    rehearsal.press(script: "2,e,C-u")
    rehearsal.press(script: "Mine")
    let id = try #require(rehearsal.state.subject?.id)
    try shop.perform("editProduct", id, ["title": "Theirs", "brand": "Brand new"])
    rehearsal.press(.enter)
    #expect(rehearsal.text.contains("theirs: Theirs"))
    rehearsal.press(.enter)
    let product = try #require(try shop.store.connection.readNow { try ProductTable.load(id, in: $0) })
    #expect(product.title == "Mine")
    #expect(product.brand == "Brand new")
  }

  @Test func `Ctrl-R takes the other's value`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal()
    rehearsal.press(script: "2,e,C-u")
    rehearsal.press(script: "Mine")
    let id = try #require(rehearsal.state.subject?.id)
    try shop.perform("editProduct", id, ["title": "Theirs"])
    rehearsal.press(script: "Enter,C-r,Tab,C-u")
    rehearsal.press(script: "Ours")
    rehearsal.press(.enter)
    let product = try #require(try shop.store.connection.readNow { try ProductTable.load(id, in: $0) })
    #expect(product.title == "Theirs")
    #expect(product.brand == "Ours")
  }

  @Test func `A note of several lines is written with Alt-Enter`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal()
    rehearsal.press(script: "n,one")
    rehearsal.press(.alt("\r"))
    rehearsal.press(script: "two,Enter")
    let id = try #require(rehearsal.state.subject?.id)
    let order = try #require(try shop.store.connection.readNow { try OrderTable.load(id, in: $0) })
    #expect(order.note == "one\ntwo")
  }

  @Test func `Personal data stays hidden from those without the right`() throws {
    let shop = try Shop()
    let finance = Domain.Actor(name: "ada", rights: Domain.Role.finance.rights)
    var rehearsal = try shop.rehearsal(actor: finance)
    rehearsal.press(script: "Enter,2")
    #expect(rehearsal.text.contains("Hidden"))
    rehearsal.press(script: "5")
    #expect(!rehearsal.text.contains("id,"))
    rehearsal.press(script: "Esc,/,customer:anna")
    #expect(rehearsal.text.contains("personal"))
  }

  @Test func `A right that was lost since, and a user who left, are refused calmly`() throws {
    let shop = try Shop()
    let agent = Domain.Actor(name: "bob", rights: Domain.Role.agent.rights)
    var rehearsal = try shop.rehearsal(actor: agent)
    try shop.perform("addUser", nil, ["name": "bob", "roles": "finance"])
    rehearsal.press(script: "t,rush,Enter")
    #expect(rehearsal.text.contains("bob lacks the right: edit orders"))
    try shop.perform("removeUser", nil, ["name": "bob"])
    rehearsal.press(.enter)
    #expect(rehearsal.text.contains("Nobody called “bob” works here; ask ada"))
    let id = try #require(rehearsal.state.list.window.selectedRow?.id)
    #expect(try tags(shop, id) == [])
  }

  @Test func `Leaving needs no question`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal()
    rehearsal.press(.character("q"))
    #expect(rehearsal.hasQuit)
    var second = try shop.rehearsal()
    second.press(script: "t,abc")
    second.press(.hangup)
    #expect(second.hasQuit)
  }

  @Test func `A store that fails is said and the console goes on`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal()
    rehearsal.send(.lost(.store(.locked)))
    #expect(rehearsal.lines.last?.contains("locked by another program") == true)
    rehearsal.press(.character("j"))
    #expect(rehearsal.state.list.place == 2)
  }

  private func holds(_ shop: Shop, _ id: Int64) throws -> [HoldReason] {
    try shop.store.connection.readNow { try OrderTable.load(id, in: $0) }?.holds.map(\.reason) ?? []
  }

  private func tags(_ shop: Shop, _ id: Int64) throws -> [String] {
    try shop.store.connection.readNow { try OrderTable.load(id, in: $0) }?.tags ?? []
  }
}
