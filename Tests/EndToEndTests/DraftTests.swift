import Foundation
import Testing

extension EndToEnd {
  /// A line that drops loses nothing of what was typed.
  @Suite(.enabled(if: Binary.isBuilt, Binary.missing))
  struct Drafts {
    /// How the line or the console may end in the middle of a form.
    enum End: String, CaseIterable, Sendable {
      case cutLine, terminate, killed
    }

    @Test(arguments: End.allCases)
    func `What was typed into a form is there at the next login after`(end: End) throws {
      let shop = try Shop(orders: OrderFile(count: 50))
      let first = try shop.console()
      try first.wait(for: OrderFile.id(50))
      try first.send("j")
      try first.send("n")
      try first.wait(for: "Note")
      try first.paste("call 王伟 back, she wa")
      try first.wait(for: "she wa")
      let guarded = try #require(first.guardedProcess)
      switch end {
      case .cutLine: first.hangUp()
      case .terminate: first.signal(SIGTERM)
      case .killed:
        // Kept every few seconds while somebody types.
        let until = Clock.seconds() + 5
        while Clock.seconds() < until { first.pump(milliseconds: 100) }
        kill(guarded, SIGKILL)
      }
      try first.waitForEnd()
      let gone = Clock.seconds() + 5
      while TerminalSession.isRunning(guarded), Clock.seconds() < gone { first.pump(milliseconds: 20) }

      let second = try shop.console(columns: 80, rows: 24)
      try second.wait(for: "call 王伟 back, she wa")
      try second.wait(for: "Not sent, from")
      try second.send("nts blue\r")
      try second.wait(for: "done.")
      #expect(try shop.count("orders note:blue") == 1)
      try second.send("q")
      #expect(try second.waitForEnd() == 0)

      let third = try shop.console()
      try third.wait(for: "Back where you left")
      #expect(!third.screen.text.contains("Not sent, from"))
      try third.send("\u{18}")
      try third.wait(for: OrderFile.id(50))
    }

    @Test func `Views beside the list follow what another process commits, in few bytes, and cost nothing at rest`()
      throws
    {
      let shop = try Shop(orders: OrderFile(count: 50))
      let session = try shop.console(columns: 138)
      try session.wait(for: OrderFile.id(50))
      func held(_ count: String) -> (EmulatedScreen) -> Bool {
        { screen in
          guard let y = screen.line(holding: "on-hold") else { return false }
          return screen.row(y).prefix(22).split(separator: " ").last.map(String.init) == count
        }
      }
      try session.wait(for: "the count of what is on hold", until: held("0"))
      session.settle(milliseconds: 500)
      let before = session.log.count
      try shop.run("do", "holdOrder", "orders", OrderFile.id(3), "reason=fraudRisk")
      try session.wait(for: "one more on hold", until: held("1"))
      session.settle(milliseconds: 1500)
      // One order further down the list: only the count changes, and its colour codes come along.
      #expect(session.log.count - before <= 200, "\(session.log.count - before) bytes")
      let rest = session.log.count
      let end = Clock.seconds() + 3
      while Clock.seconds() < end { session.pump(milliseconds: 100) }
      #expect(session.log.count == rest)
    }
  }
}
