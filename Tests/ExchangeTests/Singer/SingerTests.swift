import Domain
import Testing

@testable import Exchange

struct SingerTests {
  private func schema(_ stream: String, _ properties: String...) -> String {
    let listed = properties.map { "\"\($0)\":{}" }.joined(separator: ",")
    return
      "{\"type\":\"SCHEMA\",\"stream\":\"\(stream)\",\"schema\":{\"properties\":{\(listed)}},"
      + "\"key_properties\":[\"id\"]}"
  }

  private func record(_ stream: String, _ record: String) -> String {
    "{\"type\":\"RECORD\",\"stream\":\"\(stream)\",\"record\":\(record),\"time_extracted\":\"2024-05-01T00:00:00Z\"}"
  }

  private func lines(_ lines: String...) -> String { lines.joined(separator: "\n") + "\n" }

  @Test func `Every line is a row, and streams nobody knows are counted`() throws {
    let text = lines(
      schema("orders", "id", "name", "financial_status", "line_items"),
      record("orders", "{\"id\":1,\"name\":\"#1001\",\"financial_status\":\"paid\",\"line_items\":[]}"),
      schema("customers", "id", "email"), record("customers", "{\"id\":1}"), record("customers", "{\"id\":2}"),
      "{\"type\":\"STATE\",\"value\":{}}", "{\"type\":\"RECORD\",\"stream\":\"orders\"}", "{\"type\":\"RECORD\",",
      record("orders", "{\"id\":2,\"name\":\"#1002\"}"))
    #expect(MessageSamples.format(of: Array(text.utf8))?.id == "singer")
    for piece in [1, 5, 65_536] {
      let items = try MessageSamples.read(text, as: "singer", piece: piece)
      #expect(items.rows == 9)
      #expect(items.orders.map(\.externalId) == ["1001", "1002"])
      #expect(items.refusals.map(\.line) == [7, 8])
      #expect(
        items.skips.map(\.code) == [.streamMessage, .streamMessage, .unknownStream, .unknownStream, .streamMessage])
      #expect(items.notes.map(\.found) == ["customers: 2 records"])
    }
  }

  @Test func `A tap that asks Shopify's newer interface brings whole orders`() throws {
    func sum(_ amount: String) -> String { "{\"shopMoney\":{\"amount\":\(amount),\"currencyCode\":\"EUR\"}}" }
    let text = lines(
      schema("orders", "id", "name", "lineItems"),
      record(
        "orders",
        """
        {"id":"gid://shopify/Order/5001","name":"#1001","createdAt":"2026-01-02T10:00:00Z",\
        "updatedAt":"2026-01-03T10:00:00Z","displayFinancialStatus":"PAID","displayFulfillmentStatus":"FULFILLED",\
        "currencyCode":"EUR","email":"g@q.l","totalPriceSet":\(sum("25.0")),"totalShippingPriceSet":\(sum("5.0")),\
        "customer":{"id":"gid://shopify/Customer/7","firstName":"Ada","lastName":"Lee"},"tags":"vip, gift",\
        "shippingAddress":{"name":"A","city":"Berlin","countryCodeV2":"DE"},"lineItems":[\
        {"id":"gid://shopify/LineItem/1","sku":"S","title":"T","quantity":2,"originalUnitPriceSet":\(sum("10.0"))}]}
        """),
      schema("products", "id", "handle"),
      record("products", "{\"id\":\"gid://shopify/Product/1\",\"handle\":\"mug\",\"title\":\"Mug\",\"tags\":\"a,b\"}"))
    let items = try MessageSamples.read(text, as: "singer")
    let order = try #require(items.orders.first)
    #expect(order.externalId == "1001" && order.total == 2500 && order.shipping == 500)
    #expect(order.payment == .paid && order.fulfilment == .shipped && order.shipTo?.country == "DE")
    #expect(order.lines.map(\.unitPrice) == [1000] && order.lines.map(\.externalId) == ["1"])
    #expect(order.buyer?.name == "Ada Lee" && order.buyer?.email == "g@q.l" && order.tags == ["gift", "vip"])
    #expect(items.refusals.isEmpty && items.products.map(\.product.tags) == [["a", "b"]])
    #expect(Array(text.utf8).withUnsafeBufferPointer { SingerShop.channel(of: Sample(bytes: $0)) } == "shopify")
  }

  @Test func `An order whose sums nobody here can name waits, and is not free of charge`() throws {
    let line = "{\"sku\":\"S\",\"quantity\":2,\"sale_sum\":{\"value\":\"5\"}}"
    let items = try MessageSamples.read(
      record("orders", "{\"id\":\"576\",\"payment\":{\"sum_of_all\":\"10\"},\"line_items\":[\(line)]}") + "\n",
      as: "singer")
    #expect(items.orders.first?.unreadableLines.map(\.field) == ["total"])
  }

  @Test func `A record of a known stream that cannot be read says which field is wrong`() throws {
    let text = lines(
      record("orders", "{\"id\":null}"), record("bigcommerce-orders", "{\"id\":7,\"status\":\"Shipped\"}"),
      record("orders", "{\"id\":null,\"total\":\"5.00\"}"), record("products", "{\"id\":7,\"sku\":\"M\"}"),
      record("product", "{\"title\":\"Mug\"}"), record("products", "{\"id\":8,\"title\":\"Mug\"}"))
    let items = try MessageSamples.read(text, as: "singer")
    #expect(items.rows == 6)
    #expect(items.refusals.map(\.field) == ["id", "line_items", "id", "title", "id", "variants"])
    #expect(
      items.refusals.map(\.code) == [.missingId, .wrongRecord, .missingId, .missingValue, .missingId, .wrongRecord])
    #expect(items.skips.isEmpty)
    #expect(items.notes.isEmpty)
  }

  @Test func `The record's own stamp is its revision, else the moment of its extraction`() throws {
    let text = lines(
      record(
        "orders",
        "{\"name\":\"#1\",\"financial_status\":\"paid\",\"line_items\":[],\"updated_at\":\"2024-04-01T00:00:00Z\"}"),
      record("orders", "{\"name\":\"#2\",\"financial_status\":\"paid\",\"line_items\":[]}"))
    let orders = try MessageSamples.read(text, as: "singer").orders
    #expect(orders.map { $0.revisedAt?.iso8601 } == ["2024-04-01T00:00:00Z", "2024-05-01T00:00:00Z"])
    #expect(orders.first?.raw.hasPrefix("{\"name\":\"#1\"") == true)
    #expect(orders.map(\.line) == [1, 2])
  }

  @Test func `WooCommerce's stream goes the way of its interface`() throws {
    let flat = OtherShopJSONTests.woo.replacing("\n", with: "").dropFirst().dropLast()
    let order = try #require(try MessageSamples.read(lines(record("orders", String(flat))), as: "singer").orders.first)
    #expect(order.total == 2835)
    #expect(order.externalId == "727")
  }

  @Test func `A shop without a mapper is read by the common names`() throws {
    let text = lines(
      schema("bigcommerce-orders", "id", "total_inc_tax", "currency_code"),
      record(
        "bigcommerce-orders",
        """
        {"id":118,"date_created":"Tue, 20 Nov 2012 00:00:00 +0000","date_modified":"2012-11-21T00:00:00Z",\
        "status":"Shipped",\
        "subtotal_ex_tax":"10.0000","total_inc_tax":"12.0000","total_tax":"1.0000","currency_code":"AUD",\
        "customer_id":0,\
        "billing_address":{"first_name":"A","last_name":"B","street_1":"1 Road","city":"Perth","country_iso2":"AU"},\
        "products":[{"name":"Mug","sku":"M","quantity":1,"price_ex_tax":"10.0000"}]}
        """))
    let order = try #require(try MessageSamples.read(text, as: "singer").orders.first)
    #expect(order.externalId == "118")
    #expect(order.total == 1200)
    #expect(order.currency?.code == "AUD")
    #expect(order.placedAt?.iso8601 == "2012-11-20T00:00:00Z")
    #expect(order.fulfilment == .shipped)
    #expect(order.billTo?.country == "AU")
    #expect(order.lines.map(\.sku) == ["M"])
    #expect(order.buyerId == nil)
  }
}
