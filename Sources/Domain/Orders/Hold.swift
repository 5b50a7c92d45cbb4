/// Why an order must not go on by itself.
public enum HoldReason: String, Hashable, Sendable, CaseIterable {
  case awaitingPayment, awaitingReturnItems, fraudRisk, incorrectAddress, outOfStock, unknownDeliveryDate
  case compliance, missingCustomsData, buyerMessage, incompleteImport, other
}

/// One hold of an order; an order has at most one of each reason.
public struct Hold: Hashable, Sendable {
  /// The note of a hold that the source itself keeps: it goes when the source no longer says so.
  public static let sourcesOwn = "as the source says"

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

extension Hold {
  public func hasEnded(at now: Instant) -> Bool { until.map { $0 <= now } ?? false }

  /// The hold as an undo puts it back: one that has ended since stays until somebody releases it, or it would be gone
  /// again the next moment.
  public func endless(after now: Instant) -> Hold {
    var hold = self
    if hasEnded(at: now) { hold.until = nil }
    return hold
  }
}

extension Order {
  /// Without the holds whose time is over at `now`; refused when there are none.
  public func withoutEndedHolds(at now: Instant) throws(OrderRefusal) -> Order {
    var order = self
    order.holds.removeAll { $0.hasEnded(at: now) }
    if holds.isEmpty { throw .notHeld(nil) }
    if order.holds.count == holds.count { throw .noHoldEnded(holds.map(\.reason)) }
    return order
  }
}
