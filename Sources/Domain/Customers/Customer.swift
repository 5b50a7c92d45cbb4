/// Somebody who buys: the subject of personal cards, and the sum of their history.
public struct Customer: Hashable, Sendable {
  public var id: Int64
  public var version: Int64
  /// `C-17`.
  public var number: String
  /// Which account and buyer this is, as a digest: nil for a guest whom nothing identifies.
  public var matchKey: String?
  /// The newest card of theirs.
  public var revision: Int64
  /// The file's record that brought that card: an older one that comes late brings no newer card. nil: it did not come
  /// with a file.
  public var cardStamp: RevisionStamp?
  public var country: String?
  public var tier: CustomerTier
  public var tags: [String]
  public var firstOrderAt: Instant?
  public var lastOrderAt: Instant?
  public var orderCount: Int64
  /// The revision of the card whose message is the shop's note about them; nil: none.
  public var noteRevision: Int64?
  /// Who they were found to be; their own orders and cards stay theirs.
  public var mergedInto: Int64?

  public init(
    id: Int64, version: Int64 = 1, number: String, matchKey: String? = nil, revision: Int64 = 0,
    cardStamp: RevisionStamp? = nil, country: String? = nil, tier: CustomerTier = .regular, tags: [String] = [],
    firstOrderAt: Instant? = nil,
    lastOrderAt: Instant? = nil, orderCount: Int64 = 0, noteRevision: Int64? = nil,
    mergedInto: Int64? = nil
  ) {
    self.id = id
    self.version = version
    self.number = number
    self.matchKey = matchKey
    self.revision = revision
    self.cardStamp = cardStamp
    self.country = country
    self.tier = tier
    self.tags = tags
    self.firstOrderAt = firstOrderAt
    self.lastOrderAt = lastOrderAt
    self.orderCount = orderCount
    self.noteRevision = noteRevision
    self.mergedInto = mergedInto
  }
}

/// How the shop ranks a customer.
public enum CustomerTier: String, Hashable, Sendable, CaseIterable {
  case regular, silver, gold, vip, blocked
}
