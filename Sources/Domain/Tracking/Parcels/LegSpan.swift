/// When a parcel was on one part of its way, as far as its events tell.
public struct LegSpan: Hashable, Sendable {
  public var leg: TrackingLeg
  public var beganAt: Instant
  /// The newest of its events.
  public var lastAt: Instant
  /// When the next part began, or the parcel was delivered; nil while it is on it.
  public var endedAt: Instant?
  public var events: Int

  public init(leg: TrackingLeg, beganAt: Instant, lastAt: Instant, endedAt: Instant? = nil, events: Int = 0) {
    self.leg = leg
    self.beganAt = beganAt
    self.lastAt = lastAt
    self.endedAt = endedAt
    self.events = events
  }

  /// - Parameter events: those that count, oldest first. What names no part of the way belongs to the one before; a
  ///   part never begins again once a later one has.
  static func spans(of events: [TrackingEvent]) -> [LegSpan] {
    var spans: [LegSpan] = []
    for event in events {
      guard let moment = event.moment?.best, event.status.tells, event.status != .pending else { continue }
      let order = TrackingLeg.allCases
      let current = spans.last?.leg
      var leg = event.reading.leg ?? current ?? .firstMile
      if let current, (order.firstIndex(of: leg) ?? 0) < (order.firstIndex(of: current) ?? 0) { leg = current }
      if leg != current {
        if !spans.isEmpty { spans[spans.count - 1].endedAt = max(moment, spans[spans.count - 1].beganAt) }
        spans.append(LegSpan(leg: leg, beganAt: moment, lastAt: moment, endedAt: nil, events: 0))
      }
      let last = spans.count - 1
      spans[last].events += 1
      spans[last].lastAt = max(spans[last].lastAt, moment)
      if event.status == .delivered, spans[last].endedAt == nil { spans[last].endedAt = moment }
    }
    return spans
  }
}
