import Domain

/// Orders of WooCommerce's REST interface (and tap-woocommerce's `orders`). Its amounts are without tax, always.
enum WooCommerceOrderJSON {
  static func fits(_ has: (String) -> Bool) -> Bool {
    has("line_items") && (has("date_created_gmt") || has("prices_include_tax") || has("order_key"))
      && !has("financial_status")
  }

  static func items(_ value: JSONValue, line: Int, context: ReadingContext) -> [IntakeItem] {
    let map = JSONMapping(value, line: line, context: context)
    let externalId = map.first(value, "number", "id")
    if externalId.isEmpty { return map.refused(.missingId, "number") }
    var order = IncomingOrder(
      externalId: externalId, line: line, raw: value.source, linesAreComplete: value["line_items"]?.isArray == true)
    order.currency = map.takeCurrency(value["currency"], "currency")
    order.placedAt = time("date_created", value, map)
    order.revisedAt = time("date_modified", value, map)
    order.paidAt = time("date_paid", value, map)
    readStatus(value, map, &order)
    readLines(value, map, &order)
    order.total = map.amount(value["total"], "total")
    order.discount = map.amount(value["discount_total"], "discount_total")
    order.shipping = map.amount(value["shipping_total"], "shipping_total")
    order.tax = map.amount(value["total_tax"], "total_tax")
    order.taxIncluded = false
    if order.linesAreComplete, order.unreadableLines.isEmpty {
      order.items = map.sum(order.lines.map { $0.amount ?? 0 }, "line_items.subtotal")
    }
    let service = (value["shipping_lines"]?.elements ?? []).lazy.map { map.text($0["method_title"]) }.first {
      !$0.isEmpty
    }
    order.shippingService = service
    readRefunds(value, map, &order)
    readPeople(value, map, &order)
    return map.items(order)
  }

  /// Refunds are listed with negative totals; the order's own status stays as it was.
  private static func readRefunds(_ value: JSONValue, _ map: JSONMapping, _ order: inout IncomingOrder) {
    let parts = (value["refunds"]?.elements ?? []).compactMap { map.amount($0["total"], "refunds.total") }
    guard let sum = map.sum(parts, "refunds"), sum != 0, order.payment == .paid else { return }
    order.payment = order.total.map { sum.magnitude >= $0.magnitude } == true ? .refunded : .partlyRefunded
  }

  /// The stamp in UTC where it is given, else in the shop's own zone.
  static func time(_ key: String, _ value: JSONValue, _ map: JSONMapping) -> Instant? {
    map.time(value[key + "_gmt"], key + "_gmt", zone: .utc) ?? map.time(value[key], key)
  }

  private static func readStatus(_ value: JSONValue, _ map: JSONMapping, _ order: inout IncomingOrder) {
    guard let word = value["status"]?.text else { return }
    switch word {
    case "on-hold":
      // As the CSV: the shop waits for a transfer or a cheque and has set the goods aside.
      (order.state, order.payment, order.fulfilment) = (.open, .unpaid, .unfulfilled)
      order.holds = [.awaitingPayment]
    case "pending": (order.state, order.payment, order.fulfilment) = (.open, .unpaid, .unfulfilled)
    case "failed": (order.state, order.payment, order.fulfilment) = (.open, .unpaid, .unfulfilled)
    case "processing": (order.state, order.payment, order.fulfilment) = (.open, .paid, .unfulfilled)
    case "completed":
      (order.state, order.payment, order.fulfilment) = (.closed, .paid, .shipped)
      order.shippedAt = time("date_completed", value, map)
    case "cancelled", "trash":
      order.state = .cancelled
      order.cancelledAt = order.revisedAt
    case "refunded": (order.state, order.payment) = (.closed, .refunded)
    case "checkout-draft", "auto-draft": order.state = .draft
    default: map.note(.unknownStatus, "status", word)
    }
  }

  private static func readLines(_ value: JSONValue, _ map: JSONMapping, _ order: inout IncomingOrder) {
    for (place, item) in (value["line_items"]?.elements ?? []).enumerated() {
      let field = "line_items[\(place)]"
      map.line(&order) { order in
        guard let quantity = map.requiredCount("quantity", of: item, field) else { return nil }
        let subtotal = map.amount(item["subtotal"], field + ".subtotal")
        let total = map.amount(item["total"], field + ".total")
        let variation = map.text(item["variation_id"])
        let shown = (item["meta_data"]?.elements ?? []).filter { !map.text($0["key"]).hasPrefix("_") }
        let written = shown.filter { Personalisation.isName(map.first($0, "display_key", "key")) }
        let options = shown.filter { !Personalisation.isName(map.first($0, "display_key", "key")) }
          .compactMap { $0["display_value"]?.text }.joined(separator: " / ")
        let personal = written.map {
          map.first($0, "display_key", "key") + ": " + map.first($0, "display_value", "value")
        }
        var line = IncomingLine(
          externalId: item["id"]?.text, sku: map.text(item["sku"]),
          listingId: variation.isEmpty || variation == "0" ? map.text(item["product_id"]) : variation,
          title: map.text(item["name"]), options: options, personal: personal.joined(separator: "\n"),
          quantity: quantity,
          amount: subtotal ?? total,
          tax: map.amount(item["total_tax"], field + ".total_tax") ?? 0
        )
        if let subtotal, let total { line.discount = max(0, subtotal.subtractingReportingOverflow(total).partialValue) }
        if order.fulfilment == .shipped { line.fulfilledQuantity = quantity }
        return line
      }
    }
  }

  private static func readPeople(_ value: JSONValue, _ map: JSONMapping, _ order: inout IncomingOrder) {
    // Nought is WooCommerce's word for a guest.
    let id = map.text(value["customer_id"])
    order.buyerId = id == "0" || id.isEmpty ? nil : id
    order.billTo = Card(value["billing"], .wooCommerce)
    order.shipTo = Card(value["shipping"], .wooCommerce)
    order.buyer = order.billTo.map { Card(name: $0.name, company: $0.company, email: $0.email, phone: $0.phone) }
    let note = map.text(value["customer_note"])
    order.message = note.isEmpty ? nil : note
  }
}
