public import Domain

/// A purchase as people read it: its lines with what came, the goods in check, and the orders that wait for it.
public struct SupplyReport: Sendable {
  public struct Line: Hashable, Sendable {
    public var line: PurchaseLine
    public var sku: String
    public var title: String
    public var incoming: Int64
  }

  /// Goods that came together.
  public struct Goods: Hashable, Sendable {
    public var receipt: Receipt
    public var sku: String
    public var location: String
    public var lot: String?
  }

  /// Units that are sold before they are there.
  public struct Peg: Hashable, Sendable {
    public var order: String
    public var sku: String
    public var quantity: Int64
    public var dueAt: Instant?
  }

  public let purchase: Purchase
  public let supplier: Supplier
  public let warehouse: String
  public let lines: [Line]
  public let goods: [Goods]
  public let pegs: [Peg]

  public static let limit = 500

  /// nil where there is no such purchase.
  public init?(of id: Int64, in reader: any Reader) throws {
    guard let purchase = try PurchaseTable.load(id, in: reader),
      let supplier = try SupplierTable.load(purchase.supplierId, in: reader)
    else { return nil }
    self.purchase = purchase
    self.supplier = supplier
    warehouse = try RecordNumber.of("locations", purchase.warehouseId, in: reader)
    lines = try purchase.lines.map { line in
      let named = try SupplyReport.name(line.variantId, reader)
      return Line(line: line, sku: named.sku, title: named.title, incoming: purchase.incoming(line))
    }
    goods = try ReceiptTable.receipts(of: id, in: reader).map { receipt in
      Goods(
        receipt: receipt, sku: try SupplyReport.name(receipt.variantId, reader).sku,
        location: try RecordNumber.of("locations", receipt.locationId, in: reader),
        lot: try receipt.lotId.flatMap { try LotTable.load($0, in: reader)?.code })
    }
    pegs = try reader.all(
      """
      SELECT o.number, v.sku, a.quantity, COALESCE(o.ship_by, o.deliver_by)
      FROM purchase_lines AS l
      JOIN allocations AS a ON a.purchase_line_id = l.id
      JOIN orders AS o ON o.id = a.order_id
      JOIN variants AS v ON v.id = a.variant_id
      WHERE l.purchase_id = \(id) AND a.state = 'pegged'
      ORDER BY COALESCE(o.ship_by, o.deliver_by, o.placed_at), o.id
      LIMIT \(SupplyReport.limit)
      """
    ) { Peg(order: $0.text(0), sku: $0.text(1), quantity: $0.integer(2), dueAt: $0.optionalInstant(3)) }
  }

  fileprivate static func name(_ variant: Int64, _ reader: any Reader) throws -> (sku: String, title: String) {
    try reader.first(
      "SELECT v.sku, p.title FROM variants AS v JOIN products AS p ON p.id = v.product_id WHERE v.id = \(variant)",
      { ($0.text(0), $0.text(1)) }) ?? (String(variant), "")
  }

  /// The order whose units a row of `pegs` counts; nil where they are gone.
  public static func order(ofPeg id: Int64, in reader: any Reader) throws -> Int64? {
    try reader.integer("SELECT order_id FROM allocations WHERE id = \(id)")
  }
}

/// A supplier as people read them: what they sell and promise, and what was bought of them.
public struct SupplierReport: Sendable {
  public struct Offer: Hashable, Sendable {
    public var item: SupplierItem
    public var sku: String
    public var title: String
    /// Units that may be sold before they are bought.
    public var promised: Int64
  }

  public let supplier: Supplier
  public let offers: [Offer]
  /// The newest first.
  public let purchases: [Purchase]

  /// nil where there is no such supplier.
  public init?(of id: Int64, in reader: any Reader) throws {
    guard let supplier = try SupplierTable.load(id, in: reader) else { return nil }
    self.supplier = supplier
    offers = try SupplierTable.items(of: id, in: reader).prefix(SupplyReport.limit).map { item in
      let named = try SupplyReport.name(item.variantId, reader)
      return Offer(
        item: item, sku: named.sku, title: named.title,
        promised: try PromiseTable.find(id, item.variantId, in: reader)?.quantity ?? 0)
    }
    let ids = try reader.all(
      "SELECT id FROM purchases WHERE supplier_id = \(id) ORDER BY id DESC LIMIT 100"
    ) { $0.integer(0) }
    purchases = try ids.compactMap { try PurchaseTable.load($0, in: reader) }
  }
}
