import Foundation
import Testing

@testable import Console

@Suite struct PlainConsoleTests {
  private func transcript(_ console: inout PlainConsole, _ commands: [String]) -> [String] {
    console.start() + commands.flatMap { console.take($0) }
  }

  @Test(arguments: Language.allCases)
  func `Three orders are triaged in at most twelve lines, each with number, state, lateness, act and result`(
    language: Language
  ) throws {
    let shop = try Shop()
    var console = try PlainConsole(
      shop.options(language, view: "orders late:yes sort:shipBy"), makeId: { UUID().uuidString })
    let lines = transcript(
      &console,
      [
        "hold fraudRisk note=\"call the buyer\"", "down", "tag urgent", "down", "assign bob",
      ])
    #expect(lines.count <= 12)
    try Golden.expect(lines.joined(separator: "\n") + "\n", "plain-triage-\(language.rawValue)")
  }

  @Test func `A record, a filter, a number, an undo and a refusal are told in sentences`() throws {
    let shop = try Shop()
    var console = try PlainConsole(shop.options(), makeId: { UUID().uuidString })
    let lines = transcript(
      &console,
      [
        "/country:DE status:unpaid", "1045", "open", "back", "release", "hold nonsense", "hold", "note colour=red",
        "re", "xyzzy", "tag vip", "undo", "redo", "/total>>3", "products", "approve", "help hold", "q",
      ])
    try Golden.expect(lines.joined(separator: "\n") + "\n", "plain-tour-en")
    #expect(console.hasQuit)
  }

  @Test func `What is said behind a command is meant: a number is opened, a motion counted, the rest refused`() throws {
    let shop = try Shop()
    var console = try PlainConsole(shop.options(), makeId: { UUID().uuidString })
    _ = console.start()
    #expect(console.take("down 5").joined().contains("6 of 60"))
    #expect(console.take("up 2").joined().contains("4 of 60"))
    #expect(console.take("open SHOP-1045").joined().contains("SHOP-1045"))
    _ = console.take("back")
    let unknown = console.take("open 99999999999999999999")
    #expect(unknown.count == 1 && unknown[0].contains("99999999999999999999"))
    #expect(console.rehearsal.state.detail == nil)
    for line in ["down -3", "down 99999999999999999999", "down here", "refresh now"] {
      let said = console.take(line)
      #expect(said.count == 1 && said[0].contains("Say it so"), "\(line): \(said)")
    }
  }

  @Test func `What needs a screen says so, and what does the same here`() throws {
    let shop = try Shop()
    var console = try PlainConsole(shop.options(), makeId: { UUID().uuidString })
    _ = console.start()
    for (word, wanted) in [("sort", "/sort:"), ("columns", "/cols:"), ("sideBar", "views"), ("group", "screen")] {
      let said = console.take(word)
      #expect(said.count == 1 && said[0].contains(wanted), "\(said)")
    }
    #expect(!console.take("/sort:-age").joined().contains("Did you"))
  }

  @Test func `An undo says what it took back`() throws {
    let shop = try Shop()
    var console = try PlainConsole(shop.options(), makeId: { UUID().uuidString })
    _ = console.start()
    _ = console.take("tag urgent")
    let said = console.take("undo").joined(separator: "\n")
    #expect(said.contains("urgent"), "\(said)")
  }

  @Test func `A line is one line, whatever breaks stand in it`() throws {
    let shop = try Shop()
    var console = try PlainConsole(shop.options(), makeId: { UUID().uuidString })
    for text in ["no\rsuch thing", "no\u{2028}such thing", "no\u{85}such thing"] {
      #expect(console.take(text).count == 1, "\(text)")
    }
  }

  @Test func `Nothing that somebody stored gets out as a control character`() throws {
    let shop = try Shop()
    try shop.perform("noteOrder", try shop.id("1045"), ["note": "red \u{1B}[31m\u{202E}txt"])
    var console = try PlainConsole(shop.options(), makeId: { UUID().uuidString })
    for line in transcript(&console, ["1045", "open", "\u{1B}]52;c;x\u{07}", "tag \u{1B}[2J"]) {
      #expect(!line.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F || $0.value == 0x202E }, "\(line)")
    }
  }

  @Test func `Commands are known by id, title, beginning and key, and fields by name, place and title`() throws {
    let words = Words(language: .chinese)
    #expect(PlainCommand("暂停 x", words, .standard) == .command(.hold, "x"))
    #expect(PlainCommand("pageD", words, .standard) == .command(.pageDown, ""))
    #expect(PlainCommand("j", words, .standard) == .command(.down, ""))
    #expect(PlainCommand("  ", words, .standard) == .nothing)
    #expect(PlainCommand("／late:yes", words, .standard) == .filter("late:yes"))
    #expect(PlainCommand("305-0000012", words, .standard) == .find("305-0000012"))
    #expect(PlainCommand("page", words, .standard) == .unclear("page", fitting: [.pageDown, .pageUp]))
  }
}
