public import Domain

/// The rows of a view as a set of ids: what marks are made of.
extension Views {
  /// Every row that the view has now.
  public static func ids(_ query: ViewQuery, in reader: any Reader) throws -> RecordSet {
    let reading = try ViewReading(query, purpose: .counting, in: reader)
    var found = RecordSet()
    for branch in try reading.plan(limit: nil).branches {
      try reading.forEachRow(branch, [reading.order.id]) { row in
        found.insert(row.integer(0))
        return true
      }
    }
    return found
  }

  /// The rows from one place to another, both in, whichever comes first.
  public static func ids(
    _ query: ViewQuery, between one: ViewAnchor, and other: ViewAnchor, in reader: any Reader
  ) throws -> RecordSet {
    let reading = try ViewReading(query, in: reader)
    let a = PlacedRow(id: one.id, keys: one.keys), b = PlacedRow(id: other.id, keys: other.keys)
    guard a.keys.count == reading.order.directions.count, b.keys.count == a.keys.count else { return RecordSet() }
    let isTurned = reading.order.precedes(b, a)
    let (first, last) = isTurned ? (b, a) : (a, b)
    // An order that has to be sorted is sorted anew for each part.
    let part = reading.order.walk == nil ? 50_000 : 5_000
    let plan = try reading.plan(limit: part)
    var found = RecordSet()
    var from = first.anchor
    var isFirst = true
    while true {
      let rows = try reading.rows(plan, from: from, inclusive: isFirst, backwards: false, limit: part)
      for row in rows {
        if reading.order.precedes(last, row) { return found }
        found.insert(row.id)
      }
      guard let end = rows.last, rows.count == part else { return found }
      from = end.anchor
      isFirst = false
    }
  }

  /// How many of the marked records the view has. A few are looked up, many are compared with all that the view has.
  public static func count(of marked: RecordSet, in query: ViewQuery, in reader: any Reader) throws -> Int64 {
    if marked.count > 4_000 { return try ids(query, in: reader).countInCommon(with: marked) }
    let reading = try ViewReading(query, in: reader)
    var count: Int64 = 0
    var after: Int64?
    while true {
      let ids = marked.ids(after: after, limit: 500)
      guard let last = ids.last else { return count }
      after = last
      count += Int64(try reading.place(of: ids, fitting: true).count)
    }
  }

  /// What marked rows look like now, in the view's order, whether the view has them or not. Of more than `limit` the
  /// first of that order.
  public static func rows(_ query: ViewQuery, of marked: RecordSet, limit: Int, in reader: any Reader) throws
    -> [ViewRow]
  {
    let reading = try ViewReading(query, in: reader)
    var places: [PlacedRow] = []
    var after: Int64?
    func keepFirst() {
      places.sort { reading.order.precedes($0, $1) }
      places.removeLast(max(places.count - limit, 0))
    }
    while true {
      let ids = marked.ids(after: after, limit: 500)
      guard let last = ids.last else { break }
      after = last
      places += try reading.place(of: ids, fitting: false).values
      // Of a million marked ones no more than twice the limit are held at a time.
      if places.count > 2 * limit { keepFirst() }
    }
    keepFirst()
    var rows: [ViewRow] = []
    for start in stride(from: 0, to: places.count, by: 500) {
      rows += try reading.filled(Array(places[start..<min(start + 500, places.count)]))
    }
    return rows
  }
}
