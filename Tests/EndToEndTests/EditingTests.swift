import Foundation
import Terminal
import Testing

extension EndToEnd {
  /// Text in forms, in a real terminal: the caret, pastes, scans, the person's own editor.
  @Suite(.enabled(if: Binary.isBuilt, Binary.missing))
  struct Editing {
    private let newestFirst = "orders sort:-placedAt"

    private func console(_ shop: Shop, _ environment: [String: String] = [:], columns: Int = 80, rows: Int = 24) throws
      -> TerminalSession
    {
      let session = try shop.console(columns: columns, rows: rows, view: newestFirst, environment: environment)
      try session.wait(for: String(OrderFile.id(5).suffix(6)))
      session.settle()
      return session
    }

    /// A program of the shell in the place of an editor.
    private func editor(_ shop: Shop, _ body: String) throws -> String {
      let file = shop.folder.appending(path: "editor")
      try "#!/bin/sh\n\(body)\n".write(to: file, atomically: true, encoding: .utf8)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
      return file.path
    }

    @Test(arguments: [(80, 24), (40, 8), (20, 16)])
    func `The terminal's cursor is at the caret, behind wide letters too`(columns: Int, rows: Int) throws {
      let session = try console(Shop(orders: OrderFile(count: 5)), columns: columns, rows: rows)
      try session.send("n")
      session.settle()
      let start = session.screen.cursor
      try session.send("陶瓷e\u{301}x")
      try session.wait(for: "the text") { $0.text.contains("陶瓷") }
      session.settle()
      let cursor = session.screen.cursor
      #expect(cursor.y == start.y && cursor.x == start.x + 6, "\(session.screen.text)")
      #expect(session.screen.cell(x: cursor.x - 1, y: cursor.y) == "x")
      try session.send("\u{1B}[D\u{1B}[D\u{1B}[D")
      try session.wait(for: "the caret behind the first letter") { $0.cursor.x == start.x + 2 }
      #expect(session.screen.showsCursor)
    }

    @Test func `A note goes through the editor while others write, and its file is gone`() throws {
      let shop = try Shop(orders: OrderFile(count: 5))
      let path = try editor(
        shop,
        "ls -l \"$1\" > '\(shop.folder.path)/seen'; echo here > '\(shop.folder.path)/open'; cat \"$1\"; read answer\n"
          + "printf 'from the editor\\n二\\n' > \"$1\"")
      let session = try console(shop, ["VISUAL": path, "TMPDIR": shop.folder.path])
      let settings = session.settings
      try session.send("n")
      session.settle()
      try session.paste("first words")
      try session.wait(for: "first words")
      session.settle(milliseconds: 200)
      try session.send("\u{18}")
      try session.wait(for: "the editor has the terminal") { !$0.isAlternate && $0.text.contains("first words") }
      #expect(!session.settings.isRaw && session.settings != settings)
      // The gate is free meanwhile.
      try shop.run(
        "import", shop.write(OrderFile(count: 3, first: 100)), "--channel", "SHOP", "--format", "general-orders")
      try session.send("go\n")
      try session.wait(for: "the console again") { $0.isAlternate && $0.text.contains("from the editor") }
      let seen = try String(contentsOf: shop.folder.appending(path: "seen"), encoding: .utf8)
      #expect(seen.hasPrefix("-rw-------"), "\(seen)")
      let left = try FileManager.default.contentsOfDirectory(atPath: shop.folder.path)
      #expect(!left.contains { $0.hasPrefix("portolan-") }, "\(left)")
      try session.send("\r")
      try session.wait(for: "done")
      let note = try shop.list("orders sort:-placedAt cols:number,note", limit: 10).compactMap { $0["note"] as? String }
      #expect(note.contains { $0.hasPrefix("from the editor") }, "\(note)")
    }

    @Test func `An editor that fails is said and the text stays`() throws {
      let shop = try Shop(orders: OrderFile(count: 5))
      let path = try editor(shop, "exit 3")
      let session = try console(shop, ["VISUAL": path, "TMPDIR": shop.folder.path])
      try session.send("n")
      session.settle()
      try session.paste("my words")
      session.settle(milliseconds: 200)
      try session.send("\u{18}")
      try session.wait(for: "ended with 3")
      #expect(session.screen.text.contains("my words"))
      #expect(session.isRunning)
    }

    @Test func `A line that drops while the editor is open ends the console and leaves no file`() throws {
      let shop = try Shop(orders: OrderFile(count: 5))
      let path = try editor(shop, "sleep 30")
      let session = try console(shop, ["VISUAL": path, "TMPDIR": shop.folder.path])
      try session.send("n\u{18}")
      try session.wait(for: "the editor has the terminal") { !$0.isAlternate }
      session.settle(milliseconds: 300)
      session.hangUp()
      let end = Clock.seconds() + 10
      var left: [String] = ["?"]
      while !left.isEmpty, Clock.seconds() < end {
        left = try FileManager.default.contentsOfDirectory(atPath: shop.folder.path).filter {
          $0.hasPrefix("portolan-")
        }
        usleep(50_000)
      }
      #expect(left.isEmpty, "\(left)")
    }

    @Test func `What an input method commits in one burst is text in a field and no keys in a list`() throws {
      let session = try console(Shop(orders: OrderFile(count: 5)))
      try session.send("ｑｑ２２")
      try session.wait(for: "was typed where no text goes")
      #expect(session.isRunning)
      try session.send("n")
      session.settle()
      try session.send("请尽快发货，礼品包装")
      try session.wait(for: "请尽快发货，礼品包装")
    }
  }
}
