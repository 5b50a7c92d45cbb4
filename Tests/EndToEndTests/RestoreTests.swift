import Foundation
import Testing

extension EndToEnd {
  /// However the console ends, its user gets the terminal back as it was.
  @Suite(.enabled(if: Binary.isBuilt, Binary.missing))
  struct Restore {
    /// How a console may end, and who is told.
    enum End: String, CaseIterable, Sendable {
      case quit, terminate, hangUp, terminateGuarded, killGuarded, abortGuarded
    }

    @Test(arguments: End.allCases)
    func `The terminal is as before after the end by`(end: End) throws {
      let session = try Shop(orders: OrderFile(count: 50)).console()
      let before = session.settingsBefore
      try session.wait(for: OrderFile.id(50))
      #expect(session.screen.isAlternate)
      #expect(session.settings.isRaw)
      let guarded = try #require(session.guardedProcess, "no guardian watches the console")
      let start = Clock.seconds()
      switch end {
      case .quit: try session.send("q")
      case .terminate: session.signal(SIGTERM)
      case .hangUp: session.signal(SIGHUP)
      case .terminateGuarded: kill(guarded, SIGTERM)
      case .killGuarded: kill(guarded, SIGKILL)
      case .abortGuarded: kill(guarded, SIGABRT)
      }
      try session.waitForEnd()
      #expect(Clock.seconds() - start < 5)
      #expect(session.settings == before)
      #expect(!session.screen.isAlternate)
      #expect(session.screen.showsCursor)
      #expect(!session.screen.takesMouse)
      let log = String(decoding: session.log, as: UTF8.self)
      // Killed in the middle of a write: what is cut is the last thing before the guardian's own, which ends it first.
      let ended = try #require(log.range(of: "\u{1B}[?2026l\u{1B}[?2031l", options: .backwards)).lowerBound
      let painted = Array(log[..<ended].utf8)
      #expect(RawByteRules.findings(in: Array(log[ended...].utf8)) == [])
      switch end {
      case .killGuarded, .abortGuarded:
        #expect(painted.suffix(2).elementsEqual("\u{1B}\\".utf8))
        let cut = painted.dropLast(2)
        #expect(
          RawByteRules.findings(in: Array(cut)).allSatisfy { cut.suffix($0.bytes.count).elementsEqual($0.bytes) })
      case .quit, .terminate, .hangUp, .terminateGuarded: #expect(RawByteRules.findings(in: painted) == [])
      }
      if end == .quit { #expect(session.endingSignal == nil) }
    }

    @Test func `A cut line ends guardian and console within a second`() throws {
      let session = try Shop(orders: OrderFile(count: 50)).console()
      try session.wait(for: OrderFile.id(50))
      let guarded = try #require(session.guardedProcess)
      session.hangUp()
      try session.waitForEnd()
      // The guardian does not wait until the system has taken the console apart.
      let end = Clock.seconds() + 1
      while TerminalSession.isRunning(guarded), Clock.seconds() < end { session.pump(milliseconds: 20) }
      #expect(!TerminalSession.isRunning(guarded))
    }

    @Test func `A guardian killed by force leaves no console behind`() throws {
      let session = try Shop(orders: OrderFile(count: 50)).console()
      try session.wait(for: OrderFile.id(50))
      let guarded = try #require(session.guardedProcess)
      session.signal(SIGKILL)
      try session.waitForEnd()
      let end = Clock.seconds() + 2
      while kill(guarded, 0) == 0, Clock.seconds() < end { session.pump(milliseconds: 20) }
      #expect(kill(guarded, 0) != 0)
    }

    @Test func `Ctrl-Z gives the shell its terminal, fg gives the console its screen`() throws {
      let shop = try Shop(orders: OrderFile(count: 50))
      let session = try TerminalSession(
        ["/bin/bash", "--norc", "--noprofile", "--noediting", "-i"],
        environment: shop.environment.merging(["PS1": "shell> "]) { $1 })
      try session.wait(for: "shell>")
      let before = session.settingsBefore
      try session.send("\(Binary.path) console --lang en\r")
      try session.wait(for: OrderFile.id(50))
      for _ in 1...3 {
        try session.send([0x1A])
        try session.wait(for: "the shell's screen") { !$0.isAlternate && $0.showsCursor }
        try session.send("echo mark$((6*7))\r")
        try session.wait(for: "mark42")
        #expect(session.settings == before)
        try session.send("clear; fg\r")
        try session.wait(for: "the console again") { $0.isAlternate && $0.text.contains(OrderFile.id(50)) }
        session.settle()
      }
      try session.send("q")
      try session.wait(for: "the shell after the console") { !$0.isAlternate && $0.text.contains("shell>") }
      session.settle()
      #expect(session.settings == before)
      try session.send("exit\r")
      try session.waitForEnd()
    }

    @Test func `Killed at any moment, the console leaves the terminal whole`() throws {
      let kills = Drill.count(usual: 10)
      var dice = Drill.dice()
      let shop = try Shop(orders: OrderFile(count: 200))
      for kill in 1...kills {
        let session = try shop.console()
        let before = session.settingsBefore
        let isEarly = Bool.random(using: &dice)
        if !isEarly { try session.wait(for: OrderFile.id(200)) }
        try session.send(["jjjj", "G", "/status:paid", "\r", "?"].randomElement(using: &dice) ?? "j")
        let end = Clock.seconds() + Double.random(in: 0...0.05, using: &dice)
        while Clock.seconds() < end { session.pump(milliseconds: 1) }
        // Before it has forked there is nobody to kill but itself, and nothing to restore.
        if let guarded = session.guardedProcess { Foundation.kill(guarded, SIGKILL) } else { session.signal(SIGKILL) }
        try session.waitForEnd()
        #expect(session.settings == before, "kill \(kill)")
        #expect(!session.screen.isAlternate, "kill \(kill)")
        session.release()
      }
      #expect(try shop.complaint() == nil)
    }
  }
}

/// How often, and with which dice, the drills kill.
enum Drill {
  /// `PORTOLAN_KILLS`, else the usual number of `make test`.
  static func count(usual: Int) -> Int {
    ProcessInfo.processInfo.environment["PORTOLAN_KILLS"].flatMap { Int($0) }.map { max(1, $0) } ?? usual
  }

  /// The seed is said, so that a run that failed can be had again with `PORTOLAN_SEED`.
  static func dice() -> Dice {
    let seed =
      ProcessInfo.processInfo.environment["PORTOLAN_SEED"].flatMap { UInt64($0) }
      ?? UInt64.random(in: 1...UInt64.max)
    print("drill with PORTOLAN_SEED=\(seed)")
    return Dice(state: seed)
  }
}

/// splitmix64.
struct Dice: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
