import Domain
import TestSupport
import Testing

@testable import Store

/// The words that tests of ways speak.
extension Shop {
  static let cny = Currency("CNY") ?? .none
  static let eur = Currency("EUR") ?? .none

  /// A row of a rate sheet, by the kilogram.
  static func rate(
    _ service: String, _ country: String, _ perKilogram: Int64, fixed: Int64 = 0, zone: String? = nil,
    over: Int64 = 0, upTo: Int64 = 2000, from: Instant? = nil, days: Int = 10, carrier: String = "YANWEN",
    currency: Currency = Shop.cny, line: Int = 2, surcharges: [Surcharge] = []
  ) -> IncomingWay {
    var rate = IncomingRate(
      line: line, raw: "\(service),\(country)", service: service, carrier: carrier, zone: zone ?? country,
      overGrams: over, upToGrams: upTo, cost: .perKilogram(perKilogram, fixed: fixed), currency: currency,
      surcharges: surcharges)
    rate.places = country.isEmpty ? [] : [PlacePattern(country: country)]
    rate.days = TransitDays(p50: days / 2, p80: days)
    rate.validFrom = from
    return .rate(rate)
  }

  static func service(
    _ code: String, carrier: String = "YANWEN", hazards: Set<Hazard> = [], limits: ParcelLimits = ParcelLimits()
  ) -> IncomingWay {
    var limits = limits
    limits.allowedHazards = hazards
    return .service(
      IncomingService(
        line: 2, raw: code,
        service: ShippingService(code: code, carrier: carrier, name: "", limits: limits, sheets: []),
        says: [.hazards, .weights]))
  }

  @discardableResult
  func takeWays(_ rows: [IncomingWay], from: Instant? = nil, dryRun: Bool = false) throws -> WaysIntake.Report {
    now = now.adding(milliseconds: 1000)
    return try WaysIntake(service: nil, from: from ?? Shop.start, file: "rates.csv")
      .take(rows, as: admin, now: now, dryRun: dryRun, in: store)
  }

  func ways(to country: String, at moment: Instant? = nil) throws -> Ways {
    try store.connection.readNow { try Ways.read(to: country, at: moment ?? now, in: $0) }
  }

  /// Service and cost of every open way, the best first.
  func quotes(
    to country: String, grams: Int64 = 500, hazards: Set<Hazard> = [], at moment: Instant? = nil, postcode: String = ""
  ) throws -> [String] {
    let wish = QuoteWish(
      place: ShippingPlace(country: country, postcode: postcode), measures: Measures(grams: grams), hazards: hazards,
      at: moment ?? now)
    return try ways(to: country, at: moment).choice(wish).ways.map { "\($0.quote.service) \($0.quote.cost.amount)" }
  }

  func chosen(_ fulfilment: Int64) throws -> ChosenWay? {
    try store.connection.readNow { try ChosenWay.of(fulfilment: fulfilment, in: $0) }
  }

  func undo(_ entry: Int64?) throws -> Int64? {
    now = now.adding(milliseconds: 1000)
    return try store.undo(entry: entry, as: admin, now: now).undoEntry
  }
}
