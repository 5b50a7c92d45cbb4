import Domain
import TestSupport
import Testing

@testable import Store

/// What the engine says of each interactive statement: no big table is read through, and where an index has a view's
/// order nothing is sorted.
@Suite(.enabled(if: TestEngine.isFile, "of SQLite's planner")) struct PlanTests {
  /// Views whose first page comes in the order of an index.
  static let unsorted = [
    "orders", "orders sort:age", "orders sort:placedAt", "orders status:paid", "orders status:paid,processing",
    "orders status:paid sort:age", "orders channel:AMZ", "orders channel:amz*", "orders country:DE",
    "orders country:DE,FR", "orders status:paid country:DE", "orders tag:vip", "orders tag:rush status:paid",
    "orders holds:any", "orders holds:fraudRisk", "orders unmapped:yes", "orders assignee:anna", "orders assignee:me",
    "orders customerNumber:C-1",
    "orders -status:cancelled", "orders -tag:vip", "orders age<24h", "orders placed:2026-09 status:paid",
    "orders sort:total", "orders sort:-total", "orders sort:number", "orders sort:-number", "orders sort:id",
    "orders anna", "orders an", "orders a", "orders 王伟", "orders zzzz", "orders blue mug", "orders anna status:paid",
    "orders -anna", "orders customer:anna", "orders title:blue", "orders city:berlin country:DE", "orders anna or bob",
    "orders status:paid or tag:vip", "orders late:no", "orders 9896", "orders email:anna -blue",
    "products", "products sort:-number", "products sort:title", "products sort:-title", "products sort:updated",
    "products sort:-updated", "variants", "variants sort:-sku", "customers", "customers sort:last",
    "customers sort:number",
  ]
  /// Views that few rows are sorted for.
  static let sorted = [
    "orders late:yes", "orders number:AMZ-AB*", "orders externalId:AB-1-5", "orders sku:ab-1", "orders id:1..9",
    "orders status:paid sort:total", "orders status:paid sort:shipBy", "orders tag:vip sort:-total",
    "lines", "lines sku:ab-1", "lines order:AMZ-AB*", "lines title:blue", "lines status:paid", "lines channel:AMZ",
    "lines mapped:no",
    "products sku:AB-1*", "products blue", "customers anna", "customers name:anna", "variants blue",
  ]
  /// Orders that no index has: the narrow index of orders is read through, on purpose, and nothing wider; of a block
  /// of equal values at most one index.
  static let scanned = [
    "orders sort:quantity", "orders sort:-lineCount", "orders sort:payment", "orders sort:fulfilment",
    "orders sort:state",
    "orders sort:-updatedAt", "orders sort:paidAt", "orders sort:shippedAt", "orders sort:deliverBy",
    "orders sort:shipBy",
    "orders sort:items", "orders sort:discount", "orders sort:shipping", "orders sort:-tax", "orders sort:currency",
    "orders sort:channel", "orders sort:assignee", "orders sort:late", "orders sort:unmapped", "orders sort:service",
    "orders sort:status", "orders sort:-status", "orders sort:country", "orders payment:paid sort:status",
    "orders sort:customer", "orders sort:-customer", "orders payment:paid sort:quantity", "orders sort:payment,total",
    "orders sort:customerNumber", "orders sort:-customerNumber", "lines sort:order", "lines sort:-order",
    "orders sort:note", "orders sort:-note", "orders sort:message", "orders sort:-message",
    "customers sort:name", "customers sort:-name", "lines sort:sku", "lines sort:-sku",
    "lines sort:title", "lines sort:-options", "lines sort:total", "lines sort:-price", "lines sort:quantity",
  ]
  static let bigTables = [
    "o", "l", "s", "g", "c", "p", "orders", "order_lines", "order_tags", "journal", "personal", "customers",
    "raw_records",
  ]

  @Test func `No interactive statement reads a big table through`() throws {
    let fixture = try Fixture(seed: 5, orders: 200, products: 40, customers: 40)
    let inquiry = Inquiry(now: fixture.now, zone: .utc, me: "anna")
    for (texts, maySort) in [(PlanTests.unsorted, false), (PlanTests.sorted, true), (PlanTests.scanned, true)] {
      for text in texts {
        let query = ViewQuery(try Sentence(text), inquiry: inquiry, mayReadPersonal: true)
        try fixture.store.connection.readNow { reader in
          let explained = ExplainedReader(reader)
          let page = try Views.page(query, from: .start, limit: 5, in: explained)
          if let row = page.rows.last {
            _ = try Views.page(query, from: .after(row.anchor), limit: 5, in: explained)
            _ = try Views.page(query, from: .before(row.anchor), limit: 5, in: explained)
            _ = try Views.rows(query, ids: [row.id], in: explained)
          }
          _ = try Views.page(query, from: .end, limit: 5, in: explained)
          for (statement, steps) in explained.plans {
            for step in steps {
              let comment = Comment(rawValue: "\(text): \(step)\n\(statement)")
              #expect(
                !PlanTests.readsThrough(step) || PlanTests.walksById(statement) || PlanTests.isOfLinesAlone(statement),
                comment)
              #expect(maySort || !PlanTests.sorts(step, statement), comment)
              #expect(!PlanTests.looksUpWhatItReadsThrough(step), comment)
            }
          }
        }
      }
    }
  }

  @Test func `A plan that reads a table through is noticed`() throws {
    let fixture = try Fixture(seed: 5, orders: 20, products: 4, customers: 4)
    try fixture.store.connection.readNow { reader in
      let explained = ExplainedReader(reader)
      try explained.forEach("SELECT o.id FROM orders AS o WHERE o.note = 'x' ORDER BY o.quantity") { _ in true }
      #expect(explained.plans.flatMap(\.steps).contains(where: PlanTests.readsThrough))
      #expect(explained.plans.contains { plan in plan.steps.contains { PlanTests.sorts($0, plan.statement) } })
    }
  }

  @Test(arguments: ["orders number:AMZ-*", "orders (zzzz or number:AMZ-*)", "orders -anna number:AMZ-*"])
  func `A walk that finds nothing near gives way to the index that leads there`(text: String) throws {
    let fixture = try Fixture(seed: 5, orders: 200, products: 4, customers: 20, accounts: ["AMZ", "B", "C", "D", "E"])
    let inquiry = Inquiry(now: fixture.now, zone: .utc, me: "anna")
    let sentence = try Sentence(text)
    let query = ViewQuery(sentence, inquiry: inquiry, mayReadPersonal: true)
    let expected = SentencePropertyTests.expected(sentence, fixture.rows(of: .orders), inquiry)
    try fixture.store.connection.readNow { reader in
      try Weighing.$current.withValue(Weighing(probe: 3, reach: 2, judgedReach: 2)) {
        let explained = ExplainedReader(reader)
        let page = try Views.page(query, from: .start, limit: 4, in: explained)
        #expect(page.rows.map(\.id) == Array(expected.prefix(4)))
        let statements = explained.plans.map(\.statement)
        let walks = statements.filter { $0.contains("FROM orders AS o INDEXED BY orders_place") }
        #expect(!walks.isEmpty && walks.allSatisfy { $0.contains("o.place_key >= ?") }, "\(statements)")
        #expect(statements.contains { $0.contains("orders_number") })
      }
    }
  }

  @Test(arguments: [
    ("orders quantity>3 tax>1EUR sort:total", "orders_total", "INDEXED BY orders_facts"),
    ("orders quantity>3 discount>1 sort:-number", "orders_number", "INDEXED BY orders_facts"),
    ("orders quantity>3 tax>1EUR sort:customer", "personal_name", "INDEXED BY orders_facts"),
    ("orders quantity>3 tax>1EUR", "orders_place", "INDEXED BY orders_facts"),
    ("lines quantity>3 price>60 sort:sku", "order_lines_sku", "order_lines AS l NOT INDEXED"),
    ("customers tier:vip country:DE", "customers_last", "customers AS c NOT INDEXED"),
  ])
  func `A walk that no index shortens gives way to reading through`(text: String, walked: String, read: String) throws {
    let fixture = try Fixture(seed: 5, orders: 200, products: 4, customers: 20, accounts: ["AMZ", "B", "C", "D", "E"])
    let inquiry = Inquiry(now: fixture.now, zone: .utc, me: "anna")
    let sentence = try Sentence(text)
    let query = ViewQuery(sentence, inquiry: inquiry, mayReadPersonal: true)
    let expected = SentencePropertyTests.expected(sentence, fixture.rows(of: sentence.kind), inquiry)
    try fixture.store.connection.readNow { reader in
      try Weighing.$current.withValue(Weighing(probe: 3, reach: 2, indexReach: 2, judgedReach: 2)) {
        let explained = ExplainedReader(reader)
        let page = try Views.page(query, from: .start, limit: 4, in: explained)
        #expect(page.rows.map(\.id) == Array(expected.prefix(4)))
        let statements = explained.plans.map(\.statement)
        let first = statements.firstIndex { $0.contains("INDEXED BY \(walked)") }
        let then = statements.firstIndex { $0.contains("FROM") && $0.contains(read) && $0.contains("ORDER BY") }
        #expect(first.map { first in then.map { first < $0 } ?? false } == true, "\(statements)")
      }
    }
  }

  @Test(arguments: [
    ("orders placedAt:2026-09-01..2026-09-03 sort:customer", "orders_place"),
    ("orders placedAt:2026-09-01..2026-09-03 sort:-total", "orders_place"),
    ("orders note:any sort:total", "orders_noted"),
    ("orders message:any sort:number", "orders_message"),
  ])
  func `Few rows that an index leads to are sorted, however the view is`(text: String, index: String) throws {
    let fixture = try Fixture(seed: 5, orders: 200, products: 4, customers: 20)
    let inquiry = Inquiry(now: fixture.now, zone: .utc, me: "anna")
    let sentence = try Sentence(text)
    let query = ViewQuery(sentence, inquiry: inquiry, mayReadPersonal: true)
    let expected = SentencePropertyTests.expected(sentence, fixture.rows(of: .orders), inquiry)
    try fixture.store.connection.readNow { reader in
      let explained = ExplainedReader(reader)
      let page = try Views.page(query, from: .start, limit: 300, in: explained)
      #expect(!expected.isEmpty && page.rows.map(\.id) == expected)
      let reading = explained.plans.map(\.statement).filter { $0.contains("ORDER BY") }
      #expect(reading.contains { $0.contains("INDEXED BY \(index)") }, "\(reading)")
    }
  }

  /// `SCAN o`, without an index whose order or covering columns were wanted.
  static func readsThrough(_ step: String) -> Bool {
    let words = step.split(separator: " ").map(String.init)
    guard words.first == "SCAN", words.count > 1, bigTables.contains(words[1]) else { return false }
    return !step.contains("INDEX") && !step.contains("VIRTUAL TABLE")
  }

  /// Reading the narrow index through is cheap only while it answers alone.
  static func looksUpWhatItReadsThrough(_ step: String) -> Bool {
    step.hasPrefix("SCAN") && step.contains("orders_facts") && !step.contains("COVERING")
  }

  @Test(arguments: ["orders payment:paid", "orders -fulfilment:unfulfilled", "orders quantity>3"])
  func `Counts and groups that no roll-up knows read the narrow index through, and nothing else`(text: String) throws {
    let fixture = try Fixture(seed: 5, orders: 200, products: 40, customers: 40)
    let inquiry = Inquiry(now: fixture.now, zone: .utc, me: "anna")
    let sentence = try Sentence("\(text) group:fulfilment")
    let query = ViewQuery(sentence, inquiry: inquiry, mayReadPersonal: true)
    try fixture.store.connection.readNow { reader in
      let explained = ExplainedReader(reader)
      let count = try Views.count(query, in: explained)
      let groups = try Views.groups(query, in: explained)
      #expect(groups.reduce(0) { $0 + $1.count } == count)
      let steps = explained.plans.flatMap(\.steps)
      #expect(steps.contains { $0.contains("USING COVERING INDEX orders_facts") }, "\(steps)")
      #expect(!steps.contains { PlanTests.readsThrough($0) || PlanTests.looksUpWhatItReadsThrough($0) }, "\(steps)")
    }
  }

  /// No index has what lines are sorted by: they are read through, and their orders are not looked up.
  static func isOfLinesAlone(_ statement: String) -> Bool {
    statement.contains("order_lines AS l NOT INDEXED") && !statement.contains("orders AS o")
  }

  @Test(arguments: ["orders sort:externalId", "orders sort:-externalId"])
  func `Numbers of the sources come in order from the index of our own`(text: String) throws {
    let fixture = try Fixture(seed: 6, orders: 200, products: 4, customers: 20, accounts: ["AMZ-DE", "B", "Ä", "SHOP"])
    let inquiry = Inquiry(now: fixture.now, zone: .utc, me: "anna")
    let sentence = try Sentence(text)
    let query = ViewQuery(sentence, inquiry: inquiry, mayReadPersonal: true)
    let expected = SentencePropertyTests.expected(sentence, fixture.rows(of: .orders), inquiry)
    try fixture.store.connection.readNow { reader in
      let explained = ExplainedReader(reader)
      let forwards = try SentencePropertyTests.walked(query, forwards: true, explained)
      let backwards = try SentencePropertyTests.walked(query, forwards: false, explained)
      #expect(forwards == expected)
      #expect(backwards == expected)
      let steps = explained.plans.flatMap(\.steps)
      #expect(steps.contains { $0.contains("orders_number") })
      #expect(!steps.contains { $0.contains("orders_facts") || PlanTests.readsThrough($0) }, "\(steps)")
    }
  }

  @Test(arguments: ["orders sort:city", "orders sort:-city", "orders -city:köln sort:city"])
  func `Cards tell by themselves whose orders come next, and nobody is left out`(text: String) throws {
    let fixture = try Fixture(seed: 8, orders: 260, products: 4, customers: 90)
    let inquiry = Inquiry(now: fixture.now, zone: .utc, me: "anna")
    let sentence = try Sentence(text)
    let query = ViewQuery(sentence, inquiry: inquiry, mayReadPersonal: true)
    let expected = SentencePropertyTests.expected(sentence, fixture.rows(of: .orders), inquiry)
    try fixture.store.connection.readNow { reader in
      let explained = ExplainedReader(reader)
      let forwards = try SentencePropertyTests.walked(query, forwards: true, explained)
      let backwards = try SentencePropertyTests.walked(query, forwards: false, explained)
      #expect(forwards == expected)
      #expect(backwards == expected)
      let narrows = explained.plans.contains { $0.statement.contains("(p.city IN (?") }
      #expect(narrows == !text.contains("-city:"), "\(explained.plans.map(\.statement))")
    }
  }

  @Test(arguments: [
    "orders", "orders sort:placedAt", "orders sort:quantity", "orders sort:-total", "customers sort:name",
  ])
  func `How many rows stand before one is the truth, or nobody says it`(text: String) throws {
    let fixture = try Fixture(seed: 5, orders: 50, products: 4, customers: 20)
    let query = ViewQuery(
      try Sentence(text), inquiry: Inquiry(now: fixture.now, zone: .utc, me: "anna"), mayReadPersonal: true)
    try fixture.store.connection.readNow { reader in
      let rows = try Views.page(query, from: .start, limit: 100, in: reader).rows
      let ranks = try rows.map { try Views.rank(of: $0, query, in: reader) }
      for (index, rank) in ranks.enumerated() where rank != nil { #expect(rank == Int64(index)) }
      if text == "orders" { #expect(!ranks.contains(nil)) }
    }
  }

  /// The row number is an index too, and a walk along it ends with the page.
  static func walksById(_ statement: String) -> Bool {
    statement.contains("ORDER BY o.id") && statement.contains("LIMIT")
  }

  /// Sorting within one row's lines, or the keys of the roll-up, is nothing.
  static func sorts(_ step: String, _ statement: String) -> Bool {
    step.contains("TEMP B-TREE") && step.contains("ORDER BY") && !statement.contains("order_tally")
      && !statement.contains("group_concat")
  }
}

/// A reader that also asks the engine for the plan of each statement.
final class ExplainedReader: Reader {
  private let reader: any Reader
  var dialect: Dialect { reader.dialect }
  private(set) var plans: [(statement: String, steps: [String])] = []

  init(_ reader: any Reader) { self.reader = reader }

  func forEach(_ sql: SQL, _ row: (any Columns) throws -> Bool) throws {
    plans.append((sql.text, try reader.all("EXPLAIN QUERY PLAN " + sql) { $0.text(3) }))
    try reader.forEach(sql, row)
  }
}
