internal import Domain

/// Ways in to parcels on their way, to what they travel in, and to what carriers told.
extension Driver {
  /// Beside a track and its parcel.
  static let besideTracks: SQL = """
    CROSS JOIN orders AS o ON o.id = k.order_id \(besideTracksAndOrders)
    """

  static let besideTracksAndOrders: SQL = """
    CROSS JOIN locations AS w ON w.id = k.warehouse_id \
    LEFT JOIN labels AS b ON b.parcel_id = k.id AND b.voided_at IS NULL \
    LEFT JOIN consolidated AS d ON d.parcel_id = k.id LEFT JOIN consolidations AS c ON c.id = d.consolidation_id
    """

  static let besideConsolidations: SQL = """
    LEFT JOIN consolidated AS d ON d.child_id = c.id LEFT JOIN consolidations AS x ON x.id = d.consolidation_id
    """

  /// nil: none of its own, every row is looked at.
  func shipments(_ kind: Kind, _ order: ViewOrder) -> DriverSource? {
    let parcel: SQL = "CROSS JOIN parcels AS k ON k.id = t.parcel_id"
    switch (kind, self) {
    case (.shipments, .text), (.shipments, .number):
      let orders = source(.orders, order)
      return DriverSource(
        from: """
          \(orders.from) CROSS JOIN fulfilments AS n INDEXED BY fulfilments_order ON n.order_id = o.id \
          CROSS JOIN parcels AS k INDEXED BY parcels_fulfilment ON k.fulfilment_id = n.id \
          CROSS JOIN parcel_tracks AS t ON t.parcel_id = k.id \(Driver.besideTracksAndOrders)
          """, conditions: orders.conditions)
    case (.shipments, .status(let status)):
      return DriverSource(
        from: "parcel_tracks AS t INDEXED BY parcel_tracks_status \(parcel) \(Driver.besideTracks)",
        conditions: ["t.status = \(status)"])
    case (.shipments, .id(let low, let high)):
      return DriverSource(
        from: kind.from, conditions: [FieldShape.range("t.parcel_id", Bounds(low: low, high: high))])
    case (.shipments, .doubted):
      return DriverSource(
        from: "parcel_tracks AS t INDEXED BY parcel_tracks_doubts \(parcel) \(Driver.besideTracks)",
        conditions: ["t.doubts <> 0"])
    case (.shipments, .tracking(let from, let before)):
      return DriverSource(
        from: """
          labels AS b INDEXED BY labels_tracking CROSS JOIN parcels AS k ON k.id = b.parcel_id \
          CROSS JOIN parcel_tracks AS t ON t.parcel_id = k.id CROSS JOIN orders AS o ON o.id = k.order_id \
          CROSS JOIN locations AS w ON w.id = k.warehouse_id LEFT JOIN consolidated AS d ON d.parcel_id = k.id \
          LEFT JOIN consolidations AS c ON c.id = d.consolidation_id
          """, conditions: [Driver.range("b.tracking_key", from, before), "b.voided_at IS NULL"])
    case (.trackingEvents, .tracking(let from, let before)):
      return DriverSource(
        from: """
          tracking_numbers AS j INDEXED BY sqlite_autoindex_tracking_numbers_1 \
          CROSS JOIN tracking_events AS e INDEXED BY sqlite_autoindex_tracking_events_1 ON e.number_id = j.id
          """, conditions: [Driver.range("j.number_key", from, before)])
    case (.trackingEvents, .unknown(.code)):
      return DriverSource(
        from: """
          tracking_events AS e INDEXED BY tracking_events_unknown \
          CROSS JOIN tracking_numbers AS j ON j.id = e.number_id
          """, conditions: ["e.unknown_code = 1"])
    case (.trackingEvents, .unknown(.number)):
      return DriverSource(
        from: """
          tracking_numbers AS j INDEXED BY tracking_numbers_unknown \
          CROSS JOIN tracking_events AS e INDEXED BY sqlite_autoindex_tracking_events_1 ON e.number_id = j.id
          """, conditions: ["j.links = 0"])
    default: return nil
    }
  }
}

extension Kind {
  /// Whether its states have an index of their own, apart from the orders'.
  var isOfFulfilment: Bool { self == .fulfilments || self == .parcels || self == .shipments }
}

extension Planner {
  /// As `drivers`, of parcels on their way and of what carriers told.
  func shipmentDrivers(_ field: Field, _ tests: [ValueTest]) -> ([Driver], Bool)? {
    switch field {
    case .shipment(.status): all(tests) { if case .choice(let word) = $0 { [.status(word)] } else { nil } }
    // Whatever the doubt is.
    case .shipment(.doubts):
      tests.allSatisfy(isDoubt) ? ([.doubted], tests == [.present]) : nil
    case .shipment(.order): all(tests) { codeRange($0).map { [.number($0.0, before: $0.1)] } }
    case .shipment(.id): ids(tests)
    case .shipment(.tracking): all(tests) { codeRange($0).map { [.tracking($0.0, before: $0.1)] } }
    // As it is written may differ from the key by dashes: it is looked at again.
    case .trackingEvent(.number):
      all(tests) { test in
        switch test {
        case .folded(let code):
          let key = TrackingKey.of(code)
          return key.isEmpty ? nil : [.tracking(key, before: nil)]
        case .foldedBegins(let code):
          let key = TrackingKey.of(code)
          return ASCIICapitals.successor(of: key).flatMap { key.isEmpty ? nil : [.tracking(key, before: $0)] }
        default: return nil
        }
      }.map { ($0.0, false) }
    case .trackingEvent(.unknownCode): tests == [.flag(true)] ? ([.unknown(.code)], true) : nil
    case .trackingEvent(.unknownNumber): tests == [.flag(true)] ? ([.unknown(.number)], true) : nil
    default: nil
    }
  }

  func ids(_ tests: [ValueTest]) -> ([Driver], Bool)? {
    all(tests) { test in
      if case .number(let bounds) = test { [.id(low: bounds.low, high: bounds.high)] } else { nil }
    }
  }

  private func isDoubt(_ test: ValueTest) -> Bool {
    switch test {
    case .choice, .present: true
    default: false
    }
  }
}

extension Views {
  /// By its own number, any number that it goes by, or its order's.
  static func shipments(named wanted: String) -> SQL {
    """
    t.parcel_id IN (SELECT id FROM parcels WHERE number = \(ASCIICapitals.raised(wanted))) \
    OR \(shipments(numbered: wanted)) OR t.parcel_id IN (SELECT z.id FROM orders AS h \
    CROSS JOIN fulfilments AS y ON y.order_id = h.id CROSS JOIN parcels AS z ON z.fulfilment_id = y.id \
    WHERE h.number_key = \(wanted))
    """
  }

  /// By a number that it goes by, of whatever carrier; by one that it went by where nobody else has it now.
  static func shipments(numbered wanted: String) -> SQL {
    let key = TrackingKey.of(wanted)
    return """
      t.parcel_id IN (SELECT i.parcel_id FROM tracking_numbers AS a CROSS JOIN number_links AS i ON i.number_id = a.id \
      WHERE a.number_key = \(key) AND i.parcel_id IS NOT NULL AND (i.voided_at IS NULL OR a.links = 0))
      """
  }

  /// By its own number, or a master number.
  static func consolidations(named wanted: String) -> SQL {
    """
    c.id IN (SELECT id FROM consolidations WHERE number = \(ASCIICapitals.raised(wanted)) \
    UNION ALL SELECT i.consolidation_id FROM tracking_numbers AS a CROSS JOIN number_links AS i ON i.number_id = a.id \
    WHERE a.number_key = \(TrackingKey.of(wanted)) AND i.consolidation_id IS NOT NULL AND i.voided_at IS NULL)
    """
  }
}
