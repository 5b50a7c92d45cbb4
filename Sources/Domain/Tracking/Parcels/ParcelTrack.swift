/// All that carriers have told about one parcel, and where it is. The same events give the same track, whatever order
/// and however often they come in.
public struct ParcelTrack: Hashable, Sendable {
  /// An event in its place, with what is doubtful about it.
  public struct Entry: Hashable, Sendable {
    public var event: TrackingEvent
    public var doubts: Set<TrackingDoubt>
    /// Whether it counts for the parcel's state.
    public var counts: Bool
  }

  /// Oldest first; of times without a zone the middle of what they may be.
  public let entries: [Entry]
  public let status: TrackingStatus
  public let detail: TrackingDetail?
  public let reason: TrackingReason?
  public let leg: TrackingLeg?
  /// When the parcel came into this state; nil where no time was told.
  public let since: TrackingMoment?
  /// The first delivery that was not taken back.
  public let deliveredAt: TrackingMoment?
  /// What speaks against the state.
  public let doubts: Set<TrackingDoubt>
  /// Whether nothing more is expected and nothing is in doubt: only then is the carrier asked no more.
  public let isFinal: Bool
  /// The parts of its way, in the order of the way, as far as events tell.
  public let legs: [LegSpan]
  /// When it was first seen under way; nil where nobody has.
  public let movedAt: Instant?
  /// The newest time that counts.
  public let lastEventAt: Instant?
  /// Where it was seen last: ISO 3166 alpha-2, empty where nothing tells.
  public let country: String

  /// - Parameters:
  ///   - events: in any order, as often as they came.
  ///   - now: what lies more than an hour after it is from the future.
  public init(_ events: some Sequence<TrackingEvent>, expecting expected: ParcelExpectation = .nothing, now: Instant) {
    var entries = TrackingOrder.sorted(events).map { Entry(event: $0, doubts: [], counts: true) }
    ParcelTrack.judge(&entries, expected: expected, now: now)
    let course = ParcelCourse(entries, expected: expected)
    self.entries = entries
    status = course.status
    detail = course.last?.reading.detail
    reason = course.last?.reading.reason
    leg = course.last?.reading.leg
    since = course.last?.moment
    deliveredAt = course.delivery?.moment
    doubts = course.doubts
    let isReturned = course.status == .returnToSender && course.last?.reading.detail == .returned
    isFinal = (course.status.isEnd || isReturned) && course.doubts.isEmpty
    let counted = entries.filter(\.counts).map(\.event)
    legs = LegSpan.spans(of: counted)
    movedAt = counted.first { $0.status.isMoving && $0.moment != nil }?.moment?.best
    lastEventAt = counted.compactMap { $0.moment?.best }.max()
    country = counted.last { !$0.country.isEmpty }?.country ?? ""
  }

  /// Codes that somebody ought to add to a carrier's table, with an example's words.
  public var unknownCodes: [(carrier: String, code: String, text: String)] {
    var seen: Set<String> = []
    return entries.compactMap { entry in
      guard entry.event.reading.hasUnknownCode, seen.insert(entry.event.carrier + "\u{1}" + entry.event.code).inserted
      else { return nil }
      return (entry.event.carrier, entry.event.code, entry.event.text)
    }
  }

  // MARK: What counts

  /// Clocks of hand scanners go wrong by minutes, seldom by more.
  static let clockSkewMilliseconds: Int64 = 3_600_000
  /// Labels are printed and told before the parcel leaves; no parcel waits longer than this for its carrier.
  static let leadMilliseconds: Int64 = 14 * 86_400_000
  /// Posts give a number out again after a year at the earliest; no parcel is silent this long and then goes on.
  static let gapMilliseconds: Int64 = 120 * 86_400_000

  private static func judge(_ entries: inout [Entry], expected: ParcelExpectation, now: Instant) {
    let horizon = now.adding(milliseconds: clockSkewMilliseconds)
    for place in entries.indices {
      let event = entries[place].event
      if event.reading.hasUnknownCode { entries[place].doubts.insert(.unknownCode) }
      if event.reading.basis == .nothing { entries[place].doubts.insert(.unreadable) }
      // One of us knows the parcel: it is never another's, and never too late.
      if event.reading.basis == .person { continue }
      guard let moment = event.moment else {
        entries[place].doubts.insert(.noTime)
        continue
      }
      if moment.earliest > horizon { entries[place].setAside(.fromTheFuture) }
      if let shipped = expected.shippedAt, moment.latest < shipped.adding(milliseconds: -leadMilliseconds) {
        entries[place].setAside(.beforeShipping)
      }
    }
    partOthers(&entries)
  }

  /// Where months lie between two events, the number was another parcel's before: the last run of events is ours.
  private static func partOthers(_ entries: inout [Entry]) {
    var next: Instant?
    var isOther = false
    for place in entries.indices.reversed() where entries[place].counts {
      guard let moment = entries[place].event.moment, entries[place].event.reading.basis != .person else { continue }
      if let next, moment.latest.adding(milliseconds: gapMilliseconds) < next { isOther = true }
      if isOther { entries[place].setAside(.anotherParcel) }
      next = moment.earliest
    }
  }
}

extension ParcelTrack.Entry {
  fileprivate mutating func setAside(_ doubt: TrackingDoubt) {
    doubts.insert(doubt)
    counts = false
  }
}
