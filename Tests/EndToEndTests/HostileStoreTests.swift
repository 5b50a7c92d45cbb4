import Foundation
import Testing

extension EndToEnd {
  /// Names, titles and notes that were written to break a terminal.
  @Suite(.enabled(if: Binary.isBuilt, Binary.missing))
  struct HostileStore {
    @Test(.timeLimit(.minutes(3)))
    func `A store full of hostile text draws clean at every size`() throws {
      let texts = try HostileText.all()
      #expect(texts.count > 500)
      var orders = OrderFile(count: texts.count)
      for (index, text) in texts.enumerated() {
        orders.rows[index][2] = text
        orders.rows[index][8] = text
      }
      let shop = try Shop(orders: OrderFile(count: 1))
      let answer = try shop.start(["import", shop.write(orders), "--channel", "EVIL", "--format", "general-orders"])
        .wait(seconds: 60)
      #expect([0, 1].contains(answer.status), "\(answer.talk)")
      #expect(try shop.count("orders channel:EVIL") > 500)

      for (columns, rows) in [(300, 100), (120, 36), (80, 24), (40, 8), (20, 16)] {
        let session = try shop.console(
          columns: columns, rows: rows, view: "orders channel:EVIL sort:-placedAt cols:number,customer,title")
        try session.wait(for: "the list") { $0.isAlternate && $0.text.contains("0000") }
        let pages = min(60, texts.count / rows + 1)
        for page in 0..<pages {
          try session.send(page % 7 == 3 ? "\r" : "\u{1B}[6~")
          session.settle(milliseconds: 40)
          if page % 7 == 3 {
            try session.send("\u{1B}")
            session.settle(milliseconds: 80)
          }
        }
        try session.send("q")
        #expect(try session.waitForEnd() == 0)
        let findings = RawByteRules.findings(in: session.log)
        #expect(findings.isEmpty, "\(columns)x\(rows): \(Array(findings.prefix(10)))")
      }
    }
  }
}

/// The hostile texts of the reference data.
enum HostileText {
  struct Missing: Error, CustomStringConvertible {
    var description: String { "SHARED DATA NOT FOUND: set PORTOLAN_SHARED to the folder that holds data/hostile-text" }
  }

  static func all() throws -> [String] {
    guard let folder else { throw Missing() }
    let naughty =
      try JSONSerialization.jsonObject(
        with: Data(contentsOf: folder.appending(path: "blns-given.json"))) as? [String]
    let escapes = try String(contentsOf: folder.appending(path: "escapes-given.jsonl"), encoding: .utf8)
      .split(separator: "\n").compactMap { line in
        (try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])?["text"] as? String
      }
    // A NUL is no text to any format; it has its own tests.
    return ((naughty ?? []) + escapes).filter { !$0.isEmpty && !$0.contains("\0") }
  }

  private static var folder: URL? {
    let named = ProcessInfo.processInfo.environment["PORTOLAN_SHARED"].map { URL(filePath: $0) }
    var above = URL(filePath: #filePath).resolvingSymlinksInPath()
    var candidates = named.map { [$0] } ?? []
    while above.path != "/" {
      above = above.deletingLastPathComponent()
      candidates.append(above.appending(path: "shared"))
    }
    return candidates.map { $0.appending(path: "data/hostile-text") }.first {
      FileManager.default.fileExists(atPath: $0.path)
    }
  }
}
