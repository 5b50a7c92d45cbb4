/// The fields of products. The first six are promised to scripts, in this order.
public enum ProductField: String, Hashable, Sendable, CaseIterable {
  case number, title, brand, source, review, tags
  case category
  /// How many.
  case variants, images
  /// Of any variant.
  case hs, origin, sku
  case updatedAt, id
  /// The batches of actions that it was in, and the newest with its result.
  case batch, result

  var description: FieldDescription {
    switch self {
    case .number: .init(.code, .init(20, 6...40, 0), ["no", "handle"])
    case .title: .init(.text, .init(36, 8...80, 1))
    case .brand: .init(.text, .init(14, 4...24, 4), ["vendor"], group: true)
    case .source: .init(.choice(ProductSource.allCases.map(\.rawValue)), .init(8, 4...10, 6), group: true)
    case .review: .init(.choice(ReviewState.allCases.map(\.rawValue)), .init(9, 4...10, 2), group: true)
    case .tags: .init(.codes, .init(16, 4...30, 5), ["tag"], of: .labels)
    case .category: .init(.text, .init(16, 5...40, 7), ["type"], group: true)
    case .variants: .init(.number, .init(4, 3...8, 3, .trailing))
    case .images: .init(.number, .init(4, 3...8, 8, .trailing))
    case .hs: .init(.codes, .init(10, 6...14, 8), ["hscode"])
    case .origin: .init(.codes, .init(4, 2...8, 9), of: .countries)
    case .sku: .init(.codes, .init(16, 6...32, 8), ["skus"])
    case .updatedAt: .init(.instant, .init(16, 10...20, 9), ["updated"])
    case .id: .init(.number, .init(9, 4...12, 10, .trailing))
    case .batch: .init(.codes, .init(12, 4...24, 11), ["bulk"])
    case .result: .init(.text, .init(52, 8...70, 11))
    }
  }
}
