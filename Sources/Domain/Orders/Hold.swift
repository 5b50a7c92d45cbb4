/// Why an order must not go on by itself.
public enum HoldReason: String, Hashable, Sendable, CaseIterable {
  case awaitingPayment, awaitingReturnItems, fraudRisk, incorrectAddress, outOfStock, unknownDeliveryDate
  case compliance, missingCustomsData, buyerMessage, incompleteImport, other
}

/// One hold of an order; an order has at most one of each reason.
public struct Hold: Hashable, Sendable {
  public var reason: HoldReason
  public var actor: String
  public var placedAt: Instant
  /// When it ends by itself; nil: until somebody releases it.
  public var until: Instant?
  public var note: String

  public init(reason: HoldReason, actor: String, placedAt: Instant, until: Instant? = nil, note: String = "") {
    self.reason = reason
    self.actor = actor
    self.placedAt = placedAt
    self.until = until
    self.note = note
  }
}
