internal import Domain

/// A row by its place alone.
struct PlacedRow {
  var id: Int64
  var keys: [SQLValue]

  var anchor: ViewAnchor { ViewAnchor(id: id, keys: keys) }
}

extension ViewAnchor {
  /// The same place where the first key follows these characters.
  func behind(_ prefix: String) -> ViewAnchor {
    guard case .text(let text) = keys.first else { return self }
    return ViewAnchor(id: id, keys: [.text(prefix + text)] + keys.dropFirst())
  }
}

extension ViewOrder {
  /// Which half of a nullable index a statement walks.
  enum Half {
    case whole, present, absent
  }

  /// Number of columns that the keys take in a row.
  var width: Int { isSwift ? folded.reduce(0) { $0 + $1.column.columns.count } : keys.count }

  /// The keys' columns for a SELECT; `place` stands for the place key where another table holds it.
  func columns(_ half: Half, place: SQL?) -> [SQL] {
    if isSwift { return folded.flatMap { $0.column.columns.map { half == .absent ? "NULL" : $0 } } }
    return effective(half, place: place, select: true).map(\.sql)
  }

  private func effective(_ half: Half, place: SQL?, select: Bool) -> [Key] {
    if walk == .place, let place {
      return [Key(sql: place, isText: false, descending: idDescending, isNullable: false)]
    }
    guard case .index(let index) = walk, let halves = index.halves else { return keys }
    switch half {
    case .whole: return keys
    case .present:
      return keys.map {
        Key(sql: halves.column, isText: $0.isText, descending: $0.descending, isNullable: false)
      }
    case .absent:
      return select ? keys.map { Key(sql: "NULL", isText: $0.isText, descending: $0.descending, isNullable: true) } : []
    }
  }

  /// ORDER BY, forwards or backwards.
  func orderBy(_ half: Half, place: SQL?, backwards: Bool) -> SQL {
    var terms: [SQL] = []
    for key in effective(half, place: place, select: false) {
      if key.isNullable { terms.append(backwards ? "(\(key.sql) IS NULL) DESC" : "(\(key.sql) IS NULL)") }
      terms.append(key.descending != backwards ? "\(key.sql) DESC" : key.sql)
    }
    // A place holds the id already.
    if walk != .place && !(walk == .id) { terms.append(idDescending != backwards ? "\(id) DESC" : id) }
    return terms.joined(separator: ", ")
  }

  /// What stands behind an anchor, or before it when going backwards; nil: nothing of this half does.
  func behind(_ anchor: ViewAnchor, _ half: Half, place: SQL?, backwards: Bool, inclusive: Bool) -> SQL? {
    if half == .absent && anchor.keys.first != .null { return backwards ? nil : .always }
    if half == .present && anchor.keys.first == .null { return backwards ? .always : nil }
    let effective = effective(half, place: place, select: false)
    let values = Array(anchor.keys.prefix(effective.count))
    if walk == .place || walk == .id {
      guard let key = effective.first, let value = values.first else { return nil }
      return ViewOrder.comparison(key.sql, key.descending != backwards, inclusive, "\(value)")
    }
    if effective.allSatisfy({ !$0.isNullable && $0.descending == idDescending }) {
      let columns = (effective.map(\.sql) + [id]).joined(separator: ", ")
      let bounds = SQL.list(values + [.integer(anchor.id)])
      return ViewOrder.comparison("(\(columns))", idDescending != backwards, inclusive, "(\(bounds))")
    }
    var alternatives: [SQL] = []
    var equal: [SQL] = []
    for (key, value) in zip(effective, values) {
      if let beyond = ViewOrder.beyond(key, value, backwards) { alternatives.append(SQL.all(equal + [beyond])) }
      equal.append(value == .null ? "\(key.sql) IS NULL" : "\(key.sql) = \(value)")
    }
    let last = ViewOrder.comparison(id, idDescending != backwards, inclusive, "\(anchor.id)")
    alternatives.append(SQL.all(equal + [last]))
    return SQL.any(alternatives)
  }

  private static func comparison(_ column: SQL, _ descending: Bool, _ inclusive: Bool, _ bound: SQL) -> SQL {
    switch (descending, inclusive) {
    case (true, false): "\(column) < \(bound)"
    case (true, true): "\(column) <= \(bound)"
    case (false, false): "\(column) > \(bound)"
    case (false, true): "\(column) >= \(bound)"
    }
  }

  /// Strictly behind one value of one key: absent ones come last, so first when going backwards.
  private static func beyond(_ key: Key, _ value: SQLValue, _ backwards: Bool) -> SQL? {
    if value == .null { return backwards ? "\(key.sql) IS NOT NULL" : nil }
    let step = comparison(key.sql, key.descending != backwards, false, "\(value)")
    return key.isNullable && !backwards ? "(\(step) OR \(key.sql) IS NULL)" : step
  }

  /// The keys of a row whose key columns begin at `first`.
  func keys(of row: any Columns, first: Int) -> [SQLValue] {
    if !isSwift {
      return keys.enumerated().map { offset, key in
        key.isText ? SQLValue(row.optionalText(first + offset)) : SQLValue(row.optionalInteger(first + offset))
      }
    }
    var values: [SQLValue] = []
    var index = first
    for (field, column, _) in folded {
      values += ViewOrder.sortValues(column.read(row, index), field)
      index += column.columns.count
    }
    return values
  }

  /// Whether `a` comes before `b`, by the same rules as `RowOrdering.precedes`.
  func precedes(_ a: PlacedRow, _ b: PlacedRow) -> Bool {
    for (index, descending) in directions.enumerated() {
      let order = ViewOrder.compare(a.keys[index], b.keys[index])
      if order == 0 { continue }
      if a.keys[index] == .null || b.keys[index] == .null { return order < 0 }
      return (order < 0) != descending
    }
    return idDescending ? a.id > b.id : a.id < b.id
  }

  static func sortValues(_ value: FieldValue, _ field: Field) -> [SQLValue] {
    switch value {
    case .null, .texts: return field.type == .money ? [.null, .null] : [.null]
    case .text(let text):
      if case .choice = field.type { return [.text(text)] }
      return [.text(FoldedText.fold(text))]
    case .number(let number): return [.integer(number)]
    case .money(let units, let currency): return [.integer(units), .text(currency.code)]
    case .instant(let instant):
      return [.integer(field.ordersByWholeSeconds ? instant.seconds : instant.milliseconds)]
    case .flag(let flag): return [.integer(flag ? 1 : 0)]
    }
  }

  /// Below nought: `a` is less; null is more than anything.
  static func compare(_ a: SQLValue, _ b: SQLValue) -> Int {
    switch (a, b) {
    case (.null, .null): 0
    case (.null, _): 1
    case (_, .null): -1
    case (.integer(let a), .integer(let b)): a < b ? -1 : a > b ? 1 : 0
    case (.text(let a), .text(let b)): FoldedText.precedes(a, b) ? -1 : FoldedText.precedes(b, a) ? 1 : 0
    default: 0
    }
  }
}
