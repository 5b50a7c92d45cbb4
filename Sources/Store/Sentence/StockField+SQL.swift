internal import Domain

extension SentenceSQL {
  /// Of `quants AS q` with its variant, product, place and lot.
  func shape(of field: StockField) -> FieldShape {
    switch field {
    case .sku: .key("v.sku_key")
    case .location: .key("l.code_key")
    case .quantity: .number("q.quantity")
    case .lot: .text("t.code")
    case .warehouse: .key("w.code_key")
    case .title: .text("p.title")
    case .kind: .choice("l.kind")
    case .use: .choice("l.use")
    case .sellable: .flag(sellable)
    case .expiresAt: .instant("t.expires_at")
    case .lotStatus:
      // What is kept without lots has none.
      .among(
        "t.status",
        LotStatus.allCases.map { .init(value: .text($0.rawValue), folded: FoldedText.fold($0.rawValue)) })
    case .owner: .text("q.owner")
    case .product: .key("p.number_key")
    case .id: .number("q.id")
    }
  }

  func column(of field: StockField) -> FieldColumn {
    switch field {
    case .sku: .text("v.sku")
    case .location: .text("l.code")
    case .quantity: .number("q.quantity")
    case .lot: .text("t.code")
    case .warehouse: .text("w.code")
    case .title: .text("p.title")
    case .kind: .text("l.kind")
    case .use: .text("l.use")
    case .sellable: .flag(sellable)
    case .expiresAt: .instant("t.expires_at")
    case .lotStatus: .text("t.status")
    case .owner: .text("q.owner")
    case .product: .text("p.number")
    case .id: .number("q.id")
    }
  }

  /// A place that is sold from, and a lot that may be.
  private var sellable: SQL {
    """
    (l.sellable = 1 AND (t.id IS NULL OR t.status = 'approved' AND (t.expires_at IS NULL OR t.expires_at > \(now))))
    """
  }

  /// Of `locations AS l` and its warehouse, `w`.
  func shape(of field: LocationField) -> FieldShape {
    switch field {
    case .code: .key("l.code_key")
    case .warehouse: .key("w.code_key")
    case .kind: .choice("l.kind")
    case .use: .choice("l.use")
    case .name: .text("l.name")
    case .role: .choice("l.role")
    case .sequence: .number("l.sequence")
    case .country: .text("l.country")
    case .priority: .number("l.priority")
    case .closed: .flag("(l.closed = 1)")
    case .skus: .number(skusThere)
    case .units: .number(unitsThere)
    case .id: .number("l.id")
    }
  }

  func column(of field: LocationField) -> FieldColumn {
    switch field {
    case .code: .text("l.code")
    case .warehouse: .text("w.code")
    case .kind: .text("l.kind")
    case .use: .text("l.use")
    case .name: .text("l.name")
    case .role: .text("l.role")
    case .sequence: .number("l.sequence")
    case .country: .text("l.country")
    case .priority: .number("l.priority")
    case .closed: .flag("(l.closed = 1)")
    case .skus: .number(skusThere)
    case .units: .number(unitsThere)
    case .id: .number("l.id")
    }
  }

  private var skusThere: SQL { "(SELECT COUNT(DISTINCT variant_id) FROM quants WHERE location_id = l.id)" }
  private var unitsThere: SQL {
    "(SELECT CAST(COALESCE(SUM(quantity), 0) AS BIGINT) FROM quants WHERE location_id = l.id)"
  }

  /// Of `moves AS m` with its variant, product, places, lot and journal entry.
  func shape(of field: MoveField) -> FieldShape {
    switch field {
    case .movedAt: .instant("m.moved_at")
    case .sku: .key("v.sku_key")
    case .quantity: .number("m.quantity")
    case .from: .key("f.code_key")
    case .to: .key("g.code_key")
    case .reason: .choice("m.reason")
    case .lot: .text("t.code")
    case .owner: .text("m.owner")
    case .actor: .text("j.actor")
    case .entry: .number("m.seq")
    case .title: .text("p.title")
    case .id: .number("m.id")
    }
  }

  func column(of field: MoveField) -> FieldColumn {
    switch field {
    case .movedAt: .instant("m.moved_at")
    case .sku: .text("v.sku")
    case .quantity: .number("m.quantity")
    case .from: .text("f.code")
    case .to: .text("g.code")
    case .reason: .text("m.reason")
    case .lot: .text("t.code")
    case .owner: .text("m.owner")
    case .actor: .text("j.actor")
    case .entry: .number("m.seq")
    case .title: .text("p.title")
    case .id: .number("m.id")
    }
  }
}
