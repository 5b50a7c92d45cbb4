import Testing

@testable import Terminal

@Suite struct ScanLexerTests {
  private func run(
    _ text: String, gap: Int64, end: Key = .enter, acts: (Character) -> Bool = { _ in false }, prefix: String = ""
  ) -> [ScanLexer.Event] {
    var lexer = ScanLexer(prefixes: prefix.isEmpty ? [] : [prefix])
    var now: Int64 = 1000
    var events: [ScanLexer.Event] = []
    for character in text {
      events += lexer.take(.character(character), at: now, actsAtOnce: acts(character))
      now += gap
    }
    return events + lexer.take(end, at: now, actsAtOnce: false)
  }

  @Test func `A burst ended by Enter or Tab is a scan`() {
    #expect(run("4006381333931", gap: 2) == [.scan("4006381333931")])
    #expect(run("4006381333931", gap: 30, end: .tab) == [.scan("4006381333931")])
  }

  @Test func `A person's typing is keys`() {
    #expect(run("hold12", gap: 80) == "hold12".map { .key(.character($0)) } + [.key(.enter)])
    #expect(run("abcde", gap: 1) == "abcde".map { .key(.character($0)) } + [.key(.enter)])
    #expect(run("xxxxxxxxx", gap: 1) == "xxxxxxxxx".map { .key(.character($0)) } + [.key(.enter)])
    #expect(run("中文字符输入法", gap: 0).last == .key(.enter))
  }

  @Test(arguments: ["MUG-1", "A-1", "PO-15", "W-1", "R-12", "B07X"])
  func `A short burst that looks like a code is a scan, not keys`(code: String) {
    #expect(run(code, gap: 12) == [.scan(code)])
    #expect(run(code, gap: 12, end: .tab) == [.scan(code)])
    // Whoever types it has gaps.
    #expect(run(code, gap: 60).last == .key(.enter))
  }

  @Test(arguments: ["jjj", "3j", "12", "12345", "jjjjj", "a-b", "/1a", "x1", "q12"])
  func `Keys held down, numbers and two keys at once are keys`(text: String) {
    #expect(run(text, gap: 1) == text.map { .key(.character($0)) } + [.key(.enter)])
  }

  @Test func `Keys that moved are taken back when they prove to begin a scan`() {
    let moves: (Character) -> Bool = { "jkgG".contains($0) }
    #expect(
      run("jk12345", gap: 1, acts: moves) == [
        .provisional(.character("j")), .provisional(.character("k")), .takeBack(2), .scan("jk12345"),
      ])
    #expect(run("1j2345", gap: 1, acts: moves) == [.scan("1j2345")])
  }

  @Test func `A key that changes something waits thirty milliseconds`() {
    var lexer = ScanLexer()
    #expect(lexer.take(.character("d"), at: 0, actsAtOnce: false).isEmpty)
    #expect(lexer.deadline == 30)
    #expect(lexer.expire(at: 29).isEmpty)
    #expect(lexer.expire(at: 30) == [.key(.character("d"))])
    #expect(lexer.deadline == nil)
  }

  @Test func `A key that may wait briefly waits four milliseconds, and thirty where more follows`() {
    var lexer = ScanLexer()
    #expect(lexer.take(.character("q"), at: 0, actsAtOnce: false, waitsBriefly: true).isEmpty)
    #expect(lexer.deadline == 4)
    #expect(lexer.expire(at: 3).isEmpty)
    #expect(lexer.expire(at: 4) == [.key(.character("q"))])

    _ = lexer.take(.character("q"), at: 100, actsAtOnce: false, waitsBriefly: true)
    _ = lexer.take(.character("7"), at: 102, actsAtOnce: false)
    #expect(lexer.deadline == 132)
    _ = lexer.take(.character("q"), at: 104, actsAtOnce: false, waitsBriefly: true)
    #expect(lexer.deadline == 134)
    for character in "123" { _ = lexer.take(.character(character), at: 105, actsAtOnce: false) }
    #expect(lexer.take(.enter, at: 106, actsAtOnce: false) == [.scan("q7q123")])
  }

  @Test func `Other keys come in their order`() {
    var lexer = ScanLexer()
    _ = lexer.take(.character("d"), at: 0, actsAtOnce: false)
    #expect(lexer.take(.down, at: 5, actsAtOnce: true) == [.key(.character("d")), .key(.down)])
  }

  @Test func `A scanner's prefix makes any length a scan`() {
    #expect(run("~12", gap: 1, prefix: "~") == [.scan("12")])
  }

  @Test func `A place's code is one without a digit, where a dash parts capitals`() {
    #expect(run("SZ-QC", gap: 1) == [.scan("SZ-QC")])
    #expect(run("q-", gap: 1).contains { if case .scan = $0 { true } else { false } } == false)
    #expect(run("Sz-QC", gap: 1).contains { if case .scan = $0 { true } else { false } } == false)
  }

  @Test func `The separator of GS1 codes is part of the scan`() {
    var lexer = ScanLexer()
    for character in "0104006381" { _ = lexer.take(.character(character), at: 0, actsAtOnce: false) }
    _ = lexer.take(.control("]"), at: 0, actsAtOnce: false)
    _ = lexer.take(.character("7"), at: 0, actsAtOnce: false)
    #expect(lexer.take(.enter, at: 1, actsAtOnce: false) == [.scan("0104006381\u{1D}7")])
  }
}
