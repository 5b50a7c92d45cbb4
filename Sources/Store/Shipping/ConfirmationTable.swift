public import Domain

/// What channels were told of parcels, and what they said to it.
public enum ConfirmationTable {
  /// A parcel of an order as its channel is told of it.
  public struct Record: Hashable, Sendable, Identifiable {
    public var id: Int64
    public var orderId: Int64
    public var accountId: Int64
    /// The journal entry that left the message for the outside.
    public var entry: Int64
    public var carrier: String
    public var service: String
    public var trackingNumber: String
    public var shippedAt: Instant
    public var units: [Units]
  }

  /// Units of one line in it.
  public struct Units: Hashable, Sendable, Identifiable {
    public var id: Int64
    public var lineId: Int64
    public var quantity: Int64
    public var state: ConfirmationState
    /// The file that tells of them, and which of its records that is.
    public var fileId: Int64?
    public var record: Int?
    /// What the channel said, in its own words.
    public var code: String
    public var reason: String
    public var answeredAt: Instant?
  }

  /// What the channel was told of an order, the oldest first.
  public static func records(of order: Int64, in reader: any Reader) throws -> [Record] {
    try records("SELECT id FROM confirmations WHERE order_id = \(order) ORDER BY id", in: reader)
  }

  /// Those that the query's first column numbers, in its order.
  static func records(_ ids: SQL, in reader: any Reader) throws -> [Record] {
    let wanted = try reader.all(ids) { $0.integer(0) }
    if wanted.isEmpty { return [] }
    let list = SQL.list(wanted.map(SQLValue.integer))
    var units: [Int64: [Units]] = [:]
    try reader.forEach(
      """
      SELECT id, confirmation_id, line_id, quantity, state, file_id, record, code, reason, answered_at
      FROM confirmed_units
      WHERE confirmation_id IN (\(list))
      ORDER BY id
      """
    ) { row in
      units[row.integer(1), default: []].append(
        Units(
          id: row.integer(0), lineId: row.integer(2), quantity: row.integer(3),
          state: ConfirmationState(rawValue: row.text(4)) ?? .withdrawn, fileId: row.optionalInteger(5),
          record: row.optionalInteger(6).map { Int($0) }, code: row.optionalText(7) ?? "",
          reason: row.optionalText(8) ?? "", answeredAt: row.optionalInstant(9)))
      return true
    }
    let found = try reader.all(
      """
      SELECT id, order_id, account_id, seq, carrier, service, tracking, shipped_at
      FROM confirmations
      WHERE id IN (\(list))
      """
    ) {
      Record(
        id: $0.integer(0), orderId: $0.integer(1), accountId: $0.integer(2), entry: $0.integer(3),
        carrier: $0.text(4), service: $0.text(5), trackingNumber: $0.text(6), shippedAt: $0.instant(7),
        units: units[$0.integer(0)] ?? [])
    }
    let byId = Dictionary(found.map { ($0.id, $0) }) { first, _ in first }
    return wanted.compactMap { byId[$0] }
  }

  static func insert(
    _ wish: ShippingConfirmation, lines: [(id: Int64, quantity: Int64)], account: Int64, entry: Int64,
    in writer: any Writer
  ) throws -> Int64 {
    try writer.run(
      """
      INSERT INTO confirmations (order_id, account_id, seq, carrier, service, tracking, shipped_at)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .integer(wish.orderId), .integer(account), .integer(entry), .text(wish.carrier), .text(wish.service),
        .text(wish.trackingNumber), .integer(wish.shippedAt.milliseconds),
      ])
    let id = try writer.lastInsertedId
    for line in lines {
      try writer.run(
        "INSERT INTO confirmed_units (confirmation_id, line_id, quantity, state) VALUES (?, ?, ?, 'waiting')",
        [.integer(id), .integer(line.id), .integer(line.quantity)])
    }
    return id
  }

  /// Moves units on; false where somebody was faster and they are not in that state any more.
  static func move(
    _ units: Units, by event: ConfirmationEvent, code: String? = nil, reason: String? = nil, file: Int64? = nil,
    record: Int? = nil, at now: Instant? = nil, in writer: any Writer
  ) throws -> Bool {
    guard let next = units.state.after(event) else { return false }
    try writer.execute(
      """
      UPDATE confirmed_units
      SET state = \(next.rawValue), code = \(code), reason = \(reason), answered_at = \(now),
        file_id = COALESCE(\(file), file_id), record = COALESCE(\(record.map(Int64.init)), record)
      WHERE id = \(units.id) AND state = \(units.state.rawValue)
      """)
    return try writer.changedRows == 1
  }
}

extension ConfirmationTable.Record {
  /// One word for all of it: what went worst.
  public var state: ConfirmationState {
    let states = Set(units.map(\.state))
    return [.refused, .waiting, .written, .accepted].first(where: states.contains) ?? .withdrawn
  }
}
