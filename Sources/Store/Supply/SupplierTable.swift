public import Domain

/// Suppliers and what they sell, in the store.
public enum SupplierTable {
  private static let columns: SQL = """
    SELECT id, version, code, name, currency, country, lead_days, handling_days, minimum_units, minimum_amount,
      over_percent, standard, return_terms, closed, note
    FROM suppliers
    """

  public static func load(_ id: Int64, in reader: any Reader) throws -> Supplier? {
    try reader.first("\(columns) WHERE id = \(id)", Supplier.init(row:))
  }

  public static func find(code: String, in reader: any Reader) throws -> Supplier? {
    try reader.first("\(columns) WHERE code_key = \(FoldedText.fold(code))", Supplier.init(row:))
  }

  /// The supplier of this code, or a refusal that names it.
  static func named(_ code: String, in reader: any Reader) throws -> Supplier {
    guard let supplier = try find(code: code, in: reader) else {
      throw ActionRefusal.noSuchRecord(kind: "suppliers", code)
    }
    return supplier
  }

  public static func all(in reader: any Reader) throws -> [Supplier] {
    try reader.all("\(columns) ORDER BY code_key", Supplier.init(row:))
  }

  fileprivate static func values(_ supplier: Supplier) -> [SQLValue] {
    [
      .integer(supplier.version), .text(supplier.code), .text(FoldedText.fold(supplier.code)), .text(supplier.name),
      .text(supplier.currency.code), SQLValue(supplier.country), .integer(supplier.leadDays),
      .integer(supplier.handlingDays), .integer(supplier.minimumUnits), .integer(supplier.minimumAmount),
      .integer(supplier.overPercent), .text(supplier.standard.text), .text(supplier.returns.rawValue),
      SQLValue(supplier.isClosed), .text(supplier.note),
    ]
  }

  private static let itemColumns: SQL = """
    SELECT id, version, supplier_id, variant_id, code, pack_size, minimum, prices, lead_days, preferred, closed
    FROM supplier_items
    """

  public static func loadItem(_ id: Int64, in reader: any Reader) throws -> SupplierItem? {
    try reader.first("\(itemColumns) WHERE id = \(id)", SupplierItem.init(row:))
  }

  public static func item(of supplier: Int64, _ variant: Int64, in reader: any Reader) throws -> SupplierItem? {
    try reader.first(
      "\(itemColumns) WHERE supplier_id = \(supplier) AND variant_id = \(variant)", SupplierItem.init(row:))
  }

  /// What a supplier sells, by SKU.
  public static func items(of supplier: Int64, in reader: any Reader) throws -> [SupplierItem] {
    try reader.all(
      "\(itemColumns) WHERE supplier_id = \(supplier) ORDER BY variant_id", SupplierItem.init(row:))
  }

  /// All that anybody sells to the shop.
  static func openItems(in reader: any Reader) throws -> [SupplierItem] {
    try reader.all("\(itemColumns) WHERE closed = 0 ORDER BY variant_id, supplier_id", SupplierItem.init(row:))
  }

  /// Who sells a SKU: whom the shop prefers first, then by number.
  public static func items(selling variant: Int64, in reader: any Reader) throws -> [SupplierItem] {
    try reader.all(
      "\(itemColumns) WHERE variant_id = \(variant) AND closed = 0 ORDER BY preferred DESC, id",
      SupplierItem.init(row:))
  }
}

extension Supplier {
  fileprivate init(row: any Columns) {
    self.init(
      id: row.integer(0), version: row.integer(1), code: row.text(2), name: row.text(3),
      currency: Currency(row.text(4)) ?? .none, country: row.optionalText(5), leadDays: row.integer(6),
      handlingDays: row.integer(7), minimumUnits: row.integer(8), minimumAmount: row.integer(9),
      overPercent: row.integer(10), standard: QualityStandard(row.text(11)) ?? .all,
      returns: ReturnTerms(rawValue: row.text(12)) ?? .notAgreed, isClosed: row.flag(13), note: row.text(14))
  }
}

extension SupplierItem {
  fileprivate init(row: any Columns) {
    self.init(
      id: row.integer(0), version: row.integer(1), supplierId: row.integer(2), variantId: row.integer(3),
      code: row.text(4), packSize: row.integer(5), minimum: row.integer(6),
      prices: PriceBreaks(plainText: row.text(7)) ?? .none, leadDays: row.optionalInteger(8),
      isPreferred: row.flag(9), isClosed: row.flag(10))
  }
}

extension Supplier: MadeRecord {
  static var kind: String { "suppliers" }
  var number: String { code }

  static func load(_ id: Int64, in reader: any Reader) throws -> Supplier? { try SupplierTable.load(id, in: reader) }

  var made: [String: Plain] { snapshot }

  init?(id: Int64, made: [String: Plain]) {
    guard let code = made["code"]?.text else { return nil }
    self = Supplier(id: id, code: code).taking(made)
  }

  func insert(in writer: any Writer) throws {
    try writer.run(
      """
      INSERT INTO suppliers (id, version, code, code_key, name, currency, country, lead_days, handling_days,
        minimum_units, minimum_amount, over_percent, standard, return_terms, closed, note)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, [.integer(id)] + SupplierTable.values(self))
  }

  func update(was old: Supplier, in writer: any Writer) throws {
    try writer.run(
      """
      UPDATE suppliers
      SET version = ?, code = ?, code_key = ?, name = ?, currency = ?, country = ?, lead_days = ?, handling_days = ?,
        minimum_units = ?, minimum_amount = ?, over_percent = ?, standard = ?, return_terms = ?, closed = ?, note = ?
      WHERE id = ? AND version = ?
      """, SupplierTable.values(self) + [.integer(id), .integer(old.version)])
  }

  func delete(in writer: any Writer) throws { try writer.run("DELETE FROM suppliers WHERE id = ?", [.integer(id)]) }

  func uses(in reader: any Reader) throws -> Int64 {
    try reader.integer(
      """
      SELECT (SELECT COUNT(*) FROM supplier_items WHERE supplier_id = \(id))
        + (SELECT COUNT(*) FROM purchases WHERE supplier_id = \(id))
        + (SELECT COUNT(*) FROM supply_promises WHERE supplier_id = \(id))
      """) ?? 0
  }
}

extension SupplierItem: MadeRecord {
  static var kind: String { "supplierItems" }
  var number: String { code.isEmpty ? String(id) : code }

  static func load(_ id: Int64, in reader: any Reader) throws -> SupplierItem? {
    try SupplierTable.loadItem(id, in: reader)
  }

  var made: [String: Plain] {
    snapshot.merging(["supplier": .number(supplierId), "variant": .number(variantId)]) { first, _ in first }
  }

  init?(id: Int64, made: [String: Plain]) {
    guard let supplier = made["supplier"]?.number, let variant = made["variant"]?.number else { return nil }
    self = SupplierItem(id: id, supplierId: supplier, variantId: variant).taking(made)
  }

  func insert(in writer: any Writer) throws {
    try writer.run(
      """
      INSERT INTO supplier_items (id, version, code, pack_size, minimum, prices, lead_days, preferred, closed,
        supplier_id, variant_id)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, [.integer(id)] + values + [.integer(supplierId), .integer(variantId)])
  }

  func update(was old: SupplierItem, in writer: any Writer) throws {
    try writer.run(
      """
      UPDATE supplier_items
      SET version = ?, code = ?, pack_size = ?, minimum = ?, prices = ?, lead_days = ?, preferred = ?, closed = ?
      WHERE id = ? AND version = ?
      """, values + [.integer(id), .integer(old.version)])
  }

  func delete(in writer: any Writer) throws {
    try writer.run("DELETE FROM supplier_items WHERE id = ?", [.integer(id)])
  }

  /// Purchases keep the price of their day: nothing hangs on the item.
  func uses(in reader: any Reader) throws -> Int64 { 0 }

  private var values: [SQLValue] {
    [
      .integer(version), .text(code), .integer(packSize), .integer(minimum), .text(prices.plainText),
      SQLValue(leadDays), SQLValue(isPreferred), SQLValue(isClosed),
    ]
  }
}
