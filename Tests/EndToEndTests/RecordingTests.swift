import Console
import Domain
import Foundation
import Terminal
import Testing

extension EndToEnd {
  /// The shipped recordings, played without a terminal and in a real one.
  @Suite(.enabled(if: Binary.isBuilt, Binary.missing))
  struct Recordings {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Recordings")

    /// The made-up shop that recordings are played in; each gets a copy.
    private static let demo = Result {
      let shop = try Shop()
      try shop.run("demo", "--orders", "2000", "--seed", "7", "--until", "2026-09-22", seconds: 120)
      // Whoever leaves last brings the log home: the file alone is the shop.
      return try Data(contentsOf: URL(filePath: shop.store))
    }

    static let files: [String] = {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
      return names.filter { $0.hasSuffix(".keys") }.sorted()
    }()

    @Test func `There are recordings`() { #expect(Recordings.files.count >= 5) }

    @Test(arguments: Recordings.files)
    func `What a recording says is seen, without a terminal`(file: String) throws {
      let path = Recordings.folder.appending(path: file).path
      let shop = try Shop()
      let answer = try shop.start(["play", "--check", "--demo", "2000", path]).wait(seconds: 120)
      #expect(answer.status == 0, "\(answer.talk)")
    }

    @Test(arguments: Recordings.files)
    func `What a recording says is seen in a real terminal`(file: String) throws {
      let text = try String(contentsOf: Recordings.folder.appending(path: file), encoding: .utf8)
      let recording = try Recording(text) { _ in .init(seconds: 0) }
      let shop = try Shop()
      try Recordings.demo.get().write(to: URL(filePath: shop.store))
      let language = recording.language?.rawValue ?? "en"
      let session = try shop.console(
        columns: recording.size.columns, rows: recording.size.rows, view: recording.view, words: ["--lang", language])
      try session.wait(for: "the first screen") { $0.isAlternate }
      session.settle(milliseconds: 300)
      for step in recording.steps where session.endingSignal == nil { try play(step, on: session) }
      // The bell is ours: it rings for a scan that nobody knows.
      #expect(RawByteRules.findings(in: session.log).filter { $0.bytes.first != 7 } == [])
      try session.send("\u{03}")
      try session.waitForEnd()
      #expect(session.settings == session.settingsBefore)
      #expect(try shop.complaint() == nil)
    }

    private func play(_ step: Recording.Step, on session: TerminalSession) throws {
      switch step.action {
      case .keys(let keys): try press(keys, on: session)
      case .type(let text): try press(text.map { .character($0) }, on: session)
      case .size(let size):
        session.resize(columns: size.columns, rows: size.rows)
        session.settle()
      case .idle, .picture: session.settle(milliseconds: 200)
      case .wait(let text), .see(let text):
        try session.wait(for: "line \(step.line), “\(text)”,") { $0.glyphs.contains(text.filter { $0 != " " }) }
      case .miss(let text):
        try session.wait(for: "line \(step.line), not “\(text)”,") { !$0.glyphs.contains(text.filter { $0 != " " }) }
      case .pause: break
      }
    }

    /// One after the other, each after what the one before has shown: keys that come together are a scan.
    private func press(_ keys: [Key], on session: TerminalSession) throws {
      for key in keys {
        guard let bytes = key.bytes else { continue }
        try session.send(bytes)
        session.settle(milliseconds: 60)
      }
    }
  }
}

extension EmulatedScreen {
  /// The text without its blanks: a wide glyph has a cell of its own and one beside it.
  var glyphs: String { text.filter { $0 != " " && $0 != "\n" } }
}
