internal import Domain

extension SentenceSQL {
  /// Of `suppliers AS s`.
  func shape(of field: SupplierField) -> FieldShape {
    switch field {
    case .code: .key("s.code_key")
    case .name: .text("s.name")
    case .currency: .capitals("s.currency")
    case .country: .capitals("s.country")
    case .leadDays: .number("s.lead_days")
    case .handlingDays: .number("s.handling_days")
    case .standard: .text("s.standard")
    case .returns: .choice("s.return_terms")
    case .minimumUnits: .number("s.minimum_units")
    case .minimumAmount: .money("s.minimum_amount", currency: "s.currency")
    case .skus: .number(skusSold)
    case .purchases: .number(openPurchases)
    case .closed: .flag("(s.closed = 1)")
    case .id: .number("s.id")
    }
  }

  func column(of field: SupplierField) -> FieldColumn {
    switch field {
    case .code: .text("s.code")
    case .name: .text("s.name")
    case .currency: .text("s.currency")
    case .country: .text("s.country")
    case .leadDays: .number("s.lead_days")
    case .handlingDays: .number("s.handling_days")
    case .standard: .text("s.standard")
    case .returns: .text("s.return_terms")
    case .minimumUnits: .number("s.minimum_units")
    case .minimumAmount: .money("s.minimum_amount", "s.currency")
    case .skus: .number(skusSold)
    case .purchases: .number(openPurchases)
    case .closed: .flag("(s.closed = 1)")
    case .id: .number("s.id")
    }
  }

  private var skusSold: SQL { "(SELECT COUNT(*) FROM supplier_items WHERE supplier_id = s.id AND closed = 0)" }
  private var openPurchases: SQL {
    """
    (SELECT COUNT(*) FROM purchases WHERE supplier_id = s.id \
    AND state IN ('draft', 'ordered', 'confirmed', 'partlyReceived', 'received'))
    """
  }

  /// Of `purchases AS h` with its supplier and warehouse.
  func shape(of field: PurchaseField) -> FieldShape {
    switch field {
    case .number: .key("h.number_key")
    case .supplier: .key("s.code_key")
    case .state: .choice("h.state")
    case .warehouse: .key("w.code_key")
    case .total: .money(sumOfLines("quantity * unit_cost"), currency: "h.currency")
    case .units: .number(sumOfLines("quantity"))
    case .arrived: .number(sumOfLines("received + damaged"))
    case .outstanding: .number(outstandingOfLines)
    case .inCheck: .number(sumOfLines("received - accepted - rejected"))
    case .lines: .number("(SELECT COUNT(*) FROM purchase_lines WHERE purchase_id = h.id)")
    case .sku: .texts(present: "EXISTS (\(skusOfLines) AND sku <> '')")
    case .promisedAt: .instant("h.promised_at")
    case .late: .flag(isLatePurchase)
    case .orderedAt: .instant("h.ordered_at")
    case .createdAt: .instant("h.created_at")
    case .currency: .capitals("h.currency")
    case .note: .text("h.note")
    case .id: .number("h.id")
    }
  }

  func column(of field: PurchaseField) -> FieldColumn {
    switch field {
    case .number: .text("h.number")
    case .supplier: .text("s.code")
    case .state: .text("h.state")
    case .warehouse: .text("w.code")
    case .total: .money(sumOfLines("quantity * unit_cost"), "h.currency")
    case .units: .number(sumOfLines("quantity"))
    case .arrived: .number(sumOfLines("received + damaged"))
    case .outstanding: .number(outstandingOfLines)
    case .inCheck: .number(sumOfLines("received - accepted - rejected"))
    case .lines: .number("(SELECT COUNT(*) FROM purchase_lines WHERE purchase_id = h.id)")
    case .sku:
      .texts(
        """
        (SELECT group_concat(sku, char(10)) FROM (\(skusOfLines) AND sku <> '' \
        ORDER BY purchase_lines.position, purchase_lines.id) AS skus)
        """, separator: "\n")
    case .promisedAt: .instant("h.promised_at")
    case .late: .flag(isLatePurchase)
    case .orderedAt: .instant("h.ordered_at")
    case .createdAt: .instant("h.created_at")
    case .currency: .text("h.currency")
    case .note: .text("h.note")
    case .id: .number("h.id")
    }
  }

  private func sumOfLines(_ what: SQL) -> SQL {
    "(SELECT CAST(COALESCE(SUM(\(what)), 0) AS BIGINT) FROM purchase_lines WHERE purchase_id = h.id)"
  }

  /// Of a purchase that nothing more is expected of, nought.
  private var outstandingOfLines: SQL {
    """
    (CASE WHEN h.state IN ('ordered', 'confirmed', 'partlyReceived') THEN \
    \(sumOfLines(lacking)) ELSE 0 END)
    """
  }

  private var lacking: SQL { "CASE WHEN quantity > received + damaged THEN quantity - received - damaged ELSE 0 END" }

  private var skusOfLines: SQL {
    """
    SELECT sku FROM purchase_lines JOIN variants ON variants.id = purchase_lines.variant_id \
    WHERE purchase_id = h.id
    """
  }

  private var isLatePurchase: SQL {
    """
    (h.state IN ('ordered', 'confirmed', 'partlyReceived') AND EXISTS (SELECT 1 FROM purchase_lines AS k \
    WHERE k.purchase_id = h.id AND k.quantity > k.received + k.damaged \
    AND COALESCE(k.promised_at, h.promised_at) IS NOT NULL AND COALESCE(k.promised_at, h.promised_at) < \(now)))
    """
  }

  /// Of `purchase_lines AS n` with its purchase, supplier, variant and product.
  func shape(of field: PurchaseLineField) -> FieldShape {
    switch field {
    case .purchase: .key("h.number_key")
    case .sku: .key("v.sku_key")
    case .quantity: .number("n.quantity")
    case .unitCost: .money("n.unit_cost", currency: "h.currency")
    case .supplier: .key("s.code_key")
    case .title: .text("p.title")
    case .state: .choice("h.state")
    case .total: .money("(n.quantity * n.unit_cost)", currency: "h.currency")
    case .received: .number("n.received")
    case .damaged: .number("n.damaged")
    case .accepted: .number("n.accepted")
    case .rejected: .number("n.rejected")
    case .outstanding: .number(outstanding)
    case .pegged: .number(pegged)
    case .promisedAt: .instant("COALESCE(n.promised_at, h.promised_at)")
    case .id: .number("n.id")
    }
  }

  func column(of field: PurchaseLineField) -> FieldColumn {
    switch field {
    case .purchase: .text("h.number")
    case .sku: .text("v.sku")
    case .quantity: .number("n.quantity")
    case .unitCost: .money("n.unit_cost", "h.currency")
    case .supplier: .text("s.code")
    case .title: .text("p.title")
    case .state: .text("h.state")
    case .total: .money("(n.quantity * n.unit_cost)", "h.currency")
    case .received: .number("n.received")
    case .damaged: .number("n.damaged")
    case .accepted: .number("n.accepted")
    case .rejected: .number("n.rejected")
    case .outstanding: .number(outstanding)
    case .pegged: .number(pegged)
    case .promisedAt: .instant("COALESCE(n.promised_at, h.promised_at)")
    case .id: .number("n.id")
    }
  }

  private var outstanding: SQL {
    """
    (CASE WHEN h.state IN ('ordered', 'confirmed', 'partlyReceived') AND n.quantity > n.received + n.damaged \
    THEN n.quantity - n.received - n.damaged ELSE 0 END)
    """
  }

  private var pegged: SQL {
    """
    (SELECT CAST(COALESCE(SUM(quantity), 0) AS BIGINT) FROM allocations \
    WHERE purchase_line_id = n.id AND state = 'pegged')
    """
  }
}
