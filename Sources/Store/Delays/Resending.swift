internal import Domain

extension ActionTable {
  static let resendActions: [ActionDefinition] = [
    ActionDefinition(
      "resendParcel", on: "parcels", right: .editOrders, creates: false,
      help: "Makes a new order for what was in a parcel, paid by the shop: the customer owes nothing for it."
    ) { work, arguments in
      try Resending.resend(try arguments.subject(), "resendParcel", work)
    },
    ActionDefinition(
      "resendAlert", on: "alerts", right: .editOrders,
      help: "Makes a new order for what was in the parcel that a warning is about, paid by the shop."
    ) { work, arguments in
      try Resending.resend(Alert(work, arguments).parcel, "resendAlert", work)
    },
  ]
}

/// What was lost is sent again: an order of its own, so that stock, picking and papers go their usual ways.
enum Resending {
  /// Names the parcel in the journal's entry that made the order.
  static let field = "resendOf"

  static func resend(_ id: Int64, _ action: String, _ work: Work) throws -> Int64? {
    let parcel = try Parcel(work, id)
    guard parcel.shippedAt != nil else { throw ActionRefusal.claim(.notShipped(parcel: parcel.number)) }
    guard let order = try OrderTable.load(parcel.order, in: work.writer) else {
      throw ActionRefusal.noSuchRecord(kind: "orders", String(parcel.order))
    }
    let externalId = "\(order.externalId)/\(parcel.number)"
    if let known = try work.writer.first(
      """
      SELECT number FROM orders
      WHERE account_id = \(order.accountId) AND external_id = \(externalId) AND place_key IS NOT NULL
      """, { $0.text(0) })
    {
      throw ActionRefusal.claim(.resentAlready(parcel: parcel.number, order: known))
    }
    let made = try newOrder(for: order, parcel, externalId, work)
    var cutter = TermCutter()
    let cards = try OrderWords.cards(of: made, in: work.writer)
    try OrderTable.insert(
      made, OrderSources(newest: RevisionStamp(revisedAt: work.now, contentHash: 0)),
      words: OrderWords.words(made, cards: cards, cutter: &cutter), in: work)
    if let customer = made.customerId { try CustomerTable.countOrder(of: customer, by: 1, in: work.writer) }
    try work.append(
      action: action, kind: "orders", subject: made.id,
      changes: [
        FieldChange(field: "status", before: .null, after: .text(made.status.rawValue)),
        FieldChange(field: field, before: .null, after: .text(parcel.number)),
      ])
    return made.id
  }

  private static func newOrder(for order: Order, _ parcel: Parcel, _ externalId: String, _ work: Work) throws -> Order {
    let words = try work.writer.all(
      """
      SELECT v.sku, CAST(SUM(k.quantity) AS BIGINT), MAX(l.unit_price)
      FROM picks AS k
      JOIN order_lines AS l ON l.id = k.line_id
      JOIN variants AS v ON v.id = k.variant_id
      WHERE k.parcel_id = \(parcel.id)
      GROUP BY v.sku
      ORDER BY v.sku
      """
    ) { row in
      let price = Money(minorUnits: row.integer(2), currency: order.money.currency)
      return "\(row.text(0))*\(row.integer(1))@\(price.amount)"
    }
    let lines = try EnteredLines.lines(words, order.money.currency, account: order.accountId, in: work.writer)
    var made = Order(
      id: try Counter.next("orders", in: work.writer), accountId: order.accountId, externalId: externalId,
      number: "\(order.number)/\(parcel.number)", state: .draft, placedAt: work.now, customerId: order.customerId,
      shipToRevision: order.shipToRevision, billToRevision: order.billToRevision, country: order.country,
      money: OrderMoney(currency: order.money.currency), shippingService: order.shippingService)
    made = try Splitting.refusing { () throws(OrderRefusal) in try made.redrafted(lines, made.money) }
    made.state = .open
    made.money.taxIncluded = true
    // The goods keep their worth, which customs ask for; the shop pays it.
    made.money.discount = made.money.items
    made.payment = .paid
    made.paidAt = work.now
    try Exchanging.giveFreeNumber(to: &made, in: work.writer)
    return made
  }
}
