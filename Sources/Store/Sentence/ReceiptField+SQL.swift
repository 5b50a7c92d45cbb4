internal import Domain

extension SentenceSQL {
  /// Of `receipts AS r` with its purchase, supplier, variant, product, place and lot.
  func shape(of field: ReceiptField) -> FieldShape {
    switch field {
    case .id: .number("r.id")
    case .purchase: .key("h.number_key")
    case .sku: .key("v.sku_key")
    case .quantity: .number("r.quantity")
    case .state: .choice("r.state")
    case .supplier: .key("s.code_key")
    case .title: .text("p.title")
    case .location: .key("l.code_key")
    case .lot: .text("t.code")
    case .sample: .number("r.sample")
    case .accept: .number("r.accept")
    case .defects: .number("r.defects")
    case .accepted: .number("r.accepted")
    case .rejected: .number("r.rejected")
    case .receivedAt: .instant("r.received_at")
    }
  }

  func column(of field: ReceiptField) -> FieldColumn {
    switch field {
    case .id: .number("r.id")
    case .purchase: .text("h.number")
    case .sku: .text("v.sku")
    case .quantity: .number("r.quantity")
    case .state: .text("r.state")
    case .supplier: .text("s.code")
    case .title: .text("p.title")
    case .location: .text("l.code")
    case .lot: .text("t.code")
    case .sample: .number("r.sample")
    case .accept: .number("r.accept")
    case .defects: .number("r.defects")
    case .accepted: .number("r.accepted")
    case .rejected: .number("r.rejected")
    case .receivedAt: .instant("r.received_at")
    }
  }

  /// Of `allocations AS a` that are pegged, with their order, variant, product, and the purchase that brings them.
  func shape(of field: PegField) -> FieldShape {
    switch field {
    case .order: .key("o.number_key")
    case .sku: .key("v.sku_key")
    case .quantity: .number("a.quantity")
    case .purchase: .key("h.number_key")
    case .purchaseBy: .instant(purchaseBy)
    case .title: .text("p.title")
    case .supplier: .key("s.code_key")
    case .bought: .flag("(a.purchase_line_id IS NOT NULL)")
    case .dueAt: .instant("COALESCE(o.ship_by, o.deliver_by)")
    case .promisedAt: .instant("COALESCE(n.promised_at, h.promised_at)")
    case .id: .number("a.id")
    }
  }

  func column(of field: PegField) -> FieldColumn {
    switch field {
    case .order: .text("o.number")
    case .sku: .text("v.sku")
    case .quantity: .number("a.quantity")
    case .purchase: .text("h.number")
    case .purchaseBy: .instant(purchaseBy)
    case .title: .text("p.title")
    case .supplier: .text("s.code")
    case .bought: .flag("(a.purchase_line_id IS NOT NULL)")
    case .dueAt: .instant("COALESCE(o.ship_by, o.deliver_by)")
    case .promisedAt: .instant("COALESCE(n.promised_at, h.promised_at)")
    case .id: .number("a.id")
    }
  }

  /// The last moment to buy what is not bought, from the supplier who is quickest.
  private var purchaseBy: SQL {
    """
    (CASE WHEN a.purchase_line_id IS NULL THEN COALESCE(o.ship_by, o.deliver_by) - 86400000 * \
    (SELECT MIN(COALESCE(q.lead_days, i.lead_days, u.lead_days) + u.handling_days) FROM supplier_items AS i \
    JOIN suppliers AS u ON u.id = i.supplier_id LEFT JOIN supply_promises AS q ON q.supplier_id = i.supplier_id \
    AND q.variant_id = i.variant_id WHERE i.variant_id = a.variant_id AND i.closed = 0 AND u.closed = 0) END)
    """
  }
}

extension Driver {
  static let besidePurchases: SQL = """
    CROSS JOIN suppliers AS s ON s.id = h.supplier_id CROSS JOIN locations AS w ON w.id = h.warehouse_id
    """

  static let besidePurchaseLines: SQL = """
    CROSS JOIN purchases AS h ON h.id = n.purchase_id CROSS JOIN suppliers AS s ON s.id = h.supplier_id \
    CROSS JOIN variants AS v ON v.id = n.variant_id CROSS JOIN products AS p ON p.id = v.product_id
    """

  static let besideReceipts: SQL = """
    CROSS JOIN purchases AS h ON h.id = r.purchase_id CROSS JOIN suppliers AS s ON s.id = h.supplier_id \
    CROSS JOIN variants AS v ON v.id = r.variant_id CROSS JOIN products AS p ON p.id = v.product_id \
    CROSS JOIN locations AS l ON l.id = r.location_id LEFT JOIN lots AS t ON t.id = r.lot_id
    """

  static let besidePegs: SQL = """
    CROSS JOIN orders AS o ON o.id = a.order_id CROSS JOIN variants AS v ON v.id = a.variant_id \
    CROSS JOIN products AS p ON p.id = v.product_id LEFT JOIN purchase_lines AS n ON n.id = a.purchase_line_id \
    LEFT JOIN purchases AS h ON h.id = n.purchase_id LEFT JOIN suppliers AS s ON s.id = h.supplier_id
    """
}

extension Kind {
  /// Few enough that words are looked for in each row: no text index leads to them.
  var isLookedThrough: Bool {
    switch self {
    case .carriers, .services, .sheets: true
    case .locations, .suppliers, .purchases, .purchaseLines, .receipts, .pegs, .returns, .rules: true
    case .waves, .runs, .manifests, .alerts, .claims, .lanes, .consolidations, .trackingEvents: true
    case .orders, .lines, .products, .variants, .customers, .stock, .moves, .fulfilments, .parcels, .shipments: false
    }
  }
}
