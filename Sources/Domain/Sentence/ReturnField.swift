/// The fields of returns. The first eight are promised to scripts.
public enum ReturnField: String, Hashable, Sendable, CaseIterable {
  case number, order, status, reception, acceptance, disposition, refund, reason
  /// Of any line.
  case sku
  /// Units that were announced, that came, and that nobody has looked at.
  case units, received, toJudge
  case requestedAt, age, receivedAt
  case tracking
  case channel, country
  /// The number of the order that is sent instead.
  case exchange
  case note
  case id

  var description: FieldDescription {
    switch self {
    case .number: .init(.code, .init(8, 4...14, 0), ["no", "return"])
    case .order: .init(.code, .init(22, 8...32, 2))
    case .status: .init(.choice(ReturnStatus.allCases.map(\.rawValue)), .init(11, 5...12, 1), group: true)
    case .reception:
      .init(.choice(ReturnReception.allCases.map(\.rawValue)), .init(14, 6...15, 7), group: true)
    case .acceptance: .init(.choice(ReturnAcceptance.allCases.map(\.rawValue)), .init(10, 6...12, 8), group: true)
    case .disposition: .init(.choice(ReturnDisposition.allCases.map(\.rawValue)), .init(8, 4...11, 9), group: true)
    case .refund: .init(.choice(ReturnRefund.allCases.map(\.rawValue)), .init(9, 4...10, 6), group: true)
    case .reason: .init(.choice(ReturnReason.allCases.map(\.rawValue)), .init(16, 6...16, 4), group: true)
    case .sku: .init(.codes, .init(18, 6...32, 3), ["skus"])
    case .units: .init(.number, .init(5, 3...8, 5, .trailing), ["announced"])
    case .received: .init(.number, .init(8, 4...8, 6, .trailing))
    case .toJudge: .init(.number, .init(7, 4...8, 9, .trailing))
    case .requestedAt: .init(.instant, .init(16, 10...20, 8), ["requested", "date"])
    case .age: .init(.age, .init(7, 3...8, 2, .trailing))
    case .receivedAt: .init(.instant, .init(16, 10...20, 10))
    case .tracking: .init(.code, .init(16, 6...30, 10))
    case .channel: .init(.code, .init(8, 3...12, 8), ["account"], group: true, of: .accounts)
    case .country: .init(.code, .init(2, 2...7, 8), group: true, of: .countries)
    case .exchange: .init(.code, .init(22, 8...32, 11))
    case .note: .init(.text, .init(24, 8...60, 10))
    case .id: .init(.number, .init(9, 4...12, 12, .trailing))
    }
  }
}
