internal import Domain

extension Views {
  /// How many rows a view has, exactly; with a `limit`, counting stops there: `limit` means so many or more.
  public static func count(_ query: ViewQuery, limit: Int? = nil, in reader: any Reader) throws -> Int64 {
    let reading = try ViewReading(query, purpose: .counting, in: reader)
    if let sums = try reading.tallied() {
      let count = sums.reduce(0) { $0 + $1.orders }
      return limit.map { min(Int64($0), count) } ?? count
    }
    let plan = try reading.plan(limit: nil)
    if plan.isDisjoint {
      var count: Int64 = 0
      for branch in plan.branches {
        count += try reading.count(branch, limit: limit.map { Int64($0) - count })
        if let limit, count >= Int64(limit) { break }
      }
      return count
    }
    var ids: Set<Int64> = []
    for branch in plan.branches {
      try reading.forEachRow(branch, [reading.order.id]) { row in
        ids.insert(row.integer(0))
        return limit.map { ids.count < $0 } ?? true
      }
    }
    return Int64(ids.count)
  }
}

extension ViewReading {
  /// Rows of one branch.
  func count(_ branch: ViewPlan.Branch, limit: Int64?) throws -> Int64 {
    if branch.parts.isEmpty && sql.kind == .orders {
      // These hold nothing of withdrawn orders: the index alone knows.
      switch branch.driver {
      case .text(let match): return try count("SELECT 1 FROM orders_text WHERE orders_text MATCH \(match)", limit)
      case .tag(let tag): return try count("SELECT 1 FROM order_tags WHERE tag = \(tag)", limit)
      default: break
      }
    }
    let filter = try filter(branch)
    if filter.residual.isEmpty {
      let conditions = filter.conditions.joined(separator: " AND ")
      return try count("SELECT 1 FROM \(filter.source.from) WHERE \(conditions)", limit)
    }
    var count: Int64 = 0
    try forEachRow(branch, []) { _ in
      count += 1
      return limit.map { count < $0 } ?? true
    }
    return count
  }

  private func count(_ rows: SQL, _ limit: Int64?) throws -> Int64 {
    guard let limit else { return try sql.reader.integer("SELECT COUNT(*) FROM (\(rows)) AS fitting") ?? 0 }
    return try sql.reader.integer("SELECT COUNT(*) FROM (\(rows) LIMIT \(limit)) AS fitting") ?? 0
  }

  /// Every row of a branch that fits, in any order; the closure returns false to stop.
  func forEachRow(_ branch: ViewPlan.Branch, _ columns: [SQL], _ body: (any Columns) throws -> Bool) throws {
    let filter = try filter(branch)
    let selected = columns + filter.residual.columns
    try sql.reader.forEach(
      """
      SELECT \((selected.isEmpty ? ["1"] : selected).joined(separator: ", "))
      FROM \(filter.source.from)
      WHERE \(filter.conditions.joined(separator: " AND "))
      """
    ) { row in
      filter.residual.holds(row, first: columns.count) ? try body(row) : true
    }
  }
}

/// A cell of the roll-up of orders.
struct TallyCell {
  var account: Int64
  var status: String
  var country: String
  var currency: String
  var orders: Int64
  var total: Int64
}

extension ViewReading {
  /// The cells of the roll-up that make up the view; nil where it asks for more than the roll-up knows.
  func tallied() throws -> [TallyCell]? {
    guard sql.kind == .orders, ViewReading.isTallied(criterion) else { return nil }
    let codes = sql.accountCodes
    return try sql.reader.all(
      """
      SELECT account_id, status, country, currency, SUM(orders), SUM(total)
      FROM order_tally
      GROUP BY account_id, status, country, currency
      """
    ) { row in
      TallyCell(
        account: row.integer(0), status: row.text(1), country: row.text(2), currency: row.text(3),
        orders: row.integer(4), total: row.integer(5))
    }.filter { cell in
      criterion.matches(cut: "") { field in
        switch field {
        case .order(.channel): FieldValue(codes[cell.account])
        case .order(.status): .text(cell.status)
        case .order(.country): FieldValue(cell.country)
        case .order(.currency): .text(cell.currency)
        default: .null
        }
      }
    }
  }

  private static func isTallied(_ criterion: Criterion) -> Bool {
    switch criterion {
    case .all(let parts), .any(let parts): parts.allSatisfy(isTallied)
    case .not(let part): isTallied(part)
    case .text(let terms): terms.isEmpty
    case .field(let field, _): isTallied(field)
    }
  }

  static func isTallied(_ field: Field) -> Bool {
    switch field {
    case .order(.channel), .order(.status), .order(.country), .order(.currency): true
    case .order, .line, .product, .variant, .customer, .stock, .location, .move, .supplier, .purchase, .purchaseLine,
      .receipt, .peg, .returned, .rule:
      false
    case .carrier, .service, .sheet: false
    case .wave, .fulfilment, .run, .parcel, .manifest, .alert, .claim, .lane, .shipment, .consolidation, .trackingEvent:
      false
    }
  }
}
