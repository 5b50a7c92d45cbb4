public import Domain

/// Returns in the store: read whole, written whole, with what they claim of the order's lines in the same transaction.
public enum ReturnTable {
  private static let columns: SQL = """
    SELECT id, version, number, order_id, reason, reception, acceptance, disposition, refund, requested_at,
      authorised_at, received_at, tracking, place_id, exchange_id, note
    FROM returns
    """

  public static func load(_ id: Int64, in reader: any Reader) throws -> Return? {
    guard var found = try reader.first("\(columns) WHERE id = \(id)", Return.init(row:)) else { return nil }
    found.lines = try lines(of: id, in: reader)
    found.findings = try findings(of: id, in: reader)
    return found
  }

  public static func find(number: String, in reader: any Reader) throws -> Int64? {
    try reader.integer("SELECT id FROM returns WHERE number = \(ASCIICapitals.raised(number))")
  }

  /// The returns of an order, oldest first.
  public static func of(order: Int64, in reader: any Reader) throws -> [Return] {
    try reader.all("SELECT id FROM returns WHERE order_id = \(order) ORDER BY id") { $0.integer(0) }
      .compactMap { try load($0, in: reader) }
  }

  /// The return that an order is sent in exchange for.
  public static func behind(exchange order: Int64, in reader: any Reader) throws -> Return? {
    try reader.integer("SELECT id FROM returns WHERE exchange_id = \(order)").flatMap { try load($0, in: reader) }
  }

  private static func lines(of id: Int64, in reader: any Reader) throws -> [ReturnLine] {
    try reader.all(
      """
      SELECT line_id, variant_id, sku, announced, received, accepted, refused, restocked, refurbished, to_supplier,
        scrapped, sent_back, refunded
      FROM return_lines
      WHERE return_id = \(id)
      ORDER BY position
      """
    ) { row in
      ReturnLine(
        lineId: row.integer(0), variantId: row.optionalInteger(1), sku: row.text(2), announced: row.integer(3),
        received: row.integer(4), accepted: row.integer(5), refused: row.integer(6), restocked: row.integer(7),
        refurbished: row.integer(8), toSupplier: row.integer(9), scrapped: row.integer(10), sentBack: row.integer(11),
        refunded: row.integer(12))
    }
  }

  static func nextId(in writer: any Writer) throws -> Int64 {
    // A number that was given stays given: it stands on a slip in somebody's parcel.
    try GivenIds.next("returns", kind: "returns", in: writer)
  }

  static func insert(_ made: Return, _ work: Work) throws {
    try claim(made, was: nil, work)
    try work.writer.run(
      """
      INSERT INTO returns (id, version, number, order_id, reason, reception, acceptance, disposition, refund, status,
        requested_at, authorised_at, received_at, tracking, place_id, exchange_id, note, announced, received,
        updated_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, [.integer(made.id)] + values(made, at: work.now))
    try insertLines(of: made, in: work.writer)
    if !made.findings.isEmpty { try write(findings: made.findings, of: made.id, in: work.writer) }
  }

  /// Writes a changed return over the version that was read; false where somebody else was faster.
  static func update(_ changed: Return, was old: Return, _ work: Work) throws -> Bool {
    precondition(changed.lines.allSatisfy(\.isSound), "the counts of a return's line are true together")
    try work.writer.run(
      """
      UPDATE returns
      SET version = ?, number = ?, order_id = ?, reason = ?, reception = ?, acceptance = ?, disposition = ?, refund = ?,
        status = ?, requested_at = ?, authorised_at = ?, received_at = ?, tracking = ?, place_id = ?, exchange_id = ?,
        note = ?, announced = ?, received = ?, updated_at = ?
      WHERE id = ? AND version = ?
      """, values(changed, at: work.now) + [.integer(old.id), .integer(old.version)])
    guard try work.writer.changedRows == 1 else { return false }
    if changed.lines != old.lines || changed.reception != old.reception {
      try claim(changed, was: old, work)
      try work.writer.run("DELETE FROM return_lines WHERE return_id = ?", [.integer(old.id)])
      try insertLines(of: changed, in: work.writer)
    }
    if changed.findings != old.findings {
      try write(findings: changed.findings, of: old.id, in: work.writer)
    }
    return true
  }

  /// Takes a return out as if it had never been asked for; its number is not given again.
  static func delete(_ old: Return, _ work: Work) throws {
    var gone = old
    gone.lines = []
    try claim(gone, was: old, work)
    try work.writer.run("DELETE FROM return_lines WHERE return_id = ?", [.integer(old.id)])
    try write(findings: [], of: old.id, in: work.writer)
    try work.writer.run("DELETE FROM returns WHERE id = ? AND version = ?", [.integer(old.id), .integer(old.version)])
    if try work.writer.changedRows != 1 { throw StoreError.locked }
  }

  private static func values(_ made: Return, at now: Instant) -> [SQLValue] {
    [
      .integer(made.version), .text(made.number), .integer(made.orderId), .text(made.reason.rawValue),
      .text(made.reception.rawValue), .text(made.acceptance.rawValue), .text(made.disposition.rawValue),
      .text(made.refund.rawValue), .text(made.status.rawValue), .integer(made.requestedAt.milliseconds),
      SQLValue(made.authorisedAt), SQLValue(made.receivedAt), .text(made.tracking), SQLValue(made.placeId),
      SQLValue(made.exchangeId), .text(made.note), .integer(made.sum(\.announced)), .integer(made.sum(\.received)),
      .integer(now.milliseconds),
    ]
  }

  private static func insertLines(of made: Return, in writer: any Writer) throws {
    for (index, line) in made.lines.enumerated() {
      try writer.run(
        """
        INSERT INTO return_lines (return_id, position, line_id, variant_id, sku, sku_key, announced, received, accepted,
          refused, restocked, refurbished, to_supplier, scrapped, sent_back, refunded)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [
          .integer(made.id), .integer(Int64(index + 1)), .integer(line.lineId), SQLValue(line.variantId),
          .text(line.sku), .text(FoldedText.fold(line.sku)), .integer(line.announced), .integer(line.received),
          .integer(line.accepted), .integer(line.refused), .integer(line.restocked), .integer(line.refurbished),
          .integer(line.toSupplier), .integer(line.scrapped), .integer(line.sentBack), .integer(line.refunded),
        ])
    }
  }

  /// What a return says of an order's line: units that nobody else may send back.
  private static func claims(_ made: Return) -> [Int64: Int64] {
    var claims: [Int64: Int64] = [:]
    for line in made.lines {
      let isLeft = made.reception == .leftWithBuyer
      claims[line.lineId, default: 0] +=
        isLeft || made.reception.claims ? max(line.announced, line.received) : line.received
    }
    return claims
  }

  /// No unit is returned twice: the guard stands in the statement, so that whoever was faster has left what is there.
  private static func claim(_ made: Return, was old: Return?, _ work: Work) throws {
    let before = old.map(claims) ?? [:]
    let after = claims(made)
    for line in Set(before.keys).union(after.keys).sorted() {
      let delta = (after[line] ?? 0) - (before[line] ?? 0)
      if delta == 0 { continue }
      try work.writer.execute(
        """
        UPDATE order_lines
        SET returned_quantity = returned_quantity + \(delta)
        WHERE id = \(line) AND returned_quantity + \(delta) BETWEEN 0 AND \(shippedUnits)
        """)
      if try work.writer.changedRows != 1 {
        let found = try work.writer.first(
          "SELECT sku, \(shippedUnits) - returned_quantity FROM order_lines WHERE id = \(line)"
        ) { (sku: $0.text(0), left: $0.integer(1)) }
        throw ActionRefusal.returns(
          .notShipped(sku: found?.sku ?? String(line), asked: delta, left: max(0, found?.left ?? 0)))
      }
    }
  }

  /// Units of an order's line that the buyer was sent: many channels tell of the order alone that it was shipped.
  static let shippedUnits: SQL = """
    (CASE WHEN (SELECT fulfilment FROM orders WHERE orders.id = order_lines.order_id)
      IN ('shipped', 'delivered', 'returned') THEN quantity - cancelled_quantity
      ELSE fulfilled_quantity END)
    """
}

extension Return {
  fileprivate init(row: any Columns) {
    self.init(
      id: row.integer(0), version: row.integer(1), number: row.text(2), orderId: row.integer(3),
      reason: ReturnReason(rawValue: row.text(4)) ?? .other,
      reception: ReturnReception(rawValue: row.text(5)) ?? .requested,
      acceptance: ReturnAcceptance(rawValue: row.text(6)) ?? .pending,
      disposition: ReturnDisposition(rawValue: row.text(7)) ?? .pending,
      refund: ReturnRefund(rawValue: row.text(8)) ?? .notDue, requestedAt: row.instant(9),
      authorisedAt: row.optionalInstant(10), receivedAt: row.optionalInstant(11), tracking: row.text(12),
      placeId: row.optionalInteger(13), exchangeId: row.optionalInteger(14), note: row.text(15))
  }
}

extension Return: ChangedRecord {
  static var kind: String { "returns" }

  static func load(_ id: Int64, in reader: any Reader) throws -> Return? { try ReturnTable.load(id, in: reader) }

  static func isWithdrawn(_ id: Int64, in reader: any Reader) throws -> Bool { false }

  mutating func save(was old: Return, action: String, undoes: Int64?, isWithdrawn: Bool, in work: Work) throws {
    version = old.version + 1
    if try !ReturnTable.update(self, was: old, work) { throw StoreError.locked }
    try work.append(action: action, kind: "returns", subject: id, changes: changes(since: old), undoes: undoes)
  }
}
