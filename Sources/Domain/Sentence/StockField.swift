/// The fields of stock: units of one SKU that stand together in one place. The first five are promised to scripts.
public enum StockField: String, Hashable, Sendable, CaseIterable {
  case sku, location, quantity, lot, warehouse
  /// The product's title.
  case title
  /// Where the place is of: domestic, bonded, overseas …
  case kind
  /// What the place is for: picking, receiving, quality …
  case use
  /// Whether it may be promised to buyers.
  case sellable
  case expiresAt
  case lotStatus
  case owner
  case product
  case id

  var description: FieldDescription {
    switch self {
    case .sku: .init(.code, .init(18, 6...32, 0))
    case .location: .init(.code, .init(12, 5...20, 1), ["at", "bin"])
    case .quantity: .init(.number, .init(8, 4...12, 2, .trailing), ["units", "onhand"])
    case .lot: .init(.code, .init(12, 4...20, 6))
    case .warehouse: .init(.code, .init(8, 3...14, 5), group: true)
    case .title: .init(.text, .init(32, 8...80, 3))
    case .kind: .init(.choice(LocationKind.allCases.map(\.rawValue)), .init(10, 6...12, 8), group: true)
    case .use: .init(.choice(BinUse.allCases.map(\.rawValue)), .init(9, 6...10, 4), group: true)
    case .sellable: .init(.flag, .init(8, 3...8, 9), group: true)
    case .expiresAt: .init(.instant, .init(16, 10...20, 7), ["expires"])
    case .lotStatus: .init(.choice(LotStatus.allCases.map(\.rawValue)), .init(11, 6...12, 9), group: true)
    case .owner: .init(.code, .init(10, 4...20, 10))
    case .product: .init(.code, .init(20, 6...40, 10))
    case .id: .init(.number, .init(9, 4...12, 11, .trailing))
    }
  }
}
