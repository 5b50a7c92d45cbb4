/// The fields of what of an order goes out of one place (配货单). The first five are promised to scripts.
public enum FulfilmentField: String, Hashable, Sendable, CaseIterable {
  case number, order, stage, wave, warehouse
  /// Units of it, and how many are off the shelf and in parcels.
  case units, picked, packed
  case parcels
  /// Whether units of it were sought and not found.
  case short
  case shipBy
  /// It should have left, and has not.
  case late
  case carrier
  case sku
  case priority
  case plannedAt, begunAt
  case id

  var description: FieldDescription {
    switch self {
    case .number: .init(.code, .init(8, 4...14, 1), ["no"])
    case .order: .init(.code, .init(22, 6...40, 0))
    case .stage: .init(.choice(FulfilmentStage.allCases.map(\.rawValue)), .init(10, 6...11, 1), ["status"], group: true)
    case .wave: .init(.code, .init(8, 4...14, 4), group: true)
    case .warehouse: .init(.code, .init(9, 3...14, 7), ["at"], group: true)
    case .units: .init(.number, .init(6, 3...10, 3, .trailing), ["quantity"])
    case .picked: .init(.number, .init(6, 3...10, 4, .trailing))
    case .packed: .init(.number, .init(6, 3...10, 5, .trailing))
    case .parcels: .init(.number, .init(7, 3...8, 6, .trailing))
    case .short: .init(.flag, .init(5, 3...5, 5), group: true)
    case .shipBy: .init(.instant, .init(16, 10...20, 2), ["due"])
    case .late: .init(.flag, .init(5, 3...5, 3), group: true)
    case .carrier: .init(.code, .init(16, 4...24, 6), group: true)
    case .sku: .init(.codes, .init(18, 6...32, 8), ["skus"])
    case .priority: .init(.number, .init(8, 3...8, 10, .trailing))
    case .plannedAt: .init(.instant, .init(16, 10...20, 9), ["planned"])
    case .begunAt: .init(.instant, .init(16, 10...20, 9), ["begun"])
    case .id: .init(.number, .init(9, 4...12, 11, .trailing))
    }
  }
}

/// The fields of parcels. The first five are promised to scripts.
public enum ParcelField: String, Hashable, Sendable, CaseIterable {
  case number, order, state, carrier, tracking
  case units
  case box
  /// As weighed, and as what is in it should weigh.
  case grams, expectedGrams
  case manifest
  case wave
  case fulfilment
  case warehouse
  case shipBy
  /// It should have left, and has not.
  case late
  case packedBy
  case packedAt, shippedAt
  /// When half, and four of five, of the parcels like it have come.
  case eta50, eta80
  /// Hours after what was expected when it left.
  case lateBy
  case id

  var description: FieldDescription {
    switch self {
    case .number: .init(.code, .init(8, 4...14, 0), ["no", "parcel"])
    case .order: .init(.code, .init(22, 6...40, 2))
    case .state: .init(.choice(ParcelState.allCases.map(\.rawValue)), .init(10, 6...11, 1), ["status"], group: true)
    case .carrier: .init(.code, .init(12, 4...24, 3), group: true)
    case .tracking: .init(.code, .init(20, 8...34, 1), ["label"])
    case .units: .init(.number, .init(6, 3...10, 5, .trailing), ["quantity"])
    case .box: .init(.code, .init(8, 3...14, 6), group: true)
    case .grams: .init(.number, .init(7, 4...10, 5, .trailing), ["weight"])
    case .expectedGrams: .init(.number, .init(7, 4...10, 8, .trailing))
    case .manifest: .init(.code, .init(8, 4...14, 4), group: true)
    case .wave: .init(.code, .init(8, 4...14, 7), group: true)
    case .fulfilment: .init(.code, .init(8, 4...14, 9))
    case .warehouse: .init(.code, .init(9, 3...14, 8), ["at"], group: true)
    case .shipBy: .init(.instant, .init(16, 10...20, 5), ["due"])
    case .late: .init(.flag, .init(5, 3...5, 3), group: true)
    case .packedBy: .init(.person, .init(10, 4...20, 8), ["by"])
    case .packedAt: .init(.instant, .init(16, 10...20, 7), ["packed"])
    case .eta50: .init(.instant, .init(16, 10...20, 6))
    case .eta80: .init(.instant, .init(16, 10...20, 5), ["eta"])
    case .lateBy: .init(.number, .init(6, 3...8, 6, .trailing))
    case .shippedAt: .init(.instant, .init(16, 10...20, 8), ["shipped"])
    case .id: .init(.number, .init(9, 4...12, 11, .trailing))
    }
  }
}

/// The fields of lists for carriers (交接单). The first five are promised to scripts.
public enum ManifestField: String, Hashable, Sendable, CaseIterable {
  case number, carrier, warehouse, state, parcels
  /// Of all its parcels.
  case grams
  case madeBy
  case madeAt, shippedAt
  case id

  var description: FieldDescription {
    switch self {
    case .number: .init(.code, .init(8, 4...14, 0), ["no", "manifest"])
    case .carrier: .init(.code, .init(16, 4...24, 1), group: true)
    case .warehouse: .init(.code, .init(9, 3...14, 4), ["at"], group: true)
    case .state: .init(.choice(ManifestState.allCases.map(\.rawValue)), .init(9, 6...10, 2), ["status"], group: true)
    case .parcels: .init(.number, .init(7, 3...8, 2, .trailing))
    case .grams: .init(.number, .init(9, 4...12, 5, .trailing), ["weight"])
    case .madeBy: .init(.person, .init(10, 4...20, 6), ["by"])
    case .madeAt: .init(.instant, .init(16, 10...20, 3), ["made"])
    case .shippedAt: .init(.instant, .init(16, 10...20, 5), ["shipped"])
    case .id: .init(.number, .init(9, 4...12, 11, .trailing))
    }
  }
}
