internal import Domain

/// How many rows an index leads to: counted up to a limit, beyond it taken from the roll-up or from how far the newest
/// rows reach back. A wrong guess costs time, never rows.
final class Sizes {
  let probe = Weighing.current.probe
  private let sql: SentenceSQL
  private let order: ViewOrder
  private var known: [Driver: Int64] = [:]
  private var tally: OrderTallySums?
  private var span: (low: Int64, high: Int64)?

  init(_ sql: SentenceSQL, _ order: ViewOrder) {
    self.sql = sql
    self.order = order
  }

  func all() throws -> Int64 {
    switch sql.kind {
    case .orders: try sums().orders
    case .lines: try sums().orders
    case .products: try sql.reader.integer("SELECT MAX(id) FROM products") ?? 0
    case .variants: try sql.reader.integer("SELECT MAX(id) FROM variants") ?? 0
    case .customers: try sql.reader.integer("SELECT MAX(id) FROM customers") ?? 0
    case .stock: try sql.reader.integer("SELECT MAX(id) FROM quants") ?? 0
    case .locations: try sql.reader.integer("SELECT MAX(id) FROM locations") ?? 0
    case .moves: try sql.reader.integer("SELECT MAX(id) FROM moves") ?? 0
    case .suppliers: try sql.reader.integer("SELECT MAX(id) FROM suppliers") ?? 0
    case .purchases: try sql.reader.integer("SELECT MAX(id) FROM purchases") ?? 0
    case .purchaseLines: try sql.reader.integer("SELECT MAX(id) / 1000 FROM purchase_lines") ?? 0
    case .receipts: try sql.reader.integer("SELECT MAX(id) FROM receipts") ?? 0
    case .pegs: try sql.reader.integer("SELECT COUNT(*) FROM allocations WHERE state IN ('backordered', 'pegged')") ?? 0
    case .carriers: try sql.reader.integer("SELECT MAX(id) FROM carriers") ?? 0
    case .services: try sql.reader.integer("SELECT MAX(id) FROM services") ?? 0
    case .sheets: try sql.reader.integer("SELECT MAX(id) FROM rate_sheets") ?? 0
    case .returns: try sql.reader.integer("SELECT MAX(id) FROM returns") ?? 0
    case .rules: try sql.reader.integer("SELECT MAX(id) FROM review_rules") ?? 0
    case .waves: try sql.reader.integer("SELECT MAX(id) FROM waves") ?? 0
    case .fulfilments: try sql.reader.integer("SELECT MAX(id) FROM fulfilments") ?? 0
    case .runs: try sql.reader.integer("SELECT MAX(id) FROM runs") ?? 0
    case .parcels: try sql.reader.integer("SELECT MAX(id) FROM parcels") ?? 0
    case .manifests: try sql.reader.integer("SELECT MAX(id) FROM manifests") ?? 0
    case .alerts: try sql.reader.integer("SELECT MAX(id) FROM alerts") ?? 0
    case .claims: try sql.reader.integer("SELECT MAX(id) FROM claims") ?? 0
    case .lanes: try sql.reader.integer("SELECT MAX(id) FROM transit_lanes") ?? 0
    case .shipments: try sql.reader.integer("SELECT MAX(parcel_id) FROM parcel_tracks") ?? 0
    case .consolidations: try sql.reader.integer("SELECT MAX(id) FROM consolidations") ?? 0
    case .trackingEvents: try sql.reader.integer("SELECT MAX(id) FROM tracking_events") ?? 0
    }
  }

  func rows(_ driver: Driver) throws -> Int64 {
    if let size = known[driver] { return size }
    let size = try count(driver)
    known[driver] = size
    return size
  }

  private func sums() throws -> OrderTallySums {
    if let tally { return tally }
    let read = try OrderTallySums.current(in: sql.reader)
    tally = read
    return read
  }

  private func count(_ driver: Driver) throws -> Int64 {
    let (statement, hasPlace) = counting(driver)
    guard let (count, oldest) = try sql.reader.first(statement, { ($0.integer(0), $0.integer(1)) }) else { return 0 }
    if count < probe { return count }
    switch driver {
    case .status where sql.kind.isOfFulfilment: return max(count, try all() / 4)
    case .status(let word): return max(count, try sums().byStatus[word] ?? 0)
    case .account(let id): return max(count, try sums().byAccount[id] ?? 0)
    case .country(let code): return max(count, try sums().byCountry[code] ?? 0)
    case .walk, .facts, .cards, .nameless, .bare, .external, .lineTable: return try all()
    case .placed(let from, let before):
      let span = try placeSpan()
      let newest = before.map { min($0.placeBound, span.high) } ?? span.high
      let first = from.map { max($0.placeBound, span.low) } ?? span.low
      guard newest > oldest else { return count }
      return max(count, min(Int64(Double(count) * Double(newest - first) / Double(newest - oldest)), try all()))
    default:
      guard hasPlace, sql.kind == .orders || sql.kind == .lines else { return max(count, try all() / 4) }
      let span = try placeSpan()
      guard span.high > oldest else { return count }
      let share = Double(span.high - span.low) / Double(span.high - oldest)
      return max(count, min(Int64(Double(count) * share), try all()))
    }
  }

  private func placeSpan() throws -> (low: Int64, high: Int64) {
    if let span { return span }
    let read = try sql.reader.first(
      "SELECT (SELECT MIN(place_key) FROM orders), (SELECT MAX(place_key) FROM orders)"
    ) { ($0.integer(0), $0.integer(1)) }
    span = read ?? (0, 0)
    return read ?? (0, 0)
  }

  /// Counts up to the limit, and the oldest place among the newest.
  private func counting(_ driver: Driver) -> (SQL, Bool) {
    func newest(_ rows: SQL) -> (SQL, Bool) {
      ("SELECT COUNT(*), MIN(place) FROM (\(rows) DESC LIMIT \(probe)) AS newest", true)
    }
    func some(_ rows: SQL) -> (SQL, Bool) { ("SELECT COUNT(*), 0 FROM (\(rows) LIMIT \(probe)) AS few", false) }
    switch driver {
    case .tag(let tag): return newest("SELECT place_key AS place FROM order_tags WHERE tag = \(tag) ORDER BY place_key")
    case .text(let match):
      switch sql.kind {
      case .orders, .lines, .fulfilments, .parcels, .shipments:
        return newest("SELECT rowid AS place FROM orders_text WHERE orders_text MATCH \(match) ORDER BY rowid")
      case .products, .variants, .stock, .locations, .moves, .suppliers, .purchases, .purchaseLines, .receipts, .pegs,
        .carriers, .services, .sheets, .returns, .rules, .waves, .runs, .manifests, .alerts, .claims, .lanes,
        .consolidations, .trackingEvents:
        return some("SELECT 1 FROM products_text WHERE products_text MATCH \(match)")
      case .customers: return some("SELECT 1 FROM customers_text WHERE customers_text MATCH \(match)")
      }
    case .sku(let from, let before):
      let table: SQL =
        sql.kind != .orders && sql.kind != .lines
        ? "variants INDEXED BY variants_sku" : "order_lines INDEXED BY order_lines_sku"
      let end: SQL = before.map { "sku_key < \($0)" } ?? "sku_key <= \(from)"
      return some("SELECT 1 FROM \(table) WHERE sku_key >= \(from) AND \(end)")
    case .status where sql.kind.isOfFulfilment, .wave, .manifest, .tracking, .unfinished, .doubted, .unknown:
      let source = driver.source(sql.kind, order)
      return some("SELECT 1 FROM \(source.from) WHERE \(SQL.all(source.conditions))")
    case .status, .account, .country, .assignee, .customer, .held, .unmapped:
      let source = driver.source(.orders, order)
      return newest(
        "SELECT o.place_key AS place FROM \(source.from) WHERE \(SQL.all(source.conditions)) ORDER BY o.place_key")
    case .placed(let from, let before):
      var conditions: [SQL] = ["place_key IS NOT NULL"]
      if let from { conditions.append("place_key >= \(from.placeBound)") }
      if let before { conditions.append("place_key < \(before.placeBound)") }
      return newest(
        """
        SELECT place_key AS place FROM orders INDEXED BY orders_place
        WHERE \(SQL.all(conditions)) ORDER BY place_key
        """)
    case .late, .number, .total, .sparse:
      let source = driver.source(.orders, order)
      return some("SELECT 1 FROM \(source.from) WHERE \(SQL.all(source.conditions))")
    case .id(let low, let high):
      let width = (high ?? Int64.max).subtractingReportingOverflow(low ?? 0)
      let count = width.overflow ? Int64.max : max(0, width.partialValue)
      return ("SELECT CASE WHEN MAX(id) > \(count) THEN \(count) ELSE MAX(id) END, 0 FROM orders", false)
    case .location(let from, let before):
      let end: SQL = before.map { "l.code_key < \($0)" } ?? "l.code_key <= \(from)"
      return some(
        """
        SELECT 1 FROM locations AS l CROSS JOIN quants AS q INDEXED BY quants_location ON q.location_id = l.id \
        WHERE l.code_key >= \(from) AND \(end)
        """)
    case .batch:
      return some("SELECT 1 FROM bulk_items AS b WHERE \(driver.batchCondition)")
    case .walk, .facts, .cards, .nameless, .bare, .external, .lineTable:
      return ("SELECT \(probe), 0", false)
    }
  }
}
