internal import Domain

extension SentenceSQL {
  /// Of `carriers AS c`.
  func shape(of field: CarrierField) -> FieldShape {
    switch field {
    case .code: .key("c.code_key")
    case .name: .text("c.name")
    case .closed: .flag("(c.closed_because IS NOT NULL)")
    case .because: .text("c.closed_because")
    case .services: .number("(SELECT COUNT(*) FROM services WHERE carrier_id = c.id)")
    case .id: .number("c.id")
    }
  }

  func column(of field: CarrierField) -> FieldColumn {
    switch field {
    case .code: .text("c.code")
    case .name, .closed, .because, .services, .id: FieldColumn(plain: shape(of: field))
    }
  }

  /// Of `services AS s` with its carrier.
  func shape(of field: ServiceField) -> FieldShape {
    switch field {
    case .code: .key("s.code_key")
    case .carrier: .key("c.code_key")
    case .name: .text("s.name")
    case .closed: .flag("(COALESCE(s.closed_because, c.closed_because) IS NOT NULL)")
    case .features: .text("s.features")
    case .because: .text("COALESCE(s.closed_because, c.closed_because)")
    case .waiting: .number(waitingForService)
    case .until: .instant("(SELECT h.valid_until FROM rate_sheets AS h WHERE h.service_id = s.id AND \(holdsNow))")
    case .priced: .flag("EXISTS (SELECT 1 FROM rate_sheets AS h WHERE h.service_id = s.id AND \(holdsNow))")
    case .hazards: .text("s.hazards")
    case .origins: .text("s.origins")
    case .minGrams: .number("s.min_grams")
    case .maxGrams: .number("s.max_grams")
    case .cutOff: .text(cutOffTime)
    case .lossPoints: .number("s.loss_points")
    case .sheets: .number("(SELECT COUNT(*) FROM rate_sheets WHERE service_id = s.id)")
    case .id: .number("s.id")
    }
  }

  func column(of field: ServiceField) -> FieldColumn {
    switch field {
    case .code: .text("s.code")
    case .carrier: .text("c.code")
    case .name, .closed, .features, .because, .waiting, .until, .priced, .hazards, .origins, .minGrams, .maxGrams,
      .cutOff, .lossPoints, .sheets, .id:
      FieldColumn(plain: shape(of: field))
    }
  }

  private var holdsNow: SQL { "h.valid_from <= \(now) AND (h.valid_until IS NULL OR h.valid_until > \(now))" }

  private var waitingForService: SQL {
    """
    (SELECT COUNT(*) FROM way_choices AS w CROSS JOIN fulfilments AS f ON f.id = w.fulfilment_id \
    WHERE w.service_id = s.id AND f.stage IN (\(SentenceSQL.stagesHere)))
    """
  }

  /// Minutes as `16:05`.
  private var cutOffTime: SQL {
    """
    (CASE WHEN s.cut_off IS NULL THEN NULL ELSE CAST(s.cut_off / 60 AS TEXT) || ':' \
    || SUBSTR('0' || CAST(s.cut_off % 60 AS TEXT), LENGTH(CAST(s.cut_off % 60 AS TEXT)), 2) END)
    """
  }

  /// Of `rate_sheets AS h` with its body, its service and its carrier.
  func shape(of field: SheetField) -> FieldShape {
    switch field {
    case .number: .capitals("h.number")
    case .service: .key("s.code_key")
    case .currency: .text("h.currency")
    case .validFrom: .instant("h.valid_from")
    case .validUntil: .instant("h.valid_until")
    case .carrier: .key("c.code_key")
    case .state:
      .choice(
        """
        (CASE WHEN h.valid_from > \(now) THEN 'coming' WHEN h.valid_until <= \(now) THEN 'over' ELSE 'valid' END)
        """)
    case .rows: .number("b.row_count")
    case .source: .text("h.source")
    case .takenAt: .instant("h.taken_at")
    case .id: .number("h.id")
    }
  }

  func column(of field: SheetField) -> FieldColumn {
    switch field {
    case .service: .text("s.code")
    case .carrier: .text("c.code")
    case .number, .currency, .validFrom, .validUntil, .state, .rows, .source, .takenAt, .id:
      FieldColumn(plain: shape(of: field))
    }
  }
}
