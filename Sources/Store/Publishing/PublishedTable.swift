public import Domain

/// What channels are told that they may sell, in the store: a row an account and SKU.
public enum PublishedTable {
  static let columns: SQL = """
    SELECT p.id, p.version, p.account_id, p.variant_id, p.channel_sku, p.buffer, p.cap, p.warehouse_id, p.stopped,
      p.available, p.desired, p.sequence, p.desired_at, p.pushed, p.pushed_sequence, p.pushed_at, p.acknowledged,
      p.acknowledged_sequence, p.acknowledged_at, p.refused
    FROM published_stock AS p
    """

  public static func load(_ id: Int64, in reader: any Reader) throws -> PublishedStock? {
    try reader.first("\(columns) WHERE p.id = \(id)", PublishedStock.init(row:))
  }

  public static func find(_ account: Int64, _ variant: Int64, in reader: any Reader) throws -> PublishedStock? {
    try reader.first(
      "\(columns) WHERE p.account_id = \(account) AND p.variant_id = \(variant)", PublishedStock.init(row:))
  }

  /// Of a variant, at every channel.
  public static func of(variant: Int64, in reader: any Reader) throws -> [PublishedStock] {
    try reader.all("\(columns) WHERE p.variant_id = \(variant) ORDER BY p.account_id", PublishedStock.init(row:))
  }

  /// A page of an account's, by id.
  public static func of(account: Int64?, after id: Int64 = 0, limit: Int, in reader: any Reader) throws
    -> [PublishedStock]
  {
    let own: SQL = account.map { "AND p.account_id = \($0)" } ?? ""
    return try reader.all(
      "\(columns) WHERE p.id > \(id) \(own) ORDER BY p.id LIMIT \(limit)", PublishedStock.init(row:))
  }

  static func isEmpty(in reader: any Reader) throws -> Bool {
    try reader.integer("SELECT 1 FROM published_stock LIMIT 1") == nil
  }

  /// Writes what follows from stock and from the channel's answers; the version is people's alone.
  static func keep(_ one: PublishedStock, in writer: any Writer) throws {
    try writer.run(
      """
      UPDATE published_stock
      SET available = ?, desired = ?, sequence = ?, desired_at = ?, pushed = ?, pushed_sequence = ?, pushed_at = ?,
        acknowledged = ?, acknowledged_sequence = ?, acknowledged_at = ?, refused = ?
      WHERE id = ?
      """, derived(one) + [.integer(one.id)])
  }

  fileprivate static func derived(_ one: PublishedStock) -> [SQLValue] {
    [
      .integer(one.available), .integer(one.desired.quantity), .integer(one.desired.sequence),
      .integer(one.desired.at.milliseconds), SQLValue(one.pushed?.quantity), .integer(one.pushed?.sequence ?? 0),
      SQLValue(one.pushed?.at), SQLValue(one.acknowledged?.quantity), .integer(one.acknowledged?.sequence ?? 0),
      SQLValue(one.acknowledged?.at), .text(one.refusal),
    ]
  }
}

extension PublishedStock {
  init(row: any Columns) {
    self.init(
      id: row.integer(0), version: row.integer(1), accountId: row.integer(2), variantId: row.integer(3),
      sku: row.text(4), buffer: row.integer(5), cap: row.optionalInteger(6), warehouseId: row.optionalInteger(7),
      isStopped: row.flag(8))
    available = row.integer(9)
    desired = Wish(quantity: row.integer(10), sequence: row.integer(11), at: row.instant(12))
    func wish(_ at: Int) -> Wish? {
      guard let quantity = row.optionalInteger(at), let when = row.optionalInstant(at + 2) else { return nil }
      return Wish(quantity: quantity, sequence: row.integer(at + 1), at: when)
    }
    pushed = wish(13)
    acknowledged = wish(16)
    refusal = row.text(19)
  }
}

extension PublishedStock: MadeRecord {
  static var kind: String { "published" }
  var number: String { sku }

  static func load(_ id: Int64, in reader: any Reader) throws -> PublishedStock? {
    try PublishedTable.load(id, in: reader)
  }

  var made: [String: Plain] {
    snapshot.merging(["account": .number(accountId), "variant": .number(variantId)]) { first, _ in first }
  }

  init?(id: Int64, made: [String: Plain]) {
    guard let account = made["account"]?.number, let variant = made["variant"]?.number else { return nil }
    self = PublishedStock(id: id, accountId: account, variantId: variant, sku: "").taking(made)
  }

  func insert(in writer: any Writer) throws {
    // Its first wish follows in the same transaction.
    try writer.run(
      """
      INSERT INTO published_stock (id, version, account_id, variant_id, channel_sku, buffer, cap, warehouse_id, stopped,
        available, desired, sequence, desired_at, pushed, pushed_sequence, pushed_at, acknowledged,
        acknowledged_sequence, acknowledged_at, refused)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .integer(id), .integer(version), .integer(accountId), .integer(variantId), .text(sku), .integer(buffer),
        SQLValue(cap), SQLValue(warehouseId), SQLValue(isStopped),
      ] + PublishedTable.derived(self))
  }

  func update(was old: PublishedStock, in writer: any Writer) throws {
    try writer.run(
      """
      UPDATE published_stock
      SET version = ?, channel_sku = ?, buffer = ?, cap = ?, warehouse_id = ?, stopped = ?
      WHERE id = ? AND version = ?
      """,
      [
        .integer(version), .text(sku), .integer(buffer), SQLValue(cap), SQLValue(warehouseId), SQLValue(isStopped),
        .integer(id), .integer(old.version),
      ])
  }

  func delete(in writer: any Writer) throws {
    try writer.run("DELETE FROM published_stock WHERE id = ?", [.integer(id)])
  }

  /// What the channel was told cannot be unsaid by taking the row away: it is stopped instead.
  func uses(in reader: any Reader) throws -> Int64 { pushed?.sequence ?? 0 }
}
