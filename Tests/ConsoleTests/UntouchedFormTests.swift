import Domain
import Foundation
import Store
import Terminal
import Testing

@testable import Console

/// Enter in a form that nobody has typed into changes nothing: what is there is shown, and stays.
struct UntouchedFormTests {
  private func order(_ shop: Shop, _ number: String) throws -> Order {
    let id = try shop.id(number)
    return try #require(try shop.store.connection.readNow { try OrderTable.load(id, in: $0) })
  }

  private func shownText(_ rehearsal: Rehearsal) throws -> String {
    guard case .form(let form) = rehearsal.state.mode else {
      Issue.record("no form in\n\(rehearsal.text)")
      return ""
    }
    return form.entries.first?.input.text ?? ""
  }

  @Test func `A note and an assignee stay, and are emptied by whoever empties them`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal(view: "orders number:AMZ-DE-305-0000037")
    rehearsal.press(script: "n")
    #expect(try shownText(rehearsal) == "礼品，请勿放发票")
    rehearsal.press(.enter)
    #expect(try order(shop, "AMZ-DE-305-0000037").note == "礼品，请勿放发票")
    rehearsal.press(script: "n,C-u,Enter")
    #expect(try order(shop, "AMZ-DE-305-0000037").note.isEmpty)

    rehearsal = try shop.rehearsal(view: "orders number:AMZ-DE-305-0000036")
    rehearsal.press(script: "a")
    #expect(try shownText(rehearsal) == "bob")
    rehearsal.press(.enter)
    #expect(try order(shop, "AMZ-DE-305-0000036").assignee == "bob")
    rehearsal.press(script: "a,C-u,Enter")
    #expect(try order(shop, "AMZ-DE-305-0000036").assignee == nil)
  }

  @Test func `The promised days are shown by the shop's clock, and each is changed alone`() throws {
    let shop = try Shop()
    let number = "AMZ-DE-305-0000037"
    let id = try shop.id(number)
    try shop.perform("rescheduleOrder", id, ["shipBy": "2026-10-01 15:30", "deliverBy": "2026-10-09 12:00"])
    let before = try order(shop, number)
    var rehearsal = try shop.rehearsal(view: "orders number:\(number)")
    rehearsal.press(script: ":,reschedule,Enter")
    #expect(try shownText(rehearsal) == "2026-10-01 15:30")
    rehearsal.press(.enter)
    #expect(try order(shop, number).shipBy == before.shipBy)
    rehearsal.press(script: "Escape,:,reschedule,Enter,C-u")
    for character in "2026-10-02" { rehearsal.press(.character(character)) }
    rehearsal.press(.enter)
    let after = try order(shop, number)
    #expect(after.shipBy != before.shipBy && after.shipBy != nil)
    #expect(after.deliverBy == before.deliverBy)
  }

  @Test func `What was taken over from a colleague in a conflict stays`() throws {
    let shop = try Shop()
    let number = "AMZ-DE-305-0000037"
    var rehearsal = try shop.rehearsal(view: "orders number:\(number)")
    rehearsal.press(script: "n,x")
    try shop.perform("noteOrder", try shop.id(number), ["note": "theirs"])
    rehearsal.press(script: "Enter,C-r,Enter")
    #expect(try order(shop, number).note == "theirs", "\(rehearsal.text)")
  }

  @Test func `The notes of a customer and of a return are shown, and stay`() throws {
    let shop = try Shop()
    let number = try #require(
      try shop.store.connection.readNow { try $0.first("SELECT number FROM customers WHERE id = 1") { $0.text(0) } })
    try shop.perform("noteCustomer", 1, ["note": "prefers parcels"])
    var rehearsal = try shop.rehearsal(view: "customers number:\(number)")
    rehearsal.press(script: ":,noteCustomer,Enter")
    #expect(try shownText(rehearsal) == "prefers parcels")
    rehearsal.press(.enter)
    func note() throws -> String? {
      try shop.store.connection.readNow { reader in
        try CustomerTable.load(1, in: reader).map { try CustomerTable.note($0, in: reader) }
      }
    }
    #expect(try note() == "prefers parcels")

    try shop.perform("requestReturn", try shop.id("SHOP-1055"), ["note": "the box was wet"])
    rehearsal = try shop.rehearsal(view: "returns")
    rehearsal.press(script: "n")
    #expect(try shownText(rehearsal) == "the box was wet")
    rehearsal.press(.enter)
    let kept = try shop.store.connection.readNow { try $0.first("SELECT note FROM returns") { $0.text(0) } }
    #expect(kept == "the box was wet")
  }

  @Test(arguments: ["note", "assign"])
  func `In lines a bare word empties nothing; an empty value does`(word: String) throws {
    let shop = try Shop()
    let number = word == "note" ? "AMZ-DE-305-0000037" : "AMZ-DE-305-0000036"
    func value() throws -> String? {
      let order = try order(shop, number)
      return word == "note" ? order.note : order.assignee
    }
    var console = try PlainConsole(shop.options(view: "orders number:\(number)"), makeId: { UUID().uuidString })
    _ = console.start()
    let said = console.take(word)
    #expect(said.count == 1 && said[0].hasPrefix("Say it so: \(word) "), "\(said)")
    #expect(try value()?.isEmpty == false)
    _ = console.take(word == "note" ? "note note=" : "assign to=")
    #expect(try value() ?? "" == "")
  }

  @Test(arguments: [Key.insert, .escape, .control("c")], ["*", "+"])
  func `On the number block a form is left from a choice`(key: Key, opens: String) throws {
    let shop = try Shop()
    var options = shop.options(view: "orders number:AMZ-DE-305-0000039")
    options.settings = Settings(keySet: .numpad)
    var rehearsal = try Rehearsal(options, size: Size(columns: 80, rows: 24))
    rehearsal.press(script: opens)
    guard case .form = rehearsal.state.mode else {
      Issue.record("no form in\n\(rehearsal.text)")
      return
    }
    rehearsal.press(key)
    guard case .plain = rehearsal.state.mode else {
      Issue.record("the form is open still:\n\(rehearsal.text)")
      return
    }
  }
}
