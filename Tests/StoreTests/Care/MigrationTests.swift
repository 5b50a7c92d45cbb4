import Domain
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Store

@Suite(.enabled(if: TestEngine.isFile, "of SQLite's file")) struct MigrationTests {
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

  @Test func `A store of the first schema is taken forward with what it holds, and a copy is kept on request`() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("portolan-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let url = try old(folder)
    #expect(throws: StoreError.self) { try Store.open(url) }

    let report = try Store.migrate(url, as: "ada", keepsCopy: true)
    let store = try Store.open(url)

    #expect(report.copy == url.path + ".schema1")
    #expect(store.olderCopies == [url.path + ".schema1"])
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
      try OlderStore.takeBackToStep5(writer)
      for index in ["orders_noted", "orders_message"] { try schema.define("DROP INDEX \(index)") }
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

  /// Runs the body with a folder that goes with it.
  private func inFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("portolan-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  @Test func `The copy of how a store was goes when the doctor is content, so that it keeps nobody erased later`()
    throws
  {
    try inFolder { folder in
      let url = try old(folder)
      let told = Mutex<[Double]>([])

      let report = try Store.migrate(url, as: "ada") { stage, done in
        if stage == .changing { told.withLock { $0.append(done) } }
      }

      #expect(report == MigrationReport(from: 1, to: Schema.version, copy: nil))
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.contains("schema") }
      #expect(names.isEmpty)
      let store = try Store.open(url)
      #expect(store.olderCopies.isEmpty)
      #expect(try store.connection.readNow { try $0.integer("SELECT COUNT(*) FROM meta WHERE key = 'migrating'") } == 0)
      let figures = told.withLock { $0 }
      #expect(figures == figures.sorted())
      #expect(figures.last == 1)
    }
  }

  @Test func `Where the doctor is not content the copy stays and he is heard`() throws {
    try inFolder { folder in
      let url = try old(folder)
      do {
        let connection = try SQLiteConnection(path: url.path, create: false)
        try connection.writeNow { try $0.execute("UPDATE customers SET order_count = 7") }
      }

      let report = try Store.migrate(url, as: "ada")

      #expect(report.copy == url.path + ".schema1")
      #expect(report.findings.map(\.check) == ["customerOrders"])
      #expect(FileManager.default.fileExists(atPath: url.path + ".schema1"))
    }
  }

  @Test func `A migration that is stopped at any moment leaves a whole store and goes on when called again`() throws {
    for moment in 0..<24 {
      try inFolder { folder in
        let url = try old(folder)
        let stop = MigrationStop()
        let left = Mutex(moment)
        func migrate(_ stop: MigrationStop) throws -> MigrationReport {
          try Store.migrate(url, as: "ada", stop: stop) { stage, _ in
            if stage == .copying { return }
            let isNow = left.withLock { left in
              left -= 1
              return left < 0
            }
            if isNow { stop.stop() }
          }
        }

        do {
          _ = try migrate(stop)
        } catch {
          #expect(error as? StoreError == .interrupted)
        }

        left.withLock { $0 = .max }
        let report = try migrate(MigrationStop())
        #expect(report.to == Schema.version)
        let store = try Store.open(url)
        #expect(store.olderCopies.isEmpty)
        #expect(try store.examine().findings.isEmpty)
        #expect(try store.connection.readNow { try CustomerTable.load(1, in: $0) }?.number == "C-1")
      }
    }
  }

  @Test func `Somebody who may not look after the store cannot migrate it`() throws {
    try inFolder { folder in
      let url = try old(folder)
      #expect(throws: ActionRefusal.self) { try Store.migrate(url, as: "nobody") }
      #expect(throws: StoreError.older(found: 1, known: Schema.version)) { try Store.open(url) }
    }
  }
}
