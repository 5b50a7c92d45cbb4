public import Domain

/// Places in the store.
public enum LocationTable {
  /// Where goods come from and go to outside the shop's own places: each store has them from its beginning.
  static let supplier: Int64 = 1
  static let customer: Int64 = 2
  static let loss: Int64 = 3
  static let transit: Int64 = 4

  private static let columns: SQL = """
    SELECT id, version, code, name, kind, role, warehouse_id, use, sequence, country, ships_to, priority, closed,
      mirrored_at
    FROM locations
    """

  public static func load(_ id: Int64, in reader: any Reader) throws -> Location? {
    try reader.first("\(columns) WHERE id = \(id)", Location.init(row:))
  }

  public static func find(code: String, in reader: any Reader) throws -> Location? {
    try reader.first("\(columns) WHERE code_key = \(FoldedText.fold(code))", Location.init(row:))
  }

  /// The place of this id, or a refusal that names it.
  static func loaded(_ id: Int64, in reader: any Reader) throws -> Location {
    guard let place = try load(id, in: reader) else {
      throw ActionRefusal.noSuchRecord(kind: "locations", String(id))
    }
    return place
  }

  /// The place of this code, or a refusal that names it.
  static func named(_ code: String, in reader: any Reader) throws -> Location {
    guard let place = try find(code: code, in: reader) else {
      throw ActionRefusal.noSuchRecord(kind: "locations", code)
    }
    return place
  }

  /// Warehouses that orders may go out from, in the order in which they are asked.
  public static func warehouses(in reader: any Reader) throws -> [Location] {
    try reader.all(
      """
      \(columns)
      WHERE role = 'warehouse' AND kind IN ('domestic', 'bonded', 'overseas', 'thirdParty')
      ORDER BY priority, code_key
      """, Location.init(row:))
  }

  /// Everything in a warehouse, itself first, as it is walked.
  public static func places(in warehouse: Int64, _ reader: any Reader) throws -> [Location] {
    try reader.all(
      """
      \(columns)
      WHERE warehouse_id = \(warehouse)
      ORDER BY CASE WHEN id = \(warehouse) THEN 0 ELSE 1 END, sequence, code_key
      """, Location.init(row:))
  }

  static func insert(_ place: Location, in writer: any Writer) throws {
    try writer.run(
      """
      INSERT INTO locations (id, version, code, code_key, name, kind, role, warehouse_id, use, sequence, country,
        ships_to, priority, sellable, closed, mirrored_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, [.integer(place.id)] + values(place))
  }

  /// Writes a changed place over the version that was read; false where somebody else was faster.
  static func update(_ place: Location, was old: Location, in writer: any Writer) throws -> Bool {
    try writer.run(
      """
      UPDATE locations
      SET version = ?, code = ?, code_key = ?, name = ?, kind = ?, role = ?, warehouse_id = ?, use = ?, sequence = ?,
        country = ?, ships_to = ?, priority = ?, sellable = ?, closed = ?, mirrored_at = ?
      WHERE id = ? AND version = ?
      """, values(place) + [.integer(place.id), .integer(old.version)])
    return try writer.changedRows == 1
  }

  private static func values(_ place: Location) -> [SQLValue] {
    [
      .integer(place.version), .text(place.code), .text(FoldedText.fold(place.code)), .text(place.name),
      .text(place.type.rawValue), .text(place.role.rawValue), .integer(place.warehouseId), .text(place.use.rawValue),
      .integer(place.sequence), SQLValue(place.country), .text(place.shipsTo.joined(separator: ",")),
      .integer(place.priority), SQLValue(place.isSellable), SQLValue(place.isClosed), SQLValue(place.mirroredAt),
    ]
  }
}

extension Location {
  fileprivate init(row: any Columns) {
    self.init(
      id: row.integer(0), version: row.integer(1), code: row.text(2), name: row.text(3),
      type: LocationKind(rawValue: row.text(4)) ?? .domestic, role: LocationRole(rawValue: row.text(5)) ?? .warehouse,
      warehouseId: row.integer(6), use: BinUse(rawValue: row.text(7)) ?? .picking, sequence: row.integer(8),
      country: row.optionalText(9), shipsTo: row.text(10).split(separator: ",").map(String.init),
      priority: row.integer(11), isClosed: row.flag(12), mirroredAt: row.optionalInstant(13))
  }
}

extension Location: ChangedRecord {
  static var kind: String { "locations" }
  var number: String { code }

  static func load(_ id: Int64, in reader: any Reader) throws -> Location? { try LocationTable.load(id, in: reader) }

  static func isWithdrawn(_ id: Int64, in reader: any Reader) throws -> Bool { false }

  mutating func save(was old: Location, action: String, undoes: Int64?, isWithdrawn: Bool, in work: Work) throws {
    version = old.version + 1
    if isSellable != old.isSellable {
      let there = try work.writer.all("SELECT DISTINCT variant_id FROM quants WHERE location_id = \(id)") {
        $0.integer(0)
      }
      work.touchedStock.formUnion(there)
    }
    if try !LocationTable.update(self, was: old, in: work.writer) { throw StoreError.locked }
    try work.append(action: action, kind: "locations", subject: id, changes: changes(since: old), undoes: undoes)
  }
}
