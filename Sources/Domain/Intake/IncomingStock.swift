/// A quantity that a source reports for a SKU at a place of its own naming: kept beside the books as the source says
/// it, or a count that the books follow.
public struct IncomingStock: Hashable, Sendable {
  /// The SKU; may be empty where only an outside item id is known.
  public var sku: String
  /// The source's id of the item (inventory item id, variant id).
  public var itemId: String
  /// The source's id or name of the place.
  public var location: String
  public var available: Int64
  public var revisedAt: Instant?
  public var raw: String
  public var line: Int
  /// Where in the source's own flow its units are; empty where it gives one number. Only of a mirror.
  public var buckets: [StockBucket: Int64] = [:]
  /// Set where somebody went and counted: the ledger follows. nil: somebody else's books.
  public var count: StockCount?

  public init(
    sku: String, itemId: String, location: String, available: Int64, revisedAt: Instant? = nil, raw: String, line: Int
  ) {
    self.sku = sku
    self.itemId = itemId
    self.location = location
    self.available = available
    self.revisedAt = revisedAt
    self.raw = raw
    self.line = line
  }
}

/// What a stock-on-hand file says beside SKU, place and number.
public struct StockCount: Hashable, Sendable {
  /// Units that were found.
  public var quantity: Int64
  /// The bin within the place, by its code or name; empty where the file has none.
  public var bin = ""
  /// As it is printed on the goods; empty where the file has none.
  public var lot = ""
  public var expiresAt: Instant?
  /// What the units are fit for, where the file tells it: damaged ones stand elsewhere.
  public var use: BinUse?
  /// Whose the units are; empty: the shop's own.
  public var owner = ""
  /// A barcode, where the file has no SKU.
  public var barcode = ""
  /// Why the number differs, where the file says so.
  public var reason: MoveReason?
  /// Whether the number is what may still be sold, without what is promised or blocked.
  public var isAvailable = false
  /// Whether a place that nobody knows here makes it a report of the source's own books.
  public var mayBeReport = false

  public init(quantity: Int64) { self.quantity = quantity }
}
