/// A parcel's way through its states, one event after the other.
///
/// A delivery is left by an explicit correction only: it is being returned, or the delivery is said to have failed. A
/// scan of any other kind after it leaves it delivered and in doubt, so that somebody looks and goes on asking. A
/// return is left by an explicit word only too: what moves behind it moves back. One of us may put any state right.
struct ParcelCourse {
  private(set) var status = TrackingStatus.pending
  private(set) var last: TrackingEvent?
  private(set) var delivery: TrackingEvent?
  private(set) var doubts: Set<TrackingDoubt> = []

  init(_ entries: [ParcelTrack.Entry], expected: ParcelExpectation) {
    let counted = entries.filter(\.counts).map(\.event)
    let telling = counted.filter { $0.status.tells }
    guard !telling.isEmpty else {
      // Something is known that nobody can read; or nothing is.
      status = counted.isEmpty ? .notFound : counted.last?.status ?? .unknown
      last = counted.last
      if status == .unknown { doubts.insert(.unreadable) }
      return
    }
    var wasSeen = false
    for event in telling {
      step(event)
      if event.status.isMoving { wasSeen = true }
    }
    if status == .delivered, let delivery { doubtDelivery(delivery, wasSeen: wasSeen, expected: expected) }
    if let last, ParcelCourse.isOpen(last, among: telling) { doubts.insert(.orderInDoubt) }
  }

  private mutating func step(_ event: TrackingEvent) {
    if event.reading.basis == .person {
      doubts = []
      delivery = event.status == .delivered ? event : nil
      (status, last) = (event.status, event)
      return
    }
    if status == .delivered {
      switch event.status {
      case .returnInitiated, .returnToSender:
        // Who had it, and whether anybody had: open until it is back.
        doubts.insert(.movedAfterDelivery)
        delivery = nil
      case .deliveryFailed:
        doubts.remove(.movedAfterDelivery)
        delivery = nil
      case .delivered:
        // Told twice, by two carriers or at two desks: the first stands, the second is news of it.
        return
      case .pending, .deliveryDelayed, .expired:
        // What systems still send of themselves; nobody saw the parcel.
        return
      default:
        doubts.insert(.movedAfterDelivery)
        return
      }
    }
    // A label's data may come in after the first scan; it takes the parcel nowhere.
    if event.status == .pending, last != nil, status != .pending { return }
    // What comes back to the sender is delivered there: that is no delivery to the customer.
    if event.status == .delivered, status == .returnToSender {
      var returned = event
      returned.reading.status = .returnToSender
      returned.reading.detail = .returned
      last = returned
      doubts.remove(.movedAfterDelivery)
      return
    }
    if isGoingBack {
      if TrackingWords.isSentAgain(event.text) { return sendAgain(event) }
      if ParcelCourse.isOfReturn(event) { return }
    }
    status = event.status
    last = event
    if event.status == .delivered { delivery = event }
    if event.reading.detail == .returned { doubts.remove(.movedAfterDelivery) }
  }

  private var isGoingBack: Bool { status == .returnToSender || status == .returnInitiated }

  /// What carriers tell of a parcel that goes back as of any other. Its loss, its delivery and its end are news.
  private static func isOfReturn(_ event: TrackingEvent) -> Bool {
    switch event.status {
    case .pending, .pickedUp, .inTransit, .outForDelivery, .readyForPickup, .deliveryDelayed, .onHold, .expired: true
    case .deliveryFailed: ![.lost, .destroyed, .damaged].contains(event.reading.detail)
    default: false
    }
  }

  /// The return is called off: it goes to the customer once more.
  private mutating func sendAgain(_ event: TrackingEvent) {
    var again = event
    if event.status == .returnToSender || event.status == .returnInitiated {
      again.reading.status = .inTransit
      again.reading.detail = nil
    }
    (status, last) = (again.status, again)
  }

  private mutating func doubtDelivery(_ delivery: TrackingEvent, wasSeen: Bool, expected: ParcelExpectation) {
    // One of us has looked.
    if delivery.reading.basis == .person { return }
    if delivery.reading.contradictsItself { doubts.insert(.deliveredAgainstWords) }
    if !wasSeen { doubts.insert(.deliveredUnseen) }
    if !expected.destination.isEmpty, !delivery.country.isEmpty, delivery.country != expected.destination {
      doubts.insert(.deliveredElsewhere)
    }
  }

  /// Whether another event of another status may have been later than the one that made the state.
  private static func isOpen(_ last: TrackingEvent, among events: [TrackingEvent]) -> Bool {
    if last.reading.basis == .person { return false }
    guard let moment = last.moment else { return events.count > 1 }
    return events.contains { event in
      guard event.status != last.status, let other = event.moment else { return false }
      // Two clocks without a zone of one carrier are one clock.
      let isOneClock = (other.offsetSeconds == nil) == (moment.offsetSeconds == nil) && event.carrier == last.carrier
      if isOneClock, !moment.isDayOnly, !other.isDayOnly { return false }
      if isOneClock { return other.isDayOnly != moment.isDayOnly && other.local.dateText == moment.local.dateText }
      return !other.isSurelyBefore(moment) && !moment.isSurelyBefore(other)
    }
  }
}
