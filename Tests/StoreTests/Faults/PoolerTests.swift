#if PostgreSQL
  import Domain
  import Foundation
  import Store
  import TestSupport
  import Testing

  /// PgBouncer in transaction mode: each transaction on whatever connection is free, with nothing kept between two.
  @Suite(.serialized, .enabled(if: !TestEngine.isFile, "of a server")) struct PoolerTests {
    private let admin = Actor(name: "ada", rights: Set(Right.allCases))

    @discardableResult
    private func perform(
      _ store: Store, _ action: String, _ subject: Int64? = nil, _ fields: [String: String] = [:], operation: String
    ) throws -> ActionResult {
      try store.perform(
        ActionRequest(action, subject: subject, fields: fields, operationId: operation), as: admin, now: Shop.start)
    }

    @Test func `Consoles work through a pooler that changes their sessions, drops them and is started anew`() throws {
      guard TestServer.hasPooler else {
        Issue.record("PgBouncer is not installed: work through a pooler was not tested")
        return
      }
      let server = try #require(try TestServer.start(), "PostgreSQL is not installed")
      let pooler = try server.pooler()
      let url = try #require(StoreURL("\(pooler)&schema=pooled"))
      let store = try Store.create(url, admin: "ada", at: Shop.start)
      let other = try Store.open(url)
      try perform(
        store, "addAccount", nil, ["code": "SHOP", "channel": "own", "currency": "EUR"], operation: "account")
      var orders: [Int64] = []
      for number in 0..<6 {
        let made = try perform(
          store, "enterOrder", nil, ["channel": "SHOP", "lines": "MUG@5"], operation: "enter\(number)")
        orders.append(try #require(made.subject))
      }
      var expected = 0
      for round in 0..<12 {
        if round == 4 {
          // The server ends every session; the pooler opens others.
          try server.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")
        }
        if round == 8 { _ = try server.pooler() }
        for (index, one) in [store, other].enumerated() {
          let operation = "tag\(round)-\(index)"
          let fields = ["tag": "r\(round)x\(index)"]
          do {
            try perform(one, "tagOrder", orders[round % 6], fields, operation: operation)
          } catch let error as StoreError {
            #expect(error.isLost, "\(error)")
            try perform(one, "tagOrder", orders[round % 6], fields, operation: operation)
          }
          expected += 1
          // Many rows go through a cursor, in one transaction.
          let seen = try one.connection.readNow { reader in
            try reader.all("SELECT o.id FROM orders o ORDER BY o.id") { $0.integer(0) }
          }
          #expect(seen == orders)
        }
      }
      let tags = try store.connection.readNow { try $0.integer("SELECT COUNT(*) FROM order_tags") }
      #expect(tags == Int64(expected))
      #expect(try store.examine().findings.isEmpty)
    }
  }
#endif
