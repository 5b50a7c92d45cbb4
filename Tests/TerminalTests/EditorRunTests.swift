import Foundation
import Testing

@testable import Terminal

@Suite struct EditorRunTests {
  private func environment(_ editor: String) -> [String: String] {
    ["VISUAL": editor, "EDITOR": "wrong", "PATH": "/usr/bin:/bin", "TMPDIR": NSTemporaryDirectory()]
  }

  /// Runs the editor's words as the console does, without a terminal.
  private func status(_ run: EditorRun) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: run.words[0])
    process.arguments = Array(run.words.dropFirst())
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationReason == .uncaughtSignal ? process.terminationStatus : process.terminationStatus << 8
  }

  private var folders: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: NSTemporaryDirectory())) ?? [])
      .filter { $0.hasPrefix("portolan-") && $0.count == 15 }
  }

  @Test func `A text goes out and comes back, in a file that nobody else reads and that is gone afterwards`() throws {
    let run = try EditorRun("eins\n二", environment: environment("sed -i s/eins/one/"))
    let file = try #require(run.words.last)
    let facts = try FileManager.default.attributesOfItem(atPath: file)
    #expect((facts[.posixPermissions] as? NSNumber)?.intValue == 0o600)
    let folder = URL(filePath: file).deletingLastPathComponent().path
    let around = try FileManager.default.attributesOfItem(atPath: folder)
    #expect((around[.posixPermissions] as? NSNumber)?.intValue == 0o700)
    #expect(run.text(after: try status(run)) == .success("one\n二"))
    try Data().write(to: URL(filePath: folder).appending(path: ".text.txt.swp"))
    run.remove()
    #expect(!FileManager.default.fileExists(atPath: folder))
  }

  @Test func `An editor that is missing, fails or is killed leaves the text alone`() throws {
    for (editor, expected) in [
      ("no-such-editor-here", EditorTrouble.missing("no-such-editor-here")), ("false", .failed("false", status: 1)),
      ("sh -c 'kill -9 $$'", .killed("sh", signal: 9)),
    ] {
      let run = try EditorRun("x", environment: environment(editor))
      defer { run.remove() }
      #expect(run.text(after: try status(run)) == .failure(expected), "\(editor)")
    }
  }

  @Test func `What is no text is not taken`() throws {
    let run = try EditorRun("x", environment: environment("sh -c 'printf \"\\377\\376\" > \"$0\"'"))
    defer { run.remove() }
    #expect(run.text(after: try status(run)) == .failure(.notText))
  }

  @Test func `VISUAL goes first, then EDITOR, then what is there`() {
    #expect(EditorRun.command(["VISUAL": "a -w", "EDITOR": "b"]) == "a -w")
    #expect(EditorRun.command(["VISUAL": " ", "EDITOR": "b"]) == "b")
    #expect(EditorRun.command(["PATH": "/nowhere"]) == nil)
    #expect(throws: EditorTrouble.none) { _ = try EditorRun("x", environment: ["PATH": "/nowhere"]) }
  }
}
