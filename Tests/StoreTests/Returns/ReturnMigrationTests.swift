import Domain
import TestSupport
import Testing

@testable import Store

/// An older store learns of returns, refunds and rules.
@Suite struct ReturnMigrationTests {
  @Test func `A store from before returns is brought forward, and its orders take them`() throws {
    guard TestEngine.isFile else { return }
    let shop = try Shop()
    let order = try shop.sale("1", [("MUG", 2)])
    try shop.perform("shipOrder", order)
    try shop.store.connection.writeNow { writer in
      try OlderStore.takeBackToStep13(writer)
      try writer.execute("UPDATE meta SET value = '13' WHERE key = 'schema'")
    }
    let url = try #require(StoreURL(shop.store.url.path))
    #expect(throws: StoreError.older(found: 13, known: Schema.version)) { try Store.open(url) }

    let store = try Store.open(url, migrate: true)

    let request = ActionRequest("requestReturn", subject: order, fields: ["lines": "MUG*1"])
    _ = try store.perform(request, as: shop.admin, now: shop.now)
    #expect(try store.connection.readNow { try ReturnTable.load(1, in: $0) }?.lines.count == 1)
    #expect(try store.examine().findings == [])
  }
}
