/// The fields of carriers. The first three are promised to scripts.
public enum CarrierField: String, Hashable, Sendable, CaseIterable {
  case code, name, closed
  /// Why nothing goes with it for now.
  case because
  case services
  case id

  var description: FieldDescription {
    switch self {
    case .code: .init(.code, .init(14, 4...30, 0), ["carrier"])
    case .name: .init(.text, .init(24, 6...60, 2))
    case .closed: .init(.flag, .init(6, 3...6, 3), group: true)
    case .because: .init(.text, .init(24, 6...60, 4), ["reason"])
    case .services: .init(.number, .init(8, 3...8, 1, .trailing))
    case .id: .init(.number, .init(9, 4...12, 11, .trailing))
    }
  }
}

/// The fields of carriers' services (物流渠道). The first five are promised to scripts.
public enum ServiceField: String, Hashable, Sendable, CaseIterable {
  case code, carrier, name, closed, features
  case because
  /// Goods of orders that wait to go by it.
  case waiting
  /// When the sheet that holds now ends; absent until further notice.
  case until
  /// Whether a sheet of prices holds now.
  case priced
  case hazards, origins
  case minGrams, maxGrams
  case cutOff
  case lossPoints
  case sheets
  case id

  var description: FieldDescription {
    switch self {
    case .code: .init(.code, .init(16, 4...40, 0), ["service"])
    case .carrier: .init(.code, .init(12, 4...30, 1), group: true)
    case .name: .init(.text, .init(20, 6...60, 4))
    case .closed: .init(.flag, .init(6, 3...6, 2), group: true)
    case .features: .init(.text, .init(20, 6...60, 7))
    case .because: .init(.text, .init(20, 6...60, 8), ["reason"])
    case .waiting: .init(.number, .init(7, 3...8, 2, .trailing))
    case .until: .init(.instant, .init(16, 10...20, 5))
    case .priced: .init(.flag, .init(6, 3...6, 6), group: true)
    case .hazards: .init(.text, .init(24, 6...60, 6), ["hazard"])
    case .origins: .init(.text, .init(8, 2...20, 9), ["from"])
    case .minGrams: .init(.number, .init(8, 4...10, 10, .trailing))
    case .maxGrams: .init(.number, .init(8, 4...10, 3, .trailing))
    case .cutOff: .init(.text, .init(7, 5...8, 8))
    case .lossPoints: .init(.number, .init(6, 3...8, 9, .trailing), ["loss"])
    case .sheets: .init(.number, .init(6, 3...8, 9, .trailing))
    case .id: .init(.number, .init(9, 4...12, 11, .trailing))
    }
  }
}

/// The fields of rate sheets (报价表). The first five are promised to scripts.
public enum SheetField: String, Hashable, Sendable, CaseIterable {
  case number, service, currency, validFrom, validUntil
  case carrier
  case state
  /// Rows of places and prices.
  case rows
  /// The file that it came in.
  case source
  case takenAt
  case id

  var description: FieldDescription {
    switch self {
    case .number: .init(.code, .init(8, 4...14, 0), ["no", "sheet"])
    case .service: .init(.code, .init(16, 4...40, 1), group: true)
    case .currency: .init(.code, .init(4, 3...4, 5), group: true, of: .currencies)
    case .validFrom: .init(.instant, .init(16, 10...20, 3), ["from"])
    case .validUntil: .init(.instant, .init(16, 10...20, 4), ["until"])
    case .carrier: .init(.code, .init(12, 4...30, 6), group: true)
    case .state: .init(.choice(SheetState.allCases.map(\.rawValue)), .init(8, 6...10, 2), ["status"], group: true)
    case .rows: .init(.number, .init(7, 3...9, 6, .trailing))
    case .source: .init(.text, .init(24, 6...60, 7), ["file"])
    case .takenAt: .init(.instant, .init(16, 10...20, 8), ["taken"])
    case .id: .init(.number, .init(9, 4...12, 11, .trailing))
    }
  }
}

/// Whether a rate sheet holds.
public enum SheetState: String, Hashable, Sendable, CaseIterable {
  case coming, valid, over
}
