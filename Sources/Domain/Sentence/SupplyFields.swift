/// The fields of suppliers. The first four are promised to scripts.
public enum SupplierField: String, Hashable, Sendable, CaseIterable {
  case code, name, currency, country
  case leadDays, handlingDays
  case standard
  case returns
  /// The least that one order must have.
  case minimumUnits, minimumAmount
  /// How many SKUs they sell, and how many purchases are under way.
  case skus, purchases
  case closed
  case id

  var description: FieldDescription {
    switch self {
    case .code: .init(.code, .init(12, 4...24, 0))
    case .name: .init(.text, .init(28, 6...60, 1))
    case .currency: .init(.code, .init(4, 3...4, 6), group: true, of: .currencies)
    case .country: .init(.code, .init(7, 2...7, 7), group: true, of: .countries)
    case .leadDays: .init(.number, .init(6, 3...8, 2, .trailing), ["lead"])
    case .handlingDays: .init(.number, .init(6, 3...8, 9, .trailing), ["handling"])
    case .standard: .init(.code, .init(9, 4...10, 4), group: true)
    case .returns: .init(.choice(ReturnTerms.allCases.map(\.rawValue)), .init(12, 6...16, 8), group: true)
    case .minimumUnits: .init(.number, .init(8, 4...10, 8, .trailing), ["moq"])
    case .minimumAmount: .init(.money, .init(12, 6...16, 5, .trailing), ["minimum"])
    case .skus: .init(.number, .init(6, 3...8, 3, .trailing))
    case .purchases: .init(.number, .init(6, 3...8, 3, .trailing))
    case .closed: .init(.flag, .init(6, 3...6, 10), group: true)
    case .id: .init(.number, .init(9, 4...12, 11, .trailing))
    }
  }
}

/// The fields of purchases. The first five are promised to scripts.
public enum PurchaseField: String, Hashable, Sendable, CaseIterable {
  case number, supplier, state, warehouse, total
  /// Units ordered, come, still to come, and in check.
  case units, arrived, outstanding, inCheck
  case lines
  case sku
  case promisedAt
  /// Something of it should be there and is not.
  case late
  case orderedAt, createdAt
  case currency
  case note
  case id

  var description: FieldDescription {
    switch self {
    case .number: .init(.code, .init(8, 4...20, 0), ["no", "purchase"])
    case .supplier: .init(.code, .init(12, 4...24, 1), group: true)
    case .state: .init(.choice(PurchaseState.allCases.map(\.rawValue)), .init(15, 6...15, 2), ["status"], group: true)
    case .warehouse: .init(.code, .init(9, 3...14, 6), ["to"], group: true)
    case .total: .init(.money, .init(14, 6...18, 4, .trailing))
    case .units: .init(.number, .init(7, 3...10, 5, .trailing), ["quantity"])
    case .arrived: .init(.number, .init(7, 3...10, 7, .trailing), ["received"])
    case .outstanding: .init(.number, .init(7, 3...10, 4, .trailing))
    case .inCheck: .init(.number, .init(7, 3...10, 5, .trailing), ["tocheck"])
    case .lines: .init(.number, .init(5, 3...6, 8, .trailing))
    case .sku: .init(.codes, .init(18, 6...32, 9), ["skus"])
    case .promisedAt: .init(.instant, .init(16, 10...20, 3), ["promised", "eta"])
    case .late: .init(.flag, .init(5, 3...5, 6), group: true)
    case .orderedAt: .init(.instant, .init(16, 10...20, 8), ["ordered"])
    case .createdAt: .init(.instant, .init(16, 10...20, 9), ["created"])
    case .currency: .init(.code, .init(4, 3...4, 9), group: true, of: .currencies)
    case .note: .init(.text, .init(24, 6...60, 10))
    case .id: .init(.number, .init(9, 4...12, 11, .trailing))
    }
  }
}

/// The fields of purchases' lines. The first five are promised to scripts.
public enum PurchaseLineField: String, Hashable, Sendable, CaseIterable {
  case purchase, sku, quantity, unitCost, supplier
  case title
  case state
  case total
  /// Sound units that came, broken ones, those in stock, those sent away, and those still to come.
  case received, damaged, accepted, rejected, outstanding
  /// Units of it that are sold already.
  case pegged
  case promisedAt
  case id

  var description: FieldDescription {
    switch self {
    case .purchase: .init(.code, .init(8, 4...20, 0), ["number"])
    case .sku: .init(.code, .init(18, 6...32, 1))
    case .quantity: .init(.number, .init(7, 3...10, 2, .trailing), ["units"])
    case .unitCost: .init(.money, .init(10, 5...14, 5, .trailing), ["cost"])
    case .supplier: .init(.code, .init(12, 4...24, 6), group: true)
    case .title: .init(.text, .init(28, 8...80, 7))
    case .state: .init(.choice(PurchaseState.allCases.map(\.rawValue)), .init(15, 6...15, 4), ["status"], group: true)
    case .total: .init(.money, .init(14, 6...18, 8, .trailing))
    case .received: .init(.number, .init(7, 3...10, 5, .trailing))
    case .damaged: .init(.number, .init(7, 3...10, 9, .trailing))
    case .accepted: .init(.number, .init(7, 3...10, 8, .trailing))
    case .rejected: .init(.number, .init(7, 3...10, 9, .trailing))
    case .outstanding: .init(.number, .init(7, 3...10, 3, .trailing))
    case .pegged: .init(.number, .init(7, 3...10, 6, .trailing))
    case .promisedAt: .init(.instant, .init(16, 10...20, 4), ["promised", "eta"])
    case .id: .init(.number, .init(9, 4...12, 11, .trailing))
    }
  }
}

/// The fields of goods in check. The first five are promised to scripts.
public enum ReceiptField: String, Hashable, Sendable, CaseIterable {
  case id, purchase, sku, quantity, state
  case supplier
  case title
  case location
  case lot
  /// Units to be looked at, how many of them may be bad, and how many are.
  case sample, accept, defects
  case accepted, rejected
  case receivedAt

  var description: FieldDescription {
    switch self {
    case .id: .init(.number, .init(6, 3...10, 0, .trailing), ["number"])
    case .purchase: .init(.code, .init(8, 4...20, 2))
    case .sku: .init(.code, .init(18, 6...32, 1))
    case .quantity: .init(.number, .init(7, 3...10, 2, .trailing), ["units"])
    case .state: .init(.choice(ReceiptState.allCases.map(\.rawValue)), .init(13, 6...16, 1), ["status"], group: true)
    case .supplier: .init(.code, .init(12, 4...24, 5), group: true)
    case .title: .init(.text, .init(28, 8...80, 7))
    case .location: .init(.code, .init(12, 5...20, 3), ["at", "bin"])
    case .lot: .init(.code, .init(12, 4...20, 8))
    case .sample: .init(.number, .init(6, 3...8, 4, .trailing))
    case .accept: .init(.number, .init(6, 2...8, 6, .trailing))
    case .defects: .init(.number, .init(6, 2...8, 6, .trailing))
    case .accepted: .init(.number, .init(7, 3...10, 9, .trailing))
    case .rejected: .init(.number, .init(7, 3...10, 9, .trailing))
    case .receivedAt: .init(.instant, .init(16, 10...20, 4), ["received"])
    }
  }
}

/// The fields of units that are sold before the shop has them. The first five are promised to scripts.
public enum PegField: String, Hashable, Sendable, CaseIterable {
  case order, sku, quantity, purchase, purchaseBy
  case title
  case supplier
  /// Whether a purchase is to bring them.
  case bought
  /// When the order is to leave.
  case dueAt
  case promisedAt
  case id

  var description: FieldDescription {
    switch self {
    case .order: .init(.code, .init(22, 6...40, 1))
    case .sku: .init(.code, .init(18, 6...32, 0))
    case .quantity: .init(.number, .init(7, 3...10, 2, .trailing), ["units"])
    case .purchase: .init(.code, .init(8, 4...20, 4))
    case .purchaseBy: .init(.instant, .init(16, 10...20, 3), ["buyby"])
    case .title: .init(.text, .init(28, 8...80, 8))
    case .supplier: .init(.code, .init(12, 4...24, 7), group: true)
    case .bought: .init(.flag, .init(6, 3...6, 6), group: true)
    case .dueAt: .init(.instant, .init(16, 10...20, 5), ["due"])
    case .promisedAt: .init(.instant, .init(16, 10...20, 6), ["promised", "eta"])
    case .id: .init(.number, .init(9, 4...12, 11, .trailing))
    }
  }
}
