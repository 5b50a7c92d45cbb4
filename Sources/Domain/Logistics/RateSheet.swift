/// A carrier's prices of one service for a time: zones of places, and in each what a weight costs.
public struct RateSheet: Hashable, Sendable {
  public var currency: Currency
  /// First moment; nil for "as long as anybody remembers".
  public var validFrom: Instant?
  /// The first moment after it; nil for "until further notice".
  public var validUntil: Instant?
  public var weight: WeightRule
  public let zones: [Zone]
  /// In the order in which they are added.
  public var surcharges: [Surcharge]
  private let index: [Key: [Row]]

  public struct Zone: Hashable, Sendable {
    public var name: String
    public var places: [PlacePattern]
    public var brackets: [Bracket]
    /// Days under way that half of the parcels, and four of five, need at most.
    public var days: TransitDays

    public init(name: String, places: [PlacePattern], brackets: [Bracket], days: TransitDays) {
      self.name = name
      self.places = places
      self.brackets = brackets
      self.days = days
    }
  }

  /// Weights over one and up to another (`0 < w ≤ 2000`), and what they cost.
  public struct Bracket: Hashable, Sendable {
    public var overGrams: Int64
    public var upToGrams: Int64
    /// What the carrier bills us.
    public var cost: Tariff
    /// What we bill, where it differs.
    public var price: Tariff?

    public init(overGrams: Int64, upToGrams: Int64, cost: Tariff, price: Tariff? = nil) {
      self.overGrams = overGrams
      self.upToGrams = upToGrams
      self.cost = cost
      self.price = price
    }
  }

  private struct Key: Hashable, Sendable {
    var country: String
    /// First byte of the postcode; 0 for patterns without postcodes.
    var first: UInt8
  }

  private struct Row: Hashable, Sendable {
    var zone: Int
    var pattern: PlacePattern
  }

  public init(
    currency: Currency, validFrom: Instant? = nil, validUntil: Instant? = nil, weight: WeightRule = WeightRule(),
    zones: [Zone], surcharges: [Surcharge] = []
  ) {
    self.currency = currency
    self.validFrom = validFrom
    self.validUntil = validUntil
    self.weight = weight
    self.zones = zones
    self.surcharges = surcharges
    var index: [Key: [Row]] = [:]
    for (number, zone) in zones.enumerated() {
      for pattern in zone.places {
        let row = Row(zone: number, pattern: pattern)
        guard let codes = pattern.postcodes, let low = codes.first.first, let high = codes.last.first, low <= high
        else {
          if pattern.postcodes == nil { index[Key(country: pattern.country, first: 0), default: []].append(row) }
          continue
        }
        for first in low...high { index[Key(country: pattern.country, first: first), default: []].append(row) }
      }
    }
    self.index = index
  }

  public func isValid(at moment: Instant) -> Bool {
    (validFrom.map { $0 <= moment } ?? true) && (validUntil.map { moment < $0 } ?? true)
  }

  /// The zone of the narrowest pattern that covers a place; of equal ones the first in the sheet.
  public func zone(of place: ShippingPlace) -> Zone? {
    var best: (zone: Int, precision: Int)?
    for country in [place.country, ""] {
      for first in [place.postcode.first, 0].compactMap({ $0 }) {
        for row in index[Key(country: country, first: first)] ?? [] where row.pattern.covers(place) {
          let precision = row.pattern.precision
          if best.map({ precision > $0.precision || (precision == $0.precision && row.zone < $0.zone) }) ?? true {
            best = (row.zone, precision)
          }
        }
      }
    }
    return best.map { zones[$0.zone] }
  }

  public static func == (a: RateSheet, b: RateSheet) -> Bool {
    a.currency == b.currency && a.validFrom == b.validFrom && a.validUntil == b.validUntil && a.weight == b.weight
      && a.zones == b.zones && a.surcharges == b.surcharges
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(currency)
    hasher.combine(zones.count)
  }
}

public struct TransitDays: Hashable, Sendable {
  public var p50: Int
  public var p80: Int

  public init(p50: Int, p80: Int) {
    self.p50 = p50
    self.p80 = max(p50, p80)
  }
}
