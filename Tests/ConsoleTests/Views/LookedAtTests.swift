import Domain
import Store
import Terminal
import Testing

@testable import Console

/// What changed since this person last looked.
struct LookedAtTests {
  private func bob() -> Domain.Actor { Domain.Actor(name: "bob", rights: Domain.Role.agent.rights) }

  /// Bob looked, left, and meanwhile ada tagged these orders.
  private func shop(_ numbers: [String]) throws -> Shop {
    let shop = try Shop()
    var first = try shop.rehearsal(actor: bob(), keepsSession: true)
    first.press(script: "q")
    for number in numbers { try shop.perform("tagOrder", try shop.id(number), ["tag": "new"]) }
    return shop
  }

  private func marked(_ rehearsal: Rehearsal) -> Int {
    let width = rehearsal.state.showsSideBar ? 24 : 1
    return rehearsal.lines.dropFirst(2).filter { $0.dropFirst(width).first == "~" }.count
  }

  @Test func `Who comes for the first time finds nothing marked; what others do then is`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal(actor: bob(), keepsSession: true)
    #expect(marked(rehearsal) == 0)
    try shop.perform("tagOrder", try shop.id("SHOP-1058"), ["tag": "new"])
    rehearsal.send(.changed)
    #expect(marked(rehearsal) == 1)
  }

  @Test func `Rows that somebody changed are marked by a sign and a role, and gone to by ]c and by keys`() throws {
    let shop = try shop(["SHOP-1055", "SHOP-1050", "AMZ-DE-305-0000012"])
    var rehearsal = try shop.rehearsal(Size(columns: 80, rows: 24), actor: bob(), keepsSession: true)
    #expect(marked(rehearsal) == 2)
    let y = try #require(rehearsal.lines.firstIndex { $0.hasPrefix(" ~") })
    #expect(rehearsal.frame[Point(1, y)]?.role == .info)
    let wanted = try ["SHOP-1055", "SHOP-1050", "AMZ-DE-305-0000012"].map { try shop.id($0) }
    rehearsal.press(script: "],c")
    #expect(rehearsal.state.list.window.selectedRow?.id == wanted[0])
    rehearsal.press(script: ">")
    #expect(rehearsal.state.list.window.selectedRow?.id == wanted[1])
    rehearsal.press(.controlled(.down))
    #expect(rehearsal.state.list.window.selectedRow?.id == wanted[2])
    rehearsal.press(.controlled(.down))
    #expect(rehearsal.lines.last?.contains("Nothing changed in the next rows") == true)
    rehearsal.press(script: "[,c")
    #expect(rehearsal.state.list.window.selectedRow?.id == wanted[1])
    rehearsal.press(.character("】"))
    #expect(rehearsal.lines.last?.contains("], then c") == true)
  }

  @Test(arguments: Language.allCases)
  func `A search for changes that ends before the list says how far it looked, and goes on`(language: Language) throws {
    let shop = try shop([])
    let rehearsal = try shop.rehearsal(
      Size(columns: 80, rows: 24), language, view: "orders", actor: bob(), keepsSession: true)
    var state = rehearsal.state
    func search(_ effects: [Effect]) throws -> NewsSearch {
      for case .viewing(.nextNews(let search)) in effects { return search }
      throw ActionRefusal.nothingToUndo
    }
    let first = try search(state.goToChange(backwards: false))
    let end = try #require(state.list.window.rows.dropFirst(3).first?.anchor)
    _ = state.take(first, .success(.noneUntil(end)))
    #expect(state.status?.text.contains("10,000") == true)
    #expect(try search(state.goToChange(backwards: false)).anchor == end)
    // The other way is another search.
    #expect(try search(state.goToChange(backwards: true)).anchor != end)
  }

  @Test func `What was opened is seen; a later change is news again`() throws {
    let shop = try shop(["SHOP-1055", "SHOP-1050"])
    var rehearsal = try shop.rehearsal(Size(columns: 80, rows: 24), actor: bob(), keepsSession: true)
    rehearsal.press(script: ">,Enter,Esc")
    #expect(marked(rehearsal) == 1)
    try shop.perform("tagOrder", try shop.id("SHOP-1055"), ["tag": "again"])
    rehearsal.send(.changed)
    #expect(marked(rehearsal) == 2)
    // A dropped line is no leaving: what was not opened is still marked, what was is not.
    rehearsal.press(script: ">,Enter,Esc,Hangup")
    let next = try shop.rehearsal(Size(columns: 80, rows: 24), view: "orders", actor: bob(), keepsSession: true)
    #expect(marked(next) == 1)
  }

  @Test func `A command marks all as seen, for this person alone and for good`() throws {
    let shop = try shop(["SHOP-1055", "SHOP-1050"])
    var rehearsal = try shop.rehearsal(Size(columns: 80, rows: 24), actor: bob(), keepsSession: true)
    rehearsal.press(script: "A")
    #expect(marked(rehearsal) == 0)
    #expect(rehearsal.lines.last?.contains("marked as seen") == true)
    rehearsal.press(.hangup)
    #expect(marked(try shop.rehearsal(view: "orders", actor: bob(), keepsSession: true)) == 0)
  }

  @Test func `Leaving means having seen the lists that were shown`() throws {
    let shop = try shop(["SHOP-1055"])
    var rehearsal = try shop.rehearsal(actor: bob(), keepsSession: true)
    #expect(marked(rehearsal) == 1)
    rehearsal.press(script: "q")
    #expect(marked(try shop.rehearsal(view: "orders", actor: bob(), keepsSession: true)) == 0)
  }

  @Test func `One's own changes are no news`() throws {
    let shop = try shop([])
    var rehearsal = try shop.rehearsal(actor: bob(), keepsSession: true)
    rehearsal.press(script: "t,mine,Enter")
    rehearsal.send(.changed)
    #expect(marked(rehearsal) == 0)
  }
}
