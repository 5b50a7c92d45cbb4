internal import Domain

extension ViewReading {
  /// The rows of a walk in the view's order that stand near the anchor (or the view's end); nil where they do not fill
  /// the page and more may follow.
  func nearby(
    _ branch: ViewPlan.Branch, from anchor: ViewAnchor?, inclusive: Bool, backwards: Bool, limit: Int
  ) throws -> [PlacedRow]? {
    // Backwards from there the rows without the value come first, and this walk has none of them.
    if branch.half == .present, anchor.map({ $0.keys.first == .null }) ?? backwards { return nil }
    var filter = try filter(branch)
    let isAll: Bool
    if order.walk == .place {
      let reach = filter.residual.isEmpty ? Weighing.current.reach : Weighing.current.judgedReach
      isAll = try bound(&filter, from: anchor, backwards: backwards, reach: reach)
    } else {
      let reach = filter.residual.isEmpty ? Weighing.current.indexReach : Weighing.current.judgedReach
      guard let all = try bound(&filter, branch, from: anchor, backwards: backwards, reach: reach) else { return nil }
      isAll = all && branch.half == .whole
    }
    let found = try rows(branch, filter, anchor, inclusive, backwards, limit, nil) ?? []
    return found.count >= limit || isAll ? found : nil
  }

  /// Keeps a walk by place within reach of the anchor; whether nothing stands further.
  private func bound(_ filter: inout Filter, from anchor: ViewAnchor?, backwards: Bool, reach: Int64) throws -> Bool {
    let descends = order.idDescending != backwards
    var places: SQL = "SELECT place_key AS place FROM orders INDEXED BY orders_place WHERE place_key IS NOT NULL"
    if let place = anchor?.keys.first {
      places += descends ? " AND place_key <= \(place)" : " AND place_key >= \(place)"
    }
    places += descends ? " ORDER BY place_key DESC" : " ORDER BY place_key"
    let furthest: SQL = descends ? "MIN(place)" : "MAX(place)"
    let last = try sql.reader.integer(
      "SELECT CASE WHEN COUNT(*) >= \(reach) THEN \(furthest) END FROM (\(places) LIMIT \(reach)) AS newest")
    if let last { filter.conditions.append(descends ? "o.place_key >= \(last)" : "o.place_key <= \(last)") }
    return last == nil
  }

  /// The same of a walk by another index; nil where the anchor stands behind all of its rows.
  private func bound(
    _ filter: inout Filter, _ branch: ViewPlan.Branch, from anchor: ViewAnchor?, backwards: Bool, reach: Int64
  ) throws -> Bool? {
    guard case .index(let index) = order.walk else { return nil }
    var conditions: [SQL] = branch.half == .present ? [index.halves?.present].compactMap { $0 } : []
    if let anchor {
      guard let behind = order.behind(anchor, branch.half, place: nil, backwards: backwards, inclusive: true) else {
        return nil
      }
      conditions.append(behind)
    }
    let columns = order.columns(branch.half, place: nil)
    var furthest: PlacedRow?
    var seen: Int64 = 0
    try sql.reader.forEach(
      """
      SELECT \(([order.id] + columns).joined(separator: ", "))
      FROM \(filter.source.from)
      WHERE \(SQL.all(conditions.isEmpty ? [.always] : conditions))
      ORDER BY \(order.orderBy(branch.half, place: nil, backwards: backwards))
      LIMIT \(max(reach, 1))
      """
    ) { row in
      seen += 1
      if seen >= reach { furthest = PlacedRow(id: row.integer(0), keys: order.keys(of: row, first: 1)) }
      return true
    }
    guard let furthest else { return true }
    guard
      let before = order.behind(furthest.anchor, branch.half, place: nil, backwards: !backwards, inclusive: true)
    else { return nil }
    filter.conditions.append(before)
    return false
  }
}
