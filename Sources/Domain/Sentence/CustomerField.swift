/// The fields of customers. The first five are promised to scripts, in this order.
public enum CustomerField: String, Hashable, Sendable, CaseIterable {
  case number, name, email, country, tier
  case phone, tags
  /// How many.
  case orders
  case firstOrderAt, lastOrderAt
  /// The number of whoever they were found to be. Merged customers are listed only where this is asked for.
  case mergedInto
  case id
  /// The batches of actions that it was in, and the newest with its result.
  case batch, result

  var description: FieldDescription {
    switch self {
    case .number: .init(.code, .init(9, 4...14, 0), ["no"])
    case .name: .init(.text, .init(24, 6...40, 1), ["customer"], personal: true)
    case .email: .init(.text, .init(26, 8...40, 3), ["mail"], personal: true)
    case .country: .init(.code, .init(2, 2...7, 2), group: true, of: .countries)
    case .tier: .init(.choice(CustomerTier.allCases.map(\.rawValue)), .init(8, 4...8, 4), group: true)
    case .phone: .init(.text, .init(16, 8...20, 7), personal: true)
    case .tags: .init(.codes, .init(14, 4...30, 6), ["tag"], of: .labels)
    case .orders: .init(.number, .init(6, 3...8, 3, .trailing), ["ordercount"])
    case .firstOrderAt: .init(.instant, .init(16, 10...20, 8), ["first"])
    case .lastOrderAt: .init(.instant, .init(16, 10...20, 5), ["last"])
    case .mergedInto: .init(.code, .init(9, 4...14, 10), ["merged", "into"])
    case .id: .init(.number, .init(9, 4...12, 9, .trailing))
    case .batch: .init(.codes, .init(12, 4...24, 10), ["bulk"])
    case .result: .init(.text, .init(52, 8...70, 10))
    }
  }
}
