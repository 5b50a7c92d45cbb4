import Domain
import Store
import Terminal
import Testing

@testable import Console

/// The mouse does what keys do; where it is not wanted, the terminal has it.
struct MouseTests {
  private func press(_ x: Int, _ y: Int) -> Key { .mouse(MouseEvent(.press, at: Point(x, y))) }

  private func rehearsal(_ shop: Shop, _ size: Size = Size(columns: 120, rows: 36)) throws -> Rehearsal {
    var options = shop.options()
    options.settings.usesMouse = true
    return try Rehearsal(options, size: size)
  }

  private func place(of text: String, in rehearsal: Rehearsal) throws -> Point {
    let y = try #require(rehearsal.lines.lastIndex { $0.contains(text) }, "no \(text) in\n\(rehearsal.text)")
    let line = rehearsal.lines[y]
    let range = try #require(line.firstRange(of: text))
    return Point(WidthPolicy.standard.columns(of: String(line[..<range.lowerBound])), y)
  }

  @Test func `A click selects a row, a second one opens it`() throws {
    let shop = try Shop()
    var rehearsal = try rehearsal(shop)
    rehearsal.press(press(5, 8))
    #expect(rehearsal.frame.cursor?.y == 8)
    #expect(rehearsal.state.detail == nil)
    let chosen = rehearsal.state.list.window.selectedRow?.id
    rehearsal.press(press(40, 8))
    #expect(rehearsal.state.detail?.id == chosen)
  }

  @Test func `A click on a key hint does what the key does`() throws {
    let shop = try Shop()
    var rehearsal = try rehearsal(shop)
    let hint = try place(of: "? help", in: rehearsal)
    rehearsal.press(press(hint.x + 3, hint.y))
    #expect(rehearsal.text.contains("Keys and commands"))
    rehearsal.press(.escape)
    let hold = try place(of: "H hold", in: rehearsal)
    rehearsal.press(press(hold.x, hold.y))
    guard case .form = rehearsal.state.mode else {
      Issue.record("no form")
      return
    }
  }

  @Test func `A click on a saved view beside the list opens it`() throws {
    let shop = try Shop()
    var rehearsal = try rehearsal(shop, Size(columns: 136, rows: 36))
    rehearsal.send(.viewing(.shelf(try shop.store.connection.readNow { try SavedViews.all(for: "ada", in: $0) })))
    let item = try #require(rehearsal.state.shelf.items.first { $0.sentence != nil })
    let point = try place(of: item.view.name, in: rehearsal)
    #expect(point.x < ViewShelf.barColumns)
    rehearsal.press(press(point.x + 1, point.y))
    #expect(rehearsal.state.list.sentence == item.sentence)
    // Its heading is no view.
    let shown = rehearsal.state.list.sentence
    rehearsal.press(press(3, rehearsal.state.layout.sideBar?.y ?? 0))
    #expect(rehearsal.state.list.sentence == shown)
  }

  @Test(arguments: Language.allCases)
  func `The bar says that the mouse is on, as long as it is`(language: Language) throws {
    let word = language == .english ? "mouse" : "鼠标"
    for size in [Size(columns: 120, rows: 36), Size(columns: 80, rows: 24)] {
      var rehearsal = try Shop().rehearsal(size, language)
      #expect(!rehearsal.lines[0].contains(word))
      rehearsal.press(script: "M,j")
      #expect(rehearsal.lines[0].contains(size.columns > 80 ? word + "  ada" : word))
      rehearsal.press(script: "M,j")
      #expect(!rehearsal.lines[0].contains(word))
    }
    var small = try Shop().rehearsal(Size(columns: 20, rows: 16), language)
    small.press(script: "M,j")
    #expect(small.lines[0].contains("1 "))
  }

  @Test func `A click on what is no pane's name shows none`() throws {
    let shop = try Shop()
    var rehearsal = try rehearsal(shop)
    for x in [0, 110, 118] {
      rehearsal.press(press(x, 0))
      #expect(rehearsal.state.shown == .orders, "\(x)")
    }
  }

  @Test func `A click on a pane's or a page's name shows it`() throws {
    let shop = try Shop()
    var rehearsal = try rehearsal(shop)
    let products = try place(of: "2 Products", in: rehearsal)
    rehearsal.press(press(products.x + 4, products.y))
    #expect(rehearsal.state.shown == .products)
    rehearsal.press(press(0, 5))
    rehearsal.press(press(0, 5))
    let tab = try place(of: "Images", in: rehearsal)
    rehearsal.press(press(tab.x + 1, tab.y))
    #expect(rehearsal.state.detail?.tab == .images)
  }

  @Test func `The wheel moves the list, the record, and what is open over them`() throws {
    let shop = try Shop()
    var rehearsal = try rehearsal(shop, Size(columns: 200, rows: 12))
    rehearsal.press(.mouse(MouseEvent(.wheelDown, at: Point(5, 5))))
    #expect(rehearsal.state.list.window.selected == 3)
    rehearsal.press(.mouse(MouseEvent(.wheelUp, at: Point(5, 5))))
    #expect(rehearsal.state.list.window.selected == 0)
    rehearsal.press(.mouse(MouseEvent(.wheelDown, at: Point(190, 5))))
    #expect(rehearsal.state.list.window.selected == 0)
    rehearsal.press(script: "?")
    rehearsal.press(.mouse(MouseEvent(.wheelDown, at: Point(5, 5))))
    guard case .help(let help) = rehearsal.state.mode else {
      Issue.record("help is gone")
      return
    }
    #expect(help.list.selected == 1)
  }

  @Test func `Where the mouse is not taken, clicks do nothing, and a key takes it`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal()
    rehearsal.press(press(5, 8))
    #expect(rehearsal.state.list.window.selected == 0)
    var state = rehearsal.state
    guard case .terminal(.mouse(true))? = state.update(.key(.character("M"))).first else {
      Issue.record("the mouse is not asked for")
      return
    }
    #expect(state.manners.usesMouse)
  }

  @Test func `Clicks anywhere, at any time, are survived`() throws {
    let shop = try Shop()
    var rehearsal = try rehearsal(shop, Size(columns: 160, rows: 30))
    for (step, keys) in ["", "Enter", "Esc", "?", "Esc", "s", "Esc", "H", "Esc", "/", "Esc", "u", "Esc"].enumerated() {
      rehearsal.press(script: keys)
      for kind in [MouseEvent.Kind.wheelDown, .drag, .release, .press, .wheelUp] {
        for place in 0..<12 {
          let point = Point((place * 29 + step * 7) % 400, (place * 5 + step) % 60)
          rehearsal.press(.mouse(MouseEvent(kind, button: place % 3, at: point)))
        }
      }
      rehearsal.press(script: "Esc,Esc")
    }
    #expect(!rehearsal.hasQuit)
  }

  @Test func `Selecting text leaves nothing but text on the screen, and the mouse to the terminal`() throws {
    let shop = try Shop()
    var rehearsal = try rehearsal(shop, Size(columns: 200, rows: 30))
    rehearsal.press(.enter)
    #expect(rehearsal.text.contains("│"))
    var state = rehearsal.state
    guard case .terminal(.mouse(false))? = state.update(.key(.character("S"))).first else {
      Issue.record("the mouse is not given back")
      return
    }
    rehearsal.press(script: "S")
    let text = rehearsal.text
    #expect(!text.unicodeScalars.contains { (0x2500...0x259F).contains($0.value) })
    #expect(!text.contains("Portolan") && text.contains("Select with the mouse"))
    #expect(rehearsal.lines.contains { $0.hasPrefix(" AMZ-DE") || $0.hasPrefix(" SHOP") })
    rehearsal.press(script: "H")
    #expect(rehearsal.text.contains("Portolan") && rehearsal.state.status == nil)
    guard case .plain = rehearsal.state.mode else {
      Issue.record("the key that goes back did something else too")
      return
    }
  }
}
