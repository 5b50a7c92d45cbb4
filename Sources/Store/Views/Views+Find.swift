public import Domain

extension Views {
  /// Rows that such a number names, newest first, 20 at most: the whole number; else the channel's own; else numbers
  /// that end so, from four characters on. More than one means: ask which.
  public static func find(_ text: String, kind: Kind, in reader: any Reader) throws -> [Int64] {
    let wanted = FoldedText.fold(text.trimmingBlanks)
    if wanted.isEmpty { return [] }
    let sql = try SentenceSQL(kind: kind, now: Instant(milliseconds: 0), in: reader)
    let exact = try ids(whole(wanted, sql), kind, reader)
    if !exact.isEmpty || ![.orders, .products, .customers].contains(kind) { return exact }
    let external = try externally(wanted, sql, reader)
    if !external.isEmpty { return external }
    let ending = wanted.filter { $0.isLetter || $0.isNumber }
    guard ending.unicodeScalars.count >= 4 else { return [] }
    return try numbers(endingIn: ending, kind, reader)
  }

  /// Orders that the channel itself calls so.
  static func externally(_ wanted: String, _ sql: SentenceSQL, _ reader: any Reader) throws -> [Int64] {
    guard sql.kind == .orders else { return [] }
    let numbers = sql.accountValues.map { SQLValue.text("\($0.folded)-\(wanted)") }
    return numbers.isEmpty ? [] : try ids("o.number_key IN (\(SQL.list(numbers)))", .orders, reader)
  }

  static func whole(_ wanted: String, _ sql: SentenceSQL) -> SQL {
    switch sql.kind {
    case .orders: "o.number_key = \(wanted)"
    case .lines: "o.number_key = \(wanted)"
    case .products: "p.number_key = \(wanted)"
    case .variants:
      "v.sku_key = \(wanted) OR v.id IN (SELECT variant_id FROM barcodes WHERE code = \(wanted))"
    case .customers: "c.number = \(ASCIICapitals.raised(wanted))"
    case .stock, .moves: "v.sku_key = \(wanted)"
    case .locations: "l.code_key = \(wanted)"
    case .suppliers: "s.code_key = \(wanted)"
    case .purchases, .purchaseLines: "h.number_key = \(wanted)"
    case .receipts: Int64(wanted).map { "r.id = \($0)" } ?? "v.sku_key = \(wanted)"
    case .carriers: "c.code_key = \(wanted)"
    case .services: "s.code_key = \(wanted)"
    case .sheets: "h.number = \(ASCIICapitals.raised(wanted))"
    case .pegs: "o.number_key = \(wanted)"
    case .returns: "r.number = \(ASCIICapitals.raised(wanted))"
    case .rules: "u.name_key = \(wanted)"
    case .waves: "y.number = \(ASCIICapitals.raised(wanted))"
    case .runs: "r.number = \(ASCIICapitals.raised(wanted))"
    case .manifests: "m.number = \(ASCIICapitals.raised(wanted))"
    case .alerts: "a.number = \(ASCIICapitals.raised(wanted))"
    case .claims: "q.number = \(ASCIICapitals.raised(wanted))"
    // Lanes have no numbers of their own: by the way, or by the row.
    case .lanes: Int64(wanted).map { "n.id = \($0)" } ?? "n.way = \(wanted)"
    case .shipments: shipments(named: wanted)
    case .consolidations: consolidations(named: wanted)
    case .trackingEvents: Int64(wanted).map { "e.id = \($0)" } ?? "j.number_key = \(TrackingKey.of(wanted))"
    // By their own number, by their order's, and a parcel by its label.
    case .fulfilments: fulfilments(named: wanted)
    case .parcels: parcels(named: wanted)
    }
  }

  static func ids(_ condition: SQL, _ kind: Kind, _ reader: any Reader) throws -> [Int64] {
    let newest: SQL = kind == .orders ? "o.place_key" : kind.idColumn
    return try reader.all(
      """
      SELECT \(kind.idColumn)
      FROM \(kind.from)
      WHERE (\(condition)) AND \(kind.isKnown)
      ORDER BY +\(newest) DESC
      LIMIT 20
      """
    ) { $0.integer(0) }
  }

  /// Through the text index, which holds numbers backwards too; then by the number itself, because the index finds the
  /// endings of listing ids as well.
  private static func numbers(endingIn ending: String, _ kind: Kind, _ reader: any Reader) throws -> [Int64] {
    let terms = SearchTerms.queryTerms(of: ending)
    let sql = try SentenceSQL(kind: kind, now: Instant(milliseconds: 0), in: reader)
    guard !terms.isEmpty, let match = try sql.textMatch(sql.sought(terms), mayWiden: false)?.match else { return [] }
    let rows: SQL
    switch kind {
    case .orders:
      rows = """
        SELECT o.id, o.number_key FROM orders_text AS f CROSS JOIN orders AS o INDEXED BY orders_place \
        ON o.place_key = f.rowid WHERE f.orders_text MATCH \(match) ORDER BY f.rowid DESC LIMIT 2000
        """
    case .products:
      rows = """
        SELECT p.id, p.number_key FROM products_text AS f CROSS JOIN products AS p ON p.id = f.rowid \
        WHERE f.products_text MATCH \(match) ORDER BY f.rowid DESC LIMIT 2000
        """
    case .customers:
      rows = """
        SELECT c.id, c.number FROM customers_text AS f CROSS JOIN customers AS c ON c.id = f.rowid \
        WHERE f.customers_text MATCH \(match) ORDER BY f.rowid DESC LIMIT 2000
        """
    case .carriers, .services, .sheets: return []
    case .lines, .variants, .stock, .locations, .moves, .suppliers, .purchases, .purchaseLines, .receipts, .pegs,
      .returns, .rules:
      return []
    case .waves, .fulfilments, .runs, .parcels, .manifests, .alerts, .claims, .lanes, .shipments, .consolidations,
      .trackingEvents:
      return []
    }
    var found: [Int64] = []
    try reader.forEach(rows) { row in
      let number = FoldedText.fold(row.text(1)).filter { $0.isLetter || $0.isNumber }
      if number.utf8.reversed().starts(with: ending.utf8.reversed()) { found.append(row.integer(0)) }
      return found.count < 20
    }
    return found
  }
}
