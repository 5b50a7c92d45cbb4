import Domain
import Foundation
import Store
import Testing

@testable import Console

/// What a console of lines says while it works.
private final class Told: @unchecked Sendable {
  var lines: [String] = []
  var stops = false
  var work: PlainWork?

  func take(_ line: String) {
    lines.append(line)
    if stops { _ = work?.interrupt() }
  }
}

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
        "re", "xyzzy", "tag vip", "undo", "apply", "redo", "/total>>3", "products", "approve", "help hold", "q",
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

  @Test func `An undo is said first and done when it is applied, and no word behind it is passed over`() throws {
    let shop = try Shop()
    var console = try PlainConsole(shop.options(), makeId: { UUID().uuidString })
    func tags() throws -> Int64 {
      try shop.store.connection.readNow {
        try $0.integer("SELECT COUNT(*) FROM order_tags WHERE tag = 'urgent'") ?? 0
      }
    }
    _ = console.take("tag urgent")
    for line in ["undo 3", "undo foo", "mark foo", "quit foo", "markAll foo", "redo 2", "forget it"] {
      let said = console.take(line)
      #expect(said.count == 1 && said[0].contains("Say it so"), "\(line): \(said)")
    }
    #expect(!console.hasQuit && console.rehearsal.state.marked.isEmpty)
    #expect(console.take("undo").last?.contains("apply") == true)
    #expect(try tags() == 1)
    _ = console.take("forget")
    #expect(console.take("apply").joined().contains("Nothing is planned"))
    _ = console.take("undo")
    // Something else is the newest by now: that is said in place of doing it.
    _ = console.take("note note=x")
    #expect(console.take("apply").last?.contains("apply") == true)
    #expect(try tags() == 1)
    _ = console.take("apply")
    _ = console.take("undo")
    #expect(console.take("apply").first?.contains("Undone") == true)
    #expect(try tags() == 0)
  }

  @Test func `A sentence that cannot be read marks nothing`() throws {
    let shop = try Shop()
    var console = try PlainConsole(shop.options(), makeId: { UUID().uuidString })
    _ = console.take("markAll total:>>3")
    #expect(console.rehearsal.state.marked.isEmpty)
  }

  @Test func `A filter closes the open record: what is said next is done to the row that it found`() throws {
    let shop = try Shop()
    var console = try PlainConsole(shop.options(), makeId: { UUID().uuidString })
    for line in ["jump SHOP-1045", "open", "/number:SHOP-1050", "note note=found"] { _ = console.take(line) }
    func note(_ number: String) throws -> String {
      let id = try shop.id(number)
      return try shop.store.connection.readNow { try OrderTable.load(id, in: $0)?.note ?? "" }
    }
    #expect(try note("SHOP-1045") == "")
    #expect(try note("SHOP-1050") == "found")
    // The same of another kind, whose pane shows something else first.
    for line in ["customers", "open", "parcels late:yes"] { _ = console.take(line) }
    #expect(console.rehearsal.state.detail == nil)
    #expect(console.rehearsal.state.list.kind == .parcels && console.rehearsal.state.shown == .fulfilment)
    _ = console.take("/late:no")
    #expect(console.rehearsal.state.list.sentence.description == "parcels late:no")
  }

  @Test(arguments: [
    "@unpaid", "jump @unpaid", ":@unpaid", "views unpaid", ":orders status:unpaid", "orders status:unpaid",
  ])
  func `Views and sentences are said as they are listed`(line: String) throws {
    let shop = try Shop()
    var console = try PlainConsole(shop.options(), makeId: { UUID().uuidString })
    for line in ["/status:unpaid", "saveView unpaid", "customers"] { _ = console.take(line) }
    let said = console.take(line)
    #expect(console.rehearsal.state.list.sentence.description.contains("status:unpaid"), "\(said)")
    #expect(console.rehearsal.state.shown == .orders && said.first?.contains("orders") == true, "\(said)")
  }

  @Test func `The page of a record is said, and pages are turned to by their names in either language`() throws {
    let shop = try Shop()
    for language in Language.allCases {
      var console = try PlainConsole(shop.options(language), makeId: { UUID().uuidString })
      _ = console.take("SHOP-1045")
      let opened = console.take("open")
      #expect(opened.first?.contains("SHOP-1045") == true)
      let first = language == .english ? "Lines (1 of 6)" : "明细（第 1 页，共 6 页）"
      #expect(opened.contains(first), "\(opened)")
      for name in ["history", "历史"] {
        let said = console.take(name)
        #expect(said.first == (language == .english ? "History (4 of 6)" : "历史（第 4 页，共 6 页）"), "\(said)")
        #expect(!said.joined().contains("SHOP-1045 "), "\(said)")
      }
      #expect(console.take("addresses").first?.contains("2") == true)
      #expect(console.take("nextTab").first == (language == .english ? "Money (3 of 6)" : "金额（第 3 页，共 6 页）"))
      _ = console.take(":orders")
      #expect(console.rehearsal.state.shown == .orders)
    }
  }

  @Test func `Chinese help and the way to say things name words that can be typed`() throws {
    let shop = try Shop()
    var console = try PlainConsole(shop.options(.chinese), makeId: { UUID().uuidString })
    let help = console.take("help")
    #expect(help.contains { $0.hasPrefix("暂停: ") } && !help.contains { $0.hasPrefix("hold: ") })
    let words = Words(language: .chinese)
    for line in help {
      let name = String(line.prefix { $0 != ":" })
      switch PlainCommand(name, words, .standard) {
      case .command, .word: break
      default: Issue.record("\(line)")
      }
    }
    #expect(console.take("暂停").joined().contains("暂停 reason="))
    #expect(console.take("mark").contains { $0.hasPrefix("已标记 1") && $0.hasSuffix("。") })
  }

  @Test func `What it is called is said once`() throws {
    let shop = try Shop()
    var console = try PlainConsole(shop.options(view: "customers"), makeId: { UUID().uuidString })
    let number = console.rehearsal.state.subjectNumber
    let row = try #require(console.take("").first)
    #expect(row.components(separatedBy: number + ",").count <= 2, "\(row)")
    #expect(PlainConsole.said(["●──◉──·", "· customs", "  a │ b"]) == ["customs", "a  b"])
  }

  @Test func `Long work is told and may be stopped; what was done and what is left is said`() throws {
    let shop = try Shop()
    let told = Told()
    let work = PlainWork(every: .zero) { told.take($0) }
    told.work = work
    var console = try PlainConsole(shop.options(), work: work, makeId: { UUID().uuidString })
    #expect(!work.interrupt())
    for line in ["markAll", "tag gift"] { _ = console.take(line) }
    told.stops = true
    let said = console.take("apply")
    #expect(told.lines.contains { $0.contains("of 60") }, "\(told.lines)")
    // Done, refused and left, behind the batch's own number.
    let numbers = said.first?.split { !$0.isNumber }.compactMap { Int($0) } ?? []
    #expect(numbers.dropFirst().reduce(0, +) == 60, "\(said)")
    #expect(!work.interrupt())
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
    #expect(PlainCommand("@vip", words, .standard) == .filter("@vip"))
    #expect(PlainCommand(":orders status:paid", words, .standard) == .filter("orders status:paid"))
    #expect(PlainCommand("订单 状态:待发货", words, .standard) == .filter("订单 状态:待发货"))
    #expect(PlainCommand("历史", words, .standard, pages: DetailTab.all(for: .orders)) == .page(.history))
    #expect(PlainCommand("page", words, .standard) == .unclear("page", fitting: [.pageDown, .pageUp]))
  }
}
