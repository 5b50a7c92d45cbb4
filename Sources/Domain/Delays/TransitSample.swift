/// What one parcel teaches about its lane: hours by measure.
public struct TransitSample: Hashable, Sendable {
  public var week: Int64
  public var hours: [TransitMeasure: Int64]

  public init(week: Int64, hours: [TransitMeasure: Int64]) {
    self.week = week
    self.hours = hours
  }

  /// Nobody waits longer: what took more was lost and found, or is another parcel's.
  public static let longestHours: Int64 = 120 * 24

  /// nil where the parcel has not arrived, or its delivery is in doubt: what is not sure teaches nothing.
  public init?(_ track: ParcelTrack, handedOverAt: Instant) {
    let doubtful: Set<TrackingDoubt> = [
      .deliveredElsewhere, .deliveredUnseen, .deliveredAgainstWords, .movedAfterDelivery, .orderInDoubt,
    ]
    guard track.status == .delivered, track.doubts.isDisjoint(with: doubtful), let delivered = track.deliveredAt?.middle
    else { return nil }
    let door = TransitHistogram.hours(from: handedOverAt, to: delivered)
    guard door > 0, door <= TransitSample.longestHours else { return nil }
    var hours: [TransitMeasure: Int64] = [.door: door]
    let times = track.timedEntries
    if let first = times.first(where: { $0.status.isMoving }) {
      hours[.pickup] = max(1, TransitHistogram.hours(from: handedOverAt, to: first.at))
    }
    var last = handedOverAt
    var silence: Int64 = 0
    for entry in times where entry.at > last && entry.at <= delivered {
      silence = max(silence, TransitHistogram.hours(from: last, to: entry.at))
      last = entry.at
    }
    hours[.silence] = max(1, max(silence, TransitHistogram.hours(from: last, to: delivered)))
    for stay in LegStay.of(track) {
      guard let end = stay.leftAt else { continue }
      let spent = TransitHistogram.hours(from: stay.enteredAt, to: min(end, delivered))
      if spent > 0 { hours[TransitMeasure(stay.leg), default: 0] += spent }
    }
    self.init(week: TransitCohort.week(of: handedOverAt), hours: hours)
  }
}

/// A parcel's time on one part of its way.
public struct LegStay: Hashable, Sendable {
  public var leg: TrackingLeg
  public var enteredAt: Instant
  /// nil where it is there still.
  public var leftAt: Instant?

  /// In order; news without a part of the way belongs to the part that the parcel was on.
  public static func of(_ track: ParcelTrack) -> [LegStay] {
    var stays: [LegStay] = []
    for entry in track.timedEntries {
      if let leg = entry.leg, stays.last?.leg != leg {
        if let last = stays.indices.last, stays[last].leftAt == nil { stays[last].leftAt = entry.at }
        stays.append(LegStay(leg: leg, enteredAt: entry.at))
      }
      if entry.status == .delivered || entry.status == .cancelled, let last = stays.indices.last {
        stays[last].leftAt = stays[last].leftAt ?? entry.at
      }
    }
    return stays
  }
}

/// An event that counts and tells, with the likeliest moment of it.
struct TimedEntry {
  var at: Instant
  var status: TrackingStatus
  var leg: TrackingLeg?
}

extension ParcelTrack {
  /// Oldest first.
  var timedEntries: [TimedEntry] {
    entries.compactMap { entry in
      guard entry.counts, entry.event.status.tells, let moment = entry.event.moment else { return nil }
      return TimedEntry(at: moment.middle, status: entry.event.status, leg: entry.event.reading.leg)
    }
  }
}

extension TrackingMoment {
  /// The middle of the times that it may have been: the moment itself where that is known.
  public var middle: Instant {
    Instant(milliseconds: (earliest.milliseconds >> 1) + (latest.milliseconds >> 1))
  }
}
