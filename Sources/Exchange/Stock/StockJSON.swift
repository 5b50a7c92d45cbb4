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
    let quantity = value["inventoryDetails", "fulfillableQuantity"] ?? value["totalQuantity"]
    guard let available = map.count(quantity, "totalQuantity") else {
      return map.refused(.missingValue, "totalQuantity")
    }
    return map.items(
      IncomingStock(
        sku: sku, itemId: map.first(value, "fnSku", "asin"), location: "FBA", available: available,
        revisedAt: map.time(value["lastUpdatedTime"], "lastUpdatedTime"), raw: value.source, line: line))
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
