import Domain
import Exchange
import Testing

/// How channels are told what they may sell.
@Suite struct StockFeedTests {
  private static let rows: [FeedRow] = {
    let at = Instant(seconds: 1_790_000_000)
    var stock = StockRow(
      sku: "MUG", title: "Blue, big", product: "mug-1", warehouse: "SZ", warehouseName: "Shenzhen", onHand: 7)
    stock.optionNames = ["Colour"]
    stock.optionValues = ["Blue"]
    return [
      FeedRow(sku: "MUG", quantity: 7, sequence: 3, at: at, stock: stock),
      FeedRow(sku: "A\tB", quantity: 0, sequence: 1, at: at),
    ]
  }()

  @Test func `Amazon's has tabs and an empty price`() throws {
    let text = try #require(StockFeeds.named("amazon-quantity-txt")).write(Self.rows)
    let lines = text.split(separator: "\n").map(String.init)
    #expect(lines[0].hasPrefix("sku\tprice\t"))
    #expect(lines[1] == "MUG\t\t\t\t7\t\t")
    #expect(lines[2] == "A B\t\t\t\t0\t\t")
  }

  @Test func `eBay's revises by label, Shopify's has a column for the place, the general one the telling's number`()
    throws
  {
    func lines(_ id: String) throws -> [String] {
      try #require(StockFeeds.named(id)).write(Self.rows).split(whereSeparator: \.isNewline).map(String.init)
    }
    #expect(try lines("ebay-quantity-csv")[1] == "Revise,MUG,7")
    let shopify = try lines("shopify-quantity-csv")
    #expect(shopify[0].hasSuffix("SKU,HS Code,COO,,Shenzhen"))
    #expect(shopify[1] == "mug-1,\"Blue, big\",Colour,Blue,,,,,MUG,,,,7")
    #expect(try lines("quantity-csv")[1].hasPrefix("MUG,7,3,2026-09-21T"))
  }

  @Test func `A channel without a way of its own has the general one`() {
    #expect(StockFeeds.of(channel: "Etsy").id == "quantity-csv")
    #expect(StockFeeds.of(channel: "AMAZON").id == "amazon-quantity-txt")
  }
}
