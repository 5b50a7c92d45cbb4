/// The fields of the stock ledger's lines. The first six are promised to scripts.
public enum MoveField: String, Hashable, Sendable, CaseIterable {
  case movedAt, sku, quantity, from, to, reason
  case lot
  case owner
  /// Who moved it.
  case actor
  /// The journal's entry.
  case entry
  case title
  case id

  var description: FieldDescription {
    switch self {
    case .movedAt: .init(.instant, .init(16, 10...20, 1), ["at"])
    case .sku: .init(.code, .init(18, 6...32, 0))
    case .quantity: .init(.number, .init(8, 4...12, 2, .trailing), ["units"])
    case .from: .init(.code, .init(12, 5...20, 3))
    case .to: .init(.code, .init(12, 5...20, 4))
    case .reason: .init(.choice(MoveReason.allCases.map(\.rawValue)), .init(14, 6...18, 5), group: true)
    case .lot: .init(.code, .init(12, 4...20, 7))
    case .owner: .init(.code, .init(10, 4...20, 10))
    case .actor: .init(.person, .init(10, 4...20, 6))
    case .entry: .init(.number, .init(9, 4...12, 9, .trailing))
    case .title: .init(.text, .init(32, 8...80, 8))
    case .id: .init(.number, .init(9, 4...12, 11, .trailing))
    }
  }
}
