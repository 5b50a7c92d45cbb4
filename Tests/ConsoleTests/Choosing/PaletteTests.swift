import Domain
import Store
import Terminal
import Testing

@testable import Console

@Suite struct PaletteTests {
  private func titles(_ rehearsal: Rehearsal) -> [String] {
    guard case .jump(let palette) = rehearsal.state.mode else { return [] }
    return palette.found.map(\.title)
  }

  @Test func `A few letters find a command and Enter runs it`() throws {
    var rehearsal = try Shop().rehearsal()
    rehearsal.press(script: ":")
    rehearsal.press(script: "starpr")
    #expect(titles(rehearsal).first == "start processing")
    rehearsal.press(script: "C-u,srt,Enter")
    #expect(rehearsal.text.contains("Sort by"))
  }

  @Test func `Chinese titles are found by pinyin initials, by their own characters and by the command's id`() throws {
    let shop = try Shop()
    for typed in ["zt", "暂停", "ｚｔ"] {
      var rehearsal = try shop.rehearsal(Size(columns: 80, rows: 24), .chinese)
      rehearsal.press(script: ":")
      rehearsal.press(script: typed)
      #expect(titles(rehearsal).first == "暂停", "\(typed): \(titles(rehearsal))")
    }
    var rehearsal = try shop.rehearsal(Size(columns: 80, rows: 24), .chinese)
    rehearsal.press(script: ":")
    rehearsal.press(script: "hold")
    #expect(titles(rehearsal).contains("暂停"))
  }

  @Test(arguments: ["hold order", "rder h", "gröss", "PO-1000123", "s o r t", "zt 暂"])
  func `Letter by letter it finds what it finds of the whole`(typed: String) throws {
    let state = try Shop().rehearsal().state
    var open = Palette(state.paletteItems, recent: [], words: state.words)
    for count in 1...typed.count {
      let text = String(typed.prefix(count))
      _ = open.handle(.character(typed[typed.index(typed.startIndex, offsetBy: count - 1)]))
      let whole = Palette(state.paletteItems, recent: [], words: state.words, text: text)
      #expect(open.found.map(\.title) == whole.found.map(\.title), "\(text)")
    }
    // What is taken away widens it again.
    _ = open.handle(.backspace)
    let shorter = Palette(state.paletteItems, recent: [], words: state.words, text: String(typed.dropLast()))
    #expect(open.found.map(\.title) == shorter.found.map(\.title))
  }

  @Test func `What was chosen last comes first`() throws {
    var rehearsal = try Shop().rehearsal()
    rehearsal.press(script: ":,products,Enter,:,orders,Enter,:")
    #expect(Array(titles(rehearsal).prefix(2)) == ["orders", "products"])
  }

  @Test func `What has a digit goes to a number, a word alone to what is called so`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal()
    rehearsal.press(script: ":,305-0000012")
    #expect(titles(rehearsal).first == "go to 305-0000012")
    rehearsal.press(.enter)
    #expect(rehearsal.state.list.window.selectedRow?.id == (try shop.id("AMZ-DE-305-0000012")))
    rehearsal.press(script: ":,tag")
    #expect(titles(rehearsal).first == "tag")
    #expect(titles(rehearsal).last == "go to tag")
  }

  @Test func `Saved views are listed and shown`() throws {
    let shop = try Shop()
    try shop.perform("saveView", nil, ["name": "urgent", "sentence": "orders status:paid sort:-age"])
    var rehearsal = try shop.rehearsal()
    rehearsal.press(script: "2,:,urg")
    #expect(titles(rehearsal).first == "@urgent")
    rehearsal.press(.enter)
    #expect(rehearsal.state.shown == .orders)
    #expect(rehearsal.state.list.sentence.description.contains("status:paid"))
  }

  @Test func `What cannot be done now is listed with the reason and says it when chosen`() throws {
    var rehearsal = try Shop().rehearsal(readOnly: true)
    rehearsal.press(script: ":,hold")
    #expect(rehearsal.text.contains("the console is read-only"))
    rehearsal.press(.enter)
    #expect(rehearsal.lines.last == "hold: the console is read-only")
  }

  @Test func `A theme is shown while it is looked at, and Escape takes it back`() throws {
    let shop = try Shop()
    var options = shop.options()
    options.themes = try Themes.folder()
    var rehearsal = try Rehearsal(options, size: Size(columns: 80, rows: 24))
    rehearsal.press(script: ":")
    rehearsal.press(script: "rice-paper")
    #expect(rehearsal.state.shownSettings.theme == "rice-paper")
    #expect(rehearsal.state.settings.theme == nil)
    rehearsal.press(.escape)
    #expect(rehearsal.state.shownSettings.theme == nil)
    rehearsal.press(script: ":")
    rehearsal.press(script: "kelp")
    rehearsal.press(.enter)
    #expect(rehearsal.state.settings.theme == "kelp")
  }

  @Test func `A click takes what stands there, and one elsewhere leaves`() throws {
    var rehearsal = try Shop().rehearsal()
    rehearsal.press(script: ":,sort")
    let row = try #require(rehearsal.lines.firstIndex { $0.hasPrefix(" sort ") })
    rehearsal.press(.mouse(MouseEvent(.press, at: Point(3, row))))
    #expect(rehearsal.text.contains("Sort by"))
    rehearsal.press(script: "Esc,:")
    rehearsal.press(.mouse(MouseEvent(.press, at: Point(3, 35))))
    guard case .plain = rehearsal.state.mode else {
      Issue.record("the palette is still open")
      return
    }
  }
}
