internal import Domain

/// Ways in to what is between shelf and carrier.
extension Driver {
  static let besideWaves: SQL = """
    CROSS JOIN locations AS w ON w.id = y.warehouse_id LEFT JOIN release_channels AS g ON g.id = y.channel_id
    """

  static let besideRuns: SQL = """
    CROSS JOIN locations AS w ON w.id = r.warehouse_id LEFT JOIN waves AS y ON y.id = r.wave_id \
    LEFT JOIN fulfilments AS n ON n.id = r.fulfilment_id LEFT JOIN orders AS o ON o.id = n.order_id
    """

  /// Beside the order that a fulfilment is of.
  static let besideFulfilments: SQL = """
    CROSS JOIN locations AS w ON w.id = n.warehouse_id LEFT JOIN waves AS y ON y.id = n.wave_id
    """

  /// Beside the order and the fulfilment that a parcel is of, and the label that counts.
  static let besideParcels: SQL = """
    CROSS JOIN locations AS w ON w.id = k.warehouse_id LEFT JOIN waves AS y ON y.id = n.wave_id \
    LEFT JOIN boxes AS x ON x.id = k.box_id LEFT JOIN manifests AS m ON m.id = k.manifest_id
    """

  static let besideParcelsWithLabels: SQL = """
    LEFT JOIN labels AS b ON b.parcel_id = k.id AND b.voided_at IS NULL \(besideParcels)
    """

  /// nil: none of its own, every row is looked at.
  func fulfilment(_ kind: Kind, _ order: ViewOrder) -> DriverSource? {
    let orderOfFulfilment: SQL = "CROSS JOIN orders AS o ON o.id = n.order_id"
    let behindOrder: SQL = "CROSS JOIN fulfilments AS n INDEXED BY fulfilments_order ON n.order_id = o.id"
    let parcelsBehind: SQL = """
      CROSS JOIN parcels AS k INDEXED BY parcels_fulfilment ON k.fulfilment_id = n.id \(Driver.besideParcelsWithLabels)
      """
    let behindParcel: SQL = """
      CROSS JOIN fulfilments AS n ON n.id = k.fulfilment_id CROSS JOIN orders AS o ON o.id = k.order_id
      """
    switch (kind, self) {
    case (.fulfilments, .text), (.fulfilments, .number), (.parcels, .text), (.parcels, .number):
      let orders = source(.orders, order)
      let rest: SQL = kind == .parcels ? parcelsBehind : Driver.besideFulfilments
      return DriverSource(from: "\(orders.from) \(behindOrder) \(rest)", conditions: orders.conditions)
    case (.fulfilments, .status(let stage)):
      return DriverSource(
        from: "fulfilments AS n INDEXED BY fulfilments_stage \(orderOfFulfilment) \(Driver.besideFulfilments)",
        conditions: ["n.stage = \(stage)"])
    case (.fulfilments, .wave(let wave)):
      return DriverSource(
        from: "fulfilments AS n INDEXED BY fulfilments_wave \(orderOfFulfilment) \(Driver.besideFulfilments)",
        conditions: ["n.wave_id = \(wave)"])
    case (.parcels, .status(let state)):
      return DriverSource(
        from: "parcels AS k INDEXED BY parcels_state \(behindParcel) \(Driver.besideParcelsWithLabels)",
        conditions: ["k.state = \(state)"])
    case (.parcels, .wave(let wave)):
      return DriverSource(
        from: "fulfilments AS n INDEXED BY fulfilments_wave \(orderOfFulfilment) \(parcelsBehind)",
        conditions: ["n.wave_id = \(wave)"])
    case (.parcels, .manifest(let list)):
      return DriverSource(from: kind.from, conditions: ["k.manifest_id = \(list)"])
    case (.parcels, .id(let low, let high)):
      return DriverSource(from: kind.from, conditions: [FieldShape.range("k.id", Bounds(low: low, high: high))])
    case (.parcels, .tracking(let from, let before)):
      return DriverSource(
        from: """
          labels AS b INDEXED BY labels_tracking CROSS JOIN parcels AS k ON k.id = b.parcel_id \(behindParcel) \
          \(Driver.besideParcels)
          """, conditions: [Driver.range("b.tracking_key", from, before), "b.voided_at IS NULL"])
    case (.runs, .unfinished):
      return DriverSource(
        from: "runs AS r INDEXED BY runs_open \(Driver.besideRuns)",
        conditions: ["r.done_at IS NULL", "r.cancelled_at IS NULL"])
    case (.runs, .wave(let wave)): return DriverSource(from: kind.from, conditions: ["r.wave_id = \(wave)"])
    default: return nil
    }
  }
}

extension Planner {
  /// As `drivers`, of what is between shelf and carrier.
  func fulfilmentDrivers(_ field: Field, _ tests: [ValueTest]) -> ([Driver], Bool)? {
    switch field {
    case .fulfilment(.stage), .parcel(.state):
      all(tests) { if case .choice(let word) = $0 { [.status(word)] } else { nil } }
    // What is late is still here.
    case .fulfilment(.late):
      tests == [.flag(true)] ? (FulfilmentStage.here.map { .status($0.rawValue) }, false) : nil
    case .parcel(.late):
      tests == [.flag(true)]
        ? ([ParcelState.packed, .labelled, .manifested].map { .status($0.rawValue) }, false) : nil
    case .run(.late): tests == [.flag(true)] ? ([.unfinished], false) : nil
    case .run(.state): tests.allSatisfy(isOfOpenWalk) ? ([.unfinished], false) : nil
    case .fulfilment(.wave), .parcel(.wave), .run(.wave): numbered(tests, "W-", Driver.wave)
    case .parcel(.manifest): numbered(tests, "M-", Driver.manifest)
    case .fulfilment(.order), .parcel(.order): all(tests) { codeRange($0).map { [.number($0.0, before: $0.1)] } }
    case .parcel(.id): ids(tests)
    case .parcel(.tracking): all(tests) { codeRange($0).map { [.tracking($0.0, before: $0.1)] } }
    default: nil
    }
  }

  private func isOfOpenWalk(_ test: ValueTest) -> Bool {
    guard case .choice(let word) = test, let state = RunState(rawValue: word) else { return false }
    return state != .done && state != .cancelled
  }

  /// Records whose numbers are a letter and their id.
  private func numbered(_ tests: [ValueTest], _ letter: String, _ driver: (Int64) -> Driver) -> ([Driver], Bool)? {
    all(tests) { test in
      guard case .folded(let code) = test else { return nil }
      let number = ASCIICapitals.raised(code)
      guard let id = Int64(number.dropFirst(letter.count)), number == "\(letter)\(id)" else { return [] }
      return [driver(id)]
    }
  }
}

extension Views {
  /// By its own number, or its order's.
  static func fulfilments(named wanted: String) -> SQL {
    """
    n.id IN (SELECT id FROM fulfilments WHERE number = \(ASCIICapitals.raised(wanted)) \
    UNION ALL SELECT z.id FROM orders AS h CROSS JOIN fulfilments AS z ON z.order_id = h.id \
    WHERE h.number_key = \(wanted))
    """
  }

  /// By its own number, a label that it has or had, or its order's number.
  static func parcels(named wanted: String) -> SQL {
    """
    \(parcels(coded: wanted)) OR k.id IN (SELECT z.id FROM orders AS h \
    CROSS JOIN fulfilments AS c ON c.order_id = h.id CROSS JOIN parcels AS z ON z.fulfilment_id = c.id \
    WHERE h.number_key = \(wanted))
    """
  }

  /// What stands on a parcel: its number, or a label's.
  static func parcels(coded wanted: String) -> SQL {
    """
    k.id IN (SELECT id FROM parcels WHERE number = \(ASCIICapitals.raised(wanted)) \
    UNION ALL SELECT parcel_id FROM labels WHERE tracking_key = \(wanted))
    """
  }
}
