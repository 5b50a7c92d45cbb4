/// A row of what carriers offer, as a file says it.
public enum IncomingWay: Hashable, Sendable {
  case rate(IncomingRate)
  case service(IncomingService)
  case place(IncomingPlace)

  public var line: Int {
    switch self {
    case .rate(let rate): rate.line
    case .service(let service): service.line
    case .place(let place): place.line
    }
  }

  public var raw: String {
    switch self {
    case .rate(let rate): rate.raw
    case .service(let service): service.raw
    case .place(let place): place.raw
    }
  }
}

/// What one weight bracket of one zone of a service costs, with what holds for its whole sheet.
public struct IncomingRate: Hashable, Sendable {
  public var line: Int
  public var raw: String
  /// Its code or name; empty where the file is of one service, which the import names.
  public var service: String
  /// Empty where the file has none: the service is known already.
  public var carrier: String
  public var zone: String
  /// Empty where the zone's places stand elsewhere.
  public var places: [PlacePattern] = []
  public var overGrams: Int64
  public var upToGrams: Int64
  /// Whether the row says only up to which weight it holds: it begins where the lighter row before it ends.
  public var beginsAfterLighter = false
  public var cost: Tariff
  public var price: Tariff?
  public var currency: Currency
  public var days: TransitDays?
  public var validFrom: Instant?
  public var validUntil: Instant?
  public var weight: WeightRule
  /// Fuel, remote areas, oversize: as the row says them, in the order in which they are added.
  public var surcharges: [Surcharge]

  public init(
    line: Int, raw: String, service: String, carrier: String, zone: String, overGrams: Int64, upToGrams: Int64,
    cost: Tariff, currency: Currency, weight: WeightRule = WeightRule(), surcharges: [Surcharge] = []
  ) {
    self.line = line
    self.raw = raw
    self.service = service
    self.carrier = carrier
    self.zone = zone
    self.overGrams = overGrams
    self.upToGrams = upToGrams
    self.cost = cost
    self.currency = currency
    self.weight = weight
    self.surcharges = surcharges
  }

  /// Any weight: of rows without brackets.
  public static let heaviest: Int64 = 1_000_000_000
}

/// A service with what it takes; its sheets come apart.
public struct IncomingService: Hashable, Sendable {
  public var line: Int
  public var raw: String
  /// Without sheets.
  public var service: ShippingService
  /// What the file has columns for: all else stays as it is known.
  public var says: Set<Part>

  public enum Part: String, Hashable, Sendable, CaseIterable {
    case name, features, origins, weights, sides, value, hazards, cutOff, loss
  }

  public init(line: Int, raw: String, service: ShippingService, says: Set<Part>) {
    self.line = line
    self.raw = raw
    self.service = service
    self.says = says
  }
}

/// A place of a zone; of the zone called remote (偏远) what the surcharge for remote areas holds for.
public struct IncomingPlace: Hashable, Sendable {
  public var line: Int
  public var raw: String
  /// Empty where the file is of one service, which the import names.
  public var service: String
  public var zone: String
  public var places: [PlacePattern]

  public init(line: Int, raw: String, service: String, zone: String, places: [PlacePattern]) {
    self.line = line
    self.raw = raw
    self.service = service
    self.zone = zone
    self.places = places
  }

  public var isRemote: Bool { IncomingPlace.remoteWords.contains(FoldedText.fold(zone)) }

  private static let remoteWords: Set<String> = ["remote", "remote area", "remote areas", "偏远", "偏远地区", "偏远区"]
}
