import Domain
import Store
import Terminal
import Testing

@testable import Console

struct ListTests {
  @Test func `Moving on past the window reads on and never loses a step`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal(Size(columns: 80, rows: 12))
    let all = try shop.store.connection.readNow {
      try Views.page(rehearsal.state.list.query(rehearsal.state.viewer), from: .start, limit: 100, in: $0)
    }
    #expect(all.rows.count == 60)
    for step in 1..<60 {
      rehearsal.press(.character("j"))
      #expect(rehearsal.state.list.window.selectedRow?.id == all.rows[step].id)
      #expect(rehearsal.state.list.place == Int64(step + 1))
    }
    for step in (0..<59).reversed() {
      rehearsal.press(.character("k"))
      #expect(rehearsal.state.list.window.selectedRow?.id == all.rows[step].id)
      #expect(rehearsal.state.list.place == Int64(step + 1))
    }
  }

  @Test func `G and g reach the ends, and the position is known at both`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal(Size(columns: 80, rows: 12))
    rehearsal.press(.character("G"))
    #expect(rehearsal.lines[1].hasSuffix("60 / 60"))
    rehearsal.press(.pageUp)
    #expect(rehearsal.lines[1].hasSuffix("52 / 60"))
    rehearsal.press(.character("g"))
    #expect(rehearsal.lines[1].hasSuffix("1 / 60"))
  }

  @Test func `A burst of steps before any answer is paid when the rows come`() throws {
    let shop = try Shop()
    var state = try ConsoleState(
      shop.options(), Desk(shop.options()), size: Size(columns: 80, rows: 12))
    let desk = Desk(shop.options())
    let connection = shop.store.connection
    func settle(_ effects: [Effect]) {
      var waiting = effects[...]
      while let effect = waiting.popFirst() {
        let answer = desk.answer(to: effect) { body in try connection.readNow { try body($0) } }
        if let answer { waiting += state.update(answer) }
      }
    }
    settle(state.start())
    var effects: [Effect] = []
    for _ in 0..<50 { effects += state.update(.key(.character("j"))) }
    // A form asked for in the midst of it is for the row where the steps end.
    effects += state.update(.key(.character("t")))
    #expect(state.holdsPaint)
    settle(effects)
    #expect(state.list.place == 51)
    guard case .form(let form) = state.mode else {
      Issue.record("no form")
      return
    }
    #expect(form.subject == state.list.window.selectedRow?.id)
  }

  @Test func `Typing in the filter narrows the rows at each character, Escape brings all back`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal()
    rehearsal.press(script: "j,j")
    let selected = rehearsal.state.list.window.selectedRow?.id
    rehearsal.press(script: "/,country:DE")
    #expect(rehearsal.state.list.count == 15)
    rehearsal.press(.escape)
    #expect(rehearsal.state.list.count == 60)
    #expect(rehearsal.state.list.window.selectedRow?.id == selected)
  }

  @Test func `While the filter is wrong the last good rows stay and the fault is said`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal()
    rehearsal.press(script: "/,country:DE")
    let before = rehearsal.state.list.window.rows
    rehearsal.press(script: " status:pai")
    let isUnchanged = rehearsal.state.list.window.rows == before
    #expect(isUnchanged)
    #expect(rehearsal.text.contains("is no value of status"))
    rehearsal.press(.enter)
    #expect(rehearsal.text.contains("is no value of status"))
  }

  @Test func `A word that may become a field's name waits for its end, or for Enter`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal()
    rehearsal.press(script: "/,zq")
    #expect(rehearsal.state.list.count == 0)
    rehearsal.press(script: "C-u,Esc,/,la")
    #expect(rehearsal.state.list.count == 60)
    rehearsal.press(.enter)
    #expect(rehearsal.state.list.sentence.description.contains("la"))
  }

  @Test func `Chinese text is found as it is typed`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal()
    rehearsal.press(script: "/,王小明")
    #expect(rehearsal.state.list.count == 10)
    rehearsal.press(.enter)
    #expect(rehearsal.lines[1].contains("王小明"))
  }

  @Test func `Tab completes from the fields and from the values in the store`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal()
    rehearsal.press(script: "/,chann,Tab")
    #expect(rehearsal.lines[1].hasPrefix("/ channel:"))
    rehearsal.press(script: "Tab,Enter")
    #expect(rehearsal.lines[1].hasPrefix("/ channel:AMZ-DE"), "\(rehearsal.lines[1])")
    #expect(rehearsal.state.list.count == 40)
  }

  @Test func `A number that the filter hides takes the filter off`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal(view: "orders channel:SHOP")
    rehearsal.press(script: ":,305-0000007,Enter")
    #expect(rehearsal.state.list.window.selectedRow?.id == (try shop.id("AMZ-DE-305-0000007")))
    #expect(rehearsal.lines.last?.contains("filter was taken off") == true)
    rehearsal.press(script: ":,nothing-9,Enter")
    #expect(rehearsal.lines.last?.contains("Nothing has the number") == true)
  }

  @Test func `A paste is a number to go to, never keys`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal()
    rehearsal.press(.paste("qqqq\nH"))
    #expect(!rehearsal.hasQuit)
    #expect(rehearsal.lines[1].hasPrefix(": qqqq"))
  }

  @Test func `A paste is trimmed to its first line, and said so`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal()
    rehearsal.press(.paste("\n  305-0000007 \r\n305-0000008\n"))
    #expect(rehearsal.lines[1] == ": 305-0000007")
    #expect(rehearsal.lines.last?.contains("The first of 2 pasted lines") == true)
    rehearsal.press(.enter)
    #expect(rehearsal.state.list.window.selectedRow?.id == (try shop.id("AMZ-DE-305-0000007")))
    rehearsal.press(.paste(" \n\t"))
    #expect(rehearsal.lines.last?.contains("has no text") == true)
  }

  @Test func `What is too long to be pasted is said, wherever it was meant to go`() throws {
    let shop = try Shop()
    let long = String(repeating: "x", count: 1 << 20)
    for keys in ["/", ":", "n", "t"] {
      var rehearsal = try shop.rehearsal()
      rehearsal.press(script: keys)
      rehearsal.press(.paste(long))
      #expect(rehearsal.text.contains("Too long to paste here"), "\(keys)")
    }
  }

  @Test func `What is pasted into the filter is asked for whole, and the filter has hints of its own`() throws {
    var rehearsal = try Shop().rehearsal(Size(columns: 80, rows: 24))
    rehearsal.press(script: "/")
    rehearsal.press(.paste("mug s"))
    #expect(rehearsal.state.list.sentence.description == "orders mug s")
    #expect(rehearsal.lines.last?.contains("Enter keeps") == true)
    #expect(rehearsal.lines.last?.contains("hold") == false)
    // A letter that is typed may begin a field's name.
    rehearsal.press(script: "C-u,m,u,g,Space,s")
    #expect(rehearsal.state.list.sentence.description == "orders mug")
  }

  @Test func `Words that are offered do not stand over what is wrong`() throws {
    var rehearsal = try Shop().rehearsal(Size(columns: 40, rows: 8))
    rehearsal.press(script: "/")
    for character in "status:p" { rehearsal.press(.character(character)) }
    #expect(rehearsal.text.contains("no value of status"))
    rehearsal.press(.tab)
    guard case .filter(let bar) = rehearsal.state.mode, bar.completions.count > 1 else {
      Issue.record("nothing is offered")
      return
    }
    #expect(!rehearsal.text.contains("no value of"))
  }

  @Test(arguments: [(40, "total"), (60, "total"), (80, "total"), (20, "count")])
  func `Numbers of groups are shown whole or not at all`(columns: Int, least: String) throws {
    let shop = try Shop()
    var state = try shop.rehearsal(Size(columns: columns, rows: 16), view: "orders group:channel").state
    var groups = try #require(state.list.groups)
    groups[0].count = 16_512
    groups[0].totals = [
      Money(minorUnits: 14_840_175, currency: try #require(Currency("JPY"))),
      Money(minorUnits: 1_234_567_89, currency: try #require(Currency("EUR"))),
    ]
    state.list.take(groups: .success(groups), generation: state.list.generation)
    let text = state.view(.standard).text
    #expect(text.contains("16,512"), "\(text)")
    if least == "total" { #expect(text.contains("14840175 JPY"), "\(text)") }
    #expect(text.contains("1234567.89 EUR") || !text.contains("12345"), "\(text)")
  }

  @Test func `A group opens as the view of its rows`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal(view: "orders group:channel")
    #expect(rehearsal.text.contains("AMZ-DE"))
    rehearsal.press(.enter)
    #expect(rehearsal.state.list.sentence.description.contains("channel:AMZ-DE"))
    #expect(rehearsal.state.list.count == 40)
  }

  @Test func `Sorting by the total puts the largest first, again the smallest`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal()
    rehearsal.press(script: "s")
    guard case .sort(let sorting) = rehearsal.state.mode else {
      Issue.record("no list")
      return
    }
    let index = try #require(sorting.fields.firstIndex(of: .order(.total)))
    rehearsal.press(.home)
    for _ in 0..<index { rehearsal.press(.down) }
    rehearsal.press(.enter)
    #expect(rehearsal.state.list.sentence.sort == [SortKey(.order(.total), descending: true)])
    rehearsal.press(script: "s,Enter")
    #expect(rehearsal.state.list.sentence.sort == [SortKey(.order(.total), descending: false)])
  }

  @Test func `Somebody else's change comes in, the selection stays with its record`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal(Size(columns: 150, rows: 36), view: "orders status:paid")
    rehearsal.press(script: "j*5")
    let row = try #require(rehearsal.state.list.window.selectedRow)
    let other = rehearsal.state.list.window.rows[2]
    try shop.perform("shipOrder", other.id)
    try shop.perform("tagOrder", row.id, ["tag": "rush"])
    rehearsal.send(.changed)
    #expect(rehearsal.state.list.window.selectedRow?.id == row.id)
    #expect(!rehearsal.state.list.window.rows.contains { $0.id == other.id })
    #expect(rehearsal.text.contains("rush"))
  }

  @Test func `A refresh with nothing new paints the same screen`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal(Size(columns: 80, rows: 24))
    rehearsal.press(script: "j*40")
    let before = rehearsal.frame
    rehearsal.send(.changed)
    #expect(rehearsal.frame == before)
  }

  @Test func `An answer to an older question is not shown`() throws {
    let shop = try Shop()
    var state = try ConsoleState(shop.options(), Desk(shop.options()), size: Size(columns: 80, rows: 24))
    let first = state.start()
    let second = state.orders.show(try Sentence("orders country:DE"), state.viewer)
    let desk = Desk(shop.options())
    let connection = shop.store.connection
    for effect in second + first {
      if let answer = desk.answer(to: effect, read: { body in try connection.readNow { try body($0) } }) {
        _ = state.update(answer)
      }
    }
    #expect(state.list.count == 15)
    #expect(state.list.window.rows.count == 15)
  }
}
