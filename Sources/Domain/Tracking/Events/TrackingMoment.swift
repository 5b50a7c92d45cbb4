/// When something happened, as well as the carrier said it: many tell the clock on the wall and no zone.
public struct TrackingMoment: Hashable, Sendable {
  /// The time at the place of the event.
  public let local: CivilTime
  /// Seconds east of Greenwich; nil where the carrier did not say.
  public let offsetSeconds: Int?
  /// Whether only the day was told; `local` is its midnight then.
  public let isDayOnly: Bool

  public init(local: CivilTime, offsetSeconds: Int? = nil, isDayOnly: Bool = false) {
    self.local = local
    // No zone is further from Greenwich than fourteen hours.
    self.offsetSeconds = offsetSeconds.flatMap { abs($0) <= 14 * 3600 ? $0 : nil }
    self.isDayOnly = isDayOnly
  }

  /// The moment; nil where zone or time of day are unknown.
  public var at: Instant? {
    guard let offsetSeconds, !isDayOnly else { return nil }
    return Instant(local, offsetSeconds: offsetSeconds)
  }

  /// The first moment that it can have been.
  public var earliest: Instant {
    Instant(local, offsetSeconds: offsetSeconds ?? 14 * 3600)
  }

  /// The last moment that it can have been.
  public var latest: Instant {
    let last = Instant(local, offsetSeconds: offsetSeconds ?? -12 * 3600)
    return isDayOnly ? last.adding(milliseconds: 86_399_999) : last
  }

  /// The best single moment, for lists and spans: without a zone as if the clock were Greenwich's, a bare day at noon.
  public var best: Instant {
    let instant = Instant(local, offsetSeconds: offsetSeconds ?? 0)
    return isDayOnly ? instant.adding(milliseconds: 43_200_000) : instant
  }

  /// Whether it was surely before another.
  public func isSurelyBefore(_ other: TrackingMoment) -> Bool { latest < other.earliest }

  /// `2026-09-22T15:04:11+08:00`, without what is unknown.
  public var text: String {
    if isDayOnly { return local.dateText }
    guard let offsetSeconds else { return "\(local.dateText)T\(local.clockText)" }
    let minutes = abs(offsetSeconds) / 60
    let zone = CivilTime.padded(minutes / 60, 2) + ":" + CivilTime.padded(minutes % 60, 2)
    return "\(local.dateText)T\(local.clockText)\(offsetSeconds < 0 ? "-" : "+")\(zone)"
  }
}
