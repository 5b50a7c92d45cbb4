import Domain

/// Orders as Shopify's GraphQL names their fields.
enum ShopifyBulkOrder {
  static func items(_ group: ShopifyBulkGroup, _ map: JSONMapping) -> [IntakeItem] {
    let node = group.node
    let name = map.text(node["name"])
    let externalId = name.hasPrefix("#") ? String(name.dropFirst()) : name
    if externalId.isEmpty { return map.refused(.missingId, "name") }
    let lines = group.children("LineItem", in: "lineItems")
    var order = IncomingOrder(
      externalId: externalId, line: group.line, rowCount: group.rowCount, raw: group.raw,
      linesAreComplete: !lines.isEmpty)
    order.currency =
      map.takeCurrency(node["currencyCode"], "currencyCode")
      ?? map.takeCurrency(node["totalPriceSet", "shopMoney"]?["currencyCode"], "totalPriceSet.shopMoney.currencyCode")
    order.placedAt = map.time(node["createdAt"], "createdAt")
    order.revisedAt = map.time(node["updatedAt"], "updatedAt")
    order.cancelledAt = map.time(node["cancelledAt"], "cancelledAt")
    if node.has("cancelledAt") || node.has("closedAt") {
      order.state = order.cancelledAt != nil ? .cancelled : map.text(node["closedAt"]).isEmpty ? .open : .closed
    }
    let paid = map.text(node["displayFinancialStatus"])
    order.payment = ShopifyOrderJSON.payment(paid)
    if order.payment == nil, !paid.isEmpty { map.note(.unknownStatus, "displayFinancialStatus", paid) }
    switch map.text(node["displayFulfillmentStatus"]) {
    case "": break
    case "UNFULFILLED", "OPEN", "SCHEDULED", "ON_HOLD", "PENDING_FULFILLMENT":
      order.fulfilment = .unfulfilled
    case "RESTOCKED": order.fulfilment = .returned
    case "IN_PROGRESS": order.fulfilment = .processing
    case "PARTIALLY_FULFILLED": order.fulfilment = .partlyShipped
    case "FULFILLED": order.fulfilment = .shipped
    case let other: map.note(.unknownStatus, "displayFulfillmentStatus", other)
    }
    order.total = money("totalPriceSet", node, map)
    order.discount = money("totalDiscountsSet", node, map)
    order.shipping = money("totalShippingPriceSet", node, map)
    order.tax = money("totalTaxSet", node, map)
    order.taxIncluded = node["taxesIncluded"]?.flag
    for item in lines {
      map.line(&order) { _ in
        guard let quantity = map.requiredCount("quantity", of: item, "lineItems") else { return nil }
        return IncomingLine(
          externalId: map.text(item["id"]).split(separator: "/").last.map(String.init), sku: map.text(item["sku"]),
          listingId: map.text(item["variant", "id"]).split(separator: "/").last.map(String.init) ?? "",
          title: map.first(item, "title", "name"), options: map.text(item["variantTitle"]),
          personal: JSONCards.properties(item["customAttributes"], "key", map), quantity: quantity,
          unitPrice: money("originalUnitPriceSet", item, map), discount: money("totalDiscountSet", item, map) ?? 0)
      }
    }
    order.shipTo = Card(node["shippingAddress"], .shopify)
    order.billTo = Card(node["billingAddress"], .shopify)
    let person = [map.text(node["customer", "firstName"]), map.text(node["customer", "lastName"])]
    var buyer = Card(
      name: map.first(node["customer"], "displayName").nilIfEmpty
        ?? person.filter { !$0.isEmpty }.joined(separator: " "), email: map.first(node, "email"),
      phone: map.text(node["phone"]))
    if buyer.email.isEmpty { buyer.email = map.text(node["customer", "email"]) }
    order.buyer = buyer.isEmpty ? nil : buyer
    order.buyerId = map.text(node["customer", "id"]).split(separator: "/").last.map(String.init)
    order.tags = tags(of: node) ?? order.tags
    let attributes = (node["customAttributes"]?.elements ?? []).map {
      map.text($0["key"]) + ": " + map.text($0["value"])
    }
    order.message = IncomingOrder.message([map.text(node["note"])] + attributes)
    return map.items(order)
  }

  /// A list, or one text with commas; nil where the node is silent.
  static func tags(of node: JSONValue) -> [String]? {
    guard let tags = node["tags"], !tags.isNull else { return nil }
    if tags.isArray { return Tags.cleaned(tags.elements.compactMap(\.text)) }
    return tags.text.map { Tags.cleaned($0.split(separator: ",").map(String.init)) }
  }

  private static func money(_ key: String, _ node: JSONValue, _ map: JSONMapping) -> Int64? {
    map.money(node[key, "shopMoney"], key, amount: "amount", code: "currencyCode")
  }
}
