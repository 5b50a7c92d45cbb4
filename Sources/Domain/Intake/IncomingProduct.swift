/// A product as one file shows it. Ids and versions in `product` are nought; the store finds the product by
/// `externalId` in the channel account, or by its number.
public struct IncomingProduct: Hashable, Sendable {
  /// The channel's id, or the handle.
  public var externalId: String
  public var revisedAt: Instant?
  public var product: Product
  public var raw: String
  public var line: Int
  public var rowCount: Int
  /// The source's own number of the product, where the external id is another: variations name their product by it.
  public var sourceId = ""
  /// Whether the source tells of the variants elsewhere: those that are known stay.
  public var keepsVariants = false
  /// Set where the record is of one variant alone: the only one of `product`.
  public var part: Part?

  /// What a record of one variant says of where it belongs.
  public struct Part: Hashable, Sendable {
    /// The source's number of the product; empty: the variant is found by its SKU alone.
    public var productId: String

    public init(productId: String) { self.productId = productId }
  }

  public init(externalId: String, revisedAt: Instant? = nil, product: Product, raw: String, line: Int, rowCount: Int) {
    self.externalId = externalId
    self.revisedAt = revisedAt
    self.product = product
    self.raw = raw
    self.line = line
    self.rowCount = rowCount
  }
}

/// What a format's reader hands on, one after the other, in the order of the file.
public enum IntakeItem: Hashable, Sendable {
  case order(IncomingOrder)
  case product(IncomingProduct)
  case stock(IncomingStock)
  /// Goods that somebody has sent.
  case shipment(IncomingShipment)
  /// What a channel says of a file that it was sent; it is about the file, not about the store's records.
  case answer(ChannelAnswer)
  /// What a carrier offers: it is about ways, not about an account's records.
  case way(IncomingWay)
  /// No record (prose, footer, blank); counts as one row.
  case skipped(RowIssue)
  /// A record that cannot be taken in; counts as one row. Its text is the physical row as it stood, for `--rejects`.
  case refused(RowIssue, raw: String)
  /// Worth saying, while the record itself goes in; counts as no row.
  case noted(RowIssue)
}
