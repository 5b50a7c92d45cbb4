public import Domain

/// A parcel on its way, whole: where it is, the parts of the way, the numbers that it goes by, and all that was told.
public struct JourneyReport: Sendable {
  public struct Number: Hashable, Sendable {
    public var number: String
    public var carrier: String
    public var role: TrackingRole
    public var validFrom: Instant
    /// The one under which it goes on.
    public var replacedBy: String?
    /// nil while it counts.
    public var voidedAt: Instant?
    /// Of what the parcel travels in; nil where it is the parcel's own.
    public var consolidation: String?
    /// When somebody last told anything of it.
    public var toldAt: Instant?
  }

  /// A part of the way: as planned or noted by people, and as its events tell.
  public struct Leg: Hashable, Sendable {
    public var leg: TrackingLeg
    public var carrier: String
    public var number: String
    public var plannedFrom: Instant?
    public var plannedTo: Instant?
    public var beganAt: Instant?
    public var endedAt: Instant?
    public var lastAt: Instant?
    public var events: Int
  }

  public let id: Int64
  public let number: String
  public let fulfilment: Int64
  public let orderId: Int64
  public let order: String
  public let country: String
  public let shippedAt: Instant?
  /// From the outermost in.
  public let consolidations: [String]
  public let status: TrackingStatus
  public let track: ParcelTrack
  /// Newest first, each with its doubts.
  public let entries: [ParcelTrack.Entry]
  public let numbers: [Number]
  /// All five, in the order of the way.
  public let legs: [Leg]
  public let toldAt: Instant?
  public let askAt: Instant?
  /// When it is expected; nil where it has arrived, or nobody knows.
  public let eta50: Instant?
  public let eta80: Instant?
  /// Whether it has been under way for longer than any like it.
  public let isSlowest: Bool
  /// Its open warnings, the most pressing first.
  public let alerts: [Warning]

  public struct Warning: Hashable, Sendable {
    public var number: String
    public var cause: DelayCause
    public var severity: DelaySeverity
    public var step: DelayStep
  }

  /// nil where there is no such parcel, or nothing that it goes by.
  public init?(of parcel: Int64, in reader: any Reader) throws {
    let head = try reader.first(
      """
      SELECT p.number, p.fulfilment_id, p.order_id, COALESCE(o.number, ''), COALESCE(o.country, ''), p.shipped_at,
        t.ask_at
      FROM parcels AS p
      LEFT JOIN orders AS o ON o.id = p.order_id
      LEFT JOIN parcel_tracks AS t ON t.parcel_id = p.id
      WHERE p.id = \(parcel)
      """
    ) {
      (
        $0.text(0), $0.integer(1), $0.integer(2), $0.text(3), $0.text(4), $0.optionalInstant(5),
        $0.optionalInstant(6)
      )
    }
    guard let head, let track = try Track(of: parcel, in: reader) else { return nil }
    id = parcel
    (number, fulfilment, orderId, order, country, shippedAt, askAt) = head
    status = track.status
    self.track = track.track
    toldAt = track.toldAt
    entries = track.track.entries.reversed().map { entry in
      // An erased event's words are gone; what told it from others is nobody's business.
      var entry = entry
      if entry.event.raw.isEmpty, entry.event.text.isEmpty, Int64(entry.event.place) != nil { entry.event.place = "" }
      return entry
    }
    numbers = try JourneyReport.numbers(of: parcel, in: reader)
    let expected = try reader.first(
      """
      SELECT w.eta50_at, w.eta80_at, \(AlertReport.isOfSlowest)
      FROM delay_watches AS w
      WHERE w.parcel_id = \(parcel)
      """
    ) { ($0.optionalInstant(0), $0.optionalInstant(1), $0.flag(2)) }
    (eta50, eta80, isSlowest) = expected ?? (nil, nil, false)
    alerts = try reader.all(
      """
      SELECT number, cause, severity, step
      FROM alerts
      WHERE parcel_id = \(parcel) AND closed_at IS NULL
      ORDER BY severity DESC, id
      """
    ) { row in
      Warning(
        number: row.text(0), cause: DelayCause(rawValue: row.text(1)) ?? .slip,
        severity: DelaySeverity.allCases.first { $0.rank == row.integer(2) } ?? .notice,
        step: DelayStep(rawValue: row.text(3)) ?? .askCarrier)
    }
    legs = try JourneyReport.legs(of: parcel, track.legs, in: reader)
    var above: [String] = []
    var unit = try reader.integer("SELECT consolidation_id FROM consolidated WHERE parcel_id = \(parcel)")
    while let current = unit, above.count < 20 {
      above.append(try Consolidations.load(current, in: reader).number)
      unit = try reader.integer("SELECT consolidation_id FROM consolidated WHERE child_id = \(current)")
    }
    consolidations = above.reversed()
  }

  /// What tells a parcel from others of the same number: its own, its order's, and where it goes.
  public static func caption(ofParcel id: Int64, in reader: any Reader) throws -> String {
    try reader.first(
      """
      SELECT p.number, COALESCE(o.number, ''), COALESCE(o.country, '')
      FROM parcels AS p
      LEFT JOIN orders AS o ON o.id = p.order_id
      WHERE p.id = \(id)
      """
    ) { [$0.text(0), $0.text(1), $0.text(2)].filter { !$0.isEmpty }.joined(separator: "  ") } ?? ""
  }

  private static func numbers(of parcel: Int64, in reader: any Reader) throws -> [Number] {
    try reader.all(
      """
      WITH RECURSIVE units (id) AS (
        SELECT consolidation_id FROM consolidated WHERE parcel_id = \(parcel)
        UNION
        SELECT c.consolidation_id FROM units AS u JOIN consolidated AS c ON c.child_id = u.id
      )
      SELECT l.number, l.carrier, l.role, l.valid_from, r.number, l.voided_at, c.number, n.told_at
      FROM number_links AS l
      JOIN tracking_numbers AS n ON n.id = l.number_id
      LEFT JOIN number_links AS r ON r.id = l.replaced_by
      LEFT JOIN consolidations AS c ON c.id = l.consolidation_id
      WHERE l.parcel_id = \(parcel) OR l.consolidation_id IN (SELECT id FROM units)
      ORDER BY l.consolidation_id IS NOT NULL, l.id
      """
    ) {
      Number(
        number: $0.text(0), carrier: $0.text(1), role: TrackingRole(rawValue: $0.text(2)) ?? .house,
        validFrom: $0.instant(3), replacedBy: $0.optionalText(4), voidedAt: $0.optionalInstant(5),
        consolidation: $0.optionalText(6), toldAt: $0.optionalInstant(7))
    }
  }

  /// A parcel's own plan goes before that of what it travels in.
  private static func legs(of parcel: Int64, _ spans: [LegSpan], in reader: any Reader) throws -> [Leg] {
    let noted = try reader.all(
      """
      WITH RECURSIVE units (id) AS (
        SELECT consolidation_id FROM consolidated WHERE parcel_id = \(parcel)
        UNION
        SELECT c.consolidation_id FROM units AS u JOIN consolidated AS c ON c.child_id = u.id
      )
      SELECT leg, carrier, number, planned_from, planned_to, actual_from, actual_to
      FROM legs
      WHERE parcel_id = \(parcel) OR consolidation_id IN (SELECT id FROM units)
      ORDER BY parcel_id IS NULL, id
      """
    ) {
      Leg(
        leg: TrackingLeg(rawValue: $0.text(0)) ?? .firstMile, carrier: $0.text(1), number: $0.text(2),
        plannedFrom: $0.optionalInstant(3), plannedTo: $0.optionalInstant(4), beganAt: $0.optionalInstant(5),
        endedAt: $0.optionalInstant(6), events: 0)
    }
    return TrackingLeg.allCases.map { leg in
      var whole =
        noted.first { $0.leg == leg } ?? Leg(leg: leg, carrier: "", number: "", events: 0)
      if let span = spans.first(where: { $0.leg == leg }) {
        whole.beganAt = whole.beganAt ?? span.beganAt
        whole.endedAt = whole.endedAt ?? span.endedAt
        whole.lastAt = span.lastAt
        whole.events = span.events
      }
      return whole
    }
  }
}

/// What goes together, whole.
public struct ConsolidationReport: Sendable {
  public struct Member: Hashable, Sendable {
    /// A parcel, or a consolidation.
    public var isParcel: Bool
    public var id: Int64
    public var number: String
    public var form: ConsolidationForm?
    /// Of a parcel.
    public var status: TrackingStatus?
    public var tracking: String
    public var country: String
    public var grams: Int64?
  }

  public let id: Int64
  public let number: String
  public let form: ConsolidationForm
  public let carrier: String
  public let madeBy: String
  public let madeAt: Instant
  public let closedAt: Instant?
  public let within: String?
  public let masters: [String]
  public let members: [Member]
  public let legs: [JourneyReport.Leg]

  public var state: ConsolidationState { closedAt == nil ? .open : .closed }
  public static let limit = 2000

  /// nil where there is no such consolidation.
  public init?(of id: Int64, in reader: any Reader) throws {
    let head = try reader.first(
      """
      SELECT c.number, c.form, c.carrier, c.made_by, c.made_at, c.closed_at, x.number
      FROM consolidations AS c
      LEFT JOIN consolidated AS d ON d.child_id = c.id
      LEFT JOIN consolidations AS x ON x.id = d.consolidation_id
      WHERE c.id = \(id)
      """
    ) {
      (
        $0.text(0), ConsolidationForm(rawValue: $0.text(1)) ?? .shipment, $0.text(2), $0.text(3), $0.instant(4),
        $0.optionalInstant(5), $0.optionalText(6)
      )
    }
    guard let head else { return nil }
    self.id = id
    (number, form, carrier, madeBy, madeAt, closedAt, within) = head
    masters = try reader.all(
      "SELECT number FROM number_links WHERE consolidation_id = \(id) AND voided_at IS NULL ORDER BY id"
    ) { $0.text(0) }
    members = try reader.all(
      """
      SELECT m.parcel_id, COALESCE(m.parcel_id, m.child_id), COALESCE(p.number, c.number, ''), c.form, t.status,
        COALESCE(l.tracking, ''), COALESCE(o.country, ''), p.grams
      FROM consolidated AS m
      LEFT JOIN parcels AS p ON p.id = m.parcel_id
      LEFT JOIN orders AS o ON o.id = p.order_id
      LEFT JOIN parcel_tracks AS t ON t.parcel_id = m.parcel_id
      LEFT JOIN labels AS l ON l.parcel_id = m.parcel_id AND l.voided_at IS NULL
      LEFT JOIN consolidations AS c ON c.id = m.child_id
      WHERE m.consolidation_id = \(id)
      ORDER BY m.id
      LIMIT \(ConsolidationReport.limit)
      """
    ) { row in
      Member(
        isParcel: !row.isNull(0), id: row.integer(1), number: row.text(2),
        form: row.optionalText(3).flatMap(ConsolidationForm.init(rawValue:)),
        status: row.optionalText(4).flatMap(TrackingStatus.init(rawValue:)), tracking: row.text(5),
        country: row.text(6), grams: row.optionalInteger(7))
    }
    legs = try reader.all(
      """
      SELECT leg, carrier, number, planned_from, planned_to, actual_from, actual_to
      FROM legs
      WHERE consolidation_id = \(id)
      """
    ) {
      JourneyReport.Leg(
        leg: TrackingLeg(rawValue: $0.text(0)) ?? .firstMile, carrier: $0.text(1), number: $0.text(2),
        plannedFrom: $0.optionalInstant(3), plannedTo: $0.optionalInstant(4), beganAt: $0.optionalInstant(5),
        endedAt: $0.optionalInstant(6), events: 0)
    }
  }
}

/// What belongs to an event that a carrier told.
public enum TrackingEventOwners {
  /// The event with its number; nil where there is none.
  public static func event(_ id: Int64, in reader: any Reader) throws -> TrackingEvent? {
    guard
      let row = try reader.first(
        "SELECT \(TrackingRows.columns) FROM tracking_events WHERE id = \(id)", TrackingRows.row)
    else { return nil }
    var event = row.event
    event.number = try reader.first("SELECT number FROM tracking_numbers WHERE id = \(row.number)") { $0.text(0) } ?? ""
    return event
  }

  /// The newest parcel that goes by an event's number: what the event opens.
  public static func parcel(ofEvent id: Int64, in reader: any Reader) throws -> Int64? {
    try reader.integer(
      """
      SELECT MAX(l.parcel_id)
      FROM tracking_events AS e
      JOIN number_links AS l ON l.number_id = e.number_id
      WHERE e.id = \(id) AND l.voided_at IS NULL
      """)
  }
}
