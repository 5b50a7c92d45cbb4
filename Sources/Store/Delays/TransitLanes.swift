internal import Domain

/// Lanes in the store: how long parcels took on them, week by week, and what each of them taught.
enum TransitLanes {
  struct Lane: Hashable {
    var id: Int64
    var lane: TransitLane
    var carrier: String
  }

  static func id(of lane: TransitLane, carrier: String, in writer: any Writer) throws -> Int64 {
    let known: SQL = """
      SELECT id FROM transit_lanes
      WHERE way = \(lane.way) AND origin = \(lane.origin) AND destination = \(lane.destination) AND zone = \(lane.zone)
      """
    if let id = try writer.integer(known) { return id }
    try writer.execute(
      """
      INSERT INTO transit_lanes (way, carrier, origin, destination, zone, region)
      VALUES (\(lane.way), \(carrier), \(lane.origin), \(lane.destination), \(lane.zone),
        \(TransitRegion(country: lane.destination).rawValue))
      ON CONFLICT (way, origin, destination, zone) DO NOTHING
      """)
    return try writer.integer(known) ?? 0
  }

  static func load(_ id: Int64, in reader: any Reader) throws -> Lane? {
    try reader.first("\(columns) WHERE id = \(id)", lane)
  }

  static func all(in reader: any Reader) throws -> [Lane] { try reader.all("\(columns) ORDER BY id", lane) }

  private static let columns: SQL = "SELECT id, way, carrier, origin, destination, zone FROM transit_lanes"

  private static func lane(_ row: any Columns) -> Lane {
    Lane(
      id: row.integer(0),
      lane: TransitLane(way: row.text(1), origin: row.text(3), destination: row.text(4), zone: row.text(5)),
      carrier: row.text(2))
  }

  // MARK: Learning

  /// Puts what a parcel teaches in place of what it taught before; nil takes it back. What is the same stays untouched.
  static func put(_ sample: TransitSample?, of parcel: Int64, on lane: Int64, in writer: any Writer) throws {
    struct Kept {
      var measure: String
      var lane: Int64
      var week: Int64
      var hours: Int64
    }
    let kept = try writer.all(
      "SELECT measure, lane_id, week, hours FROM transit_samples WHERE parcel_id = \(parcel) ORDER BY measure"
    ) { Kept(measure: $0.text(0), lane: $0.integer(1), week: $0.integer(2), hours: $0.integer(3)) }
    var wanted = sample?.hours ?? [:]
    var lanes: Set<Int64> = []
    for row in kept {
      if let sample, let measure = TransitMeasure(rawValue: row.measure), wanted[measure] == row.hours,
        row.lane == lane, row.week == sample.week
      {
        wanted[measure] = nil
        continue
      }
      try count(row.lane, row.measure, row.week, row.hours, -1, in: writer)
      try writer.run(
        "DELETE FROM transit_samples WHERE parcel_id = ? AND measure = ?", [.integer(parcel), .text(row.measure)])
      lanes.insert(row.lane)
    }
    guard let sample else { return try learnAgain(lanes, in: writer) }
    for measure in TransitMeasure.allCases {
      guard let hours = wanted[measure] else { continue }
      try writer.run(
        "INSERT INTO transit_samples (parcel_id, measure, lane_id, week, hours) VALUES (?, ?, ?, ?, ?)",
        [.integer(parcel), .text(measure.rawValue), .integer(lane), .integer(sample.week), .integer(hours)])
      try count(lane, measure.rawValue, sample.week, hours, 1, in: writer)
      lanes.insert(lane)
    }
    try learnAgain(lanes, in: writer)
  }

  private static func count(
    _ lane: Int64, _ measure: String, _ week: Int64, _ hours: Int64, _ by: Int64, in writer: any Writer
  ) throws {
    let slot = Int64(TransitHistogram.slot(hours))
    try writer.run(
      """
      INSERT INTO transit_counts (lane_id, measure, week, slot, parcels)
      VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (lane_id, measure, week, slot) DO UPDATE
      SET parcels = transit_counts.parcels + excluded.parcels
      """, [.integer(lane), .text(measure), .integer(week), .integer(slot), .integer(by)])
    if by < 0 {
      try writer.run(
        "DELETE FROM transit_counts WHERE lane_id = ? AND measure = ? AND week = ? AND slot = ? AND parcels = 0",
        [.integer(lane), .text(measure), .integer(week), .integer(slot)])
    }
  }

  private static func learnAgain(_ lanes: Set<Int64>, in writer: any Writer) throws {
    for lane in lanes.sorted() {
      try writer.run("UPDATE transit_lanes SET learn_at = 0 WHERE id = ?", [.integer(lane)])
    }
  }

  // MARK: What was seen

  /// Parcels of a lane, or of a wider circle round it, by the week that they left in.
  static func cohorts(
    _ lane: TransitLane, _ measure: TransitMeasure, _ scope: TransitScope, now: Instant, in reader: any Reader
  ) throws -> [TransitCohort] {
    var cohorts: [Int64: TransitCohort] = [:]
    let circle = circle(lane, scope)
    let first = TransitCohort.week(of: now) - TransitSummary.widest
    try reader.forEach(
      """
      SELECT c.week, c.slot, CAST(SUM(c.parcels) AS BIGINT)
      FROM transit_lanes AS n
      JOIN transit_counts AS c ON c.lane_id = n.id
      WHERE \(circle) AND c.measure = \(measure.rawValue) AND c.week > \(first)
      GROUP BY c.week, c.slot
      """
    ) { row in
      cohorts[row.integer(0), default: TransitCohort(week: row.integer(0))].arrived
        .add(slot: Int(row.integer(1)), row.integer(2))
      return true
    }
    if measure != .door { return Array(cohorts.values) }
    // Those that have not arrived yet; nobody waits for longer than four months.
    let oldest = now.adding(hours: -TransitSample.longestHours)
    try reader.forEach(
      """
      SELECT (\(now) - w.handed_over_at) / 3600000, w.handed_over_at / 604800000, COUNT(*)
      FROM transit_lanes AS n
      JOIN delay_watches AS w ON w.lane_id = n.id AND w.ended_at IS NULL
      WHERE \(circle) AND w.handed_over_at > \(oldest) AND w.handed_over_at <= \(now)
      GROUP BY 1, 2
      """
    ) { row in
      cohorts[row.integer(1), default: TransitCohort(week: row.integer(1))].underWay
        .add(hours: row.integer(0), row.integer(2))
      return true
    }
    return Array(cohorts.values)
  }

  private static func circle(_ lane: TransitLane, _ scope: TransitScope) -> SQL {
    let own: SQL = "n.way = \(lane.way) AND n.origin = \(lane.origin)"
    switch scope {
    case .zone: return "\(own) AND n.destination = \(lane.destination) AND n.zone = \(lane.zone)"
    case .country: return "\(own) AND n.destination = \(lane.destination)"
    case .region: return "\(own) AND n.region = \(TransitRegion(country: lane.destination).rawValue)"
    }
  }

  /// All that is expected of a lane now.
  static func expected(_ lane: Lane, now: Instant, in reader: any Reader) throws -> LaneExpectations {
    var failure: (any Error)?
    let stated = try stated(lane.lane, now: now, in: reader)
    let expected = LaneExpectations(lane.lane, carrier: lane.carrier, stated: stated, now: now) { measure, scope in
      if failure != nil { return [] }
      do {
        return try cohorts(lane.lane, measure, scope, now: now, in: reader)
      } catch {
        failure = error
        return []
      }
    }
    if let failure { throw failure }
    return expected
  }

  /// The days that a service's rate sheet says for a country; of several zones there, the slowest's, so that nobody is
  /// blamed too soon. nil where the way is no service of the shop's.
  static func stated(_ lane: TransitLane, now: Instant, in reader: any Reader) throws -> TransitDays? {
    if try Ways.isEmpty(in: reader) { return nil }
    let known = try Ways.read(to: lane.destination, at: now, in: reader).services.first {
      FoldedText.fold($0.service.code) == lane.way
    }
    let zones = known?.service.sheet(at: now)?.zones.filter { zone in
      zone.places.contains { $0.country == lane.destination || $0.country.isEmpty }
    }
    return zones?.map(\.days).max { ($0.p80, $0.p50) < ($1.p80, $1.p50) }
  }

  /// Keeps what is expected of a lane's whole way, for lists; to be looked at again in a day, or with the next parcel.
  static func keep(_ door: TransitExpectation, of lane: Int64, now: Instant, in writer: any Writer) throws {
    let basis = door.basis.text
    try writer.run(
      """
      UPDATE transit_lanes
      SET p50 = ?, p80 = ?, p90 = ?, p95 = ?, samples = ?, under_way = ?, days = ?, basis = ?, learnt_at = ?,
        learn_at = ?
      WHERE id = ?
      """,
      [
        .integer(door.p50), .integer(door.p80), .integer(door.p90), .integer(door.p95), .integer(door.samples),
        .integer(door.underWay), .integer(door.days), .text(basis), .integer(now.milliseconds),
        .integer(now.adding(hours: 24).milliseconds), .integer(lane),
      ])
  }
}
