import Domain
import Foundation
import TestSupport
import Testing

@testable import Store

/// A store whose index held names as plain words becomes one that tells them from others.
@Suite(.enabled(if: TestEngine.isFile, "of SQLite's file")) struct PersonalWordMigrationTests {
  @Test func `Names of an older store are found by those alone who may see them`() throws {
    let shop = try Shop()
    try shop.take([.order(.made("1", email: "anna@example.com"))])
    try shop.perform(
      "enterOrder",
      fields: ["channel": "shop", "lines": "TASSE*2@12.50", "name": "Zacharias Quendolin", "country": "de"],
      operation: "op-1")
    let words = try shop.store.connection.readNow { reader in
      try #require(try CustomerTable.load(2, in: reader))
    }
    #expect(words.number == "C-2")
    try shop.store.connection.writeNow { writer in
      // As a program of the third step wrote it.
      try writer.execute("INSERT INTO orders_text (orders_text) VALUES ('delete-all')")
      try writer.execute("INSERT INTO customers_text (customers_text) VALUES ('delete-all')")
      try writer.execute(
        "INSERT INTO orders_text (rowid, words) SELECT place_key, 'tasse zacharias quendolin' FROM orders WHERE id = 2")
      try writer.execute("INSERT INTO customers_text (rowid, words) VALUES (2, 'c 2 zacharias quendolin')")
      try writer.execute("UPDATE operations SET content = '{\"fields\":{\"name\":\"Zacharias Quendolin\"}}'")
      let schema = try #require(writer as? any SchemaWriter)
      try OlderStore.takeBackToStep5(writer)
      for index in ["orders_noted", "orders_message"] { try schema.define("DROP INDEX \(index)") }
      try writer.execute("UPDATE meta SET value = '3' WHERE key = 'schema'")
    }
    let url = try #require(StoreURL(shop.folder.appendingPathComponent("shop.db").path))

    let store = try Store.open(url, migrate: true)

    func count(_ text: String, _ kind: Kind, mayReadPersonal: Bool) throws -> Int64 {
      let sentence = try Sentence(text, kind: kind) { _ in nil }
      let query = ViewQuery(
        sentence, inquiry: Inquiry(now: shop.now, zone: .utc, me: "ada"), mayReadPersonal: mayReadPersonal)
      return try store.connection.readNow { try Views.count(query, in: $0) }
    }
    for kind in [Kind.orders, .customers] {
      #expect(try count("quendolin", kind, mayReadPersonal: true) == 1)
      #expect(try count("quendolin", kind, mayReadPersonal: false) == 0)
    }
    #expect(try count("tasse", .orders, mayReadPersonal: false) == 1)
    #expect(try store.examine().findings.isEmpty)
    let kept = try store.connection.readNow { try $0.first("SELECT content FROM operations") { $0.text(0) } }
    #expect(kept?.contains("Quendolin") == false)
  }
}
