public import Domain

/// One warning, whole: what a page shows of it.
public struct AlertReport: Hashable, Sendable {
  public struct Letter: Hashable, Sendable {
    public var language: String
    public var subject: String
    public var text: String
    public var writtenAt: Instant
    public var isSent: Bool
  }

  public let id: Int64
  public let number: String
  public let parcel: String
  public let order: String
  public let carrier: String
  public let tracking: String
  public let lane: TransitLane
  public let cause: DelayCause
  public let severity: DelaySeverity
  public let party: TrackingParty
  public let leg: TrackingLeg?
  public let step: DelayStep
  public let tellsCustomer: Bool
  public let since: Instant
  public let openedAt: Instant
  public let closedAt: Instant?
  public let acknowledgedBy: String?
  public let acknowledgedAt: Instant?
  public let toldBy: String?
  public let toldAt: Instant?
  public let eta50: Instant?
  public let eta80: Instant?
  /// Whether it has been under way for longer than any like it: then nobody knows when it comes.
  public let isSlowest: Bool
  /// The storm that it is part of, and how many other parcels are.
  public let storm: Int64?
  public private(set) var others: Int64 = 0
  /// Numbers and words that it rests on.
  public let evidence: Plain
  public var letters: [Letter] = []
  /// The service that it went by, else its carrier, and how much still waits to go that way to the same country.
  public private(set) var way = ""
  public private(set) var waiting: Int64 = 0

  /// Of a watch `w`: whether its parcel has been under way for longer than any like it.
  static let isOfSlowest: SQL =
    "CASE WHEN w.ended_at IS NULL AND w.eta80_at IS NULL AND w.handed_over_at IS NOT NULL THEN 1 ELSE 0 END"

  public init?(of id: Int64, in reader: any Reader) throws {
    let found = try reader.first(
      """
      SELECT a.number, k.number, o.number, COALESCE(l.carrier, ''), COALESCE(l.tracking, ''), n.way, n.origin,
        n.destination, a.cause, a.severity, a.party, a.leg, a.step, a.tells, a.since, a.opened_at, a.closed_at,
        a.acknowledged_by, a.acknowledged_at, a.told_by, a.told_at, w.eta50_at, w.eta80_at, a.storm_id, a.evidence,
        \(AlertReport.isOfSlowest)
      FROM alerts AS a
      JOIN parcels AS k ON k.id = a.parcel_id
      JOIN orders AS o ON o.id = a.order_id
      JOIN transit_lanes AS n ON n.id = a.lane_id
      LEFT JOIN labels AS l ON l.parcel_id = a.parcel_id AND l.voided_at IS NULL
      LEFT JOIN delay_watches AS w ON w.parcel_id = a.parcel_id
      WHERE a.id = \(id)
      """
    ) { AlertReport(id: id, row: $0) }
    guard var report = found else { return nil }
    if let storm = report.storm {
      report.others =
        try reader.integer("SELECT COUNT(*) FROM alerts WHERE storm_id = \(storm) AND id <> \(id)") ?? 0
    }
    report.letters = try reader.all(
      """
      SELECT t.language, t.subject, t.body, t.written_at,
        CASE WHEN EXISTS (
          SELECT 1 FROM outbox AS x WHERE x.seq = t.seq AND x.topic = \(Letters.topic) AND x.sent_at IS NOT NULL
        ) THEN 1 ELSE 0 END
      FROM letters AS t
      WHERE t.alert_id = \(id)
      ORDER BY t.id
      """
    ) {
      Letter(language: $0.text(0), subject: $0.text(1), text: $0.text(2), writtenAt: $0.instant(3), isSent: $0.flag(4))
    }
    let service = try ServiceTable.find(report.lane.way, in: reader)?.service.code
    report.way = service ?? report.carrier
    let asked: SQL =
      service == nil
      ? "c.code_key = \(FoldedText.fold(report.carrier))" : "s.code_key = \(FoldedText.fold(report.lane.way))"
    report.waiting =
      try reader.integer(
        """
        SELECT COUNT(*)
        FROM services AS s
        JOIN carriers AS c ON c.id = s.carrier_id
        JOIN way_choices AS w ON w.service_id = s.id
        JOIN fulfilments AS f ON f.id = w.fulfilment_id
        JOIN orders AS o ON o.id = f.order_id
        WHERE \(asked) AND o.country = \(report.lane.destination)
          AND f.stage IN (\(SQL.list(FulfilmentStage.beforeLabel.map { .text($0.rawValue) })))
        """) ?? 0
    self = report
  }

  private init(id: Int64, row: any Columns) {
    self.id = id
    number = row.text(0)
    parcel = row.text(1)
    order = row.text(2)
    carrier = row.text(3)
    tracking = row.text(4)
    lane = TransitLane(way: row.text(5), origin: row.text(6), destination: row.text(7))
    cause = DelayCause(rawValue: row.text(8)) ?? .slip
    severity = DelaySeverity.allCases.first { $0.rank == row.integer(9) } ?? .notice
    party = TrackingParty(rawValue: row.text(10)) ?? .carrier
    leg = TrackingLeg(rawValue: row.text(11))
    step = DelayStep(rawValue: row.text(12)) ?? .askCarrier
    tellsCustomer = row.flag(13)
    since = row.instant(14)
    openedAt = row.instant(15)
    closedAt = row.optionalInstant(16)
    acknowledgedBy = row.optionalText(17)
    acknowledgedAt = row.optionalInstant(18)
    toldBy = row.optionalText(19)
    toldAt = row.optionalInstant(20)
    eta50 = row.optionalInstant(21)
    eta80 = row.optionalInstant(22)
    storm = row.optionalInteger(23)
    evidence = Plain(json: row.text(24)) ?? .map([:])
    isSlowest = closedAt == nil && row.flag(25)
  }

  /// What the store would refuse.
  public func judge(_ action: String) throws {
    let known = ["acknowledgeAlert", "tellCustomer", "claimAlert", "resendAlert", "switchAlert"]
    guard known.contains(action) else { return }
    if closedAt != nil { throw ActionRefusal.claim(.alertEnded(number)) }
    if action == "acknowledgeAlert", let acknowledgedBy {
      throw ActionRefusal.claim(.acknowledgedAlready(number, by: acknowledgedBy))
    }
    if action == "tellCustomer", let toldAt { throw ActionRefusal.claim(.toldAlready(number, at: toldAt)) }
  }
}

/// One claim, with the numbers of what it is about.
public struct ClaimReport: Hashable, Sendable {
  public let claim: Claim
  public let parcel: String
  public let order: String
  public let tracking: String

  public init?(of id: Int64, in reader: any Reader) throws {
    guard let claim = try Claims.find(id, in: reader) else { return nil }
    let named = try reader.first(
      """
      SELECT k.number, o.number, COALESCE(l.tracking, '')
      FROM parcels AS k
      JOIN orders AS o ON o.id = k.order_id
      LEFT JOIN labels AS l ON l.parcel_id = k.id AND l.voided_at IS NULL
      WHERE k.id = \(claim.parcelId)
      """
    ) { ($0.text(0), $0.text(1), $0.text(2)) }
    self.claim = claim
    (parcel, order, tracking) = named ?? ("", "", "")
  }

  /// What the store would refuse.
  public func judge(_ action: String) throws {
    let events: [String: ClaimEvent] = [
      "fileClaim": claim.state == .refused ? .appeal : .file, "acceptClaim": .accept, "refuseClaim": .refuse,
      "settleClaim": .pay, "closeClaim": .close,
    ]
    guard let event = events[action] else { return }
    do {
      _ = try claim.after(event)
    } catch {
      throw ActionRefusal.claim(error)
    }
  }
}

/// One lane: what each measure of it takes, and how we know.
public struct LaneReport: Hashable, Sendable {
  public let id: Int64
  public let lane: TransitLane
  public let carrier: String
  /// In the order of the way; the whole way first.
  public let measures: [Measure]
  public let underWay: Int64
  public let late: Int64
  public let alerts: Int64

  public struct Measure: Hashable, Sendable {
    public var measure: TransitMeasure
    public var expected: TransitExpectation
    /// Whether parcels taught it; else it is a share of the whole way.
    public var isMeasured: Bool
  }

  public init?(of id: Int64, now: Instant, in reader: any Reader) throws {
    guard let found = try TransitLanes.load(id, in: reader) else { return nil }
    let expected = try TransitLanes.expected(found, now: now, in: reader)
    self.id = id
    lane = found.lane
    carrier = found.carrier
    measures = TransitMeasure.allCases.map {
      Measure(measure: $0, expected: expected[$0], isMeasured: expected.isMeasured($0))
    }
    underWay =
      try reader.integer("SELECT COUNT(*) FROM delay_watches WHERE lane_id = \(id) AND ended_at IS NULL") ?? 0
    late =
      try reader.integer(
        "SELECT COUNT(*) FROM delay_watches WHERE lane_id = \(id) AND ended_at IS NULL AND first80_at < \(now)") ?? 0
    alerts = try reader.integer("SELECT COUNT(*) FROM alerts WHERE lane_id = \(id) AND closed_at IS NULL") ?? 0
  }
}

/// How it came about when a parcel is expected.
public struct ArrivalReason: Hashable, Sendable {
  public let parcel: String
  public let lane: TransitLane
  public let carrier: String
  public let handedOverAt: Instant
  public let first: ParcelWatch.Arrival
  public let now: ParcelWatch.Arrival
  public let door: TransitExpectation
  public let status: TrackingStatus
  public let deliveredAt: Instant?
  public let leg: TrackingLeg?

  /// nil where the parcel has not left.
  public init?(of id: Int64, now: Instant, in reader: any Reader) throws {
    guard let parcel = try WatchedParcel(id, in: reader) else { return nil }
    let track = try DelayTrack.read(
      id, handedOverAt: parcel.handedOverAt, to: parcel.lane.destination, now, reader)
    let expected = try TransitLanes.expected(
      TransitLanes.Lane(id: 0, lane: parcel.lane, carrier: parcel.carrier), now: now, in: reader)
    let watch = parcel.watch(track, expected)
    self.parcel = parcel.number
    lane = parcel.lane
    carrier = parcel.carrier
    handedOverAt = parcel.handedOverAt
    first = watch.first ?? ParcelWatch.Arrival(expected.door, from: parcel.handedOverAt)
    self.now = watch.arrival(now: now)
    door = expected.door
    status = track.status
    deliveredAt = track.deliveredAt?.middle
    leg = track.leg
  }
}
