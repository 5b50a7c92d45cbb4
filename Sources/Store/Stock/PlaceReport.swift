public import Domain

/// A place and what stands in it.
public struct PlaceReport: Sendable {
  public struct Standing: Hashable, Sendable {
    public var sku: String
    public var title: String
    public var lot: String?
    public var owner: String
    public var quantity: Int64
  }

  public let place: Location
  /// The warehouse's code; the place's own where it is one.
  public let warehouse: String
  /// By SKU, `limit` of them.
  public let standings: [Standing]

  public static let limit = 500

  /// nil where there is no such place.
  public init?(of id: Int64, in reader: any Reader) throws {
    guard let place = try LocationTable.load(id, in: reader) else { return nil }
    self.place = place
    warehouse = try LocationTable.load(place.warehouseId, in: reader)?.code ?? place.code
    standings = try reader.all(
      """
      SELECT v.sku, p.title, t.code, q.owner, q.quantity
      FROM quants AS q
      JOIN variants AS v ON v.id = q.variant_id
      JOIN products AS p ON p.id = v.product_id
      LEFT JOIN lots AS t ON t.id = q.lot_id
      WHERE q.location_id = \(id)
      ORDER BY v.sku_key, q.lot_id, q.owner
      LIMIT \(PlaceReport.limit)
      """
    ) {
      Standing(
        sku: $0.text(0), title: $0.text(1), lot: $0.optionalText(2), owner: $0.text(3), quantity: $0.integer(4))
    }
  }

  /// Places whose code or name begins so, for whoever types one: in the order of a walk, the shop's own alone;
  /// `whole`: warehouses without what is in them.
  public static func suggestions(_ text: String, whole: Bool = false, limit: Int, in reader: any Reader) throws
    -> [Location]
  {
    let typed = FoldedText.fold(text.trimmingBlanks)
    let warehouses = try LocationTable.warehouses(in: reader)
    let places = whole ? warehouses : try warehouses.flatMap { try LocationTable.places(in: $0.id, reader) }
    let open = places.filter { !$0.isClosed }
    if typed.isEmpty { return Array(open.prefix(limit)) }
    let beginning = open.filter { FoldedText.fold($0.code).hasPrefix(typed) }
    let holding = open.filter { place in
      !beginning.contains { $0.id == place.id }
        && (FoldedText.fold(place.code).contains(typed) || FoldedText.fold(place.name).contains(typed))
    }
    return Array((beginning + holding).prefix(limit))
  }
}
