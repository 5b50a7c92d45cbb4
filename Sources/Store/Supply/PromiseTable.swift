public import Domain

/// What suppliers promise to deliver on demand, in the store.
public enum PromiseTable {
  private static let columns: SQL = """
    SELECT id, version, supplier_id, variant_id, quantity, lead_days, until
    FROM supply_promises
    """

  public static func load(_ id: Int64, in reader: any Reader) throws -> SupplyPromise? {
    try reader.first("\(columns) WHERE id = \(id)", SupplyPromise.init(row:))
  }

  public static func find(_ supplier: Int64, _ variant: Int64, in reader: any Reader) throws -> SupplyPromise? {
    try reader.first(
      "\(columns) WHERE supplier_id = \(supplier) AND variant_id = \(variant)", SupplyPromise.init(row:))
  }

  public static func promises(of variant: Int64, in reader: any Reader) throws -> [SupplyPromise] {
    try reader.all("\(columns) WHERE variant_id = \(variant) ORDER BY supplier_id", SupplyPromise.init(row:))
  }
}

extension SupplyPromise {
  fileprivate init(row: any Columns) {
    self.init(
      id: row.integer(0), version: row.integer(1), supplierId: row.integer(2), variantId: row.integer(3),
      quantity: row.integer(4), leadDays: row.optionalInteger(5), until: row.optionalInstant(6))
  }
}

extension SupplyPromise: MadeRecord {
  static var kind: String { "promises" }
  var number: String { String(id) }

  static func load(_ id: Int64, in reader: any Reader) throws -> SupplyPromise? {
    try PromiseTable.load(id, in: reader)
  }

  var made: [String: Plain] {
    snapshot.merging(["supplier": .number(supplierId), "variant": .number(variantId)]) { first, _ in first }
  }

  init?(id: Int64, made: [String: Plain]) {
    guard let supplier = made["supplier"]?.number, let variant = made["variant"]?.number else { return nil }
    self = SupplyPromise(id: id, supplierId: supplier, variantId: variant, quantity: 0).taking(made)
  }

  func insert(in writer: any Writer) throws {
    try writer.run(
      """
      INSERT INTO supply_promises (id, version, quantity, lead_days, until, supplier_id, variant_id)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """, [.integer(id)] + values + [.integer(supplierId), .integer(variantId)])
  }

  func update(was old: SupplyPromise, in writer: any Writer) throws {
    try writer.run(
      """
      UPDATE supply_promises
      SET version = ?, quantity = ?, lead_days = ?, until = ?
      WHERE id = ? AND version = ?
      """, values + [.integer(id), .integer(old.version)])
  }

  func delete(in writer: any Writer) throws {
    try writer.run("DELETE FROM supply_promises WHERE id = ?", [.integer(id)])
  }

  func uses(in reader: any Reader) throws -> Int64 { 0 }

  private var values: [SQLValue] {
    [.integer(version), .integer(quantity), SQLValue(leadDays), SQLValue(until)]
  }
}
