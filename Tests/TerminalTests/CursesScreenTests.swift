import Testing

@testable import Terminal

@MainActor
@Suite(.serialized) struct CursesScreenTests {
  private func screen(_ depth: ColourDepth? = nil, term: String = "xterm-256color") throws -> CursesScreen {
    try CursesScreen(
      term: term, hasColourTerm: depth == .trueColour, size: Size(columns: 120, rows: 36), depth: depth,
      theme: .portolanDark)
  }

  private func table(top: Int, selected: Int, emoji: Bool = false) -> Frame {
    var frame = Frame(size: Size(columns: 120, rows: 36))
    frame.write(" Orders", at: Point(0, 0), role: .title)
    for row in 0..<33 {
      let number = top + row, y = row + 2
      frame.write("PO-\(100_000_000 + number * 37)", at: Point(1, y), width: 13)
      frame.write("2026-11-\(10 + number % 20) 1\(number % 10):\(10 + number % 50)", at: Point(15, y), width: 17)
      frame.write(["amazon-de", "shopify", "ebay-uk", "tiktok"][number % 4], at: Point(33, y), width: 12)
      let names = ["Łukasz Lefèvre", "王小明", emoji ? "👨‍👩‍👧 Meyer" : "Anna Schmidt", "佐藤 健"]
      frame.write(names[number % 4], at: Point(50, y), width: 16)
      let role: Role = [.info, .success, .warning][number % 3]
      frame.write(["new", "paid", "picking"][number % 3], at: Point(67, y), role: role)
      frame.write("\(number * 7919 % 1000).\(10 + number % 90) EUR", at: Point(78, y), width: 14, align: .right)
      if number == selected { frame.restyle(Rect(x: 0, y: y, width: 120, height: 1), role: .selected) }
    }
    frame.write(" \(selected + 1) / 1000000", at: Point(0, 35), role: .dim)
    frame.cursor = Point(0, selected - top + 2)
    return frame
  }

  @Test func `A frame costs no more bytes than the budget`() throws {
    let screen = try screen()
    defer { screen.close() }
    #expect(screen.render(table(top: 0, selected: 0)).count <= 4_500)
    #expect(screen.render(table(top: 0, selected: 1)).count <= 350)
    _ = screen.render(table(top: 0, selected: 32))
    #expect(screen.render(table(top: 1, selected: 33)).count <= 400)
    #expect(screen.render(table(top: 34, selected: 66)).count <= 3_300)
    #expect(screen.render(table(top: 34, selected: 66)).isEmpty)
  }

  @Test func `Rows that only moved are found`() {
    let size = Size(columns: 120, rows: 36)
    func shift(_ old: Frame, _ new: Frame) -> ScrollShift? {
      old.cells.withUnsafeBufferPointer { from in
        new.cells.withUnsafeBufferPointer { ScrollShift.find(from: from, to: $0, size: size) }
      }
    }
    #expect(shift(table(top: 0, selected: 32), table(top: 1, selected: 33))?.rows == 1)
    #expect(shift(table(top: 9, selected: 9), table(top: 7, selected: 7))?.rows == -2)
    #expect(shift(table(top: 0, selected: 3), table(top: 0, selected: 4)) == nil)
    #expect(shift(table(top: 0, selected: 3), table(top: 40, selected: 43)) == nil)
    let old = table(top: 0, selected: 32), new = table(top: 3, selected: 35)
    var cells = old.cells
    shift(old, new)?.apply(to: &cells, columns: 120)
    let same = (0..<36).filter { row in
      cells[(row * 120)..<(row * 120 + 120)].elementsEqual(new.cells[(row * 120)..<(row * 120 + 120)])
    }
    #expect(same.count >= 28)
  }

  @Test func `A doubtful cluster leaves the column after it to nobody's opinion`() throws {
    let screen = try screen()
    defer { screen.close() }
    let text = String(decoding: screen.render(table(top: 0, selected: 0, emoji: true)), as: UTF8.self)
    #expect(text.unicodeScalars.contains("\u{200D}"))
    let drawn = "\u{1B}7  \u{1B}8\u{1B}7👨‍👩‍👧\u{1B}8\u{1B}[C\u{1B}[C Meyer"
    #expect(Array(text.utf8).firstRange(of: Array(drawn.utf8)) != nil)
    #expect(!text.unicodeScalars.contains { $0.value >= 0xF0000 })
  }

  @Test func `Behind a multiplexer only the first of joined signs is sent, in as many columns`() throws {
    let screen = try screen()
    defer { screen.close() }
    let frame = table(top: 0, selected: 0, emoji: true)
    _ = screen.render(frame)
    screen.joinsSigns = false
    let text = String(decoding: screen.render(frame), as: UTF8.self)
    #expect(!text.unicodeScalars.contains("\u{200D}"))
    let drawn = "\u{1B}7  \u{1B}8\u{1B}7👨\u{1B}8\u{1B}[C\u{1B}[C Meyer"
    #expect(Array(text.utf8).firstRange(of: Array(drawn.utf8)) != nil, "\(text.debugDescription)")
  }

  @Test func `A terminal with wide lines gets ambiguous signs as two columns`() throws {
    let screen = try screen()
    defer { screen.close() }
    var frame = Frame(size: screen.size, widths: WidthPolicy(ambiguousColumns: 2, asciiBorders: false))
    frame.write("a→b Ł│c", at: Point(0, 0))
    #expect(frame.cells[1].width == 2 && frame.cells[3].glyph == 0x62)
    let text = Array(screen.render(frame))
    // Of such signs some have one column after all: both are blanked, and what follows stands where it is to stand.
    let drawn = "a\u{1B}7  \u{1B}8\u{1B}7→\u{1B}8\u{1B}[C\u{1B}[Cb "
    #expect(text.firstRange(of: Array(drawn.utf8)) != nil, "\(String(decoding: text, as: UTF8.self).debugDescription)")
  }

  @Test func `A colour that is one of the 256 never stands for another`() throws {
    // 0x353535 is nearest to 0x303030, which the scheme has itself.
    var base = (0..<16).map { _ in Colour(0xE0E0E0) }
    (base[0], base[1], base[2]) = (Colour(0x212121), Colour(0x353535), Colour(0x303030))
    let theme = try #require(Theme(name: "near", base: base))
    let screen = try CursesScreen(
      term: "xterm-256color", hasColourTerm: true, size: Size(columns: 40, rows: 4), depth: nil, theme: theme)
    defer { screen.close() }
    for role in [Role.bar, .selectedDim] {
      var frame = Frame(size: screen.size)
      frame.write("x", at: Point(0, 0), role: role)
      screen.repaint()
      let text = String(decoding: screen.render(frame), as: UTF8.self)
      let ground = theme[role].background
      let isExact = text.contains("48;5;\(ground.nearestIndex)m") && Colour.indexed(ground.nearestIndex) == ground
      #expect(isExact || text.contains("48;2;\(ground.red);\(ground.green);\(ground.blue)m"), "\(role) \(text)")
    }
  }

  @Test func `True colours are sent where the terminal has them, and none under NO_COLOR`() throws {
    var frame = Frame(size: Size(columns: 120, rows: 36))
    frame.write("late", at: Point(0, 0), role: .danger)
    let odd = try #require(
      Theme(name: "odd", base: (0..<16).map { Colour($0 < 5 ? 0x101112 : 0xF1C2D3 + UInt32($0)) }))
    let many = try CursesScreen(
      term: "xterm", hasColourTerm: true, size: frame.size, depth: nil, theme: odd)
    #expect(String(decoding: many.render(frame), as: UTF8.self).contains("\u{1B}[38;2;241;194;219m"))
    many.close()
    let plain = try screen(ColourDepth.none)
    let text = String(decoding: plain.render(frame), as: UTF8.self)
    #expect(text.contains("\u{1B}[0;1m") && !text.contains("\u{1B}[38") && !text.contains("\u{1B}[3"))
    plain.close()
  }

  @Test(arguments: [
    ("xterm-256color", "xterm-256color"), ("tmux-256color", "tmux-256color"), ("linux", "linux"), ("vt100", "vt100"),
    ("../../etc/passwd", "vt100"), ("evil;rm", "vt100"), ("mine-256color", "xterm-256color"),
    ("xterm-kitty", "xterm-256color"),
  ])
  func `A terminal's name is believed only if it is known`(term: String, used: String) throws {
    let screen = try CursesScreen(term: term, size: Size(columns: 80, rows: 24), depth: nil, theme: .portolanDark)
    defer { screen.close() }
    #expect(screen.terminalName == used)
    #expect(!screen.render(Frame(size: Size(columns: 80, rows: 24))).isEmpty)
  }

  @Test func `A terminal that cannot move its cursor is refused in words`() {
    #expect(throws: TerminalFailure.unsupportedTerminal("dumb")) {
      try CursesScreen(term: "dumb", size: Size(columns: 80, rows: 24), depth: nil, theme: .portolanDark)
    }
  }

  @Test func `A new size is painted whole within its budget`() throws {
    let screen = try screen()
    defer { screen.close() }
    _ = screen.render(table(top: 0, selected: 0))
    screen.resize(to: Size(columns: 100, rows: 30))
    #expect(screen.render(table(top: 0, selected: 0)).count <= 4_500)
    screen.resize(to: Size(columns: 120, rows: 36))
    #expect((2_000...4_500).contains(screen.render(table(top: 0, selected: 0)).count))
  }
}

/// Eight colours, as a plain `xterm` and many consoles have.
@MainActor
struct EightColourTests {
  @Test(arguments: [Theme.portolanDark, .portolanLight])
  func `Letters on a ground of eight colours are black or white, whichever is read there`(theme: Theme) throws {
    let screen = try CursesScreen(term: "xterm", size: Size(columns: 20, rows: 2), depth: .ansi16, theme: theme)
    defer { screen.close() }
    let bright: Set<Int> = [2, 3, 6, 7]
    for role in Role.allCases {
      var frame = Frame(size: Size(columns: 20, rows: 2))
      frame.write("Wo", at: Point(3, 0), role: role)
      let text = String(decoding: screen.render(frame), as: UTF8.self)
      let numbers = text.split(separator: "\u{1B}").filter { $0.hasPrefix("[") && $0.contains("m") }
        .flatMap { $0.dropFirst().prefix { $0 != "m" }.split(separator: ";").compactMap { Int($0) } }
      guard let ground = numbers.last(where: { (40...47).contains($0) }).map({ $0 - 40 }) else { continue }
      let letters = numbers.last { (30...37).contains($0) }.map { $0 - 30 }
      #expect(letters == (bright.contains(ground) ? 0 : 7), "\(role): \(numbers)")
    }
  }
}
