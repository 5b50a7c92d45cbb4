import Foundation
import Testing

extension EndToEnd {
  /// The harness against programs that everybody knows: what it cannot see in them it would not see in ours.
  struct Harness {
    @Test func `What is typed to cat comes back, wide characters in two cells`() throws {
      let session = try TerminalSession(["/bin/cat"], columns: 40, rows: 8)
      try session.send("票 é\r")
      try session.wait(for: "the echo and the answer") { $0.lines.prefix(2) == ["票 é", "票 é"] }
      #expect(session.screen.cell(x: 0, y: 1) == "票")
      #expect(session.screen.cell(x: 1, y: 1).isEmpty)
      #expect(session.screen.cursor == (0, 2))
      try session.send([0x04])
      #expect(try session.waitForEnd() == 0)
    }

    @Test func `Less takes the other screen, moves, follows a resize and puts everything back`() throws {
      let file = FileManager.default.temporaryDirectory.appending(path: "portolan-\(UUID().uuidString).txt")
      try (1...500).map { "line \($0)" }.joined(separator: "\n").write(to: file, atomically: true, encoding: .utf8)
      defer { try? FileManager.default.removeItem(at: file) }
      let session = try TerminalSession(["/usr/bin/less", file.path], columns: 80, rows: 24)
      let before = session.settingsBefore
      try session.wait(for: "line 23")
      #expect(session.screen.isAlternate)
      #expect(session.settings.isRaw)
      try session.send("G")
      try session.wait(for: "(END)")
      session.resize(columns: 40, rows: 8)
      // Less looks at its signals between keys: one that comes just as it begins to read waits for the next key.
      try session.send("r")
      try session.wait(for: "the prompt in the eighth row") {
        $0.lines.last == ":" && $0.lines.first?.hasPrefix("line ") == true
      }
      try session.send("q")
      #expect(try session.waitForEnd() == 0)
      #expect(session.settings == before)
      #expect(!session.screen.isAlternate)
    }

    @Test func `A program killed while the terminal is raw is seen to leave it raw`() throws {
      let session = try TerminalSession(["/bin/sh", "-c", "stty raw -echo; printf '\\033[?1049hready'; sleep 60"])
      let before = session.settingsBefore
      try session.wait(for: "ready")
      #expect(session.settings != before)
      session.signal(SIGKILL)
      #expect(try session.waitForEnd() == -1)
      #expect(session.endingSignal == SIGKILL)
      #expect(session.settings.isRaw)
      #expect(session.screen.isAlternate)
    }

    @Test func `The cut line is a hang-up to the program`() throws {
      let mark = FileManager.default.temporaryDirectory.appending(path: "portolan-\(UUID().uuidString).mark")
      defer { try? FileManager.default.removeItem(at: mark) }
      let script = "trap 'touch \(mark.path); exit 3' HUP; echo ready; while :; do sleep 0.05; done"
      let session = try TerminalSession(["/bin/sh", "-c", script])
      try session.wait(for: "ready")
      session.hangUp()
      #expect(try session.waitForEnd() == 3)
      #expect(FileManager.default.fileExists(atPath: mark.path))
    }

    @Test func `A program that is not there ends with 127`() throws {
      let session = try TerminalSession(["/nowhere/portolan"])
      #expect(try session.waitForEnd() == 127)
    }

    @Test func `The terminal answers where its cursor is`() throws {
      let script = "stty raw -echo; printf 'abc\\033[6n'; dd bs=1 count=6 2>/dev/null | od -An -c"
      let session = try TerminalSession(["/bin/sh", "-c", script])
      try session.wait(for: "033   [   1   ;   4   R")
    }
  }

  struct RawBytes {
    @Test(arguments: [
      "plain text, ü, 票, emoji 🚢 and a box │",
      "\u{1B}[2J\u{1B}[1;1H\u{1B}[1;31mred\u{1B}[m\u{1B}(0qq\u{1B}(B\u{1B}[?1049h\u{1B}[?2026l",
      "\u{1B}[6n\u{1B}[c\u{1B}[?2026$p\u{1B}]11;?\u{1B}\\\u{1B}[22;0;0t\u{1B}7\u{1B}8",
      "\u{1B}]52;c;aGVsbG8=\u{1B}\\",
    ])
    func `What curses needs is clean`(text: String) {
      #expect(RawByteRules.findings(in: Array(text.utf8)) == [])
    }

    @Test(
      arguments: [
        ("C0", Array("a\u{07}b".utf8)), ("C0", [0x61, 0x00]), ("C0", [0x7F]), ("C1", Array("\u{9B}31m".utf8)),
        ("bad UTF-8", [0x61, 0x9B, 0x33]), ("OSC", Array("\u{1B}]0;title\u{07}".utf8)),
        ("DCS", Array("\u{1B}Pq\u{1B}\\".utf8)),
        ("screen title", Array("\u{1B}ktitle\u{1B}\\".utf8)), ("CSI", Array("\u{1B}[?47h".utf8)),
        ("CSI", Array("\u{1B}[8;50;100t".utf8)), ("ESC", Array("\u{1B}c".utf8)), ("bidi", Array("\u{202E}evil".utf8)),
        ("invisible", Array("a\u{200B}b".utf8)), ("nonchar", Array("\u{FFFE}".utf8)), ("ESC", [0x1B]),
      ] as [(String, [UInt8])])
    func `What text from outside could smuggle in is found`(kind: String, bytes: [UInt8]) {
      #expect(RawByteRules.findings(in: bytes).map(\.kind).contains(kind))
    }
  }
}
