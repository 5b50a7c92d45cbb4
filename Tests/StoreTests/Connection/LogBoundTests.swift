import Dispatch
import Domain
import Foundation
import Store
import Synchronization
import TestSupport
import Testing

/// The write-ahead log stays bounded whoever reads meanwhile.
@Suite(.enabled(if: TestEngine.isFile, "of SQLite's file")) struct LogBoundTests {
  private final class Watch: Sendable {
    let isOver = Mutex(false)
    let reads = Mutex(0)
    let largest = Mutex(0)
  }

  @Test func `The log stays below 64 MiB while others read on and on beside an import`() throws {
    let shop = try Shop()
    let path = shop.store.url.path
    let watch = Watch()
    // Two readers whose snapshots overlap: there is no moment without one.
    let readers = DispatchGroup()
    for number in 0..<2 {
      DispatchQueue(label: "reader \(number)").async(group: readers) {
        Thread.sleep(forTimeInterval: 0.02 * Double(number))
        do { try LogBoundTests.read(path, watch) } catch { Issue.record("a reader failed: \(error)") }
      }
    }
    let intake = try Intake(
      store: shop.store, account: try shop.account(), actor: shop.admin, format: "test", file: "a",
      exportedAt: Shop.start)
    let total = 12_000
    var next = 0
    while next < total {
      let outcomes = try intake.take(now: shop.now) {
        if next >= total { return nil }
        next += 1
        return IntakeRecord(.order(.made("\(next)", email: "buyer\(next)@example.com")))
      }
      #expect(outcomes.allSatisfy { if case .imported = $0 { true } else { false } })
    }
    watch.isOver.withLock { $0 = true }
    readers.wait()

    #expect(try shop.integer("SELECT COUNT(*) FROM orders") == Int64(total))
    #expect(watch.reads.withLock { $0 } > 20)
    let largest = watch.largest.withLock { $0 }
    #expect(largest > 1 << 20)
    #expect(largest < 64 << 20, "\(largest) bytes")
  }

  private static func read(_ path: String, _ watch: Watch) throws {
    let url = try #require(StoreURL(path))
    let store = try Store.open(url)
    while !watch.isOver.withLock({ $0 }) {
      try store.connection.readNow { reader in
        _ = try reader.integer("SELECT COUNT(*) FROM orders")
        Thread.sleep(forTimeInterval: 0.04)
      }
      watch.reads.withLock { $0 += 1 }
      let size = try FileManager.default.attributesOfItem(atPath: path + "-wal")[.size] as? Int ?? 0
      watch.largest.withLock { $0 = max($0, size) }
    }
  }
}
