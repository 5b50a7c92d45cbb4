internal import Domain

/// Views over the store: pages, counts and sums of what a sentence means. Every page is found by key, never by counting
/// rows off, and always comes in the view's order.
public enum Views {
  /// `limit` rows from a place on.
  public static func page(_ query: ViewQuery, from start: ViewStart, limit: Int, in reader: any Reader) throws
    -> ViewPage
  {
    let reading = try ViewReading(query, in: reader)
    let plan = try reading.plan(limit: limit)
    // One row more tells whether the view goes on.
    let some = max(limit, 1) + 1
    switch start {
    case .start:
      return try forwards(reading, plan, from: nil, inclusive: false, some, reachedStart: true)
    case .end:
      return try backwards(reading, plan, from: nil, some, reachedEnd: true)
    case .after(let anchor):
      return try forwards(reading, plan, from: reading.fitting(anchor), inclusive: false, some, reachedStart: false)
    case .before(let anchor):
      return try backwards(reading, plan, from: reading.fitting(anchor), some, reachedEnd: false)
    case .at(let anchor):
      let anchor = reading.fitting(anchor)
      let before = try reading.rows(plan, from: anchor, backwards: true, limit: 1)
      return try forwards(
        reading, plan, from: anchor, inclusive: true, some, reachedStart: anchor == nil || before.isEmpty)
    case .around(let id):
      guard let row = try reading.place(of: [id], fitting: true)[id] else {
        return ViewPage(rows: [], reachedStart: true, reachedEnd: true)
      }
      let half = max(limit, 1) / 2
      let before = try reading.rows(plan, from: row.anchor, backwards: true, limit: half + 1)
      let first = before.count > half ? before.dropLast() : before[...]
      let after = try reading.rows(plan, from: row.anchor, inclusive: true, backwards: false, limit: some - first.count)
      let rows = first.reversed() + after.prefix(some - 1 - first.count)
      return ViewPage(
        rows: try reading.filled(Array(rows)), reachedStart: before.count <= half,
        reachedEnd: after.count < some - first.count)
    }
  }

  private static func forwards(
    _ reading: ViewReading, _ plan: ViewPlan, from anchor: ViewAnchor?, inclusive: Bool, _ some: Int,
    reachedStart: Bool
  ) throws -> ViewPage {
    let rows = try reading.rows(plan, from: anchor, inclusive: inclusive, backwards: false, limit: some)
    return ViewPage(
      rows: try reading.filled(Array(rows.prefix(some - 1))), reachedStart: reachedStart || anchor == nil,
      reachedEnd: rows.count < some)
  }

  private static func backwards(
    _ reading: ViewReading, _ plan: ViewPlan, from anchor: ViewAnchor?, _ some: Int, reachedEnd: Bool
  ) throws -> ViewPage {
    let rows = try reading.rows(plan, from: anchor, backwards: true, limit: some)
    return ViewPage(
      rows: try reading.filled(rows.prefix(some - 1).reversed()), reachedStart: rows.count < some,
      reachedEnd: reachedEnd || anchor == nil)
  }

  /// What rows look like now; those that are no longer in the view are left out.
  public static func rows(_ query: ViewQuery, ids: [Int64], in reader: any Reader) throws -> [Int64: ViewRow] {
    try placed(query, ids: ids, fitting: true, in: reader)
  }

  /// One row, whether the view has it or not; nil where there is none, or it was withdrawn.
  public static func detailRow(_ query: ViewQuery, id: Int64, in reader: any Reader) throws -> ViewRow? {
    try placed(query, ids: [id], fitting: false, in: reader)[id]
  }

  private static func placed(_ query: ViewQuery, ids: [Int64], fitting: Bool, in reader: any Reader) throws
    -> [Int64: ViewRow]
  {
    let reading = try ViewReading(query, in: reader)
    let places = try reading.place(of: ids, fitting: fitting)
    let rows = try reading.filled(Array(places.values))
    return Dictionary(rows.map { ($0.id, $0) }) { first, _ in first }
  }
}

extension ViewReading {
  /// nil for an anchor of another ordering.
  fileprivate func fitting(_ anchor: ViewAnchor) -> ViewAnchor? {
    anchor.keys.count == order.directions.count ? anchor : nil
  }

  /// The rows with their values.
  func filled(_ rows: [PlacedRow]) throws -> [ViewRow] {
    let values = try values(of: rows.map(\.id))
    return rows.compactMap { row in
      values[row.id].map { ViewRow(id: row.id, anchor: row.anchor, values: $0) }
    }
  }
}
