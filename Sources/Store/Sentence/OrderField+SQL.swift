internal import Domain

extension SentenceSQL {
  static let holdWords = HoldReason.allCases.map(\.rawValue)

  /// Of `orders AS o`.
  func shape(of field: OrderField) throws -> FieldShape {
    switch field {
    case .number: .key("o.number_key")
    case .channel: .among("o.account_id", accountValues)
    case .externalId: .key(externalKey)
    case .status: .choice("o.status")
    case .payment: .choice("o.payment")
    case .fulfilment: .choice("o.fulfilment")
    case .state: .choice("o.state")
    case .holds: .mask("o.hold_mask", words: SentenceSQL.holdWords)
    case .placedAt, .age: .instant("o.placed_at")
    case .shipBy: .instant("o.ship_by")
    case .late: .flag(isLate)
    case .assignee: .among("o.assignee", try assignees())
    case .customer: .text(card("name"))
    case .email: .text(eitherCard("email"))
    case .phone: .text(eitherCard("phone"))
    case .city: .text(card("city"))
    case .postcode: .text(card("postcode"))
    case .message: .text(SparseText.messageText)
    case .country: .capitals("o.country")
    case .currency: .capitals("o.currency")
    case .total: .money("o.total", currency: "o.currency")
    case .items: .money("o.items", currency: "o.currency")
    case .discount: .money("o.discount", currency: "o.currency")
    case .shipping: .money("o.shipping", currency: "o.currency")
    case .tax: .money("o.tax", currency: "o.currency")
    case .tags: try tagShape()
    case .paidAt: .instant("o.paid_at")
    case .shippedAt: .instant("o.shipped_at")
    case .deliverBy: .instant("o.deliver_by")
    case .note: .text("o.note")
    case .service: .text("o.service")
    case .quantity: .number("o.quantity")
    case .lineCount: .number("o.line_count")
    case .sku:
      .keys(
        holds: { "EXISTS (SELECT 1 FROM order_lines AS s WHERE s.order_id = o.id AND \($0))" }, key: "s.sku_key")
    case .title: .texts(present: "EXISTS (SELECT 1 FROM order_lines AS s WHERE s.order_id = o.id AND s.title <> '')")
    case .updatedAt: .instant("o.updated_at")
    case .unmapped: .flag("(o.unmapped <> 0)")
    case .customerNumber: .capitals(customerNumber)
    case .id: .number("o.id")
    case .batch: try batchShape()
    case .result: .text(newestResult)
    }
  }

  func column(of field: OrderField) throws -> FieldColumn {
    switch field {
    case .number: .text("o.number")
    case .channel: .among("o.account_id", accountCodes)
    case .externalId: .text("o.external_id")
    case .status: .text("o.status")
    case .payment: .text("o.payment")
    case .fulfilment: .text("o.fulfilment")
    case .state: .text("o.state")
    case .holds: .mask("o.hold_mask", words: SentenceSQL.holdWords)
    case .placedAt, .age: .instant("o.placed_at")
    case .shipBy: .instant("o.ship_by")
    case .late: .flag(isLate)
    case .assignee: .text("o.assignee")
    case .customer: .text(card("name"))
    case .email: .text(eitherCard("email"))
    case .phone: .text(eitherCard("phone"))
    case .city: .text(card("city"))
    case .postcode: .text(card("postcode"))
    case .message: .text(SparseText.messageText)
    case .country: .text("o.country")
    case .currency: .text("o.currency")
    case .total: .money("o.total", "o.currency")
    case .items: .money("o.items", "o.currency")
    case .discount: .money("o.discount", "o.currency")
    case .shipping: .money("o.shipping", "o.currency")
    case .tax: .money("o.tax", "o.currency")
    case .tags: .texts("o.tags", separator: ",")
    case .paidAt: .instant("o.paid_at")
    case .shippedAt: .instant("o.shipped_at")
    case .deliverBy: .instant("o.deliver_by")
    case .note: .text("o.note")
    case .service: .text("o.service")
    case .quantity: .number("o.quantity")
    case .lineCount: .number("o.line_count")
    case .sku: .texts(joinedLines("s.sku"), separator: "\u{1F}")
    case .title: .texts(joinedLines("s.title"), separator: "\u{1F}")
    case .updatedAt: .instant("o.updated_at")
    case .unmapped: .flag("(o.unmapped <> 0)")
    case .customerNumber: .text(customerNumber)
    case .id: .number("o.id")
    case .batch: .texts(batchLabels, separator: ",")
    case .result: .text(newestResult)
    }
  }

  private var customerNumber: SQL { "(SELECT number FROM customers WHERE id = o.customer_id)" }

  private var isLate: SQL { "(o.open_ship_by IS NOT NULL AND o.open_ship_by < \(now))" }

  /// The number is the account's code, a dash and the external id, and so is its key: what follows the dash is the
  /// folded external id.
  private var externalKey: SQL {
    guard !accounts.isEmpty else { return "o.number_key" }
    var cases: SQL = "substr(o.number_key, CAST(CASE o.account_id"
    for account in accounts {
      cases += " WHEN \(account.id) THEN \(FoldedText.fold(account.code).unicodeScalars.count + 2)"
    }
    return cases + " END AS INTEGER))"
  }

  /// The folded name that a view is sorted by; nil for other fields. Empty or NULL: there is no name.
  func nameKey(_ field: Field) -> SQL? {
    switch field {
    case .order(.customer): card("name_key")
    case .customer(.name): "(SELECT name_key FROM personal WHERE subject = c.id AND revision = c.revision)"
    default: nil
    }
  }

  /// The field's value where a driver has the shown card at hand, as `p`; nil for what is not on that card.
  func cardColumn(_ field: Field) -> FieldColumn? {
    func either(_ column: StaticString) -> SQL {
      """
      COALESCE(NULLIF(p.\(name: column), ''), \
      (SELECT \(name: column) FROM personal WHERE subject = o.customer_id AND revision = o.bill_to))
      """
    }
    return switch field {
    case .order(.city): .text("p.city")
    case .order(.postcode): .text("p.postcode")
    case .order(.email): .text(either("email"))
    case .order(.phone): .text(either("phone"))
    case .customer(.email): .text("p.email")
    case .customer(.phone): .text("p.phone")
    default: nil
    }
  }

  /// The column of a card that the field's text stands in, on the shown card or, where that has none, on the bill's.
  func cardText(_ field: Field) -> (column: SQL, mayStandOnBill: Bool)? {
    switch field {
    case .order(.city): ("p.city", false)
    case .order(.postcode): ("p.postcode", false)
    case .order(.email): ("p.email", true)
    case .order(.phone): ("p.phone", true)
    case .customer(.email): ("p.email", false)
    case .customer(.phone): ("p.phone", false)
    default: nil
    }
  }

  /// A value of the card that an order goes to: address, else bill, else what is newest of the buyer.
  private func card(_ column: StaticString) -> SQL {
    """
    (SELECT \(name: column) FROM personal WHERE subject = o.customer_id AND revision = \
    COALESCE(o.ship_to, o.bill_to, (SELECT revision FROM customers WHERE id = o.customer_id)))
    """
  }

  /// E-mail and phone often stand on the bill alone.
  private func eitherCard(_ column: StaticString) -> SQL {
    """
    (SELECT COALESCE(NULLIF(\(card(column)), ''), \
    (SELECT \(name: column) FROM personal WHERE subject = o.customer_id AND revision = o.bill_to)))
    """
  }

  private func joinedLines(_ column: SQL) -> SQL {
    """
    (SELECT group_concat(text, char(31)) FROM \
    (SELECT \(column) AS text FROM order_lines AS s WHERE s.order_id = o.id AND \(column) <> '' \
    ORDER BY s.position) AS texts)
    """
  }

  private func tagShape() throws -> FieldShape {
    guard let tags = try orderTags() else { return .texts(present: "(o.tags <> '')") }
    return .labels(
      tags,
      holds: {
        """
        EXISTS (SELECT 1 FROM order_tags AS g WHERE g.tag IN (\(SQL.list($0))) AND g.place_key = o.place_key)
        """
      }, present: "(o.tags <> '')")
  }
}
