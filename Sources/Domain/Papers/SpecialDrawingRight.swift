/// What one special drawing right of the Monetary Fund is worth: the posts draw the line between CN22 and CN23 in it.
public struct SpecialDrawingRight: Hashable, Sendable {
  public var currency: Currency
  /// Millionths of the currency's unit for one SDR: 9,612,300 for 9.6123 yuan.
  public var micros: Int64
  /// The day of the rate, ISO 8601, as its source gives it.
  public var date: String
  /// Who says so.
  public var source: String

  public init(currency: Currency, micros: Int64, date: String, source: String) {
    self.currency = currency
    self.micros = micros
    self.date = date
    self.source = source
  }

  /// From here on CN23. Source: Universal Postal Convention, Regulations, article 20-001.
  public static let line: Int64 = 300

  /// Whether the sum is worth the line or more; nil for a sum of another currency.
  public func reachesLine(_ value: Money) -> Bool? {
    guard value.currency == currency, micros > 0, value.minorUnits >= 0 else { return nil }
    var scale: UInt64 = 1
    for _ in 0..<currency.decimals { scale *= 10 }
    let left = value.minorUnits.magnitude.multipliedFullWidth(by: 1_000_000)
    let (lined, overflow) = micros.magnitude.multipliedReportingOverflow(by: UInt64(SpecialDrawingRight.line) * scale)
    if overflow { return false }
    return left.high > 0 || left.low >= lined
  }

  /// The first sum that needs CN23, for people: 300 SDR, rounded up to the minor unit.
  public var lineValue: Money? {
    var scale: Int64 = 1
    for _ in 0..<currency.decimals { scale *= 10 }
    let (lined, overflow) = micros.multipliedReportingOverflow(by: SpecialDrawingRight.line * scale)
    guard !overflow, let units = Rounding.up.quotient(lined, 1_000_000) else { return nil }
    return Money(minorUnits: units, currency: currency)
  }
}
