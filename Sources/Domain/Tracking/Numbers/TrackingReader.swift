/// Finds the formats of a number: shapes by length and first sign, then check digit and country.
enum TrackingReader {
  /// No format is longer; what is, is cut off before it is looked at.
  static let longest = 41

  private struct Entry {
    var format: Int
    var shape: TrackingShape
  }

  /// Shapes by their length; the surest formats first, so that matches come in their stated order.
  private static let byLength: [[Entry]] = {
    var table: [[Entry]] = Array(repeating: [], count: longest + 1)
    let order = TrackingFormats.all.indices.sorted { a, b in
      (TrackingFormats.all[a].certainty.rawValue, a) < (TrackingFormats.all[b].certainty.rawValue, b)
    }
    for format in order {
      for shape in TrackingFormats.all[format].shapes where shape.count <= longest {
        table[shape.count].append(Entry(format: format, shape: shape))
      }
    }
    return table
  }()

  static func read(_ text: some StringProtocol) -> TrackingNumber {
    guard let found = signs(of: text) else {
      return TrackingNumber(canonical: String(text), matches: [], misses: [])
    }
    var matches: [TrackingMatch] = []
    var misses: [TrackingMiss] = []
    let bare = found.hasDash ? found.signs.filter { $0 != TrackingSigns.dash } : found.signs
    if found.hasDash { look(found.signs, dashed: true, &matches, &misses) }
    let isDashed = !matches.isEmpty
    if !isDashed { look(bare, dashed: false, &matches, &misses) }
    return TrackingNumber(
      canonical: TrackingSigns.text(isDashed ? found.signs : bare), matches: matches, misses: misses)
  }

  /// nil where a sign stands in it that no number has, or where it is too long for any.
  private static func signs(of text: some StringProtocol) -> (signs: [UInt8], hasDash: Bool)? {
    var signs: [UInt8] = []
    signs.reserveCapacity(longest)
    var hasDash = false
    for scalar in text.unicodeScalars {
      let value = TrackingSigns.value(scalar)
      if value == TrackingSigns.blank { continue }
      if value == TrackingSigns.foreign { return nil }
      if value == TrackingSigns.dash { hasDash = true }
      signs.append(value)
      // Dashes between groups of two at the closest.
      if signs.count > longest * 2 { return nil }
    }
    return signs.isEmpty ? nil : (signs, hasDash)
  }

  private static func look(
    _ signs: [UInt8], dashed: Bool, _ matches: inout [TrackingMatch], _ misses: inout [TrackingMiss]
  ) {
    guard signs.count <= longest, let head = signs.first else { return }
    var last = -1
    for entry in byLength[signs.count] {
      // A format with several shapes of one length is the first that fits.
      guard entry.shape.first >> UInt64(head) & 1 == 1, entry.format != last, entry.shape.hasDash == dashed,
        entry.shape.fits(signs)
      else { continue }
      last = entry.format
      let format = TrackingFormats.all[entry.format]
      if let reason = fault(signs, format, entry.shape) {
        misses.append(TrackingMiss(format: format, reason: reason))
      } else {
        matches.append(match(signs, format, entry.shape))
      }
    }
  }

  private static func fault(
    _ signs: [UInt8], _ format: TrackingFormat, _ shape: TrackingShape
  ) -> TrackingMiss.Reason? {
    if let serial = shape.range(.serial), let place = shape.range(.check)?.first {
      let expected = format.check.sign(for: signs[serial])
      if expected != signs[place] {
        return .checkDigit(found: character(signs[place]), expected: expected.map(character))
      }
    }
    if let range = shape.range(.origin) {
      let country = TrackingSigns.text(signs[range])
      if PostalOperators.name(country) == nil { return .noPost(country: country) }
    }
    return nil
  }

  private static func match(_ signs: [UInt8], _ format: TrackingFormat, _ shape: TrackingShape) -> TrackingMatch {
    func text(_ field: TrackingShape.Field) -> String? { shape.range(field).map { TrackingSigns.text(signs[$0]) } }
    return TrackingMatch(
      format: format, serial: text(.serial) ?? TrackingSigns.text(signs), serviceCode: text(.service),
      originCountry: text(.origin), destinationCountry: text(.destination).flatMap { NumericCountries.code($0) },
      destinationPostcode: text(.postcode), shipper: text(.shipper))
  }

  private static func character(_ sign: UInt8) -> Character { Character(Unicode.Scalar(TrackingSigns.byte(sign))) }
}
