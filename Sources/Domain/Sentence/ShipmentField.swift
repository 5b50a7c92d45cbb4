/// The fields of parcels on their way, as their carriers tell it (在途包裹). The first five are promised to scripts.
public enum ShipmentField: String, Hashable, Sendable, CaseIterable {
  case number, status, sub, carrier, tracking
  case order
  /// Where it is to go, and where it was seen last.
  case country, seenIn
  /// When it came into its state.
  case since
  /// How long nobody has told anything.
  case silent
  case leg, reason
  /// What speaks against the state, or against events.
  case doubts
  /// Nothing more is expected, and nothing is in doubt.
  case settled
  /// All that it is followed by: the label's, the last mile's, others.
  case numbers
  /// What it travels in.
  case consolidation
  case events
  /// Events that are kept and not counted.
  case setAside
  case shippedAt, movedAt, deliveredAt, lastEventAt
  /// When the carrier is to be asked again.
  case askAt
  case warehouse
  case id

  var description: FieldDescription {
    switch self {
    case .number: .init(.code, .init(8, 4...14, 0), ["no", "parcel"])
    case .status:
      .init(.choice(TrackingStatus.allCases.map(\.rawValue)), .init(17, 8...18, 1), ["state"], group: true)
    case .sub: .init(.choice(TrackingDetail.allCases.map(\.rawValue)), .init(16, 8...20, 6), ["detail"])
    case .carrier: .init(.code, .init(12, 4...24, 4), group: true)
    case .tracking: .init(.code, .init(20, 8...34, 1), ["label"])
    case .order: .init(.code, .init(20, 6...40, 5))
    case .country: .init(.code, .init(7, 2...7, 3), ["to"], group: true, of: .countries)
    case .seenIn: .init(.code, .init(7, 2...7, 7), ["in"], group: true, of: .countries)
    case .since: .init(.instant, .init(16, 10...20, 6))
    case .silent: .init(.age, .init(7, 3...8, 2, .trailing))
    case .leg: .init(.choice(TrackingLeg.allCases.map(\.rawValue)), .init(14, 8...16, 5))
    case .reason:
      .init(.choice(TrackingReason.allCases.map(\.rawValue)), .init(20, 8...34, 7), ["why"])
    case .doubts: .init(.choices(TrackingDoubt.allCases.map(\.rawValue)), .init(18, 8...30, 4), ["doubt"])
    case .settled: .init(.flag, .init(7, 3...7, 9), ["final"], group: true)
    case .numbers: .init(.codes, .init(20, 8...40, 8))
    case .consolidation: .init(.code, .init(8, 4...14, 8), ["within"], group: true)
    case .events: .init(.number, .init(6, 3...8, 9, .trailing))
    case .setAside: .init(.number, .init(6, 3...8, 10, .trailing))
    case .shippedAt: .init(.instant, .init(16, 10...20, 7), ["shipped"])
    case .movedAt: .init(.instant, .init(16, 10...20, 9), ["pickedup"])
    case .deliveredAt: .init(.instant, .init(16, 10...20, 8), ["delivered"])
    case .lastEventAt: .init(.instant, .init(16, 10...20, 9), ["last"])
    case .askAt: .init(.instant, .init(16, 10...20, 10), ["ask"])
    case .warehouse: .init(.code, .init(9, 3...14, 9), ["at"], group: true)
    case .id: .init(.number, .init(9, 4...12, 11, .trailing))
    }
  }
}

/// The fields of what goes together: shipments, bags, pallets, containers (集包). The first five are promised to scripts.
public enum ConsolidationField: String, Hashable, Sendable, CaseIterable {
  case number, form, state, carrier, tracking
  /// What stands in it, one by one.
  case members
  /// What it stands in itself.
  case within
  case madeBy
  case madeAt, closedAt
  case id

  var description: FieldDescription {
    switch self {
    case .number: .init(.code, .init(8, 4...14, 0), ["no", "consolidation"])
    case .form: .init(.choice(ConsolidationForm.allCases.map(\.rawValue)), .init(10, 4...10, 1), ["type"], group: true)
    case .state:
      .init(.choice(ConsolidationState.allCases.map(\.rawValue)), .init(8, 4...8, 2), ["status"], group: true)
    case .carrier: .init(.code, .init(12, 4...24, 3), group: true)
    case .tracking: .init(.codes, .init(20, 8...40, 2), ["master", "mawb", "mbl"])
    case .members: .init(.number, .init(7, 3...8, 2, .trailing), ["parcels"])
    case .within: .init(.code, .init(8, 4...14, 5), group: true)
    case .madeBy: .init(.person, .init(10, 4...20, 6), ["by"])
    case .madeAt: .init(.instant, .init(16, 10...20, 4), ["made"])
    case .closedAt: .init(.instant, .init(16, 10...20, 5), ["closed"])
    case .id: .init(.number, .init(9, 4...12, 11, .trailing))
    }
  }
}

/// The fields of what carriers told, event by event. The first five are promised to scripts.
public enum TrackingEventField: String, Hashable, Sendable, CaseIterable {
  case number, at, status, sub, text
  case place, country
  case code, carrier
  case reason, leg
  /// No carrier's table has the code.
  case unknownCode
  /// No parcel goes by the number.
  case unknownNumber
  /// Told without a zone, so that the time is not sure.
  case zoneless
  case receivedAt
  case id

  var description: FieldDescription {
    switch self {
    case .number: .init(.code, .init(20, 8...34, 1), ["tracking"])
    case .at: .init(.instant, .init(16, 10...20, 0), ["happened"])
    case .status:
      .init(.choice(TrackingStatus.allCases.map(\.rawValue)), .init(17, 8...18, 2), ["state"], group: true)
    case .sub: .init(.choice(TrackingDetail.allCases.map(\.rawValue)), .init(16, 8...20, 6), ["detail"])
    case .text: .init(.text, .init(30, 8...80, 3), personal: true)
    case .place: .init(.code, .init(16, 4...40, 5))
    case .country: .init(.code, .init(7, 2...7, 6), group: true, of: .countries)
    case .code: .init(.code, .init(8, 3...20, 4), group: true)
    case .carrier: .init(.code, .init(12, 4...24, 4), group: true)
    case .reason:
      .init(.choice(TrackingReason.allCases.map(\.rawValue)), .init(20, 8...34, 7), ["why"])
    case .leg: .init(.choice(TrackingLeg.allCases.map(\.rawValue)), .init(14, 8...16, 7))
    case .unknownCode: .init(.flag, .init(7, 3...7, 8), group: true)
    case .unknownNumber: .init(.flag, .init(7, 3...7, 8), group: true)
    case .zoneless: .init(.flag, .init(7, 3...7, 9), group: true)
    case .receivedAt: .init(.instant, .init(16, 10...20, 7), ["received"])
    case .id: .init(.number, .init(9, 4...12, 11, .trailing))
    }
  }
}
