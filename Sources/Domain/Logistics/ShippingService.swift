/// One way to send a parcel: a carrier's service with what it takes and what it costs.
public struct ShippingService: Hashable, Sendable {
  public enum Feature: String, Hashable, Sendable, CaseIterable {
    case tracked, signature, insured, cashOnDelivery, dutiesPaid, pickupPoint, returns
  }

  /// Unique in the shop, e.g. `yanwen-481`.
  public var code: String
  public var carrier: String
  public var name: String
  /// Countries that it leaves from; empty for all.
  public var origins: Set<String>
  public var limits: ParcelLimits
  public var features: Set<Feature>
  public var sheets: [RateSheet]
  /// Parcels lost, in hundredths of a percent.
  public var lossBasisPoints: Int64
  /// Why nothing goes this way for now; nil where it is open.
  public var closedBecause: String?
  /// Minute of the day until which what is handed over leaves the same day; nil where nobody has said one.
  public var cutOffMinute: Int64?

  public init(
    code: String, carrier: String, name: String, origins: Set<String> = [], limits: ParcelLimits = ParcelLimits(),
    features: Set<Feature> = [], sheets: [RateSheet], lossBasisPoints: Int64 = 0, closedBecause: String? = nil,
    cutOffMinute: Int64? = nil
  ) {
    self.code = code
    self.carrier = carrier
    self.name = name
    self.origins = origins
    self.limits = limits
    self.features = features
    self.sheets = sheets
    self.lossBasisPoints = lossBasisPoints
    self.closedBecause = closedBecause
    self.cutOffMinute = cutOffMinute
  }

  /// The sheet of a moment; of several the one that began last.
  public func sheet(at moment: Instant) -> RateSheet? {
    sheets.filter { $0.isValid(at: moment) }.max {
      ($0.validFrom?.milliseconds ?? .min) < ($1.validFrom?.milliseconds ?? .min)
    }
  }
}

/// What a service does not take. nil: no limit.
public struct ParcelLimits: Hashable, Sendable {
  public var minimumGrams: Int64?
  public var maximumGrams: Int64?
  public var longestSideMillimetres: Int64?
  public var girthMillimetres: Int64?
  public var sumOfSidesMillimetres: Int64?
  public var highestValue: Money?
  /// Hazards that it takes; all others are refused.
  public var allowedHazards: Set<Hazard>

  public init(
    minimumGrams: Int64? = nil, maximumGrams: Int64? = nil, longestSideMillimetres: Int64? = nil,
    girthMillimetres: Int64? = nil, sumOfSidesMillimetres: Int64? = nil, highestValue: Money? = nil,
    allowedHazards: Set<Hazard> = []
  ) {
    self.minimumGrams = minimumGrams
    self.maximumGrams = maximumGrams
    self.longestSideMillimetres = longestSideMillimetres
    self.girthMillimetres = girthMillimetres
    self.sumOfSidesMillimetres = sumOfSidesMillimetres
    self.highestValue = highestValue
    self.allowedHazards = allowedHazards
  }

  /// Everything that speaks against a parcel, not the first thing alone.
  func rejections(_ wish: QuoteWish, exchange: (Money, Currency) -> Money?) -> [QuoteRejection] {
    var found: [QuoteRejection] = []
    if let grams = wish.measures.grams {
      if let maximumGrams, grams > maximumGrams { found.append(.tooHeavy(grams: grams, limit: maximumGrams)) }
      if let minimumGrams, grams < minimumGrams { found.append(.tooLight(grams: grams, limit: minimumGrams)) }
    }
    found += sideRejections(wish)
    for hazard in Hazard.allCases where wish.hazards.contains(hazard) && !allowedHazards.contains(hazard) {
      found.append(.hazard(hazard))
    }
    if let highestValue, let value = wish.value {
      if let converted = exchange(value, highestValue.currency) {
        if converted.minorUnits > highestValue.minorUnits {
          found.append(.valueTooHigh(converted, limit: highestValue))
        }
      } else {
        found.append(.noExchange(from: value.currency, to: highestValue.currency))
      }
    }
    return found
  }

  private func sideRejections(_ wish: QuoteWish) -> [QuoteRejection] {
    guard let sides = wish.measures.sidesLongestFirst, let girth = wish.measures.girthMillimetres else {
      let matters = longestSideMillimetres != nil || girthMillimetres != nil || sumOfSidesMillimetres != nil
      return matters && !wish.acceptsUnknownSides ? [.sidesUnknown] : []
    }
    var found: [QuoteRejection] = []
    if let limit = longestSideMillimetres, sides[0] > limit {
      found.append(.sideTooLong(millimetres: sides[0], limit: limit))
    }
    if let limit = girthMillimetres, girth > limit { found.append(.girthTooLong(millimetres: girth, limit: limit)) }
    let sum = sides.reduce(0, +)
    if let limit = sumOfSidesMillimetres, sum > limit { found.append(.sidesTooLong(millimetres: sum, limit: limit)) }
    return found
  }
}
