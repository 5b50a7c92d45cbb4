public import Domain

/// A record on its way into the store, with what can be worked out before the store is asked: made by whoever reads the
/// file, so that the one who writes has less to do.
public struct IntakeRecord: Sendable {
  public let item: IntakeItem
  let body: BodyDigest
  /// Set where the file has shown rows of this order before, too far away to be read with them.
  private(set) var earlier: EarlierParts?

  /// The parts of an order that came before in the same file.
  struct EarlierParts: Sendable {
    /// Their content hashes, in the order of the file.
    var hashes: [Int64]
    /// Reads the order from all rows at once.
    var reread: @Sendable (_ externalId: String, _ rows: String) -> IncomingOrder?
  }

  public init(_ item: IntakeItem) {
    self.item = item
    body =
      switch item {
      case .order(let order): BodyDigest(order.raw)
      case .product(let product): BodyDigest(product.raw)
      case .stock, .skipped, .refused, .noted: BodyDigest.none
      }
  }

  /// What the store knows the record's content by; the next part of the same order is told it.
  public var contentHash: Int64 { body.contentHash }

  /// The record as a later part of an order: `hashes` are the content hashes of the parts before it in the file.
  public func after(
    _ hashes: [Int64], reread: @escaping @Sendable (_ externalId: String, _ rows: String) -> IncomingOrder?
  ) -> IntakeRecord {
    IntakeRecord(item, body.after(hashes), EarlierParts(hashes: hashes, reread: reread))
  }

  private init(_ item: IntakeItem, _ body: BodyDigest, _ earlier: EarlierParts) {
    self.item = item
    self.body = body
    self.earlier = earlier
  }
}
