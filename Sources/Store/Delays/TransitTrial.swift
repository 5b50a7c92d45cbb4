public import Domain

/// Whether what was learnt holds: what a lane's parcels up to some moment told of it then, against how long the parcels
/// after that moment really took.
public struct TransitTrial: Hashable, Sendable {
  /// One lane's later parcels.
  public struct Lane: Hashable, Sendable {
    public let lane: TransitLane
    public let carrier: String
    /// What was expected of it at the moment.
    public let door: TransitExpectation
    /// Parcels that have arrived since, or are under way for longer than four of five were to take.
    public fileprivate(set) var parcels: Int64 = 0
    /// Those of them that arrived within the time in which four of five were to.
    public fileprivate(set) var inTime: Int64 = 0
  }

  private struct Sent {
    var lane: Int64
    var at: Instant
    /// Hours from hand-over to the door; nil: not arrived yet.
    var hours: Int64?
  }

  /// Parcels that it was learnt from.
  public let learntFrom: Int64
  /// Those with later parcels, the busiest first.
  public let lanes: [Lane]

  public var parcels: Int64 { lanes.reduce(0) { $0 + $1.parcels } }
  public var inTime: Int64 { lanes.reduce(0) { $0 + $1.inTime } }

  /// `moment` is how far back the trial puts itself, `now` when it is held.
  public init(learntUntil moment: Instant, now: Instant, in reader: any Reader) throws {
    var known: [Int64: TransitLanes.Lane] = [:]
    for lane in try TransitLanes.all(in: reader) { known[lane.id] = lane }
    let sent = try TransitTrial.sent(until: now, in: reader)
    let before = sent.filter { $0.at <= moment }
    learntFrom = Int64(before.count)
    let learnt = TransitTrial.cohorts(before, at: moment)
    var lanes: [Int64: Lane] = [:]
    for parcel in sent where parcel.at > moment {
      guard let way = known[parcel.lane] else { continue }
      var lane =
        lanes[parcel.lane]
        ?? Lane(
          lane: way.lane, carrier: way.carrier,
          door: TransitTrial.expected(way, learnt, known, at: moment).door)
      if let hours = parcel.hours {
        lane.parcels += 1
        if hours <= lane.door.p80 { lane.inTime += 1 }
      } else if TransitHistogram.hours(from: parcel.at, to: now) > lane.door.p80 {
        // It is late whenever it comes; of the others nobody knows yet.
        lane.parcels += 1
      }
      lanes[parcel.lane] = lane
    }
    self.lanes = lanes.filter { $0.value.parcels > 0 }
      .sorted { ($1.value.parcels, $0.key) < ($0.value.parcels, $1.key) }.map(\.value)
  }

  /// Parcels that arrived, and those that are under way.
  private static func sent(until now: Instant, in reader: any Reader) throws -> [Sent] {
    try reader.all(
      """
      SELECT w.lane_id, w.handed_over_at, s.hours
      FROM delay_watches AS w
      LEFT JOIN transit_samples AS s ON s.parcel_id = w.parcel_id AND s.measure = \(TransitMeasure.door.rawValue)
      WHERE w.lane_id IS NOT NULL AND w.handed_over_at <= \(now) AND (s.hours IS NOT NULL OR w.ended_at IS NULL)
      ORDER BY w.parcel_id
      """
    ) { Sent(lane: $0.integer(0), at: $0.instant(1), hours: $0.optionalInteger(2)) }
  }

  /// What was known at the moment: those that had arrived by then, and those that were under way.
  private static func cohorts(_ sent: [Sent], at moment: Instant) -> [Int64: [Int64: TransitCohort]] {
    var lanes: [Int64: [Int64: TransitCohort]] = [:]
    for parcel in sent {
      let week = TransitCohort.week(of: parcel.at)
      let age = TransitHistogram.hours(from: parcel.at, to: moment)
      var cohort = lanes[parcel.lane]?[week] ?? TransitCohort(week: week)
      if let hours = parcel.hours, hours <= age {
        cohort.arrived.add(hours: hours)
      } else if age <= TransitSample.longestHours {
        cohort.underWay.add(hours: age)
      }
      lanes[parcel.lane, default: [:]][week] = cohort
    }
    return lanes
  }

  private static func expected(
    _ way: TransitLanes.Lane, _ learnt: [Int64: [Int64: TransitCohort]], _ known: [Int64: TransitLanes.Lane],
    at moment: Instant
  ) -> LaneExpectations {
    LaneExpectations(way.lane, carrier: way.carrier, now: moment) { measure, scope in
      if measure != .door { return [] }
      return known.values.filter { $0.lane.isWithin(scope, of: way.lane) }.flatMap {
        learnt[$0.id].map { Array($0.values) } ?? []
      }
    }
  }
}

extension TransitLane {
  /// Whether its parcels tell of another lane at this width.
  fileprivate func isWithin(_ scope: TransitScope, of lane: TransitLane) -> Bool {
    guard way == lane.way, origin == lane.origin else { return false }
    switch scope {
    case .zone: return destination == lane.destination && zone == lane.zone
    case .country: return destination == lane.destination
    case .region: return TransitRegion(country: destination) == TransitRegion(country: lane.destination)
    }
  }
}
