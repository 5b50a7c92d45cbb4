import Domain
import Testing

@testable import Exchange

/// Answers of Shopify's GraphQL interface, made up.
struct ShopifyGraphTests {
  private static let order = """
    {"id":"gid://shopify/Order/1","name":"#1001","createdAt":"2026-09-22T10:11:12Z","displayFinancialStatus":"PAID",
    "displayFulfillmentStatus":"UNFULFILLED","currencyCode":"EUR",
    "totalPriceSet":{"shopMoney":{"amount":"25.0","currencyCode":"EUR"}},"lineItems":{"edges":[{"node":
    {"id":"gid://shopify/LineItem/9","title":"Mug","quantity":2,"sku":"M-1",
    "originalUnitPriceSet":{"shopMoney":{"amount":"12.5","currencyCode":"EUR"}}}}]}}
    """

  @Test(arguments: [
    "{\"data\":{\"orders\":{\"edges\":[{\"cursor\":\"x\",\"node\":%}],\"pageInfo\":{\"hasNextPage\":false}}},\"extensions\":{}}",
    "{\"data\":{\"orders\":{\"nodes\":[%]}}}", "{\"data\":{\"order\":%}}",
  ])
  func `Orders are found in edges, in nodes and alone`(envelope: String) throws {
    let parts = envelope.split(separator: "%")
    let taken = try Taken(String(parts[0]) + Self.order + String(parts[1]))
    let order = try #require(taken.orders.first)
    #expect(taken.rows == 1)
    #expect(order.externalId == "1001")
    #expect((order.total, order.payment, order.fulfilment) == (2500, .paid, .unfulfilled))
    #expect(order.lines.map(\.sku) == ["M-1"])
    #expect(order.lines.map(\.externalId) == ["9"])
  }

  @Test func `Products bring the variants and pictures of their connections`() throws {
    let taken = try Taken(
      """
      {"data":{"products":{"edges":[{"node":{"id":"gid://shopify/Product/1","handle":"tee","title":"Tee","variants":
      {"nodes":[{"id":"gid://shopify/ProductVariant/1","sku":"T-1","price":"10.00","selectedOptions":[{"name":"Size",
      "value":"S"}]}]},"images":{"edges":[{"node":{"url":"https://x.example/1.jpg"}}]}}}]}}}
      """)
    let product = try #require(taken.products.first).product
    #expect(product.variants.map(\.sku) == ["T-1"])
    #expect(product.variants.first?.optionValues == ["S"])
    #expect(product.images.map(\.address) == ["https://x.example/1.jpg"])
  }

  @Test func `A variant on its own tells what is left of it`() throws {
    let text = """
      {"variants":[{"id":1,"sku":"A","inventory_item_id":5,"inventory_quantity":10,"inventory_management":"shopify"},
      {"id":2,"sku":"B","inventory_quantity":0,"inventory_management":null}]}
      """
    var reader = try #require(Formats.named("shopify-api-json")).makeReader(ReadingContext())
    var stocks: [IncomingStock] = []
    var skipped = 0
    func take(_ item: IntakeItem) {
      if case .stock(let stock) = item { stocks.append(stock) }
      if case .skipped = item { skipped += 1 }
    }
    try Array(text.utf8).withUnsafeBufferPointer { try reader.consume($0, into: take) }
    try reader.finish(into: take)
    #expect(stocks.map(\.available) == [10])
    #expect(stocks.map(\.itemId) == ["5"])
    #expect(skipped == 1)
  }

  @Test func `A variable Woo product holds the variations that came with it`() throws {
    let taken = try Taken(
      """
      [{"id":10,"name":"Tee","slug":"tee","type":"variable","regular_price":"","stock_status":"instock",
      "manage_stock":false,"attributes":[{"name":"Size","variation":true},{"name":"Cut","variation":false}],
      "variations":[{"id":11,"sku":"TEE-S","regular_price":"10.00","attributes":[{"name":"Size","option":"S"}]},
      {"id":12,"sku":"TEE-M","regular_price":"11.00","attributes":[{"name":"Size","option":"M"}]}]}]
      """)
    let product = try #require(taken.products.first).product
    #expect(product.optionNames == ["Size"])
    #expect(product.variants.map(\.sku) == ["TEE-S", "TEE-M"])
    #expect(product.variants.map(\.optionValues) == [["S"], ["M"]])
    #expect(product.variants.map { $0.prices.first?.minorUnits } == [1000, 1100])
  }
}
