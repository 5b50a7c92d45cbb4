internal import Domain

/// Lines that are judged anew because something was said of their SKU or listing: those that wait, or those that stand
/// for a variant.
///
/// Each line finds its variant by what is said at the moment when its turn comes, so that going on later, or twice,
/// ends in the same; lines that come meanwhile find it by themselves.
struct LineJudging: Hashable {
  /// nil: every account's.
  var account: Int64?
  /// Folded; empty: lines of any SKU.
  var key: String
  /// Empty: of any listing.
  var listing: String
  /// Whose lines are judged again; nil: those that wait.
  var standing: Int64?
  /// What was shipped keeps what was picked for it, unless an undo says that it never stood for it.
  var shippedToo = false

  // How far it has come.
  var reachedOrder = Int64.min
  var reachedLine = Int64.min
  var changedOrder = Int64.min
  var lines: Int64 = 0
  var orders: Int64 = 0
  /// Orders whose units are of what their lines were before.
  var allocated: Set<Int64> = []

  init(account: Int64?, key: String, listing: String, standing: Int64? = nil, shippedToo: Bool = false) {
    self.account = account
    self.key = key
    self.listing = listing
    self.standing = standing
    self.shippedToo = shippedToo
  }

  /// Lines looked at by one statement, and by what an action does at once.
  static let turn = 256
  /// Line numbers looked through by one statement where no index leads to the lines.
  private static let span: Int64 = 4096

  private struct Line {
    var id: Int64
    var order: Int64
    var key: String
    var listing: String
    var variant: Int64?
    var account: Int64
    var isOpen: Bool
  }

  /// Looks at some lines on, until `isOver` at the end of a turn; whether it has come to the end.
  mutating func advance(in writer: any Writer, until isOver: () -> Bool) throws -> Bool {
    if key.isEmpty && listing.isEmpty { return true }
    var found: [String: Int64?] = [:]
    while true {
      let (next, isLast) = try turn(in: writer)
      for line in next { try judge(line, &found, in: writer) }
      if isLast { return true }
      if isOver() { return false }
    }
  }

  private mutating func judge(_ line: Line, _ found: inout [String: Int64?], in writer: any Writer) throws {
    if line.variant != standing || standing != nil && !shippedToo && !line.isOpen { return }
    if let account, account != line.account { return }
    if !listing.isEmpty && line.listing != listing { return }
    let memo = "\(line.account)\u{1}\(line.key)\u{1}\(line.listing)"
    let variant =
      try found[memo]
      ?? LineMapping.variant(key: line.key, listing: line.listing, account: line.account, in: writer)
    found[memo] = .some(variant)
    if variant == line.variant { return }
    try writer.run("UPDATE order_lines SET variant_id = ? WHERE id = ?", [SQLValue(variant), .integer(line.id)])
    if (variant == nil) != (line.variant == nil) {
      try writer.run(
        "UPDATE orders SET unmapped = unmapped + ? WHERE id = ?",
        [.integer(variant == nil ? 1 : -1), .integer(line.order)])
    }
    let isAllocated = try writer.first(
      "SELECT EXISTS (SELECT 1 FROM allocations WHERE order_id = \(line.order))", { $0.flag(0) })
    if isAllocated == true { allocated.insert(line.order) }
    lines += 1
    if changedOrder != line.order { orders += 1 }
    changedOrder = line.order
  }

  /// The next lines in the order of an index, and whether they are the last.
  private mutating func turn(in reader: any Reader) throws -> ([Line], isLast: Bool) {
    if key.isEmpty && standing != nil { return try span(in: reader) }
    let such: SQL =
      key.isEmpty
      ? "l.listing_id = \(listing) AND l.listing_id <> '' AND l.variant_id IS NULL" : "l.sku_key = \(key)"
    let next = try lines(
      """
      order_lines AS l
      CROSS JOIN orders AS o ON o.id = l.order_id
      WHERE \(such) AND (l.order_id, l.id) > (\(reachedOrder), \(reachedLine))
      ORDER BY l.order_id, l.id
      LIMIT \(LineJudging.turn)
      """, in: reader)
    if let last = next.last { (reachedOrder, reachedLine) = (last.order, last.id) }
    return (next, next.count < LineJudging.turn)
  }

  private mutating func span(in reader: any Reader) throws -> ([Line], isLast: Bool) {
    let from = max(reachedLine, 0)
    let next = try lines(
      """
      order_lines AS l
      CROSS JOIN orders AS o ON o.id = l.order_id
      WHERE l.id > \(from) AND l.id <= \(from + LineJudging.span) AND l.listing_id = \(listing)
      ORDER BY l.id
      """, in: reader)
    reachedLine = from + LineJudging.span
    return (next, reachedLine >= (try reader.integer("SELECT MAX(id) FROM order_lines") ?? 0))
  }

  private func lines(_ source: SQL, in reader: any Reader) throws -> [Line] {
    try reader.all(
      "SELECT l.id, l.order_id, l.sku_key, l.listing_id, l.variant_id, o.account_id, o.fulfilment FROM \(source)"
    ) { row in
      Line(
        id: row.integer(0), order: row.integer(1), key: row.text(2), listing: row.text(3),
        variant: row.optionalInteger(4), account: row.integer(5),
        isOpen: ["unfulfilled", "processing"].contains(row.text(6)))
    }
  }
}

extension LineJudging {
  /// How many lines, of how many orders, it has still to look at and may change.
  func left(in reader: any Reader) throws -> (lines: Int64, orders: Int64) {
    var conditions: [SQL] = ["(l.order_id, l.id) > (\(reachedOrder), \(reachedLine))"]
    if key.isEmpty && standing != nil { conditions = ["l.id > \(max(reachedLine, 0))"] }
    if !key.isEmpty { conditions.append("l.sku_key = \(key)") }
    if !listing.isEmpty { conditions.append("l.listing_id = \(listing) AND l.listing_id <> ''") }
    conditions.append(standing.map { "l.variant_id = \($0)" } ?? "l.variant_id IS NULL")
    if standing != nil && !shippedToo { conditions.append("o.fulfilment IN ('unfulfilled', 'processing')") }
    if let account { conditions.append("o.account_id = \(account)") }
    return try reader.first(
      """
      SELECT COUNT(*), COUNT(DISTINCT l.order_id)
      FROM order_lines AS l
      JOIN orders AS o ON o.id = l.order_id
      WHERE \(conditions.joined(separator: " AND "))
      """
    ) { ($0.integer(0), $0.integer(1)) } ?? (0, 0)
  }
}
