internal import Domain

extension ViewReading {
  /// Orders that SQL does not give: folded texts, and lines within one second.
  func sortedHere(
    _ filter: Filter, from anchor: ViewAnchor?, inclusive: Bool, backwards: Bool, limit: Int
  ) throws -> [PlacedRow] {
    var conditions = filter.conditions
    let groupPlace = order.walk == .placeGroups ? filter.source.place : nil
    if let groupPlace, let anchor, case .integer(let second) = anchor.keys.first {
      conditions.append(
        order.idDescending != backwards
          ? "\(groupPlace) < \((second + 1) << 30)" : "\(groupPlace) >= \(second << 30)")
    }
    var keys = SortKeyReader(order, filter.source, in: sql.reader)
    var statement: SQL = """
      SELECT \(([order.id] + keys.columns + filter.residual.columns).joined(separator: ", "))
      FROM \(filter.source.from)
      WHERE \(conditions.joined(separator: " AND "))
      """
    if let groupPlace {
      statement += order.idDescending != backwards ? " ORDER BY \(groupPlace) DESC" : " ORDER BY \(groupPlace)"
    } else if filter.source.comesById {
      // Of rows that say the same the first ones stay, and the rest is refused at once.
      statement += order.idDescending != backwards ? " ORDER BY \(order.id) DESC" : " ORDER BY \(order.id)"
    }
    var found: [PlacedRow] = []
    // The last row of a page that is full already: nothing behind it is wanted.
    var worst: PlacedRow?
    var gate = groupPlace == nil ? PageGate(order, keys, backwards: backwards) : nil
    // What comes before the anchor is refused in the same way.
    var nearGate = groupPlace == nil && anchor != nil ? PageGate(order, keys, backwards: !backwards) : nil
    if let anchor { nearGate?.close(behind: PlacedRow(id: anchor.id, keys: anchor.keys)) }
    var settled = 0
    var group: SQLValue?
    let first = 1 + keys.columns.count
    try sql.reader.forEach(statement) { row in
      if let gate, gate.refuses(row) { return true }
      if let nearGate, nearGate.refuses(row) { return true }
      let placed = PlacedRow(id: row.integer(0), keys: try keys.read(row, first: 1))
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
        if let worst { gate?.close(behind: worst) }
      }
      return true
    }
    sort(&found, backwards: backwards)
    return Array(found.prefix(limit))
  }

  /// What cards say tells alone which of them can fill a page, faster than together with their orders: only those few
  /// cards are then asked for theirs. nil where that does not fill the page, or more than the card decides.
  func sortedByCards(
    _ filter: Filter, from anchor: ViewAnchor?, inclusive: Bool, backwards: Bool, limit: Int
  ) throws -> [PlacedRow]? {
    // Going backwards the rows without the text come first, and there may be few of them.
    guard !backwards, limit <= ViewReading.mostByCards else { return nil }
    var keys = SortKeyReader(order, filter.source, in: sql.reader)
    guard keys.isOneText, let column = keys.columns.first, let field = order.fields.first,
      let text = sql.cardText(field)
    else { return nil }
    if anchor?.keys.first == .null { return try withoutText(behind: anchor, inclusive: inclusive, limit: limit) }
    let texts = try CardTexts(order, from: anchor, wanted: 2 * limit).read(text.column, with: &keys, in: sql.reader)
    var found: [PlacedRow] = []
    if !texts.texts.isEmpty {
      var narrow = filter
      let wanted = SQL.list(texts.texts.map(SQLValue.text))
      if text.mayStandOnBill {
        // The bill is looked at where the shown card says nothing: cards that say something else go before it.
        narrow.conditions.insert(
          "(\(text.column) IN (\(wanted)) OR COALESCE(\(text.column), '') = '')", at: 0)
      }
      narrow.conditions.insert("(\(column) IN (\(wanted)))", at: text.mayStandOnBill ? 1 : 0)
      found = try sortedHere(narrow, from: anchor, inclusive: inclusive, backwards: false, limit: limit)
    }
    if found.count >= limit { return found }
    if !texts.areAll { return nil }
    return found + (try withoutText(behind: nil, inclusive: false, limit: limit - found.count))
  }

  /// Rows that have no text to be sorted by come last, by their ids.
  private func withoutText(behind anchor: ViewAnchor?, inclusive: Bool, limit: Int) throws -> [PlacedRow] {
    let text = order.columns(.whole, place: nil)
    guard text.count == 1, let text = text.first else { return [] }
    var conditions: [SQL] = [sql.kind.isThere, "COALESCE(\(text), '') = ''"]
    if let anchor {
      let isBehind: SQL = order.idDescending ? "\(order.id) < \(anchor.id)" : "\(order.id) > \(anchor.id)"
      conditions.append(inclusive ? "(\(isBehind) OR \(order.id) = \(anchor.id))" : isBehind)
    }
    return try sql.reader.all(
      """
      SELECT \(order.id)
      FROM \(sql.kind.from) NOT INDEXED
      WHERE \(conditions.joined(separator: " AND "))
      ORDER BY \(order.idDescending ? "\(order.id) DESC" : order.id)
      LIMIT \(limit)
      """
    ) { PlacedRow(id: $0.integer(0), keys: [.null]) }
  }

  private static var mostByCards: Int { 400 }

  private func isBehind(_ row: PlacedRow, _ anchor: ViewAnchor, _ inclusive: Bool, _ backwards: Bool) -> Bool {
    if row.id == anchor.id && row.keys == anchor.keys { return inclusive }
    let bound = PlacedRow(id: anchor.id, keys: anchor.keys)
    return backwards ? order.precedes(row, bound) : order.precedes(bound, row)
  }

  func sort(_ rows: inout [PlacedRow], backwards: Bool) {
    rows.sort { backwards ? order.precedes($1, $0) : order.precedes($0, $1) }
  }
}
