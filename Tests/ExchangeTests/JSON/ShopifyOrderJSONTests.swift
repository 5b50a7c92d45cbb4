import Domain
import Testing

@testable import Exchange

struct ShopifyOrderJSONTests {
  private func sample(_ name: String) throws -> IncomingOrder {
    let text = String(decoding: try MessageSamples.bytes("shopify/api-fixtures/" + name), as: UTF8.self)
    return try MessageSamples.order(text, as: "shopify-api-json")
  }

  @Test func `The sample order comes in whole`() throws {
    let order = try sample("order.json")
    #expect(order.externalId == "1001")
    #expect(order.revisedAt?.iso8601 == "2008-01-10T16:00:00Z")
    #expect(order.currency?.code == "USD")
    #expect((order.items, order.discount, order.shipping, order.tax) == (39_800, 0, 0, 1194))
    #expect(order.total == 40_994)
    #expect(order.taxIncluded == false)
    #expect((order.state, order.payment, order.fulfilment) == (.open, .authorised, .unfulfilled))
    #expect(order.lines.map(\.sku) == ["IPOD2008GREEN", "IPOD2008RED", "IPOD2008BLACK"])
    #expect(order.lines.map(\.unitPrice) == [19_900, 19_900, 19_900])
    #expect(order.linesAreComplete)
    #expect(order.buyerId == "207119551")
    #expect(order.buyer?.email == "bob.norman@hostmail.com")
    #expect(order.shipTo?.country == "US")
    #expect(order.shipTo?.region == "KY")
    #expect(order.shipTo?.postcode == "40202")
    #expect(order.message == "custom engraving: Happy Birthday\ncolour: green")
    #expect(order.shippingService == "Free Shipping")
  }

  @Test func `A record without lines says so`() throws {
    let order = try sample("orders.json")
    #expect(order.payment == .partlyRefunded)
    #expect((order.items, order.discount, order.total) == (59_700, 1000, 59_894))
    #expect(order.lines.isEmpty && !order.linesAreComplete)
    #expect(order.buyer?.phone == "+557734881234")
  }

  @Test func `Line discounts and taxes are summed from their parts`() throws {
    let items = try MessageSamples.read(
      """
      [{"name":"#5","financial_status":"paid","line_items":[{"sku":"A","quantity":3,"price":"2.00",
      "total_discount":"9.00",
      "discount_allocations":[{"amount":"0.50"},{"amount":"0.25"}],"tax_lines":[{"price":"0.10"},{"price":"0.20"}],
      "fulfillment_status":"partial","fulfillable_quantity":1}]}]
      """, as: "shopify-api-json")
    let line = try #require(items.orders.first?.lines.first)
    #expect((line.discount, line.tax, line.fulfilledQuantity) == (75, 30, 2))
  }

  private func order(_ members: String) throws -> [IntakeItem] {
    try MessageSamples.read(
      "[{\"name\":\"#5\",\"id\":5,\"financial_status\":\"paid\",\"line_items\":[]\(members)}]", as: "shopify-api-json")
  }

  @Test func `Amounts follow the currency's decimals`() throws {
    #expect(try order(",\"currency\":\"JPY\",\"total_price\":\"1200\"").orders.first?.total == 1200)
    #expect(try order(",\"currency\":\"KWD\",\"total_price\":\"1.5\"").orders.first?.total == 1500)
    #expect(try order(",\"total_price\":\"1.50\"").orders.first?.currency == nil)
    #expect(try order(",\"total_price\":\"1.50\"").orders.first?.total == 150)
  }

  @Test(arguments: [
    (",\"total_price\":\"abc\"", "total_price", IssueCode.wrongAmount),
    (",\"currency\":\"EURO\"", "currency", .unknownCurrency),
    (",\"created_at\":\"soon\"", "created_at", .wrongDate), (",\"total_tax\":1e999999", "total_tax", .wrongAmount),
  ])
  func `A record with a wrong value is refused by its field`(members: String, field: String, code: IssueCode) throws {
    let issue = try order(members).refusals.first
    #expect(issue?.field == field)
    #expect(issue?.code == code)
  }

  @Test func `An unreadable line leaves the order in`() throws {
    let items = try MessageSamples.read(
      """
      [{"name":"#5","financial_status":"paid","line_items":[{"sku":"A","quantity":1,"price":"2.00"},
      {"sku":"B","quantity":"many","price":"2.00"}]}]
      """, as: "shopify-api-json")
    #expect(items.orders.first?.lines.map(\.sku) == ["A"])
    #expect(items.orders.first?.unreadableLines.map(\.field) == ["line_items[1].quantity"])
    #expect(items.orders.first?.unreadableLines.map(\.line) == [2])
  }

  @Test func `Test orders, cancelled orders and unknown states are told`() throws {
    let test = try order(",\"test\":true")
    #expect(test.orders.first?.tags == ["test"])
    #expect(test.notes.map(\.field) == ["test"])
    let cancelled = try order(",\"cancelled_at\":\"2024-01-01T00:00:00Z\",\"fulfillment_status\":\"odd\"")
    #expect(cancelled.orders.first?.state == .cancelled)
    #expect(cancelled.notes.map(\.found) == ["odd"])
  }

  @Test func `Half of a surrogate pair is noted and the order goes in`() throws {
    let items = try order(",\"note\":\"a\\ud800b\"")
    #expect(items.orders.first?.message == "a\u{fffd}b")
    #expect(items.notes.map(\.code) == [.wrongJSON])
  }

  @Test func `Products and stock levels come in`() throws {
    let bytes = try MessageSamples.bytes("shopify/api-fixtures/product.json")
    let product = try #require(
      try MessageSamples.read(String(decoding: bytes, as: UTF8.self), as: "shopify-api-json").products.first)
    #expect(product.externalId == "ipod-nano")
    #expect(product.product.brand == "Apple")
    #expect(product.product.variants.map(\.sku) == ["IPOD2008PINK", "IPOD2008RED", "IPOD2008GREEN", "IPOD2008BLACK"])
    #expect(product.product.variants.first?.declared.grams == 200)
    #expect(product.product.variants.first?.optionValues == ["Pink"])
    #expect(product.product.variants.first?.prices.first?.minorUnits == 19_900)
    let levels = try MessageSamples.bytes("shopify/api-fixtures/inventory_levels.json")
    let stocks = try MessageSamples.read(String(decoding: levels, as: UTF8.self), as: "shopify-api-json").stocks
    #expect(stocks.map(\.available) == [27, 1, 9, 3])
    #expect(stocks.first?.itemId == "39072856")
    #expect(stocks.first?.location == "487838322")
  }
}
