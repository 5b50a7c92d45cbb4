/// The fields of review rules. The first five are promised to scripts.
public enum RuleField: String, Hashable, Sendable, CaseIterable {
  case place, name, active, sentence, effect
  /// What the effect needs: a hold's reason, a tag, a warehouse, the lines that are split off.
  case value
  /// When it looks at an order.
  case moment
  /// Orders that it caught since it was made.
  case hits
  /// What it would have caught, when somebody last tried it out.
  case caught, of, triedAt
  case id

  var description: FieldDescription {
    switch self {
    case .place: .init(.number, .init(5, 3...6, 1, .trailing), ["position"])
    case .name: .init(.code, .init(30, 8...40, 0))
    case .active: .init(.flag, .init(6, 3...6, 2), ["on"], group: true)
    case .sentence: .init(.text, .init(48, 12...120, 3))
    case .effect: .init(.choice(RuleEffect.allCases.map(\.rawValue)), .init(16, 5...16, 4), group: true)
    case .value: .init(.text, .init(18, 6...40, 5))
    case .moment: .init(.choice(RuleMoment.allCases.map(\.rawValue)), .init(8, 4...9, 9), group: true)
    case .hits: .init(.number, .init(6, 4...8, 6, .trailing))
    case .caught: .init(.number, .init(6, 4...8, 7, .trailing))
    case .of: .init(.number, .init(7, 4...9, 8, .trailing))
    case .triedAt: .init(.instant, .init(16, 10...20, 10), ["tried"])
    case .id: .init(.number, .init(9, 4...12, 12, .trailing))
    }
  }
}
