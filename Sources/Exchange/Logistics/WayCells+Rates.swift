import Domain

/// Prices, brackets and what holds for the whole sheet.
extension WayCells {
  func rate() throws(WayFault) -> IncomingRate {
    let currency = try currency()
    let places = try places()
    let zone = text(.zone).isEmpty ? places.first.map(\.country) ?? "" : text(.zone)
    if zone.isEmpty && places.isEmpty {
      throw WayFault(header.has(.zone) ? .zone : .country, .missingValue)
    }
    let (over, upTo, isOpenBelow) = try bracket()
    var rate = IncomingRate(
      line: line, raw: raw, service: text(.service), carrier: text(.carrier), zone: zone.isEmpty ? "*" : zone,
      overGrams: over, upToGrams: upTo, cost: try tariff(currency), currency: currency, weight: try weightRule(),
      surcharges: try surcharges(currency))
    rate.beginsAfterLighter = isOpenBelow
    rate.places = places
    rate.price = try salePrice(rate.cost, currency)
    rate.days = try days()
    rate.validFrom = try day(.validFrom)
    // The last day is one of them.
    rate.validUntil = try day(.validUntil)?.adding(milliseconds: 86_400_000)
    if let from = rate.validFrom, let until = rate.validUntil, until <= from {
      throw WayFault(.validUntil, .wrongRange, text(.validUntil))
    }
    return rate
  }

  // MARK: - Weights

  /// Over so many grams, and up to so many; and whether only the latter stands there.
  private func bracket() throws(WayFault) -> (Int64, Int64, Bool) {
    let from = try grams(.weightFrom)
    var over = from ?? 0
    var upTo = try grams(.weightTo)
    var isOpenBelow = from == nil && upTo != nil
    if upTo == nil, !text(.weight).isEmpty {
      let ends = WeightRange.read(text(.weight), unit: weightUnit(.weight))
      guard let ends else { throw WayFault(.weight, .wrongWeight, text(.weight)) }
      let isBare = !text(.weight).contains { $0.isLetter }
      if ends.upTo > 1_000_000, isBare, !namesUnit(.weight), !text(.weight).contains("999") {
        throw WayFault(.weight, .unitNeeded, text(.weight))
      }
      (over, upTo) = (ends.over ?? 0, ends.upTo)
      isOpenBelow = ends.over == nil
    }
    let last = upTo ?? IncomingRate.heaviest
    if over >= last || last > IncomingRate.heaviest {
      throw WayFault(
        header.has(.weightTo) ? .weightTo : .weight, .wrongRange,
        header.has(.weightTo) ? text(.weightTo) : text(.weight))
    }
    return (over, last, isOpenBelow)
  }

  private func weightRule() throws(WayFault) -> WeightRule {
    var rule = WeightRule()
    let divisor = text(.divisor).lowercased()
    if !divisor.isEmpty, !["0", "不计泡", "不计体积", "不计抛", "实重"].contains(divisor) {
      guard let number = WholeNumber.read(divisor), (1...100_000).contains(number) else {
        throw WayFault(.divisor, .wrongNumber, text(.divisor))
      }
      rule.divisor = number
    }
    let excess = text(.excess)
    switch excess.lowercased() {
    case "", "no", "否", "不分抛": break
    case "yes", "是", "分抛": rule.excessPercent = 50
    default:
      guard let points = try basisPoints(.excess), points <= 10_000 else {
        throw WayFault(.excess, .wrongShare, excess)
      }
      rule.excessPercent = points / 100
    }
    rule.minimumGrams = try grams(.minimum) ?? 0
    if let step = try grams(.rounding), step > 0 { rule.steps = [WeightRule.Step(stepGrams: step)] }
    return rule
  }

  // MARK: - Prices

  private func tariff(_ currency: Currency) throws(WayFault) -> Tariff {
    let fixed = try (amount(.handling, currency) ?? 0) + (amount(.registration, currency) ?? 0)
    if let first = try amount(.firstPrice, currency) {
      guard let firstGrams = try grams(.firstWeight) ?? header.weights[.firstPrice], firstGrams > 0 else {
        throw WayFault(.firstWeight, .missingValue)
      }
      guard let step = try amount(.stepPrice, currency) else {
        throw WayFault(.stepPrice, .missingValue)
      }
      guard let stepGrams = try grams(.stepWeight) ?? header.weights[.stepPrice], stepGrams > 0 else {
        throw WayFault(.stepWeight, .missingValue)
      }
      return .firstAndNext(firstGrams: firstGrams, first: first + fixed, stepGrams: stepGrams, step: step)
    }
    if let rate = try amount(.perKilogram, currency) { return .perKilogram(rate, fixed: fixed) }
    if let flat = try amount(.flat, currency) { return .flat(flat + fixed) }
    throw WayFault(
      [.perKilogram, .flat, .firstPrice].first(where: header.has) ?? .flat, .missingValue)
  }

  /// What we bill for the same, in the shape of the cost.
  private func salePrice(_ cost: Tariff, _ currency: Currency) throws(WayFault) -> Tariff? {
    guard let price = try amount(.salePrice, currency) else { return nil }
    if case .perKilogram(_, let fixed) = cost { return .perKilogram(price, fixed: fixed) }
    return .flat(price)
  }

  private func surcharges(_ currency: Currency) throws(WayFault) -> [Surcharge] {
    var found: [Surcharge] = []
    if let fee = try amount(.remote, currency), fee > 0 {
      found.append(Surcharge(name: "remote", condition: .places([]), amount: .fixed(fee)))
    }
    if let fee = try amount(.oversize, currency), fee > 0 {
      guard let limit = try millimetres(.oversizeOver) else { throw WayFault(.oversizeOver, .missingValue) }
      found.append(
        Surcharge(name: "oversize", condition: .longestSideOver(millimetres: limit), amount: .fixed(fee)))
    }
    // Fuel comes last: it is a share of all that stands above it.
    if let points = try basisPoints(.fuel), points > 0 {
      found.append(Surcharge(name: "fuel", amount: .ofAllBefore(basisPoints: points)))
    }
    return found
  }

  // MARK: - Days

  private func days() throws(WayFault) -> TransitDays? {
    let half = try wholeDays(.daysHalf)
    let most = try wholeDays(.daysMost)
    if let most { return TransitDays(p50: half ?? most, p80: most) }
    let words = text(.days)
    if words.isEmpty { return half.map { TransitDays(p50: $0, p80: $0) } }
    guard let (first, last) = DayRange.read(words) else { throw WayFault(.days, .wrongDays, words) }
    return TransitDays(p50: half ?? (first + last + 1) / 2, p80: last)
  }

  private func wholeDays(_ column: WayColumn) throws(WayFault) -> Int? {
    let words = text(column)
    if words.isEmpty { return nil }
    guard let (first, last) = DayRange.read(words), first == last else { throw WayFault(column, .wrongDays, words) }
    return last
  }
}

/// Weights from one to another: `0-0.5`, `0<W≤0.5kg`, `≤2kg`, `0.5KG`.
enum WeightRange {
  /// The first is nil where only the second stands there.
  static func read(_ text: String, unit: TypedMeasure.WeightUnit) -> (over: Int64?, upTo: Int64)? {
    let pieces = text.lowercased().split { "-~～—–<≤＜>≥wx重至=".contains($0) }.map { String($0).trimmingSpaces }
      .filter { !$0.isEmpty }
    // From one weight to another are two: of `x-30` the first cannot be read.
    let isRange = text.contains { "-~～—–至".contains($0) }
    guard pieces.count == 2 || pieces.count == 1 && !isRange, let last = pieces.last else { return nil }
    // A unit behind the second weight is the first one's too.
    let own = last.drop { !$0.isLetter }
    let common = TypedMeasure.WeightUnit(String(own)) ?? unit
    guard let upTo = TypedMeasure.grams(last, unit: common) else { return nil }
    if pieces.count == 1 { return (nil, upTo) }
    return TypedMeasure.grams(pieces[0], unit: common).map { ($0, upTo) }
  }
}

/// Days from one to another: `7-15`, `7~15天`, `5 工作日`; working days as days of the calendar.
enum DayRange {
  static func read(_ text: String) -> (Int, Int)? {
    var numbers: [Int] = []
    var digits = ""
    for character in text + " " {
      if let digit = character.wholeNumberValue {
        digits.append("\(digit)")
      } else if !digits.isEmpty {
        guard let number = Int(digits), number <= 400 else { return nil }
        numbers.append(number)
        digits = ""
      }
    }
    guard let first = numbers.first, let last = numbers.last, numbers.count <= 2, first <= last else { return nil }
    let words = text.lowercased()
    let areWorking = words.contains("工作") || words.contains("working") || words.contains("business")
    return areWorking ? ((first * 7 + 4) / 5, (last * 7 + 4) / 5) : (first, last)
  }
}
