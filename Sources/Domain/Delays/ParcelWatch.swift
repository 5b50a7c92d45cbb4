/// A parcel on its way as a watchman knows it: its track, and what was expected of it.
public struct ParcelWatch: Hashable, Sendable {
  public var track: ParcelTrack
  public var handedOverAt: Instant
  public var expected: LaneExpectations
  /// What was expected when it left: nineteen of twenty, and four of five parcels, would have come by then.
  public var first: Arrival?
  /// What the customer was promised; nil where nothing was.
  public var promise: ArrivalPromise?
  /// Since when the customer says that it is not there.
  public var missingSince: Instant?
  /// Parts of its way that were planned by us and have not ended, in the order of the way.
  public var plans: [LegPlan]
  public var limits: DelayLimits

  /// By when a part of the way was to be over.
  public struct LegPlan: Hashable, Sendable {
    public var leg: TrackingLeg
    public var from: Instant?
    public var to: Instant

    public init(leg: TrackingLeg, from: Instant?, to: Instant) {
      self.leg = leg
      self.from = from
      self.to = to
    }
  }

  public init(
    track: ParcelTrack, handedOverAt: Instant, expected: LaneExpectations, first: Arrival? = nil,
    promise: ArrivalPromise? = nil, missingSince: Instant? = nil, plans: [LegPlan] = [],
    limits: DelayLimits = DelayLimits()
  ) {
    self.track = track
    self.handedOverAt = handedOverAt
    self.expected = expected
    self.first = first
    self.promise = promise
    self.missingSince = missingSince
    self.plans = plans
    self.limits = limits
  }

  /// When a parcel is expected: half of those like it have come by the first, four of five by the second.
  public struct Arrival: Hashable, Sendable {
    public var p50: Instant
    public var p80: Instant
    public var p95: Instant
    /// Whether any parcel was seen that was as slow as this one: else the first two are guesses, to be told to nobody.
    public var isKnown50 = true
    public var isKnown80 = true

    public init(p50: Instant, p80: Instant, p95: Instant) {
      self.p50 = p50
      self.p80 = p80
      self.p95 = p95
    }

    /// What may be told.
    public var told50: Instant? { isKnown50 ? p50 : nil }
    public var told80: Instant? { isKnown80 ? p80 : nil }

    /// What is expected of a parcel that leaves now.
    public init(_ door: TransitExpectation, from start: Instant) {
      self.init(
        p50: start.adding(hours: door.p50), p80: start.adding(hours: door.p80), p95: start.adding(hours: door.p95))
    }
  }

  /// When it is expected now: how long it has been under way counts, and, where its lane's parts were measured, what
  /// of the way is still before it.
  public func arrival(now: Instant) -> Arrival {
    let age = TransitHistogram.hours(from: handedOverAt, to: now)
    func whole(_ percent: Int64) -> Instant {
      handedOverAt.adding(hours: expected.door.hours(percent: percent, after: age))
    }
    var found = Arrival(p50: whole(50), p80: whole(80), p95: whole(95))
    found.isKnown50 = expected.door.knownHours(percent: 50, after: age) != nil
    found.isKnown80 = found.isKnown50 && expected.door.knownHours(percent: 80, after: age) != nil
    guard let stay, let middle = remaining(of: stay, now: now) else { return found }
    // The parts tell where it is; how much it may still vary, the whole way tells.
    let spread = found.p80.milliseconds - found.p50.milliseconds
    let tail = found.p95.milliseconds - found.p50.milliseconds
    let spent = TransitHistogram.hours(from: stay.enteredAt, to: now)
    found.isKnown50 = expected[TransitMeasure(stay.leg)].knownHours(percent: 50, after: spent) != nil
    found.isKnown80 = found.isKnown50 && found.isKnown80
    found.p50 = max(now, middle)
    found.p80 = found.p50.adding(milliseconds: max(0, spread))
    found.p95 = found.p50.adding(milliseconds: max(0, tail))
    return found
  }

  /// The part of the way that it is on.
  var stay: LegStay? { LegStay.of(track).last.flatMap { $0.leftAt == nil ? $0 : nil } }

  private func remaining(of stay: LegStay, now: Instant) -> Instant? {
    let order = TrackingLeg.allCases
    guard let place = order.firstIndex(of: stay.leg) else { return nil }
    // Without its own parts measured, a lane's whole way tells more than guesses at its parts.
    guard expected.isMeasured(TransitMeasure(stay.leg)), expected.isMeasured(.lastMile) else { return nil }
    let spent = TransitHistogram.hours(from: stay.enteredAt, to: now)
    var arrival = stay.enteredAt.adding(hours: expected[TransitMeasure(stay.leg)].hours(percent: 50, after: spent))
    for leg in order[(place + 1)...] where expected.isMeasured(TransitMeasure(leg)) {
      arrival = arrival.adding(hours: expected[TransitMeasure(leg)].p50)
    }
    return arrival
  }
}

/// By when a parcel was to be there, and whose word that is.
public struct ArrivalPromise: Hashable, Sendable {
  public enum Source: String, Hashable, Sendable, CaseIterable {
    /// The channel told the buyer a day.
    case order
    /// Four of five parcels of the way that was chosen come by then, as its rate sheet says.
    case service
  }

  public var by: Instant
  public var source: Source

  public init(by: Instant, source: Source) {
    self.by = by
    self.source = source
  }
}

/// Times that no history tells.
public struct DelayLimits: Hashable, Sendable {
  /// How long counters keep a parcel.
  public var pickupDays: Int64 = 7
  /// The customer is reminded so long before.
  public var reminderDays: Int64 = 4
  /// Nothing counts as not picked up sooner.
  public var pickupHours: Int64 = 48
  /// Nothing counts as silent sooner.
  public var silenceHours: Int64 = 48
  /// Nothing is taken for lost sooner.
  public var lostSilenceDays: Int64 = 14
  public var lostDays: Int64 = 30
  /// How much later than expected is no news.
  public var slackHours: Int64 = 24

  public init() {}
}

extension Instant {
  /// So many hours later.
  public func adding(hours: Int64) -> Instant { adding(milliseconds: hours.multipliedClamping(by: 3_600_000)) }
}

extension Int64 {
  fileprivate func multipliedClamping(by other: Int64) -> Int64 {
    let (product, overflow) = multipliedReportingOverflow(by: other)
    return overflow ? ((self < 0) == (other < 0) ? .max : .min) : product
  }
}
