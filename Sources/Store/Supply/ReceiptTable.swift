public import Domain

/// Goods of purchases that came together, in the store.
public enum ReceiptTable {
  private static let columns: SQL = """
    SELECT id, version, purchase_id, line_id, variant_id, location_id, lot_id, quantity, state, sample, accept, defects,
      accepted, rejected, returned, received_at
    FROM receipts
    """

  public static func load(_ id: Int64, in reader: any Reader) throws -> Receipt? {
    try reader.first("\(columns) WHERE id = \(id)", Receipt.init(row:))
  }

  /// Those of a purchase, the oldest first; receipts that were undone have no units and are left out.
  public static func receipts(of purchase: Int64, in reader: any Reader) throws -> [Receipt] {
    try reader.all("\(columns) WHERE purchase_id = \(purchase) AND quantity > 0 ORDER BY id", Receipt.init(row:))
  }

  /// What waits for its check or its way out of it, the oldest first.
  public static func open(in reader: any Reader, limit: Int = 500) throws -> [Receipt] {
    try reader.all(
      "\(columns) WHERE state <> 'settled' AND quantity > 0 ORDER BY id LIMIT \(limit)", Receipt.init(row:))
  }

  static func nextId(in reader: any Reader) throws -> Int64 {
    (try reader.integer("SELECT MAX(id) FROM receipts") ?? 0) + 1
  }
}

extension Receipt {
  fileprivate init(row: any Columns) {
    self.init(
      id: row.integer(0), version: row.integer(1), purchaseId: row.integer(2), lineId: row.integer(3),
      variantId: row.integer(4), locationId: row.integer(5), lotId: row.integer(6) == 0 ? nil : row.integer(6),
      quantity: row.integer(7), state: ReceiptState(rawValue: row.text(8)) ?? .awaiting, sample: row.integer(9),
      accept: row.integer(10), defects: row.integer(11), accepted: row.integer(12), rejected: row.integer(13),
      returned: row.integer(14), receivedAt: row.instant(15))
  }
}

extension Receipt: ChangedRecord {
  static var kind: String { "receipts" }
  var number: String { String(id) }

  static func load(_ id: Int64, in reader: any Reader) throws -> Receipt? { try ReceiptTable.load(id, in: reader) }

  static func isWithdrawn(_ id: Int64, in reader: any Reader) throws -> Bool { false }

  func insert(in writer: any Writer) throws {
    try writer.run(
      """
      INSERT INTO receipts (id, version, purchase_id, line_id, variant_id, location_id, lot_id, quantity, state, sample,
        accept, defects, accepted, rejected, returned, received_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .integer(id), .integer(version), .integer(purchaseId), .integer(lineId), .integer(variantId),
        .integer(locationId), .integer(lotId ?? 0), .integer(quantity), .text(state.rawValue), .integer(sample),
        .integer(accept), .integer(defects), .integer(accepted), .integer(rejected),
        .integer(returned), .integer(receivedAt.milliseconds),
      ])
  }

  mutating func save(was old: Receipt, action: String, undoes: Int64?, isWithdrawn: Bool, in work: Work) throws {
    version = old.version + 1
    try work.writer.run(
      """
      UPDATE receipts
      SET version = ?, quantity = ?, state = ?, sample = ?, accept = ?, defects = ?, accepted = ?, rejected = ?,
        returned = ?
      WHERE id = ? AND version = ?
      """,
      [
        .integer(version), .integer(quantity), .text(state.rawValue), .integer(sample), .integer(accept),
        .integer(defects), .integer(accepted), .integer(rejected), .integer(returned), .integer(id),
        .integer(old.version),
      ])
    if try work.writer.changedRows != 1 { throw StoreError.locked }
    try work.append(action: action, kind: "receipts", subject: id, changes: changes(since: old), undoes: undoes)
  }
}
