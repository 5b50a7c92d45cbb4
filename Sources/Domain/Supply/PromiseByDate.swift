/// How many units may be promised, day by day: what is free, and what comes less what of it is sold.
public struct PromiseByDate: Hashable, Sendable {
  public struct Step: Hashable, Sendable {
    public var at: Instant
    /// What comes then and is not sold yet.
    public var units: Int64
    /// The purchase that brings it; empty for a supplier's promise.
    public var source: String
    /// Whether the supplier has said when.
    public var isConfirmed: Bool
    /// All that may be promised from then on.
    public var sum: Int64

    public init(at: Instant, units: Int64, source: String, isConfirmed: Bool, sum: Int64 = 0) {
      self.at = at
      self.units = units
      self.source = source
      self.isConfirmed = isConfirmed
      self.sum = sum
    }
  }

  /// Free on the shelf now.
  public let free: Int64
  /// Units that orders wait for and that nothing is pegged for: what comes goes to them first.
  public let waiting: Int64
  public let steps: [Step]

  public init(_ figures: Availability, coming: [Step], waiting: Int64 = 0) {
    free = figures.free
    self.waiting = waiting
    var sum = figures.onHand - figures.blocked - figures.reserved - waiting
    steps = coming.filter { $0.units > 0 }.sorted { $0.at < $1.at }.map { step in
      var step = step
      sum += step.units
      step.sum = max(0, sum)
      return step
    }
  }

  /// On hand − promised + what has come by then − what of it is sold.
  public func units(at time: Instant) -> Int64 {
    steps.last { $0.at <= time }?.sum ?? max(0, free - waiting)
  }

  /// The first moment at which so many may be promised; nil where nothing that is known brings them.
  public func earliest(_ quantity: Int64, from now: Instant) -> Instant? {
    if max(0, free - waiting) >= quantity { return now }
    return steps.first { $0.sum >= quantity }?.at
  }
}
