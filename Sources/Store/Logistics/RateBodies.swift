internal import Domain

/// What rate sheets say, each kept once under the digest of its text; never changed, never taken away.
enum RateBodies {
  static func digest(of body: RateBody) -> String { Hex.text(Array(SHA256.digest(Array(body.text.utf8)).prefix(16))) }

  static func find(_ digest: String, in reader: any Reader) throws -> Int64? {
    try reader.integer("SELECT id FROM rate_bodies WHERE digest = \(digest)")
  }

  /// Keeps a body and gives its number; one that is known already is not written again.
  static func keep(_ body: RateBody, in writer: any Writer) throws -> Int64 {
    let digest = digest(of: body)
    if let known = try find(digest, in: writer) { return known }
    try writer.run(
      """
      INSERT INTO rate_bodies (digest, divisor, excess_percent, counts_above, minimum_grams, steps, row_count)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .text(digest), SQLValue(body.weight.divisor), .integer(body.weight.excessPercent),
        .integer(body.weight.countsAbovePercent), .integer(body.weight.minimumGrams), .text(body.weight.stepsText),
        .integer(Int64(body.rowCount)),
      ])
    let id = try writer.lastInsertedId
    var place: Int64 = 0
    func keep(_ pattern: PlacePattern, zone: Int?, surcharge: Int?) throws {
      try writer.run(
        """
        INSERT INTO rate_places (body_id, position, zone, surcharge, country, region, first_postcode, last_postcode)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [
          .integer(id), .integer(place), SQLValue(zone.map(Int64.init)), SQLValue(surcharge.map(Int64.init)),
          .text(pattern.country), .text(pattern.region), .text(pattern.postcodes?.firstText ?? ""),
          .text(pattern.postcodes?.lastText ?? ""),
        ])
      place += 1
    }
    for (position, zone) in body.zones.enumerated() {
      try writer.run(
        "INSERT INTO rate_zones (body_id, position, name, days_p50, days_p80) VALUES (?, ?, ?, ?, ?)",
        [
          .integer(id), .integer(Int64(position)), .text(zone.name), .integer(Int64(zone.days.p50)),
          .integer(Int64(zone.days.p80)),
        ])
      for pattern in zone.places { try keep(pattern, zone: position, surcharge: nil) }
      for bracket in zone.brackets {
        try writer.run(
          "INSERT INTO rate_brackets (body_id, zone, over_grams, up_to_grams, cost, price) VALUES (?, ?, ?, ?, ?, ?)",
          [
            .integer(id), .integer(Int64(position)), .integer(bracket.overGrams), .integer(bracket.upToGrams),
            .text(bracket.cost.text), SQLValue(bracket.price?.text),
          ])
      }
    }
    for (position, surcharge) in body.surcharges.enumerated() {
      try writer.run(
        "INSERT INTO rate_surcharges (body_id, position, name, applies, amount) VALUES (?, ?, ?, ?, ?)",
        [
          .integer(id), .integer(Int64(position)), .text(surcharge.name), .text(surcharge.conditionText),
          .text(surcharge.amountText),
        ])
      guard case .places(let places) = surcharge.condition else { continue }
      for pattern in places { try keep(pattern, zone: nil, surcharge: position) }
    }
    return id
  }

  /// The whole body; nil where there is none of that number.
  static func load(_ id: Int64, in reader: any Reader) throws -> RateBody? {
    try load("b.id = \(id)", country: nil, in: reader)[id]
  }

  /// Bodies by their numbers, with the zones and places that may hold for one country, or with all of them.
  static func load(_ which: SQL, country: String?, in reader: any Reader) throws -> [Int64: RateBody] {
    var bodies: [Int64: RateBody] = [:]
    try reader.forEach(
      """
      SELECT b.id, b.divisor, b.excess_percent, b.counts_above, b.minimum_grams, b.steps
      FROM rate_bodies AS b
      WHERE \(which)
      """
    ) { row in
      let rule = WeightRule(
        divisor: row.optionalInteger(1), excessPercent: row.integer(2), countsAbovePercent: row.integer(3),
        steps: WeightRule.steps(row.text(5)) ?? [], minimumGrams: row.integer(4))
      bodies[row.integer(0)] = RateBody(weight: rule, zones: [])
      return true
    }
    let places = try places(which, country, in: reader)
    try readZones(which, country, places, into: &bodies, reader)
    try reader.forEach(
      """
      SELECT u.body_id, u.position, u.name, u.applies, u.amount
      FROM rate_bodies AS b
      JOIN rate_surcharges AS u ON u.body_id = b.id
      WHERE \(which)
      ORDER BY u.body_id, u.position
      """
    ) { row in
      let patterns = places[Part(body: row.integer(0), zone: nil, surcharge: row.integer(1))] ?? []
      guard
        let surcharge = Surcharge(
          name: row.text(2), condition: row.text(3), amount: row.text(4), places: patterns)
      else { throw StoreError.damaged(detail: "a surcharge of rate sheet body \(row.integer(0)) cannot be read") }
      bodies[row.integer(0)]?.surcharges.append(surcharge)
      return true
    }
    return bodies
  }

  /// What places are of.
  private struct Part: Hashable {
    var body: Int64
    var zone: Int64?
    var surcharge: Int64?
  }

  private static func places(_ which: SQL, _ country: String?, in reader: any Reader) throws
    -> [Part: [PlacePattern]]
  {
    var places: [Part: [PlacePattern]] = [:]
    let there: SQL = country.map { "AND p.country IN (\($0), '')" } ?? ""
    try reader.forEach(
      """
      SELECT p.body_id, p.zone, p.surcharge, p.country, p.region, p.first_postcode, p.last_postcode
      FROM rate_places AS p
      JOIN rate_bodies AS b ON b.id = p.body_id
      WHERE \(which) \(there)
      ORDER BY p.body_id, p.position
      """
    ) { row in
      let codes = row.text(5).isEmpty ? nil : ClosedPostcodes(row.text(5), row.text(6))
      let part = Part(body: row.integer(0), zone: row.optionalInteger(1), surcharge: row.optionalInteger(2))
      places[part, default: []].append(PlacePattern(country: row.text(3), region: row.text(4), postcodes: codes))
      return true
    }
    return places
  }

  private static func readZones(
    _ which: SQL, _ country: String?, _ places: [Part: [PlacePattern]], into bodies: inout [Int64: RateBody],
    _ reader: any Reader
  ) throws {
    let served: SQL =
      country.map {
        """
        AND EXISTS (SELECT 1 FROM rate_places AS p
          WHERE p.body_id = z.body_id AND p.zone = z.position AND p.country IN (\($0), ''))
        """
      } ?? ""
    let bracketsServed: SQL =
      country.map {
        """
        AND EXISTS (SELECT 1 FROM rate_places AS p
          WHERE p.body_id = z.body_id AND p.zone = z.zone AND p.country IN (\($0), ''))
        """
      } ?? ""
    var at: [Int64: [Int64: Int]] = [:]
    try reader.forEach(
      """
      SELECT z.body_id, z.position, z.name, z.days_p50, z.days_p80
      FROM rate_bodies AS b
      JOIN rate_zones AS z ON z.body_id = b.id
      WHERE \(which) \(served)
      ORDER BY z.body_id, z.position
      """
    ) { row in
      let (body, position) = (row.integer(0), row.integer(1))
      at[body, default: [:]][position] = bodies[body]?.zones.count ?? 0
      bodies[body]?.zones.append(
        RateSheet.Zone(
          name: row.text(2), places: places[Part(body: body, zone: position)] ?? [], brackets: [],
          days: TransitDays(p50: Int(clamping: row.integer(3)), p80: Int(clamping: row.integer(4)))))
      return true
    }
    try reader.forEach(
      """
      SELECT z.body_id, z.zone, z.over_grams, z.up_to_grams, z.cost, z.price
      FROM rate_bodies AS b
      JOIN rate_brackets AS z ON z.body_id = b.id
      WHERE \(which) \(bracketsServed)
      ORDER BY z.body_id, z.zone, z.over_grams
      """
    ) { row in
      guard let index = at[row.integer(0)]?[row.integer(1)] else { return true }
      guard let cost = Tariff(text: row.text(4)) else {
        throw StoreError.damaged(detail: "a price of rate sheet body \(row.integer(0)) cannot be read")
      }
      bodies[row.integer(0)]?.zones[index].brackets.append(
        RateSheet.Bracket(
          overGrams: row.integer(2), upToGrams: row.integer(3), cost: cost,
          price: row.optionalText(5).flatMap(Tariff.init(text:))))
      return true
    }
  }
}
