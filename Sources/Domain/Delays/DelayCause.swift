/// Why a parcel needs somebody: what holds it up, or may do so soon.
public enum DelayCause: String, Hashable, Sendable, CaseIterable {
  /// Handed over, and no carrier has scanned it.
  case notPickedUp = "not_picked_up"
  /// No news for longer than parcels of this lane are ever silent.
  case silent
  /// Longer on one part of its way than parcels of this lane are.
  case legOverrun = "leg_overrun"
  /// It comes later than was expected when it left.
  case slip
  case customs
  case attemptFailed = "attempt_failed"
  /// It lies at a counter and goes back soon.
  case pickupExpiring = "pickup_expiring"
  /// Delivered, and the customer says that it is not there.
  case notReceived = "not_received"
  /// Delivered as the carrier says, and something speaks against it.
  case doubtfulDelivery = "doubtful_delivery"
  case lostSuspected = "lost_suspected"
  /// On its way back to the sender.
  case returning
  /// A code that no table has: nobody knows what happened.
  case unknownCode = "unknown_code"
}

/// How pressing a warning is.
public enum DelaySeverity: String, Hashable, Sendable, CaseIterable, Comparable {
  case notice, warning, urgent

  public var rank: Int64 { self == .notice ? 0 : self == .warning ? 1 : 2 }

  public static func < (a: DelaySeverity, b: DelaySeverity) -> Bool { a.rank < b.rank }
}

/// What to do about it next.
public enum DelayStep: String, Hashable, Sendable, CaseIterable {
  case askCarrierForPickup, askCarrier, tellCustomer, sendDocuments, payDuties, confirmAddress, remindOfPickup
  case askForProof, openClaim, awaitReturn, teachCode
}

/// A warning about one parcel: what, whose turn it is, how pressing, since when, and what it rests on.
public struct DelayWarning: Hashable, Sendable {
  public var cause: DelayCause
  /// The part of the way where that matters.
  public var leg: TrackingLeg?
  public var party: TrackingParty
  public var severity: DelaySeverity
  /// When it became so: the limit passed, the event came.
  public var since: Instant
  public var step: DelayStep
  /// Whether the parcel's customer ought to hear of it.
  public var tellsCustomer: Bool
  public var evidence: DelayEvidence

  public init(
    _ cause: DelayCause, leg: TrackingLeg? = nil, party: TrackingParty, _ severity: DelaySeverity, since: Instant,
    step: DelayStep, tellsCustomer: Bool = false, evidence: DelayEvidence = DelayEvidence()
  ) {
    self.cause = cause
    self.leg = leg
    self.party = party
    self.severity = severity
    self.since = since
    self.step = step
    self.tellsCustomer = tellsCustomer
    self.evidence = evidence
  }

  /// What tells it from the parcel's other warnings.
  public var key: String { leg.map { "\(cause.rawValue)/\($0.rawValue)" } ?? cause.rawValue }
}

/// What a warning rests on: facts and numbers, never a carrier's words, which may name people.
public struct DelayEvidence: Hashable, Sendable {
  /// How long it has been so, and how long is usual at most.
  public var hours: Int64?
  public var limitHours: Int64?
  /// What the limit was learnt from.
  public var basis: TransitBasis?
  public var samples: Int64
  public var days: Int64
  /// Attempts, codes and the like.
  public var count: Int64?
  public var reason: TrackingReason?
  /// The carrier's code.
  public var code: String
  /// When the customer was to have it, and who said so.
  public var promise: ArrivalPromise?

  public init(
    hours: Int64? = nil, limitHours: Int64? = nil, from expectation: TransitExpectation? = nil, count: Int64? = nil,
    reason: TrackingReason? = nil, code: String = "", promise: ArrivalPromise? = nil
  ) {
    self.promise = promise
    self.hours = hours
    self.limitHours = limitHours
    basis = expectation?.basis
    samples = expectation?.samples ?? 0
    days = expectation?.days ?? 0
    self.count = count
    self.reason = reason
    self.code = code
  }
}
