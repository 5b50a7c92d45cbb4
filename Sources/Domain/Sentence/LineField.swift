/// The fields of order lines. The first six are promised to scripts, in this order.
public enum LineField: String, Hashable, Sendable, CaseIterable {
  /// The order's number.
  case order
  case sku, title, quantity, unitPrice, total
  case channel
  /// The order's status.
  case status
  case listingId, options
  /// The SKU of the own variant.
  case variant
  case mapped
  /// When the order was placed.
  case placedAt
  case position, id
  /// The batches of actions that it was in, and the newest with its result.
  case batch, result

  var description: FieldDescription {
    switch self {
    case .order: .init(.code, .init(22, 8...32, 1), ["number"])
    case .sku: .init(.code, .init(16, 6...32, 0))
    case .title: .init(.text, .init(32, 8...80, 2))
    case .quantity: .init(.number, .init(5, 3...8, 2, .trailing), ["units"])
    case .unitPrice: .init(.money, .init(11, 7...16, 5, .trailing), ["price"])
    case .total: .init(.money, .init(12, 8...16, 3, .trailing), ["amount"])
    case .channel: .init(.code, .init(8, 3...12, 7), ["account"], group: true, of: .accounts)
    case .status: .init(.choice(OrderStatus.allCases.map(\.rawValue)), .init(13, 4...14, 6), group: true)
    case .listingId: .init(.code, .init(14, 6...24, 8), ["listing", "asin"])
    case .options: .init(.text, .init(14, 5...30, 4), ["option"])
    case .variant: .init(.code, .init(16, 6...32, 6))
    case .mapped: .init(.flag, .init(4, 3...6, 9), group: true)
    case .placedAt: .init(.instant, .init(16, 10...20, 8), ["placed", "date"])
    case .position: .init(.number, .init(3, 2...5, 10, .trailing))
    case .id: .init(.number, .init(9, 4...12, 11, .trailing))
    case .batch: .init(.codes, .init(12, 4...24, 12), ["bulk"])
    case .result: .init(.text, .init(52, 8...70, 12))
    }
  }
}
