internal import Domain

extension SentenceSQL {
  /// Of `parcel_tracks AS t` with its parcel, order, warehouse, the label that counts and what it travels in.
  func shape(of field: ShipmentField) -> FieldShape {
    switch field {
    case .number: .capitals("k.number")
    case .status: .choice("t.status")
    case .sub: SentenceSQL.choice("t.detail", TrackingDetail.allCases)
    case .carrier: .text("b.carrier")
    case .tracking: .key("b.tracking_key")
    case .order: .key("o.number_key")
    case .country: .capitals("o.country")
    case .seenIn: .capitals("t.country")
    case .since: .instant("t.since")
    case .silent, .lastEventAt: .instant("t.last_event_at")
    case .leg: SentenceSQL.choice("t.leg", TrackingLeg.allCases)
    case .reason: SentenceSQL.choice("t.reason", TrackingReason.allCases)
    case .doubts: .mask("t.doubts", words: TrackingDoubt.allCases.map(\.rawValue))
    case .settled: .flag("(t.final = 1)")
    case .numbers: .texts(present: "EXISTS (\(SentenceSQL.numbersOfParcel))")
    case .consolidation: .capitals("c.number")
    case .events: .number("t.events")
    case .setAside: .number("t.set_aside")
    case .shippedAt: .instant("k.shipped_at")
    case .movedAt: .instant("t.moved_at")
    case .deliveredAt: .instant("t.delivered_at")
    case .askAt: .instant("t.ask_at")
    case .warehouse: .key("w.code_key")
    case .id: .number("t.parcel_id")
    }
  }

  func column(of field: ShipmentField) -> FieldColumn {
    switch field {
    case .number: .text("k.number")
    case .status: .text("t.status")
    case .sub: .text("t.detail")
    case .carrier: .text("b.carrier")
    case .tracking: .text("b.tracking")
    case .order: .text("o.number")
    case .country: .text("o.country")
    case .seenIn: .text("t.country")
    case .leg: .text("t.leg")
    case .reason: .text("t.reason")
    case .doubts: .mask("t.doubts", words: TrackingDoubt.allCases.map(\.rawValue))
    case .numbers:
      .texts(
        "(SELECT group_concat(number, char(10)) FROM (\(SentenceSQL.numbersOfParcel) ORDER BY id) AS numbers)",
        separator: "\n")
    case .consolidation: .text("c.number")
    case .warehouse: .text("w.code")
    case .since, .silent, .lastEventAt, .settled, .events, .setAside, .shippedAt, .movedAt, .deliveredAt, .askAt, .id:
      FieldColumn(plain: shape(of: field))
    }
  }

  private static let numbersOfParcel: SQL = """
    SELECT id, number FROM number_links WHERE parcel_id = k.id AND voided_at IS NULL
    """

  private static let numbersOfUnit: SQL = """
    SELECT id, number FROM number_links WHERE consolidation_id = c.id AND voided_at IS NULL
    """

  /// A word out of a list, or nothing.
  private static func choice<T: RawRepresentable<String>>(_ column: SQL, _ words: [T]) -> FieldShape {
    .among(
      column, words.map { FieldShape.KnownValue(value: .text($0.rawValue), folded: FoldedText.fold($0.rawValue)) })
  }

  /// Of `consolidations AS c` with what it stands in.
  func shape(of field: ConsolidationField) -> FieldShape {
    switch field {
    case .number: .capitals("c.number")
    case .form: .choice("c.form")
    case .state: .choice("(CASE WHEN c.closed_at IS NULL THEN 'open' ELSE 'closed' END)")
    case .carrier: .text("c.carrier")
    case .tracking: .texts(present: "EXISTS (\(SentenceSQL.numbersOfUnit))")
    case .members: .number("(SELECT COUNT(*) FROM consolidated WHERE consolidation_id = c.id)")
    case .within: .capitals("x.number")
    case .madeBy: .text("c.made_by")
    case .madeAt: .instant("c.made_at")
    case .closedAt: .instant("c.closed_at")
    case .id: .number("c.id")
    }
  }

  func column(of field: ConsolidationField) -> FieldColumn {
    switch field {
    case .tracking:
      .texts(
        "(SELECT group_concat(number, char(10)) FROM (\(SentenceSQL.numbersOfUnit) ORDER BY id) AS numbers)",
        separator: "\n")
    case .number, .form, .state, .carrier, .members, .within, .madeBy, .madeAt, .closedAt, .id:
      FieldColumn(plain: shape(of: field))
    }
  }

  /// Of `tracking_events AS e` with its number.
  func shape(of field: TrackingEventField) -> FieldShape {
    switch field {
    case .number: .text("j.number")
    case .at: .instant("e.happened_at")
    case .status: .choice("e.status")
    case .sub: SentenceSQL.choice("e.detail", TrackingDetail.allCases)
    case .text: .text("e.text")
    case .place: .text("e.place")
    case .country: .capitals("e.country")
    case .code: .text("e.code")
    case .carrier: .text("e.carrier")
    case .reason: SentenceSQL.choice("e.reason", TrackingReason.allCases)
    case .leg: SentenceSQL.choice("e.leg", TrackingLeg.allCases)
    case .unknownCode: .flag("(e.unknown_code = 1)")
    case .unknownNumber: .flag("(j.links = 0)")
    case .zoneless: .flag("(e.local_at IS NOT NULL AND e.offset_seconds IS NULL)")
    case .receivedAt: .instant("e.received_at")
    case .id: .number("e.id")
    }
  }

  func column(of field: TrackingEventField) -> FieldColumn {
    switch field {
    case .sub: .text("e.detail")
    case .reason: .text("e.reason")
    case .leg: .text("e.leg")
    case .number, .at, .status, .text, .place, .country, .code, .carrier, .unknownCode, .unknownNumber, .zoneless,
      .receivedAt, .id:
      FieldColumn(plain: shape(of: field))
    }
  }
}
