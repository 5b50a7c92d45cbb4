/// All ways of a parcel: those that are open, the best first, and the others with their reasons.
public struct WayChoice: Hashable, Sendable {
  public struct Weights: Hashable, Sendable {
    /// What a day beyond the promise costs us.
    public var latenessPerDay: Money
    /// How much of the expected loss counts, in percent of the goods' value.
    public var lossPercent: Int64

    public init(latenessPerDay: Money, lossPercent: Int64 = 100) {
      self.latenessPerDay = latenessPerDay
      self.lossPercent = lossPercent
    }
  }

  public struct Way: Hashable, Sendable {
    public var quote: Quote
    /// In the currency of the weights: cost, expected lateness and expected loss, and their sum.
    public var cost: Money
    public var lateness: Money
    public var loss: Money
    public var score: Money
  }

  public struct Refused: Hashable, Sendable {
    public var service: String
    public var reasons: [QuoteRejection]

    public init(service: String, reasons: [QuoteRejection]) {
      self.service = service
      self.reasons = reasons
    }
  }

  public let ways: [Way]
  public let refused: [Refused]

  /// - Parameter exchange: turns a sum into another currency; nil where no rate is known, which is said, not guessed.
  public init(
    _ wish: QuoteWish, among services: [ShippingService], weights: Weights,
    exchange: (Money, Currency) -> Money? = ShippingService.sameCurrency
  ) {
    var ways: [Way] = []
    var refused: [Refused] = []
    for service in services {
      switch service.quote(wish, exchange: exchange) {
      case .failure(let rejections): refused.append(Refused(service: service.code, reasons: rejections.reasons))
      case .success(let quote):
        do throws(QuoteRejection) {
          ways.append(try WayChoice.weigh(quote, service, wish, weights, exchange))
        } catch {
          refused.append(Refused(service: service.code, reasons: [error]))
        }
      }
    }
    self.ways = ways.sorted {
      ($0.score.minorUnits, $0.quote.days.p80) != ($1.score.minorUnits, $1.quote.days.p80)
        ? ($0.score.minorUnits, $0.quote.days.p80) < ($1.score.minorUnits, $1.quote.days.p80)
        : $0.quote.service.utf8.lexicographicallyPrecedes($1.quote.service.utf8)
    }
    self.refused = refused
  }

  public var best: Way? { ways.first }

  private static func weigh(
    _ quote: Quote, _ service: ShippingService, _ wish: QuoteWish, _ weights: Weights,
    _ exchange: (Money, Currency) -> Money?
  ) throws(QuoteRejection) -> Way {
    let currency = weights.latenessPerDay.currency
    guard let cost = exchange(quote.cost, currency) else { throw .noExchange(from: quote.cost.currency, to: currency) }
    let late = wish.promisedDays.map { max(0, quote.days.p80 - $0) } ?? 0
    let (lateness, overflow) = weights.latenessPerDay.minorUnits.multipliedReportingOverflow(by: Int64(late))
    if overflow { throw .tooLarge }
    var loss: Int64 = 0
    if let value = wish.value, service.lossBasisPoints > 0 {
      guard let own = exchange(value, currency) else { throw .noExchange(from: value.currency, to: currency) }
      let (once, first) = own.minorUnits.multipliedReportingOverflow(by: service.lossBasisPoints)
      let (twice, second) = once.multipliedReportingOverflow(by: weights.lossPercent)
      guard !first, !second, let share = Rounding.halfUp.quotient(twice, 1_000_000) else { throw .tooLarge }
      loss = share
    }
    let sum = try Tariff.sum(try Tariff.sum(cost.minorUnits, lateness), loss)
    func money(_ amount: Int64) -> Money { Money(minorUnits: amount, currency: currency) }
    return Way(quote: quote, cost: cost, lateness: money(lateness), loss: money(loss), score: money(sum))
  }
}
