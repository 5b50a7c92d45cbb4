import Dispatch
import Domain
import Store
import Synchronization
import TestSupport
import Testing

/// The lock file's memory of the journal's head.
@Suite(.enabled(if: TestEngine.isFile, "of SQLite's file")) struct HeadWitnessTests {
  @Test func `No entry is called missing while others commit`() throws {
    let shop = try Shop()
    let url = shop.store.url
    let failures = Mutex<[String]>([])
    let isOver = Mutex(false)
    let askers = DispatchGroup()
    for number in 0..<3 {
      DispatchQueue(label: "asker \(number)").async(group: askers) {
        do {
          let store = try Store.open(url)
          while !isOver.withLock({ $0 }) {
            if let entry = try store.missingEntry() { failures.withLock { $0.append("entry \(entry)") } }
          }
        } catch { failures.withLock { $0.append("\(error)") } }
      }
    }
    let intake = try Intake(
      store: shop.store, account: try shop.account(), actor: shop.admin, format: "test", file: "a",
      exportedAt: Shop.start)
    for number in 0..<400 {
      var isGiven = false
      _ = try intake.take(now: shop.now) {
        defer { isGiven = true }
        return isGiven ? nil : IntakeRecord(.order(.made("\(number)", email: "buyer\(number)@example.com")))
      }
    }
    isOver.withLock { $0 = true }
    askers.wait()
    #expect(failures.withLock { $0 } == [])
  }
}
