/// What is to be sent, where to, and what is asked of the way.
public struct QuoteWish: Hashable, Sendable {
  public var place: ShippingPlace
  /// Country that it leaves from; empty where any will do.
  public var origin: String
  public var measures: Measures
  public var hazards: Set<Hazard>
  public var value: Money?
  public var needs: Set<ShippingService.Feature>
  /// When it leaves.
  public var at: Instant
  /// Days in which it was promised; nil where nothing was.
  public var promisedDays: Int?
  /// Whether a way that four of five parcels take longer on is refused.
  public var mustBeInTime: Bool
  /// Whether ways are offered, as estimates, that need sides nobody has measured.
  public var acceptsUnknownSides: Bool
  /// Minute of the day at which it is handed over, by the clock of the house; nil where that does not matter.
  public var minuteOfDay: Int64?
  /// Day of the week of that, 0 for Monday; nil where it does not matter.
  public var weekday: Int?

  public init(
    place: ShippingPlace, origin: String = "", measures: Measures, hazards: Set<Hazard> = [], value: Money? = nil,
    needs: Set<ShippingService.Feature> = [], at: Instant, promisedDays: Int? = nil, mustBeInTime: Bool = false,
    acceptsUnknownSides: Bool = false, minuteOfDay: Int64? = nil
  ) {
    self.place = place
    self.origin = origin
    self.measures = measures
    self.hazards = hazards
    self.value = value
    self.needs = needs
    self.at = at
    self.promisedDays = promisedDays
    self.mustBeInTime = mustBeInTime
    self.acceptsUnknownSides = acceptsUnknownSides
    self.minuteOfDay = minuteOfDay
  }

  /// Handed over at the moment at which it leaves, by a house's clock and calendar: what misses a service's cut-off
  /// leaves on its next working day.
  public mutating func handOver(in zone: Zone) {
    let civil = at.civil(offsetSeconds: zone.offsetSeconds(at: at))
    minuteOfDay = Int64(civil.hour * 60 + civil.minute)
    weekday = civil.weekday
  }
}

/// Why a way is not open to a parcel, with the evidence.
public enum QuoteRejection: Error, Hashable, Sendable {
  case closed(because: String)
  case wrongOrigin(String)
  /// No sheet of prices is valid on that day.
  case noSheet
  case notServed(country: String, postcode: String)
  case weightUnknown
  case sidesUnknown
  case tooHeavy(grams: Int64, limit: Int64)
  case tooLight(grams: Int64, limit: Int64)
  case sideTooLong(millimetres: Int64, limit: Int64)
  case girthTooLong(millimetres: Int64, limit: Int64)
  case sidesTooLong(millimetres: Int64, limit: Int64)
  case valueTooHigh(Money, limit: Money)
  case hazard(Hazard)
  case lacks(ShippingService.Feature)
  /// The sheet has no price for the billed weight.
  case noBracket(grams: Int64)
  case tooSlow(p80Days: Int, promisedDays: Int)
  case noExchange(from: Currency, to: Currency)
  /// A number of the sheet or the parcel left the range of what can be calculated.
  case tooLarge
}

/// What one way costs and how long it takes.
public struct Quote: Hashable, Sendable {
  public struct Line: Hashable, Sendable {
    public var name: String
    public var cost: Money
    public var price: Money
  }

  public var service: String
  public var zone: String
  public var weight: BillableWeight
  /// Freight first, then the surcharges; they sum up to cost and price.
  public var lines: [Line]
  public var cost: Money
  public var price: Money
  public var days: TransitDays
  /// Days that it waits for its carrier, since it comes too late for today's or on a day without one; its days are so
  /// many more.
  public var waitDays = 0
  /// nil where it leaves at once.
  public var wait: Wait?

  /// Whether it comes too late for today's.
  public var missesCutOff: Bool { wait == .cutOff }

  /// Whether unknown sides may make it dearer.
  public var isEstimate: Bool { weight.isEstimate }
}

extension ShippingService {
  /// The way's price for a parcel, or everything that speaks against it.
  public func quote(
    _ wish: QuoteWish, exchange: (Money, Currency) -> Money? = ShippingService.sameCurrency
  ) -> Result<Quote, QuoteRejections> {
    var rejections: [QuoteRejection] = []
    if let closedBecause { rejections.append(.closed(because: closedBecause)) }
    if !origins.isEmpty, !wish.origin.isEmpty, !origins.contains(wish.origin) {
      rejections.append(.wrongOrigin(wish.origin))
    }
    rejections += limits.rejections(wish, exchange: exchange)
    for feature in Feature.allCases where wish.needs.contains(feature) && !features.contains(feature) {
      rejections.append(.lacks(feature))
    }
    do throws(QuoteRejection) {
      let quote = try priced(wish)
      if quote.isEstimate, !wish.acceptsUnknownSides, !rejections.contains(.sidesUnknown) {
        rejections.append(.sidesUnknown)
      }
      if wish.mustBeInTime, let promised = wish.promisedDays, quote.days.p80 > promised {
        rejections.append(.tooSlow(p80Days: quote.days.p80, promisedDays: promised))
      }
      return rejections.isEmpty ? .success(quote) : .failure(QuoteRejections(rejections))
    } catch {
      return .failure(QuoteRejections(rejections + [error]))
    }
  }

  /// Knows no exchange but of a currency for itself.
  public static let sameCurrency: @Sendable (Money, Currency) -> Money? = { money, currency in
    money.currency == currency ? money : nil
  }

  private func priced(_ wish: QuoteWish) throws(QuoteRejection) -> Quote {
    guard let sheet = sheet(at: wish.at) else { throw .noSheet }
    guard let zone = sheet.zone(of: wish.place) else {
      throw .notServed(country: wish.place.country, postcode: wish.place.postcodeText)
    }
    let weight = try sheet.weight.billable(wish.measures)
    guard let bracket = zone.brackets.first(where: { $0.overGrams < weight.grams && weight.grams <= $0.upToGrams })
    else { throw .noBracket(grams: weight.grams) }
    let costFreight = try bracket.cost.amount(grams: weight.grams)
    let priceFreight = try (bracket.price ?? bracket.cost).amount(grams: weight.grams)
    func money(_ amount: Int64) -> Money { Money(minorUnits: amount, currency: sheet.currency) }
    var lines = [Quote.Line(name: "freight", cost: money(costFreight), price: money(priceFreight))]
    var (cost, price) = (costFreight, priceFreight)
    for surcharge in sheet.surcharges where surcharge.applies(to: wish) {
      let more = try surcharge.amount(freight: costFreight, before: cost, grams: weight.grams)
      let dearer = try surcharge.amount(freight: priceFreight, before: price, grams: weight.grams)
      lines.append(Quote.Line(name: surcharge.name, cost: money(more), price: money(dearer)))
      cost = try Tariff.sum(cost, more)
      price = try Tariff.sum(price, dearer)
    }
    var quote = Quote(
      service: code, zone: zone.name, weight: weight, lines: lines, cost: money(cost), price: money(price),
      days: zone.days)
    quote.waitDays = waitDays(wish)
    quote.wait = wait(wish)
    quote.days = TransitDays(p50: zone.days.p50 + quote.waitDays, p80: zone.days.p80 + quote.waitDays)
    return quote
  }
}

extension Quote {
  /// Why it waits before it leaves: its day's last hour has passed, or nobody works on that day.
  public enum Wait: String, Hashable, Sendable {
    case cutOff, weekend
  }
}

extension ShippingService {
  func wait(_ wish: QuoteWish) -> Quote.Wait? {
    guard waitDays(wish) > 0 else { return nil }
    return wish.weekday == 5 || wish.weekday == 6 ? .weekend : .cutOff
  }

  /// Days until what is handed over leaves: to the next working day behind the cut-off, and from a weekend to Monday.
  /// Where nobody has said a cut-off, nobody knows of any such wait.
  func waitDays(_ wish: QuoteWish) -> Int {
    guard let cutOffMinute, let minute = wish.minuteOfDay else { return 0 }
    let isLate = minute > cutOffMinute
    switch wish.weekday {
    case 4: return isLate ? 3 : 0
    case 5: return 2
    case 6: return 1
    default: return isLate ? 1 : 0
    }
  }
}

/// Everything that speaks against a way.
public struct QuoteRejections: Error, Hashable, Sendable {
  public let reasons: [QuoteRejection]

  public init(_ reasons: [QuoteRejection]) { self.reasons = reasons }
}
