import Domain
import Foundation
import Testing

@testable import Store

@Suite struct MigrationTests {
  /// A store as a program of the first schema made it, with something in it.
  private func old(_ folder: URL) throws -> StoreURL {
    let path = folder.appendingPathComponent("shop.db").path
    let connection = try SQLiteConnection(path: path, create: true)
    try connection.writeNow { writer in
      let schema = try #require(writer as? any SchemaWriter)
      for statement in Schema.step1(.sqlite) { try schema.define(statement) }
      try writer.execute("UPDATE meta SET value = '1' WHERE key = 'schema'")
      try writer.execute("INSERT INTO users (name, roles) VALUES ('ada', 'admin')")
      try writer.execute("INSERT INTO customers (number) VALUES ('C-1')")
    }
    return try #require(StoreURL(path))
  }

  @Test func `A store of the first schema is taken forward with what it holds, and a copy is kept`() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("portolan-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let url = try old(folder)
    #expect(throws: StoreError.self) { try Store.open(url) }

    let store = try Store.open(url, migrate: true)

    let customer = try store.connection.readNow { try CustomerTable.load(1, in: $0) }
    #expect(customer?.number == "C-1")
    #expect(customer?.mergedInto == nil)
    #expect(try store.connection.readNow { try Schema.version(of: $0) } == Schema.version)
    #expect(FileManager.default.fileExists(atPath: url.path + ".schema1"))
    let fresh = folder.appendingPathComponent("fresh.db").path
    let new = try Store.create(try #require(StoreURL(fresh)), admin: "ada", at: Instant(seconds: 0))
    func shape(_ store: Store) throws -> [String] {
      try store.connection.readNow {
        try $0.all("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name") { $0.text(0) }
      }
    }
    #expect(try shape(store) == shape(new))
  }

  @Test func `A store of the third schema learns which orders have a note or a message`() throws {
    let fixture = try Fixture(seed: 11, orders: 60, products: 4, customers: 10)
    // As a program of the third schema left it.
    try fixture.store.connection.writeNow { writer in
      let schema = try #require(writer as? any SchemaWriter)
      for index in ["orders_noted", "orders_message"] { try schema.define("DROP INDEX \(index)") }
      for table in ["sessions", "drafts", "seen_marks", "seen_rows"] { try schema.define("DROP TABLE \(table)") }
      try writer.execute("UPDATE meta SET value = '3' WHERE key = 'schema'")
    }
    let path = fixture.store.url.path
    let url = try #require(StoreURL(path))
    #expect(throws: StoreError.older(found: 3, known: Schema.version)) { try Store.open(url) }

    let store = try Store.open(url, migrate: true)

    let inquiry = Inquiry(now: fixture.now, zone: .utc, me: "anna")
    for text in ["orders sort:note", "orders sort:-message"] {
      let sentence = try Sentence(text)
      let expected = SentencePropertyTests.expected(sentence, fixture.rows(of: .orders), inquiry)
      let query = ViewQuery(sentence, inquiry: inquiry, mayReadPersonal: true)
      let walked = try store.connection.readNow { try SentencePropertyTests.walked(query, forwards: true, $0) }
      #expect(walked == expected)
    }
    let indexed = try store.connection.readNow {
      try $0.integer("SELECT COUNT(*) FROM sqlite_schema WHERE name IN ('orders_noted', 'orders_message')")
    }
    #expect(indexed == 2)
  }
}
