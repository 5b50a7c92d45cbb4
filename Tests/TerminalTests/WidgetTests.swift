import Testing

@testable import Terminal

@Suite struct WidgetTests {
  private static let sizes = [(20, 16), (40, 8), (80, 24), (120, 36), (300, 100), (1, 1)].map {
    Size(columns: $0.0, rows: $0.1)
  }

  private func type(_ script: String, into field: inout TextField) {
    for key in Key.script(script) { _ = field.handle(key) }
  }

  @Test(arguments: [
    ("abc", "abc", 3), ("abc,Left,x", "abxc", 3), ("ab cd,C-w", "ab ", 3), ("ab cd,Home,C-k", "", 0),
    ("ab cd,C-Left,C-u", "cd", 0), ("abc,Backspace,Home,Delete", "b", 0), ("陶瓷,Left,Backspace", "瓷", 0),
    ("abc,C-w,C-_", "abc", 3), ("abc,M-u,M-e", "abc", 3), ("paste:a\nb", "a b", 3), ("ab cd,Home,C-Right", "ab cd", 2),
  ])
  func `A field is edited as people expect`(script: String, text: String, caret: Int) {
    var field = TextField()
    type(script, into: &field)
    #expect(field.text == text)
    #expect(field.caret == caret)
  }

  @Test func `A combining mark joins the letter before the caret`() {
    var field = TextField()
    _ = field.handle(.character("e"))
    _ = field.handle(.character("\u{301}"))
    #expect(field.text == "e\u{301}" && field.caret == 1)
  }

  @Test func `The cursor stands at the caret, wide letters and long text included`() {
    var frame = Frame(size: Size(columns: 10, rows: 1))
    var field = TextField(text: "陶瓷")
    field.draw(into: &frame, in: frame.bounds, isFocused: true)
    #expect(frame.cursor == Point(4, 0))
    field.text = "0123456789abcdef"
    field.draw(into: &frame, in: frame.bounds, isFocused: true)
    #expect(frame.lines == ["789abcdef"])
    #expect(frame.cursor == Point(9, 0))
  }

  @Test func `What a field does not want it leaves`() {
    var field = TextField()
    for key: Key in [.enter, .escape, .tab, .up, .function(1)] {
      let taken = field.handle(key)
      #expect(!taken)
    }
  }

  @Test func `Lines wrap at spaces and between ideographs`() {
    #expect(TextWrap.lines("the blue mug\n陶瓷手冲壶", columns: 8) == ["the blue", "mug", "陶瓷手冲", "壶"])
    #expect(TextWrap.lines("", columns: 8) == [""])
  }

  @Test func `The caret moves between lines`() {
    var area = TextArea(text: "one\ntwo three\nx")
    for key: Key in [.up, .up, .end] { _ = area.handle(key) }
    #expect(area.caret == 3)
    _ = area.handle(.down)
    #expect(area.caret == 7)
    var frame = Frame(size: Size(columns: 8, rows: 2))
    area.draw(into: &frame, in: frame.bounds, isFocused: true)
    #expect(frame.cursor == Point(3, 1))
  }

  private var columns: [TableColumn] {
    [
      TableColumn(id: "number", title: "Number", minimum: 10, maximum: 14),
      TableColumn(id: "customer", title: "Customer", minimum: 8, maximum: 20, priority: 2, grows: true),
      TableColumn(id: "status", title: "Status", minimum: 7, maximum: 10, priority: 1),
      TableColumn(id: "total", title: "Total", minimum: 9, maximum: 12, priority: 3, align: .right),
    ]
  }

  @Test func `Columns go first where room is short`() {
    func shown(_ width: Int) -> [String] {
      TableLayout(columns: columns, width: width).placed.map { columns[$0.index].id }
    }
    #expect(shown(80) == ["number", "customer", "status", "total"])
    #expect(shown(36) == ["number", "customer", "status"])
    #expect(shown(20) == ["number", "status"])
    #expect(shown(5) == ["number"])
    for width in 0...300 {
      let layout = TableLayout(columns: columns, width: width)
      #expect(layout.placed.allSatisfy { $0.x + $0.width <= max(width, 1) })
    }
  }

  @Test func `A table shows titles, rows and the selected row with the cursor`() {
    var frame = Frame(size: Size(columns: 44, rows: 4))
    let table = Table(TableLayout(columns: columns, width: 44), sortedColumn: "total", sortsDown: true)
    let rows = [["PO-1", "王小明", "paid", "12.30"], ["PO-2", "Łukasz", "held", "7.00"]]
    table.draw(into: &frame, in: frame.bounds, selected: 1) { place in
      place < rows.count ? TableRow(cells: rows[place].map { TableCell($0) }, isMarked: place == 0) : nil
    }
    #expect(
      frame.lines == [
        " Number         Customer   Status     Totalv", "*PO-1           王小明     paid        12.30",
        " PO-2           Łukasz     held         7.00", "",
      ])
    #expect(frame.cursor == Point(0, 2))
    #expect(frame.roles[2] == String(repeating: "d", count: 44))
  }

  @Test(arguments: sizes)
  func `Every widget draws at every size`(size: Size) {
    var frame = Frame(size: size)
    let full = frame.bounds
    Tabs(titles: ["Lines", "地址", "Money", "History"], selected: 2).draw(into: &frame, in: full)
    KeyHints([.init(key: "j", title: "down"), .init(key: "?", title: "帮助")]).draw(into: &frame, in: full)
    ListBox(items: (0..<30).map { .init("item \($0)", note: "k") }, selected: 17).draw(into: &frame, in: full)
    StatusLine("Held", role: .success, trailing: "1 / 30").draw(into: &frame, in: full)
    ScrollBar(total: 1_000_000, top: 999_999).draw(into: &frame, in: full)
    var form = Form(fields: (0..<12).map { .init(id: "f\($0)", label: "Field \($0)", text: "中文") }, focus: 11)
    form.show(errors: ["f11": "needs a date"])
    form.draw(into: &frame, in: full)
    TextArea(text: "hello\nworld").draw(into: &frame, in: full, isFocused: true)
    if let cursor = frame.cursor { #expect(full.contains(cursor)) }
    #expect(frame.cells.count == size.columns * size.rows)
  }

  @Test func `A form goes from field to field and says what is wrong`() {
    var form = Form(fields: [.init(id: "reason", label: "Reason"), .init(id: "until", label: "Until")])
    for key in Key.script("late,Enter,x") { _ = form.handle(key) }
    #expect(form["reason"] == "late" && form["until"] == "x")
    let taken = form.handle(.enter)
    #expect(!taken)
    form.show(errors: ["until": "no date"])
    var frame = Frame(size: Size(columns: 40, rows: 4))
    form.draw(into: &frame, in: frame.bounds)
    #expect(frame.lines == ["Reason late", " Until x", "       no date", ""])
    #expect(frame.cursor == Point(8, 1))
  }
}
