import Domain

/// Numbers of JSON without ever becoming binary fractions.
enum JSONDecimal {
  /// The number without exponent, e.g. `1.5e2` → `150`; nil for what is no number or needs more than 40 digits.
  static func plain(_ text: String) -> String? {
    guard let mark = text.utf8.firstIndex(where: { $0 | 0x20 == 0x65 }) else { return text }
    let exponentText = text[text.utf8.index(after: mark)...]
    guard exponentText.utf8.count <= 4, let exponent = Int(exponentText), abs(exponent) <= 30 else { return nil }
    var mantissa = text[..<mark]
    guard mantissa.utf8.count <= 40 else { return nil }
    let isNegative = mantissa.hasPrefix("-")
    if isNegative { mantissa = mantissa.dropFirst() }
    let parts = mantissa.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = parts.first else { return nil }
    let fraction = parts.count > 1 ? parts[1] : ""
    var digits = String(whole) + String(fraction)
    var point = whole.utf8.count + exponent
    if point <= 0 {
      digits = String(repeating: "0", count: 1 - point) + digits
      point = 1
    } else if point > digits.utf8.count {
      digits += String(repeating: "0", count: point - digits.utf8.count)
    }
    let split = digits.utf8.index(digits.utf8.startIndex, offsetBy: point)
    let rest = digits[split...]
    return (isNegative ? "-" : "") + digits[..<split] + (rest.isEmpty ? "" : "." + rest)
  }

  /// Minor units; more decimals than the currency has are rounded half up.
  static func minorUnits(_ text: String, _ currency: Currency) -> Int64? {
    guard let plain = plain(text) else { return nil }
    return Money(amount: plain, currency: currency)?.minorUnits
  }

  /// A whole number, also written `3.0`; nil where it is none.
  static func whole(_ text: String) -> Int64? {
    if let number = Int64(text) { return number }
    guard let plain = plain(text), let point = plain.utf8.firstIndex(of: 0x2e) else {
      return self.plain(text).flatMap { Int64($0) }
    }
    guard plain[plain.utf8.index(after: point)...].utf8.allSatisfy({ $0 == 0x30 }) else { return nil }
    return Int64(plain[..<point])
  }

  /// A quantity times a factor in thousandths, rounded half up: for measures (pounds → grams: 453 592, inches → mm:
  /// 25 400).
  static func scaled(_ text: String, thousandths factor: Int64) -> Int64? {
    guard let plain = plain(text), let parts = Money.tenThousandths(plain) else { return nil }
    let (product, overflow) = parts.multipliedReportingOverflow(by: factor)
    return overflow ? nil : Rounding.halfUp.quotient(product, 10_000 * 1000)
  }
}

extension Money {
  /// A number in ten-thousandths, by way of the currency with four decimals.
  fileprivate static func tenThousandths(_ text: String) -> Int64? {
    guard let unit = Currency("CLF") else { return nil }
    return Money(amount: text, currency: unit)?.minorUnits
  }
}
