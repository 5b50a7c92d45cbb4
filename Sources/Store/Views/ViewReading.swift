internal import Domain

/// A view at work inside one read: its plan run as statements, its rows merged.
struct ViewReading {
  let query: ViewQuery
  let sql: SentenceSQL
  let order: ViewOrder
  let criterion: Criterion

  init(_ query: ViewQuery, purpose: SentenceSQL.Purpose = .page, in reader: any Reader) throws {
    try query.check()
    self.query = query
    sql = try SentenceSQL(
      kind: query.sentence.kind, now: query.inquiry.now, purpose: purpose, mayReadPersonal: query.mayReadPersonal,
      in: reader)
    var inquiry = query.inquiry
    inquiry.numbering = sql.numbering
    criterion = query.sentence.condition.resolved(in: inquiry)
    // To count, any order will do.
    order = try ViewOrder(purpose == .page ? query.sentence.ordering : RowOrdering(sql.kind.defaultSort), sql)
  }

  func plan(limit: Int?) throws -> ViewPlan { try Planner(sql, order, limit: limit).plan(criterion) }

  /// The FROM and WHERE of a branch, with what is left for Swift to judge.
  struct Filter {
    var source: DriverSource
    var conditions: [SQL]
    var residual: Residual
  }

  func filter(_ branch: ViewPlan.Branch, isWide: Bool = false) throws -> Filter {
    let driver = isWide ? branch.wider ?? branch.driver : branch.driver
    let source = driver.source(sql.kind, order)
    // A wider driver settles nothing: the whole condition is judged.
    let parts = isWide ? Planner.flatten(criterion) : branch.parts
    var conditions = source.conditions
    // What the text index holds is there.
    conditions.append(sql.kind.isThere)
    if case .index(let index) = order.walk, let halves = index.halves, branch.driver == .walk {
      switch branch.half {
      case .whole: break
      case .present: conditions.append(halves.present)
      case .absent: conditions.append(halves.absent)
      }
    }
    if let place = source.place { conditions += ViewReading.placeBounds(parts, place) }
    for part in parts { conditions.append(try sql.condition(part)) }
    return Filter(source: source, conditions: conditions, residual: try Residual(parts, sql))
  }

  /// Dates of placing, as bounds of the key that the driver's index is ordered by.
  private static func placeBounds(_ parts: [Criterion], _ place: SQL) -> [SQL] {
    var bounds: [SQL] = []
    for part in parts {
      guard case .field(let field, let tests) = part, field == .order(.placedAt) || field == .line(.placedAt),
        tests.count == 1, case .moment(let from, let before) = tests[0]
      else { continue }
      if let from { bounds.append("\(place) >= \(clamped(from.seconds) << 30)") }
      if let before { bounds.append("\(place) < \((clamped(before.seconds) + 1) << 30)") }
    }
    return bounds
  }

  /// Place keys end where 33 bits of seconds do.
  private static func clamped(_ seconds: Int64) -> Int64 { min(max(seconds, -(1 << 32)), 1 << 32) }

  /// The rows behind an anchor (before it, when going backwards), nearest first, `limit` at most.
  func rows(_ plan: ViewPlan, from anchor: ViewAnchor?, inclusive: Bool = false, backwards: Bool, limit: Int) throws
    -> [PlacedRow]
  {
    var found: [PlacedRow] = []
    let branches = backwards ? plan.branches.reversed() : plan.branches
    for (index, branch) in branches.enumerated() {
      // Rows without the value come behind all that have it: they are not looked for while the page is full.
      if found.count >= limit && branches[max(index - 1, 0)].half != branch.half { break }
      found += try rows(branch, from: anchor, inclusive: inclusive, backwards: backwards, limit: limit)
    }
    if plan.branches.count < 2 { return found }
    sort(&found, backwards: backwards)
    var merged: [PlacedRow] = []
    for row in found where merged.last?.id != row.id {
      merged.append(row)
      if merged.count == limit { break }
    }
    return merged
  }

  private func rows(
    _ branch: ViewPlan.Branch, from anchor: ViewAnchor?, inclusive: Bool, backwards: Bool, limit: Int
  ) throws -> [PlacedRow] {
    if branch.wider != nil {
      let wide = try filter(branch, isWide: true)
      if wide.source.place != nil && order.walk == .place, let wider = branch.wider {
        let patience = Patience(listed: try Sizes(sql, order).rows(wider), wanted: limit)
        if let rows = try rows(branch, wide, anchor, inclusive, backwards, limit, patience) { return rows }
      }
    }
    return try rows(branch, try filter(branch), anchor, inclusive, backwards, limit, nil) ?? []
  }

  /// nil where patience ended before the page was full.
  private func rows(
    _ branch: ViewPlan.Branch, _ filter: Filter, _ anchor: ViewAnchor?, _ inclusive: Bool, _ backwards: Bool,
    _ limit: Int, _ patience: Patience?
  ) throws -> [PlacedRow]? {
    var filter = filter
    let place = filter.source.place
    if order.isSwift || order.walk == .placeGroups && place != nil {
      return try sortedHere(filter, from: anchor, inclusive: inclusive, backwards: backwards, limit: limit)
    }
    if let anchor {
      guard
        let behind = order.behind(anchor, branch.half, place: place, backwards: backwards, inclusive: inclusive)
      else { return [] }
      filter.conditions.append(behind)
    }
    let columns = order.columns(branch.half, place: place)
    var statement: SQL = """
      SELECT \(([order.id] + columns + filter.residual.columns).joined(separator: ", "))
      FROM \(filter.source.from)
      WHERE \(filter.conditions.joined(separator: " AND "))
      ORDER BY \(order.orderBy(branch.half, place: place, backwards: backwards))
      """
    if filter.residual.isEmpty { statement += " LIMIT \(limit)" }
    var found: [PlacedRow] = []
    var judged = 0
    var isHopeless = false
    let first = 1 + columns.count
    try sql.reader.forEach(statement) { row in
      judged += 1
      if filter.residual.holds(row, first: first) {
        found.append(PlacedRow(id: row.integer(0), keys: order.keys(of: row, first: 1)))
      }
      isHopeless = patience?.ends(judged: judged, found: found.count) ?? false
      return found.count < limit && !isHopeless
    }
    return isHopeless && found.count < limit ? nil : found
  }

  /// Orders that SQL does not give: folded texts, and lines within one second.
  private func sortedHere(
    _ filter: Filter, from anchor: ViewAnchor?, inclusive: Bool, backwards: Bool, limit: Int
  ) throws -> [PlacedRow] {
    var conditions = filter.conditions
    let groupPlace = order.walk == .placeGroups ? filter.source.place : nil
    if let groupPlace, let anchor, case .integer(let second) = anchor.keys.first {
      conditions.append(
        order.idDescending != backwards
          ? "\(groupPlace) < \((second + 1) << 30)" : "\(groupPlace) >= \(second << 30)")
    }
    var keys = SortKeyReader(order, hasCard: filter.source.hasCard)
    var statement: SQL = """
      SELECT \(([order.id] + keys.columns + filter.residual.columns).joined(separator: ", "))
      FROM \(filter.source.from)
      WHERE \(conditions.joined(separator: " AND "))
      """
    if let groupPlace {
      statement += order.idDescending != backwards ? " ORDER BY \(groupPlace) DESC" : " ORDER BY \(groupPlace)"
    }
    var found: [PlacedRow] = []
    // The last row of a page that is full already: nothing behind it is wanted.
    var worst: PlacedRow?
    var settled = 0
    var group: SQLValue?
    let first = 1 + keys.columns.count
    try sql.reader.forEach(statement) { row in
      let placed = PlacedRow(id: row.integer(0), keys: keys.read(row, first: 1))
      if let worst, !(backwards ? order.precedes(worst, placed) : order.precedes(placed, worst)) { return true }
      if !filter.residual.holds(row, first: first) { return true }
      if groupPlace != nil, let second = placed.keys.first, second != group {
        group = second
        settled = found.count
        if settled >= limit { return false }
      }
      if let anchor, !isBehind(placed, anchor, inclusive, backwards) { return true }
      found.append(placed)
      if groupPlace == nil && found.count >= max(4 * limit, 1024) {
        sort(&found, backwards: backwards)
        found.removeSubrange(limit...)
        worst = found.last
      }
      return true
    }
    sort(&found, backwards: backwards)
    return Array(found.prefix(limit))
  }

  private func isBehind(_ row: PlacedRow, _ anchor: ViewAnchor, _ inclusive: Bool, _ backwards: Bool) -> Bool {
    if row.id == anchor.id && row.keys == anchor.keys { return inclusive }
    let bound = PlacedRow(id: anchor.id, keys: anchor.keys)
    return backwards ? order.precedes(row, bound) : order.precedes(bound, row)
  }

  private func sort(_ rows: inout [PlacedRow], backwards: Bool) {
    rows.sort { backwards ? order.precedes($1, $0) : order.precedes($0, $1) }
  }

  /// Where a row stands, if it belongs to the view.
  func place(of ids: [Int64], fitting: Bool) throws -> [Int64: PlacedRow] {
    if ids.isEmpty { return [:] }
    var conditions: [SQL] = [
      "\(order.id) IN (\(SQL.list(ids.map(SQLValue.integer))))", sql.kind.isThere,
    ]
    let parts = fitting ? Planner.flatten(criterion) : []
    for part in parts { conditions.append(try sql.condition(part)) }
    let residual = try Residual(parts, sql)
    let columns = order.columns(.whole, place: nil)
    var found: [Int64: PlacedRow] = [:]
    try sql.reader.forEach(
      """
      SELECT \(([order.id] + columns + residual.columns).joined(separator: ", "))
      FROM \(sql.kind.from)
      WHERE \(conditions.joined(separator: " AND "))
      """
    ) { row in
      if residual.holds(row, first: 1 + columns.count) {
        found[row.integer(0)] = PlacedRow(id: row.integer(0), keys: order.keys(of: row, first: 1))
      }
      return true
    }
    return found
  }

  /// The values of the query's columns.
  func values(of ids: [Int64]) throws -> [Int64: [FieldValue]] {
    if ids.isEmpty { return [:] }
    let columns = try query.columns.map { field in
      !query.mayReadPersonal && field.isPersonal ? nil : try sql.column(of: field)
    }
    var found: [Int64: [FieldValue]] = [:]
    try sql.reader.forEach(
      """
      SELECT \(([order.id] + columns.flatMap { $0?.columns ?? [] }).joined(separator: ", "))
      FROM \(sql.kind.from)
      WHERE \(order.id) IN (\(SQL.list(ids.map(SQLValue.integer))))
      """
    ) { row in
      var index = 1
      found[row.integer(0)] = columns.map { column in
        guard let column else { return ViewQuery.mask }
        defer { index += column.columns.count }
        return column.read(row, index)
      }
      return true
    }
    return found
  }
}
