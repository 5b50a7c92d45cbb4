import Domain
import Store
import Testing

/// A whole number is found as it is printed, with its account's code before it.
@Suite struct WholeNumberTests {
  @Test(arguments: [
    ("SHOP-302-7431", 1), ("shop-302", 2), ("SHOP-", 3), ("-SHOP-302", 1), ("\"SHOP-302 anna\"", 2), ("SHOP-vac", 1),
    ("NONE-302", 0), ("SHOP-302-7431 or SHOP-555", 2),
  ])
  func `Orders are found by code and number`(text: String, count: Int64) throws {
    let shop = try Shop()
    try shop.take([
      .order(.made("302-7431")), .order(.made("302-9000")), .order(.made("555-1", lines: [("Shop-Vac", 1, 100)])),
    ])

    #expect(try shop.count(text) == count)
    let sentence = try Sentence(text, kind: .orders) { _ in nil }
    let query = ViewQuery(
      sentence, inquiry: Inquiry(now: shop.now, zone: .utc, me: "ada"), mayReadPersonal: true)
    let page = try shop.store.connection.readNow { try Views.page(query, from: .start, limit: 10, in: $0) }
    #expect(Int64(page.rows.count) == count)
  }

  @Test(arguments: [
    ("number:302-7431", 1), ("number:SHOP-302-7431", 1), ("number:302*", 2), ("number:302-7431,555-1", 2),
    ("-number:302-7431", 2), ("number:7431", 0), ("number:shop", 0),
  ])
  func `A number without its account's code is meant in every account`(text: String, count: Int64) throws {
    let shop = try Shop()
    try shop.take([.order(.made("302-7431")), .order(.made("302-9000")), .order(.made("555-1"))])
    #expect(try shop.count(text) == count)
    let lines = text.replacing("number:", with: "order:")
    let sentence = try Sentence(lines, kind: .lines) { _ in nil }
    let query = ViewQuery(sentence, inquiry: Inquiry(now: shop.now, zone: .utc, me: "ada"), mayReadPersonal: true)
    let page = try shop.store.connection.readNow { try Views.page(query, from: .start, limit: 10, in: $0) }
    #expect(Int64(page.rows.count) == count)
  }
}
