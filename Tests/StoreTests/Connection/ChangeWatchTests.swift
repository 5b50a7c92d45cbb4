import Foundation
import Synchronization
import Testing

@testable import Store

struct ChangeWatchTests {
  /// How often a watch said something.
  private final class Hints: Sendable {
    private let heard = Mutex(0)
    var count: Int { heard.withLock { $0 } }

    func hear() { heard.withLock { $0 += 1 } }

    /// Waits until there are so many, ten seconds at most.
    func wait(for count: Int) async throws {
      for _ in 0..<1000 where self.count < count { try await Task.sleep(for: .milliseconds(10)) }
    }
  }

  /// A watch on a store's files in a folder of their own; gives the path of its log.
  private func watch(_ hints: Hints, _ body: (String) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "watch-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "shop.db").path
    let watch = try #require(ChangeWatch(path: path) { hints.hear() })
    try await body(path + "-wal")
    withExtendedLifetime(watch) {}
  }

  @Test func `A file that was touched once is asked again: what was written may become a commit later`() async throws {
    let hints = Hints()
    try await watch(hints) { log in
      try Data("frame".utf8).write(to: URL(filePath: log))
      try await hints.wait(for: 4)
      #expect(hints.count >= 4)
    }
  }

  @Test func `A file that is touched a thousand times is heard of now and then, and to its end`() async throws {
    let hints = Hints()
    try await watch(hints) { log in
      try Data().write(to: URL(filePath: log))
      let file = try FileHandle(forWritingTo: URL(filePath: log))
      let begun = ContinuousClock.now
      for _ in 0..<1000 {
        try file.write(contentsOf: Data("frame".utf8))
        try await Task.sleep(for: .microseconds(200))
      }
      let (during, time) = (hints.count, ContinuousClock.now - begun)
      try file.close()
      #expect(Double(during) <= 10 * (time / .seconds(1)) + 3, "\(during) hints in \(time)")
      try await hints.wait(for: during + 1)
      #expect(hints.count > during)
    }
  }
}
