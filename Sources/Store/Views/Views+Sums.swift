public import Domain

extension Views {
  /// The sum of a money column over a view, by currency: the total of orders or lines where none is named.
  public static func sums(_ query: ViewQuery, of field: Field? = nil, in reader: any Reader) throws -> [Money] {
    let reading = try ViewReading(query, purpose: .counting, in: reader)
    guard let field = field ?? query.sentence.kind.summedField else { return [] }
    guard field.type == .money, field.kind == query.sentence.kind else { throw ViewRefusal.notMoney(field) }
    var sums = CurrencySums()
    if field == .order(.total), let cells = try reading.tallied() {
      for cell in cells { sums.add(cell.total, cell.currency) }
    } else {
      try reading.aggregate(nil, field) { _, _, units, currency in sums.add(units, currency) }
    }
    return sums.monies
  }

  /// The view by the values of its `group:` field, the most frequent first, a thousand at most.
  public static func groups(_ query: ViewQuery, in reader: any Reader) throws -> [ViewGroup] {
    guard let field = query.sentence.group else { return [] }
    guard field.isGroupable, field.kind == query.sentence.kind else { throw ViewRefusal.notGroupable(field) }
    let reading = try ViewReading(query, purpose: .counting, in: reader)
    var groups: [FieldValue: (count: Int64, sums: CurrencySums)] = [:]
    if ViewReading.isTallied(field), let cells = try reading.tallied() {
      let codes = reading.sql.accountCodes
      for cell in cells {
        let value: FieldValue =
          switch field {
          case .order(.channel): FieldValue(codes[cell.account])
          case .order(.status): .text(cell.status)
          case .order(.country): FieldValue(cell.country)
          default: .text(cell.currency)
          }
        groups[value, default: (0, CurrencySums())].count += cell.orders
        groups[value, default: (0, CurrencySums())].sums.add(cell.total, cell.currency)
      }
    } else {
      try reading.aggregate(field, query.sentence.kind.summedField) { value, count, units, currency in
        groups[value, default: (0, CurrencySums())].count += count
        groups[value, default: (0, CurrencySums())].sums.add(units, currency)
      }
    }
    let listed = groups.filter { $0.value.count != 0 }
      .map { ViewGroup(value: $0.key, count: $0.value.count, totals: $0.value.sums.monies) }
    return Array(listed.sorted(by: ViewGroup.precedes).prefix(1000))
  }
}

extension ViewGroup {
  fileprivate static func precedes(_ a: ViewGroup, _ b: ViewGroup) -> Bool {
    if a.count != b.count { return a.count > b.count }
    return FoldedText.precedes(FieldText.text(a.value), FieldText.text(b.value))
  }
}

/// Minor units by currency. A sum that leaves 64 bits stops at their end.
struct CurrencySums {
  private var units: [String: Int64] = [:]

  mutating func add(_ more: Int64, _ currency: String) {
    if currency.isEmpty { return }
    let (sum, overflow) = units[currency, default: 0].addingReportingOverflow(more)
    units[currency] = overflow ? (more > 0 ? Int64.max : Int64.min) : sum
  }

  /// In the order of the codes.
  var monies: [Money] {
    units.sorted { FoldedText.precedes($0.key, $1.key) }
      .map { Money(minorUnits: $0.value, currency: Currency($0.key) ?? .none) }
  }
}

extension Kind {
  fileprivate var summedField: Field? {
    switch self {
    case .orders: .order(.total)
    case .lines: .line(.total)
    case .products, .variants, .customers: nil
    }
  }
}

extension ViewReading {
  /// Calls the closure with value, rows, minor units and currency, summed by the engine where it can tell the rows.
  ///
  /// The engine refuses sums beyond 64 bits, so it adds millions and rests apart.
  fileprivate func aggregate(
    _ field: Field?, _ money: Field?, _ body: (FieldValue, Int64, Int64, String) -> Void
  ) throws {
    let column = try field.map { try sql.column(of: $0) }
    let group = column?.columns ?? []
    let amount = try money.map { try sql.column(of: $0).columns } ?? ["0", "''"]
    let plan = try plan(limit: nil)
    let isExact = try sql.isExact(criterion) && plan.isDisjoint
    // Rows that several branches may have, or that Swift judges, are taken one by one.
    if !isExact {
      var seen: Set<Int64> = []
      for branch in plan.branches {
        try forEachRow(branch, [order.id] + amount + group) { row in
          if plan.branches.count < 2 || seen.insert(row.integer(0)).inserted {
            body(column?.read(row, 3) ?? .null, 1, row.integer(1), row.text(2))
          }
          return true
        }
      }
      return
    }
    for branch in plan.branches {
      let filter = try filter(branch)
      let keys = [amount[1]] + group
      try sql.reader.forEach(
        """
        SELECT COUNT(*), SUM(\(amount[0]) / 1000000), SUM(\(amount[0]) % 1000000), \(keys.joined(separator: ", "))
        FROM \(filter.source.from)
        WHERE \(filter.conditions.joined(separator: " AND "))
        GROUP BY \((4..<(4 + keys.count)).map(SQL.ordinal).joined(separator: ", "))
        """
      ) { row in
        let (millions, overflow) = row.integer(1).multipliedReportingOverflow(by: 1_000_000)
        let (units, more) = millions.addingReportingOverflow(row.integer(2))
        body(column?.read(row, 4) ?? .null, row.integer(0), overflow || more ? Int64.max : units, row.text(3))
        return true
      }
    }
  }
}

extension SQL {
  /// A column of the SELECT by its place, from 1.
  fileprivate static func ordinal(_ index: Int) -> SQL {
    switch index {
    case 4: "4"
    case 5: "5"
    default: "6"
    }
  }
}
