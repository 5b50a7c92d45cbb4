import Domain
import Store
import Terminal
import Testing

@testable import Console

/// Back and forward through sentences, in every key set.
struct HistoryTests {
  @Test func `Back brings the sentence with its row and its place on the screen, forward goes again`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal(Size(columns: 80, rows: 14))
    rehearsal.press(script: "j*17")
    let (row, top) = (rehearsal.state.list.window.selectedRow?.id, rehearsal.state.list.place)
    let screen = rehearsal.lines[3...10]
    rehearsal.press(script: "/,status:paid,Enter,j*3,s,Enter")
    #expect(rehearsal.state.history.back.count == 2)
    rehearsal.press(.backspace)
    #expect(rehearsal.state.list.sentence.description == "orders status:paid")
    #expect(rehearsal.state.list.place == 4)
    rehearsal.press(.backspace)
    #expect(rehearsal.state.list.window.selectedRow?.id == row)
    #expect(rehearsal.state.list.place == top)
    #expect(rehearsal.lines[3...10] == screen)
    rehearsal.press(.backspace)
    #expect(rehearsal.lines.last == "There is no view before this one.")
    rehearsal.press(.controlled(.right))
    #expect(rehearsal.state.list.sentence.description == "orders status:paid")
    #expect(rehearsal.state.list.place == 4)
    // A new way from here forgets what lay ahead.
    rehearsal.press(script: "/,vip,Enter,C-Right")
    #expect(rehearsal.lines.last == "There is no view after this one.")
  }

  @Test func `After back the rest of the list is still to be had, both ways`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal(Size(columns: 80, rows: 14))
    rehearsal.press(script: "j*30,/,vip,Enter,Backspace")
    rehearsal.press(script: "j*29")
    #expect(rehearsal.state.list.place == 60)
    rehearsal.press(script: "k*59")
    #expect(rehearsal.state.list.place == 1)
  }

  @Test func `A filter that is taken back leaves no step behind`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal()
    rehearsal.press(script: "/,status:paid,Esc,Esc")
    #expect(rehearsal.state.history.back.isEmpty)
  }

  @Test(arguments: KeySet.allCases)
  func `Every key set goes back, forward and from change to change`(set: KeySet) {
    let map = KeyMap(set)
    for command in [Command.historyBack, .historyForward, .nextChange, .previousChange, .views] {
      #expect(!map.keys(of: command, in: .list).isEmpty, "\(command) in \(set)")
    }
  }

  @Test func `Rights that were taken take the rows of the way with them`() throws {
    let shop = try Shop()
    let bob = Domain.Actor(name: "bob", rights: Domain.Role.agent.rights)
    var rehearsal = try shop.rehearsal(view: "customers", actor: bob)
    rehearsal.press(script: "/,tier:vip,Enter")
    try shop.perform("addUser", nil, ["name": "bob", "roles": "finance"])
    rehearsal.send(.changed)
    #expect(rehearsal.state.history.back.allSatisfy { $0.list.window.isEmpty })
    rehearsal.press(.backspace)
    #expect(!rehearsal.text.contains("Müller"))
    #expect(rehearsal.text.contains("•••"))
  }
}
