import Testing

@testable import Terminal

/// The line between the program and the terminal: late, slow, in pieces.
@Suite struct LineTests {
  @Test func `An answer in pieces is no key, however late each comes`() {
    let answers =
      "\u{1B}[1;3R\u{1B}[?2026;2$y\u{1B}]11;rgb:1e1e/2020/ffff\u{1B}\\\u{1B}P>|kitty(0.32)\u{1B}\\\u{1B}[>41;379;0c"
    let bytes = Array((answers + "\u{1B}[?62;22c").utf8)
    for cut in 1..<bytes.count {
      var lexer = KeyLexer()
      (lexer.awaitedPositions, lexer.awaitsAnswers) = (1, true)
      var inputs = lexer.feed(Array(bytes[..<cut]))
      // A person's pause would be over; what is begun is given a second, a lone escape a fifth of one.
      #expect(!lexer.isWaiting || lexer.patienceMilliseconds >= 200, "cut at \(cut)")
      inputs += lexer.feed(Array(bytes[cut...]))
      #expect(
        inputs == [
          .answer(.cursorPosition(Point(2, 0))), .answer(.synchronisedOutput(true)),
          .answer(.background(Colour(0x1E20FF))), .answer(.name("kitty(0.32)")),
          .answer(.model(family: 41, version: 379)), .answer(.deviceAttributes),
        ], "cut at \(cut)")
    }
  }

  @Test func `Escape and Alt are keys at once where nothing is awaited`() {
    var lexer = KeyLexer()
    _ = lexer.feed([0x1B])
    #expect(lexer.patienceMilliseconds == 25)
    _ = lexer.flush()
    _ = lexer.feed([0x1B, 0x5B])
    #expect(lexer.patienceMilliseconds == 25)
    #expect(lexer.flush() == [.key(.alt("["))])
    _ = lexer.feed(Array("\u{1B}[1;".utf8))
    #expect(lexer.patienceMilliseconds == 1000)
    #expect(lexer.flush().isEmpty)
    #expect(lexer.feed(Array("q".utf8)) == [.key(.character("q"))])
  }

  @Test func `Half a character waits for its other half`() {
    var lexer = KeyLexer()
    let bytes = Array("杯".utf8)
    #expect(lexer.feed(Array(bytes[..<2])).isEmpty)
    #expect(lexer.patienceMilliseconds == 1000)
    #expect(lexer.feed(Array(bytes[2...])) == [.key(.character("杯"))])
  }

  private func asks(_ meter: inout LineMeter, at now: Int64, often: Bool, typed: Bool = true) -> Bool {
    if typed { meter.typed() }
    return meter.asks(at: now, often: often)
  }

  @Test func `The line is measured beside somebody's keys, never at rest, and never where nobody answers`() {
    var meter = LineMeter()
    meter.asked(at: 1000)
    #expect(asks(&meter, at: 60_000, often: true) == false, "nobody has answered yet")
    meter.answered(at: 1180)
    #expect(meter.roundTrip == 180 && meter.isSlow(at: 1200))
    #expect(asks(&meter, at: 60_000, often: true, typed: false) == false, "nobody has typed")
    #expect(asks(&meter, at: 2000, often: true) == false, "too soon")
    #expect(asks(&meter, at: 60_000, often: false))
    meter.answered(at: 60_020)
    #expect(meter.roundTrip == 20 && !meter.isSlow(at: 60_030))
    #expect(asks(&meter, at: 62_100, often: false) == false)
    #expect(asks(&meter, at: 62_100, often: true))
    #expect(asks(&meter, at: 90_000, often: true) == false, "one question at a time")
    #expect(meter.isSlow(at: 90_000), "an answer that does not come is a late one")
  }

  @Test func `A frame that had to wait makes a slow line for a while`() {
    var meter = LineMeter()
    #expect(!meter.isSlow(at: 5000))
    meter.wasDelayed(at: 5000)
    #expect(meter.isSlow(at: 6000))
    #expect(!meter.isSlow(at: 5000 + LineMeter.delayCounts))
  }
}

@Suite struct LinkTests {
  @Test(arguments: [
    ("https://cdn.example.com/a b.jpg", "https://cdn.example.com/a%20b.jpg"),
    ("https://example.com/杯?x=1;2", "https://example.com/%E6%9D%AF?x=1;2"),
    ("HTTPS://example.com", "https://example.com"),
    ("https://e.com/\u{1B}]8;;https://evil.example\u{7}", "https://e.com/%1B]8;;https://evil.example%07"),
  ])
  func `An address leaves clean`(given: String, sent: String) {
    #expect(LinkAddress(given)?.text == sent)
  }

  @Test(arguments: [
    "", "https://", "http://example.com", "javascript:alert(1)", "file:///etc/passwd", "https://bank.com@evil.example/",
    "https://exämple.com", "ftp://example.com", " https://example.com", "https://exa mple.com",
  ])
  func `What is no plain https address is no link`(given: String) { #expect(LinkAddress(given) == nil) }

  @Test func `Too long an address is no link`() {
    #expect(LinkAddress("https://e.com/" + String(repeating: "a", count: LinkAddress.limit)) == nil)
    #expect(LinkAddress("https://e.com/" + String(repeating: "杯", count: 300)) == nil)
  }
}

@MainActor
@Suite(.serialized) struct DrawnScreenTests {
  private func screen(_ columns: Int = 40, _ rows: Int = 6) throws -> CursesScreen {
    try CursesScreen(
      term: "xterm-256color", size: Size(columns: columns, rows: rows), depth: nil, theme: .portolanDark)
  }

  private func linked(_ size: Size) throws -> Frame {
    var frame = Frame(size: size)
    frame.write("see 图片 a.jpg now", at: Point(0, 1))
    frame.link(Rect(x: 4, y: 1, width: 10, height: 1), to: try #require(LinkAddress("https://example.com/a")))
    return frame
  }

  @Test func `A link is opened once for its words and closed behind them`() throws {
    let screen = try screen()
    defer { screen.close() }
    screen.drawsLinks = true
    let text = String(decoding: screen.render(try linked(screen.size)), as: UTF8.self)
    #expect(text.contains("see \u{1B}]8;;https://example.com/a\u{1B}\\图片 a.jpg\u{1B}]8;;\u{1B}\\ now"))
    #expect(screen.render(try linked(screen.size)).isEmpty)
  }

  @Test func `A terminal that is not known to show links gets the words alone, and the links once it is`() throws {
    let screen = try screen()
    defer { screen.close() }
    let plain = String(decoding: screen.render(try linked(screen.size)), as: UTF8.self)
    #expect(plain.contains("see 图片 a.jpg now") && !plain.contains("]8;"))
    screen.drawsLinks = true
    let later = String(decoding: screen.render(try linked(screen.size)), as: UTF8.self)
    #expect(later.contains("]8;;https://example.com/a"))
    #expect(TerminalBytes.findings(Array(plain.utf8)).isEmpty)
  }

  @Test func `Another size is painted over what stands there, without clearing first`() throws {
    func table(_ size: Size) -> Frame {
      var frame = Frame(size: size)
      for row in 0..<size.rows { frame.write("row \(row) 杯子 of the table", at: Point(1, row)) }
      frame.cursor = Point(0, 2)
      return frame
    }
    let screen = try screen(80, 24)
    defer { screen.close() }
    _ = screen.render(table(screen.size))
    for size in [Size(columns: 100, rows: 30), Size(columns: 60, rows: 10), Size(columns: 81, rows: 25)] {
      screen.resize(to: size)
      let text = String(decoding: screen.render(table(size)), as: UTF8.self)
      #expect(!text.contains("\u{1B}[2J") && !text.contains("\u{1B}[H\u{1B}[J"), "\(size): \(text.debugDescription)")
      #expect(text.hasPrefix("\u{1B}[3;1H"))
      for row in 0..<size.rows { #expect(text.contains("row \(row) ") || text.contains("\(row)")) }
    }
    // A cursor that was cut off stands who knows where.
    screen.resize(to: Size(columns: 60, rows: 2))
    #expect(String(decoding: screen.render(table(Size(columns: 60, rows: 2))), as: UTF8.self).contains("\u{1B}[2J"))
  }

  @Test func `Right-to-left words leave in order, and nothing turns their neighbours round`() throws {
    let screen = try screen()
    defer { screen.close() }
    var frame = Frame(size: screen.size)
    frame.write("محمد", at: Point(0, 0), width: 10)
    frame.write("123", at: Point(12, 0))
    frame.write("שלום", at: Point(20, 0))
    let text = String(decoding: screen.render(frame), as: UTF8.self)
    #expect(text.contains("محمد"))
    #expect(TerminalBytes.findings(Array(text.utf8)).isEmpty)
    #expect(frame.cells[12].glyph == 0x31 && frame.cells[20].glyph == 0x5E9)
  }

  @Test func `Only a terminal that turns words round is asked not to`() {
    func traits(_ variables: [String: String] = [:], term: String = "xterm-256color") -> TerminalTraits {
      TerminalTraits(entry: "xterm-256color", term: term) { variables[$0] }
    }
    #expect(!traits().reordersText && !traits(["WT_SESSION": "1"]).reordersText)
    #expect(traits(["VTE_VERSION": "7200"]).reordersText && !traits(["VTE_VERSION": "5202"]).reordersText)
    #expect(traits(["KONSOLE_VERSION": "230400"]).reordersText)
    #expect(!traits(["KONSOLE_VERSION": "230400", "TMUX": "x"]).reordersText)
    for (name, does) in [("VTE(7600)", true), ("mintty 3.7", true), ("XTerm(379)", false), ("tmux 3.3a", false)] {
      var asked = traits()
      asked.learn(name: name)
      #expect(asked.reordersText == does, "\(name)")
    }
    var old = traits()
    old.learn(family: 65, version: 7200)
    #expect(old.reordersText)
  }
}
