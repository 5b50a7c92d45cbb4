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
    sql.namedBatches = query.sentence.condition.namedBatches
    var inquiry = query.inquiry
    inquiry.numbering = sql.numbering
    inquiry.tracked = try sql.tracked(query.sentence.condition)
    criterion = query.sentence.condition.resolved(in: inquiry)
    // To count, any order will do.
    order = try ViewOrder(purpose == .page ? query.sentence.ordering : RowOrdering(sql.kind.defaultSort), sql)
  }

  func plan(limit: Int?) throws -> ViewPlan { try Planner(sql, order, limit: limit).plan(criterion) }

  /// Merged customers are in the views that ask for them.
  private var isThere: SQL {
    criterion.mentions(.customer(.mergedInto)) ? sql.kind.isKnown : sql.kind.isThere
  }

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
    conditions.append(source.isThere ?? isThere)
    if let (column, prefix) = source.prefixed {
      conditions.append(ViewReading.following(prefix, column, branch.half))
    }
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
      guard let (from, before) = part.placing else { continue }
      if let from { bounds.append("\(place) >= \(from.placeBound)") }
      if let before { bounds.append("\(place) < \(before.placeBound + (1 << 30))") }
    }
    return bounds
  }

  /// What begins with the prefix: and goes on, or is no more than it.
  private static func following(_ prefix: String, _ column: SQL, _ half: ViewOrder.Half) -> SQL {
    if half == .absent { return "\(column) = \(prefix)" }
    guard let end = ASCIICapitals.successor(of: prefix) else { return "\(column) > \(prefix)" }
    return "\(column) > \(prefix) AND \(column) < \(end)"
  }

  /// The rows behind an anchor (before it, when going backwards), nearest first, `limit` at most.
  func rows(_ plan: ViewPlan, from anchor: ViewAnchor?, inclusive: Bool = false, backwards: Bool, limit: Int) throws
    -> [PlacedRow]
  {
    if let attempt = plan.attempt,
      let near = try nearby(attempt, from: anchor, inclusive: inclusive, backwards: backwards, limit: limit)
    {
      return near
    }
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
  func rows(
    _ branch: ViewPlan.Branch, _ filter: Filter, _ anchor: ViewAnchor?, _ inclusive: Bool, _ backwards: Bool,
    _ limit: Int, _ patience: Patience?
  ) throws -> [PlacedRow]? {
    var filter = filter
    let place = filter.source.place
    if branch.half == .present && anchor?.keys.first == .null && !backwards { return [] }
    if order.isSwift && branch.half != .absent || order.walk == .placeGroups && place != nil
      || branch.driver == .lineTable && order.isOfLineMoney
    {
      if branch.driver == .cards, branch.parts.isEmpty,
        let rows = try sortedByCards(filter, from: anchor, inclusive: inclusive, backwards: backwards, limit: limit)
      {
        return rows
      }
      return try sortedHere(filter, from: anchor, inclusive: inclusive, backwards: backwards, limit: limit)
    }
    let prefix = filter.source.prefixed
    let sorting = prefix.map { order.over($0.column, branch.half) } ?? order
    if let anchor {
      guard
        let behind = sorting.behind(
          prefix.map { anchor.behind($0.prefix) } ?? anchor, branch.half, place: place, backwards: backwards,
          inclusive: inclusive)
      else { return [] }
      filter.conditions.append(behind)
    }
    let columns = order.columns(branch.half, place: place)
    var statement: SQL = """
      SELECT \(([order.id] + columns + filter.residual.columns).joined(separator: ", "))
      FROM \(filter.source.from)
      WHERE \(filter.conditions.joined(separator: " AND "))
      ORDER BY \(sorting.orderBy(branch.half, place: place, backwards: backwards))
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

  /// Where a row stands, if it belongs to the view.
  func place(of ids: [Int64], fitting: Bool) throws -> [Int64: PlacedRow] {
    if ids.isEmpty { return [:] }
    var conditions: [SQL] = [
      "\(order.id) IN (\(SQL.list(ids.map(SQLValue.integer))))", fitting ? isThere : sql.kind.isKnown,
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

extension Criterion {
  /// Between which moments orders were placed, where it asks for that alone.
  var placing: (from: Instant?, before: Instant?)? {
    guard case .field(let field, let tests) = self, field == .order(.placedAt) || field == .line(.placedAt),
      tests.count == 1, case .moment(let from, let before) = tests[0]
    else { return nil }
    return (from, before)
  }
}
