import Testing

@testable import Terminal

@Suite struct KeyLexerTests {
  private func inputs(_ text: String, _ lexer: inout KeyLexer) -> [KeyLexer.Input] { lexer.feed(Array(text.utf8)) }

  private func keys(_ text: String) -> [Key] {
    var lexer = KeyLexer()
    return inputs(text, &lexer).compactMap { if case .key(let key) = $0 { key } else { nil } }
  }

  @Test(arguments: [
    ("j", Key.character("j")), ("\r", .enter), ("\n", .enter), ("\t", .tab), ("\u{7F}", .backspace),
    ("\u{8}", .backspace), ("\u{1B}[A", .up), ("\u{1B}OA", .up), ("\u{1B}[1;5C", .controlled(.right)),
    ("\u{1B}[1;2D", .shifted(.left)), ("\u{1B}[H", .home), ("\u{1B}[4~", .end), ("\u{1B}[3~", .delete),
    ("\u{1B}[5~", .pageUp), ("\u{1B}[6~", .pageDown), ("\u{1B}[Z", .backTab), ("\u{1B}OP", .function(1)),
    ("\u{1B}[[E", .function(5)), ("\u{1B}[15~", .function(5)), ("\u{1B}[24~", .function(12)), ("\u{6}", .control("f")),
    ("\u{0}", .control(" ")), ("\u{1B}x", .alt("x")), ("中", .character("中")), ("：", .character("：")),
    ("\u{1B}[I", .focus(true)), ("\u{1B}[<0;5;3M", .mouse(MouseEvent(.press, at: Point(4, 2)))),
    ("\u{1B}[<64;1;1M", .mouse(MouseEvent(.wheelUp, at: Point(0, 0)))), ("\u{1B}[1;2R", .function(3)),
    ("\u{1B}[M %#", .mouse(MouseEvent(.press, at: Point(4, 2)))),
    ("\u{1B}[M#%#", .mouse(MouseEvent(.release, at: Point(4, 2)))),
    ("\u{1B}[Ma!!", .mouse(MouseEvent(.wheelDown, at: Point(0, 0)))),
  ])
  func `A sequence is its key`(bytes: String, key: Key) {
    #expect(keys(bytes) == [key])
  }

  @Test func `A terminal that goes over to light colours says so unasked`() {
    var lexer = KeyLexer()
    let inputs = lexer.feed(Array("\u{1B}[?997;2nj\u{1B}[?997;1n".utf8))
    #expect(
      inputs == [
        .answer(.colourScheme(isLight: true)), .key(.character("j")), .answer(.colourScheme(isLight: false)),
      ])
  }

  @Test func `A ground is light by its pair of colours`() {
    #expect(TerminalOptions.isLight(colourPair: "0;15"))
    #expect(TerminalOptions.isLight(colourPair: "0;default;7"))
    for pair in ["15;0", "", "15;default", nil] { #expect(!TerminalOptions.isLight(colourPair: pair)) }
    let options = TerminalOptions(theme: .portolanDark, lightTheme: .portolanLight)
    #expect(options.theme(onLightGround: true) == .portolanLight)
    #expect(TerminalOptions(theme: .portolanDark).theme(onLightGround: true) == .portolanDark)
    #expect(!Colour(0xFDF6E3).isDark && Colour(0x002B36).isDark)
  }

  @Test func `Bytes may come one by one`() {
    let text = "a\u{1B}[A中\u{1B}[200~x\r\ny\u{1B}[201~👨‍👩‍👧\u{1B}[<0;5;3m"
    var lexer = KeyLexer()
    var found: [KeyLexer.Input] = []
    for byte in text.utf8 { found += lexer.feed([byte]) }
    #expect(found.contains(.key(.up)) && found.contains(.key(.character("中"))))
    #expect(found.contains(.key(.paste("x\ny"))))
    #expect(found.last == .key(.mouse(MouseEvent(.release, at: Point(4, 2)))))
    #expect(!lexer.isWaiting)
  }

  @Test func `A lone escape is decided by time`() {
    var lexer = KeyLexer()
    #expect(inputs("\u{1B}", &lexer).isEmpty)
    #expect(lexer.isWaiting)
    #expect(lexer.flush() == [.key(.escape)])
    #expect(!lexer.isWaiting)
    #expect(keys("\u{1B}\u{1B}[A") == [.escape, .up])
  }

  @Test func `A line's end of two bytes is one Enter`() {
    #expect(keys("12\r\n34\r") == [.character("1"), .character("2"), .enter, .character("3"), .character("4"), .enter])
  }

  @Test func `A paste is one key, its control bytes made visible`() {
    let pasted = keys("\u{1B}[200~rm -rf\r\n\u{1B}[31mq\u{3}\t\u{9B}x\u{1B}[201~j")
    #expect(pasted == [.paste("rm -rf\n␛[31mq␃\t⌧x"), .character("j")])
  }

  @Test func `A paste is held to a mebibyte, and one without an end is given out`() {
    var lexer = KeyLexer()
    _ = inputs("\u{1B}[200~", &lexer)
    let chunk = [UInt8](repeating: 0x61, count: 65_536)
    for _ in 0..<20 { #expect(lexer.feed(chunk).isEmpty) }
    guard case .key(.paste(let text))? = lexer.endPaste().first else {
      Issue.record("no paste")
      return
    }
    #expect(text.utf8.count == 1 << 20)
  }

  @Test func `Answers are never keys`() {
    var lexer = KeyLexer()
    lexer.awaitedPositions = 1
    let answers = "\u{1B}[1;3R\u{1B}[?2026;2$y\u{1B}]11;rgb:1e1e/2020/ffff\u{1B}\\\u{1B}[?62;22c"
    #expect(
      inputs(answers, &lexer) == [
        .answer(.cursorPosition(Point(2, 0))), .answer(.synchronisedOutput(true)),
        .answer(.background(Colour(0x1E20FF))), .answer(.deviceAttributes),
      ])
    #expect(inputs("\u{1B}[?2026;0$y", &lexer) == [.answer(.synchronisedOutput(false))])
    #expect(inputs("\u{1B}P1$r0m\u{1B}\\\u{1B}_x\u{1B}\\q", &lexer) == [.key(.character("q"))])
  }

  @Test func `Any bytes are survived, and typing works after them`() {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<2000 {
      var lexer = KeyLexer()
      let interesting: [UInt8] = [0x1B, 0x5B, 0x4F, 0x5D, 0x3B, 0x7E, 0xC3, 0xE4, 0xF0, 0xFF, 0x80, 0x30]
      let bytes = (0..<40).map { _ in
        Bool.random(using: &random)
          ? interesting[Int.random(in: 0..<interesting.count, using: &random)]
          : UInt8.random(in: 0...255, using: &random)
      }
      _ = lexer.feed(bytes)
      _ = lexer.flush()
      _ = lexer.endPaste()
      _ = lexer.flush()
      #expect(lexer.feed([0x71]).last == .key(.character("q")), "\(bytes)")
    }
  }

  @Test func `Full-width signs command like their twins`() {
    #expect(Key.character("：").commandTwin == .character(":"))
    #expect(Key.character("／").commandTwin == .character("/"))
    #expect(Key.character("９").commandTwin == .character("9"))
    #expect(Key.character("。").commandTwin == .character("."))
    #expect(Key.character("中").commandTwin == .character("中"))
  }

  @Test func `A key with Ctrl is called what terminals send for it, or nothing`() {
    for (name, byte) in [
      ("C-m", 0x0D), ("C-j", 0x0A), ("C-i", 0x09), ("C-h", 0x08), ("C-?", 0x7F), ("C-@", 0x00), ("C-a", 0x01),
      ("C-A", 0x01), ("C-z", 0x1A), ("C-]", 0x1D), ("C-_", 0x1F),
    ] as [(String, UInt8)] {
      var lexer = KeyLexer()
      #expect(lexer.feed([byte]) == [.key(Key(name: name) ?? .hangup)], "\(name)")
    }
    #expect(Key(name: "C-[") == .escape)
    for name in ["C-1", "C-,", "C-é", "C-;", "C-+"] { #expect(Key(name: name) == nil, "\(name)") }
  }

  @Test func `A script names its keys`() {
    #expect(
      Key.script("j*2,Enter,C-f,/ab,paste:x y,resize:80x24") == [
        .character("j"), .character("j"), .enter, .control("f"), .character("/"), .character("a"), .character("b"),
        .paste("x y"), .resize(Size(columns: 80, rows: 24)),
      ])
    for name in ["Down", "PageUp", "C-Left", "F12", "Space", "Comma", "M-x", "q"] {
      #expect(Key(name: name)?.name == name)
    }
  }
}
