import Domain

/// Quantities on hand: Shopify's inventory levels, Amazon's FBA summaries and external-fulfilment inventory.
enum StockJSON {
  static func shopifyLevel(_ value: JSONValue, line: Int, context: ReadingContext) -> [IntakeItem] {
    let map = JSONMapping(value, line: line, context: context)
    let item = map.text(value["inventory_item_id"])
    if item.isEmpty { return map.refused(.missingId, "inventory_item_id") }
    guard let available = map.count(value["available"], "available") else {
      return map.refused(.missingValue, "available", map.text(value["available"]))
    }
    return map.items(
      IncomingStock(
        sku: map.text(value["sku"]), itemId: item, location: map.text(value["location_id"]), available: available,
        revisedAt: map.time(value["updated_at"], "updated_at"), raw: value.source, line: line))
  }

  /// A variant on its own (`variants.json`): what is left of it over all places.
  static func shopifyVariant(_ value: JSONValue, line: Int, context: ReadingContext) -> [IntakeItem] {
    let map = JSONMapping(value, line: line, context: context)
    let item = map.first(value, "inventory_item_id", "id")
    if item.isEmpty { return map.refused(.missingId, "id") }
    if value["inventory_management"]?.isNull == true {
      return map.skipped(.notThisKind, "a variant that is not counted")
    }
    guard let available = map.count(value["inventory_quantity"], "inventory_quantity") else {
      return map.refused(.missingValue, "inventory_quantity", map.text(value["inventory_quantity"]))
    }
    return map.items(
      IncomingStock(
        sku: map.text(value["sku"]), itemId: item, location: "", available: available,
        revisedAt: map.time(value["updated_at"], "updated_at"), raw: value.source, line: line))
  }

  /// An entry of `inventorySummaries` of the FBA inventory interface.
  static func amazonSummary(_ value: JSONValue, line: Int, context: ReadingContext) -> [IntakeItem] {
    let map = JSONMapping(value, line: line, context: context)
    let sku = map.text(value["sellerSku"])
    if sku.isEmpty { return map.refused(.missingId, "sellerSku") }
    let details = value["inventoryDetails"]
    let fulfillable = details?["fulfillableQuantity"]
    let quantity = fulfillable ?? value["totalQuantity"]
    let field = fulfillable == nil ? "totalQuantity" : "inventoryDetails.fulfillableQuantity"
    guard let available = map.count(quantity, field) else {
      // What is there and is no number has been noted by the reading of it.
      return map.faults.first.map { [.refused($0, raw: value.source)] } ?? map.refused(.missingValue, field)
    }
    // A shop may have sold more than it has; a fulfilment centre cannot hold less than nothing.
    if available < 0 { return map.refused(.badCount, field, String(available)) }
    var stock = IncomingStock(
      sku: sku, itemId: map.first(value, "fnSku", "asin"), location: "FBA", available: available,
      revisedAt: map.time(value["lastUpdatedTime"], "lastUpdatedTime"), raw: value.source, line: line)
    // What is broken lies under the same FNSKU: a summary of another condition is another report.
    let condition = map.text(value["condition"])
    if !condition.isEmpty, condition != "NewItem" { stock.location = "FBA " + condition }
    stock.buckets = buckets(details, map)
    if stock.buckets.isEmpty { stock.buckets[.fulfillable] = available }
    return map.items(stock)
  }

  /// Where the units lie, of a summary with details.
  private static func buckets(_ details: JSONValue?, _ map: JSONMapping) -> [StockBucket: Int64] {
    let ways: [(StockBucket, [String])] = [
      (.fulfillable, ["fulfillableQuantity"]), (.inboundWorking, ["inboundWorkingQuantity"]),
      (.inboundShipped, ["inboundShippedQuantity"]), (.inboundReceiving, ["inboundReceivingQuantity"]),
      (.pendingCustomerOrder, ["reservedQuantity", "pendingCustomerOrderQuantity"]),
      (.pendingTransshipment, ["reservedQuantity", "pendingTransshipmentQuantity"]),
      (.fcProcessing, ["reservedQuantity", "fcProcessingQuantity"]),
      (.unfulfillable, ["unfulfillableQuantity", "totalUnfulfillableQuantity"]),
      (.researching, ["researchingQuantity", "totalResearchingQuantity"]),
      (.futureSupply, ["futureSupplyQuantity", "futureSupplyBuyableQuantity"]),
    ]
    var buckets: [StockBucket: Int64] = [:]
    for (bucket, way) in ways {
      let value = way.reduce(details) { $0?[$1] }
      let field = "inventoryDetails." + way.joined(separator: ".")
      guard let units = map.count(value, field) else { continue }
      if units < 0 { map.note(.badCount, field, String(units)) } else { buckets[bucket] = units }
    }
    return buckets
  }

  /// An entry of `responses` of Amazon's external-fulfilment inventory interface.
  static func amazonExternal(_ value: JSONValue, line: Int, context: ReadingContext) -> [IntakeItem] {
    let map = JSONMapping(value, line: line, context: context)
    guard let body = value["body"] else { return map.skipped(.notThisKind, "responses") }
    guard let quantity = body["sellableQuantity"] else {
      let why =
        body["actionableErrors"]?.elements.first?["errorType"]?.text ?? map.text(value["status", "reasonPhrase"])
      return map.refused(.wrongRecord, "responses.body", why)
    }
    let sku = map.text(body["skuId"])
    if sku.isEmpty { return map.refused(.missingId, "responses.body.skuId") }
    guard let available = map.count(quantity, "responses.body.sellableQuantity") else {
      return map.refused(.missingValue, "responses.body.sellableQuantity")
    }
    return map.items(
      IncomingStock(
        sku: sku, itemId: "", location: map.text(body["locationId"]), available: available, raw: value.source,
        line: line))
  }
}
