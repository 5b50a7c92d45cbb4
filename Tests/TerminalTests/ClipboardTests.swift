import Testing

@testable import Terminal

@Suite struct ClipboardTests {
  private func sent(_ text: String, _ multiplexer: TerminalTraits.Multiplexer? = nil) -> String {
    String(decoding: ClipboardText(text).bytes(through: multiplexer), as: UTF8.self)
  }

  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy"), ("杯子", "5p2v5a2Q"),
  ])
  func `Text is sent as base64`(text: String, coded: String) {
    #expect(sent(text) == "\u{1B}]52;c;\(coded)\u{1B}\\")
  }

  @Test func `Nothing dangerous to paste is copied`() {
    #expect(ClipboardText("rm\u{1B}[201~ -rf\u{3}\u{9B}x\u{7F}").text == "rm[201~ -rfx")
    #expect(ClipboardText("a\r\nb\rc\u{2028}d\te").text == "a\nb\nc\nd\te")
    #expect(ClipboardText("exe\u{202E}gpj.\u{200B}scr\u{2066}\u{FEFF}").text == "exegpj.scr")
    #expect(ClipboardText("نامه‌ای 👨‍👩‍👧").text == "نامه‌ای 👨‍👩‍👧")
    let all = String(String.UnicodeScalarView((0..<0x3000).compactMap(Unicode.Scalar.init)))
    #expect(!ClipboardText(all).text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" && $0 != "\t" })
  }

  @Test func `What is too long says so, to the byte`() {
    let most = String(repeating: "x", count: ClipboardText.limit)
    #expect(ClipboardText(most).fits)
    #expect(Base64.encode(Array(most.utf8)).utf8.count <= 74_994)
    #expect(!ClipboardText(most + "x").fits)
  }

  @Test func `Through tmux it goes in the way that each of its settings lets through`() {
    #expect(sent("foo", .tmux) == "\u{1B}]52;c;Zm9v\u{1B}\\\u{1B}Ptmux;\u{1B}\u{1B}]52;c;Zm9v\u{7}\u{1B}\\")
  }

  @Test func `Through GNU screen it goes in pieces that it takes`() {
    let text = sent(String(repeating: "0123456789", count: 200), .screen)
    let pieces = text.components(separatedBy: "\u{1B}\\").dropLast()
    #expect(pieces.count > 4)
    #expect(pieces.allSatisfy { $0.hasPrefix("\u{1B}P") && $0.utf8.count < 512 })
    #expect(pieces.map { $0.dropFirst(2) }.joined().hasSuffix("\u{7}"))
  }
}

extension String {
  fileprivate func components(separatedBy mark: String) -> [String] {
    var rest = self[...]
    var parts: [String] = []
    while let range = rest.firstRange(of: mark) {
      parts.append(String(rest[..<range.lowerBound]))
      rest = rest[range.upperBound...]
    }
    return parts + [String(rest)]
  }
}

@Suite struct TraitsTests {
  private func traits(_ term: String, _ variables: [String: String] = [:]) -> TerminalTraits {
    let entry = TerminalName.candidates(term, hasColourTerm: false).first ?? "vt100"
    return TerminalTraits(entry: entry, term: term) { variables[$0] }
  }

  @Test(arguments: [
    ("xterm-256color", false, TerminalTraits.Clipboard.perhaps), ("xterm-kitty", true, .takes),
    ("alacritty", true, .takes), ("foot", true, .takes), ("linux", false, .never), ("vt220", false, .never),
    ("screen-256color", false, .perhaps), ("tmux-256color", true, .perhaps), ("xterm", false, .perhaps),
  ])
  func `A name tells what is relied on`(term: String, links: Bool, clipboard: TerminalTraits.Clipboard) {
    #expect(traits(term).knowsLinks == links)
    #expect(traits(term).clipboard == clipboard)
  }

  @Test func `Inside a multiplexer the terminal outside is not what is spoken to`() {
    #expect(traits("xterm-kitty", ["TMUX": "/tmp/x"]).multiplexer == .tmux)
    #expect(traits("screen", ["STY": "1.x"]).multiplexer == .screen)
    #expect(!traits("screen", ["STY": "1.x", "VTE_VERSION": "7200"]).knowsLinks)
    #expect(traits("xterm-256color").multiplexer == nil)
  }

  @Test func `Answers tell more than names do`() {
    var kitty = traits("xterm-256color")
    kitty.learn(name: "kitty(0.32.1)")
    #expect(kitty.knowsLinks && kitty.clipboard == .takes)
    var tmux = traits("screen-256color")
    tmux.learn(family: 84, version: 0)
    #expect(tmux.multiplexer == .tmux)
    var screen = traits("screen-256color")
    screen.learn(family: 83, version: 40_900)
    #expect(screen.multiplexer == .screen && !screen.knowsLinks)
    var old = traits("xterm-256color")
    old.learn(family: 65, version: 4200)
    #expect(!old.knowsLinks)
    old.learn(family: 65, version: 7200)
    #expect(old.knowsLinks && old.clipboard == .never)
    var liar = traits("xterm-256color")
    liar.learn(name: "evil\u{1B}]52;c;x")
    #expect(liar == traits("xterm-256color"))
  }

  @Test(arguments: [
    ("xterm-256color", "en_US.UTF-8", false), ("xterm-256color", "zh_CN.utf8", false), ("xterm-256color", "C", true),
    ("xterm-256color", "zh_CN.GBK", true), ("vt220", "C.UTF-8", true), ("linux", "C.UTF-8", false),
    ("tmux-256color", "C.UTF-8", false), ("ansi", "C.UTF-8", true),
  ])
  func `Lines are drawn in ASCII where the terminal or the locale has no others`(
    term: String, locale: String, ascii: Bool
  ) {
    #expect(TerminalName.drawsAsciiLines(term, locale: locale) == ascii)
    #expect(TerminalName.drawsAsciiLines(term, locale: nil))
  }
}
