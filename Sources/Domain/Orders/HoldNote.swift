/// What the program itself notes of a hold; kept as a text, and told in each reader's language.
public enum HoldNote: Hashable, Sendable {
  case asTheSourceSays
  /// Goods had left before the channel called the order off.
  case calledOffTooLate
  /// The channel changes what was split or merged here.
  case changedAfterRework
  /// Somebody at the packing table did not go on with it.
  case setAside(ShortReason)
  case address([AddressFinding])

  public var text: String {
    switch self {
    case .asTheSourceSays: Hold.sourcesOwn
    case .calledOffTooLate: "cancelled at its channel after goods of it had left"
    case .changedAfterRework: "changed at its channel after it was split or merged"
    case .setAside(let reason): HoldNote.aside + reason.rawValue
    // Fields, never what stands in them.
    case .address(let findings):
      findings.map { "\($0.field.rawValue): \($0.problem.rawValue)" }.joined(separator: ", ")
    }
  }

  private static let aside = "set aside at the packing table: "

  /// nil for what a person wrote.
  public init?(_ text: String) {
    if let fixed = [HoldNote.asTheSourceSays, .calledOffTooLate, .changedAfterRework].first(where: { $0.text == text })
    {
      self = fixed
    } else if let reason = ShortReason.allCases.first(where: { HoldNote.setAside($0).text == text }) {
      self = .setAside(reason)
    } else {
      let findings = text.split(separator: ",").map { one -> AddressFinding? in
        let parts = one.split(separator: ":").map { String($0.drop { $0 == " " }) }
        guard parts.count == 2, let field = AddressField(rawValue: parts[0]),
          let problem = AddressProblem(rawValue: parts[1])
        else { return nil }
        return AddressFinding(field, problem)
      }
      let told = findings.compactMap { $0 }
      if told.isEmpty || told.count != findings.count { return nil }
      self = .address(told)
    }
  }
}
