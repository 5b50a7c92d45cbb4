public import Domain

/// A carrier with its services.
public struct CarrierReport: Sendable {
  public let id: Int64
  public let code: String
  public let name: String
  public let closedBecause: String?
  public let services: [KnownService]

  /// nil where there is none of that id.
  public init?(of id: Int64, in reader: any Reader) throws {
    let head = try reader.first("SELECT code, name, closed_because FROM carriers WHERE id = \(id)") {
      ($0.text(0), $0.text(1), $0.optionalText(2))
    }
    guard let head else { return nil }
    self.id = id
    (code, name, closedBecause) = head
    services = try ServiceTable.all(in: reader).filter { $0.carrierId == id }
  }
}

/// A rate sheet's place in time.
public struct SheetLine: Hashable, Sendable {
  public var id: Int64
  public var number: String
  public var service: String
  public var carrier: String
  public var currency: String
  public var validFrom: Instant
  public var validUntil: Instant?
  public var rows: Int64
  public var source: String
  public var takenAt: Instant
  var bodyId: Int64

  public func state(at now: Instant) -> SheetState {
    if validFrom > now { return .coming }
    return validUntil.map { $0 <= now } ?? false ? .over : .valid
  }

  static func all(_ which: SQL, in reader: any Reader) throws -> [SheetLine] {
    try reader.all(
      """
      SELECT h.id, h.number, s.code, c.code, h.currency, h.valid_from, h.valid_until, b.row_count, h.source, h.taken_at,
        h.body_id
      FROM rate_sheets AS h
      JOIN rate_bodies AS b ON b.id = h.body_id
      JOIN services AS s ON s.id = h.service_id
      JOIN carriers AS c ON c.id = s.carrier_id
      WHERE \(which)
      ORDER BY h.valid_from DESC
      LIMIT 200
      """
    ) { row in
      SheetLine(
        id: row.integer(0), number: row.text(1), service: row.text(2), carrier: row.text(3), currency: row.text(4),
        validFrom: row.instant(5), validUntil: row.optionalInstant(6), rows: row.integer(7), source: row.text(8),
        takenAt: row.instant(9), bodyId: row.integer(10))
    }
  }
}

/// A rate sheet, whole.
public struct SheetReport: Sendable {
  public let line: SheetLine
  public let body: RateBody

  /// nil where there is none of that id.
  public init?(of id: Int64, in reader: any Reader) throws {
    guard let line = try SheetLine.all("h.id = \(id)", in: reader).first,
      let body = try RateBodies.load(line.bodyId, in: reader)
    else { return nil }
    self.line = line
    self.body = body
  }
}

/// A carrier's service: what it takes, what it costs, and what waits to go by it.
public struct ServiceReport: Sendable {
  public let known: KnownService
  public let carrierName: String
  /// The newest first.
  public let sheets: [SheetLine]
  /// What the sheet that holds now says; nil where none does.
  public let body: RateBody?
  public let currency: String
  public let waiting: Int64

  /// nil where there is none of that id.
  public init?(of id: Int64, at now: Instant, in reader: any Reader) throws {
    guard let known = try ServiceTable.load(id, in: reader) else { return nil }
    self.known = known
    carrierName = try reader.first("SELECT name FROM carriers WHERE id = \(known.carrierId)") { $0.text(0) } ?? ""
    sheets = try SheetLine.all("h.service_id = \(id)", in: reader)
    let valid = sheets.first { $0.state(at: now) == .valid }
    body = try valid.flatMap { try RateBodies.load($0.bodyId, in: reader) }
    currency = valid?.currency ?? ""
    waiting =
      try reader.integer(
        """
        SELECT COUNT(*)
        FROM way_choices AS w
        JOIN fulfilments AS f ON f.id = w.fulfilment_id
        WHERE w.service_id = \(id) AND f.stage IN (\(SentenceSQL.stagesHere))
        """) ?? 0
  }
}

/// The ways that a fulfilment could go, and the one that is chosen.
public struct WaysReport: Sendable {
  public let parcel: ParcelWish
  public let ways: Ways
  public let choice: WayChoice
  public let chosen: ChosenWay?

  /// nil where the shop has no services, or nobody knows where it goes.
  public init?(of fulfilment: Int64, at now: Instant, zone: Zone, in reader: any Reader) throws {
    if try Ways.isEmpty(in: reader) { return nil }
    guard var parcel = try ParcelWish.packed(fulfilment: fulfilment, at: now, in: reader),
      !parcel.wish.place.country.isEmpty
    else { return nil }
    parcel.wish.handOver(in: zone)
    self.parcel = parcel
    ways = try Ways.read(to: parcel.wish.place.country, at: now, in: reader)
    choice = ways.choice(parcel.wish)
    chosen = try ChosenWay.of(fulfilment: fulfilment, in: reader)
  }
}
