import TestSupport
import Testing

@testable import Terminal

/// Text selected in fields: by Shift and arrows, by a key of its own, whole; typed over, cut, painted.
@Suite struct SelectionTests {
  private func field(_ text: String, _ keys: Key...) -> TextField {
    var field = TextField(text: text)
    for key in keys { _ = field.handle(key) }
    return field
  }

  @Test func `Shift and an arrow select by clusters, and typing replaces them`() {
    var selected = field("陶瓷👩‍👩‍👧e\u{301}", .shifted(.left), .shifted(.left))
    #expect(selected.selectedText == "👩‍👩‍👧e\u{301}")
    _ = selected.handle(.character("x"))
    #expect(selected.text == "陶瓷x" && selected.selectedText.isEmpty && selected.caret == 3)
    _ = selected.handle(.control("_"))
    #expect(selected.text == "陶瓷👩‍👩‍👧e\u{301}")
  }

  @Test(arguments: [Key.control(" "), .alt("m")])
  func `A key begins to select where Shift says nothing, and again ends it`(key: Key) {
    var selected = field("one two", key, .alt("b"))
    #expect(selected.selectedText == "two")
    _ = selected.handle(key)
    #expect(selected.selectedText.isEmpty)
    _ = selected.handle(.left)
    #expect(selected.selectedText.isEmpty)
  }

  @Test func `All is selected, taken out, deleted or left by a motion`() {
    #expect(field("abc", .alt("s")).selectedText == "abc")
    #expect(field("abc", .alt("s"), .alt("x")).text == "")
    #expect(field("abc", .alt("s"), .backspace).text == "")
    #expect(field("abc", .alt("s"), .left).caret == 0)
    #expect(field("abc", .home, .shifted(.right), .right).caret == 1)
    #expect(field("abc", .alt("s"), .paste("z")).text == "z")
    #expect(field("abc", .alt("s"), .alt("c")).selectedText == "abc")
  }

  @Test func `Rows of a text are selected up and down, its line breaks with them`() {
    var area = TextArea(text: "one\n二三\nfour")
    area.viewport = Size(columns: 10, rows: 3)
    _ = area.handle(.shifted(.up))
    #expect(area.selectedText == "\nfour")
    _ = area.handle(.shifted(.home))
    #expect(area.selectedText == "二三\nfour")
    _ = area.handle(.character("x"))
    #expect(area.text == "one\nx")
    _ = area.handle(.control("_"))
    #expect(area.text == "one\n二三\nfour")
  }

  @Test func `A limit holds with what is replaced taken off`() {
    var field = TextField(text: "abcd", limit: 4)
    _ = field.handle(.alt("s"))
    _ = field.handle(.paste("wxyz"))
    #expect(field.text == "wxyz")
    _ = field.handle(.character("!"))
    #expect(field.text == "wxyz")
  }

  @Test func `What is selected is painted whole, wide characters in both columns, and the caret stands at its end`() {
    let wide = field("a陶瓷b", .home, .right, .shifted(.right), .shifted(.right))
    var frame = Frame(size: Size(columns: 10, rows: 1))
    wide.draw(into: &frame, in: frame.bounds, isFocused: true)
    let roles = (0..<7).map { frame[Point($0, 0)]?.role }
    #expect(roles == [.input, .selection, .selection, .selection, .selection, .input, .input])
    #expect(frame.cursor == Point(5, 0))
    var plain = Frame(size: Size(columns: 10, rows: 1))
    wide.draw(into: &plain, in: plain.bounds, isFocused: false)
    #expect(!plain.cells.contains { $0.role == .selection })

    var area = TextArea(text: "ab\n\n陶")
    area.viewport = Size(columns: 4, rows: 3)
    _ = area.handle(.alt("s"))
    var page = Frame(size: Size(columns: 4, rows: 3))
    area.draw(into: &page, in: page.bounds, isFocused: true)
    let lit = (0..<3).map { y in (0..<4).filter { page[Point($0, y)]?.role == .selection }.count }
    #expect(lit == [3, 1, 2])
  }

  @Test
  func `Selected text is told from a field by its look where there are no colours, in every theme where there are`() {
    #expect(Role.selection.recipe(isDark: true).plainAttributes == .reverse)
    #expect(Role.input.recipe(isDark: true).plainAttributes != .reverse)
  }

  @Test(arguments: 1...40)
  func `Random selections and edits keep the caret and the selection inside the text`(seed: Int) {
    var dice = Dice(seed: UInt64(seed) &* 7919)
    let keys: [Key] = [
      .shifted(.left), .shifted(.right), .shifted(.up), .shifted(.down), .shifted(.home), .shifted(.end), .alt("m"),
      .alt("s"), .alt("x"), .alt("c"), .left, .right, .up, .down, .backspace, .delete, .control("w"), .control("k"),
      .control("u"), .alt("k"), .control("_"), .alt("e"), .character("陶"), .character("\u{301}"), .paste("🇩🇪\nx"),
      .paste("🇩"), .enter, .home, .end,
    ]
    var area = TextArea(text: "one 二\nthree", limit: 60)
    area.viewport = Size(columns: 6, rows: 3)
    for step in 0..<400 {
      let before = area
      let key = dice.pick(keys)
      _ = area.handle(key)
      #expect((0...area.count).contains(area.caret), "step \(step)")
      #expect(area.count <= 60)
      #expect(area.text.contains(area.selectedText) || area.selectedText.isEmpty)
      if case .character = key, !before.selectedText.isEmpty, area.text != before.text {
        #expect(area.selectedText.isEmpty)
      }
      var frame = Frame(size: Size(columns: 6, rows: 3))
      area.draw(into: &frame, in: frame.bounds, isFocused: true)
      #expect(frame.cursor.map(frame.bounds.contains) == true)
    }
  }
}
