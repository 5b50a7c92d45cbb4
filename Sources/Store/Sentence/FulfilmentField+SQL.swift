internal import Domain

extension SentenceSQL {
  /// Of `fulfilments AS n` with its order, warehouse and wave.
  func shape(of field: FulfilmentField) -> FieldShape {
    switch field {
    case .number: .capitals("n.number")
    case .order: .key("o.number_key")
    case .stage: .choice("n.stage")
    case .wave: .capitals("y.number")
    case .warehouse: .key("w.code_key")
    case .units: .number(unitsOfFulfilment("state <> 'cancelled'"))
    case .picked: .number(unitsOfFulfilment("state IN ('picked', 'packed', 'shipped', 'returned')"))
    case .packed: .number(unitsOfFulfilment("state IN ('packed', 'shipped', 'returned')"))
    case .parcels: .number("(SELECT COUNT(*) FROM parcels WHERE fulfilment_id = n.id)")
    case .short: .flag("(n.came_short = 1)")
    case .shipBy: .instant("n.ship_by")
    case .late: .flag("(n.ship_by IS NOT NULL AND n.ship_by < \(now) AND n.stage IN (\(SentenceSQL.stagesHere)))")
    case .carrier: .text("n.carrier")
    case .sku: .texts(present: "EXISTS (\(skusOfFulfilment))")
    case .priority: .number("n.priority")
    case .plannedAt: .instant("n.planned_at")
    case .begunAt: .instant("n.begun_at")
    case .id: .number("n.id")
    }
  }

  func column(of field: FulfilmentField) -> FieldColumn {
    switch field {
    case .number: .text("n.number")
    case .order: .text("o.number")
    case .stage: .text("n.stage")
    case .wave: .text("y.number")
    case .warehouse: .text("w.code")
    case .carrier: .text("n.carrier")
    case .sku:
      .texts("(SELECT group_concat(sku, char(10)) FROM (\(skusOfFulfilment) ORDER BY sku) AS skus)", separator: "\n")
    case .units, .picked, .packed, .parcels, .short, .shipBy, .late, .priority, .plannedAt, .begunAt, .id:
      FieldColumn(plain: shape(of: field))
    }
  }

  private func unitsOfFulfilment(_ which: SQL) -> SQL {
    """
    (SELECT CAST(COALESCE(SUM(quantity), 0) AS BIGINT) FROM allocations WHERE fulfilment_id = n.id AND \(which))
    """
  }

  private var skusOfFulfilment: SQL {
    """
    SELECT DISTINCT v.sku AS sku FROM allocations AS a CROSS JOIN variants AS v ON v.id = a.variant_id \
    WHERE a.fulfilment_id = n.id AND a.state <> 'cancelled' AND v.sku <> ''
    """
  }

  /// Of `parcels AS k` with its order, fulfilment, warehouse, wave, box, list, and the label that counts.
  func shape(of field: ParcelField) -> FieldShape {
    switch field {
    case .number: .capitals("k.number")
    case .order: .key("o.number_key")
    case .state: .choice("k.state")
    case .carrier: .text("b.carrier")
    case .tracking: .key("b.tracking_key")
    case .units:
      .number("(SELECT CAST(COALESCE(SUM(quantity), 0) AS BIGINT) FROM picks WHERE parcel_id = k.id)")
    case .box: .key("x.code_key")
    case .grams: .number("k.grams")
    case .expectedGrams: .number("k.expected_grams")
    case .manifest: .capitals("m.number")
    case .wave: .capitals("y.number")
    case .fulfilment: .capitals("n.number")
    case .warehouse: .key("w.code_key")
    case .shipBy: .instant("n.ship_by")
    case .late: .flag("(k.shipped_at IS NULL AND n.ship_by IS NOT NULL AND n.ship_by < \(now))")
    case .packedBy: .text("k.packed_by")
    case .packedAt: .instant("k.packed_at")
    case .shippedAt: .instant("k.shipped_at")
    case .eta50: .instant(etaOfParcel("eta50_at"))
    case .eta80: .instant(etaOfParcel("eta80_at"))
    case .lateBy: .number(lateByOfParcel)
    case .id: .number("k.id")
    }
  }

  func column(of field: ParcelField) -> FieldColumn {
    switch field {
    case .number: .text("k.number")
    case .order: .text("o.number")
    case .state: .text("k.state")
    case .carrier: .text("b.carrier")
    case .tracking: .text("b.tracking")
    case .box: .text("x.code")
    case .manifest: .text("m.number")
    case .wave: .text("y.number")
    case .fulfilment: .text("n.number")
    case .warehouse: .text("w.code")
    case .packedBy: .text("k.packed_by")
    case .units, .grams, .expectedGrams, .shipBy, .late, .packedAt, .shippedAt, .eta50, .eta80, .lateBy, .id:
      FieldColumn(plain: shape(of: field))
    }
  }

  /// Of `manifests AS m` with its warehouse.
  func shape(of field: ManifestField) -> FieldShape {
    switch field {
    case .number: .capitals("m.number")
    case .carrier: .text("m.carrier")
    case .warehouse: .key("w.code_key")
    case .state: .choice("(CASE WHEN m.shipped_at IS NULL THEN 'open' ELSE 'shipped' END)")
    case .parcels: .number("(SELECT COUNT(*) FROM parcels WHERE manifest_id = m.id)")
    case .grams:
      .number("(SELECT CAST(COALESCE(SUM(grams), 0) AS BIGINT) FROM parcels WHERE manifest_id = m.id)")
    case .madeBy: .text("m.made_by")
    case .madeAt: .instant("m.made_at")
    case .shippedAt: .instant("m.shipped_at")
    case .id: .number("m.id")
    }
  }

  func column(of field: ManifestField) -> FieldColumn {
    switch field {
    case .warehouse: .text("w.code")
    case .number, .carrier, .state, .parcels, .grams, .madeBy, .madeAt, .shippedAt, .id:
      FieldColumn(plain: shape(of: field))
    }
  }
}
