public import Domain

/// Everything that is known of a variant's stock: what can be promised, where it stands, how it came to be so, and whom
/// it is promised to.
public struct StockReport: Sendable {
  /// Units that stand together: in one place, of one lot, of one owner.
  public struct Standing: Hashable, Sendable {
    public var quantId: Int64
    public var place: Location
    public var lot: Lot?
    public var owner: String
    public var quantity: Int64
  }

  /// What one warehouse can promise.
  public struct Offer: Hashable, Sendable {
    public var warehouse: Location
    public var figures: Availability
  }

  /// A line of the ledger as people read it.
  public struct Line: Hashable, Sendable {
    public var id: Int64
    public var movedAt: Instant
    public var quantity: Int64
    public var from: String
    public var to: String
    public var reason: MoveReason
    public var lot: String?
    /// Who moved it.
    public var actor: String
    /// What the line adds to what the shop has in places of its own: nought where the goods only changed their place.
    public var change: Int64
    /// What the shop had in places of its own behind the line.
    public var balance: Int64
  }

  /// Units that an order has been promised, or waits for.
  public struct Promise: Hashable, Sendable {
    public var order: String
    public var state: UnitState
    public var quantity: Int64
    /// nil while nobody has them.
    public var warehouse: String?
  }

  /// What somebody else says lies with them: beside the books, never in them.
  public struct Mirror: Hashable, Sendable {
    /// The channel account that says it.
    public var account: String
    /// The source's own name of the place.
    public var location: String
    public var available: Int64
    /// Where in the source's own flow the units lie; empty where it gives one number.
    public var buckets: [StockBucket: Int64]
    /// When it was last told.
    public var toldAt: Instant
  }

  /// What a channel account is told that it may sell.
  public struct Channel: Hashable, Sendable {
    public var account: String
    public var published: PublishedStock

    public init(_ published: PublishedStock, in reader: any Reader) throws {
      account = try RecordNumber.of("accounts", published.accountId, in: reader)
      self.published = published
    }
  }

  public let variantId: Int64
  public let sku: String
  public let product: String
  public let title: String
  public let offers: [Offer]
  public let standings: [Standing]
  /// The newest first, `limit` of them.
  public let lines: [Line]
  /// Units on the shelf first, then what waits; the oldest first, `limit` of each.
  public let promises: [Promise]
  public let mirrors: [Mirror]
  public let channels: [Channel]

  public static let limit = 200

  /// Units that may still be promised, in all warehouses.
  public var available: Int64 { offers.reduce(0) { $0 + $1.figures.free } }

  /// nil where there is no such variant.
  public init?(of variant: Int64, at now: Instant, in reader: any Reader) throws {
    let named = try reader.first(
      """
      SELECT v.sku, p.number, p.title
      FROM variants AS v
      JOIN products AS p ON p.id = v.product_id
      WHERE v.id = \(variant)
      """
    ) { ($0.text(0), $0.text(1), $0.text(2)) }
    guard let named else { return nil }
    variantId = variant
    (sku, product, title) = named
    var places: [Int64: Location] = [:]
    func place(_ id: Int64) throws -> Location? {
      if let known = places[id] { return known }
      places[id] = try LocationTable.load(id, in: reader)
      return places[id]
    }
    let figures = try StockFigures.availability(of: variant, at: now, in: reader)
    offers = try figures.compactMap { id, figures in try place(id).map { Offer(warehouse: $0, figures: figures) } }
      .sorted { one, other in
        let (one, other) = (one.warehouse, other.warehouse)
        if one.priority != other.priority { return one.priority < other.priority }
        return one.code.utf8.lexicographicallyPrecedes(other.code.utf8)
      }
    let lots = Dictionary(
      try LotTable.lots(of: variant, in: reader).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let quants = try reader.all(
      "SELECT id, location_id, lot_id, owner, quantity FROM quants WHERE variant_id = \(variant)"
    ) { (id: $0.integer(0), place: $0.integer(1), lot: $0.integer(2), owner: $0.text(3), quantity: $0.integer(4)) }
    let all = try quants.compactMap { quant in
      try place(quant.place).map {
        Standing(
          quantId: quant.id, place: $0, lot: lots[quant.lot], owner: quant.owner, quantity: quant.quantity)
      }
    }.sorted(by: StockReport.precedes)
    // Suppliers, buyers and losses are the ledger's other side: nothing stands there.
    standings = all.filter { !$0.place.type.mayOwe }
    // What the shop has now is what it had behind the newest line.
    var balance = standings.reduce(0) { $1.place.type.isOwn ? $0 + $1.quantity : $0 }
    let moved = try StockLedger.lines(of: variant, limit: StockReport.limit, in: reader)
    let actors = try StockReport.actors(of: moved, reader)
    lines = try moved.map { line in
      let (from, to) = (try place(line.move.from), try place(line.move.to))
      let gains: Int64 = to?.type.isOwn == true ? line.move.quantity : 0
      let loses: Int64 = from?.type.isOwn == true ? line.move.quantity : 0
      defer { balance -= gains - loses }
      return Line(
        id: line.id, movedAt: line.movedAt, quantity: line.move.quantity, from: from?.code ?? String(line.move.from),
        to: to?.code ?? String(line.move.to), reason: line.move.reason,
        lot: line.move.lotId.flatMap { lots[$0]?.code },
        actor: actors[line.seq] ?? "", change: gains - loses, balance: balance)
    }
    mirrors = try StockReport.mirrors(of: sku, reader)
    channels = try PublishedTable.of(variant: variant, in: reader).map { try Channel($0, in: reader) }
    promises =
      try StockReport.promises(variant, "a.state = 'reserved'", reader)
      + StockReport.promises(variant, "a.state IN ('backordered', 'pegged')", reader)
  }

  private static func mirrors(of sku: String, _ reader: any Reader) throws -> [Mirror] {
    if sku.isEmpty { return [] }
    return try reader.all(
      """
      SELECT a.code, r.location, r.available, r.buckets, COALESCE(r.told_at, r.revised_at)
      FROM stock_reports AS r
      JOIN accounts AS a ON a.id = r.account_id
      WHERE r.sku = \(sku)
      ORDER BY a.code, r.location
      LIMIT \(limit)
      """
    ) {
      Mirror(
        account: $0.text(0), location: $0.text(1), available: $0.integer(2),
        buckets: $0.optionalText(3).flatMap { Plain(json: $0) }.map { [StockBucket: Int64](plain: $0) } ?? [:],
        toldAt: $0.instant(4))
    }
  }

  /// Own places as they are walked, then those outside.
  private static func precedes(_ one: Standing, _ other: Standing) -> Bool {
    let (place, next) = (one.place, other.place)
    if place.type.isOwn != next.type.isOwn { return place.type.isOwn }
    if place.warehouseId != next.warehouseId { return place.warehouseId < next.warehouseId }
    if place.sequence != next.sequence { return place.sequence < next.sequence }
    if place.code != next.code { return place.code.utf8.lexicographicallyPrecedes(next.code.utf8) }
    return (one.lot?.code ?? "").utf8.lexicographicallyPrecedes((other.lot?.code ?? "").utf8)
  }

  /// Who wrote the lines, by journal entry.
  private static func actors(of lines: [StockLedger.Line], _ reader: any Reader) throws -> [Int64: String] {
    if lines.isEmpty { return [:] }
    let entries = SQL.list(Set(lines.map(\.seq)).sorted().map(SQLValue.integer))
    var actors: [Int64: String] = [:]
    try reader.forEach("SELECT seq, actor FROM journal WHERE seq IN (\(entries))") { row in
      actors[row.integer(0)] = row.text(1)
      return true
    }
    return actors
  }

  /// A condition at a time, in the words of the index that answers it.
  private static func promises(_ variant: Int64, _ condition: SQL, _ reader: any Reader) throws -> [Promise] {
    try reader.all(
      """
      SELECT o.number, a.state, a.quantity, l.code
      FROM allocations AS a
      JOIN orders AS o ON o.id = a.order_id
      LEFT JOIN locations AS l ON l.id = a.warehouse_id
      WHERE a.variant_id = \(variant) AND \(condition)
      ORDER BY a.id
      LIMIT \(limit)
      """
    ) {
      Promise(
        order: $0.text(0), state: UnitState(rawValue: $0.text(1)) ?? .backordered, quantity: $0.integer(2),
        warehouse: $0.optionalText(3))
    }
  }

  /// The variant whose units a row of `stock` counts; nil where they are gone.
  public static func variant(ofQuant id: Int64, in reader: any Reader) throws -> Int64? {
    try reader.integer("SELECT variant_id FROM quants WHERE id = \(id)")
  }

  /// The variant that a line of the ledger moved.
  public static func variant(ofMove id: Int64, in reader: any Reader) throws -> Int64? {
    try reader.integer("SELECT variant_id FROM moves WHERE id = \(id)")
  }
}
