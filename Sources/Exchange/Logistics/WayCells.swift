import Domain

/// The cells of one row of a carrier's table, read by what their columns mean.
struct WayCells {
  private let row: Row
  let header: WayHeader
  private let sign: DecimalSign?
  let context: ReadingContext

  init(_ row: Row, _ header: WayHeader, _ sign: DecimalSign?, _ context: ReadingContext) {
    self.row = row
    self.header = header
    self.sign = sign
    self.context = context
  }

  var line: Int { row.line }
  var raw: String { row.text }

  /// Empty where the table has no such column, or nothing stands there; `/`, `-` and their like are nothing.
  func text(_ column: WayColumn) -> String {
    guard let index = header.columns[column] else { return "" }
    let words = SpreadsheetGuard.unforced(row[index].value.text.trimmingSpaces)
    return ["/", "-", "—", "–", "n/a", "无", "none"].contains(words.lowercased()) ? "" : words
  }

  func amount(_ column: WayColumn, _ currency: Currency) throws(WayFault) -> Int64? {
    let words = text(column)
    if words.isEmpty { return nil }
    guard let amount = Amount.read(words, currency: currency, decimal: sign)?.minorUnits, amount >= 0 else {
      throw WayFault(column, .wrongAmount, words)
    }
    return amount
  }

  func grams(_ column: WayColumn) throws(WayFault) -> Int64? {
    let words = text(column)
    if words.isEmpty { return nil }
    guard let grams = TypedMeasure.grams(words, unit: weightUnit(column)), grams >= 0 else {
      throw WayFault(column, .wrongWeight, words)
    }
    // Freight is told up to a ton, and nines stand for no end; a service's limit is that of a parcel.
    let most: Int64 = [.minWeight, .maxWeight].contains(column) ? 300_000 : 1_000_000
    let isOpen = words.allSatisfy { "9.,".contains($0) }
    if grams > most, !isOpen, !namesUnit(column), TypedMeasure.grams(words) == nil {
      throw WayFault(column, .unitNeeded, words)
    }
    return grams
  }

  func millimetres(_ column: WayColumn) throws(WayFault) -> Int64? {
    let words = text(column)
    if words.isEmpty { return nil }
    guard let length = TypedMeasure.millimetres(words, unit: header.lengthUnits[column] ?? .centimetres), length > 0
    else { throw WayFault(column, .wrongLength, words) }
    let most: Int64 = column == .longest || column == .oversizeOver ? 4000 : 10_000
    if length > most, header.lengthUnits[column] == nil, TypedMeasure.millimetres(words) == nil {
      throw WayFault(column, .unitNeeded, words)
    }
    return length
  }

  /// As the column's name says, or the row's own column of units; kilograms where nobody says.
  func weightUnit(_ column: WayColumn) -> TypedMeasure.WeightUnit {
    header.weightUnits[column] ?? TypedMeasure.WeightUnit(text(.weightUnit).lowercased()) ?? .kilograms
  }

  /// Whether the column's name or the row says what its weights are in.
  func namesUnit(_ column: WayColumn) -> Bool {
    header.weightUnits[column] != nil || TypedMeasure.WeightUnit(text(.weightUnit).lowercased()) != nil
  }

  /// A share in hundredths of a percent: `18.5%`, `18.5`. A bare number below one could be either and is refused.
  func basisPoints(_ column: WayColumn) throws(WayFault) -> Int64? {
    let words = text(column)
    if words.isEmpty { return nil }
    guard let millionths = Percent.millionths(words, decimal: sign), (0...10_000_000).contains(millionths),
      words.contains("%") || words.contains("％") || millionths >= 10_000 || millionths == 0
    else { throw WayFault(column, .wrongShare, words) }
    return millionths / 100
  }

  func day(_ column: WayColumn) throws(WayFault) -> Instant? {
    let words = text(column)
    if words.isEmpty { return nil }
    guard let at = DateText.read(words, zone: context.zone, order: .dayFirst, zoneNamed: context.zoneNamed) else {
      throw WayFault(column, .wrongDate, words)
    }
    // A bare date is noon; what begins on a day begins with it.
    let start = at.milliseconds - ((at.milliseconds % 86_400_000) + 86_400_000) % 86_400_000
    return at.milliseconds - start == 43_200_000 ? Instant(milliseconds: start) : at
  }

  func words(_ column: WayColumn) -> [String] {
    text(column).split { ",，、;；|+".contains($0) }.map { String($0).trimmingSpaces }.filter { !$0.isEmpty }
  }

  func currency() throws(WayFault) -> Currency {
    let words = text(.currency)
    if words.isEmpty {
      guard let known = header.currency ?? context.currency else { throw WayFault(.currency, .missingValue) }
      return known
    }
    guard let known = WayHeader.currency(words) else { throw WayFault(.currency, .unknownCurrency, words) }
    return known
  }

  // MARK: - Places

  /// What the row names of countries, states and postcodes; empty where it names none.
  func places() throws(WayFault) -> [PlacePattern] {
    var countries: [String] = []
    for word in words(.country) {
      if ["全球", "world", "worldwide", "all", "其他", "rest of world", "*"].contains(word.lowercased()) {
        countries.append("")
        continue
      }
      guard let code = Countries.code(word) else { throw WayFault(.country, .unknownCountry, word) }
      countries.append(code)
    }
    if countries.isEmpty {
      if !text(.region).isEmpty || !text(.postcodes).isEmpty || !text(.postcodeFrom).isEmpty {
        throw WayFault(.country, .missingValue)
      }
      return []
    }
    let ranges = try postcodes(in: countries[0])
    var regions = words(.region)
    if let country = countries.first, States.areKnown(of: country) {
      for (index, word) in regions.enumerated() {
        guard let code = States.code(word, in: country) else { throw WayFault(.region, .unknownState, word) }
        regions[index] = code
      }
    }
    if countries.count > 1 && !(ranges.isEmpty && regions.isEmpty) {
      throw WayFault(.country, .tooMany, text(.country))
    }
    var places: [PlacePattern] = []
    for country in countries {
      for region in regions.isEmpty ? [""] : regions {
        if ranges.isEmpty { places.append(PlacePattern(country: country, region: region)) }
        for range in ranges { places.append(PlacePattern(country: country, region: region, postcodes: range)) }
      }
    }
    return places
  }

  private func postcodes(in country: String) throws(WayFault) -> [ClosedPostcodes] {
    var ranges: [ClosedPostcodes] = []
    if !text(.postcodeFrom).isEmpty {
      ranges.append(try range(text(.postcodeFrom), text(.postcodeTo), .postcodeFrom, country))
    }
    for word in words(.postcodes) {
      let ends = word.split { $0 == "-" || $0 == "~" || $0 == "～" || $0 == "至" || $0 == "–" }.map(String.init)
      guard ends.count <= 2, let first = ends.first else { throw WayFault(.postcodes, .wrongRange, word) }
      ranges.append(try range(first, ends.count == 2 ? ends[1] : "", .postcodes, country))
    }
    return ranges
  }

  private func range(
    _ first: String, _ last: String, _ column: WayColumn, _ country: String
  ) throws(WayFault) -> ClosedPostcodes {
    let range = ClosedPostcodes(first, last.isEmpty ? nil : last)
    if range.firstText.isEmpty || !range.ascends(in: country) {
      throw WayFault(column, .wrongRange, last.isEmpty ? first : "\(first)-\(last)")
    }
    return range
  }

  func place() throws(WayFault) -> IncomingPlace {
    let zone = text(.zone)
    if zone.isEmpty { throw WayFault(.zone, .missingValue) }
    let places = try places()
    if places.isEmpty { throw WayFault(.country, .missingValue) }
    return IncomingPlace(line: line, raw: raw, service: text(.service), zone: zone, places: places)
  }

  // MARK: - Services

  func service() throws(WayFault) -> IncomingService {
    let name = text(.service)
    guard let code = WayCodes.code(name) else { throw WayFault(.service, .missingId) }
    guard let carrier = WayCodes.code(text(.carrier)) else { throw WayFault(.carrier, .missingValue) }
    var service = ShippingService(code: code, carrier: carrier, name: text(.name), sheets: [])
    var says: Set<IncomingService.Part> = []
    func has(_ columns: [WayColumn], _ part: IncomingService.Part) -> Bool {
      if header.has(any: columns) { says.insert(part) }
      return header.has(any: columns)
    }
    _ = has([.name], .name)
    if has([.features], .features) {
      for word in words(.features) {
        guard let feature = ShippingService.Feature.named(word) else {
          throw WayFault(.features, .unknownFeature, word)
        }
        service.features.insert(feature)
      }
    }
    if has([.origins], .origins) {
      for word in words(.origins) {
        guard let code = Countries.code(word) else { throw WayFault(.origins, .unknownCountry, word) }
        service.origins.insert(code)
      }
    }
    if has([.minWeight, .maxWeight], .weights) {
      service.limits.minimumGrams = try grams(.minWeight)
      service.limits.maximumGrams = try grams(.maxWeight)
    }
    if has([.longest, .girth, .sumOfSides], .sides) {
      service.limits.longestSideMillimetres = try millimetres(.longest)
      service.limits.girthMillimetres = try millimetres(.girth)
      service.limits.sumOfSidesMillimetres = try millimetres(.sumOfSides)
    }
    if has([.valueLimit], .value), !text(.valueLimit).isEmpty { service.limits.highestValue = try value() }
    if has([.hazards], .hazards) { service.limits.allowedHazards = try hazards() }
    if has([.cutOff], .cutOff), !text(.cutOff).isEmpty {
      guard let minute = WayCodes.minute(text(.cutOff)) else { throw WayFault(.cutOff, .wrongTime, text(.cutOff)) }
      service.cutOffMinute = minute
    }
    if has([.loss], .loss) { service.lossBasisPoints = try lossPoints() ?? 0 }
    return IncomingService(line: line, raw: raw, service: service, says: says)
  }

  /// Rates of loss are small: a bare number is percent here.
  private func lossPoints() throws(WayFault) -> Int64? {
    let words = text(.loss)
    if words.isEmpty { return nil }
    guard let millionths = Percent.millionths(words, decimal: sign), (0...1_000_000).contains(millionths) else {
      throw WayFault(.loss, .wrongShare, words)
    }
    return millionths / 100
  }

  private func value() throws(WayFault) -> Money {
    let words = text(.valueLimit)
    let named = text(.currency).isEmpty ? header.currency ?? context.currency : WayHeader.currency(text(.currency))
    guard let amount = Amount.read(words, currency: named, decimal: sign), let units = amount.minorUnits, units > 0
    else { throw WayFault(.valueLimit, .wrongAmount, words) }
    guard let currency = amount.currency else { throw WayFault(.currency, .missingValue) }
    return Money(minorUnits: units, currency: currency)
  }

  /// `普货` alone is none; a word that nobody knows is refused, for it might forbid something.
  private func hazards() throws(WayFault) -> Set<Hazard> {
    var hazards: Set<Hazard> = []
    for word in words(.hazards) {
      if ["普货", "general", "普通货物", "no", "否", "不带电", "不接"].contains(word.lowercased()) { continue }
      if ["yes", "是", "可以", "y"].contains(word.lowercased()), let battery = Hazard.named("battery") {
        hazards.formUnion(battery)
        continue
      }
      guard let known = Hazard.named(word) else { throw WayFault(.hazards, .unknownHazard, word) }
      hazards.formUnion(known)
    }
    return hazards
  }
}
