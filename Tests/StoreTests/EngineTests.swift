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
}
