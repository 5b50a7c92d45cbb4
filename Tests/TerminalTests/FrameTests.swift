import Testing

@testable import Terminal

@Suite struct FrameTests {
  private func line(_ columns: Int, _ body: (inout Frame) -> Void) -> String {
    var frame = Frame(size: Size(columns: columns, rows: 1))
    body(&frame)
    return frame.lines[0]
  }

  @Test func `Text is cut at a cluster and says so`() {
    #expect(line(10) { $0.write("Kaffeebecher blau", at: Point(0, 0)) } == "Kaffeebec…")
    #expect(line(10) { $0.write("陶瓷手冲咖啡壶", at: Point(0, 0)) } == "陶瓷手冲 …")
    #expect(line(9) { $0.write("陶瓷手冲咖啡壶", at: Point(0, 0)) } == "陶瓷手冲…")
    #expect(line(10) { $0.write("abcdef", at: Point(0, 0), width: 3, marksCut: false) } == "abc")
  }

  @Test func `The columns used are told`() {
    var frame = Frame(size: Size(columns: 10, rows: 1))
    #expect(frame.write("中文", at: Point(0, 0)) == 4)
    #expect(frame.write("0123456789", at: Point(5, 0)) == 5)
    #expect(frame.write("x", at: Point(10, 0)) == 0)
    #expect(frame.write("x", at: Point(0, 1)) == 0)
  }

  @Test func `Numbers stand at the right`() {
    #expect(line(10) { $0.write("12.30", at: Point(0, 0), width: 10, align: .right) } == "     12.30")
    #expect(line(9) { $0.write("abc", at: Point(0, 0), width: 9, align: .centre) } == "   abc")
  }

  @Test func `Half a wide character never stays behind`() {
    #expect(line(6) { $0.write("中中中", at: Point(0, 0)); $0.write("x", at: Point(1, 0)) } == " x中中")
    #expect(line(6) { $0.write("中中中", at: Point(0, 0)); $0.write("x", at: Point(2, 0)) } == "中x 中")
    #expect(line(6) { $0.write("中中中", at: Point(0, 0)); $0.fill(Rect(x: 1, y: 0, width: 2, height: 1)) } == "    中")
    #expect(line(6) { $0.write("中中中", at: Point(0, 0)); $0.write("abcd", at: Point(0, 0), width: 3) } == "ab… 中")
    #expect(line(6) { $0.write("a中", at: Point(-1, 0)) } == "中")
  }

  @Test func `A box has its title and gives what is inside`() {
    var frame = Frame(size: Size(columns: 12, rows: 3))
    let inner = frame.box(frame.bounds, title: "Hold")
    #expect(frame.lines == ["┌─ Hold ───┐", "│          │", "└──────────┘"])
    #expect(inner == Rect(x: 1, y: 1, width: 10, height: 1))
    var plain = Frame(size: Size(columns: 4, rows: 2), widths: WidthPolicy(ambiguousColumns: 2))
    plain.box(plain.bounds)
    #expect(plain.lines == ["+--+", "+--+"])
  }

  @Test func `Nothing outside a frame is written, whatever the place`() {
    for size in [Size(columns: 0, rows: 0), Size(columns: 1, rows: 1), Size(columns: 20, rows: 16)] {
      var frame = Frame(size: size)
      for x in [-1_000_000, -3, 0, 19, 20, .max / 2] {
        for y in [-1, 0, 15, 16, .max / 2] {
          frame.write("中文 text", at: Point(x, y), role: .danger)
          frame.fill(Rect(x: x, y: y, width: 5, height: 5), role: .bar)
          frame.restyle(Rect(x: x, y: y, width: 50, height: 5), role: .selected)
          frame.box(Rect(x: x, y: y, width: 5, height: 5))
        }
      }
      #expect(frame.cells.count == size.columns * size.rows)
    }
  }

  @Test func `Roles can be read, and a picture holds the text`() {
    var frame = Frame(size: Size(columns: 6, rows: 1))
    frame.write("ok <&>", at: Point(0, 0), width: 2, role: .danger, marksCut: false)
    #expect(frame.roles == ["ff"])
    frame.write("<&>", at: Point(3, 0))
    #expect(frame.svg(.portolanDark).contains("&lt;&amp;&gt;"))
  }

  @Test func `Any two frames with one text compare as equal`() {
    var first = Frame(size: Size(columns: 20, rows: 2))
    var second = first
    first.write("👨‍👩‍👧 e\u{301} 中", at: Point(0, 1))
    #expect(first != second)
    second.write("👨‍👩‍👧 e\u{301} 中", at: Point(0, 1))
    #expect(first == second)
  }
}
