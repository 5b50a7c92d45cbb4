/// A condition with everything resolved: no `today`, no `me`, no ages, text cut into terms, codes folded. The store
/// turns it into SQL and `matches` answers it for values; both must give the same rows.
public indirect enum Criterion: Hashable, Sendable {
  /// All of them; none at all: every row.
  case all([Criterion])
  /// At least one; none at all: no row.
  case any([Criterion])
  /// True where the inner one is not, absent values included.
  case not(Criterion)
  /// The row's cut search text holds all terms.
  case text([SearchTerm])
  /// One of the tests holds. The field is never an age: ages are asked of the moment they count from.
  case field(Field, [ValueTest])
}

extension Criterion {
  /// Whether a field is asked about anywhere.
  public func mentions(_ field: Field) -> Bool {
    switch self {
    case .all(let parts), .any(let parts): parts.contains { $0.mentions(field) }
    case .not(let part): part.mentions(field)
    case .text: false
    case .field(let asked, _): asked == field
    }
  }
}

/// What is asked of one value. On an absent value every test but `absent` is false.
public enum ValueTest: Hashable, Sendable {
  case absent
  case present
  /// The cut form of the text (of one of the texts) holds all terms.
  case words([SearchTerm])
  /// The folded form of the code (of one of the codes) is this.
  case folded(String)
  /// The folded form of the code (of one of the codes) begins with this.
  case foldedBegins(String)
  /// The word of the choice (one of the words) is this, byte for byte.
  case choice(String)
  case flag(Bool)
  case number(Bounds)
  case amount(AmountBounds)
  /// At or after `from` and before `before`; nil: no limit on that side.
  case moment(from: Instant?, before: Instant?)
}

/// Whole numbers with both ends; nil: no limit on that side. Where low is above high nothing matches.
public struct Bounds: Hashable, Sendable {
  public var low: Int64?
  public var high: Int64?

  public init(low: Int64? = nil, high: Int64? = nil) {
    self.low = low
    self.high = high
  }

  public static let nothing = Bounds(low: 1, high: 0)

  public func contains(_ number: Int64) -> Bool {
    low.map { number >= $0 } ?? true && high.map { number <= $0 } ?? true
  }
}

/// An amount of money to compare with: of one currency, or of each row's own.
public struct AmountBounds: Hashable, Sendable {
  public var span: Span<Amount>
  /// nil: rows of every currency, each compared by its own minor unit.
  public var currency: Currency?

  public init(_ span: Span<Amount>, _ currency: Currency?) {
    self.span = span
    self.currency = currency
  }

  /// The bounds in minor units of a currency with so many decimals (0, 2, 3 or 4): `>12.34` is from 1235 with two
  /// decimals and from 13 with none.
  public func minorUnits(decimals: Int) -> Bounds {
    switch span {
    case .equal(let amount):
      Bounds(low: amount.scaled(decimals, up: true), high: amount.scaled(decimals, up: false))
    case .atLeast(let amount): Bounds(low: amount.scaled(decimals, up: true))
    case .atMost(let amount): Bounds(high: amount.scaled(decimals, up: false))
    case .above(let amount):
      amount.scaled(decimals, up: false) == Int64.max
        ? .nothing : Bounds(low: amount.scaled(decimals, up: false) + 1)
    case .below(let amount):
      amount.scaled(decimals, up: true) == Int64.min
        ? .nothing : Bounds(high: amount.scaled(decimals, up: true) - 1)
    case .between(let low, let high):
      Bounds(low: low.scaled(decimals, up: true), high: high.scaled(decimals, up: false))
    }
  }
}

extension Amount {
  /// Minor units of a currency with so many decimals; a rest is rounded towards plus or minus infinity, and what leaves
  /// 64 bits stops at their end.
  func scaled(_ target: Int, up: Bool) -> Int64 {
    var value = units
    if decimals <= target {
      for _ in decimals..<target {
        let (product, overflow) = value.multipliedReportingOverflow(by: 10)
        if overflow { return units < 0 ? Int64.min : Int64.max }
        value = product
      }
      return value
    }
    var divisor: Int64 = 1
    for _ in target..<min(decimals, target + 18) { divisor *= 10 }
    let (whole, rest) = value.quotientAndRemainder(dividingBy: divisor)
    if up { return rest > 0 ? whole + 1 : whole }
    return rest < 0 ? whole - 1 : whole
  }
}
