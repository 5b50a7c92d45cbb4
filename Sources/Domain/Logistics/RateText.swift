/// What of a rate sheet is kept as a line of text: written one way only, so that equal sheets are equal texts.
extension Tariff {
  /// `flat 500`, `kg 6500 1900`, `first 500 10000 500 3000`.
  public var text: String {
    switch self {
    case .flat(let amount): "flat \(amount)"
    case .perKilogram(let rate, let fixed): "kg \(rate) \(fixed)"
    case .firstAndNext(let firstGrams, let first, let stepGrams, let step):
      "first \(firstGrams) \(first) \(stepGrams) \(step)"
    }
  }

  public init?(text: String) {
    let words = text.split(separator: " ")
    let numbers = words.dropFirst().compactMap { Int64($0) }
    guard numbers.count == words.count - 1 else { return nil }
    switch (words.first, numbers.count) {
    case ("flat", 1): self = .flat(numbers[0])
    case ("kg", 2): self = .perKilogram(numbers[0], fixed: numbers[1])
    case ("first", 4):
      self = .firstAndNext(firstGrams: numbers[0], first: numbers[1], stepGrams: numbers[2], step: numbers[3])
    default: return nil
    }
  }

  /// With so much more for each parcel.
  public func adding(fixed more: Int64) -> Tariff {
    switch self {
    case .flat(let amount): .flat(amount + more)
    case .perKilogram(let rate, let fixed): .perKilogram(rate, fixed: fixed + more)
    case .firstAndNext(let firstGrams, let first, let stepGrams, let step):
      .firstAndNext(firstGrams: firstGrams, first: first + more, stepGrams: stepGrams, step: step)
    }
  }
}

extension WeightRule {
  /// Steps as `20000/500 1000`: up to so many grams in steps of so many, the last one without an end.
  public var stepsText: String {
    steps.map { step in step.upToGrams.map { "\($0)/\(step.stepGrams)" } ?? "\(step.stepGrams)" }
      .joined(separator: " ")
  }

  public static func steps(_ text: String) -> [Step]? {
    var steps: [Step] = []
    for word in text.split(separator: " ") {
      let numbers = word.split(separator: "/").compactMap { Int64($0) }
      switch numbers.count {
      case 1: steps.append(Step(stepGrams: numbers[0]))
      case 2: steps.append(Step(upToGrams: numbers[0], stepGrams: numbers[1]))
      default: return nil
      }
    }
    return steps
  }
}

extension Surcharge {
  /// `always`, `places`, `side 1200`, `girth 3000`, `grams 20000`, `hazards liquid,powder`, `during 17… 18…`: places
  /// stand in rows of their own.
  public var conditionText: String {
    switch condition {
    case .always: "always"
    case .places: "places"
    case .longestSideOver(let limit): "side \(limit)"
    case .girthOver(let limit): "girth \(limit)"
    case .weightOver(let limit): "grams \(limit)"
    case .hazards(let hazards): "hazards " + hazards.sorted.map(\.rawValue).joined(separator: ",")
    case .during(let from, let until): "during \(from.milliseconds) \(until.milliseconds)"
    }
  }

  /// `fixed 800`, `kg 500 1000`, `freight 1200`, `all 1850`.
  public var amountText: String {
    switch amount {
    case .fixed(let amount): "fixed \(amount)"
    case .perKilogram(let rate, let minimum): "kg \(rate) \(minimum)"
    case .ofFreight(let points): "freight \(points)"
    case .ofAllBefore(let points): "all \(points)"
    }
  }

  public init?(name: String, condition: String, amount: String, places: [PlacePattern]) {
    guard let condition = Condition(condition, places: places), let amount = Amount(amount) else { return nil }
    self.init(name: name, condition: condition, amount: amount)
  }
}

extension Surcharge.Condition {
  fileprivate init?(_ text: String, places: [PlacePattern]) {
    let words = text.split(separator: " ")
    let numbers = words.dropFirst().compactMap { Int64($0) }
    switch (words.first, numbers.count) {
    case ("always", 0): self = .always
    case ("places", 0): self = .places(places)
    case ("side", 1): self = .longestSideOver(millimetres: numbers[0])
    case ("girth", 1): self = .girthOver(millimetres: numbers[0])
    case ("grams", 1): self = .weightOver(grams: numbers[0])
    case ("hazards", 0):
      self = .hazards(Set((words.last ?? "").split(separator: ",").compactMap { Hazard(rawValue: String($0)) }))
    case ("during", 2):
      self = .during(from: Instant(milliseconds: numbers[0]), until: Instant(milliseconds: numbers[1]))
    default: return nil
    }
  }
}

extension Surcharge.Amount {
  fileprivate init?(_ text: String) {
    let words = text.split(separator: " ")
    let numbers = words.dropFirst().compactMap { Int64($0) }
    switch (words.first, numbers.count) {
    case ("fixed", 1): self = .fixed(numbers[0])
    case ("kg", 2): self = .perKilogram(numbers[0], minimum: numbers[1])
    case ("freight", 1): self = .ofFreight(basisPoints: numbers[0])
    case ("all", 1): self = .ofAllBefore(basisPoints: numbers[0])
    default: return nil
    }
  }
}

extension ClosedPostcodes {
  public var firstText: String { String(decoding: first, as: UTF8.self) }
  public var lastText: String { String(decoding: last, as: UTF8.self) }
}
