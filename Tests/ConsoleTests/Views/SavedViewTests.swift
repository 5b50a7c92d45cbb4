import Domain
import Store
import Terminal
import Testing

@testable import Console

/// The saved views beside the list and in their dialog.
struct SavedViewTests {
  /// Wide enough for the views to stand beside the list.
  private let wide = Size(columns: 138, rows: 36)

  private func saved(_ shop: Shop, _ name: String, for user: String = "ada") throws -> SavedView? {
    try shop.store.connection.readNow { try SavedViews.named(name, for: user, in: $0) }
  }

  private func bob(_ shop: Shop) -> Domain.Actor { Domain.Actor(name: "bob", rights: Domain.Role.agent.rights) }

  @Test func `The views of a new shop stand beside the list with their counts and what is late of them`() throws {
    let shop = try Shop()
    let rehearsal = try shop.rehearsal(wide)
    let bar = rehearsal.lines.map { String($0.prefix(22)) }
    for name in ["to-ship-today", "late", "on-hold", "unpaid", "unmapped", "new"] {
      #expect(bar.contains { $0.contains(name) }, "\(name)")
    }
    let held = try #require(bar.first { $0.contains("on-hold") })
    #expect(held.contains(" 1"))
    let late = try #require(bar.first { $0.contains("late") })
    let count = try shop.store.connection.readNow { reader in
      try Views.count(
        ViewQuery(
          Sentence("orders late:yes"), inquiry: Inquiry(now: Shop.now, zone: .utc, me: "ada"), mayReadPersonal: true),
        in: reader)
    }
    #expect(count > 0)
    #expect(late.contains("L\(count)"), "\(late)")
  }

  @Test func `Counts follow a change`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal(wide)
    rehearsal.press(script: "H,fraud,Enter")
    rehearsal.send(.changed)
    #expect(rehearsal.lines.contains { $0.contains("on-hold") && $0.prefix(22).contains("2") })
  }

  @Test func `A view is opened from the side bar, and from a dialog where there is none`() throws {
    let shop = try Shop()
    for size in [wide, Size(columns: 80, rows: 24), Size(columns: 20, rows: 16)] {
      var rehearsal = try shop.rehearsal(size)
      rehearsal.press(script: "w,g")
      let index = try #require(rehearsal.state.shelf.items.firstIndex { $0.view.name == "on-hold" })
      for _ in 0..<index { rehearsal.press(.down) }
      #expect(rehearsal.text.contains("on-hold"))
      rehearsal.press(.enter)
      #expect(rehearsal.state.list.sentence.description == "orders holds:any sort:-age")
      #expect(rehearsal.state.list.count == 1)
      rehearsal.press(.backspace)
      #expect(rehearsal.state.list.count == 60)
    }
  }

  @Test func `A view of another kind opens in its list, and back comes back`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal(wide)
    rehearsal.press(script: "j,j,w")
    let place = rehearsal.state.list.window.selectedRow?.id
    let index = try #require(rehearsal.state.shelf.items.firstIndex { $0.view.name == "unmapped" })
    for _ in 0..<index { rehearsal.press(.down) }
    rehearsal.press(.enter)
    #expect(rehearsal.state.shown == .lines)
    rehearsal.press(.controlled(.left))
    #expect(rehearsal.state.shown == .orders)
    #expect(rehearsal.state.list.window.selectedRow?.id == place)
  }

  @Test func `The present sentence is kept by name, undone by u`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal(wide)
    rehearsal.press(script: "/,status:paid country:DE,Enter,W,german,Enter")
    #expect(rehearsal.lines.last?.contains("@german is kept, for you") == true)
    #expect(try saved(shop, "german")?.sentence == "orders status:paid country:DE")
    #expect(rehearsal.text.contains("Mine"))
    #expect(rehearsal.lines.contains { $0.hasPrefix(">german") })
    rehearsal.press(script: "u,Enter")
    #expect(try saved(shop, "german") == nil)
    rehearsal.send(.changed)
    #expect(!rehearsal.lines.contains { $0.hasPrefix(">german") })
  }

  @Test func `Sharing is a right; without it the form says so and keeps for oneself`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal(wide, actor: bob(shop))
    rehearsal.press(script: "W,team,Tab")
    #expect(rehearsal.text.contains("You lack the right to share views"))
    rehearsal.press(.enter)
    #expect(try saved(shop, "team", for: "bob")?.owner == "bob")
    #expect(try saved(shop, "team") == nil)
    var admin = try shop.rehearsal(wide)
    admin.press(script: "W,all-of-us,Tab")
    #expect(admin.text.contains("Shared with everybody"))
    admin.press(.enter)
    #expect(try saved(shop, "all-of-us", for: "bob")?.owner == "")
  }

  @Test func `A shared view is not removed without the right, one's own is, and undo brings it back`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal(wide, actor: bob(shop))
    rehearsal.press(script: "w,g,x")
    #expect(rehearsal.lines.last?.contains("share views") == true)
    #expect(rehearsal.state.shelf.items.count == 6)
    rehearsal.press(script: "Esc,W,own,Enter,w,g,x")
    #expect(try saved(shop, "own", for: "bob") == nil)
    rehearsal.press(script: "u,Enter")
    #expect(try saved(shop, "own", for: "bob")?.sentence == "orders")
  }

  @Test func `A view is renamed in its place, a name that is taken is refused in the form`() throws {
    let shop = try Shop()
    try shop.perform("saveView", nil, ["name": "one", "sentence": "orders tag:vip"])
    try shop.perform("saveView", nil, ["name": "two", "sentence": "orders"])
    var rehearsal = try shop.rehearsal(wide)
    rehearsal.press(script: "w,g,n,C-u,two,Enter")
    #expect(rehearsal.text.contains("a name that no other view has"))
    rehearsal.press(script: "C-u,three,Enter")
    #expect(rehearsal.lines.last?.contains("@one is called @three now") == true)
    #expect(try saved(shop, "three")?.sentence == "orders tag:vip")
  }

  @Test func `An own view goes before a shared one of its name, and the list says which is hidden`() throws {
    let shop = try Shop()
    try shop.perform("saveView", nil, ["name": "late", "sentence": "orders late:yes country:DE"])
    var rehearsal = try shop.rehearsal(wide)
    #expect(rehearsal.lines.contains { $0.contains("late") && $0.contains("yours first") })
    rehearsal.press(script: "/,@late,Enter")
    #expect(rehearsal.state.list.sentence.description.contains("country:DE"))
    rehearsal.press(script: "W,C-u,late")
    #expect(rehearsal.text.contains("takes the place of the one"))
    rehearsal.press(script: "C-u,new")
    #expect(rehearsal.text.contains("goes before the shared one"))
  }

  @Test func `A console that only looks keeps no view`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal(wide, readOnly: true)
    rehearsal.press(script: "W")
    #expect(rehearsal.lines.last == "keep view: the console is read-only")
    rehearsal.press(script: "w,x")
    #expect(rehearsal.lines.last?.contains("read-only") == true)
  }

  @Test func `Columns are turned on and off and moved, and stand in the sentence`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal(wide)
    // Channel off, status before the number.
    rehearsal.press(script: "C,j,Space,j,S-Up,S-Up,Enter")
    #expect(rehearsal.state.list.sentence.columns.first == .order(.status))
    #expect(!rehearsal.state.list.sentence.columns.contains(.order(.channel)))
    #expect(rehearsal.lines[1].contains("cols:status,number,age"))
    rehearsal.press(script: "C,d,Enter")
    #expect(rehearsal.state.list.sentence.columns.isEmpty)
    for _ in Kind.orders.defaultColumns.indices { rehearsal.press(script: "C") }
    rehearsal.press(script: "Esc,C")
    for _ in Kind.orders.defaultColumns { rehearsal.press(script: "Space,j") }
    rehearsal.press(.enter)
    #expect(rehearsal.lines.last == "One column at least is needed.")
  }

  @Test func `Rows are grouped by choice; Enter opens a group, back returns to the same one`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal(wide)
    rehearsal.press(script: "%")
    #expect(rehearsal.text.contains("Group by"))
    rehearsal.press(script: "j,j,Enter")
    #expect(rehearsal.state.list.sentence.group == .order(.status))
    rehearsal.press(script: "j")
    let group = try #require(rehearsal.state.list.selectedGroupValue)
    rehearsal.press(.enter)
    #expect(rehearsal.state.list.count == group.count)
    rehearsal.press(.backspace)
    #expect(rehearsal.state.list.isGrouped)
    #expect(rehearsal.state.list.selectedGroupValue?.value == group.value)
  }

  @Test func `The side bar goes away and comes back by command`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal(wide)
    rehearsal.run(.sideBar)
    #expect(!rehearsal.text.contains("to-ship-today"))
    rehearsal.run(.sideBar)
    #expect(rehearsal.text.contains("to-ship-today"))
    var small = try shop.rehearsal(Size(columns: 80, rows: 24))
    small.run(.sideBar)
    small.run(.sideBar)
    #expect(small.lines.last?.contains("no room") == true)
  }

  @Test func `A number is shown in five columns and never as more than is known`() {
    let cases: [(Int64, Bool, String)] = [
      (0, false, "0"), (9999, false, "9999"), (10_000, false, "10k"), (12_345, false, "12.3k"),
      (999_999, false, "999k"), (1_234_567, false, "1.2M"), (10_000, true, "10k+"), (1_200, true, "1.2k+"),
    ]
    for (number, isCapped, text) in cases { #expect(ViewShelf.short(number, isCapped: isCapped) == text) }
  }
}
