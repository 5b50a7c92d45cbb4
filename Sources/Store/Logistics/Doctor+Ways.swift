internal import Domain

extension Doctor {
  /// What holds of ways at every moment; each counts what breaks it.
  static let wayRules: [Rule] = [
    Rule(
      name: "sheetSpans",
      sql: """
        SELECT COUNT(*)
        FROM rate_sheets AS a
        JOIN rate_sheets AS b ON b.service_id = a.service_id AND b.valid_from > a.valid_from
        WHERE a.valid_until IS NULL OR a.valid_until > b.valid_from
        """, text: "rate sheets of one service hold at the same time", isDerived: false),
    Rule(
      name: "sheetBodies",
      sql: """
        SELECT COUNT(*)
        FROM rate_sheets AS s
        LEFT JOIN rate_bodies AS b ON b.id = s.body_id AND b.digest = s.digest
        LEFT JOIN services AS v ON v.id = s.service_id
        WHERE b.id IS NULL OR v.id IS NULL
        """, text: "rate sheets say nothing, or are of no service", isDerived: false),
    Rule(
      name: "chosenWays",
      sql: """
        SELECT COUNT(*)
        FROM way_choices AS w
        LEFT JOIN fulfilments AS f ON f.id = w.fulfilment_id
        LEFT JOIN services AS s ON s.id = w.service_id
        WHERE f.id IS NULL OR s.id IS NULL
        """, text: "ways are chosen for nothing, or are none", isDerived: false),
  ]

  /// What sheets say against the digests that they are known by.
  static func checkBodies(ofSheets reader: any Reader, _ result: inout Examination) throws {
    var wrong = 0
    for (id, digest) in try reader.all(
      "SELECT id, digest FROM rate_bodies ORDER BY id", { ($0.integer(0), $0.text(1)) })
    {
      guard let body = try RateBodies.load(id, in: reader) else { continue }
      if RateBodies.digest(of: body) != digest { wrong += 1 }
    }
    if wrong > 0 {
      result.findings.append(
        .init(check: "rateBodies", text: "\(wrong) rate sheets say another thing than they did", isDerived: false))
    }
  }
}
