import Domain
import Glibc
import Store
import Terminal
import Testing

@testable import Console

/// What comes back at the next login.
struct SessionRestoreTests {
  private func again(_ shop: Shop, _ size: Size = Size(columns: 80, rows: 24)) throws -> Rehearsal {
    try shop.rehearsal(size, keepsSession: true)
  }

  @Test func `Sentences, row, way and open record come back, and the screen says so`() throws {
    let shop = try Shop()
    var first = try again(shop)
    first.press(script: "/,status:paid,Enter,2,j,1,j*5,Enter,3,q")
    let row = first.state.list.window.selectedRow?.id
    var second = try again(shop)
    #expect(second.state.detail?.id == row)
    #expect(second.state.detail?.tab == .money)
    #expect(second.lines.last == "Back where you left: status:paid. C-x starts afresh.")
    second.press(.escape)
    #expect(second.state.list.sentence.description == "orders status:paid")
    #expect(second.state.list.window.selectedRow?.id == row)
    #expect(second.state.list.place == 6)
    second.press(.backspace)
    #expect(second.state.list.sentence.description == "orders")
    #expect(second.state.list.count == 60)
    second.press(script: "2")
    #expect(second.state.list.place == 2)
  }

  @Test(arguments: Language.allCases)
  func `What is wrong with the settings is said first, and what came back behind it`(language: Language) throws {
    let shop = try Shop()
    var first = try again(shop)
    first.press(script: "/,status:paid,Enter,q")
    for text in ["mouse = tru", "version = 99"] {
      var options = shop.options(language, keepsSession: true)
      (options.settings, options.settingsFaults) = Settings.read(text)
      let second = try Rehearsal(options, size: Size(columns: 80, rows: 24))
      let said = second.state.status?.text ?? ""
      let fault = Words(language: language).fault(try #require(options.settingsFaults.first))
      let place = try #require(said.firstRange(of: fault), "\(said)")
      #expect(said[place.upperBound...].contains("status:paid"), "\(said)")
      #expect(second.state.status?.role == .warning)
    }
  }

  @Test func `Starting afresh drops it, and the way back leads there still`() throws {
    let shop = try Shop()
    var first = try again(shop)
    first.press(script: "/,status:paid,Enter,q")
    var second = try again(shop)
    second.press(.control("x"))
    #expect(second.state.list.sentence.description == "orders")
    #expect(second.state.list.count == 60)
    second.press(.backspace)
    #expect(second.state.list.sentence.description == "orders status:paid")
    second.press(script: "C-x,q")
    let third = try again(shop)
    #expect(third.state.status == nil)
  }

  @Test func `A row that is gone, a sentence nobody can read: the list begins at its start`() throws {
    let shop = try Shop()
    var first = try again(shop)
    first.press(script: "/,tag:vip,Enter,Enter,q")
    try shop.perform("untagOrder", try shop.id("AMZ-DE-305-0000038"), ["tag": "vip"])
    let second = try again(shop)
    #expect(second.state.list.isLoaded)
    #expect(second.state.list.count == 0)
    try shop.store.keep(
      Leaving(
        session: .map([
          "version": .number(1), "shown": .text("orders"),
          "places": .list([
            .map(["pane": .text("orders"), "sentence": .text("orders nosuch:x")]), .number(7),
          ]),
        ]), draft: nil), of: "ada", console: "x", at: Shop.now)
    let third = try again(shop)
    #expect(third.state.list.sentence.description == "orders")
    #expect(third.state.list.count == 60)
  }

  @Test func `A console with a view of its own, and one that begins afresh, bring nothing back`() throws {
    let shop = try Shop()
    var first = try again(shop)
    first.press(script: "/,status:paid,Enter,q")
    let named = try shop.rehearsal(view: "orders country:DE", keepsSession: true)
    #expect(named.state.list.sentence.description == "orders country:DE")
    #expect(named.state.status == nil)
    #expect(try shop.rehearsal().state.list.sentence.description == "orders")
  }

  @Test func `A half-filled form is back after a dropped line, said so, and sent as it was`() throws {
    let shop = try Shop()
    var first = try again(shop)
    first.press(script: "j,n")
    first.press(.paste("礼品，half a no"))
    first.press(.hangup)
    #expect(first.hasQuit)
    var second = try again(shop)
    #expect(second.text.contains("礼品，half a no"))
    #expect(second.text.contains("Not sent, from"))
    second.press(script: "te,Enter")
    let id = try shop.id("SHOP-1059")
    let note = try shop.store.connection.readNow { try OrderTable.load(id, in: $0) }?.note
    #expect(note == "礼品，half a note")
    second.press(script: "q")
    let third = try again(shop)
    guard case .plain = third.state.mode else {
      Issue.record("a sent form came back")
      return
    }
  }

  @Test func `It is there after a kill too, a few seconds old at most, and gone once it was dropped`() throws {
    let shop = try Shop()
    var first = try again(shop)
    first.press(script: "H,fraud,Tab,2d")
    first.keep()
    // Killed here: nothing more is written.
    var second = try again(shop, Size(columns: 20, rows: 16))
    #expect(second.text.contains("2d"))
    second.press(script: "Esc,Enter")
    second.keep()
    let third = try again(shop)
    guard case .plain = third.state.mode else {
      Issue.record("a dropped form came back")
      return
    }
  }

  @Test func `A draft that somebody else's change meets is told of it when it is sent`() throws {
    let shop = try Shop()
    var first = try again(shop)
    first.press(script: "2,e,C-u,Mine,Hangup")
    let id = try shop.id("mug-1", .products)
    try shop.perform("editProduct", id, ["title": "Theirs"])
    var second = try again(shop)
    #expect(second.text.contains("Mine"))
    second.press(.enter)
    #expect(second.text.contains("theirs: Theirs"))
    let product = try shop.store.connection.readNow { try ProductTable.load(id, in: $0) }
    #expect(product?.title == "Theirs")
  }

  @Test func `Erased people's drafts do not come back`() throws {
    let shop = try Shop()
    var first = try again(shop)
    first.press(script: "n,a secret,Hangup")
    let id = try shop.id("SHOP-1060")
    let order = try shop.store.connection.readNow { try OrderTable.load(id, in: $0) }
    try shop.perform("eraseCustomer", order?.customerId)
    let second = try again(shop)
    #expect(!second.text.contains("a secret"))
  }

  @Test func `A console that was open over an erasure does not write down who was sought in it`() throws {
    let shop = try Shop()
    var open = try again(shop)
    open.press(script: "/,status:paid,Enter,2,/,brand:Acme,Enter,4,/,buyer60@example.com,Enter")
    open.keep()
    let id = try shop.id("SHOP-1060")
    let order = try shop.store.connection.readNow { try OrderTable.load(id, in: $0) }
    try shop.perform("eraseCustomer", order?.customerId)
    open.send(.changed)
    open.press(script: "1,j,q")
    let kept = try shop.store.connection.readNow { try Sessions.kept(for: "ada", in: $0).map { "\($0.content)" } } ?? ""
    #expect(kept.contains("brand:Acme") && kept.contains("status:paid"))
    #expect(!kept.contains("buyer60"))
    // Whoever begins after it is kept whole.
    var next = try again(shop)
    next.press(script: "4,/,buyer59@example.com,Enter,q")
    let later =
      try shop.store.connection.readNow { try Sessions.kept(for: "ada", in: $0).map { "\($0.content)" } } ?? ""
    #expect(later.contains("buyer59"))
  }

  @Test func `A form about another record that names who was erased is not kept again, any other goes on`() throws {
    let shop = try Shop()
    func kept() throws -> String {
      try shop.store.connection.readNow { try Sessions.drafts(of: "ada", in: $0).map { "\($0.content)" }.joined() }
    }
    var naming = try again(shop)
    naming.press(script: "2,e,C-u")
    naming.press(.paste("as buyer60@example.com wants it"))
    naming.keep()
    #expect(try kept().contains("buyer60"))
    let first = try shop.id("SHOP-1060")
    let order = try shop.store.connection.readNow { try OrderTable.load(first, in: $0) }
    try shop.perform("eraseCustomer", order?.customerId)
    naming.send(.changed)
    naming.press(script: "!")
    naming.keep()
    #expect(try !kept().contains("buyer60"))
    // Left, it is offered in this console alone, and taking it up again makes it no younger.
    naming.press(script: "Esc,e,F6,!")
    naming.keep()
    naming.press(script: "Esc,q")
    #expect(try !kept().contains("buyer60"))
    // A form that was open and empty then, and one that opens after it, are kept like any other.
    var open = try again(shop)
    open.press(script: "1,j*4,n")
    let second = try shop.id("SHOP-1059")
    let other = try shop.store.connection.readNow { try OrderTable.load(second, in: $0) }
    try shop.perform("eraseCustomer", other?.customerId)
    open.send(.changed)
    open.press(.paste("typed after it"))
    open.keep()
    #expect(try kept().contains("typed after it"))
  }

  @Test func `What was typed since it was kept last and before somebody was erased is not kept after it`() throws {
    let shop = try Shop()
    func kept() throws -> String {
      try shop.store.connection.readNow { try Sessions.drafts(of: "ada", in: $0).map { "\($0.content)" }.joined() }
    }
    func erase(_ number: String) throws {
      let id = try shop.id(number)
      try shop.perform(
        "eraseCustomer", try shop.store.connection.readNow { try OrderTable.load(id, in: $0)?.customerId })
    }
    var typing = try again(shop)
    typing.press(script: "2,e,C-u")
    typing.press(.paste("in blue"))
    typing.keep()
    typing.press(.paste(" for buyer60@example.com"))
    try erase("SHOP-1060")
    // The console keeps it before it has heard of the erasure, and after.
    typing.keep()
    #expect(try kept().contains("in blue") && !kept().contains("buyer60"))
    typing.send(.changed)
    typing.press(script: "!")
    typing.keep()
    #expect(try kept().contains("in blue") && !kept().contains("buyer60"))
    typing.press(script: "Esc,q")
    #expect(try !kept().contains("buyer60"))
    // Where the erasure has seen all that stood there, what is typed after it is kept as ever.
    var quiet = try again(shop)
    quiet.press(script: "1,j*4,n")
    quiet.press(.paste("in red"))
    quiet.keep()
    try erase("SHOP-1059")
    quiet.send(.changed)
    quiet.press(.paste(" or green"))
    quiet.keep()
    #expect(try kept().contains("in red or green"))
  }

  @Test func `What is being translated is there after a kill too`() throws {
    let shop = try Shop()
    var first = try again(shop, Size(columns: 120, rows: 36))
    first.press(script: "2,L,de,Enter")
    first.press(.paste("Becher"))
    first.keep()
    // Killed here: nothing more is written.
    var second = try again(shop, Size(columns: 120, rows: 36))
    #expect(second.state.drafts.drafts.map(\.action) == ["translateProduct"])
    second.press(script: "2,L")
    #expect(second.text.contains("Becher"))
    second.press(script: "Enter,Esc,q")
    #expect(try again(shop).state.drafts.drafts.isEmpty)
  }

  @Test(arguments: Language.allCases)
  func `What Escape does to a form that came back is what the form says`(language: Language) throws {
    let shop = try Shop()
    var first = try again(shop)
    first.press(script: "n,half,Hangup")
    var second = try shop.rehearsal(Size(columns: 80, rows: 24), language, keepsSession: true)
    #expect(second.text.contains(language == .english ? "Esc leaves it as a draft" : "Esc 存为草稿"))
    second.press(.escape)
    #expect(second.state.drafts.drafts.map(\.action) == ["noteOrder"])
  }

  @Test func `Nothing is written for looking about, and nothing by a console that only looks`() throws {
    let shop = try Shop()
    var first = try again(shop)
    first.press(script: "q")
    var second = try again(shop)
    let mark = try shop.store.connection.changeMark()
    second.press(script: "j*9,Enter,Esc,G")
    second.keep()
    #expect(try shop.store.connection.changeMark() == mark)
    var looking = try shop.rehearsal(readOnly: true, keepsSession: true)
    looking.press(script: "/,status:paid,Enter,q")
    #expect(try shop.store.connection.changeMark() == mark)
  }

  @Test func `A console that runs keeps its draft to itself`() throws {
    let shop = try Shop()
    let id = try shop.id("SHOP-1060")
    let content = Plain.map([
      "command": .text("note"), "action": .text("noteOrder"), "operation": .text("op"),
      "values": .map(["note": .text("typed elsewhere")]),
    ])
    // The parent of this process runs on this host and is not this console.
    let other = try #require(ConsoleIdentity.of(getppid()))
    for (console, comesBack) in [(other, false), ("elsewhere/1/1", true)] {
      try shop.store.keep(
        Leaving(
          session: .null,
          draft: Draft(console: console, kind: .orders, subject: id, content: content, savedAt: Shop.now),
          takenOver: [other]), of: "ada", console: console, at: Shop.now)
      #expect(try again(shop).text.contains("typed elsewhere") == comesBack, "\(console)")
    }
  }

  @Test func `A form that was left with something typed offers it at the next login, until it is sent`() throws {
    let shop = try Shop()
    var first = try again(shop)
    first.press(script: "n")
    first.press(.paste("礼品 half"))
    first.press(script: "Esc,j,t,vip,Esc,q")
    var second = try again(shop)
    #expect(Set(second.state.drafts.drafts.map(\.action)) == ["tagOrder", "noteOrder"])
    #expect(second.state.mode.isPlain)
    second.press(script: "g,n")
    #expect(second.text.contains("draft"))
    second.press(script: "F6,Enter")
    #expect(second.state.mode.isPlain)
    second.press(script: "q")
    let third = try again(shop)
    #expect(third.state.drafts.drafts.map(\.action) == ["tagOrder"])
    #expect(try shop.store.connection.readNow { try $0.integer("SELECT COUNT(*) FROM drafts") } == 1)
  }

  @Test func `Erasing a customer takes the drafts that were left about their orders`() throws {
    let shop = try Shop()
    var first = try again(shop)
    first.press(script: "n")
    first.press(.paste("ring the bell"))
    first.press(script: "Esc,q")
    let order = try #require(first.state.list.window.selectedRow?.id)
    let customer = try shop.store.connection.readNow {
      try $0.integer("SELECT customer_id FROM orders WHERE id = \(order)")
    }
    try shop.perform("eraseCustomer", customer)
    #expect(try again(shop).state.drafts.drafts.isEmpty)
  }
}

extension ConsoleState.Mode {
  fileprivate var isPlain: Bool { if case .plain = self { true } else { false } }
}
