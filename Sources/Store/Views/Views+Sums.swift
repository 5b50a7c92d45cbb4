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
    case .purchases: .purchase(.total)
    case .purchaseLines: .purchaseLine(.total)
    case .carriers, .services, .sheets: nil
    case .products, .variants, .customers, .stock, .locations, .moves, .suppliers, .receipts, .pegs, .returns, .rules:
      nil
    case .waves, .fulfilments, .runs, .parcels, .manifests, .alerts, .claims, .lanes, .shipments, .consolidations,
      .trackingEvents:
      nil
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
      if let column, branch.driver == .facts, group.count == 1, field.map(ViewReading.hasFewTexts) ?? false {
        try addUp(branch, column, amount, body)
        continue
      }
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

extension ViewReading {
  fileprivate static func hasFewTexts(_ field: Field) -> Bool {
    if case .choice = field.type { true } else { false }
  }

  /// The same, each row added to its group as it comes: the engine would sort a million rows first.
  fileprivate func addUp(
    _ branch: ViewPlan.Branch, _ column: FieldColumn, _ amount: [SQL],
    _ body: (FieldValue, Int64, Int64, String) -> Void
  ) throws {
    var groups: [GroupOfRows] = []
    try forEachRow(branch, amount + column.columns) { row in
      var index = 0
      while index < groups.count && !groups[index].holds(row) { index += 1 }
      if index == groups.count { groups.append(GroupOfRows(row, column.read(row, 2))) }
      groups[index].add(row.integer(0))
      // What is frequent is found first.
      if index > 0 && groups[index].count > groups[index - 1].count { groups.swapAt(index, index - 1) }
      return true
    }
    for group in groups { body(group.value, group.count, group.units, group.currencyCode) }
  }
}

/// Rows of one currency and one value: amount, currency and value are the columns of a row.
private struct GroupOfRows {
  let value: FieldValue
  let currencyCode: String
  private let currency: [UInt8]
  private let text: [UInt8]
  private(set) var count: Int64 = 0
  private(set) var units: Int64 = 0

  init(_ row: any Columns, _ value: FieldValue) {
    self.value = value
    currencyCode = row.text(1)
    currency = Array(currencyCode.utf8)
    text = Array(row.text(2).utf8)
  }

  func holds(_ row: any Columns) -> Bool {
    row.withUTF8(2) { $0.elementsEqual(text) } && row.withUTF8(1) { $0.elementsEqual(currency) }
  }

  /// A sum that leaves 64 bits stops at their end.
  mutating func add(_ more: Int64) {
    count += 1
    let (sum, overflow) = units.addingReportingOverflow(more)
    units = overflow ? (more > 0 ? Int64.max : Int64.min) : sum
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
