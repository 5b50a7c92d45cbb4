extension Money {
  /// The amount with a point and the currency's decimals, without grouping: `-12.30`, `1200` (JPY), `0.005` (KWD).
  public var amount: String {
    let decimals = currency.decimals
    var digits = String(minorUnits.magnitude)
    if decimals > 0 {
      if digits.utf8.count <= decimals {
        digits = String(repeating: "0", count: decimals + 1 - digits.utf8.count) + digits
      }
      digits.insert(".", at: digits.utf8.index(digits.endIndex, offsetBy: -decimals))
    }
    return minorUnits < 0 ? "-" + digits : digits
  }

  /// The amount with its currency's code, `12.30 EUR`; the amount alone where nobody said which currency it is.
  public var withCode: String { currency == .none ? amount : "\(amount) \(currency.code)" }

  /// A plain decimal with a point (`12.3`, `-0.5`, `7`), as APIs write it; more decimals than the currency has are
  /// rounded. nil for anything else, and for what leaves 64 bits.
  public init?(amount: some StringProtocol, currency: Currency, rounding: Rounding = .halfUp) {
    guard let units = Money.minorUnits(of: amount, decimals: currency.decimals, rounding: rounding) else { return nil }
    self.init(minorUnits: units, currency: currency)
  }

  /// The same, as people enter it: what the currency's minor unit cannot hold is refused instead of rounded, so that
  /// `12.50` is no sum of yen.
  public init?(exactly amount: some StringProtocol, currency: Currency) {
    guard let down = Money(amount: amount, currency: currency, rounding: .down),
      let up = Money(amount: amount, currency: currency, rounding: .up), down == up
    else { return nil }
    self = down
  }

  static func minorUnits(of text: some StringProtocol, decimals: Int, rounding: Rounding) -> Int64? {
    var value: Int64 = 0
    var negative = false
    var seenPoint = false
    var seenDigit = false
    var fraction = 0
    var rest: Int64 = 0
    var restScale: Int64 = 1
    for (offset, byte) in text.utf8.enumerated() {
      switch byte {
      case 0x2d where offset == 0: negative = true
      case 0x2b where offset == 0: break
      case 0x2e where !seenPoint: seenPoint = true
      case 0x30...0x39:
        seenDigit = true
        let digit = Int64(byte - 0x30)
        if seenPoint && fraction >= decimals {
          // Twelve further digits decide any rounding; the rest cannot change a half that is already broken.
          if restScale < 1_000_000_000_000 {
            rest = rest * 10 + digit
            restScale *= 10
          } else if digit > 0 {
            rest |= 1
          }
        } else {
          let (tens, overflowA) = value.multipliedReportingOverflow(by: 10)
          let (sum, overflowB) = tens.addingReportingOverflow(digit)
          if overflowA || overflowB { return nil }
          value = sum
          if seenPoint { fraction += 1 }
        }
      default: return nil
      }
    }
    guard seenDigit else { return nil }
    while fraction < decimals {
      let (tens, overflow) = value.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      value = tens
      fraction += 1
    }
    if rest > 0 {
      let up: Bool
      switch rounding {
      case .down: up = false
      case .up: up = true
      case .halfUp: up = rest * 2 >= restScale
      case .halfEven: up = rest * 2 == restScale ? value % 2 != 0 : rest * 2 > restScale
      }
      if up {
        let (sum, overflow) = value.addingReportingOverflow(1)
        if overflow { return nil }
        value = sum
      }
    }
    return negative ? -value : value
  }
}
