import Domain
import TestSupport
import Testing

/// What a watchman finds about one parcel, and when he looks again.
@Suite struct DelayWarningTests {
  static let left = Instant(milliseconds: 1_790_000_000_000)  // 2026-09-21, in the afternoon

  /// `hours` after hand-over, in Greenwich's time unless another zone (or none) is named.
  private func event(
    _ hours: Int64, _ status: TrackingStatus, _ detail: TrackingDetail? = nil, reason: TrackingReason? = nil,
    leg: TrackingLeg? = nil, zone: Int? = 0, code: String = "", unknown: Bool = false, contradicts: Bool = false
  ) -> TrackingEvent {
    let at = DelayWarningTests.left.adding(hours: hours)
    return TrackingEvent(
      carrier: "yanwen", number: "N1", moment: TrackingMoment(local: at.civil(), offsetSeconds: zone.map { $0 * 3600 }),
      code: code, text: "\(hours)",
      reading: TrackingReading(
        status: status, detail: detail, reason: reason, leg: leg, hasUnknownCode: unknown,
        contradictsItself: contradicts))
  }

  /// Without any history a small packet's bands hold: 264 and 360 hours, 552 at most.
  private func watch(_ events: [TrackingEvent], at hours: Int64, _ change: (inout ParcelWatch) -> Void = { _ in })
    -> ParcelWatch
  {
    let lane = TransitLane(way: "yanwen", origin: "CN", destination: "DE")
    let now = DelayWarningTests.left.adding(hours: hours)
    let expected = LaneExpectations(lane, carrier: "Yanwen", now: now) { _, _ in [] }
    var watch = ParcelWatch(
      track: ParcelTrack(events, expecting: ParcelExpectation(shippedAt: DelayWarningTests.left), now: now),
      handedOverAt: DelayWarningTests.left, expected: expected,
      first: ParcelWatch.Arrival(expected.door, from: DelayWarningTests.left))
    change(&watch)
    return watch
  }

  private func look(
    _ events: [TrackingEvent], at hours: Int64, _ change: (inout ParcelWatch) -> Void = { _ in }
  ) -> [DelayWarning] {
    watch(events, at: hours, change).look(at: DelayWarningTests.left.adding(hours: hours)).warnings
  }

  private var seen: TrackingEvent { event(5, .pickedUp) }

  @Test func `A parcel that nobody scans is the carrier's to fetch, and the customer's news when it lasts`() {
    #expect(look([event(-3, .pending, .labelCreated)], at: 90).isEmpty)
    let early = look([event(-3, .pending, .labelCreated)], at: 115)
    #expect(early.map(\.cause) == [.notPickedUp])
    #expect(early.first?.step == .askCarrierForPickup)
    #expect(early.first?.party == .carrier)
    #expect(early.first?.tellsCustomer == false)
    #expect(look([], at: 230).first?.tellsCustomer == true)
    #expect(look([seen], at: 115).isEmpty)
  }

  @Test func `Silence counts from the last news, and a time without a zone is given its benefit`() {
    // 45 of a hundred of 552 hours.
    #expect(look([seen], at: 5 + 247).isEmpty)
    let silent = look([seen], at: 5 + 250).filter { $0.cause == .silent }
    #expect(silent.first?.evidence.limitHours == 248)
    #expect(silent.first?.since == DelayWarningTests.left.adding(hours: 5 + 248))
    // The clock on the wall may have stood for a moment twelve hours later.
    #expect(!look([event(5, .pickedUp, zone: nil)], at: 5 + 250).contains { $0.cause == .silent })
    // What no table knows is no news of where it is, and is said by itself.
    let dumb = look([seen, event(240, .unknown, code: "ZZ", unknown: true)], at: 5 + 250)
    #expect(dumb.map(\.cause).contains(.silent))
    #expect(dumb.first { $0.cause == .unknownCode }?.evidence.code == "ZZ")
    #expect(dumb.first { $0.cause == .unknownCode }?.party == .shipper)
  }

  @Test func `A warning ends by itself when its cause is gone`() {
    let silent = [seen]
    #expect(look(silent, at: 260).map(\.cause) == [.silent])
    #expect(look(silent + [event(258, .inTransit, leg: .lineHaul)], at: 260).isEmpty)
    let failed = [seen, event(200, .deliveryFailed, .nobody, reason: .consigneeNotHome)]
    #expect(look(failed, at: 210).map(\.cause) == [.attemptFailed])
    #expect(look(failed + [event(205, .outForDelivery)], at: 210).isEmpty)
    #expect(look(failed + [event(206, .delivered)], at: 900).isEmpty)
  }

  @Test func `An attempt that failed names whose turn it is`() {
    func failed(_ reason: TrackingReason?, times: Int64 = 1) -> DelayWarning? {
      look((0..<times).map { event(200 + $0 * 24, .deliveryFailed, reason: reason) }, at: 260).first
    }
    #expect(failed(.consigneeNotHome)?.party == .consignee)
    #expect(failed(.consigneeNotHome)?.severity == .warning)
    #expect(failed(.consigneeNotHome, times: 2)?.severity == .urgent)
    #expect(failed(.wrongAddress)?.step == .confirmAddress)
    #expect(failed(.carrierVehicleIssue)?.step == .askCarrier)
    #expect(failed(.carrierVehicleIssue)?.tellsCustomer == false)
  }

  @Test func `Customs that hold a parcel are urgent at once, and slow customs when they are slower than usual`() {
    let held = look([seen, event(150, .onHold, .customsHeld, leg: .importCustoms)], at: 151)
    #expect(held.map(\.cause) == [.customs])
    #expect(held.first?.step == .sendDocuments)
    let unpaid = look([seen, event(150, .onHold, reason: .customsDutiesUnpaid)], at: 151)
    #expect(unpaid.first?.party == .consignee)
    #expect(unpaid.first?.step == .payDuties)
    #expect(unpaid.first?.tellsCustomer == true)
    // A quarter of 456 hours.
    let slow = [seen, event(150, .inTransit, .customsProcessing, leg: .importCustoms)]
    #expect(look(slow, at: 150 + 113).isEmpty)
    #expect(look(slow, at: 150 + 115).map(\.cause) == [.customs])
  }

  @Test func `What lies at a counter is remembered in time`() {
    let waiting = [seen, event(200, .readyForPickup, .atPickupPoint)]
    #expect(look(waiting, at: 200 + 71).isEmpty)
    let soon = look(waiting, at: 200 + 73)
    #expect(soon.map(\.cause) == [.pickupExpiring])
    #expect(soon.first?.severity == .warning)
    #expect(look(waiting, at: 200 + 121).first?.severity == .urgent)
  }

  @Test func `What nobody has seen for very long, or is said to be lost, is to be claimed`() {
    let lost = look([seen], at: 5 + 2 * 248 + 1)
    #expect(lost.map(\.cause) == [.lostSuspected])
    #expect(lost.first?.step == .openClaim)
    #expect(look([seen, event(100, .onHold, .lost)], at: 101).first?.cause == .lostSuspected)
    // A loss is told as a failed delivery by some; nobody stood at a door.
    #expect(
      look([seen, event(100, .deliveryFailed, .lost, reason: .carrierParcelLost)], at: 101).map(\.cause)
        == [.lostSuspected])
    // Words that only deny a loss have never become one: the reading has no detail.
    #expect(look([seen, event(100, .onHold)], at: 101).isEmpty)
  }

  @Test func `Later than was expected when it left is told once it is a day, and louder with a broken promise`() {
    let moving = stride(from: Int64(5), to: 480, by: 20).map { event($0, .inTransit) }
    #expect(!look(moving, at: 383).contains { $0.cause == .slip })
    let slip = look(moving, at: 386).first { $0.cause == .slip }
    #expect(slip?.severity == .notice)
    let broken = look(moving, at: 386) {
      $0.promise = ArrivalPromise(by: DelayWarningTests.left.adding(hours: 380), source: .order)
    }.first { $0.cause == .slip }
    #expect(broken?.severity == .urgent)
    #expect(broken?.tellsCustomer == true)
  }

  @Test func `A delivery is believed until the customer or the track speaks against it`() {
    let journey = [seen, event(180, .inTransit), event(200, .delivered)]
    #expect(look(journey, at: 2000).isEmpty)
    let missing = look(journey, at: 300) { $0.missingSince = DelayWarningTests.left.adding(hours: 250) }
    #expect(missing.map(\.cause) == [.notReceived])
    #expect(missing.first?.step == .askForProof)
    #expect(missing.first?.evidence.hours == 50)
    let doubtful = look([seen, event(200, .delivered, contradicts: true)], at: 210)
    #expect(doubtful.map(\.cause) == [.doubtfulDelivery])
    #expect(look([event(200, .delivered)], at: 210).map(\.cause) == [.doubtfulDelivery])
  }

  @Test func `What goes back to us is said, and nothing else about it`() {
    let back = look([seen, event(200, .returnInitiated, reason: .consigneeRefused)], at: 3000)
    #expect(back.map(\.cause) == [.returning])
    #expect(back.first?.party == .consignee)
  }

  /// A lane that 200 parcels have taught: 200 to 398 hours in all, half a day to two days on each part.
  private var learnt: LaneExpectations {
    let now = DelayWarningTests.left
    let week = TransitCohort.week(of: now) - 3
    return LaneExpectations(
      TransitLane(way: "yanwen", origin: "CN", destination: "DE"), carrier: "Yanwen", now: now
    ) { measure, scope in
      guard scope == .country else { return [] }
      let hours: [Int64] =
        switch measure {
        case .door: (0..<200).map { 200 + $0 }
        case .silence: (0..<200).map { 40 + $0 / 2 }
        case .pickup: (0..<200).map { 2 + $0 / 10 }
        default: (0..<200).map { 12 + $0 / 5 }
        }
      return [TransitCohort(week: week, arrived: TransitHistogram(hours: hours))]
    }
  }

  @Test func `A parcel that hangs on a part of its way is late before its day has come, and later ones are foreseen`() {
    let first = ParcelWatch.Arrival(learnt.door, from: DelayWarningTests.left)
    let events = [seen] + stride(from: Int64(20), to: 330, by: 20).map { event($0, .inTransit, leg: .exportCustoms) }
    func slip(at hours: Int64) -> DelayWarning? {
      look(events.filter { $0.moment?.at ?? first.p50 <= DelayWarningTests.left.adding(hours: hours) }, at: hours) {
        $0.expected = learnt
        $0.first = first
      }.first { $0.cause == .slip }
    }
    // 361 hours and a day are allowed; line-haul, import and last mile are all still before it.
    #expect(slip(at: 150) == nil)
    let foreseen = slip(at: 320)
    #expect(foreseen?.severity == .warning)
    #expect(foreseen?.tellsCustomer == true)
    #expect(foreseen?.evidence.samples == 200)
  }

  @Test(arguments: [false, true])
  func `Between one look and the next nothing changes, whatever a parcel's way`(isLearnt: Bool) {
    var dice = Dice(seed: 5)
    let learnt = learnt
    func change(_ watch: inout ParcelWatch) {
      guard isLearnt else { return }
      watch.expected = learnt
      watch.first = ParcelWatch.Arrival(learnt.door, from: DelayWarningTests.left)
    }
    let statuses: [TrackingStatus] = [
      .pickedUp, .inTransit, .inTransit, .outForDelivery, .readyForPickup, .deliveryFailed, .onHold, .delivered,
      .returnInitiated, .unknown, .pending,
    ]
    for _ in 0..<400 {
      let events = (0..<dice.roll(0...5)).map { _ in
        event(
          Int64(dice.roll(0...200)), dice.pick(statuses), leg: dice.pick([nil] + TrackingLeg.allCases),
          zone: dice.pick([0, nil, 8]))
      }
      var hours: Int64 = 201 + 16
      for _ in 0..<6 {
        let now = DelayWarningTests.left.adding(hours: hours)
        let found = watch(events, at: hours, change).look(at: now)
        guard let next = found.nextLook else {
          let late = watch(events, at: hours + 9000, change).look(at: now.adding(hours: 9000))
          #expect(late.warnings.map(\.key) == found.warnings.map(\.key))
          break
        }
        #expect(next > now)
        let span = next.milliseconds - now.milliseconds
        for part in [span / 3, span - 2] where part > 0 {
          let between = now.adding(milliseconds: part)
          let same = watch(events, at: hours, change).look(at: between)
          #expect(
            same.warnings.map { [$0.key, $0.severity.rawValue] }
              == found.warnings.map { [$0.key, $0.severity.rawValue] })
        }
        hours += span / 3_600_000 + 1
      }
    }
  }
}

/// Many warnings of one cause are one storm.
@Suite struct DelayStormTests {
  private func drop(_ id: Int64, hours: Int64, _ cause: DelayCause = .silent, carrier: String = "yanwen")
    -> DelayStorm.Drop
  {
    DelayStorm.Drop(
      id: id,
      key: DelayStorm.Key(carrier: carrier, origin: "CN", destination: "DE", leg: .lineHaul, cause: cause),
      since: Instant(milliseconds: 1_790_000_000_000).adding(hours: hours))
  }

  @Test func `Five of one carrier, lane, part and cause within days are one storm, whatever their order`() {
    let drops = (1...6).map { drop($0, hours: $0 * 20) } + [drop(9, hours: 40, carrier: "dhl")]
    let storms = DelayStorm.gather(drops)
    #expect(storms.map(\.ids) == [[1, 2, 3, 4, 5, 6]])
    var dice = Dice(seed: 3)
    for _ in 0..<20 { #expect(DelayStorm.gather(drops.shuffled(using: &dice)) == storms) }
    #expect(DelayStorm.gather(drops.prefix(4)).isEmpty)
  }

  @Test func `What lies days apart is not one storm, and what customers did never is`() {
    let apart = (1...3).map { drop($0, hours: $0) } + (4...6).map { drop($0, hours: $0 + 100) }
    #expect(DelayStorm.gather(apart).isEmpty)
    #expect(DelayStorm.gather((1...9).map { drop($0, hours: $0, .attemptFailed) }).isEmpty)
  }
}
