/// A sum of money: whole minor units (cents, fen, yen) of one currency.
public struct Money: Hashable, Sendable {
  public var minorUnits: Int64
  public var currency: Currency

  public init(minorUnits: Int64, currency: Currency) {
    self.minorUnits = minorUnits
    self.currency = currency
  }

  public static func zero(_ currency: Currency) -> Money { Money(minorUnits: 0, currency: currency) }

  public var isZero: Bool { minorUnits == 0 }
  public var isNegative: Bool { minorUnits < 0 }

  /// The sum, or a refusal when the currencies differ or the sum leaves 64 bits: sums of outside amounts may do both.
  public func adding(_ other: Money) throws(MoneyRefusal) -> Money {
    guard currency == other.currency else { throw .currenciesDiffer(currency, other.currency) }
    let (sum, overflow) = minorUnits.addingReportingOverflow(other.minorUnits)
    if overflow { throw .tooLarge }
    return Money(minorUnits: sum, currency: currency)
  }

  /// The difference, refused like `adding`.
  public func subtracting(_ other: Money) throws(MoneyRefusal) -> Money {
    guard currency == other.currency else { throw .currenciesDiffer(currency, other.currency) }
    let (sum, overflow) = minorUnits.subtractingReportingOverflow(other.minorUnits)
    if overflow { throw .tooLarge }
    return Money(minorUnits: sum, currency: currency)
  }

  /// So many times the sum; refused when it leaves 64 bits.
  public func times(_ count: Int64) throws(MoneyRefusal) -> Money {
    let (product, overflow) = minorUnits.multipliedReportingOverflow(by: count)
    if overflow { throw .tooLarge }
    return Money(minorUnits: product, currency: currency)
  }
}

/// Why a calculation with money was refused.
public enum MoneyRefusal: Error, Hashable, Sendable {
  case currenciesDiffer(Currency, Currency)
  case tooLarge
  case noWeights
}
