internal import Domain

/// Prices, taxes and freight of the made-up shop, in whole minor units.
enum DemoPrices {
  /// The price in a currency of something that costs so many US cents: 9.99 stays a price that ends in 99.
  static func price(_ cents: Int, in currency: Currency) -> Int64 {
    if currency.decimals == 0 { return Int64(cents * 3 / 2 / 100 * 100 + 80) }
    let rate =
      switch currency.code {
      case "EUR": 92
      case "GBP": 79
      case "SGD": 134
      case "MYR": 460
      default: 100
      }
    return Int64(max(199, cents * rate / 100 / 100 * 100 + 99))
  }

  /// Hundredths of a per cent.
  static func taxRate(_ country: String) -> Int64 {
    switch country {
    case "DE": 1900
    case "AT", "GB", "FR", "TR", "UA": 2000
    case "IT": 2200
    case "ES", "NL", "BE", "CZ": 2100
    case "PL", "PT", "IE": 2300
    case "SE": 2500
    case "GR": 2400
    case "CH": 810
    case "IL": 1800
    case "JP": 1000
    case "SG": 900
    case "MY": 1000
    case "US": 725
    case "CA": 1300
    case "MX": 1600
    default: 0
    }
  }

  /// The tax inside an amount, or on top of it, rounded half up.
  static func tax(of amount: Int64, rate: Int64, isIncluded: Bool) -> Int64 {
    Rounding.halfUp.quotient(amount * rate, isIncluded ? 10_000 + rate : 10_000) ?? 0
  }
}
