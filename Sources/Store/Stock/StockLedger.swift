public import Domain

/// The ledger of stock: lines are only ever added, and what they add up to is kept beside them in the same transaction.
public enum StockLedger {
  /// Units of one variant that stand together.
  public struct Quant: Hashable, Sendable {
    public var variantId: Int64
    public var locationId: Int64
    public var lotId: Int64?
    public var owner: String
    public var quantity: Int64
  }

  /// A line of the ledger as it was written.
  public struct Line: Hashable, Sendable {
    public var id: Int64
    public var move: StockMove
    /// The journal's entry that it belongs to.
    public var seq: Int64
    public var movedAt: Instant
  }

  /// Adds lines under a journal entry. Nothing leaves a place that is not there: refused with what was found, and then
  /// the whole transaction is to be given up.
  ///
  /// `movedAt` is of lines whose goods moved before the store was told.
  static func add(_ moves: [StockMove], entry: Int64, movedAt: Instant? = nil, in work: Work) throws {
    for move in moves {
      if let flaw = move.flaw { throw ActionRefusal.stock(flaw) }
      work.touchedStock.insert(move.variantId)
      try take(move, in: work.writer)
      try put(move, in: work.writer)
      try work.writer.run(
        """
        INSERT INTO moves (variant_id, lot_id, owner, quantity, from_id, to_id, reason, seq, moved_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [
          .integer(move.variantId), .integer(move.lotId ?? 0), .text(move.owner), .integer(move.quantity),
          .integer(move.from), .integer(move.to), .text(move.reason.rawValue), .integer(entry),
          .integer((movedAt ?? work.now).milliseconds),
        ])
    }
  }

  private static func take(_ move: StockMove, in writer: any Writer) throws {
    let place = try LocationTable.loaded(move.from, in: writer)
    if place.type.mayOwe {
      try change(move.variantId, move.from, move.lotId, move.owner, by: -move.quantity, in: writer)
      // What a buyer had, and gives back to the last unit.
      try dropEmpty(move.variantId, move.from, move.lotId, move.owner, in: writer)
      return
    }
    // The guard stands in the statement itself: whoever was faster has left what is there now.
    try writer.run(
      """
      UPDATE quants
      SET quantity = quantity - ?
      WHERE variant_id = ? AND location_id = ? AND lot_id = ? AND owner = ? AND quantity >= ?
      """,
      [
        .integer(move.quantity), .integer(move.variantId), .integer(move.from), .integer(move.lotId ?? 0),
        .text(move.owner), .integer(move.quantity),
      ])
    if try writer.changedRows != 1 {
      let found = try quantity(move.variantId, move.from, move.lotId, move.owner, in: writer)
      throw ActionRefusal.stock(
        .notThere(
          sku: try RecordNumber.of("variants", move.variantId, in: writer), location: place.code, asked: move.quantity,
          found: found))
    }
    try dropEmpty(move.variantId, move.from, move.lotId, move.owner, in: writer)
  }

  private static func put(_ move: StockMove, in writer: any Writer) throws {
    try change(move.variantId, move.to, move.lotId, move.owner, by: move.quantity, in: writer)
    try dropEmpty(move.variantId, move.to, move.lotId, move.owner, in: writer)
  }

  private static func change(
    _ variant: Int64, _ location: Int64, _ lot: Int64?, _ owner: String, by delta: Int64, in writer: any Writer
  ) throws {
    try writer.run(
      """
      INSERT INTO quants (variant_id, location_id, lot_id, owner, quantity)
      VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (variant_id, location_id, lot_id, owner) DO UPDATE SET quantity = quants.quantity + excluded.quantity
      """,
      [.integer(variant), .integer(location), .integer(lot ?? 0), .text(owner), .integer(delta)])
  }

  /// A bin that is empty of something has no row for it.
  private static func dropEmpty(
    _ variant: Int64, _ location: Int64, _ lot: Int64?, _ owner: String, in writer: any Writer
  ) throws {
    try writer.run(
      """
      DELETE FROM quants
      WHERE variant_id = ? AND location_id = ? AND lot_id = ? AND owner = ? AND quantity = 0
      """, [.integer(variant), .integer(location), .integer(lot ?? 0), .text(owner)])
  }

  public static func quantity(
    _ variant: Int64, _ location: Int64, _ lot: Int64? = nil, _ owner: String = "", in reader: any Reader
  ) throws -> Int64 {
    try reader.integer(
      """
      SELECT quantity
      FROM quants
      WHERE variant_id = \(variant) AND location_id = \(location) AND lot_id = \(lot ?? 0) AND owner = \(owner)
      """) ?? 0
  }

  /// Everything that stands in a place.
  public static func quants(at location: Int64, in reader: any Reader) throws -> [Quant] {
    try reader.all(
      """
      SELECT variant_id, location_id, lot_id, owner, quantity
      FROM quants
      WHERE location_id = \(location)
      ORDER BY variant_id, lot_id, owner
      """, Quant.init(row:))
  }

  /// Everything that there is of a variant.
  public static func quants(of variant: Int64, in reader: any Reader) throws -> [Quant] {
    try reader.all(
      """
      SELECT variant_id, location_id, lot_id, owner, quantity
      FROM quants
      WHERE variant_id = \(variant)
      ORDER BY location_id, lot_id, owner
      """, Quant.init(row:))
  }

  /// The newest lines of a variant, newest first; `before` goes on behind a line.
  public static func lines(of variant: Int64, before: Int64 = Int64.max, limit: Int, in reader: any Reader) throws
    -> [Line]
  {
    try reader.all(
      """
      \(lineColumns)
      WHERE variant_id = \(variant) AND id < \(before)
      ORDER BY id DESC
      LIMIT \(limit)
      """, Line.init(row:))
  }

  /// The lines of one journal entry, in their order.
  public static func lines(of entry: Int64, in reader: any Reader) throws -> [Line] {
    try reader.all("\(lineColumns) WHERE seq = \(entry) ORDER BY id", Line.init(row:))
  }

  private static let lineColumns: SQL = """
    SELECT id, variant_id, lot_id, owner, quantity, from_id, to_id, reason, seq, moved_at
    FROM moves
    """
}

extension StockLedger.Quant {
  fileprivate init(row: any Columns) {
    self.init(
      variantId: row.integer(0), locationId: row.integer(1), lotId: row.integer(2) == 0 ? nil : row.integer(2),
      owner: row.text(3), quantity: row.integer(4))
  }
}

extension StockLedger.Line {
  fileprivate init(row: any Columns) {
    self.init(
      id: row.integer(0),
      move: StockMove(
        variantId: row.integer(1), lotId: row.integer(2) == 0 ? nil : row.integer(2), owner: row.text(3),
        quantity: row.integer(4), from: row.integer(5), to: row.integer(6),
        reason: MoveReason(rawValue: row.text(7)) ?? .correction),
      seq: row.integer(8), movedAt: row.instant(9))
  }
}
