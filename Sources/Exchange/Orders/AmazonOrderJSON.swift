import Domain

/// Orders of Amazon's Orders interface v0: lists, single orders, and the partial documents about one order (items,
/// address, buyer). Each says only what it holds; the store joins them by `AmazonOrderId`.
enum AmazonOrderJSON {
  /// Whether the object is about an order at all: shipments and invoices carry the same id.
  static func fits(_ value: JSONValue) -> Bool {
    guard value.has("AmazonOrderId"), !value.has("ShipmentId"), !value.has("AmazonShipmentId") else { return false }
    return ["OrderStatus", "PurchaseDate", "OrderItems", "ShippingAddress", "BuyerEmail", "BuyerInfo", "BuyerName"]
      .contains(where: value.has)
  }

  static func items(_ value: JSONValue, line: Int, context: ReadingContext) -> [IntakeItem] {
    let map = JSONMapping(value, line: line, context: context)
    let externalId = map.text(value["AmazonOrderId"])
    if externalId.isEmpty { return map.refused(.missingId, "AmazonOrderId") }
    var order = IncomingOrder(externalId: externalId, line: line, raw: value.source)
    order.currency =
      map.takeCurrency(value["OrderTotal", "CurrencyCode"], "OrderTotal.CurrencyCode")
      ?? lineCurrency(value, map)
    order.total = map.money(value["OrderTotal"], "OrderTotal", amount: "Amount", code: "CurrencyCode")
    readTimes(value, map, &order)
    readStates(value, map, &order)
    readLines(value, map, &order)
    readPeople(value, map, &order)
    return map.items(order)
  }

  private static func lineCurrency(_ value: JSONValue, _ map: JSONMapping) -> Currency? {
    for item in value["OrderItems"]?.elements ?? [] {
      if let found = map.takeCurrency(item["ItemPrice", "CurrencyCode"], "OrderItems.ItemPrice.CurrencyCode") {
        return found
      }
    }
    return nil
  }

  private static func readTimes(_ value: JSONValue, _ map: JSONMapping, _ order: inout IncomingOrder) {
    order.revisedAt = map.time(value["LastUpdateDate"], "LastUpdateDate")
    order.placedAt = map.time(value["PurchaseDate"], "PurchaseDate")
    order.shipBy = map.time(value["LatestShipDate"], "LatestShipDate")
    order.deliverBy = map.time(value["LatestDeliveryDate"], "LatestDeliveryDate")
    let service = map.first(value, "ShipServiceLevel", "ShipmentServiceLevelCategory")
    order.shippingService = service.isEmpty ? nil : service
  }

  private static func readStates(_ value: JSONValue, _ map: JSONMapping, _ order: inout IncomingOrder) {
    guard let word = value["OrderStatus"]?.text else { return }
    guard let states = states(word) else { return map.note(.unknownStatus, "OrderStatus", word) }
    (order.state, order.payment, order.fulfilment) = states
  }

  /// Amazon's one word on the three axes. What Amazon lets ship it has been paid for.
  static func states(_ word: String) -> (OrderState, PaymentState?, FulfilmentState?)? {
    switch word.lowercased().filter({ $0 != "_" }) {
    case "pendingavailability", "pending", "invoiceunconfirmed": (.open, .unpaid, .unfulfilled)
    case "unshipped": (.open, .paid, .unfulfilled)
    case "partiallyshipped": (.open, .paid, .partlyShipped)
    case "shipped": (.open, .paid, .shipped)
    case "canceled", "cancelled": (.cancelled, nil, nil)
    case "unfulfillable": (.open, nil, .unfulfilled)
    default: nil
    }
  }

  private static func readLines(_ value: JSONValue, _ map: JSONMapping, _ order: inout IncomingOrder) {
    guard let items = value["OrderItems"], items.isArray else { return }
    order.linesAreComplete = map.text(value["NextToken"]).isEmpty
    var shipping: [Int64] = []
    for (place, item) in items.elements.enumerated() {
      let field = "OrderItems[\(place)]"
      func money(_ key: String) -> Int64? {
        map.money(item[key], field + "." + key, amount: "Amount", code: "CurrencyCode")
      }
      map.line(&order) { _ in
        let quantity = map.count(item["QuantityOrdered"], field + ".QuantityOrdered") ?? 1
        if let price = money("ShippingPrice") { shipping.append(price) }
        return IncomingLine(
          externalId: item["OrderItemId"]?.text, sku: map.text(item["SellerSKU"]), listingId: map.text(item["ASIN"]),
          title: map.text(item["Title"]), quantity: quantity, amount: money("ItemPrice"),
          discount: money("PromotionDiscount") ?? 0, tax: money("ItemTax") ?? 0,
          fulfilledQuantity: map.count(item["QuantityShipped"], field + ".QuantityShipped") ?? 0
        )
      }
    }
    guard order.linesAreComplete else { return }
    order.items = map.sum(order.lines.compactMap(\.amount), "OrderItems.ItemPrice")
    order.discount = map.sum(order.lines.map(\.discount), "OrderItems.PromotionDiscount")
    order.tax = map.sum(order.lines.map(\.tax), "OrderItems.ItemTax")
    order.shipping = map.sum(shipping, "OrderItems.ShippingPrice")
    order.message = gifts(items.elements.map { map.first($0["BuyerInfo"] ?? $0, "GiftMessageText") })
  }

  private static func readPeople(_ value: JSONValue, _ map: JSONMapping, _ order: inout IncomingOrder) {
    order.shipTo = Card(value["ShippingAddress"], .amazonV0)
    let info = value["BuyerInfo"] ?? value
    let buyer = Card(
      name: map.first(info, "BuyerName"), company: map.text(info["BuyerTaxInfo", "CompanyLegalName"]),
      email: map.first(info, "BuyerEmail")
    )
    order.buyer = buyer.isEmpty ? nil : buyer
  }

  /// Gift messages as one text; nil where there is none.
  static func gifts(_ texts: [String]) -> String? {
    let said = texts.filter { !$0.isEmpty }
    return said.isEmpty ? nil : said.joined(separator: "\n")
  }
}
