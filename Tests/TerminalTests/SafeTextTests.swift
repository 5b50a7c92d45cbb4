import Foundation
import TestSupport
import Testing

@testable import Terminal

@MainActor
@Suite(.serialized) struct SafeTextTests {
  private static var hostile: [String] {
    struct Given: Decodable { let b64: String }
    let decoder = JSONDecoder()
    var texts: [String] = []
    for line in SharedData.text("hostile-text/escapes-given.jsonl").split(whereSeparator: \.isNewline) {
      do {
        let given = try decoder.decode(Given.self, from: Data(line.utf8))
        texts.append(String(decoding: Data(base64Encoded: given.b64) ?? Data(), as: UTF8.self))
      } catch {
        Issue.record("unreadable line: \(error)")
      }
    }
    do {
      let list = try decoder.decode([String].self, from: Data(SharedData.text("hostile-text/blns-given.json").utf8))
      texts += list
    } catch {
      Issue.record("unreadable list: \(error)")
    }
    return texts
  }

  @Test func `Hostile text on a line sends nothing but letters`() {
    let texts = SafeTextTests.hostile
    #expect(texts.count > 550)
    for text in texts {
      let bytes = Array(SafeText.line(text).utf8)
      #expect(!bytes.contains { $0 < 0x20 || $0 == 0x7F }, "\(text.debugDescription)")
      #expect(TerminalBytes.findings(bytes).isEmpty, "\(text.debugDescription)")
      #expect(SafeText.isSafe(SafeText.line(text)), "not stable: \(text.debugDescription)")
    }
  }

  @Test func `Hostile text in a frame sends nothing that steers`() throws {
    let size = Size(columns: 80, rows: 24)
    let screen = try CursesScreen(term: "xterm-256color", size: size, depth: nil, theme: .portolanDark)
    defer { screen.close() }
    var row = 0
    var frame = Frame(size: size)
    for text in SafeTextTests.hostile {
      frame.write(text, at: Point(row % 3, row), width: 60, role: .danger)
      row += 1
      guard row == size.rows else { continue }
      let findings = TerminalBytes.findings(screen.render(frame))
      #expect(findings.isEmpty, "\(findings)")
      frame = Frame(size: size)
      row = 0
    }
    #expect(TerminalBytes.findings(screen.render(frame)).isEmpty)
  }

  @Test(arguments: [
    ("a\nb", "a␊b"), ("a\r\nb", "a␍␊b"), ("\u{1B}[2J", "␛[2J"), ("x\u{7F}", "x␡"), ("x\u{9B}31m", "x⌧31m"),
    ("a\u{202E}b", "a⇄b"), ("Pay\u{200B}Pal", "Pay␣Pal"), ("Pay\u{200D}Pal", "Pay␣Pal"), ("a\u{AD}b", "a␣b"),
    ("\u{E000}", "⍰"), ("\u{378}", "⍰"), ("a\u{2028}b", "a␤b"), ("\u{301}x", "◌\u{301}x"), ("a\u{A0}b", "a b"),
    ("👨‍👩‍👧", "👨‍👩‍👧"), ("نامه‌ای", "نامه‌ای"),
    ("a\u{300}\u{301}\u{302}\u{303}\u{304}", "a\u{300}\u{301}\u{302}\u{303}"),
    ("☎\u{FE0F}", "☎\u{FE0F}"), ("a\u{FE0F}", "a␣"),
  ])
  func `What cannot be seen becomes a mark`(text: String, shown: String) {
    #expect(Array(SafeText.line(text).unicodeScalars) == Array(shown.unicodeScalars), "\(SafeText.line(text))")
  }
}
