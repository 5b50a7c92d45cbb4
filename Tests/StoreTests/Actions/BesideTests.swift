import Dispatch
import Domain
import Store
import Synchronization
import TestSupport
import Testing

/// Many who change the same records at once, each through a connection of their own.
@Suite struct BesideTests {
  private func together(_ count: Int, _ shop: Shop, _ body: @escaping @Sendable (Int, Store) throws -> Void) throws {
    let url = shop.store.url
    let failures = Mutex<[String]>([])
    let stores = try (0..<count).map { _ in try Store.open(url) }
    DispatchQueue.concurrentPerform(iterations: count) { index in
      do {
        try body(index, stores[index])
      } catch {
        failures.withLock { $0.append("\(error)") }
      }
    }
    #expect(failures.withLock { $0 } == [])
  }

  private func order(_ number: String, _ shop: Shop) throws -> Int64 {
    guard case .imported(let id) = try shop.take([.order(.made(number))])[0] else {
      throw ActionRefusal.noSuchRecord(kind: "orders", number)
    }
    return id
  }

  @Test func `Changes of one record at the same moment are all there afterwards`() throws {
    let shop = try Shop()
    let orders = [try order("A", shop), try order("B", shop)]
    let (admin, now) = (shop.admin, shop.now)
    try together(6, shop) { index, store in
      for round in 0..<8 {
        let request = ActionRequest("tagOrder", subject: orders[round % 2], fields: ["tag": "t\(index)-\(round)"])
        _ = try store.perform(request, as: admin, now: now)
      }
    }
    for (place, id) in orders.enumerated() {
      let order = try #require(try shop.store.connection.readNow { try OrderTable.load(id, in: $0) })
      let wanted = (0..<6).flatMap { index in
        (0..<8).filter { $0 % 2 == place }.map { "t\(index)-\($0)" }
      }
      #expect(Set(order.tags) == Set(wanted))
    }
    #expect(try shop.findings() == [])
  }

  @Test func `The same operation asked for by several at once has one effect and one answer`() throws {
    let shop = try Shop()
    let order = try order("A", shop)
    let (admin, now) = (shop.admin, shop.now)
    let entries = Mutex<[Int64]>([])
    try together(6, shop) { _, store in
      var request = ActionRequest("tagOrder", subject: order, fields: ["tag": "once"])
      request.operationId = "the-same"
      let result = try store.perform(request, as: admin, now: now)
      entries.withLock { $0.append(result.entry ?? 0) }
    }
    let answers = entries.withLock { $0 }
    #expect(answers.count == 6)
    #expect(Set(answers).count == 1)
    let tagged = try shop.store.connection.readNow {
      try $0.integer("SELECT COUNT(*) FROM journal WHERE action = 'tagOrder'")
    }
    #expect(tagged == 1)
    #expect(try shop.findings() == [])
  }

  @Test func `Actions that reach the whole shop and actions on single records keep one journal`() throws {
    let shop = try Shop()
    let order = try order("A", shop)
    let (admin, now) = (shop.admin, shop.now)
    try together(4, shop) { index, store in
      for round in 0..<5 {
        let request =
          index % 2 == 0
          ? ActionRequest("tagOrder", subject: order, fields: ["tag": "t\(index)-\(round)"])
          : ActionRequest("addUser", fields: ["name": "u\(index)-\(round)", "roles": "agent"])
        _ = try store.perform(request, as: admin, now: now)
      }
    }
    let users = try shop.store.connection.readNow { try Users.all(in: $0) }
    #expect(users.count == 1 + 10)
    #expect(try shop.findings() == [])
  }
}
