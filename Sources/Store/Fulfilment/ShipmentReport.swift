public import Domain

/// What of an order goes out of one place, whole: its units, its parcels, and the box that the rest would fit into.
public struct ShipmentReport: Sendable {
  public struct Units: Hashable, Sendable {
    public var sku: String
    public var title: String
    public var state: UnitState
    public var quantity: Int64
  }

  public struct Content: Hashable, Sendable {
    public var sku: String
    public var lot: String?
    public var quantity: Int64
  }

  public struct Parcel: Hashable, Sendable {
    public var id: Int64
    public var number: String
    public var state: ParcelState
    public var box: String?
    /// As weighed, and as what is in it should weigh.
    public var grams: Int64?
    public var expectedGrams: Int64?
    public var carrier: String?
    public var tracking: String?
    public var manifest: String?
    public var packedBy: String
    public var shippedAt: Instant?
    public var contents: [Content]
  }

  public let id: Int64
  public let number: String
  public let orderId: Int64
  public let order: String
  public let stage: FulfilmentStage
  public let wave: String?
  public let warehouse: String
  public let carrier: String
  public let shipBy: Instant?
  public let isShort: Bool
  public let units: [Units]
  public let parcels: [Parcel]
  /// What is off the shelf and in no parcel yet, by line.
  public let loose: [BoxChoice.Item]
  /// Among the boxes of the house, for what is loose.
  public let choice: BoxChoice

  /// nil where there is no such fulfilment.
  public init?(of id: Int64, in reader: any Reader) throws {
    let head = try reader.first(
      """
      SELECT n.number, n.order_id, o.number, n.stage, y.number, w.code, n.carrier, n.ship_by, n.came_short
      FROM fulfilments AS n
      JOIN orders AS o ON o.id = n.order_id
      JOIN locations AS w ON w.id = n.warehouse_id
      LEFT JOIN waves AS y ON y.id = n.wave_id
      WHERE n.id = \(id)
      """
    ) { row in
      (
        row.text(0), row.integer(1), row.text(2), FulfilmentStage(rawValue: row.text(3)) ?? .allocated,
        row.optionalText(4), row.text(5), row.text(6), row.optionalInstant(7), row.flag(8)
      )
    }
    guard let head else { return nil }
    self.id = id
    (number, orderId, order, stage, wave, warehouse, carrier, shipBy, isShort) = head
    units = try reader.all(
      """
      SELECT v.sku, p.title, a.state, SUM(a.quantity)
      FROM allocations AS a
      JOIN variants AS v ON v.id = a.variant_id
      JOIN products AS p ON p.id = v.product_id
      WHERE a.fulfilment_id = \(id)
      GROUP BY a.line_id, v.sku, p.title, a.state
      ORDER BY a.line_id, a.state
      """
    ) {
      Units(
        sku: $0.text(0), title: $0.text(1), state: UnitState(rawValue: $0.text(2)) ?? .reserved,
        quantity: $0.integer(3))
    }
    parcels = try ShipmentReport.parcels(of: id, in: reader)
    loose = try ShipmentReport.loose(of: id, in: reader)
    let boxes = try Boxes.all(in: reader)
    // A house without boxes has none to offer.
    choice = BoxChoice(boxes.isEmpty ? [] : loose, among: loose.isEmpty ? [] : boxes)
  }

  /// The one that a parcel is of.
  public static func fulfilment(ofParcel id: Int64, in reader: any Reader) throws -> Int64? {
    try reader.integer("SELECT fulfilment_id FROM parcels WHERE id = \(id)")
  }

  private static func parcels(of id: Int64, in reader: any Reader) throws -> [Parcel] {
    var parcels = try reader.all(
      """
      SELECT k.id, k.number, k.state, x.code, k.grams, k.expected_grams, b.carrier, b.tracking, m.number, k.packed_by,
        k.shipped_at
      FROM parcels AS k
      LEFT JOIN boxes AS x ON x.id = k.box_id
      LEFT JOIN labels AS b ON b.parcel_id = k.id AND b.voided_at IS NULL
      LEFT JOIN manifests AS m ON m.id = k.manifest_id
      WHERE k.fulfilment_id = \(id)
      ORDER BY k.id
      """
    ) {
      Parcel(
        id: $0.integer(0), number: $0.text(1), state: ParcelState(rawValue: $0.text(2)) ?? .packed,
        box: $0.optionalText(3), grams: $0.optionalInteger(4), expectedGrams: $0.optionalInteger(5),
        carrier: $0.optionalText(6), tracking: $0.optionalText(7), manifest: $0.optionalText(8), packedBy: $0.text(9),
        shippedAt: $0.optionalInstant(10), contents: [])
    }
    try reader.forEach(
      """
      SELECT c.parcel_id, v.sku, t.code, SUM(c.quantity)
      FROM picks AS c
      JOIN variants AS v ON v.id = c.variant_id
      LEFT JOIN lots AS t ON t.id = c.lot_id
      WHERE c.fulfilment_id = \(id) AND c.parcel_id IS NOT NULL
      GROUP BY c.parcel_id, c.line_id, v.sku, t.code
      ORDER BY c.parcel_id, c.line_id
      """
    ) { row in
      guard let index = parcels.firstIndex(where: { $0.id == row.integer(0) }) else { return true }
      parcels[index].contents.append(
        Content(sku: row.text(1), lot: row.optionalText(2), quantity: row.integer(3)))
      return true
    }
    return parcels
  }

  private static func loose(of id: Int64, in reader: any Reader) throws -> [BoxChoice.Item] {
    let rows = try reader.all(
      """
      SELECT v.sku, c.variant_id, SUM(c.quantity)
      FROM picks AS c
      JOIN variants AS v ON v.id = c.variant_id
      WHERE c.fulfilment_id = \(id) AND c.parcel_id IS NULL
      GROUP BY c.line_id, v.sku, c.variant_id
      ORDER BY c.line_id
      """
    ) { ($0.text(0), $0.integer(1), $0.integer(2)) }
    return try rows.map { sku, variant, quantity in
      BoxChoice.Item(sku: sku, quantity: quantity, measures: try Packing.measures(of: variant, in: reader))
    }
  }
}

/// A list for a carrier, whole.
public struct ManifestReport: Sendable {
  public struct Parcel: Hashable, Sendable {
    public var number: String
    public var order: String
    public var tracking: String
    public var grams: Int64?
    public var country: String?
  }

  public let id: Int64
  public let number: String
  public let carrier: String
  public let warehouse: String
  public let madeBy: String
  public let madeAt: Instant
  public let shippedAt: Instant?
  public let parcels: [Parcel]

  public var state: ManifestState { shippedAt == nil ? .open : .shipped }
  /// Of those that were weighed.
  public var grams: Int64 { parcels.reduce(0) { $0 + ($1.grams ?? 0) } }

  /// nil where there is no such list.
  public init?(of id: Int64, in reader: any Reader) throws {
    let head = try reader.first(
      """
      SELECT m.number, m.carrier, w.code, m.made_by, m.made_at, m.shipped_at
      FROM manifests AS m
      JOIN locations AS w ON w.id = m.warehouse_id
      WHERE m.id = \(id)
      """
    ) { ($0.text(0), $0.text(1), $0.text(2), $0.text(3), $0.instant(4), $0.optionalInstant(5)) }
    guard let head else { return nil }
    self.id = id
    (number, carrier, warehouse, madeBy, madeAt, shippedAt) = head
    parcels = try reader.all(
      """
      SELECT k.number, o.number, b.tracking, k.grams, o.country
      FROM parcels AS k
      JOIN orders AS o ON o.id = k.order_id
      LEFT JOIN labels AS b ON b.parcel_id = k.id AND b.voided_at IS NULL
      WHERE k.manifest_id = \(id)
      ORDER BY k.id
      LIMIT \(Wave.mostOrders)
      """
    ) {
      Parcel(
        number: $0.text(0), order: $0.text(1), tracking: $0.optionalText(2) ?? "", grams: $0.optionalInteger(3),
        country: $0.optionalText(4))
    }
  }
}
