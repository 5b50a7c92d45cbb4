import Domain
import Testing

@testable import Exchange

struct ShopifyBulkTests {
  private let text = """
    {"id":"gid:\\/\\/shopify\\/Order\\/1","name":"#1001","createdAt":"2024-01-01T00:00:00Z",\
    "updatedAt":"2024-01-02T00:00:00Z",\
    "displayFinancialStatus":"PAID","displayFulfillmentStatus":"PARTIALLY_FULFILLED","currencyCode":"JPY",\
    "totalPriceSet":{"shopMoney":{"amount":"1200.0","currencyCode":"JPY"}}}
    {"id":"gid://shopify/LineItem/7","title":"Mug","sku":"M","quantity":2,\
    "originalUnitPriceSet":{"shopMoney":{"amount":"600.0","currencyCode":"JPY"}},"__parentId":"gid://shopify/Order/1"}
    {"id":"gid://shopify/Product/2","handle":"mug","title":"Mug","options":[{"name":"Size"}]}
    {"id":"gid://shopify/ProductVariant/3","sku":"M-L","price":"5.00","selectedOptions":[{"name":"Size","value":"L"}],\
    "__parentId":"gid://shopify/Product/2"}
    {"id":"gid://shopify/LineItem/9","__parentId":"gid://shopify/Order/5"}
    {"id":"gid://shopify/Customer/4"}
    """

  @Test(arguments: [1, 50, 65_536])
  func `Nodes are joined with those below them and every line is a row`(piece: Int) throws {
    #expect(MessageSamples.format(of: Array(text.utf8))?.id == "shopify-bulk-jsonl")
    let items = try MessageSamples.read(text, as: "shopify-bulk-jsonl", piece: piece)
    #expect(items.rows == 6)
    let order = try #require(items.orders.first)
    #expect(order.externalId == "1001" && order.total == 1200 && order.rowCount == 2)
    #expect((order.payment, order.fulfilment) == (.paid, .partlyShipped))
    #expect(order.lines.map(\.unitPrice) == [600])
    #expect(items.products.first?.product.variants.first?.optionValues == ["L"])
    #expect(items.refusals.map(\.code) == [.orphanRow])
    #expect(items.skips.map(\.found) == ["gid://shopify/Customer/4"])
  }
}
