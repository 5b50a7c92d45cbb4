import Domain

/// Orders of eBay's Fulfillment interface (`getOrders`, `getOrder`, tap-ebay's `orders`).
enum EbayOrderJSON {
  static func fits(_ has: (String) -> Bool) -> Bool {
    has("orderId") && has("lineItems") && (has("orderFulfillmentStatus") || has("pricingSummary"))
  }

  static func items(_ value: JSONValue, line: Int, context: ReadingContext) -> [IntakeItem] {
    let map = JSONMapping(value, line: line, context: context)
    let externalId = map.text(value["orderId"])
    if externalId.isEmpty { return map.refused(.missingId, "orderId") }
    var order = IncomingOrder(
      externalId: externalId, line: line, raw: value.source, linesAreComplete: value["lineItems"]?.isArray == true)
    let sums = value["pricingSummary"]
    order.currency = map.takeCurrency(sums?["total", "currency"], "pricingSummary.total.currency")
    order.placedAt = map.time(value["creationDate"], "creationDate")
    order.revisedAt = map.time(value["lastModifiedDate"], "lastModifiedDate")
    readStates(value, map, &order)
    readLines(value, map, &order)
    order.total = money(sums?["total"], "pricingSummary.total", map)
    order.items = money(sums?["priceSubtotal"], "pricingSummary.priceSubtotal", map)
    order.tax = money(sums?["tax"], "pricingSummary.tax", map)
    order.discount = money(sums?["priceDiscount"], "pricingSummary.priceDiscount", map).map { $0 == .min ? 0 : abs($0) }
    let shipping = [
      money(sums?["deliveryCost"], "pricingSummary.deliveryCost", map),
      money(sums?["deliveryDiscount"], "pricingSummary.deliveryDiscount", map),
    ].compactMap(\.self)
    order.shipping = shipping.isEmpty ? nil : map.sum(shipping, "pricingSummary.deliveryCost")
    readPeople(value, map, &order)
    return map.items(order)
  }

  private static func money(_ value: JSONValue?, _ field: String, _ map: JSONMapping) -> Int64? {
    map.money(value, field, amount: "value", code: "currency")
  }

  private static func readStates(_ value: JSONValue, _ map: JSONMapping, _ order: inout IncomingOrder) {
    switch map.text(value["orderFulfillmentStatus"]) {
    case "": break
    case "NOT_STARTED": order.fulfilment = .unfulfilled
    case "IN_PROGRESS": order.fulfilment = .partlyShipped
    case "FULFILLED": order.fulfilment = .shipped
    case let other: map.note(.unknownStatus, "orderFulfillmentStatus", other)
    }
    switch map.text(value["orderPaymentStatus"]) {
    case "": break
    case "PENDING", "FAILED": order.payment = .unpaid
    case "PAID": order.payment = .paid
    case "PARTIALLY_REFUNDED": order.payment = .partlyRefunded
    case "FULLY_REFUNDED": order.payment = .refunded
    case let other: map.note(.unknownStatus, "orderPaymentStatus", other)
    }
    let isCancelled = map.text(value["cancelStatus", "cancelState"]) == "CANCELED"
    order.state = isCancelled ? .cancelled : .open
    if isCancelled {
      order.cancelledAt = map.time(value["cancelStatus", "cancelledDate"], "cancelStatus.cancelledDate")
    }
    let paid = (value["paymentSummary", "payments"]?.elements ?? [])
      .compactMap { map.time($0["paymentDate"], "paymentSummary.payments.paymentDate") }
    order.paidAt = paid.min()
  }

  private static func readLines(_ value: JSONValue, _ map: JSONMapping, _ order: inout IncomingOrder) {
    for (place, item) in (value["lineItems"]?.elements ?? []).enumerated() {
      let field = "lineItems[\(place)]"
      map.line(&order) { order in
        guard let quantity = map.requiredCount("quantity", of: item, field) else { return nil }
        let cost = money(item["lineItemCost"], field + ".lineItemCost", map)
        let taxes = (item["taxes"]?.elements ?? []).compactMap { money($0["amount"], field + ".taxes.amount", map) }
        var line = IncomingLine(
          externalId: item["lineItemId"]?.text, sku: map.text(item["sku"]),
          listingId: map.first(item, "legacyVariationId", "legacyItemId"), title: map.text(item["title"]),
          options: (item["variationAspects"]?.elements ?? []).map { map.text($0["value"]) }.joined(separator: " / "),
          quantity: quantity, amount: cost, tax: map.sum(taxes, field + ".taxes") ?? 0
        )
        if let cost, let reduced = money(item["discountedLineItemCost"], field + ".discountedLineItemCost", map) {
          line.discount = max(0, cost.subtractingReportingOverflow(reduced).partialValue)
        }
        if map.text(item["lineItemFulfillmentStatus"]) == "FULFILLED" { line.fulfilledQuantity = quantity }
        let by = map.time(
          item["lineItemFulfillmentInstructions", "shipByDate"], field + ".lineItemFulfillmentInstructions.shipByDate")
        if let by { order.shipBy = min(order.shipBy ?? by, by) }
        return line
      }
    }
  }

  private static func readPeople(_ value: JSONValue, _ map: JSONMapping, _ order: inout IncomingOrder) {
    let instruction = value["fulfillmentStartInstructions"]?.elements.first
    order.deliverBy = map.time(
      instruction?["maxEstimatedDeliveryDate"], "fulfillmentStartInstructions.maxEstimatedDeliveryDate")
    order.shippingService = instruction?["shippingStep", "shippingServiceCode"]?.text
    order.shipTo = card(instruction?["shippingStep", "shipTo"], map)
    order.billTo = card(value["buyer", "buyerRegistrationAddress"], map)
    let username = map.text(value["buyer", "username"])
    order.buyerId = username.isEmpty ? nil : username
    let known = order.billTo ?? order.shipTo
    let buyer = Card(name: known?.name ?? username, email: known?.email ?? "", phone: known?.phone ?? "")
    order.buyer = buyer.isEmpty ? nil : buyer
    let message = map.text(value["buyerCheckoutNotes"])
    order.message = message.isEmpty ? nil : message
  }

  private static func card(_ value: JSONValue?, _ map: JSONMapping) -> Card? {
    guard let value, value.isObject else { return nil }
    var card = Card(value["contactAddress"], .ebay) ?? Card()
    card.name = map.text(value["fullName"])
    card.company = map.text(value["companyName"])
    card.email = map.text(value["email"])
    card.phone = map.text(value["primaryPhone", "phoneNumber"])
    return card.isEmpty ? nil : card
  }
}
