import Domain
import Testing

@testable import Exchange

/// Habits of single exporters that no other has.
@Suite struct OddExportTests {
  private func only(_ text: String) throws -> IncomingOrder {
    let taken = try Taken(text)
    #expect(taken.refused.isEmpty)
    #expect(taken.orders.count == 1)
    return try #require(taken.orders.first)
  }

  private static let woo =
    "order_id,order_date,status,order_total,order_currency,shipping_total,billing_first_name,billing_last_name,"
    + "billing_email"

  @Test(arguments: [
    [
      "line_items",
      "\"id:1|name:Mug; blue|product_id:7|sku:M|quantity:2|subtotal:9.00|total:8.00|total_tax:0.00;"
        + "id:2|name:A|B cup|product_id:8|sku:C|quantity:1|subtotal:2.00|total:2.00\"",
    ],
    [
      "line_item_1,line_item_2",
      "name:Mug; blue|product_id:7|sku:M|quantity:2|total:8.00|sub_total:9.00,"
        + "name:A|B cup|product_id:8|sku:C|quantity:1|total:2.00|sub_total:2.00",
    ],
  ])
  func `WooCommerce's lines that stand packed in a cell are lines`(form: [String]) throws {
    let order = try only(
      OddExportTests.woo + ",\(form[0])\n7,2026-01-02 10:00:00,processing,14.00,EUR,4.00,Ann,B,a@x.example,\(form[1])\n"
    )
    #expect(order.lines.map(\.title) == ["Mug; blue", "A|B cup"])
    #expect(order.lines.map(\.sku) == ["M", "C"])
    #expect(order.lines.map(\.quantity) == [2, 1])
    #expect(order.lines.map(\.amount) == [900, 200])
    #expect(order.lines.map(\.discount) == [100, 0])
    #expect(order.total == 1400)
  }

  @Test func `A packed line that cannot be read is named by its column`() throws {
    let taken = try Taken(
      OddExportTests.woo + ",line_item_1\n7,2026-01-02 10:00:00,processing,14.00,EUR,4.00,Ann,B,a@x.example,"
        + "name:Mug|quantity:many|total:8.00\n")
    // The order goes in on hold, the line is refused.
    let unread = try #require(taken.orders.first).unreadableLines
    #expect(unread.map(\.field) == ["line_item_1"])
    #expect(unread.map(\.code) == [.wrongRecord])
  }

  @Test func `Shopify's records without the interface's envelope are known by their own fields`() throws {
    let products = try Taken(
      #"[{"id":1,"title":"Mug","handle":"mug","vendor":"V","variants":[{"id":11,"sku":"M","price":"5.00"}]}]"#)
    #expect(products.products.map(\.externalId) == ["mug"])
    let orders = try Taken(
      #"[{"id":5,"name":"1001","order_number":1001,"currency":"EUR","total_price":"5.00","created_at":"#
        + #""2026-01-02T10:00:00Z","line_items":[{"id":1,"sku":"M","quantity":1,"price":"5.00"}]}]"#)
    #expect(orders.orders.map(\.total) == [500])
  }

  @Test(arguments: [
    "02.01.2026 10:00:00 MEZ", "2 Jan 2026 10:00:00 GMT", "Jan 2, 2026 10:00:00 AM PST", "2026-01-02T10:00:00Z",
    "2 janv. 2026 10:00:00 UTC+1", "2 gen 2026 10:00:00 CET", "2026/01/02 10:00:00 JST", "2026-01-02 10:00:00 -0700",
  ])
  func `Each marketplace's way to write a moment is read`(moment: String) throws {
    let order = try only(
      "order-id\torder-item-id\tpurchase-date\tpayments-date\tsku\tproduct-name\tquantity-purchased\tcurrency\t"
        + "item-price\tship-country\n305-1\t1\t\(moment)\t\tM\tMug\t1\tEUR\t10.00\tDE\n")
    #expect(order.placedAt?.iso8601.hasPrefix("2026-01-02T") == true, "\(moment)")
    #expect(order.total == 1000)
  }

  @Test(arguments: ["", "\n\n\n", "\u{feff}", "\u{feff}\r\n"])
  func `A file with nothing in it is of no format, and no fault of ours`(text: String) {
    let sample = Array(text.utf8).withUnsafeBufferPointer { Sample(bytes: $0) }
    #expect(Formats.find(sample) == nil)
  }

  @Test(arguments: ExportSample.all)
  func `An export of no records is known by its header, and has no rows`(sample: ExportSample) throws {
    let header = sample.table[0].map { $0.contains("\"") ? "x" : $0 }.joined(separator: "\t")
    for text in [header, header + "\r\n"] {
      let found = Array(text.utf8).withUnsafeBufferPointer { Formats.find(Sample(bytes: $0)) }
      #expect(found?.id == sample.format)
      #expect(try Taken(text, as: found).rows == 0)
    }
  }
}
