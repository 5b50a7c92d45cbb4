/// What a row has in a field.
public enum FieldValue: Hashable, Sendable {
  /// Absent: equals nothing, sorts last.
  case null
  /// A text, a code, or the word of a choice; an empty text is absent.
  case text(String)
  /// A set of codes or words, or several texts; none at all is absent.
  case texts([String])
  case number(Int64)
  case money(Int64, Currency)
  case instant(Instant)
  case flag(Bool)

  public init(_ text: String?) {
    if let text, !text.isEmpty { self = .text(text) } else { self = .null }
  }

  public init(_ number: Int64?) {
    if let number { self = .number(number) } else { self = .null }
  }

  public init(_ instant: Instant?) {
    if let instant { self = .instant(instant) } else { self = .null }
  }

  public init(_ money: Money?) {
    if let money { self = .money(money.minorUnits, money.currency) } else { self = .null }
  }

  public var isAbsent: Bool {
    switch self {
    case .null: true
    case .text(let text): text.isEmpty
    case .texts(let texts): texts.allSatisfy(\.isEmpty)
    case .number, .money, .instant, .flag: false
    }
  }
}

extension Sequence<FieldValue> {
  /// What the first amount among them is in; nil where none is an amount.
  public var currency: Currency? {
    for case .money(_, let currency) in self { return currency }
    return nil
  }
}
