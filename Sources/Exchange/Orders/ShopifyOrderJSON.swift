import Domain

/// Orders of Shopify's Admin REST interface (`orders.json`, `order.json`, webhooks, tap-shopify's `orders`).
///
/// The external id is the order's name without `#`, because the CSV export knows no other; the id stays in `raw`.
enum ShopifyOrderJSON {
  static func items(_ value: JSONValue, line: Int, context: ReadingContext) -> [IntakeItem] {
    let map = JSONMapping(value, line: line, context: context)
    guard let externalId = externalId(value) else { return map.refused(.missingId, "name") }
    var order = IncomingOrder(
      externalId: externalId, line: line, raw: value.source, linesAreComplete: value["line_items"]?.isArray == true)
    order.currency = map.takeCurrency(value["currency"], "currency")
    readTimes(value, map, &order)
    readStates(value, map, &order)
    readLines(value, map, &order)
    readMoney(value, map, &order)
    readPeople(value, map, &order)
    if value["test"]?.flag == true {
      map.note(.unknownStatus, "test", "test order")
      order.tags = Tags.cleaned((order.tags ?? []) + ["test"])
    }
    return map.items(order)
  }

  private static func externalId(_ value: JSONValue) -> String? {
    for key in ["name", "order_number", "id"] {
      guard let text = value[key]?.text else { continue }
      let bare = text.hasPrefix("#") ? String(text.dropFirst()) : text
      if !bare.isEmpty { return bare }
    }
    return nil
  }

  private static func readTimes(_ value: JSONValue, _ map: JSONMapping, _ order: inout IncomingOrder) {
    order.revisedAt = map.time(value["updated_at"], "updated_at")
    order.placedAt = map.time(value["created_at"], "created_at")
    order.cancelledAt = map.time(value["cancelled_at"], "cancelled_at")
    // The first shipment is when the goods left; a failed or cancelled one never did.
    let shipped = (value["fulfillments"]?.elements ?? []).filter { map.text($0["status"]) == "success" }
    order.shippedAt = shipped.compactMap { map.time($0["created_at"], "fulfillments.created_at") }.min()
  }

  private static func readStates(_ value: JSONValue, _ map: JSONMapping, _ order: inout IncomingOrder) {
    if value.has("cancelled_at") || value.has("closed_at") {
      let isClosed = value["closed_at"].map { !$0.isNull } ?? false
      order.state = order.cancelledAt != nil ? .cancelled : isClosed ? .closed : .open
    }
    order.payment = payment(map.text(value["financial_status"]))
    if order.payment == nil, let text = value["financial_status"]?.text {
      map.note(.unknownStatus, "financial_status", text)
    }
    guard let status = value["fulfillment_status"] else { return }
    switch map.text(status) {
    case "", "unfulfilled": order.fulfilment = .unfulfilled
    case "restocked": order.fulfilment = .returned
    case "partial": order.fulfilment = .partlyShipped
    case "fulfilled": order.fulfilment = .shipped
    case let other: map.note(.unknownStatus, "fulfillment_status", other)
    }
  }

  static func payment(_ word: String) -> PaymentState? {
    switch word.lowercased() {
    case "pending", "unpaid": .unpaid
    case "authorized": .authorised
    case "partially_paid": .partlyPaid
    case "paid": .paid
    case "partially_refunded": .partlyRefunded
    case "refunded": .refunded
    case "voided", "expired": .voided
    default: nil
    }
  }

  private static func readLines(_ value: JSONValue, _ map: JSONMapping, _ order: inout IncomingOrder) {
    if let items = value["line_items"], !items.isArray, !items.isNull {
      order.unreadableLines.append(
        RowIssue(line: items.line, field: "line_items", code: .wrongRecord, found: "a list of lines was expected"))
    }
    for (place, item) in (value["line_items"]?.elements ?? []).enumerated() {
      let field = "line_items[\(place)]"
      map.line(&order) { _ in
        guard let quantity = map.requiredCount("quantity", of: item, field) else { return nil }
        var line = IncomingLine(
          externalId: item["id"]?.text, sku: map.text(item["sku"]), listingId: map.text(item["variant_id"]),
          title: map.first(item, "title", "name"), options: map.text(item["variant_title"]),
          personal: JSONCards.properties(item["properties"], "name", map), quantity: quantity,
          unitPrice: map.amount(item["price"], field + ".price")
        )
        let shares = (item["discount_allocations"]?.elements ?? []).compactMap {
          map.amount($0["amount"], field + ".discount_allocations.amount")
        }
        line.discount =
          shares.isEmpty
          ? map.amount(item["total_discount"], field + ".total_discount") ?? 0
          : map.sum(shares, field + ".discount_allocations") ?? 0
        let taxes = (item["tax_lines"]?.elements ?? []).compactMap {
          map.amount($0["price"], field + ".tax_lines.price")
        }
        line.tax = map.sum(taxes, field + ".tax_lines") ?? 0
        switch map.text(item["fulfillment_status"]) {
        case "fulfilled": line.fulfilledQuantity = quantity
        case "partial":
          let left = map.count(item["fulfillable_quantity"], field + ".fulfillable_quantity") ?? quantity
          line.fulfilledQuantity = max(0, quantity.subtractingReportingOverflow(left).partialValue)
        default: break
        }
        return line
      }
    }
  }

  private static func readMoney(_ value: JSONValue, _ map: JSONMapping, _ order: inout IncomingOrder) {
    order.total = map.amount(value["total_price"], "total_price")
    order.discount = map.amount(value["total_discounts"], "total_discounts")
    order.tax = map.amount(value["total_tax"], "total_tax")
    order.taxIncluded = value["taxes_included"]?.flag
    order.items = map.amount(value["total_line_items_price"], "total_line_items_price")
    if let lines = value["shipping_lines"], lines.isArray {
      let prices = lines.elements.compactMap { map.amount($0["price"], "shipping_lines.price") }
      order.shipping = map.sum(prices, "shipping_lines")
      let service = lines.elements.lazy.map { map.first($0, "title", "code") }.first { !$0.isEmpty }
      order.shippingService = service
    }
  }

  private static func readPeople(_ value: JSONValue, _ map: JSONMapping, _ order: inout IncomingOrder) {
    let customer = value["customer"]
    order.buyerId = customer?["id"]?.text
    order.shipTo = Card(value["shipping_address"], .shopify)
    order.billTo = Card(value["billing_address"], .shopify)
    var buyer = Card(customer, AddressKeys(name: [], lines: [], region: [], postcode: [], countryCode: [])) ?? Card()
    let email = map.first(value, "email", "contact_email")
    if !email.isEmpty { buyer.email = email }
    let phone = map.text(value["phone"])
    if !phone.isEmpty { buyer.phone = phone }
    if buyer.name.isEmpty { buyer.name = order.billTo?.name ?? "" }
    order.buyer = buyer.isEmpty ? nil : buyer
    // The cart's attributes come from the buyer, the note may be either's: whose it is nobody can tell, so it is
    // masked and erased like the buyer's own.
    let attributes = (value["note_attributes"]?.elements ?? []).map {
      map.text($0["name"]) + ": " + map.text($0["value"])
    }
    order.message = IncomingOrder.message([map.text(value["note"])] + attributes)
    if let tags = value["tags"] {
      let words =
        tags.isArray ? tags.elements.compactMap(\.text) : map.text(tags).split(separator: ",").map(String.init)
      order.tags = Tags.cleaned(words)
    }
  }
}
