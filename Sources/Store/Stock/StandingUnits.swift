public import Domain

/// Units that stand together, by what people call everything about them: what leaves as a file of stock.
public struct StandingUnits: Hashable, Sendable {
  public var quantId: Int64
  public var variantId: Int64
  public var sku: String
  public var productId: Int64
  public var place: Location
  public var warehouse: Location
  public var lot: Lot?
  public var owner: String
  public var quantity: Int64

  /// Those of these rows of `stock` that are still there, in their order.
  public static func load(_ ids: [Int64], in reader: any Reader) throws -> [StandingUnits] {
    if ids.isEmpty { return [] }
    var places: [Int64: Location] = [:]
    func known(_ id: Int64) throws -> Location? {
      if places[id] == nil { places[id] = try LocationTable.load(id, in: reader) }
      return places[id]
    }
    let found = try reader.all(
      """
      SELECT q.id, q.variant_id, v.sku, v.product_id, q.location_id, q.lot_id, q.owner, q.quantity
      FROM quants AS q
      JOIN variants AS v ON v.id = q.variant_id
      WHERE q.id IN (\(SQL.list(ids.map(SQLValue.integer))))
      """
    ) { row in
      (
        id: row.integer(0), variant: row.integer(1), sku: row.text(2), product: row.integer(3), place: row.integer(4),
        lot: row.integer(5), owner: row.text(6), quantity: row.integer(7)
      )
    }
    let byId = Dictionary(found.map { ($0.id, $0) }) { first, _ in first }
    return try ids.compactMap { id in
      guard let row = byId[id], let place = try known(row.place) else { return nil }
      return StandingUnits(
        quantId: id, variantId: row.variant, sku: row.sku, productId: row.product, place: place,
        warehouse: place.warehouseId == place.id ? place : try known(place.warehouseId) ?? place,
        lot: row.lot == 0 ? nil : try LotTable.load(row.lot, in: reader), owner: row.owner, quantity: row.quantity)
    }
  }
}
