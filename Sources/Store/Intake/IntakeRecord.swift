public import Domain

/// A record on its way into the store, with what can be worked out before the store is asked: made by whoever reads the
/// file, so that the one who writes has less to do.
public struct IntakeRecord: Sendable {
  /// Handed from thread to thread and from list to list without its forty fields being counted each time.
  private final class Content: Sendable {
    let item: IntakeItem
    let body: BodyDigest

    init(_ item: IntakeItem, _ body: BodyDigest) {
      self.item = item
      self.body = body
    }
  }

  private let content: Content
  public var item: IntakeItem { content.item }
  var body: BodyDigest { ownBody ?? content.body }
  /// Physical rows that it is made of; nought for what is no record.
  public let rowCount: Int
  /// Those of them that could be read.
  public var readableRowCount: Int {
    guard hasUnreadableLines, case .order(let order) = item else { return rowCount }
    return rowCount - order.unreadableRows.count
  }
  /// Whether it is an order of which some line could not be read.
  public let hasUnreadableLines: Bool
  private var ownBody: BodyDigest?
  /// Set where the file has shown rows of this order before, too far away to be read with them.
  private(set) var earlier: EarlierParts?
  /// Contents with which a dry run has seen the record before in the same file, where each shows it whole.
  private(set) var seenBefore: [Int64] = []

  /// The parts of an order that came before in the same file.
  struct EarlierParts: Sendable {
    /// Their content hashes, in the order of the file.
    var hashes: [Int64]
    /// Reads the order from all rows at once.
    var reread: @Sendable (_ externalId: String, _ rows: String) -> IncomingOrder?
  }

  public init(_ item: IntakeItem) {
    switch item {
    case .order(let order):
      content = Content(item, BodyDigest(order.raw))
      rowCount = order.rowCount
      hasUnreadableLines = !order.unreadableLines.isEmpty
    case .product(let product):
      content = Content(item, BodyDigest(product.raw))
      rowCount = product.rowCount
      hasUnreadableLines = false
    case .stock, .shipment, .answer, .way:
      content = Content(item, BodyDigest.none)
      rowCount = 1
      hasUnreadableLines = false
    case .skipped, .refused, .noted:
      content = Content(item, BodyDigest.none)
      rowCount = 0
      hasUnreadableLines = false
    }
  }

  /// What the store knows the record's content by; the next part of the same order is told it.
  public var contentHash: Int64 { body.contentHash }

  /// The record as one that the file has shown before.
  public func again(_ hashes: [Int64]) -> IntakeRecord {
    var later = self
    later.seenBefore = hashes
    return later
  }

  /// The record as a later part of an order: `hashes` are the content hashes of the parts before it in the file.
  public func after(
    _ hashes: [Int64], reread: @escaping @Sendable (_ externalId: String, _ rows: String) -> IncomingOrder?
  ) -> IntakeRecord {
    var later = self
    later.ownBody = body.after(hashes)
    later.earlier = EarlierParts(hashes: hashes, reread: reread)
    return later
  }
}
