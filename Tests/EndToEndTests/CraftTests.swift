import Foundation
import Testing

extension EndToEnd {
  /// Terminals as they are: old, unknown, lying, slow, silent.
  @Suite(.enabled(if: Binary.isBuilt, Binary.missing))
  struct OddTerminals {
    private let newestFirst = "orders sort:-placedAt"

    @Test(arguments: [
      "vt220", "linux", "screen", "screen-256color", "xterm", "xterm-256color", "tmux-256color", "vt100",
      "no-such-terminal", "../../etc/passwd",
    ])
    func `The console works on`(term: String) throws {
      let session = try Shop(orders: OrderFile(count: 50)).console(view: newestFirst, environment: ["TERM": term])
      let before = session.settings
      try session.wait(for: String(OrderFile.id(50).suffix(6)))
      session.settle()
      let top = try #require(session.screen.line(holding: String(OrderFile.id(50).suffix(6))))
      try session.send("jj")
      try session.wait(for: "the third row selected") { $0.cursor.y == top + 2 }
      try session.send("?")
      try session.wait(for: "help") { $0.text.contains("Keys and commands") }
      try session.send("\u{1B}")
      session.settle()
      try session.send("q")
      #expect(try session.waitForEnd() == 0)
      #expect(session.settings == before)
      #expect(!session.screen.isAlternate && session.screen.showsCursor)
      #expect(RawByteRules.findings(in: session.log) == [])
    }

    @Test(arguments: ["dumb", ""])
    func `A terminal that cannot be drawn on is told what to do`(term: String) throws {
      let session = try Shop(orders: OrderFile(count: 5)).console(environment: ["TERM": term])
      let before = session.settings
      #expect(try session.waitForEnd() == 2)
      #expect(session.screen.text.contains("--plain"), "\(session.screen.text)")
      #expect(session.settings == before)
    }

    @Test func `Without TERM at all the console works`() throws {
      let shop = try Shop(orders: OrderFile(count: 5))
      let session = try TerminalSession(
        ["/usr/bin/env", "-u", "TERM", Binary.path, "console", "--lang", "en"], environment: shop.environment)
      try session.wait(for: String(OrderFile.id(5).suffix(6)))
      try session.send("q")
      #expect(try session.waitForEnd() == 0)
    }

    @Test func `Lines are ASCII where the locale is not of UTF-8`() throws {
      let shop = try Shop(orders: OrderFile(count: 5))
      let locale = ["LANG": "en_US.ISO-8859-1", "LC_ALL": ""]
      let session = try shop.console(environment: locale)
      try session.wait(for: String(OrderFile.id(5).suffix(6)))
      try session.send("?")
      try session.wait(for: "+- Keys and commands")
      #expect(!session.screen.text.contains("│"))
      try session.send("\u{1B}q")
    }

    @Test func `A window that the system does not know the size of is asked for it`() throws {
      let shop = try Shop(orders: OrderFile(count: 200))
      let session = try TerminalSession(
        ["/bin/sh", "-c", "stty rows 0 cols 0; exec \(Binary.path) console --lang en --view '\(newestFirst)'"],
        environment: shop.environment)
      try session.wait(for: "rows down to the last line but one") { screen in
        screen.row(34).contains(OrderFile.id(200 - 31).suffix(6)) && screen.row(0).contains("clerk")
      }
      try session.send("q")
      #expect(try session.waitForEnd() == 0)
    }

    @Test func `Sizes that cannot be are not believed, tiny ones show what fits`() throws {
      let session = try Shop(orders: OrderFile(count: 50)).console(view: newestFirst)
      try session.wait(for: OrderFile.id(50))
      for (columns, rows) in [(0, 0), (65_535, 65_535), (1, 1), (2, 1), (65_535, 1), (1, 500), (7, 3)] {
        session.claim(columns: columns, rows: rows)
        session.settle()
        try session.send("j")
        session.settle()
        #expect(session.isRunning, "\(columns)x\(rows)")
      }
      session.claim(columns: 120, rows: 36)
      try session.send("g")
      try session.wait(for: OrderFile.id(50))
      try session.send("q")
      #expect(try session.waitForEnd() == 0)
      #expect(RawByteRules.findings(in: session.log) == [])
    }

    @Test(arguments: [TerminalSession.Answering.inPieces, .never])
    func `Answers that come byte by byte, or never, are no keys`(answering: TerminalSession.Answering) throws {
      let session = try Shop(orders: OrderFile(count: 50)).console(view: newestFirst)
      session.answering = answering
      try session.wait(for: OrderFile.id(50))
      session.settle(milliseconds: 400)
      let text = session.screen.text
      #expect(!text.contains("does nothing here"), "\(text)")
      let top = try #require(session.screen.line(holding: OrderFile.id(50)))
      #expect(session.screen.cursor.y == top)
      try session.send("j")
      try session.wait(for: "the second row") { $0.cursor.y == top + 1 }
      try session.send("?")
      try session.wait(for: "help") { $0.text.contains("Keys and commands") }
      try session.send("\u{1B}")
      try session.wait(for: "the list") { !$0.text.contains("Keys and commands") }
      try session.send("q")
      #expect(try session.waitForEnd() == 0)
    }

    @Test func `A terminal that draws lines two columns wide is cleared once and painted by its own count`() throws {
      let session = try Shop(orders: OrderFile(count: 50)).console(columns: 160, rows: 30, view: newestFirst)
      session.answering = .never
      try session.wait(for: "│")
      session.settle()
      let before = session.log.count
      try session.send("\u{1B}[1;3R")
      try session.wait(for: "lines of ASCII") { !$0.text.contains("│") && $0.row(10).contains("|") }
      let painted = String(decoding: session.log[before...], as: UTF8.self)
      #expect(painted.contains("\u{1B}[2J"))
      try session.send("q")
      #expect(try session.waitForEnd() == 0)
    }

    @Test func `Keys that nobody knows and half characters do nothing`() throws {
      let session = try Shop(orders: OrderFile(count: 50)).console(view: newestFirst)
      try session.wait(for: OrderFile.id(50))
      session.settle()
      let before = Array(session.screen.lines.dropLast())
      for bytes in [
        "\u{1B}[999;999u", "\u{1B}[27;5;106~", "\u{1B}[?1;2;3;4z", "\u{1B}O~", "\u{1B}[M !!", "\u{1B}]0;x\u{7}",
        "\u{1B}_q\u{1B}\\", "\u{1B}P0;x\u{1B}\\", "\u{1B}[200~\u{1B}[201~",
      ] {
        try session.send(bytes)
        session.settle(milliseconds: 60)
      }
      for bytes: [UInt8] in [[0xE6], [0xE6, 0x9D], [0xFF, 0xFE], [0xC0, 0x80], [0xF0, 0x9F, 0x91]] {
        try session.send(bytes)
        session.settle(milliseconds: 60)
      }
      session.settle(milliseconds: 1_200)
      try session.send("j")
      session.settle()
      try session.send("k")
      try session.wait(for: "the list as before") { Array($0.lines.dropLast()) == before }
      try session.send("q")
      #expect(try session.waitForEnd() == 0)
    }

    @Test func `A terminal that takes nothing costs no memory, loses no key and ends at once`() throws {
      let session = try Shop(orders: OrderFile(count: 2_000)).console(view: newestFirst)
      let before = session.settings
      try session.wait(for: OrderFile.id(2_000))
      session.settle()
      let guarded = try #require(session.guardedProcess)
      // Nobody reads: page after page goes nowhere. The bell and copies with them.
      for _ in 0..<60 { try session.send("\u{1B}[6~") }
      usleep(500_000)
      let memory = Self.residentPages(guarded)
      for _ in 0..<10 {
        try session.send(String(repeating: "\u{1B}[6~\u{1B}[5~y", count: 60))
        usleep(100_000)
      }
      usleep(500_000)
      #expect(Self.residentPages(guarded) - memory < 2_048, "pages of 4 KiB")
      try session.send("Gkkk")
      try session.wait(for: "the fourth row from the end") { $0.row($0.cursor.y).contains(OrderFile.id(4)) }
      for _ in 0..<60 { try session.send("\u{1B}[5~") }
      usleep(300_000)
      let start = Clock.seconds()
      session.signal(SIGTERM)
      while session.isRunning, Clock.seconds() < start + 5 { usleep(5_000) }
      // A second is promised; this machine may be slow.
      #expect(Clock.seconds() - start < 2.5)
      #expect(session.settings == before)
    }

    private static func residentPages(_ process: pid_t) -> Int {
      let text = (try? String(contentsOfFile: "/proc/\(process)/statm", encoding: .utf8)) ?? ""
      return text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
    }

    @Test func `Another size is painted over the old one, without clearing, as a new console would`() throws {
      let shop = try Shop(orders: OrderFile(count: 200))
      // Without ages: the clock goes on between the two.
      let view = "orders sort:-placedAt cols:number,customer,total"
      let session = try shop.console(view: view)
      try session.wait(for: OrderFile.id(200))
      session.settle()
      for (columns, rows) in [(100, 30), (80, 24), (110, 33), (200, 40), (60, 12)] {
        let old = session.log.count
        session.resize(columns: columns, rows: rows)
        session.settle(milliseconds: 400)
        let painted = String(decoding: session.log[old...], as: UTF8.self)
        #expect(!painted.contains("\u{1B}[2J"), "\(columns)x\(rows)")
        let fresh = try shop.console(columns: columns, rows: rows, view: view)
        try fresh.wait(for: String(OrderFile.id(200).suffix(6)))
        fresh.settle(milliseconds: 400)
        #expect(session.screen.text == fresh.screen.text, "\(columns)x\(rows)")
        fresh.release()
      }
    }
  }

  /// The clipboard, the mouse, panes side by side, and what is left behind by a fault of ours.
  @Suite(.enabled(if: Binary.isBuilt, Binary.missing))
  struct Craft {
    private let newestFirst = "orders sort:-placedAt"

    @Test(arguments: [SIGSEGV, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE])
    func `A fault leaves a report without anything of the shop, and says where`(number: Int32) throws {
      let shop = try Shop(orders: OrderFile(count: 50))
      let session = try shop.console(view: newestFirst)
      let before = session.settings
      try session.wait(for: OrderFile.id(50))
      try session.send("jj")
      session.settle()
      try session.send("/")
      try session.send("lefèvre")
      session.settle()
      kill(try #require(session.guardedProcess), number)
      try session.waitForEnd()
      #expect(session.settings == before)
      #expect(!session.screen.isAlternate && session.screen.showsCursor)
      #expect(session.endingSignal == number)
      #expect(session.screen.text.contains("portolan ended by a fault"), "\(session.screen.text)")
      let folder = shop.folder.appending(path: "portolan")
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasPrefix("fault-") }
      #expect(names.count == 1)
      let path = folder.appending(path: try #require(names.first)).path
      let shown = session.screen.text.replacing("\n", with: "").replacing(" ", with: "")
      #expect(shown.contains(try #require(names.first)))
      let report = try String(contentsOfFile: path, encoding: .utf8)
      #expect(report.contains("(\(number))") && report.contains("portolan+0x"), "\(report)")
      #expect(report.contains("  down\n  down\n  filter\n"), "\(report)")
      for word in ["PO-", "lef", "Lef", "clerk", "shop.db", "SHOP"] { #expect(!report.contains(word), "\(word)") }
      #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
    }

    @Test func `An end that is none of our faults leaves no report`() throws {
      let shop = try Shop(orders: OrderFile(count: 5))
      for number in [SIGTERM, SIGKILL] {
        let session = try shop.console()
        try session.wait(for: OrderFile.id(5))
        kill(try #require(session.guardedProcess), number)
        try session.waitForEnd()
        #expect(!session.screen.text.contains("fault"))
      }
      let folder = shop.folder.appending(path: "portolan").path
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      #expect(!names.contains { $0.hasPrefix("fault-") })
    }

    @Test func `One screen, one key, one line, one page cost what a slow line can bear`() throws {
      let session = try Shop(orders: OrderFile(count: 400)).console(view: newestFirst)
      func cost(_ keys: String) throws -> Int {
        let before = session.log.count
        try session.send(keys)
        session.settle(milliseconds: 250)
        return session.log.count - before
      }
      try session.wait(for: OrderFile.id(400))
      session.settle(milliseconds: 400)
      #expect(session.log.count <= 4_500)
      for _ in 0..<5 { #expect(try cost("j") <= 350) }
      _ = try cost(String(repeating: "j", count: 40))
      for _ in 0..<3 { #expect(try cost("j") <= 400) }
      #expect(try cost("\u{1B}[6~") <= 3_300)
      _ = try cost("/")
      // Behind a word that may yet be a field's name no rows change.
      _ = try cost("st")
      #expect(try cost("a") <= 64)
    }

    @Test func `A number goes to the clipboard in one clean sequence`() throws {
      let session = try Shop(orders: OrderFile(count: 50)).console(view: newestFirst)
      try session.wait(for: OrderFile.id(50))
      session.settle()
      try session.send("y")
      try session.wait(for: "Copied ")
      session.settle()
      let coded = Data("SHOP-\(OrderFile.id(50))".utf8).base64EncodedString()
      #expect(String(decoding: session.log, as: UTF8.self).contains("\u{1B}]52;c;\(coded)\u{1B}\\"))
      #expect(RawByteRules.findings(in: session.log) == [])
      try session.send("q")
      #expect(try session.waitForEnd() == 0)
    }

    @Test func `The mouse is taken, lent for selecting text, and given back at the end`() throws {
      let session = try Shop(orders: OrderFile(count: 50)).console(view: newestFirst, words: ["--mouse"])
      try session.wait(for: OrderFile.id(50))
      session.settle()
      #expect(session.screen.takesMouse)
      let top = try #require(session.screen.line(holding: OrderFile.id(50)))
      try session.send("\u{1B}[<0;5;\(top + 5)M\u{1B}[<0;5;\(top + 5)m")
      try session.wait(for: "the fifth row") { $0.cursor.y == top + 4 }
      try session.send("S")
      try session.wait(for: "the terminal's own mouse") { !$0.takesMouse && $0.text.contains("Select with the mouse") }
      try session.send("j")
      try session.wait(for: "our mouse") { $0.takesMouse && !$0.text.contains("Select with the mouse") }
      #expect(session.screen.cursor.y == top + 4)
      try session.send("M")
      try session.wait(for: "no mouse") { !$0.takesMouse }
      try session.send("M")
      try session.wait(for: "a mouse again") { $0.takesMouse }
      try session.send("q")
      #expect(try session.waitForEnd() == 0)
      #expect(!session.screen.takesMouse)
    }

    @Test func `Beside the list stands what its row opens, and keys do not wait for it`() throws {
      let session = try Shop(orders: OrderFile(count: 400)).console(columns: 200, rows: 40, view: newestFirst)
      func right(_ screen: EmulatedScreen) -> String { screen.lines.map { String($0.dropFirst(101)) }.joined() }
      try session.wait(for: "order 400 on both sides") { right($0).contains(OrderFile.id(400)) }
      session.settle()
      let before = session.log.count
      try session.send(String(repeating: "j", count: 30))
      try session.wait(for: "order 370 on both sides") {
        right($0).contains(OrderFile.id(370)) && $0.row($0.cursor.y).contains(OrderFile.id(370))
      }
      session.settle()
      // Thirty keys at once are a few frames, and one record at their end.
      #expect(session.log.count - before < 12_000)
      try session.send("z")
      try session.wait(for: "the list alone") { !right($0).contains("Addresses") }
      try session.send("z")
      try session.wait(for: "both again") { right($0).contains("Addresses") }
      try session.send("q")
      #expect(try session.waitForEnd() == 0)
      #expect(RawByteRules.findings(in: session.log) == [])
    }
  }
}
