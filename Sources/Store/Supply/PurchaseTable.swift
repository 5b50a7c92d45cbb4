public import Domain

/// Purchases in the store, each with its lines.
public enum PurchaseTable {
  private static let columns: SQL = """
    SELECT id, version, number, supplier_id, currency, warehouse_id, state, created_at, ordered_at, promised_at,
      closed_at, note
    FROM purchases
    """

  public static func load(_ id: Int64, in reader: any Reader) throws -> Purchase? {
    try withLines(try reader.first("\(columns) WHERE id = \(id)", Purchase.init(row:)), reader)
  }

  public static func find(number: String, in reader: any Reader) throws -> Purchase? {
    try withLines(
      try reader.first("\(columns) WHERE number_key = \(FoldedText.fold(number))", Purchase.init(row:)), reader)
  }

  /// The purchase that has this line.
  public static func load(ofLine id: Int64, in reader: any Reader) throws -> Purchase? {
    try withLines(
      try reader.first(
        "\(columns) WHERE id = (SELECT purchase_id FROM purchase_lines WHERE id = \(id))", Purchase.init(row:)), reader)
  }

  private static func withLines(_ purchase: Purchase?, _ reader: any Reader) throws -> Purchase? {
    guard var purchase else { return nil }
    purchase.lines = try lines(of: purchase.id, in: reader)
    return purchase
  }

  public static func lines(of purchase: Int64, in reader: any Reader) throws -> [PurchaseLine] {
    try reader.all(
      """
      SELECT id, position, variant_id, quantity, unit_cost, promised_at, from_promise, received, damaged, accepted,
        rejected
      FROM purchase_lines
      WHERE purchase_id = \(purchase)
      ORDER BY position, id
      """, PurchaseLine.init(row:))
  }

  static func nextId(in reader: any Reader) throws -> Int64 {
    // A number that was in the journal is given to nobody again, also where its draft was undone.
    try GivenIds.next("purchases", kind: "purchases", in: reader)
  }

  /// Numbers of lines begin with their purchase's, so that one that was dropped is never another purchase's.
  static func nextLineId(in purchase: Purchase) -> Int64 {
    (purchase.lines.map(\.id).max() ?? purchase.id * PurchaseTable.lineLimit) + 1
  }

  /// More lines than that need a second purchase.
  static let lineLimit: Int64 = 1000

  fileprivate static func write(
    _ lines: [PurchaseLine], over old: [PurchaseLine], of purchase: Int64, _ writer: any Writer
  )
    throws
  {
    let kept = Dictionary(lines.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for line in old where kept[line.id] == nil {
      try writer.run("DELETE FROM purchase_lines WHERE id = ?", [.integer(line.id)])
    }
    let known = Dictionary(old.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for line in lines where known[line.id] != line {
      try writer.run(
        """
        INSERT INTO purchase_lines (id, purchase_id, position, variant_id, quantity, unit_cost, promised_at,
          from_promise, received, damaged, accepted, rejected)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE
        SET position = excluded.position, variant_id = excluded.variant_id, quantity = excluded.quantity,
          unit_cost = excluded.unit_cost, promised_at = excluded.promised_at, from_promise = excluded.from_promise,
          received = excluded.received, damaged = excluded.damaged, accepted = excluded.accepted,
          rejected = excluded.rejected
        """,
        [
          .integer(line.id), .integer(purchase), .integer(Int64(line.position)), .integer(line.variantId),
          .integer(line.quantity), .integer(line.unitCost), SQLValue(line.promisedAt), .integer(line.fromPromise),
          .integer(line.received), .integer(line.damaged), .integer(line.accepted), .integer(line.rejected),
        ])
    }
  }
}

extension Purchase {
  fileprivate init(row: any Columns) {
    self.init(
      id: row.integer(0), version: row.integer(1), number: row.text(2), supplierId: row.integer(3),
      currency: Currency(row.text(4)) ?? .none, warehouseId: row.integer(5),
      state: PurchaseState(rawValue: row.text(6)) ?? .draft, createdAt: row.instant(7),
      orderedAt: row.optionalInstant(8), promisedAt: row.optionalInstant(9), closedAt: row.optionalInstant(10),
      note: row.text(11))
  }
}

extension PurchaseLine {
  fileprivate init(row: any Columns) {
    self.init(
      id: row.integer(0), position: Int(clamping: row.integer(1)), variantId: row.integer(2), quantity: row.integer(3),
      unitCost: row.integer(4), promisedAt: row.optionalInstant(5), fromPromise: row.integer(6),
      received: row.integer(7), damaged: row.integer(8), accepted: row.integer(9), rejected: row.integer(10))
  }
}

extension Purchase: MadeRecord {
  static var kind: String { "purchases" }

  static func load(_ id: Int64, in reader: any Reader) throws -> Purchase? { try PurchaseTable.load(id, in: reader) }

  var made: [String: Plain] {
    snapshot.merging([
      "supplier": .number(supplierId), "currency": .text(currency.code), "warehouse": .number(warehouseId),
      "createdAt": .number(createdAt.milliseconds),
    ]) { first, _ in first }
  }

  init?(id: Int64, made: [String: Plain]) {
    guard let number = made["number"]?.text, let supplier = made["supplier"]?.number,
      let currency = made["currency"]?.text.flatMap({ Currency($0) }), let warehouse = made["warehouse"]?.number,
      let created = made["createdAt"]?.instant
    else { return nil }
    self = Purchase(
      id: id, number: number, supplierId: supplier, currency: currency, warehouseId: warehouse, createdAt: created
    ).taking(made)
  }

  func insert(in writer: any Writer) throws {
    try writer.run(
      """
      INSERT INTO purchases (id, version, number, number_key, supplier_id, currency, warehouse_id, state, created_at,
        ordered_at, promised_at, closed_at, note)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .integer(id), .integer(version), .text(number), .text(FoldedText.fold(number)), .integer(supplierId),
        .text(currency.code), .integer(warehouseId), .text(state.rawValue), .integer(createdAt.milliseconds),
        SQLValue(orderedAt), SQLValue(promisedAt), SQLValue(closedAt), .text(note),
      ])
    try PurchaseTable.write(lines, over: [], of: id, writer)
  }

  func update(was old: Purchase, in writer: any Writer) throws {
    try PurchaseTable.write(lines, over: old.lines, of: id, writer)
    try writer.run(
      """
      UPDATE purchases
      SET version = ?, state = ?, ordered_at = ?, promised_at = ?, closed_at = ?, note = ?
      WHERE id = ? AND version = ?
      """,
      [
        .integer(version), .text(state.rawValue), SQLValue(orderedAt), SQLValue(promisedAt), SQLValue(closedAt),
        .text(note), .integer(id), .integer(old.version),
      ])
  }

  func delete(in writer: any Writer) throws {
    try writer.run("DELETE FROM purchase_lines WHERE purchase_id = ?", [.integer(id)])
    try writer.run("DELETE FROM purchases WHERE id = ?", [.integer(id)])
  }

  /// A draft alone goes without a trace.
  func uses(in reader: any Reader) throws -> Int64 {
    state == .draft ? try reader.integer("SELECT COUNT(*) FROM receipts WHERE purchase_id = \(id)") ?? 0 : 1
  }
}
