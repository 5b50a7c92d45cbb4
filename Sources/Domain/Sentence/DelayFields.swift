/// The fields of warnings about parcels on their way. The first six are promised to scripts.
public enum AlertField: String, Hashable, Sendable, CaseIterable {
  case number, parcel, order, cause, severity, party
  case leg
  /// What to do next.
  case step
  /// Since when it is so, and how long.
  case since, age
  case carrier, origin, country
  /// Whether its cause still holds.
  case open
  /// Whether the parcel's customer ought to hear of it.
  case tells
  case told, toldAt
  case acknowledged, acknowledgedAt
  /// The storm that it is part of.
  case storm
  case openedAt, closedAt
  /// The most pressing have the highest.
  case rank
  case id

  var description: FieldDescription {
    switch self {
    case .number: .init(.code, .init(7, 4...12, 0), ["no", "alert"])
    case .parcel: .init(.code, .init(8, 4...14, 2))
    case .order: .init(.code, .init(22, 6...40, 5))
    case .cause: .init(.choice(DelayCause.allCases.map(\.rawValue)), .init(19, 8...20, 1), group: true)
    case .severity: .init(.choice(DelaySeverity.allCases.map(\.rawValue)), .init(8, 4...8, 2), group: true)
    case .party: .init(.choice(TrackingParty.allCases.map(\.rawValue)), .init(9, 4...10, 5), group: true)
    case .leg: .init(.choice(TrackingLeg.allCases.map(\.rawValue)), .init(12, 6...14, 8), group: true)
    case .step: .init(.choice(DelayStep.allCases.map(\.rawValue)), .init(20, 8...24, 3), group: true)
    case .since: .init(.instant, .init(16, 10...20, 7))
    case .age: .init(.age, .init(6, 3...8, 3, .trailing))
    case .carrier: .init(.code, .init(12, 4...24, 4), group: true)
    case .origin: .init(.code, .init(4, 2...7, 9), group: true, of: .countries)
    case .country: .init(.code, .init(2, 2...7, 5), ["to", "destination"], group: true, of: .countries)
    case .open: .init(.flag, .init(5, 3...5, 9), group: true)
    case .tells: .init(.flag, .init(5, 3...5, 8), group: true)
    case .told: .init(.person, .init(10, 4...20, 6), group: true)
    case .toldAt: .init(.instant, .init(16, 10...20, 9))
    case .acknowledged: .init(.person, .init(10, 4...20, 6), ["seen", "by"], group: true)
    case .acknowledgedAt: .init(.instant, .init(16, 10...20, 10))
    case .storm: .init(.number, .init(6, 3...8, 7, .trailing))
    case .openedAt: .init(.instant, .init(16, 10...20, 9), ["opened"])
    case .closedAt: .init(.instant, .init(16, 10...20, 9), ["closed"])
    case .rank: .init(.number, .init(4, 3...5, 10, .trailing))
    case .id: .init(.number, .init(9, 4...12, 11, .trailing))
    }
  }
}

/// The fields of claims (索赔单). The first six are promised to scripts.
public enum ClaimField: String, Hashable, Sendable, CaseIterable {
  case number, parcel, state, carrier, asked, granted
  case order
  case insurer
  case cause
  /// What has to be kept next: filing, then their answer.
  case deadline
  /// The deadline has passed.
  case late
  case reference
  case openedBy
  case openedAt, fileBy, filedAt, answerBy, endedAt
  case id

  var description: FieldDescription {
    switch self {
    case .number: .init(.code, .init(8, 4...14, 0), ["no", "claim"])
    case .parcel: .init(.code, .init(8, 4...14, 2))
    case .state: .init(.choice(ClaimState.allCases.map(\.rawValue)), .init(9, 5...10, 1), ["status"], group: true)
    case .carrier: .init(.code, .init(14, 4...24, 3), group: true)
    case .asked: .init(.money, .init(13, 8...18, 2, .trailing), ["amount"])
    case .granted: .init(.money, .init(13, 8...18, 4, .trailing))
    case .order: .init(.code, .init(22, 6...40, 5))
    case .insurer: .init(.code, .init(12, 4...24, 8), group: true)
    case .cause: .init(.choice(ClaimCause.allCases.map(\.rawValue)), .init(12, 4...13, 4), group: true)
    case .deadline: .init(.instant, .init(16, 10...20, 3), ["due"])
    case .late: .init(.flag, .init(5, 3...5, 5), group: true)
    case .reference: .init(.code, .init(16, 4...24, 7))
    case .openedBy: .init(.person, .init(10, 4...20, 9), ["by"])
    case .openedAt: .init(.instant, .init(16, 10...20, 8), ["opened"])
    case .fileBy: .init(.instant, .init(16, 10...20, 9))
    case .filedAt: .init(.instant, .init(16, 10...20, 8), ["filed"])
    case .answerBy: .init(.instant, .init(16, 10...20, 9))
    case .endedAt: .init(.instant, .init(16, 10...20, 9), ["ended"])
    case .id: .init(.number, .init(9, 4...12, 11, .trailing))
    }
  }
}

/// The fields of lanes: how long a way takes from one country to another. The first eight are promised to scripts.
public enum LaneField: String, Hashable, Sendable, CaseIterable {
  case way, origin, country
  /// Parcels that it is learnt from, and the hours that 50, 80 and 95 of a hundred need at most.
  case samples, p50, p80, p95
  /// Parcels under way now, how many of them are later than expected when they left, and their share in a hundred.
  case underWay, late, lateShare
  case carrier
  case zone
  case region
  /// What it rests on: parcels of this lane, of the region, or what such lines take in general.
  case basis
  /// Warnings that are open.
  case alerts
  case learntAt
  case id

  var description: FieldDescription {
    switch self {
    case .way: .init(.code, .init(18, 6...30, 0), ["service"], group: true)
    case .origin: .init(.code, .init(4, 2...7, 3), ["from"], group: true, of: .countries)
    case .country: .init(.code, .init(2, 2...7, 1), ["to", "destination"], group: true, of: .countries)
    case .samples: .init(.number, .init(7, 3...9, 4, .trailing), ["n"])
    case .p50: .init(.number, .init(5, 3...6, 3, .trailing))
    case .p80: .init(.number, .init(5, 3...6, 2, .trailing))
    case .p95: .init(.number, .init(5, 3...6, 3, .trailing))
    case .underWay: .init(.number, .init(8, 4...9, 4, .trailing))
    case .late: .init(.number, .init(6, 3...8, 5, .trailing))
    case .lateShare: .init(.number, .init(6, 3...7, 1, .trailing), ["share"])
    case .carrier: .init(.code, .init(12, 4...24, 7), group: true)
    case .zone: .init(.code, .init(8, 3...14, 9), group: true)
    case .region: .init(.code, .init(14, 6...16, 8), group: true)
    case .basis: .init(.code, .init(16, 6...24, 6), group: true)
    case .alerts: .init(.number, .init(6, 3...8, 4, .trailing))
    case .learntAt: .init(.instant, .init(16, 10...20, 9), ["learnt"])
    case .id: .init(.number, .init(9, 4...12, 11, .trailing))
    }
  }
}
