public import Domain

/// Orders in the store: read whole, written whole, with everything that is derived from them in the same statement.
public enum OrderTable {
  /// nil where there is none of that id.
  public static func load(_ id: Int64, in reader: any Reader) throws -> Order? {
    guard
      var order = try reader.first(
        """
        SELECT id, version, account_id, external_id, number, state, payment, fulfilment, placed_at, paid_at, shipped_at,
          cancelled_at, ship_by, deliver_by, customer_id, ship_to, bill_to, message, country, currency, items, discount,
          shipping, tax, tax_included, other, service, tags, assignee, note, hold_mask, routes
        FROM orders
        WHERE id = \(id)
        """, { row in (Order(row: row), row.integer(30)) })
    else { return nil }
    order.0.lines = try personalised(lines(of: id, in: reader), of: order.0.customerId, in: reader)
    if order.1 != 0 { order.0.holds = try holds(of: id, in: reader) }
    return order.0
  }

  /// The order that a line is of; nil where there is no such line.
  public static func order(ofLine id: Int64, in reader: any Reader) throws -> Int64? {
    try reader.integer("SELECT order_id FROM order_lines WHERE id = \(id)")
  }

  /// Whether the record was withdrawn by undoing its import.
  static func isWithdrawn(_ id: Int64, in reader: any Reader) throws -> Bool {
    try reader.integer("SELECT COUNT(*) FROM orders WHERE id = \(id) AND place_key IS NULL") == 1
  }

  static func lines(of id: Int64, in reader: any Reader) throws -> [OrderLine] {
    try reader.all(
      """
      SELECT id, position, external_id, sku, listing_id, title, options, quantity, unit_price, amount, discount, tax,
        fulfilled_quantity, variant_id, personal, cancelled_quantity, source_order_id, source_position
      FROM order_lines
      WHERE order_id = \(id)
      ORDER BY position
      """
    ) { row in
      OrderLine(
        id: row.integer(0), position: Int(row.integer(1)), externalId: row.optionalText(2), sku: row.text(3),
        listingId: row.text(4), title: row.text(5), options: row.text(6), personalRevision: row.optionalInteger(14),
        quantity: row.integer(7),
        unitPrice: row.integer(8), amount: row.integer(9), discount: row.integer(10), tax: row.integer(11),
        fulfilledQuantity: row.integer(12), cancelledQuantity: row.integer(15), variantId: row.optionalInteger(13),
        source: row.optionalInteger(16).map { LineSource(orderId: $0, position: Int(row.integer(17))) })
    }
  }

  /// The lines with what their buyer asked for, read off the cards that hold it.
  private static func personalised(_ lines: [OrderLine], of customer: Int64?, in reader: any Reader) throws
    -> [OrderLine]
  {
    guard let customer, lines.contains(where: { $0.personalRevision != nil }) else { return lines }
    return try lines.map { line in
      var line = line
      line.personal =
        try PersonalTable.card(subject: customer, revision: line.personalRevision, in: reader)?.message ?? ""
      return line
    }
  }

  private static func holds(of id: Int64, in reader: any Reader) throws -> [Hold] {
    try reader.all(
      "SELECT reason, actor, placed_at, until, note FROM order_holds WHERE order_id = \(id) ORDER BY position"
    ) { row in
      HoldReason(rawValue: row.text(0)).map {
        Hold(
          reason: $0, actor: row.text(1), placedAt: row.instant(2), until: row.optionalInstant(3), note: row.text(4))
      }
    }.compactMap { $0 }
  }

  /// Seconds, then id: the order of a queue in one number. Ids stay below 2³⁰ (a thousand million orders).
  static func placeKey(_ order: Order) -> Int64 {
    order.placedAt.placeBound | order.id & (1 << 30 - 1)
  }

  static func holdMask(_ holds: [Hold]) -> Int64 {
    holds.reduce(0) { mask, hold in
      mask | (HoldReason.allCases.firstIndex(of: hold.reason).map { Int64(1) << Int64($0) } ?? 0)
    }
  }
}

extension Order {
  fileprivate init(row: any Columns) {
    self.init(
      id: row.integer(0), version: row.integer(1), accountId: row.integer(2), externalId: row.text(3),
      number: row.text(4), state: OrderState(rawValue: row.text(5)) ?? .open,
      payment: PaymentState(rawValue: row.text(6)) ?? .unpaid,
      fulfilment: FulfilmentState(rawValue: row.text(7)) ?? .unfulfilled, placedAt: row.instant(8),
      paidAt: row.optionalInstant(9), shippedAt: row.optionalInstant(10), cancelledAt: row.optionalInstant(11),
      shipBy: row.optionalInstant(12), deliverBy: row.optionalInstant(13), customerId: row.optionalInteger(14),
      shipToRevision: row.optionalInteger(15), billToRevision: row.optionalInteger(16),
      messageRevision: row.optionalInteger(17), country: row.optionalText(18),
      money: OrderMoney(
        currency: Currency(row.text(19)) ?? .none, items: row.integer(20), discount: row.integer(21),
        shipping: row.integer(22), tax: row.integer(23), taxIncluded: row.flag(24), other: row.integer(25)),
      shippingService: row.text(26), tags: row.text(27).split(separator: ",").map(String.init),
      assignee: row.optionalText(28), note: row.text(29),
      routes: row.optionalText(31).flatMap { Plain(json: $0)?.list }?.compactMap(RouteWish.init(plain:)) ?? [])
  }
}

extension Instant {
  /// The least place of what was placed in this second; place keys end where 33 bits of seconds do.
  var placeBound: Int64 { min(max(seconds, -(1 << 32)), 1 << 32) << 30 }
}
