public import Domain

extension Views {
  /// Values that a field has somewhere, for completion: sorted, 200 at most; none for fields of many values.
  public static func knownValues(_ field: Field, in reader: any Reader) throws -> [String] {
    func texts(_ sql: SQL) throws -> [String] { try reader.all(sql) { $0.text(0) } }
    switch field {
    case .order(.channel), .line(.channel): return try texts("SELECT code FROM accounts ORDER BY code LIMIT 200")
    case .order(.assignee):
      return try texts("SELECT name FROM users WHERE active = 1 ORDER BY name LIMIT 200")
    case .order(.tags):
      // From tag to tag, not over every order of each.
      return try texts(
        """
        WITH RECURSIVE tags (tag) AS (
          SELECT MIN(tag) FROM order_tags
          UNION ALL
          SELECT (SELECT MIN(tag) FROM order_tags WHERE tag > tags.tag) FROM tags WHERE tags.tag IS NOT NULL
        )
        SELECT tag FROM tags WHERE tag IS NOT NULL LIMIT 200
        """)
    case .order(.country), .customer(.country):
      return try texts("SELECT DISTINCT country FROM order_tally WHERE country <> '' ORDER BY country LIMIT 200")
    case .order(.currency): return try texts("SELECT DISTINCT currency FROM order_tally ORDER BY currency LIMIT 200")
    case .product(.brand):
      return try texts(
        """
        WITH RECURSIVE brands (brand) AS (
          SELECT MIN(brand) FROM products WHERE brand > ''
          UNION ALL
          SELECT (SELECT MIN(brand) FROM products WHERE brand > brands.brand) FROM brands
          WHERE brands.brand IS NOT NULL
        )
        SELECT brand FROM brands WHERE brand IS NOT NULL LIMIT 200
        """)
    case .product(.category):
      return try texts("SELECT DISTINCT category FROM products WHERE category <> '' ORDER BY category LIMIT 200")
    case .product(.origin), .variant(.origin):
      return try texts("SELECT DISTINCT origin FROM variants WHERE origin <> '' ORDER BY origin LIMIT 200")
    case .product(.hs), .variant(.hs):
      return try texts("SELECT DISTINCT hs FROM variants WHERE hs <> '' ORDER BY hs LIMIT 200")
    case .customer(.tags): return try labels("SELECT tags FROM customers WHERE tags <> '' LIMIT 5000", reader)
    case .product(.tags): return try labels("SELECT tags FROM products WHERE tags <> '' LIMIT 5000", reader)
    case .stock(.location), .move(.from), .move(.to):
      return try texts("SELECT code FROM locations ORDER BY code_key LIMIT 200")
    case .stock(.warehouse), .location(.warehouse), .purchase(.warehouse), .wave(.warehouse),
      .fulfilment(.warehouse), .run(.warehouse), .parcel(.warehouse), .manifest(.warehouse),
      .shipment(.warehouse):
      return try texts("SELECT code FROM locations WHERE role = 'warehouse' ORDER BY code_key LIMIT 200")
    case .carrier(.code), .service(.carrier), .sheet(.carrier):
      return try texts("SELECT code FROM carriers ORDER BY code_key LIMIT 200")
    case .service(.code), .sheet(.service):
      return try texts("SELECT code FROM services ORDER BY code_key LIMIT 200")
    case .purchase(.supplier), .purchaseLine(.supplier), .receipt(.supplier), .peg(.supplier):
      return try texts("SELECT code FROM suppliers ORDER BY code_key LIMIT 200")
    case .wave(.number), .fulfilment(.wave), .run(.wave), .parcel(.wave):
      return try texts("SELECT number FROM waves ORDER BY id DESC LIMIT 100")
    case .manifest(.number), .parcel(.manifest):
      return try texts("SELECT number FROM manifests ORDER BY id DESC LIMIT 100")
    case .wave(.channel): return try texts("SELECT code FROM release_channels ORDER BY code_key LIMIT 100")
    case .parcel(.box): return try texts("SELECT code FROM boxes ORDER BY code_key LIMIT 100")
    case .run(.actor):
      return try texts(
        """
        SELECT DISTINCT actor
        FROM (SELECT actor FROM runs ORDER BY id DESC LIMIT 500) AS newest
        WHERE actor IS NOT NULL
        ORDER BY actor
        """)
    case .alert(.carrier), .claim(.carrier), .lane(.carrier):
      return try texts("SELECT DISTINCT carrier FROM transit_lanes ORDER BY carrier LIMIT 100")
    case .lane(.way): return try texts("SELECT DISTINCT way FROM transit_lanes ORDER BY way LIMIT 100")
    case .shipment(.consolidation), .consolidation(.number), .consolidation(.within):
      return try texts("SELECT number FROM consolidations ORDER BY id DESC LIMIT 100")
    case .manifest(.carrier), .parcel(.carrier), .shipment(.carrier), .consolidation(.carrier):
      return try texts("SELECT DISTINCT carrier FROM manifests ORDER BY carrier LIMIT 100")
    case .carrier, .service, .sheet: return []
    case .order, .line, .product, .variant, .customer, .stock, .location, .move, .supplier, .purchase, .purchaseLine,
      .receipt, .peg, .returned, .rule:
      return []
    case .wave, .fulfilment, .run, .parcel, .manifest, .alert, .claim, .lane, .shipment, .consolidation, .trackingEvent:
      return []
    }
  }

  private static func labels(_ sql: SQL, _ reader: any Reader) throws -> [String] {
    var labels: Set<String> = []
    try reader.forEach(sql) { row in
      labels.formUnion(row.text(0).split(separator: ",").map(String.init))
      return labels.count < 2000
    }
    return Array(labels.sorted(by: FoldedText.precedes).prefix(200))
  }
}
