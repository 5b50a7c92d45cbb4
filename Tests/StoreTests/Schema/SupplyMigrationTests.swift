import Domain
import Foundation
import TestSupport
import Testing

@testable import Store

/// A store from before there were purchases gets them, and keeps its stock as it was.
@Suite(.enabled(if: TestEngine.isFile, "of SQLite's file")) struct SupplyMigrationTests {
  @Test func `An older store takes purchases, and asks for what lithium needs`() throws {
    let shop = try Shop()
    let mug = try shop.variant(ofNew: "MUG")
    try shop.place("SZ")
    try shop.receive(3, of: mug, at: "SZ")
    try shop.store.connection.writeNow { writer in
      try OlderStore.takeBackToStep11(writer)
      try writer.execute("UPDATE meta SET value = '11' WHERE key = 'schema'")
    }
    let url = try #require(StoreURL(shop.folder.appendingPathComponent("shop.db").path))

    let store = try Store.open(url, migrate: true)

    try store.connection.readNow { reader in
      #expect(try Schema.version(of: reader) == Schema.version)
      let rules = try CertificateTable.rules(in: reader)
      #expect(rules.map(\.certificate) == Array(repeating: "UN38.3", count: 6))
      #expect(rules.allSatisfy { $0.hazard != nil })
      #expect(try StockLedger.quantity(mug, 5, in: reader) == 3)
    }
    let made = try store.perform(
      ActionRequest("createSupplier", fields: ["code": "ACME"]), as: shop.admin, now: shop.now)
    #expect(made.subject == 1)
    #expect(try store.examine().findings.isEmpty)
  }
}
