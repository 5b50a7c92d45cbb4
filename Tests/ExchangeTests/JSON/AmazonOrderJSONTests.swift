import Domain
import Foundation
import Testing

@testable import Exchange

struct AmazonOrderJSONTests {
  private func sample(_ path: String) throws -> IncomingOrder {
    let text = String(decoding: try MessageSamples.bytes("amazon-spapi/" + path), as: UTF8.self)
    return try MessageSamples.order(text, as: "amazon-spapi-json")
  }

  @Test func `A list of v0 says what it holds and no lines`() throws {
    let order = try sample("ordersV0/paths_orders_v0_orders_get_responses_200.1.json")
    #expect(order.externalId == "902-3159896-1390916")
    #expect(order.revisedAt?.iso8601 == "2017-01-20T19:49:35Z")
    #expect(order.shipBy?.iso8601 == "2017-01-25T19:49:35Z")
    #expect((order.state, order.payment, order.fulfilment) == (.open, .unpaid, .unfulfilled))
    #expect(order.total == nil && order.currency == nil)
    #expect(order.lines.isEmpty && !order.linesAreComplete)
  }

  @Test func `An address alone says nothing of the rest`() throws {
    let order = try sample("ordersV0/paths_orders_v0_orders_orderId_address_get_responses_200.example.json")
    #expect(order.shipTo?.city == "Canton")
    #expect(order.state == nil && order.total == nil && order.placedAt == nil && order.buyer == nil)
  }

  @Test func `Items of v0 add up where they are all there`() throws {
    let text = """
      {"payload":{"AmazonOrderId":"902-1","OrderItems":[{"ASIN":"B1","SellerSKU":"S","OrderItemId":"7","Title":"T",
      "QuantityOrdered":2,"QuantityShipped":1,"ItemPrice":{"CurrencyCode":"EUR","Amount":"20.00"},
      "ItemTax":{"CurrencyCode":"EUR","Amount":"3.19"},"ShippingPrice":{"CurrencyCode":"EUR","Amount":"4.00"},
      "PromotionDiscount":{"CurrencyCode":"EUR","Amount":"1.00"}}]}}
      """
    let order = try MessageSamples.order(text, as: "amazon-spapi-json")
    #expect(order.linesAreComplete)
    #expect((order.items, order.tax, order.shipping, order.discount) == (2000, 319, 400, 100))
    #expect(order.lines.first?.amount == 2000)
    #expect(order.lines.first?.fulfilledQuantity == 1)
    let paged = text.replacingOccurrences(of: "\"OrderItems\"", with: "\"NextToken\":\"x\",\"OrderItems\"")
    let part = try MessageSamples.order(paged, as: "amazon-spapi-json")
    #expect(!part.linesAreComplete && part.items == nil)
  }

  @Test func `An order of 2026 comes in whole`() throws {
    let order = try sample("orders_2026-01-01/paths_orders_2026_01_01_orders_orderId_get_responses_200.example.json")
    #expect(order.externalId == "202-1234567-8901234")
    #expect((order.items, order.shipping, order.tax, order.total) == (8997, 1000, 400, 10_397))
    #expect(order.fulfilment == .shipped)
    #expect(order.shippedAt?.iso8601 == "2024-12-26T14:00:00Z")
    #expect(order.lines.map(\.quantity) == [3])
    #expect(order.lines.first?.listingId == "B08DFPV54V")
    #expect(order.message == "Happy Christmas! Hope you enjoy your new smart speakers.")
    #expect(order.shipTo?.company == "Wilson Electronics Ltd")
    #expect(order.linesAreComplete)
  }

  @Test func `Yen have no decimals and parcels that arrived make the order delivered`() throws {
    let yen = try sample("orders_2026-01-01/paths_orders_2026_01_01_orders_get_responses_200.0.json")
    #expect(yen.total == 19_940)
    #expect(yen.items == 19_940)
    let delivered = try sample("orders_2026-01-01/paths_orders_2026_01_01_orders_get_responses_200.example.json")
    #expect(delivered.fulfilment == .delivered)
    let turkish = try sample("orders_2026-01-01/paths_orders_2026_01_01_orders_orderId_get_responses_200.1.json")
    #expect(turkish.billTo?.taxId == "TR1234567890")
  }

  @Test func `Parcels, invoices and regulated information are no orders`() throws {
    for path in [
      "merchantFulfillmentV0", "shipmentInvoicingV0", "fulfillmentOutbound_2020-07-01",
      "fulfillmentOutbound_2026-07-04",
      "financesV0", "notification-examples", "shippingV2",
    ] {
      for file in MessageSamples.files(under: "amazon-spapi/" + path) {
        let bytes = try MessageSamples.bytes("amazon-spapi/" + path + "/" + file.lastPathComponent)
        let format = try #require(MessageSamples.format(of: bytes))
        let items = try MessageSamples.read(bytes, format)
        #expect(items.orders.isEmpty && items.products.isEmpty && items.refusals.isEmpty, "\(file.lastPathComponent)")
      }
    }
  }

  @Test func `Listings and catalogue items become products`() throws {
    let listing = String(
      decoding: try MessageSamples.bytes(
        "amazon-spapi/listingsItems_2021-08-01/paths_listings_2021_08_01_items_sellerId_sku_get_responses_200.0.json"),
      as: UTF8.self)
    let product = try #require(try MessageSamples.read(listing, as: "amazon-spapi-json").products.first?.product)
    #expect(product.number == "GM-ZDPI-9B4E")
    #expect(product.variants.first?.prices.map(\.amount) == ["100.00", "130.00"])
    #expect(product.variants.first?.extras["asin"] == "B071VG5N9D")
    let item = String(
      decoding: try MessageSamples.bytes(
        "amazon-spapi/catalogItems_2022-04-01/paths_catalog_2022_04_01_items_asin_get_responses_200.0.json"),
      as: UTF8.self)
    let television = try #require(try MessageSamples.read(item, as: "amazon-spapi-json").products.first?.product)
    #expect(television.variants.first?.barcodes.map(\.code) == ["0887276302195", "00887276302195", "887276302195"])
    #expect(television.variants.first?.declared.grams == 62_142)
    #expect(television.images.count == 9)
  }
}
