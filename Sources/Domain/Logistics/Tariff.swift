/// What a weight costs, in minor units of the sheet's currency.
public enum Tariff: Hashable, Sendable {
  case flat(Int64)
  /// So much a kilogram, and `fixed` for each parcel (挂号费).
  case perKilogram(Int64, fixed: Int64)
  /// The first grams (首重), then each begun step (续重).
  case firstAndNext(firstGrams: Int64, first: Int64, stepGrams: Int64, step: Int64)

  /// The price of a billed weight; half a minor unit is rounded up.
  public func amount(grams: Int64) throws(QuoteRejection) -> Int64 {
    switch self {
    case .flat(let amount): return amount
    case .perKilogram(let rate, let fixed):
      let (product, overflow) = rate.multipliedReportingOverflow(by: grams)
      guard !overflow, let amount = Rounding.halfUp.quotient(product, 1000) else { throw .tooLarge }
      return try Tariff.sum(amount, fixed)
    case .firstAndNext(let firstGrams, let first, let stepGrams, let step):
      guard grams > firstGrams else { return first }
      guard stepGrams > 0, let steps = Rounding.up.quotient(grams - firstGrams, stepGrams) else { throw .tooLarge }
      let (product, overflow) = steps.multipliedReportingOverflow(by: step)
      if overflow { throw .tooLarge }
      return try Tariff.sum(first, product)
    }
  }

  static func sum(_ a: Int64, _ b: Int64) throws(QuoteRejection) -> Int64 {
    let (sum, overflow) = a.addingReportingOverflow(b)
    if overflow { throw .tooLarge }
    return sum
  }
}

/// What comes on top of the freight.
public struct Surcharge: Hashable, Sendable {
  public enum Condition: Hashable, Sendable {
    case always
    /// Remote areas and islands (偏远).
    case places([PlacePattern])
    case longestSideOver(millimetres: Int64)
    /// Length and girth: the longest side and twice the others.
    case girthOver(millimetres: Int64)
    case weightOver(grams: Int64)
    case hazards(Set<Hazard>)
    /// Peak seasons: from one moment up to before another.
    case during(from: Instant, until: Instant)
  }

  public enum Amount: Hashable, Sendable {
    case fixed(Int64)
    /// A kilogram, at least so much.
    case perKilogram(Int64, minimum: Int64)
    /// Hundredths of a percent of the freight alone.
    case ofFreight(basisPoints: Int64)
    /// Hundredths of a percent of all that stands above it (fuel).
    case ofAllBefore(basisPoints: Int64)
  }

  public var name: String
  public var condition: Condition
  public var amount: Amount

  public init(name: String, condition: Condition = .always, amount: Amount) {
    self.name = name
    self.condition = condition
    self.amount = amount
  }

  func applies(to wish: QuoteWish) -> Bool {
    switch condition {
    case .always: return true
    case .places(let places): return places.contains { $0.covers(wish.place) }
    case .longestSideOver(let limit): return (wish.measures.sidesLongestFirst?.first ?? 0) > limit
    case .girthOver(let limit): return (wish.measures.girthMillimetres ?? 0) > limit
    case .weightOver(let limit): return (wish.measures.grams ?? 0) > limit
    case .hazards(let hazards): return !hazards.isDisjoint(with: wish.hazards)
    case .during(let from, let until): return from <= wish.at && wish.at < until
    }
  }

  func amount(freight: Int64, before: Int64, grams: Int64) throws(QuoteRejection) -> Int64 {
    switch amount {
    case .fixed(let amount): return amount
    case .perKilogram(let rate, let minimum):
      return max(try Tariff.perKilogram(rate, fixed: 0).amount(grams: grams), minimum)
    case .ofFreight(let points): return try Surcharge.share(freight, points)
    case .ofAllBefore(let points): return try Surcharge.share(before, points)
    }
  }

  private static func share(_ amount: Int64, _ basisPoints: Int64) throws(QuoteRejection) -> Int64 {
    let (product, overflow) = amount.multipliedReportingOverflow(by: basisPoints)
    guard !overflow, let share = Rounding.halfUp.quotient(product, 10_000) else { throw .tooLarge }
    return share
  }
}

extension Measures {
  /// The longest side and twice the two others, as carriers measure big parcels; nil where a side is unknown.
  public var girthMillimetres: Int64? {
    guard let sides = sidesLongestFirst, sides[0] < 1 << 40 else { return nil }
    return sides[0] + 2 * (sides[1] + sides[2])
  }
}
