import Domain
import Foundation
import Store
import TestSupport
import Testing

@testable import Console
@testable import Terminal

extension EndToEnd {
  /// Random keys, sizes, pastes, scans and other people's changes, both languages: what the console means to show is what
  /// a terminal then shows, the cursor included, and the selected record stays selected. `PORTOLAN_TORTURE` says how many
  /// steps, `PORTOLAN_SEED` which.
  @MainActor
  @Suite(.enabled(if: Binary.isBuilt, Binary.missing))
  struct Torture {
    private static let steps = ProcessInfo.processInfo.environment["PORTOLAN_TORTURE"].flatMap(Int.init) ?? 1_200
    private static let usual = ["120x36", "80x24", "40x8", "20x16", "300x100"].compactMap { Size($0) }

    private static let keys: [Key] = {
      var keys: [Key] = []
      for place in Command.Place.allCases {
        for command in Command.allCases where command != .quit && command != .suspend {
          keys += command.keys(in: place)
        }
      }
      for character in "status:paid >2d(\"or)王小,-@x1234567890é" { keys.append(.character(character)) }
      return keys + [
        .paste("a\nb\u{202E}c\u{1B}[2J"), .paste(String(repeating: "很长的文字 ", count: 200)), .scan("4006381333931"),
        .scan("SHOP-10735"), .delete, .controlled(.left), .alt("\r"), .control("w"), .control("u"), .control("r"),
        .function(9), .focus(false), .resumed, .tab, .enter, .enter, .escape, .escape,
      ]
    }()

    @Test(.timeLimit(.minutes(60)), arguments: Language.allCases)
    func `The terminal shows what the console means, whatever is typed`(language: Language) throws {
      var dice = Drill.dice()
      let shop = try Shop()
      try shop.run("demo", "--orders", "2000", "--seed", "7", "--until", "2026-09-22", seconds: 120)
      let store = try Store.open(try #require(StoreURL(shop.store)))
      let actor = try store.connection.readNow { try Users.actor(named: "clerk", as: nil, in: $0) }
      let options = ConsoleOptions(
        store: store, actor: actor, language: language, now: { Instant(milliseconds: 1_790_000_000_000) })
      var size = Torture.usual[0]
      var rehearsal = try Rehearsal(options, size: size)
      let screen = try CursesScreen(
        term: "xterm-256color", size: size, depth: .indexed256, theme: .portolanDark)
      defer { screen.close() }
      let emulated = try #require(EmulatedScreen(columns: size.columns, rows: size.rows))
      _ = emulated.feed(screen.takeBytes)

      var recent: [String] = []
      for step in 0..<(Torture.steps / 2) {
        let before = rehearsal.state.list.window.selectedRow?.id
        let key = next(&dice, step: step)
        if case .resize(let new)? = key, new != size {
          size = new
          screen.resize(to: new)
          emulated.resize(columns: new.columns, rows: new.rows)
        }
        if let key { rehearsal.press(key) } else { rehearsal.send(.changed) }
        // Left by a key, by the palette or by the menu: somebody comes back.
        if rehearsal.hasQuit { rehearsal = try Rehearsal(options, size: size) }
        recent = recent.suffix(12) + [key?.name ?? "changed"]
        if key == nil || key.map(Torture.isResize) == true {
          #expect(rehearsal.state.list.window.selectedRow?.id == before, "step \(step) lost the row: \(recent)")
        }
        let frame = rehearsal.state.view(.standard)
        let bytes = screen.render(frame)
        _ = emulated.feed(bytes)
        if let difference = Torture.difference(emulated, frame) {
          Issue.record("step \(step), \(size): \(difference) after \(recent)")
          return
        }
        let findings = RawByteRules.findings(in: bytes)
        if findings != [] {
          Issue.record("step \(step): \(findings) after \(recent)")
          return
        }
      }
      #expect(try shop.complaint() == nil)
    }

    /// nil: somebody else changed something.
    private func next(_ dice: inout some RandomNumberGenerator, step: Int) -> Key? {
      switch Int.random(in: 0..<60, using: &dice) {
      case 0: return Torture.usual.randomElement(using: &dice).map { .resize($0) }
      case 1:
        return .resize(
          Size(columns: .random(in: 8...200, using: &dice), rows: .random(in: 3...60, using: &dice)))
      case 2: return nil
      default: return Torture.keys.randomElement(using: &dice)
      }
    }

    private static func isResize(_ key: Key) -> Bool {
      if case .resize = key { true } else { false }
    }

    /// The first cell in which the terminal differs from the frame, or the cursor.
    private static func difference(_ screen: EmulatedScreen, _ frame: Frame) -> String? {
      for y in 0..<frame.size.rows {
        var isExact = true
        for x in 0..<frame.size.columns {
          let cell = frame.cells[y * frame.size.columns + x]
          // A doubtful cluster may look as it likes in its own columns.
          isExact = cell.width == 0 ? isExact : !cell.isDoubtful
          let seen = screen.cell(x: x, y: y)
          if isExact, seen != cell.text { return "\(x),\(y): “\(seen)” in place of “\(cell.text)”" }
        }
      }
      if let cursor = frame.cursor {
        let seen = screen.cursor
        if seen.x != cursor.x || seen.y != cursor.y { return "the cursor at \(seen) in place of \(cursor)" }
      }
      return nil
    }

    @Test(.timeLimit(.minutes(20)))
    func `Random bytes, sizes and stops at a real terminal end in a whole terminal and a whole shop`() throws {
      var dice = Drill.dice()
      for round in 0..<max(2, Torture.steps / 10_000) {
        let shop = try Shop(orders: OrderFile(count: 50))
        let session = try shop.console(words: ["--mouse"])
        try session.wait(for: OrderFile.id(50))
        for _ in 0..<200 where session.endingSignal == nil {
          try strike(&dice, session)
          session.pump(milliseconds: 5)
        }
        if round.isMultiple(of: 2) {
          session.hangUp()
        } else {
          session.signal(SIGTERM)
        }
        try session.waitForEnd(seconds: 10)
        if !round.isMultiple(of: 2) { #expect(session.settings == session.settingsBefore) }
        // The bell and copies are ours; where the line was cut, the last sequence is as well.
        let log = session.log
        let findings = RawByteRules.findings(in: Torture.withoutLent(log))
        #expect(
          findings.filter {
            $0.bytes.first != 7 && $0.kind != "OSC" && !log.suffix($0.bytes.count).elementsEqual($0.bytes)
          }
            == [])
        #expect(try shop.complaint() == nil)
      }
    }

    /// While an editor has the terminal (a menu leads there too), or nobody has it any more, what is typed is shown by the
    /// terminal itself.
    private static func withoutLent(_ log: [UInt8]) -> [UInt8] {
      let (lends, takes) = (Array("\u{1B}[?1049l".utf8), Array("\u{1B}[?1049h".utf8))
      var ours: [UInt8] = []
      var rest = log[...]
      while let end = rest.firstRange(of: lends)?.upperBound {
        ours += rest[..<end]
        rest = rest[end...]
        rest = rest[(rest.firstRange(of: takes)?.lowerBound ?? rest.endIndex)...]
      }
      return ours + rest
    }

    /// Ctrl-C and q would leave, Ctrl-Z waits for a shell that is not there, and Ctrl-X in a text gives the terminal to an
    /// editor, where the machine has one.
    private static let leaving: Set<UInt8> = [3, 24, 26, UInt8(ascii: "q")]

    private func strike(_ dice: inout some RandomNumberGenerator, _ session: TerminalSession) throws {
      switch Int.random(in: 0..<20, using: &dice) {
      case 0:
        session.resize(columns: .random(in: 1...250, using: &dice), rows: .random(in: 1...90, using: &dice))
      case 1:
        let bytes = (0..<Int.random(in: 1...40, using: &dice)).map { _ in UInt8.random(in: 0...255, using: &dice) }
        try session.send(bytes.filter { !Torture.leaving.contains($0) })
      case 2: try session.paste("从剪贴板\u{1B}[31m\nrm -rf /\n")
      case 3: try session.send("4006381333931\r")
      default:
        if let key = Torture.keys.randomElement(using: &dice), let bytes = key.bytes,
          bytes.count > 1 || !bytes.contains(where: Torture.leaving.contains)
        {
          try session.send(bytes)
        }
      }
    }
  }
}
