import Domain
import Store
import Terminal
import Testing

@testable import Console

/// Actions without a key: found by their name, with a form of their own.
@Suite struct OtherActionTests {
  private func form(_ rehearsal: Rehearsal) -> ActionForm? {
    if case .form(let form) = rehearsal.state.mode { form } else { nil }
  }

  /// Opens the palette and takes what its text finds.
  private func open(_ words: String, _ rehearsal: inout Rehearsal) {
    rehearsal.press(.character(":"))
    for character in words { rehearsal.press(.character(character)) }
    rehearsal.press(.enter)
  }

  private func fill(_ texts: [String: String], _ rehearsal: inout Rehearsal) {
    for _ in 0..<(form(rehearsal)?.entries.count ?? 0) {
      if let open = form(rehearsal), let text = texts[open.entries[open.focus].name] {
        for character in text { rehearsal.press(.character(character)) }
      }
      rehearsal.press(.tab)
    }
    rehearsal.press(.enter)
  }

  @Test(arguments: Language.allCases)
  func `Every action that no key asks for has a form whose fields are named`(language: Language) throws {
    let shop = try Shop()
    for definition in OtherAction.all {
      var rehearsal = try shop.rehearsal(Size(columns: 80, rows: 24), language)
      open(definition.id, &rehearsal)
      let open = try #require(form(rehearsal), "\(definition.id)\n\(rehearsal.text)")
      #expect(open.action == definition.id)
      for field in definition.fields { #expect(open.entries.contains { $0.name == field.name }, "\(definition.id)") }
      #expect(open.entries.allSatisfy { !$0.label.isEmpty })
    }
  }

  @Test func `A supplier, a purchase with its lines and a box are made from the keyboard`() throws {
    let shop = try Shop()
    try shop.stockUp()
    var rehearsal = try shop.rehearsal(Size(columns: 80, rows: 24), view: "suppliers")
    open("new supplier", &rehearsal)
    fill(["code": "ACME", "currency": "CNY", "leadDays": "5"], &rehearsal)
    #expect(form(rehearsal) == nil, "\(rehearsal.text)")
    let supplier = try shop.id("ACME", .suppliers)
    try shop.perform("offerSku", supplier, ["sku": "MUG-5", "prices": "1=2.50"])
    open("new purchase", &rehearsal)
    fill(["supplier": "ACME", "warehouse": "SZ", "lines": "MUG-5=20"], &rehearsal)
    #expect(form(rehearsal) == nil, "\(rehearsal.text)")
    #expect(try shop.store.connection.readNow { try $0.integer("SELECT quantity FROM purchase_lines") } == 20)
    open("new box", &rehearsal)
    fill(["code": "S", "length": "200", "width": "150", "height": "100"], &rehearsal)
    #expect(try shop.store.connection.readNow { try $0.integer("SELECT COUNT(*) FROM boxes") } == 1)
    // What has no list of its own is named.
    open("closeBox", &rehearsal)
    fill([ActionForm.whoName: "s"], &rehearsal)
    #expect(try shop.store.connection.readNow { try $0.integer("SELECT closed FROM boxes") } == 1)
  }

  @Test func `The row that one stands on is meant, and a name that nobody has is refused in the form`() throws {
    let shop = try Shop()
    try shop.stockUp()
    var rehearsal = try shop.rehearsal(Size(columns: 80, rows: 24), view: "stock")
    open("publishStock", &rehearsal)
    fill(["channel": "SHOP", "buffer": "1"], &rehearsal)
    #expect(form(rehearsal) == nil, "\(rehearsal.text)")
    #expect(try shop.store.connection.readNow { try $0.integer("SELECT COUNT(*) FROM published_stock") } == 1)
    open("finishCount", &rehearsal)
    fill([ActionForm.whoName: "Z-99", "counted": "3"], &rehearsal)
    #expect(form(rehearsal) != nil)
    #expect(rehearsal.text.contains("Z-99"))
  }

  @Test func `Who may not do it is told whom to ask`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal(
      Size(columns: 80, rows: 24), actor: Domain.Actor(name: "bob", rights: Role.agent.rights))
    open("createSupplier", &rehearsal)
    #expect(form(rehearsal) == nil)
  }
}
