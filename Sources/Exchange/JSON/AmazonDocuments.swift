import Domain

/// Documents of Amazon's Selling Partner interfaces, bare or as `{"request": …, "response": …}` pairs.
enum AmazonDocuments {
  static let shape = JSONShape(
    lists: ["Orders", "orders", "items", "inventorySummaries", "responses"], singles: ["order"],
    wrappers: ["response", "payload"],
    beside: [
      "NextToken", "nextToken", "numberOfResults", "createdBefore", "lastUpdatedBefore", "CreatedBefore",
      "LastUpdatedBefore",
    ]
  )

  static func recognise(_ outline: JSONOutline) -> Int {
    if outline.hasAny(
      "AmazonOrderId", "Orders.AmazonOrderId", "orders.salesChannel", "order.salesChannel", "orders.orderItems",
      "order.orderItems", "inventorySummaries.sellerSku", "items.summaries", "items.asin",
      "responses.body.sellableQuantity")
    {
      return 95
    }
    if outline.has("summaries"), outline.hasAny("asin", "sku") { return 95 }
    if outline.hasAny("request.parameters") || outline.hasAny("NotificationType", "notificationType") { return 70 }
    if outline.hasAny("errors.code", "payload", "reportSpecification") { return 50 }
    return 0
  }

  static func items(_ record: JSONRecord, context: ReadingContext) -> [IntakeItem] {
    let (value, line) = (record.value, record.line)
    let map = { JSONMapping(value, line: line, context: context) }
    guard value.isObject else { return map().skipped(.notThisKind, record.key.isEmpty ? value.source : record.key) }
    if let error = value["errors"]?.elements.first {
      let said = map().first(error, "code", "message")
      return map().skipped(.notThisKind, "an error answer: " + said)
    }
    if record.key == "responses" { return StockJSON.amazonExternal(value, line: line, context: context) }
    if record.key == "inventorySummaries" { return StockJSON.amazonSummary(value, line: line, context: context) }
    if AmazonOrderJSON.fits(value) { return AmazonOrderJSON.items(value, line: line, context: context) }
    if AmazonOrder2026JSON.fits(value) { return AmazonOrder2026JSON.items(value, line: line, context: context) }
    if AmazonProductJSON.isListing(value) { return AmazonProductJSON.listing(value, line: line, context: context) }
    if AmazonProductJSON.isCatalogItem(value) {
      return AmazonProductJSON.catalogItem(value, line: line, context: context)
    }
    if record.key == "Orders" { return map().refused(.missingId, "AmazonOrderId") }
    let within = ["orders", "order", "items", "payload", "response", ""].contains(record.key) ? "" : record.key + ": "
    return map().skipped(.notThisKind, within + (value.firstKey == nil ? "an empty answer" : value.keyList))
  }
}
