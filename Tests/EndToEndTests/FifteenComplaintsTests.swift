import Domain
import Foundation
import Store
import Testing

@testable import Console
@testable import Terminal

extension EndToEnd {
  /// What people complain of in programs of this sort, one test each: the answer is held where the complaint arises, at
  /// the terminal's bytes or in what the screen says.
  @MainActor
  @Suite(.enabled(if: Binary.isBuilt, Binary.missing))
  struct FifteenComplaintsTests {
    private let newestFirst = "orders sort:-placedAt"

    private func rehearsal(
      _ shop: Shop, _ size: Size = Size(columns: 120, rows: 36), _ language: Language = .english, view: String? = nil,
      keepsSession: Bool = false
    ) throws -> Rehearsal {
      let store = try Store.open(try #require(StoreURL(shop.store)))
      let actor = try store.connection.readNow { try Users.actor(named: "clerk", as: nil, in: $0) }
      let options = ConsoleOptions(
        store: store, actor: actor, language: language, view: view, keepsSession: keepsSession,
        now: { Instant(milliseconds: 1_790_000_000_000) })
      return try Rehearsal(options, size: size)
    }

    private func head(_ shop: Shop) throws -> Int64 {
      let store = try Store.open(try #require(StoreURL(shop.store)))
      return try store.connection.readNow { try Views.head(in: $0) }
    }

    @Test func `1 “I just deleted it by accident”: no key alone changes the shop, and what was done is undone`() throws
    {
      let shop = try Shop(orders: OrderFile(count: 20))
      let before = try head(shop)
      for set in KeySet.allCases {
        let map = KeyMap(set)
        #expect(!map.advice.contains { if case .besideMotion = $0.advice { true } else { false } })
        for command in Command.allCases where command.changes {
          for key in map.keys(of: command, in: .list) {
            var console = try rehearsal(shop)
            console.press(key)
            // The key that opened it, hit twice, is not what confirms it.
            console.press(key)
            #expect(try head(shop) == before, "\(set) \(command) \(key.name)")
          }
        }
      }
      var console = try rehearsal(shop)
      for key in Key.script("t,gift,Enter") { console.press(key) }
      #expect(try shop.count("orders tag:gift") == 1)
      for key in Key.script("u,Enter") { console.press(key) }
      #expect(try shop.count("orders tag:gift") == 0)
    }

    @Test func `2 “I cannot change the keys”: a file changes any of them, and hints, help and palette follow`() throws {
      let shop = try Shop(orders: OrderFile(count: 5))
      let folder = shop.folder.appending(path: "portolan")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try "[keys]\nhold = [\"F7\", \"h\"]\n".write(
        to: folder.appending(path: "settings.toml"), atomically: true, encoding: .utf8)
      let session = try shop.console(view: newestFirst)
      try session.wait(for: OrderFile.id(5))
      try session.wait(for: "F7 hold")
      try session.send("H")
      session.settle()
      #expect(!session.screen.text.contains("Reason"))
      try session.send("h")
      try session.wait(for: "Reason")
      try session.send("\u{1B}")
      session.settle()
      try session.send("?hold")
      try session.wait(for: "F7 h")
      try session.send("\u{1B}")
      session.settle()
      try session.send("q")
    }

    @Test func `3 “My layout has no such key”: nothing needs AltGr, and everything is in the palette`() throws {
      let shop = try Shop(orders: OrderFile(count: 5))
      for set in KeySet.allCases {
        #expect(!KeyMap(set).advice.contains { $0.advice == .altGr || $0.advice == .flowControl }, "\(set)")
      }
      let items = try rehearsal(shop).state.paletteItems
      for command in Command.allCases where command.section != .typing && command != .jump {
        #expect(items.contains { $0.choice == .command(command) }, "\(command)")
      }
    }

    @Test func `4 “A paste ran commands”: what is pasted or scanned into a list does nothing to the shop`() throws {
      let shop = try Shop(orders: OrderFile(count: 20))
      let before = try head(shop)
      let session = try shop.console(view: newestFirst)
      try session.wait(for: OrderFile.id(20))
      try session.paste("tgift\nHx\rq\u{1B}")
      session.settle()
      try session.send("9780306406157\r")
      session.settle(milliseconds: 400)
      #expect(session.isRunning)
      #expect(session.screen.text.contains(OrderFile.id(20)))
      try session.send("q")
      #expect(try session.waitForEnd() == 0)
      #expect(try head(shop) == before)
    }

    @Test func `5 “Copying over SSH fails”: the terminal is asked in its own sequence, and what went is said`() throws {
      let shop = try Shop(orders: OrderFile(count: 20))
      let session = try shop.console(view: newestFirst, environment: ["SSH_TTY": "/dev/pts/9"])
      try session.wait(for: OrderFile.id(20))
      try session.send("  y")
      try session.wait(for: "Copied 2 numbers")
      let numbers = "SHOP-\(OrderFile.id(20))\nSHOP-\(OrderFile.id(19))"
      let coded = Data(numbers.utf8).base64EncodedString()
      #expect(String(decoding: session.log, as: UTF8.self).contains("]52;c;\(coded)"), "\(session.screen.text)")
      try session.send("Y")
      try session.wait(for: "Copied 2 rows as CSV")
      try session.send("q")
    }

    @Test func `6 “The mouse takes my selection”: it is lent out by a key, with nothing but text on the screen`() throws
    {
      let session = try Shop(orders: OrderFile(count: 20)).console(view: newestFirst, words: ["--mouse"])
      try session.wait(for: OrderFile.id(20))
      session.settle()
      #expect(session.screen.takesMouse)
      #expect(session.screen.row(0).contains("mouse"))
      try session.send("S")
      try session.wait(for: "no mouse, no lines") { !$0.takesMouse && !$0.text.contains("│") }
      try session.send("S")
      try session.wait(for: "the mouse again") { $0.takesMouse }
      try session.send("M")
      try session.wait(for: "no mouse") { !$0.takesMouse }
      try session.send("j")
      try session.wait(for: "a bar without the mouse") { !$0.text.contains("mouse") }
      try session.send("q")
    }

    @Test func `7 “The input method's window is in the wrong place”: the real cursor is at the caret`() throws {
      let session = try Shop(orders: OrderFile(count: 20)).console(columns: 80, rows: 24, view: newestFirst)
      try session.wait(for: OrderFile.id(20))
      // The row's words may have come without the frame's end, where the cursor goes to its place.
      session.settle()
      let row = try #require(session.screen.line(holding: String(OrderFile.id(20).suffix(6))))
      #expect(session.screen.cursor.y == row && session.screen.showsCursor)
      try session.send("n")
      session.settle()
      let start = session.screen.cursor
      try session.send("请勿")
      try session.wait(for: "the caret behind two wide letters") {
        $0.cursor.x == start.x + 4 && $0.cursor.y == start.y && $0.showsCursor
      }
      try session.send("\u{1B}")
      session.settle()
      try session.send("q")
    }

    @Test func `8 “Lines are torn in Chinese terminals”: a terminal that draws signs wide gets others`() throws {
      let session = try Shop(orders: OrderFile(count: 20)).console(columns: 160, rows: 30, view: newestFirst)
      session.answering = .never
      try session.wait(for: "│")
      session.settle()
      try session.send("\u{1B}[1;3R")
      try session.wait(for: "lines of ASCII") { screen in
        !screen.text.contains { "│─…→●×".contains($0) } && screen.row(10).contains("|")
      }
      try session.send("q")
    }

    @Test func `9 “It forgets my filter”: filter, order and columns are one sentence, there at the next login`() throws
    {
      let shop = try Shop(orders: OrderFile(count: 20))
      var first = try rehearsal(shop, keepsSession: true)
      first.press(.character("/"))
      first.press(.paste("status:paid sort:-total cols:number,total"))
      for key in Key.script("Enter,q") { first.press(key) }
      let second = try rehearsal(shop, keepsSession: true)
      #expect(second.state.list.sentence.description == "orders status:paid sort:-total cols:number,total")
      #expect(try shop.run("ls", second.state.list.sentence.description, "--csv").output.hasPrefix("number,total"))
    }

    @Test func `10 “Unreadable on a light ground”: the ground is asked for, and every theme is readable on its own`()
      throws
    {
      for theme in Theme.builtIn {
        for role in Terminal.Role.allCases { #expect(theme[role].contrast >= 4.5, "\(theme.name) \(role)") }
      }
      let session = try Shop(orders: OrderFile(count: 20)).console(view: newestFirst)
      session.answering = .never
      try session.wait(for: OrderFile.id(20))
      try session.send("\u{1B}]11;rgb:ffff/ffff/ffff\u{1B}\\")
      let row = try #require(session.screen.line(holding: OrderFile.id(20)))
      let light = Theme.portolanLight[.selected].indexedBackground
      try session.wait(for: "light colours") { $0.ground(x: 1, y: row) == light }
      try session.send("q")
    }

    @Test(
      arguments: [
        ([], "0000/0000/0000"), ([], "8080/8080/8080"), ([], "0000/2b2b/3636"), ([], "fdfd/f6f6/e3e3"),
        ([], "0000/0000/aaaa"), ([], "ffff/ffff/ffff"), ([], nil), (["--theme", "portolan-light"], "1c1c/1c1c/1c1c"),
        (["--theme", "portolan-dark"], "ffff/ffff/ffff"), (["--theme", "portolan-light"], nil),
      ] as [([String], String?)])
    func `10 whatever ground is really behind it, all is readable there`(words: [String], answer: String?) throws {
      let shop = try Shop(orders: OrderFile(count: 20))
      let session = try shop.console(view: newestFirst, words: words)
      session.ground = answer
      try session.wait(for: OrderFile.id(20))
      session.settle()
      try session.send("j")
      session.settle()
      let parts = answer.map { $0.split(separator: "/").compactMap { UInt8($0.prefix(2), radix: 16) } }
      let ground = parts.map { Colour(red: $0[0], green: $0[1], blue: $0[2]) }
      let screen = session.screen
      for y in 0..<screen.rows {
        for x in 0..<screen.columns where !screen.cell(x: x, y: y).allSatisfy({ $0 == " " }) {
          guard let behind = screen.ground(x: x, y: y).map(Colour.indexed) ?? ground else {
            Issue.record("nobody knows what is behind “\(screen.cell(x: x, y: y))” at \(x), \(y)")
            return
          }
          // The terminal's own colour is its owner's choice for the terminal's own ground.
          guard let ink = screen.ink(x: x, y: y) else {
            #expect(screen.ground(x: x, y: y) == nil, "“\(screen.cell(x: x, y: y))” at \(x), \(y)")
            continue
          }
          let contrast = Colour.indexed(ink).contrast(with: behind)
          #expect(contrast >= 4.5, "“\(screen.cell(x: x, y: y))” at \(x), \(y): \(contrast)")
          if contrast < 4.5 { return }
        }
      }
      try session.send("q")
    }

    @Test(arguments: Language.allCases)
    func `11 “Boxes in place of icons”: no screen has a glyph of a private range or of newer Unicode`(
      language: Language
    ) throws {
      let shop = try Shop(orders: OrderFile(count: 20))
      for keys in [
        "", "?", "x", ":", ",", "w", "s", "C", "n", "H", "Enter", "Enter,Tab", "2", "3", "4", "t,a,Esc", "z",
      ] {
        var console = try rehearsal(shop, Size(columns: 120, rows: 36), language)
        for key in Key.script(keys) { console.press(key) }
        for scalar in console.state.view(.standard).text.unicodeScalars {
          let value = scalar.value
          let isBox = (0xE000...0xF8FF).contains(value) || value >= 0xF0000 || (0x2800...0x28FF).contains(value)
          #expect(
            !isBox && (scalar.properties.age.map { $0.major <= 6 } ?? false), "\(keys): U+\(String(value, radix: 16))")
        }
      }
    }

    @Test(arguments: ["20x16", "40x8", "16x5", "300x100"], Language.allCases)
    func `12 “The window is too small”: whatever its size it shows the selected order`(size: String, language: Language)
      throws
    {
      let shop = try Shop(orders: OrderFile(count: 20))
      var console = try rehearsal(shop, try #require(Size(size)), language, view: newestFirst)
      for keys in ["", "j", "Enter", "Esc,?", "Esc,n", "Esc,x"] {
        for key in Key.script(keys) { console.press(key) }
        let frame = console.state.view(.standard)
        #expect(frame.lines.count == Size(size)?.rows)
        #expect(frame.cursor.map(frame.bounds.contains) == true, "\(keys) in \(size)")
        if keys == "j" {
          #expect(frame.text.contains(OrderFile.id(19).suffix(2)), "\(size): \(frame.text)")
        }
      }
    }

    @Test func `13 “Slow with real data”: a list holds a few pages, whatever the shop holds`() throws {
      let shop = try Shop()
      try shop.run("demo", "--orders", "3000", "--seed", "7", "--until", "2026-09-22", seconds: 120)
      var console = try rehearsal(shop)
      for keys in ["", "G", "g", "PageDown*30", "/,paid,Enter", "G", "s,j,Enter"] {
        for key in Key.script(keys) { console.press(key) }
        #expect(console.state.list.window.rows.count <= 400, "\(keys): \(console.state.list.window.rows.count)")
      }
    }

    @Test(arguments: [SIGKILL, SIGTERM, SIGHUP, SIGSEGV])
    func `14 “My terminal is broken after it died”: it is as before, the mouse last`(number: Int32) throws {
      let session = try Shop(orders: OrderFile(count: 20)).console(view: newestFirst, words: ["--mouse"])
      let before = session.settingsBefore
      try session.wait(for: OrderFile.id(20))
      session.settle()
      kill(try #require(session.guardedProcess), number)
      try session.waitForEnd()
      #expect(session.settings == before)
      #expect(!session.screen.isAlternate && session.screen.showsCursor && !session.screen.takesMouse)
      let log = String(decoding: session.log, as: UTF8.self)
      let left = try #require(log.range(of: "\u{1B}[?1049l", options: .backwards))
      #expect(log[left.upperBound...].contains("\u{1B}[?1000l"))
    }

    @Test(arguments: Language.allCases)
    func `15 “A screen reader reads the frames”: there is a console of sentences, and the cursor is where one is`(
      language: Language
    ) throws {
      let shop = try Shop(orders: OrderFile(count: 20))
      let store = try Store.open(try #require(StoreURL(shop.store)))
      let actor = try store.connection.readNow { try Users.actor(named: "clerk", as: nil, in: $0) }
      var console = try PlainConsole(
        ConsoleOptions(
          store: store, actor: actor, language: language, view: newestFirst,
          now: { Instant(milliseconds: 1_790_000_000_000) }))
      var lines = console.start()
      for line in ["down", "open", "back", "tag gift", "mark", "mark", "help", "undo", "apply", "views"] {
        lines += console.take(line)
      }
      #expect(lines.count > 20)
      for scalar in lines.joined().unicodeScalars {
        #expect(
          scalar.value >= 0x20 && !(0x2500...0x259F).contains(scalar.value) && !(0x2800...0x28FF).contains(scalar.value)
        )
      }
      var screen = try rehearsal(shop, Size(columns: 80, rows: 24), language, view: newestFirst)
      for key in Key.script("j,j") { screen.press(key) }
      let frame = screen.state.view(.standard)
      let row = try #require(frame.cursor?.y)
      #expect(frame.lines[row].contains(OrderFile.id(18)))
    }
  }
}
