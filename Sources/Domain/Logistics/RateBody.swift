/// What a rate sheet says, apart from which service it is of and how long it holds: weights, zones, surcharges.
public struct RateBody: Hashable, Sendable {
  public var weight: WeightRule
  public var zones: [RateSheet.Zone]
  public var surcharges: [Surcharge]

  public init(weight: WeightRule = WeightRule(), zones: [RateSheet.Zone], surcharges: [Surcharge] = []) {
    self.weight = weight
    self.zones = zones
    self.surcharges = surcharges
  }

  /// All of it as one text: equal bodies have equal texts, and a digest of it is their name.
  public var text: String {
    var lines = [
      "weight \(weight.divisor ?? 0) \(weight.excessPercent) \(weight.countsAbovePercent) \(weight.minimumGrams)",
      "steps \(weight.stepsText)",
    ]
    for zone in zones {
      lines.append("zone \(zone.days.p50) \(zone.days.p80) \(zone.name)")
      lines += zone.places.map { "place \($0.text)" }
      lines += zone.brackets.map { bracket in
        "bracket \(bracket.overGrams) \(bracket.upToGrams) \(bracket.cost.text) \(bracket.price?.text ?? "")"
      }
    }
    for surcharge in surcharges {
      lines.append("surcharge \(surcharge.conditionText) \(surcharge.amountText) \(surcharge.name)")
      if case .places(let places) = surcharge.condition { lines += places.map { "place \($0.text)" } }
    }
    return lines.joined(separator: "\n")
  }

  /// Rows of zones: a zone's place and bracket each count.
  public var rowCount: Int { zones.reduce(0) { $0 + $1.places.count + $1.brackets.count } }
}

extension PlacePattern {
  /// `DE`, `US/CA`, `DE 10-12`, `*`.
  public var text: String {
    var text = country.isEmpty ? "*" : country
    if !region.isEmpty { text += "/\(region)" }
    if let postcodes {
      text += " \(postcodes.firstText)"
      if postcodes.lastText != postcodes.firstText { text += "-\(postcodes.lastText)" }
    }
    return text
  }
}
