import Domain
import Testing

@testable import Exchange

struct OtherShopJSONTests {
  static let woo = """
    [{"id":727,"number":"727","status":"processing","currency":"USD","date_created_gmt":"2017-03-22T19:28:02",
    "date_modified_gmt":"2017-03-22T19:28:08","date_paid_gmt":"2017-03-22T19:28:08","discount_total":"1.00",
    "shipping_total":"10.00","total":"28.35","total_tax":"1.35","prices_include_tax":false,"customer_id":0,
    "customer_note":"Ring twice","billing":{"first_name":"John","last_name":"Doe","address_1":"969 Market",
    "city":"San Francisco","state":"CA","postcode":"94103","country":"US","email":"john@example.com","phone":"5"},
    "shipping":{"first_name":"John","last_name":"Doe","address_1":"969 Market","country":"US"},
    "line_items":[{"id":315,"name":"Mug","product_id":93,"variation_id":0,"quantity":2,"subtotal":"18.00",
    "total":"17.00","total_tax":"1.35","sku":"MUG"}],"shipping_lines":[{"method_title":"Flat Rate"}]}]
    """

  @Test func `An order of WooCommerce comes in with its stamps in UTC`() throws {
    #expect(MessageSamples.format(of: Array(Self.woo.utf8))?.id == "woocommerce-api-json")
    let format = try #require(MessageFormats.all.first { $0.id == "woocommerce-api-json" })
    let east = Zone(name: "Asia/Shanghai", firstOffsetSeconds: 28_800, transitions: [])
    let items = try MessageSamples.read(Array(Self.woo.utf8), format, context: ReadingContext(zone: east))
    let order = try #require(items.orders.first)
    #expect(order.externalId == "727")
    #expect(order.revisedAt?.iso8601 == "2017-03-22T19:28:08Z")
    #expect((order.state, order.payment, order.fulfilment) == (.open, .paid, .unfulfilled))
    #expect((order.items, order.discount, order.shipping, order.tax, order.total) == (1800, 100, 1000, 135, 2835))
    #expect(order.lines.first?.discount == 100)
    #expect(order.lines.first?.listingId == "93")
    #expect(order.buyerId == nil)
    #expect(order.message == "Ring twice")
  }

  @Test func `An order of eBay comes in`() throws {
    let text = """
      {"href":"https://x","total":1,"limit":50,"offset":0,"orders":[{"orderId":"11-22",
      "creationDate":"2024-01-02T03:04:05.000Z",
      "lastModifiedDate":"2024-01-03T00:00:00.000Z","orderFulfillmentStatus":"NOT_STARTED","orderPaymentStatus":"PAID",
      "buyer":{"username":"blue_mug"},"pricingSummary":{"priceSubtotal":{"value":"10.00","currency":"GBP"},
      "priceDiscount":{"value":"-1.00","currency":"GBP"},"deliveryCost":{"value":"2.50","currency":"GBP"},
      "total":{"value":"11.50","currency":"GBP"}},"cancelStatus":{"cancelState":"NONE_REQUESTED"},
      "fulfillmentStartInstructions":[{"shippingStep":{"shipTo":{"fullName":"A B",
      "contactAddress":{"addressLine1":"1 Road",
      "city":"Leeds","postalCode":"LS1","countryCode":"GB"}},"shippingServiceCode":"UK_RoyalMail"}}],
      "lineItems":[{"lineItemId":"9","legacyItemId":"77","sku":"S","title":"Mug","quantity":2,
      "lineItemCost":{"value":"10.00","currency":"GBP"},
      "lineItemFulfillmentInstructions":{"shipByDate":"2024-01-05T00:00:00Z"}}]}]}
      """
    #expect(MessageSamples.format(of: Array(text.utf8))?.id == "ebay-api-json")
    let order = try MessageSamples.order(text, as: "ebay-api-json")
    #expect((order.items, order.discount, order.shipping, order.total) == (1000, 100, 250, 1150))
    #expect(order.payment == .paid)
    #expect(order.shipBy?.iso8601 == "2024-01-05T00:00:00Z")
    #expect(order.shipTo?.city == "Leeds")
    #expect(order.lines.first?.amount == 1000)
  }

  @Test func `The sample shop of Saleor becomes products with options and prices by currency`() throws {
    let bytes = try MessageSamples.bytes("saleor-sample/populatedb_data.json")
    let format = try #require(MessageSamples.format(of: bytes))
    let items = try MessageSamples.read(bytes, format)
    #expect(items.products.count == 32)
    #expect(items.products.reduce(0) { $0 + $1.product.variants.count } == 73)
    #expect(items.stocks.count == 56)
    #expect(items.stocks.allSatisfy { !$0.sku.isEmpty && !$0.location.isEmpty })
    let pill = try #require(items.products.first { $0.externalId == "headless-omnichannel-commerce" }?.product)
    #expect(pill.title == "Headless + Omnichannel in a pill")
    let mp3 = try #require(pill.variants.first)
    #expect(mp3.sku == "headless-omnichannel-mp3")
    #expect(Set(mp3.prices.map(\.currency.code)) == ["PLN", "USD"])
    #expect(mp3.prices.first { $0.currency.code == "PLN" }?.minorUnits == 4000)
    #expect(items.products.contains { !$0.product.optionNames.isEmpty })
    for product in items.products.map(\.product) {
      #expect(product.variants.allSatisfy { $0.optionValues.count == product.optionNames.count })
    }
  }

  @Test func `JSON of nobody's is named and passed over`() throws {
    let items = try MessageSamples.read("{\"weather\":[1,2]}", as: "other-json")
    #expect(items.skips.map(\.found) == ["weather"])
  }
}
