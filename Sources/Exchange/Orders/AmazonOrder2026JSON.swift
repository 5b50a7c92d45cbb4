import Domain

/// Orders of Amazon's Orders interface 2026-01-01 (`searchOrders`, `getOrder`): whole records with their items.
enum AmazonOrder2026JSON {
  static func fits(_ value: JSONValue) -> Bool {
    value.has("orderId") && value.has("createdTime") && (value.has("orderItems") || value.has("salesChannel"))
  }

  static func items(_ value: JSONValue, line: Int, context: ReadingContext) -> [IntakeItem] {
    let map = JSONMapping(value, line: line, context: context)
    let externalId = map.text(value["orderId"])
    if externalId.isEmpty { return map.refused(.missingId, "orderId") }
    var order = IncomingOrder(externalId: externalId, line: line, raw: value.source)
    let total = value["proceeds", "grandTotal"]
    order.currency =
      map.takeCurrency(total?["currencyCode"], "proceeds.grandTotal.currencyCode")
      ?? lineCurrency(value, map)
    order.total = money(total, "proceeds.grandTotal", map)
    readTimes(value, map, &order)
    readStates(value, map, &order)
    readLines(value, map, &order)
    readMoney(value, map, &order)
    readPeople(value, map, &order)
    return map.items(order)
  }

  private static func money(_ value: JSONValue?, _ field: String, _ map: JSONMapping) -> Int64? {
    map.money(value, field, amount: "amount", code: "currencyCode")
  }

  private static func lineCurrency(_ value: JSONValue, _ map: JSONMapping) -> Currency? {
    let prices = (value["orderItems"]?.elements ?? []).lazy.compactMap { $0["product", "price", "unitPrice"] }
    return map.takeCurrency(prices.first?["currencyCode"], "orderItems.product.price.unitPrice.currencyCode")
  }

  private static func readTimes(_ value: JSONValue, _ map: JSONMapping, _ order: inout IncomingOrder) {
    order.revisedAt = map.time(value["lastUpdatedTime"], "lastUpdatedTime")
    order.placedAt = map.time(value["createdTime"], "createdTime")
    let fulfilment = value["fulfillment"]
    order.shipBy = map.time(fulfilment?["shipByWindow", "latestDateTime"], "fulfillment.shipByWindow.latestDateTime")
    order.deliverBy = map.time(
      fulfilment?["deliverByWindow", "latestDateTime"], "fulfillment.deliverByWindow.latestDateTime")
    order.shippingService = fulfilment?["fulfillmentServiceLevel"]?.text
    let shipped = (value["packages"]?.elements ?? []).compactMap { map.time($0["shipTime"], "packages.shipTime") }
    order.shippedAt = shipped.min()
  }

  private static func readStates(_ value: JSONValue, _ map: JSONMapping, _ order: inout IncomingOrder) {
    guard let word = value["fulfillment", "fulfillmentStatus"]?.text else { return }
    guard let states = AmazonOrderJSON.states(word) else {
      return map.note(.unknownStatus, "fulfillment.fulfillmentStatus", word)
    }
    (order.state, order.payment, order.fulfilment) = states
    let packages = value["packages"]?.elements ?? []
    if order.fulfilment == .shipped, !packages.isEmpty,
      packages.allSatisfy({ map.text($0["packageStatus", "status"]) == "DELIVERED" })
    {
      order.fulfilment = .delivered
    }
  }

  private static func readLines(_ value: JSONValue, _ map: JSONMapping, _ order: inout IncomingOrder) {
    guard let items = value["orderItems"], items.isArray else { return }
    order.linesAreComplete = true
    for (place, item) in items.elements.enumerated() {
      let field = "orderItems[\(place)]"
      let parts = item["proceeds", "breakdowns"]
      let product = item["product"]
      map.line(&order) { _ in
        guard let quantity = map.requiredCount("quantityOrdered", of: item, field) else { return nil }
        return IncomingLine(
          externalId: item["orderItemId"]?.text, sku: map.text(product?["sellerSku"]),
          listingId: map.text(product?["asin"]), title: map.text(product?["title"]), quantity: quantity,
          unitPrice: money(product?["price", "unitPrice"], field + ".product.price.unitPrice", map),
          amount: part("ITEM", of: parts, field + ".proceeds.breakdowns", map),
          discount: part("DISCOUNT", of: parts, field + ".proceeds.breakdowns", map).map { $0 == .min ? 0 : abs($0) }
            ?? 0,
          tax: part("TAX", of: parts, field + ".proceeds.breakdowns", map) ?? 0,
          fulfilledQuantity: map.count(
            item["fulfillment", "quantityFulfilled"], field + ".fulfillment.quantityFulfilled")
            ?? 0
        )
      }
    }
    order.message = AmazonOrderJSON.gifts(
      items.elements.map { map.text($0["fulfillment", "packing"]?["giftOption", "giftMessage"]) })
  }

  /// The sum of one kind in a list of breakdowns; nil where it has none of it.
  private static func part(_ kind: String, of list: JSONValue?, _ field: String, _ map: JSONMapping) -> Int64? {
    let parts = (list?.elements ?? []).filter { map.text($0["type"]) == kind }
      .compactMap { money($0["subtotal"], field, map) }
    return parts.isEmpty ? nil : map.sum(parts, field)
  }

  private static func readMoney(_ value: JSONValue, _ map: JSONMapping, _ order: inout IncomingOrder) {
    var lists = [value["proceeds", "breakdowns"]]
    if lists[0] == nil || lists[0]?.elements.isEmpty == true {
      // An order that is not broken down itself is the sum of its items.
      lists = (value["orderItems"]?.elements ?? []).map { $0["proceeds", "breakdowns"] }
    }
    func total(_ kind: String) -> Int64? {
      let parts = lists.compactMap { part(kind, of: $0, "proceeds.breakdowns", map) }
      return parts.isEmpty ? nil : map.sum(parts, "proceeds.breakdowns")
    }
    order.items = total("ITEM")
    order.shipping = total("SHIPPING")
    order.tax = total("TAX")
    order.discount = total("DISCOUNT").map { $0 == .min ? 0 : abs($0) }
  }

  private static func readPeople(_ value: JSONValue, _ map: JSONMapping, _ order: inout IncomingOrder) {
    order.shipTo = Card(value["recipient", "deliveryAddress"], .amazon2026)
    let buyer = Card(
      name: map.text(value["buyer", "buyerName"]), company: map.text(value["buyer", "buyerCompanyName"]),
      email: map.text(value["buyer", "buyerEmail"])
    )
    order.buyer = buyer.isEmpty ? nil : buyer
    if let registration = value["tax", "taxRegistrations"]?.elements.first(where: {
      map.text($0["entityType"]) == "BUYER"
    }) {
      var bill = Card(registration["taxRegistrationAddress"], .amazon2026) ?? Card()
      if bill.company.isEmpty { bill.company = map.text(registration["legalName"]) }
      bill.taxId = map.text(registration["taxRegistrationNumber"])
      order.billTo = bill.isEmpty ? nil : bill
    }
  }
}
