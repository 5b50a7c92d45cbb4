internal import Domain

/// A parcel that has left, with what the store knows of it that its track does not tell.
struct WatchedParcel {
  var id: Int64
  var number: String
  var order: Int64
  var handedOverAt: Instant
  var carrier: String
  var tracking: String
  var lane: TransitLane
  var promise: ArrivalPromise?
  var missingSince: Instant?
  /// What was expected when it left; nil before the first look.
  var first: ParcelWatch.Arrival?
  var plans: [ParcelWatch.LegPlan] = []

  /// nil where it is gone, or still here.
  init?(_ id: Int64, in reader: any Reader) throws {
    let found = try reader.first(
      """
      SELECT p.number, p.order_id, p.shipped_at, COALESCE(l.carrier, ''), COALESCE(l.tracking, ''),
        COALESCE(w.country, ''), COALESCE(o.country, ''), d.first50_at, d.first80_at, d.first95_at,
        (SELECT MIN(said_at) FROM missing_reports AS m WHERE m.parcel_id = p.id AND m.ended_at IS NULL),
        o.deliver_by, v.code, c.code, y.days_p80
      FROM parcels AS p
      JOIN orders AS o ON o.id = p.order_id
      LEFT JOIN locations AS w ON w.id = p.warehouse_id
      LEFT JOIN labels AS l ON l.parcel_id = p.id AND l.voided_at IS NULL
      LEFT JOIN delay_watches AS d ON d.parcel_id = p.id
      LEFT JOIN way_choices AS y ON y.fulfilment_id = p.fulfilment_id
      LEFT JOIN services AS v ON v.id = y.service_id
      LEFT JOIN carriers AS c ON c.id = v.carrier_id
      WHERE p.id = \(id) AND p.shipped_at IS NOT NULL
      """
    ) { row in
      let (left, carrier) = (row.instant(2), row.text(3))
      // A label that names another carrier than the way that was chosen went another way.
      let isChosen = row.optionalText(13).map { FoldedText.areAlike($0, carrier) } ?? false
      let way = isChosen ? row.text(12) : carrier
      let stated = isChosen ? row.optionalInteger(14) : nil
      return WatchedParcel(
        id: id, number: row.text(0), order: row.integer(1), handedOverAt: left, carrier: carrier,
        tracking: row.text(4),
        lane: TransitLane(way: FoldedText.fold(way), origin: row.text(5), destination: row.text(6)),
        promise: row.optionalInstant(11).map { ArrivalPromise(by: $0, source: .order) }
          ?? stated.map { ArrivalPromise(by: left.adding(hours: $0 * 24), source: .service) },
        missingSince: row.optionalInstant(10),
        first: row.optionalInstant(8).map {
          ParcelWatch.Arrival(p50: row.optionalInstant(7) ?? $0, p80: $0, p95: row.optionalInstant(9) ?? $0)
        })
    }
    guard let found else { return nil }
    self = found
    plans = try WatchedParcel.plans(of: id, in: reader)
  }

  /// Parts of the way with a planned end and no noted one; the parcel's own plan goes before that of what it is in.
  private static func plans(of parcel: Int64, in reader: any Reader) throws -> [ParcelWatch.LegPlan] {
    let noted = try reader.all(
      """
      WITH RECURSIVE units (id) AS (
        SELECT consolidation_id FROM consolidated WHERE parcel_id = \(parcel)
        UNION
        SELECT c.consolidation_id FROM units AS u JOIN consolidated AS c ON c.child_id = u.id
      )
      SELECT leg, planned_from, planned_to, actual_from, actual_to
      FROM legs
      WHERE parcel_id = \(parcel) OR consolidation_id IN (SELECT id FROM units)
      ORDER BY parcel_id IS NULL, id
      """
    ) { row in
      (
        leg: TrackingLeg(rawValue: row.text(0)), from: row.optionalInstant(3) ?? row.optionalInstant(1),
        to: row.optionalInstant(2), isOver: !row.isNull(4)
      )
    }
    return TrackingLeg.allCases.compactMap { leg in
      guard let plan = noted.first(where: { $0.leg == leg }), let to = plan.to, !plan.isOver else { return nil }
      return ParcelWatch.LegPlan(leg: leg, from: plan.from, to: to)
    }
  }

  private init(
    id: Int64, number: String, order: Int64, handedOverAt: Instant, carrier: String, tracking: String,
    lane: TransitLane, promise: ArrivalPromise?, missingSince: Instant?, first: ParcelWatch.Arrival?
  ) {
    self.id = id
    self.number = number
    self.order = order
    self.handedOverAt = handedOverAt
    self.carrier = carrier
    self.tracking = tracking
    self.lane = lane
    self.promise = promise
    self.missingSince = missingSince
    self.first = first
  }

  /// As its watchman sees it; `expected` is what its lane is expected to take.
  func watch(_ track: ParcelTrack, _ expected: LaneExpectations) -> ParcelWatch {
    ParcelWatch(
      track: track, handedOverAt: handedOverAt, expected: expected,
      first: first ?? ParcelWatch.Arrival(expected.door, from: handedOverAt), promise: promise,
      missingSince: missingSince, plans: plans)
  }
}
