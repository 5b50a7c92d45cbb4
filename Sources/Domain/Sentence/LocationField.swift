/// The fields of places. The first five are promised to scripts.
public enum LocationField: String, Hashable, Sendable, CaseIterable {
  case code, warehouse, kind, use, name
  case role
  /// The place in a picker's walk.
  case sequence
  case country
  case priority
  case closed
  /// How many SKUs stand there, and how many units.
  case skus, units
  case id

  var description: FieldDescription {
    switch self {
    case .code: .init(.code, .init(14, 5...24, 0))
    case .warehouse: .init(.code, .init(10, 3...14, 1), group: true)
    case .kind: .init(.choice(LocationKind.allCases.map(\.rawValue)), .init(11, 6...12, 4), group: true)
    case .use: .init(.choice(BinUse.allCases.map(\.rawValue)), .init(9, 6...10, 2), group: true)
    case .name: .init(.text, .init(24, 6...40, 3))
    case .role: .init(.choice(LocationRole.allCases.map(\.rawValue)), .init(9, 3...9, 5), group: true)
    case .sequence: .init(.number, .init(8, 3...10, 6, .trailing), ["walk"])
    case .country: .init(.code, .init(7, 2...7, 7), group: true, of: .countries)
    case .priority: .init(.number, .init(8, 3...8, 9, .trailing))
    case .closed: .init(.flag, .init(6, 3...6, 8), group: true)
    case .skus: .init(.number, .init(6, 3...8, 6, .trailing))
    case .units: .init(.number, .init(8, 3...10, 3, .trailing))
    case .id: .init(.number, .init(9, 4...12, 11, .trailing))
    }
  }
}
