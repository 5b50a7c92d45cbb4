import Domain
import Testing

@testable import Store

/// The doctor compares the search index with what the records hold, word by word.
@Suite struct WordCheckTests {
  private func shop() throws -> Shop {
    let shop = try Shop()
    try shop.take((1...20).map { .order(.made(String($0), email: "a\($0)@example.com")) })
    try shop.perform("createProduct", fields: ["number": "mug", "title": "Blue mug", "sku": "M-1"])
    try shop.perform("createProduct", fields: ["number": "cup", "title": "Red cup", "sku": "C-1"])
    #expect(try shop.findings() == [])
    return shop
  }

  private func key(_ shop: Shop, _ order: Int64) throws -> Int64 {
    try shop.integer("SELECT place_key FROM orders WHERE id = \(order)")
  }

  private func words(_ shop: Shop, _ id: Int64) throws -> String {
    let order = try #require(try shop.order(id))
    return try shop.store.connection.readNow { try OrderWords.words(order, in: $0) }
  }

  /// Found as said, and mended.
  private func expect(_ findings: [String], _ shop: Shop) throws {
    #expect(try shop.findings() == findings)
    #expect(try shop.store.examine().findings.allSatisfy(\.isDerived))
    try shop.store.repair(as: shop.admin, now: shop.now)
    #expect(try shop.findings() == [])
    #expect(try shop.count("mug") == 20)
    #expect(try shop.count("products cup") == 1)
  }

  @Test func `An order whose row was lost is named`() throws {
    let shop = try shop()
    let (key, words) = (try key(shop, 7), try words(shop, 7))
    try shop.store.connection.writeNow { try TextIndex.orders.remove(key, words, in: $0) }
    try expect(["searchIndex: the search index lacks 1 orders: SHOP-7"], shop)
  }

  @Test func `Orders with a word too many, a word too few and other words are named`() throws {
    let shop = try shop()
    for id in Int64(3)...9 {
      let (key, words) = (try key(shop, id), try words(shop, id))
      let wrong = id == 3 ? words + " zebra" : id == 4 ? String(words.drop { $0 != " " }.dropFirst()) : "zebra"
      try shop.store.connection.writeNow { writer in
        try TextIndex.orders.remove(key, words, in: writer)
        try TextIndex.orders.insert(key, wrong, in: writer)
      }
    }
    try expect(
      [
        "searchIndex: the search index has other words than 7 orders: SHOP-3, SHOP-4, SHOP-5, SHOP-6, SHOP-7 …"
      ], shop)
  }

  @Test func `A row of no order is told by its number, as are products and customers with wrong words`() throws {
    let shop = try shop()
    let product = try #require(try shop.product(2))
    try shop.store.connection.writeNow { writer in
      try TextIndex.orders.insert(77, "zebra", in: writer)
      try TextIndex.products.remove(2, ProductTable.words(product), in: writer)
      try TextIndex.products.insert(2, "zebra", in: writer)
      try TextIndex.customers.insert(9_999, "zebra", in: writer)
    }
    try expect(
      [
        "searchIndex: the search index has 1 orders that the shop has not: rows 77",
        "productWords: the search index has other words than 1 products: cup",
        "customerWords: the search index has 1 customers that the shop has not: rows 9999",
      ], shop)
  }
}
