/// What currencies were worth in others, each rate with its day and who said so.
public struct ExchangeTable: Hashable, Sendable {
  public struct Rate: Hashable, Sendable {
    public var from: Currency
    public var to: Currency
    /// Units of `to` for one of `from`, in hundred-millionths.
    public var hundredMillionths: Int64
    public var day: Instant
    public var source: String

    public init(from: Currency, to: Currency, hundredMillionths: Int64, day: Instant, source: String) {
      self.from = from
      self.to = to
      self.hundredMillionths = hundredMillionths
      self.day = day
      self.source = source
    }
  }

  public static let none = ExchangeTable([])

  private struct Pair: Hashable, Sendable {
    var from: Currency
    var to: Currency
  }

  private let newest: [Pair: Rate]

  /// Of several rates of a pair the newest counts, of one day the last.
  public init(_ rates: [Rate]) {
    var newest: [Pair: Rate] = [:]
    for rate in rates where rate.hundredMillionths > 0 {
      let pair = Pair(from: rate.from, to: rate.to)
      if let known = newest[pair], known.day > rate.day { continue }
      newest[pair] = rate
    }
    self.newest = newest
  }

  public var rates: [Rate] {
    newest.values.sorted {
      ($0.from.code + $0.to.code).utf8.lexicographicallyPrecedes(($1.from.code + $1.to.code).utf8)
    }
  }

  /// The rate that turns one currency into another, read either way; nil where nobody has said one.
  public func rate(from: Currency, to: Currency) -> Rate? {
    newest[Pair(from: from, to: to)] ?? newest[Pair(from: to, to: from)]
  }

  /// The same sum in another currency, rounded half up; nil where no rate is known, which is said, not guessed.
  public func convert(_ money: Money, _ to: Currency) -> Money? {
    if money.currency == to { return money }
    guard let rate = rate(from: money.currency, to: to) else { return nil }
    let scale = Int128(100_000_000)
    let (from, into) = (ExchangeTable.power(money.currency.decimals), ExchangeTable.power(to.decimals))
    let units = Int128(money.minorUnits)
    let isForward = rate.from == money.currency
    let numerator = isForward ? units * Int128(rate.hundredMillionths) * into : units * scale * into
    let denominator = isForward ? scale * from : Int128(rate.hundredMillionths) * from
    let half = numerator < 0 ? -denominator / 2 : denominator / 2
    return Int64(exactly: (numerator + half) / denominator).map { Money(minorUnits: $0, currency: to) }
  }

  private static func power(_ decimals: Int) -> Int128 { (0..<decimals).reduce(Int128(1)) { power, _ in power * 10 } }
}

extension ExchangeTable {
  /// A rate as it is written, `7.8125` or `0,128`, in hundred-millionths; nil for anything else.
  public static func hundredMillionths(_ text: String) -> Int64? {
    guard let (number, rest) = TypedMeasure.parts(text), rest.isEmpty else { return nil }
    return number.times(100_000_000, over: 1)
  }

  /// The same as people write it, without noughts at its end.
  public static func text(_ hundredMillionths: Int64) -> String {
    let (whole, part) = hundredMillionths.quotientAndRemainder(dividingBy: 100_000_000)
    if part == 0 { return String(whole) }
    var digits = String(part.magnitude)
    digits = String(repeating: "0", count: 8 - digits.utf8.count) + digits
    while digits.hasSuffix("0") { digits.removeLast() }
    return "\(whole).\(digits)"
  }
}
