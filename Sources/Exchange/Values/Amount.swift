public import Domain

/// Which sign stands before the decimals.
public enum DecimalSign: String, Hashable, Sendable, CaseIterable {
  case point, comma

  var byte: UInt8 { self == .point ? 0x2e : 0x2c }
}

/// An amount of money as a file writes it: `$24.99`, `1.024,50`, `(3.00)`, `￥12.30`, `EUR 12,00`.
///
/// The digits are kept with their own number of decimals, so that a unit price of 0.005 times 1000 is exact.
public struct Amount: Hashable, Sendable {
  /// The digits without the decimal sign, with the sign of the amount.
  public var digits: Int64
  /// How many of them are decimals: at most 9, further ones are cut off.
  public var decimals: Int
  /// As the text names it; else the one that was given.
  public var currency: Currency?
  /// Which sign the text certainly uses; nil where it has none or could be read both ways.
  public var shownSign: DecimalSign?

  /// In minor units of the currency (two decimals where none is known), a further fraction rounded half up; nil beyond
  /// 64 bits.
  public var minorUnits: Int64? { units(times: 1) }

  /// The amount so many times, rounded once at the end.
  public func units(times count: Int64) -> Int64? {
    let (product, overflow) = digits.multipliedReportingOverflow(by: count)
    if overflow { return nil }
    let target = currency?.decimals ?? 2
    if decimals <= target {
      let (units, tooLarge) = product.multipliedReportingOverflow(by: Amount.powers[target - decimals])
      return tooLarge ? nil : units
    }
    return Rounding.halfUp.quotient(product, Amount.powers[decimals - target])
  }

  static let powers: [Int64] = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000]

  /// Whether a lone point before three digits parts thousands in this currency: it has no such fraction, or those who
  /// use it write their thousands so and never a fraction. Three noughts behind yen may be a program's own decimals.
  static func partsThousands(_ currency: Currency?, _ areNoughts: Bool) -> Bool {
    guard let currency else { return false }
    return ["VND", "IDR", "COP", "CLP", "PYG", "ISK"].contains(currency.code) || currency.decimals == 0 && !areNoughts
  }

  /// Reads an amount. nil: this is none.
  ///
  /// A lone separator before exactly three digits (`1,024`) could mean either. It is read by `decimal`, the sign that
  /// the column's other values show; without that, a comma parts thousands unless the currency has three decimals, and
  /// a point begins decimals unless the currency has none. After a nought or nothing (`0,125`) it always begins
  /// decimals.
  public static func read(_ text: String, currency: Currency? = nil, decimal: DecimalSign? = nil) -> Amount? {
    var text = text
    return text.withUTF8 { read(Cell($0), currency: currency, decimal: decimal) }
  }

  /// Reads an amount from a row's cell.
  @inline(__always)
  public static func read(_ cell: Cell, currency: Currency? = nil, decimal: DecimalSign? = nil) -> Amount? {
    readPlain(cell.bytes, currency, decimal) ?? AmountScanner.read(cell.bytes, currency: currency, decimal: decimal)
  }

  /// `12`, `-3`, `24.99`: nearly every amount there is. nil: look closer.
  private static func readPlain(
    _ bytes: UnsafeBufferPointer<UInt8>, _ currency: Currency?, _ decimal: DecimalSign?
  ) -> Amount? {
    guard bytes.count > 0, bytes.count <= 16 else { return nil }
    var value: Int64 = 0
    var index = bytes[0] == 0x2d ? 1 : 0
    var point = -1
    guard index < bytes.count else { return nil }
    while index < bytes.count {
      let byte = bytes[index]
      if byte >= 0x30 && byte <= 0x39 {
        value = value &* 10 &+ Int64(byte &- 0x30)
      } else if byte == 0x2e && point < 0 && index > 0 && index + 1 < bytes.count && bytes[index - 1] != 0x2d {
        point = index
      } else {
        return nil
      }
      index += 1
    }
    let decimals = point < 0 ? 0 : bytes.count - point - 1
    if decimals > 9 || decimals == 3 && (decimal == .comma || decimal == nil && partsThousands(currency, false)) {
      return nil
    }
    return Amount(
      digits: bytes[0] == 0x2d ? -value : value, decimals: decimals, currency: currency,
      shownSign: decimals > 0 && decimals != 3 ? .point : nil
    )
  }
}
