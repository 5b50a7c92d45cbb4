internal import Domain

extension Views {
  /// How many rows stand before this one in a view; nil where knowing it would mean sorting the whole view.
  public static func rank(of row: ViewRow, _ query: ViewQuery, in reader: any Reader) throws -> Int64? {
    let reading = try ViewReading(query, purpose: .counting, in: reader)
    let order = reading.order
    // Counting goes by the kind's own order.
    guard query.sentence.ordering == RowOrdering(query.sentence.kind.defaultSort), !order.isSwift,
      order.walk != .placeGroups, row.anchor.keys.count == order.directions.count
    else {
      return nil
    }
    let plan = try reading.plan(limit: nil)
    guard plan.isDisjoint else { return nil }
    var count: Int64 = 0
    for branch in plan.branches {
      var filter = try reading.filter(branch)
      guard
        let before = order.behind(
          row.anchor, branch.half, place: filter.source.place, backwards: true, inclusive: false)
      else { continue }
      filter.conditions.append(before)
      count += try reading.count(filter)
    }
    return count
  }
}

extension ViewReading {
  fileprivate func count(_ filter: Filter) throws -> Int64 {
    let conditions = filter.conditions.joined(separator: " AND ")
    if filter.residual.isEmpty {
      return try sql.reader.integer("SELECT COUNT(*) FROM \(filter.source.from) WHERE \(conditions)") ?? 0
    }
    var count: Int64 = 0
    try sql.reader.forEach(
      """
      SELECT \(filter.residual.columns.joined(separator: ", "))
      FROM \(filter.source.from)
      WHERE \(conditions)
      """
    ) { row in
      if filter.residual.holds(row, first: 0) { count += 1 }
      return true
    }
    return count
  }
}
