import Domain

/// WooCommerce's, eBay's and whatever else comes as JSON: each record by what it looks like.
enum OtherDocuments {
  static let wooShape = JSONShape(
    lists: ["orders", "products"], singles: ["order", "product"], wrappers: ["data"],
    beside: ["count", "total", "page"])

  static func recogniseWoo(_ outline: JSONOutline) -> Int {
    if outline.hasAll("line_items", "billing"), outline.hasAny("date_created_gmt", "order_key", "prices_include_tax") {
      return 95
    }
    if outline.hasAll("regular_price", "stock_status", "name") { return 95 }
    if outline.hasAny("orders.order_key", "order.order_key", "products.regular_price", "product.regular_price") {
      return 90
    }
    return 0
  }

  static func woo(_ record: JSONRecord, context: ReadingContext) -> [IntakeItem] {
    let (value, line) = (record.value, record.line)
    if WooCommerceOrderJSON.fits(value.has) {
      return WooCommerceOrderJSON.items(value, line: line, context: context)
    }
    if WooCommerceProductJSON.fits(value.has) {
      return WooCommerceProductJSON.items(value, line: line, context: context)
    }
    return other(record, context: context)
  }

  static let ebayShape = JSONShape(
    lists: ["orders"], singles: ["order"], wrappers: [],
    beside: ["href", "total", "next", "prev", "limit", "offset", "warnings"])

  static func recogniseEbay(_ outline: JSONOutline) -> Int {
    outline.hasAny(
      "orders.orderFulfillmentStatus", "order.orderFulfillmentStatus", "orderFulfillmentStatus", "orders.legacyOrderId",
      "orders.pricingSummary") ? 95 : 0
  }

  static func ebay(_ record: JSONRecord, context: ReadingContext) -> [IntakeItem] {
    if EbayOrderJSON.fits(record.value.has) {
      return EbayOrderJSON.items(record.value, line: record.line, context: context)
    }
    return other(record, context: context)
  }

  /// JSON that no format takes in: each outermost value is named and passed over.
  static func other(_ record: JSONRecord, context: ReadingContext) -> [IntakeItem] {
    let value = record.value
    let found =
      !record.key.isEmpty ? record.key : value.isObject ? value.keyList : String(value.source.prefix(40))
    return [.skipped(RowIssue(line: record.line, code: .notThisKind, found: found))]
  }
}
