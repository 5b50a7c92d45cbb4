import Domain

/// Orders of shops without a mapper of their own (BigCommerce, Magento and their like), by the common names of fields.
enum GeneralOrderJSON {
  static let idKeys = [
    "order_number", "orderNumber", "increment_id", "number", "order_id", "orderId", "reference", "id",
  ]
  static let totalKeys = [
    "total_inc_tax", "grand_total", "total_price", "order_total", "totalPrice", "total_amount", "total", "amount",
  ]
  static let lineKeys = ["line_items", "lineItems", "order_items", "orderItems", "items", "lines", "products"]

  static func fits(_ has: (String) -> Bool) -> Bool {
    idKeys.contains(where: has) && (totalKeys.contains(where: has) || lineKeys.contains(where: has))
  }

  static func items(_ value: JSONValue, line: Int, context: ReadingContext) -> [IntakeItem] {
    let map = JSONMapping(value, line: line, context: context)
    guard let externalId = first(value, idKeys)?.value.text else { return map.refused(.missingId, "id") }
    let lines = first(value, lineKeys) { $0.isArray }
    var order = IncomingOrder(
      externalId: externalId.hasPrefix("#") && externalId.utf8.count > 1 ? String(externalId.dropFirst()) : externalId,
      line: line, raw: value.source, linesAreComplete: lines != nil)
    let code = first(value, ["currency", "currency_code", "currencyCode", "order_currency_code", "order_currency"])
    order.currency = map.takeCurrency(code?.value, code?.key ?? "currency")
    order.placedAt = time(
      ["created_at", "date_created", "createdAt", "order_date", "purchase_date", "created"], value, map)
    order.revisedAt = time(
      ["updated_at", "date_modified", "updatedAt", "modified_at", "last_modified", "modified", "date_updated"], value,
      map)
    order.paidAt = time(["paid_at", "date_paid", "paidAt", "payment_date"], value, map)
    order.shippedAt = time(["shipped_at", "date_shipped", "shippedAt", "ship_date"], value, map)
    order.cancelledAt = time(["cancelled_at", "canceled_at", "cancelledAt"], value, map)
    order.total = amount(totalKeys, value, map)
    order.items = amount(["subtotal_ex_tax", "subtotal", "subtotal_price", "items_total"], value, map)
    order.shipping = amount(
      ["shipping_cost_ex_tax", "shipping_amount", "shipping_total", "shipping_cost", "total_shipping"], value, map)
    order.tax = amount(["total_tax", "tax_amount", "tax_total", "totalTax"], value, map)
    order.discount = amount(["discount_amount", "discount_total", "total_discounts", "coupon_discount"], value, map)
      .map { $0 == .min ? 0 : abs($0) }
    readStatus(value, map, &order)
    for (place, item) in (lines?.value.elements ?? []).enumerated() where item.isObject {
      map.line(&order) { _ in self.line(item, "\(lines?.key ?? "items")[\(place)]", map) }
    }
    if order.total == nil, order.lines.contains(where: { $0.quantity != 0 }),
      order.lines.allSatisfy({ $0.unitPrice == nil && $0.amount == nil })
    {
      // Sums by names that nobody here knows are no free goods: somebody has to look.
      order.unreadableLines.append(RowIssue(line: line, field: "total", code: .missingValue))
    }
    readPeople(value, map, &order)
    return map.items(order)
  }

  private static func first(
    _ value: JSONValue, _ keys: [String], where fits: (JSONValue) -> Bool = { !($0.text ?? "").isEmpty }
  ) -> (key: String, value: JSONValue)? {
    for key in keys {
      if let found = value[key], fits(found) { return (key, found) }
    }
    return nil
  }

  static func time(_ keys: [String], _ value: JSONValue, _ map: JSONMapping) -> Instant? {
    first(value, keys).flatMap { map.time($0.value, $0.key) }
  }

  static func amount(_ keys: [String], _ value: JSONValue, _ map: JSONMapping, in field: String = "") -> Int64? {
    first(value, keys).flatMap { map.amount($0.value, field + $0.key) }
  }

  private static func readStatus(_ value: JSONValue, _ map: JSONMapping, _ order: inout IncomingOrder) {
    guard let word = first(value, ["status", "state", "order_status"])?.value.text else { return }
    switch word.lowercased() {
    case "pending", "awaiting payment", "awaiting_payment", "pending_payment", "unpaid", "new", "incomplete":
      (order.state, order.payment, order.fulfilment) = (.open, .unpaid, .unfulfilled)
    case "awaiting fulfillment", "awaiting shipment", "awaiting pickup", "processing", "paid", "open", "confirmed":
      (order.state, order.fulfilment) = (.open, .unfulfilled)
      if !["open", "confirmed"].contains(word.lowercased()) { order.payment = .paid }
    case "shipped", "fulfilled": (order.state, order.payment, order.fulfilment) = (.open, .paid, .shipped)
    case "partially shipped": (order.state, order.payment, order.fulfilment) = (.open, .paid, .partlyShipped)
    case "delivered": (order.state, order.payment, order.fulfilment) = (.open, .paid, .delivered)
    case "completed", "complete", "closed": (order.state, order.payment, order.fulfilment) = (.closed, .paid, .shipped)
    case "cancelled", "canceled", "declined": order.state = .cancelled
    case "refunded": (order.state, order.payment) = (.closed, .refunded)
    case "partially refunded": order.payment = .partlyRefunded
    default: map.note(.unknownStatus, "status", word)
    }
  }

  private static func line(_ item: JSONValue, _ field: String, _ map: JSONMapping) -> IncomingLine? {
    let quantity = first(item, ["quantity", "qty", "qty_ordered", "quantity_ordered"])
    return IncomingLine(
      externalId: map.first(item, "id", "line_item_id", "item_id").nilIfEmpty,
      sku: map.first(item, "sku", "SKU", "seller_sku"), listingId: map.first(item, "variant_id", "product_id"),
      title: map.first(item, "title", "name", "product_name"), options: map.first(item, "variant_title", "options"),
      quantity: quantity.flatMap { map.count($0.value, field + "." + $0.key) } ?? 1,
      unitPrice: amount(["price_ex_tax", "unit_price", "price", "base_price"], item, map, in: field + "."),
      amount: amount(["total_ex_tax", "row_total", "line_total", "subtotal"], item, map, in: field + "."),
      discount: amount(["discount_amount", "discount"], item, map, in: field + ".").map { $0 == .min ? 0 : abs($0) }
        ?? 0,
      tax: amount(["total_tax", "tax_amount", "tax"], item, map, in: field + ".") ?? 0
    )
  }

  private static func readPeople(_ value: JSONValue, _ map: JSONMapping, _ order: inout IncomingOrder) {
    order.shipTo = Card(
      first(value, ["shipping_address", "shippingAddress", "ship_to", "delivery_address"]) { $0.isObject }?.value,
      .general)
    order.billTo = Card(
      first(value, ["billing_address", "billingAddress", "bill_to", "invoice_address"]) { $0.isObject }?.value, .general
    )
    let id = map.first(value, "customer_id", "customerId", "buyer_id")
    order.buyerId = id == "0" ? nil : id.nilIfEmpty
    var buyer = Card(value["customer"], .general) ?? Card()
    if buyer.name.isEmpty { buyer.name = map.first(value, "customer_name", "buyer_name") }
    if buyer.name.isEmpty { buyer.name = order.billTo?.name ?? "" }
    if buyer.email.isEmpty { buyer.email = map.first(value, "email", "customer_email", "buyer_email") }
    if buyer.email.isEmpty { buyer.email = order.billTo?.email ?? "" }
    order.buyer = buyer.isEmpty ? nil : buyer
    // A note that says nothing of its writer may be the buyer's.
    order.message = map.first(value, "customer_message", "customer_note", "buyer_note", "note", "notes").nilIfEmpty
    order.note = map.first(value, "staff_notes").nilIfEmpty
  }
}

extension String {
  /// nil in place of an empty text.
  var nilIfEmpty: String? { isEmpty ? nil : self }
}
