import Foundation
import Terminal
import Testing

extension EndToEnd {
  /// What a clerk does all day, in a real terminal.
  @Suite(.enabled(if: Binary.isBuilt, Binary.missing))
  struct DailyWork {
    private let newestFirst = "orders sort:-placedAt"

    @Test func `A made-up shop opens on its orders`() throws {
      let shop = try Shop()
      try shop.run("demo", "--orders", "300", "--seed", "7")
      let session = try shop.console(view: newestFirst)
      let first = try #require(try shop.list(newestFirst, limit: 1).first?["number"] as? String)
      // A long number may be cut to its column; its end stays.
      try session.wait(for: String(first.suffix(6)))
      #expect(session.screen.isAlternate)
    }

    @Test func `The cursor stands on the selected row and moves with it`() throws {
      let session = try Shop(orders: OrderFile(count: 200)).console(view: newestFirst)
      try session.wait(for: OrderFile.id(200))
      session.settle()
      let top = try #require(session.screen.line(holding: OrderFile.id(200)))
      #expect(session.screen.cursor.y == top)
      try session.send("jj")
      try session.wait(for: "the third row selected") { $0.cursor.y == top + 2 }
      try session.send("k")
      try session.wait(for: "the second row selected") { $0.cursor.y == top + 1 }
      try session.send("G")
      try session.wait(for: "the last order selected") { $0.row($0.cursor.y).contains(OrderFile.id(1)) }
      try session.send("g")
      try session.wait(for: "the first order selected") { $0.row($0.cursor.y).contains(OrderFile.id(200)) }
      try session.send("\u{1B}[6~")
      try session.wait(for: "another page") { !$0.text.contains(OrderFile.id(200)) }
    }

    @Test func `What comes in one go with the key to leave never reaches the shell`() throws {
      let shop = try Shop(orders: OrderFile(count: 20))
      let script = """
        \(Binary.path) console --lang en; stty -icanon min 0 time 3
        echo "left over: <$(dd bs=1 count=9 2>/dev/null)>"
        """
      let session = try TerminalSession(["/bin/sh", "-c", script], environment: shop.environment)
      session.basis = shop
      try session.wait(for: OrderFile.id(20))
      session.settle()
      try session.send("q12\r")
      try session.wait(for: "left over: <>")
    }

    @Test func `Answers that come after the key to leave never reach the shell`() throws {
      let shop = try Shop(orders: OrderFile(count: 20))
      let script = """
        \(Binary.path) console --lang en; stty -icanon min 0 time 5
        echo "left over: <$(dd bs=1 count=9 2>/dev/null)>"
        """
      let session = try TerminalSession(["/bin/sh", "-c", script], environment: shop.environment)
      session.basis = shop
      session.answering = .never
      try session.wait(for: OrderFile.id(20))
      try session.send("q")
      usleep(80_000)
      try session.send("\u{1B}[1;2R\u{1B}]11;rgb:1c1c/1c1c/1c1c\u{1B}\\\u{1B}[?62;22c")
      try session.wait(for: "left over: <>")
    }

    @Test func `Ctrl-C at the console of lines leaves the line, not the console`() throws {
      let shop = try Shop(orders: OrderFile(count: 20))
      let session = try TerminalSession(
        [Binary.path, "console", "--plain", "--lang", "en"], environment: shop.environment)
      session.basis = shop
      try session.wait(for: "in view")
      try session.send("no such thing\u{3}")
      try session.wait(for: "Ctrl-D")
      try session.send("count\n")
      try session.wait(for: "count")
      #expect(session.isRunning)
      try session.send("quit\n")
      #expect(try session.waitForEnd() == 0)
    }

    @Test func `Colours follow the terminal's ground, at the start and live`() throws {
      let session = try Shop(orders: OrderFile(count: 20)).console(columns: 80, rows: 24, view: newestFirst)
      try session.wait(for: OrderFile.id(20))
      session.settle()
      let top = try #require(session.screen.line(holding: OrderFile.id(20)))
      let dark = Theme.portolanDark[.selected].indexedBackground
      let light = Theme.portolanLight[.selected].indexedBackground
      try session.wait(for: "dark colours") { $0.ground(x: 1, y: top) == dark }
      try session.send("\u{1B}]11;rgb:ffff/fdfd/f6f6\u{1B}\\")
      try session.wait(for: "light colours") { $0.ground(x: 1, y: top) == light }
      try session.send("\u{1B}[?997;1n")
      try session.wait(for: "dark colours again") { $0.ground(x: 1, y: top) == dark }
    }

    @Test func `A filter shows its rows while it is typed, and Escape takes it back`() throws {
      let session = try Shop(orders: OrderFile(count: 200)).console(view: newestFirst)
      try session.wait(for: OrderFile.id(200))
      try session.send("/")
      try session.send("lefèvre")
      try session.wait(for: "only Lefèvre's orders") { screen in
        screen.text.contains(OrderFile.id(199)) && !screen.text.contains(OrderFile.id(200))
      }
      try session.send("\u{1B}")
      try session.wait(for: OrderFile.id(200))
    }

    @Test func `A Chinese name is found as it is typed`() throws {
      let session = try Shop(orders: OrderFile(count: 200)).console(view: newestFirst)
      try session.wait(for: OrderFile.id(200))
      try session.send("/")
      try session.send("王伟")
      // 王伟 has every seventh order: 197 is one, 198 is none.
      try session.wait(for: "only 王伟's orders") { screen in
        screen.text.contains(OrderFile.id(197)) && !screen.text.contains(OrderFile.id(198))
      }
    }

    @Test func `Enter opens an order, Escape comes back to the row`() throws {
      let session = try Shop(orders: OrderFile(count: 20)).console(view: newestFirst)
      try session.wait(for: OrderFile.id(20))
      try session.send("j\r")
      try session.wait(for: "order 19 alone") {
        $0.text.contains(OrderFile.id(19)) && !$0.text.contains(OrderFile.id(20))
      }
      try session.send("\u{1B}")
      try session.wait(for: "the list, the same row selected") {
        $0.text.contains(OrderFile.id(20)) && $0.row($0.cursor.y).contains(OrderFile.id(19))
      }
    }

    @Test func `Help names the keys`() throws {
      let session = try Shop(orders: OrderFile(count: 5)).console()
      try session.wait(for: OrderFile.id(5))
      session.settle()
      let before = session.screen.text
      try session.send("?")
      try session.wait(for: "help") { $0.text != before && $0.text.contains("PageDown") || $0.text.contains("PgDn") }
      try session.send("\u{1B}")
      try session.wait(for: "the list again") { $0.text.contains(OrderFile.id(5)) && $0.text == before }
    }

    @Test func `Every size from a wall to a handheld shows the selected order`() throws {
      let session = try Shop(orders: OrderFile(count: 200)).console(view: newestFirst)
      try session.wait(for: OrderFile.id(200))
      try session.send("j")
      for (columns, rows) in [(80, 24), (40, 8), (20, 16), (300, 100), (120, 36)] {
        session.resize(columns: columns, rows: rows)
        try session.wait(for: "\(columns)x\(rows) with the selected order") { screen in
          // Cells may be cut or gone on a narrow screen, numbers keep their ends; the cursor stays on the second row.
          let y = screen.cursor.y
          guard screen.rows == rows, y > 1 else { return false }
          let (first, second) = (OrderFile.id(200).suffix(6), OrderFile.id(199).suffix(6))
          return screen.row(y).contains(second) && screen.row(y - 1).contains(first)
            && !screen.row(y - 2).contains(first)
        }
        session.settle()
      }
      #expect(RawByteRules.findings(in: session.log) == [])
    }

    @Test func `What leaves the program is what a terminal needs, and nothing else`() throws {
      let session = try Shop(orders: OrderFile(count: 200)).console(view: newestFirst)
      try session.wait(for: OrderFile.id(200))
      for keys in [
        "jjjkk", "G", "g", "\u{1B}[6~", "\r", "\t", "\u{1B}", "/status:paid", "\u{1B}", "?", "\u{1B}", "2", "1",
      ] {
        try session.send(keys)
        session.settle(milliseconds: 60)
      }
      try session.send("q")
      #expect(try session.waitForEnd() == 0)
      #expect(RawByteRules.findings(in: session.log) == [])
    }

    @Test func `A paste is never a hotkey`() throws {
      let shop = try Shop(orders: OrderFile(count: 20))
      let session = try shop.console(view: newestFirst)
      try session.wait(for: OrderFile.id(20))
      session.settle()
      try session.paste("qGjjHu?\r\n/")
      session.settle(milliseconds: 400)
      #expect(session.isRunning)
      // It may stand in a prompt as text; Escape leaves that, and nothing has moved or changed.
      try session.send("\u{1B}")
      try session.wait(for: "the first row selected") { $0.row($0.cursor.y).contains(OrderFile.id(20)) }
      #expect(try shop.count("orders holds:fraudRisk,other,buyerMessage") == 0)
    }

    @Test func `At rest not a byte is sent`() throws {
      let session = try Shop(orders: OrderFile(count: 20)).console(view: newestFirst)
      try session.wait(for: OrderFile.id(20))
      session.settle(milliseconds: 600)
      let before = session.log.count
      let end = Clock.seconds() + 3
      while Clock.seconds() < end { session.pump(milliseconds: 100) }
      #expect(session.log.count == before)
    }
  }
}
