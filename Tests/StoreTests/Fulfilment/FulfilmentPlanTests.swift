import Domain
import TestSupport
import Testing

@testable import Store

/// What the engine says of the lists that a warehouse looks at all day: years of parcels are never read through for them.
@Suite(.enabled(if: TestEngine.isFile, "of SQLite's planner")) struct FulfilmentPlanTests {
  static let texts = [
    "fulfilments stage:picked,packing sort:shipBy", "fulfilments late:yes sort:shipBy", "fulfilments wave:W-3",
    "fulfilments blue", "fulfilments order:AMZ-AB*", "runs state:waiting,given,walking,left sort:shipBy",
    "runs wave:W-2", "runs late:yes", "parcels state:packed,labelled,manifested sort:shipBy", "parcels late:yes",
    "parcels tracking:ab*", "parcels manifest:M-2", "parcels wave:W-3", "parcels order:AMZ-AB*",
  ]
  /// Without places to be counted, which are few and looked through for a walk of counting.
  static let bigTables = [
    "n", "k", "r", "a", "b", "s", "o", "z", "fulfilments", "parcels", "runs", "allocations", "labels", "picks",
    "run_steps", "stock_tasks", "scan_lines", "orders",
  ]

  @Test(arguments: texts)
  func `A list of work is led to by an index`(text: String) throws {
    let fixture = try Fixture(seed: 5, orders: 200, products: 40, customers: 40, hasFulfilment: true)
    let query = ViewQuery(
      try Sentence(text), inquiry: Inquiry(now: fixture.now, zone: .utc, me: "anna"), mayReadPersonal: true)
    try fixture.store.connection.readNow { reader in
      let explained = ExplainedReader(reader)
      let page = try Views.page(query, from: .start, limit: 5, in: explained)
      if let row = page.rows.last { _ = try Views.page(query, from: .after(row.anchor), limit: 5, in: explained) }
      _ = try Views.count(query, in: explained)
      for (statement, steps) in explained.plans {
        for step in steps {
          let words = step.split(separator: " ").map(String.init)
          guard words.first == "SCAN", words.count > 1, FulfilmentPlanTests.bigTables.contains(words[1]) else {
            continue
          }
          #expect(step.contains("INDEX"), "\(text): \(step)\n\(statement)")
        }
      }
    }
  }

  @Test(arguments: ["F-7", "P-7", "W-3", "R-5", "M-2"])
  func `What a scanner reads off a paper is found by its number`(code: String) throws {
    let fixture = try Fixture(seed: 5, orders: 40, products: 10, customers: 10, hasFulfilment: true)
    try fixture.store.connection.readNow { reader in
      let found = try #require(try Views.lookUp(code.lowercased(), in: reader))
      #expect(try RecordNumber.of(found.kind.rawValue, found.ids.first, in: reader) == code)
      #expect(try Views.find(code, kind: found.kind, in: reader) == found.ids)
    }
  }
}
