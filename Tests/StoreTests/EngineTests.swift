import Foundation
import Store
import TestSupport
import Testing

@Suite struct EngineTests {
  @Test func `The tests run on the engine that they name, and the one that they leave out is said`() throws {
    let shop = try Shop()
    #expect(shop.store.url.isFile == TestEngine.isFile)
    let version = try? shop.store.connection.readNow { try $0.first("SELECT version()") { $0.text(0) } }
    #expect(version?.hasPrefix("PostgreSQL") == (TestEngine.isFile ? nil : true))
    if TestEngine.isFile && ProcessInfo.processInfo.environment["PORTOLAN_ENGINES"] == nil {
      print(
        """
        #########################################################################
        #  On SQLite alone: `make test` runs these tests on PostgreSQL, too;    #
        #  PORTOLAN_TEST_SERVER=postgres://… names a server for this run.       #
        #########################################################################
        """)
    }
  }

  @Test func `A statement that came behind one that fails can be asked ever after`() throws {
    let shop = try Shop()
    func users(_ reader: any Reader) throws -> Int64? {
      try reader.integer("SELECT COUNT(*) FROM users WHERE id > \(Int64(0))")
    }
    for _ in 0..<3 {
      // A server is told a statement's name when it comes again: here behind one that it refuses, for nobody waits.
      #expect(throws: (any Error).self) {
        try shop.store.connection.writeNow { writer in
          try writer.execute("INSERT INTO no_such_table (id) VALUES (1)")
          _ = try users(writer)
        }
      }
      #expect(try shop.store.connection.writeNow(users) == 1)
    }
  }
}
