import Domain
import Testing

@testable import Store

@Suite struct ViewsTests {
  private func shop() throws -> (Fixture, (String, Bool) throws -> ViewQuery) {
    let fixture = try Fixture(seed: 11, orders: 120, products: 20, customers: 20)
    let inquiry = Inquiry(now: fixture.now, zone: .utc, me: "Anna")
    return (fixture, { ViewQuery(try Sentence($0), inquiry: inquiry, mayReadPersonal: $1) })
  }

  @Test func `Personal values are masked without the right, and nothing is asked by them`() throws {
    let (fixture, query) = try shop()
    try fixture.store.connection.readNow { reader in
      let page = try Views.page(query("orders cols:number,customer,total", false), from: .start, limit: 9, in: reader)
      #expect(page.rows.count == 9)
      #expect(page.rows.allSatisfy { $0.values[1] == ViewQuery.mask && $0.values[0] != ViewQuery.mask })
      #expect(throws: ViewRefusal.personal(.order(.email))) {
        try Views.page(query("orders -email:anna", false), from: .start, limit: 9, in: reader)
      }
      #expect(throws: ViewRefusal.personal(.order(.customer))) {
        try Views.count(query("orders sort:customer", false), in: reader)
      }
    }
  }

  @Test func `Counts, sums and groups of choices agree with the rows`() throws {
    let (fixture, query) = try shop()
    try fixture.store.connection.readNow { reader in
      for text in ["orders", "orders status:paid,shipped", "orders -country:DE", "orders city:köln", "orders blue"] {
        let rows = try Views.page(query("\(text) cols:total", true), from: .start, limit: 999, in: reader).rows
        let plain = try query(text, true)
        #expect(try Views.count(plain, in: reader) == Int64(rows.count))
        #expect(try Views.count(plain, limit: 3, in: reader) == Int64(min(rows.count, 3)))
        var sums: [Currency: Int64] = [:]
        for row in rows {
          if case .money(let units, let currency) = row.values[0] { sums[currency, default: 0] += units }
        }
        let expected = sums.map { Money(minorUnits: $1, currency: $0) }.sorted { $0.currency < $1.currency }
        #expect(try Views.sums(plain, in: reader) == expected)
        for field in ["status", "payment", "channel", "country", "late"] {
          let groups = try Views.groups(query("\(text) group:\(field)", true), in: reader)
          #expect(groups.reduce(0) { $0 + $1.count } == Int64(rows.count))
          #expect(zip(groups, groups.dropFirst()).allSatisfy { $0.count >= $1.count })
        }
      }
    }
  }

  @Test func `An order is found by its number, its channel's number and an ending`() throws {
    let (fixture, _) = try shop()
    let order = try #require(fixture.orders.first { $0.externalId.hasPrefix("902-3159896") && $0.id > 9 })
    try fixture.store.connection.readNow { reader in
      func found(_ text: String) throws -> [Int64] { try Views.find(text, kind: .orders, in: reader) }
      let (whole, external) = (try found(order.number), try found(order.externalId.lowercased()))
      let (ending, unknown) = (try found("9896-\(order.id)"), try found("no such number"))
      #expect(whole == [order.id])
      #expect(external.contains(order.id))
      #expect(ending.contains(order.id))
      #expect(unknown.isEmpty)
    }
  }

  @Test func `A page about a row shows it among its neighbours, and none where it is not in the view`() throws {
    let (fixture, query) = try shop()
    let withdrawn = Set(1...Int64(120)).subtracting(fixture.orders.map(\.id))
    try fixture.store.connection.readNow { reader in
      let all = try Views.page(query("orders", true), from: .start, limit: 999, in: reader).rows
      let page = try Views.page(query("orders", true), from: .around(all[0].id), limit: 5, in: reader)
      #expect(page.rows.map(\.id) == all.prefix(5).map(\.id) && page.reachedStart && !page.reachedEnd)
      let gone = try #require(withdrawn.first)
      let none = try Views.page(query("orders", true), from: .around(gone), limit: 5, in: reader)
      #expect(none.rows.isEmpty)
      let again = try Views.page(query("orders", true), from: .at(all[7].anchor), limit: 3, in: reader)
      #expect(again.rows.map(\.id) == all[7...9].map(\.id) && !again.reachedStart)
    }
  }

  @Test func `An own saved view hides a shared one of the same name`() throws {
    let (fixture, _) = try shop()
    try fixture.store.connection.writeNow { writer in
      try writer.execute(
        """
        INSERT INTO saved_views (owner, name, sentence)
        VALUES ('', 'Mine', 'orders'), ('anna', 'mine', 'lines'), ('bob', 'x', 'lines')
        """)
    }
    try fixture.store.connection.readNow { reader in
      func named(_ name: String, _ user: String) throws -> SavedView? {
        try SavedViews.named(name, for: user, in: reader)
      }
      let (own, shared, others) = (try named("MINE", "anna"), try named("mine", "carl"), try named("x", "anna"))
      let all = try SavedViews.all(for: "anna", in: reader)
      #expect(own?.sentence == "lines")
      #expect(shared?.sentence == "orders")
      #expect(others == nil)
      #expect(all.filter { FoldedText.fold($0.name) == "mine" }.count == 2)
    }
  }

  @Test func `Values for completion come once each`() throws {
    let (fixture, _) = try shop()
    try fixture.store.connection.readNow { reader in
      let channels = try Views.knownValues(.order(.channel), in: reader)
      let tags = try Views.knownValues(.order(.tags), in: reader)
      let totals = try Views.knownValues(.order(.total), in: reader)
      #expect(channels == ["AMZ", "AMZ-DE", "SHOP"])
      #expect(tags.count == Set(tags).count && Set(tags) == Set(fixture.orders.flatMap(\.tags)))
      #expect(totals.isEmpty)
    }
  }
}
