public import Domain

/// Lots in the store.
public enum LotTable {
  private static let columns: SQL = "SELECT id, version, variant_id, code, status, expires_at FROM lots"

  public static func load(_ id: Int64, in reader: any Reader) throws -> Lot? {
    try reader.first("\(columns) WHERE id = \(id)", Lot.init(row:))
  }

  public static func find(_ code: String, of variant: Int64, in reader: any Reader) throws -> Lot? {
    try reader.first(
      "\(columns) WHERE variant_id = \(variant) AND code_key = \(FoldedText.fold(code))", Lot.init(row:))
  }

  public static func lots(of variant: Int64, in reader: any Reader) throws -> [Lot] {
    try reader.all(
      "\(columns) WHERE variant_id = \(variant) ORDER BY COALESCE(expires_at, \(Int64.max)), id", Lot.init(row:))
  }

  /// Lots that somebody names: by the code alone, or as `SKU/CODE` where several SKUs have a lot of it. The oldest
  /// first, 20 at most.
  public static func named(_ text: String, in reader: any Reader) throws -> [Lot] {
    let whole = try reader.all(
      "\(columns) WHERE code_key = \(FoldedText.fold(text.trimmingBlanks)) ORDER BY id LIMIT 20", Lot.init(row:))
    guard whole.isEmpty, let stroke = text.firstIndex(of: "/") else { return whole }
    let sku = FoldedText.fold(String(text[..<stroke]).trimmingBlanks)
    guard let variant = try reader.integer("SELECT id FROM variants WHERE sku_key = \(sku)") else { return [] }
    let code = String(text[text.index(after: stroke)...]).trimmingBlanks
    return try find(code, of: variant, in: reader).map { [$0] } ?? []
  }

  /// What tells a lot from those of other SKUs.
  public static func name(of lot: Lot, in reader: any Reader) throws -> String {
    let sku = try RecordNumber.of("variants", lot.variantId, in: reader)
    return "\(sku)/\(lot.code)"
  }

  static func insert(_ lot: Lot, in writer: any Writer) throws {
    try writer.run(
      "INSERT INTO lots (id, version, variant_id, code, code_key, status, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
      [
        .integer(lot.id), .integer(lot.version), .integer(lot.variantId), .text(lot.code),
        .text(FoldedText.fold(lot.code)), .text(lot.status.rawValue), SQLValue(lot.expiresAt),
      ])
  }
}

extension Lot {
  fileprivate init(row: any Columns) {
    self.init(
      id: row.integer(0), version: row.integer(1), variantId: row.integer(2), code: row.text(3),
      status: LotStatus(rawValue: row.text(4)) ?? .onHold, expiresAt: row.optionalInstant(5))
  }
}

extension Lot: ChangedRecord {
  static var kind: String { "lots" }
  var number: String { code }

  static func load(_ id: Int64, in reader: any Reader) throws -> Lot? { try LotTable.load(id, in: reader) }

  static func isWithdrawn(_ id: Int64, in reader: any Reader) throws -> Bool { false }

  mutating func save(was old: Lot, action: String, undoes: Int64?, isWithdrawn: Bool, in work: Work) throws {
    version = old.version + 1
    work.touchedStock.insert(variantId)
    try work.writer.run(
      """
      UPDATE lots
      SET version = ?, code = ?, code_key = ?, status = ?, expires_at = ?
      WHERE id = ? AND version = ?
      """,
      [
        .integer(version), .text(code), .text(FoldedText.fold(code)), .text(status.rawValue), SQLValue(expiresAt),
        .integer(id), .integer(old.version),
      ])
    if try work.writer.changedRows != 1 { throw StoreError.locked }
    try work.append(action: action, kind: "lots", subject: id, changes: changes(since: old), undoes: undoes)
  }
}
