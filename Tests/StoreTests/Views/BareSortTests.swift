import Domain
import TestSupport
import Testing

@testable import Store

/// Every list by every field it can be sorted by, and by nothing else: each field may have a way of its own.
@Suite struct BareSortTests {
  @Test(arguments: SentencePropertyTests.kinds, [true, false])
  func `Every field sorts its list alone, up and down, as its values say`(kind: Kind, isLarge: Bool) throws {
    let weighing = isLarge ? Weighing(probe: 6, expansions: 0, reach: 9, indexReach: 3, judgedReach: 5) : Weighing()
    let fixture = try Fixture(seed: 20_260_921, orders: 160, products: 60, customers: 50, hasFulfilment: true)
    let rows = fixture.rows(of: kind)
    let inquiry = Inquiry(now: fixture.now, zone: .utc, me: "Anna")
    // The fixture has no batches, and customers who were merged stand in no list.
    let fields = kind.fields.filter { $0.isSortable && !["batch", "result", "mergedInto"].contains($0.id) }
    #expect(!fields.isEmpty)
    for field in fields {
      for descends in [false, true] {
        let sentence = Sentence(
          kind: kind, sort: [SortKey(field, descending: descends)])
        let expected = SentencePropertyTests.expected(sentence, rows, inquiry)
        let query = ViewQuery(sentence, inquiry: inquiry, mayReadPersonal: true)
        let comment = Comment(rawValue: "\(sentence)")
        try fixture.store.connection.readNow { reader in
          try Weighing.$current.withValue(weighing) {
            let page = try Views.page(query, from: .start, limit: 1000, in: reader)
            let forwards = try SentencePropertyTests.walked(query, forwards: true, reader)
            let backwards = try SentencePropertyTests.walked(query, forwards: false, reader)
            #expect(page.rows.map(\.id) == expected, comment)
            #expect(forwards == expected && backwards == expected, comment)
          }
        }
      }
    }
  }

  @Test func `What carriers offer is sorted by every field too`() throws {
    let shop = try Shop()
    try shop.takeWays([
      Shop.rate("YW-481", "DE", 6500), Shop.rate("YW-900", "FR", 5000, line: 3),
      Shop.rate("DHL-EXP", "DE", 22_000, carrier: "DHL", line: 4),
    ])
    for kind in [Kind.carriers, .services, .sheets] {
      let all = try shop.store.connection.readNow { reader in
        let query = ViewQuery(Sentence(kind: kind), inquiry: shop.inquiry, mayReadPersonal: true)
        return Set(try Views.page(query, from: .start, limit: 100, in: reader).rows.map(\.id))
      }
      #expect(all.count > 1)
      for field in kind.fields where field.isSortable {
        let sentence = Sentence(kind: kind, sort: [SortKey(field, descending: true)])
        let query = ViewQuery(sentence, inquiry: shop.inquiry, mayReadPersonal: true)
        let found = try shop.store.connection.readNow { reader in
          try SentencePropertyTests.walked(query, forwards: true, reader)
        }
        #expect(Set(found) == all && found.count == all.count, "\(sentence)")
      }
    }
  }
}

extension Shop {
  fileprivate var inquiry: Inquiry { Inquiry(now: now, zone: .utc, me: "ada") }
}
