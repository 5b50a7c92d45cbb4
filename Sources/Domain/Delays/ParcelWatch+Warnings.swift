extension ParcelWatch {
  /// What a look at a parcel finds.
  public struct Finding: Hashable, Sendable {
    /// The most pressing first.
    public var warnings: [DelayWarning]
    /// When passing time alone makes the next difference; nil where only news can.
    public var nextLook: Instant?
  }

  /// Every warning that holds now. One that is not found any more has ended by itself.
  public func look(at now: Instant) -> Finding {
    var looking = Looking(watch: self, now: now)
    looking.lookAtAll()
    return Finding(
      warnings: looking.warnings.sorted {
        ($0.severity.rank, $1.since, $1.key) > ($1.severity.rank, $0.since, $0.key)
      },
      nextLook: looking.nextLook)
  }

  /// One look: limits that have passed are warnings, the first that has not is when to look again.
  private struct Looking {
    let watch: ParcelWatch
    let now: Instant
    var warnings: [DelayWarning] = []
    var nextLook: Instant?

    private var track: ParcelTrack { watch.track }
    private var limits: DelayLimits { watch.limits }

    mutating func lookAtAll() {
      lookAtCodes()
      switch track.status {
      case .delivered: return lookAtDelivery()
      case .cancelled: return
      case .returnInitiated, .returnToSender: return lookAtReturn()
      default: break
      }
      let isLost = lookAtLoss()
      lookAtPickup()
      if !isLost {
        lookAtSilence()
        lookAtLeg()
        lookAtPlans()
        lookAtSlip()
      }
      lookAtAttempts()
      lookAtCounter()
    }

    /// Whether a limit has passed; one that is still to come is when to look again.
    private mutating func hasPassed(_ limit: Instant) -> Bool {
      if now > limit { return true }
      // A moment past it: at the limit itself nothing has changed yet.
      let look = limit.adding(milliseconds: 1)
      nextLook = nextLook.map { min($0, look) } ?? look
      return false
    }

    private func hours(since start: Instant) -> Int64 { TransitHistogram.hours(from: start, to: now) }

    // MARK: Ends

    private mutating func lookAtDelivery() {
      let delivered = track.deliveredAt?.middle ?? watch.handedOverAt
      if let missing = watch.missingSince {
        warnings.append(
          DelayWarning(
            .notReceived, party: .carrier, .urgent, since: missing, step: .askForProof, tellsCustomer: true,
            evidence: DelayEvidence(hours: TransitHistogram.hours(from: delivered, to: missing))))
      }
      let against = track.doubts.intersection([.deliveredElsewhere, .deliveredUnseen, .deliveredAgainstWords])
      if !against.isEmpty || track.doubts.contains(.movedAfterDelivery) {
        warnings.append(
          DelayWarning(
            .doubtfulDelivery, party: .carrier, .warning, since: delivered, step: .askForProof,
            evidence: DelayEvidence(reason: track.reason)))
      }
    }

    private mutating func lookAtReturn() {
      warnings.append(
        DelayWarning(
          .returning, party: track.reason?.party ?? .consignee, .urgent, since: since, step: .awaitReturn,
          tellsCustomer: true, evidence: DelayEvidence(reason: track.reason)))
    }

    /// When the parcel came into its state.
    private var since: Instant { track.since?.middle ?? lastNews }

    /// The last sign of it; of times without a zone the last moment that it may have been, so that nobody is blamed
    /// for silence too soon.
    private var lastNews: Instant {
      let told = track.entries.filter { $0.counts && $0.event.status.tells }.compactMap(\.event.moment?.latest).max()
      return min(now, max(watch.handedOverAt, told ?? watch.handedOverAt))
    }

    private var wasSeen: Bool {
      track.entries.contains { $0.counts && ($0.event.status.isMoving || $0.event.status.isPastPickup) }
    }

    // MARK: On the way

    private mutating func lookAtCodes() {
      let unknown = track.entries.filter { $0.counts && $0.doubts.contains(.unknownCode) }
      guard let first = unknown.first else { return }
      let isLast = track.entries.last(where: \.counts)?.doubts.contains(.unknownCode) == true
      // What came after it was understood: where the parcel is, is known.
      guard isLast || track.status == .unknown else { return }
      warnings.append(
        DelayWarning(
          .unknownCode, party: .shipper, .notice, since: first.event.moment?.middle ?? lastNews, step: .teachCode,
          evidence: DelayEvidence(count: Int64(unknown.count), code: unknown.last?.event.code ?? "")))
    }

    private mutating func lookAtPickup() {
      if wasSeen { return }
      let pickup = watch.expected[.pickup]
      let usual = max(pickup.p95, limits.pickupHours)
      let limit = watch.handedOverAt.adding(hours: usual)
      guard hasPassed(limit) else { return }
      let isLong = hasPassed(watch.handedOverAt.adding(hours: 2 * usual))
      warnings.append(
        DelayWarning(
          .notPickedUp, leg: .firstMile, party: .carrier, isLong ? .urgent : .warning, since: limit,
          step: .askCarrierForPickup, tellsCustomer: isLong,
          evidence: DelayEvidence(hours: hours(since: watch.handedOverAt), limitHours: usual, from: pickup)))
    }

    private mutating func lookAtSilence() {
      guard wasSeen, track.status != .readyForPickup else { return }
      let silence = watch.expected[.silence]
      let usual = max(silence.p95, limits.silenceHours)
      let limit = lastNews.adding(hours: usual)
      guard hasPassed(limit) else { return }
      let isLong = hasPassed(lastNews.adding(hours: usual + usual / 2))
      warnings.append(
        DelayWarning(
          .silent, leg: track.leg, party: .carrier, isLong ? .urgent : .warning, since: limit, step: .askCarrier,
          tellsCustomer: isLong,
          evidence: DelayEvidence(hours: hours(since: lastNews), limitHours: usual, from: silence)))
    }

    /// Customs is a part of the way with a party and steps of its own.
    private mutating func lookAtLeg() {
      if isHeldByCustoms { return lookAtHold() }
      guard let stay = watch.stay, track.status != .readyForPickup else { return }
      let isCustoms = stay.leg == .importCustoms || stay.leg == .exportCustoms
      let usual = watch.expected[TransitMeasure(stay.leg)]
      let most = isCustoms ? usual.p90 : usual.p95
      let limit = stay.enteredAt.adding(hours: most)
      guard hasPassed(limit) else { return }
      let evidence = DelayEvidence(
        hours: hours(since: stay.enteredAt), limitHours: most, from: usual, reason: track.reason)
      warnings.append(
        isCustoms
          ? DelayWarning(
            .customs, leg: stay.leg, party: .customs, .warning, since: limit, step: customsStep, evidence: evidence)
          : DelayWarning(
            .legOverrun, leg: stay.leg, party: track.reason?.party ?? .carrier, .warning, since: limit,
            step: .askCarrier, evidence: evidence))
    }

    /// What we planned ourselves is a limit, whatever other parcels need.
    private mutating func lookAtPlans() {
      guard track.status != .readyForPickup else { return }
      let order = TrackingLeg.allCases
      // A part of the way is over where its events end, or a later one has begun.
      let latest = track.legs.compactMap { order.firstIndex(of: $0.leg) }.max() ?? -1
      for plan in watch.plans {
        let isOver =
          (order.firstIndex(of: plan.leg) ?? 0) < latest
          || track.legs.contains { $0.leg == plan.leg && $0.endedAt != nil }
        guard !isOver, hasPassed(plan.to) else { continue }
        let isCustoms = plan.leg == .importCustoms || plan.leg == .exportCustoms
        let start = plan.from ?? min(plan.to, watch.handedOverAt)
        let warning = DelayWarning(
          .legOverrun, leg: plan.leg, party: track.reason?.party ?? (isCustoms ? .customs : .carrier), .warning,
          since: plan.to, step: .askCarrier,
          evidence: DelayEvidence(
            hours: hours(since: start), limitHours: TransitHistogram.hours(from: start, to: plan.to),
            reason: track.reason))
        // The lane's own limit says the same of the same part.
        if !warnings.contains(where: { $0.key == warning.key }) { warnings.append(warning) }
      }
    }

    private var isHeldByCustoms: Bool { track.detail == .customsHeld || track.reason?.party == .customs }

    private mutating func lookAtHold() {
      let isBuyers = track.reason == .customsDutiesUnpaid
      warnings.append(
        DelayWarning(
          .customs, leg: track.leg ?? .importCustoms, party: isBuyers ? .consignee : .customs, .urgent, since: since,
          step: customsStep, tellsCustomer: isBuyers,
          evidence: DelayEvidence(hours: hours(since: since), reason: track.reason)))
    }

    private var customsStep: DelayStep {
      switch track.reason {
      case .customsDutiesUnpaid: .payDuties
      case .customsDocumentation: .sendDocuments
      default: isHeldByCustoms ? .sendDocuments : .askCarrier
      }
    }

    /// Against what was expected when it left: later by more than a day already, or surely going to be.
    private mutating func lookAtSlip() {
      guard let first = watch.first else { return }
      let limit = first.p80.adding(hours: limits.slackHours)
      let isPast = hasPassed(limit)
      // What was foreseen does not become less when it has come.
      let isForeseen = isPast ? watch.expected.door.isLearnt : isForeseen(after: limit)
      guard isPast || isForeseen else { return }
      let isPromiseBroken = watch.promise.map { hasPassed($0.by) } ?? false
      let isFar = hasPassed(first.p95)
      warnings.append(
        DelayWarning(
          .slip, party: track.reason?.party ?? .carrier,
          isPromiseBroken ? .urgent : isFar || isForeseen ? .warning : .notice, since: min(now, limit),
          step: .tellCustomer, tellsCustomer: isPromiseBroken || isFar || isForeseen,
          evidence: DelayEvidence(
            hours: TransitHistogram.hours(from: watch.handedOverAt, to: max(now, watch.arrival(now: now).p50)),
            limitHours: TransitHistogram.hours(from: watch.handedOverAt, to: first.p80), from: watch.expected.door,
            reason: track.reason, promise: watch.promise)))
    }

    /// Whether half of the parcels that are as far as this one come later than that: asked once a day, from half of the
    /// usual time on, and of lanes alone that parcels have taught.
    private mutating func isForeseen(after limit: Instant) -> Bool {
      let door = watch.expected.door
      guard door.isLearnt else { return false }
      let day: Int64 = 24 * 3_600_000
      let first = max(1, (door.p50 / 2 + 23) / 24)
      let days = max(0, now.milliseconds - watch.handedOverAt.milliseconds) / day
      // The moment itself is seen a moment past it, as every limit is.
      _ = hasPassed(watch.handedOverAt.adding(milliseconds: max(first, days + 1) * day - 1))
      guard days >= first else { return false }
      return watch.arrival(now: watch.handedOverAt.adding(milliseconds: days * day)).p50 > limit
    }

    private mutating func lookAtAttempts() {
      // What is lost or destroyed is at nobody's door.
      guard track.status == .deliveryFailed, !isSaidToBeLost else { return }
      let attempts = track.entries.count { $0.counts && $0.event.status == .deliveryFailed }
      let party = track.reason?.party ?? .consignee
      let isAddress = track.detail == .wrongAddress || track.reason?.isOfAddress == true
      warnings.append(
        DelayWarning(
          .attemptFailed, leg: .lastMile, party: party, attempts > 1 || isAddress ? .urgent : .warning, since: since,
          step: isAddress ? .confirmAddress : party == .carrier ? .askCarrier : .tellCustomer,
          tellsCustomer: party != .carrier, evidence: DelayEvidence(count: Int64(attempts), reason: track.reason)))
    }

    private mutating func lookAtCounter() {
      guard track.status == .readyForPickup else { return }
      let end = since.adding(hours: limits.pickupDays * 24)
      let limit = end.adding(hours: -limits.reminderDays * 24)
      guard hasPassed(limit) else { return }
      let isSoon = hasPassed(end.adding(hours: -48))
      warnings.append(
        DelayWarning(
          .pickupExpiring, leg: .lastMile, party: .consignee, isSoon ? .urgent : .warning, since: limit,
          step: .remindOfPickup, tellsCustomer: true,
          evidence: DelayEvidence(hours: hours(since: since), limitHours: limits.pickupDays * 24)))
    }

    private var isSaidToBeLost: Bool {
      track.detail == .lost || track.detail == .destroyed || track.reason == .carrierParcelLost
        || track.reason == .returnDestroyed
    }

    /// Said to be lost, silent for twice as long as any other, or under way for twice as long as nearly all.
    private mutating func lookAtLoss() -> Bool {
      let isSaid = isSaidToBeLost
      let silence = watch.expected[.silence]
      let usualSilence = max(2 * silence.p95, limits.lostSilenceDays * 24)
      let usualWay = max(2 * watch.expected.door.p95, limits.lostDays * 24)
      // At a counter it is silent because it waits.
      let quiet = track.status == .readyForPickup ? nil : lastNews.adding(hours: usualSilence)
      let long = watch.handedOverAt.adding(hours: usualWay)
      let isQuiet = quiet.map { hasPassed($0) } ?? false
      let isLong = hasPassed(long)
      guard isSaid || isQuiet || isLong else { return false }
      let isByAge = !isSaid && !isQuiet
      warnings.append(
        DelayWarning(
          .lostSuspected, leg: track.leg, party: .carrier, .urgent,
          since: isSaid ? since : min(isQuiet ? quiet ?? long : long, isLong ? long : quiet ?? long),
          step: .openClaim, tellsCustomer: true,
          evidence: DelayEvidence(
            hours: hours(since: isByAge ? watch.handedOverAt : lastNews),
            limitHours: isSaid ? nil : isByAge ? usualWay : usualSilence,
            from: isSaid ? nil : isByAge ? watch.expected.door : silence, reason: track.reason)))
      return true
    }
  }
}

extension TrackingStatus {
  /// Told only of parcels that a carrier has.
  var isPastPickup: Bool {
    switch self {
    case .deliveryFailed, .onHold, .delivered, .returnInitiated, .returnToSender: true
    default: false
    }
  }
}

extension TrackingReason {
  var isOfAddress: Bool {
    switch self {
    case .carrierAddressNotFound, .consigneeIncorrectAddress, .deliveryAddressIssue, .recipientMoved, .wrongAddress:
      true
    default: false
    }
  }
}
