/// What a warehouse can promise of a variant, and out of which numbers.
public struct Availability: Hashable, Sendable {
  /// Units in bins that are sold from.
  public var onHand: Int64
  /// Of these, in lots that are held, recalled or expired.
  public var blocked: Int64
  /// Of the rest, where a picker found too few and nobody has counted since: nobody is sent there.
  public var uncounted: Int64
  /// Promised to buyers.
  public var reserved: Int64
  /// In bins that nothing is sold from: receiving, quality check, packing, returns.
  public var elsewhere: Int64

  public init(
    onHand: Int64 = 0, blocked: Int64 = 0, uncounted: Int64 = 0, reserved: Int64 = 0, elsewhere: Int64 = 0
  ) {
    self.onHand = onHand
    self.blocked = blocked
    self.uncounted = uncounted
    self.reserved = reserved
    self.elsewhere = elsewhere
  }

  /// Units that may still be promised; below nought where more is promised than is there.
  public var left: Int64 { onHand - blocked - uncounted - reserved }

  /// The same, never below nought.
  public var free: Int64 { max(0, left) }

  /// Units that nobody is promised, whether somebody would be sent to them or not: as many may be moved away, or
  /// promised again as they were.
  public var unpromised: Int64 { max(0, left + uncounted) }

  /// Units that are promised and not there: a count found fewer.
  public var short: Int64 { max(0, reserved - (onHand - blocked)) }

  /// What will be there to promise at `time`: what is free and what arrives until then, less what is waiting already.
  public func promise(at time: Instant, incoming: [(eta: Instant, quantity: Int64)], waiting: Int64 = 0) -> Int64 {
    let coming = incoming.filter { $0.eta <= time }.reduce(0) { $0 + $1.quantity }
    return max(0, left + coming - waiting)
  }
}
