public import Domain

/// Refunds in the store: a record is made once and keeps its number; what it takes of the order's money and units is
/// written with it, under guards that stand in the statements.
public enum RefundTable {
  private static let columns: SQL = """
    SELECT id, number, order_id, return_id, op_key, method, state, amount, items, shipping, tax, other, fee,
      requested_at, note
    FROM refunds
    """

  public static func find(number: String, in reader: any Reader) throws -> Refund? {
    try reader.first("\(columns) WHERE number = \(ASCIICapitals.raised(number))", Refund.init(row:))
      .map { try whole($0, in: reader) }
  }

  /// The refunds of an order, oldest first.
  public static func of(order: Int64, in reader: any Reader) throws -> [Refund] {
    try reader.all("\(columns) WHERE order_id = \(order) ORDER BY id", Refund.init(row:))
      .map { try whole($0, in: reader) }
  }

  /// Minor units that were given back, or are about to be.
  public static func refunded(of order: Int64, in reader: any Reader) throws -> Int64 {
    try reader.integer("SELECT refunded FROM orders WHERE id = \(order)") ?? 0
  }

  private static func whole(_ refund: Refund, in reader: any Reader) throws -> Refund {
    var refund = refund
    refund.lines = try reader.all(
      "SELECT line_id, quantity FROM refund_lines WHERE refund_id = \(refund.id) ORDER BY line_id"
    ) { Return.Count(lineId: $0.integer(0), quantity: $0.integer(1)) }
    return refund
  }

  static func insert(_ refund: Refund, _ work: Work) throws {
    if try work.writer.integer("SELECT COUNT(*) FROM refunds WHERE op_key = \(refund.key)") != 0 {
      throw ActionRefusal.returns(.keyUsed(refund.key))
    }
    try take(refund, by: 1, work)
    try work.writer.run(
      """
      INSERT INTO refunds (id, number, order_id, return_id, op_key, method, state, amount, items, shipping, tax, other,
        fee, requested_at, note)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .integer(refund.id), .text(refund.number), .integer(refund.orderId), SQLValue(refund.returnId),
        .text(refund.key), .text(refund.method.rawValue), .text(refund.state.rawValue), .integer(refund.amount),
        .integer(refund.parts.items), .integer(refund.parts.shipping), .integer(refund.parts.tax),
        .integer(refund.parts.other), .integer(refund.fee), .integer(refund.requestedAt.milliseconds),
        .text(refund.note),
      ])
    for line in refund.lines {
      try work.writer.run(
        "INSERT INTO refund_lines (refund_id, line_id, quantity) VALUES (?, ?, ?)",
        [.integer(refund.id), .integer(line.lineId), .integer(line.quantity)])
    }
  }

  /// Brings a refund to another state; what counted and does no longer is there to be paid back again.
  static func set(_ refund: Refund, to state: RefundState, _ work: Work) throws {
    if refund.state == state { return }
    if state.counts != refund.state.counts { try take(refund, by: state.counts ? 1 : -1, work) }
    try work.writer.run(
      "UPDATE refunds SET state = ? WHERE id = ? AND state = ?",
      [.text(state.rawValue), .integer(refund.id), .text(refund.state.rawValue)])
    if try work.writer.changedRows != 1 { throw StoreError.locked }
    // What nobody has been told is not told any more.
    if state == .cancelled {
      try work.writer.run(
        "DELETE FROM outbox WHERE topic = ? AND sent_at IS NULL AND payload = ?",
        [.text(RefundTable.topic), .text(try payload(refund, in: work.writer).json)])
    }
  }

  /// Leaves the message that moves the money; to be called behind the journal's entry. What is set off against another
  /// order moves none.
  static func tell(_ refund: Refund, _ work: Work) throws {
    guard refund.method == .payment else { return }
    try work.tellOutside(topic, try payload(refund, in: work.writer))
  }

  static let topic = "payment.refund"

  static func payload(_ refund: Refund, in reader: any Reader) throws -> Plain {
    let currency = try reader.first("SELECT currency FROM orders WHERE id = \(refund.orderId)") { $0.text(0) } ?? ""
    return .map([
      "refund": .text(refund.number), "order": .number(refund.orderId), "amount": .number(refund.amount),
      "currency": .text(currency), "key": .text(refund.key),
    ])
  }

  /// Nothing is refunded beyond what was paid, and no unit twice.
  private static func take(_ refund: Refund, by sign: Int64, _ work: Work) throws {
    let amount = sign * refund.amount
    try work.writer.execute(
      """
      UPDATE orders
      SET refunded = refunded + \(amount)
      WHERE id = \(refund.orderId) AND refunded + \(amount) BETWEEN 0 AND total
      """)
    if try work.writer.changedRows != 1 {
      let order = try work.writer.first(
        "SELECT number, total - refunded, currency FROM orders WHERE id = \(refund.orderId)"
      ) { (number: $0.text(0), left: $0.integer(1), currency: Currency($0.text(2)) ?? .none) }
      throw ActionRefusal.returns(
        .refundTooLarge(
          order: order?.number ?? "", asked: refund.amount, left: max(0, order?.left ?? 0),
          currency: order?.currency ?? .none))
    }
    for line in refund.lines {
      let units = sign * line.quantity
      try work.writer.execute(
        """
        UPDATE order_lines
        SET refunded_quantity = refunded_quantity + \(units)
        WHERE id = \(line.lineId) AND refunded_quantity + \(units) BETWEEN 0 AND quantity
        """)
      if try work.writer.changedRows != 1 {
        let found = try work.writer.first(
          "SELECT sku, quantity - refunded_quantity FROM order_lines WHERE id = \(line.lineId)"
        ) { (sku: $0.text(0), left: $0.integer(1)) }
        throw ActionRefusal.returns(
          .tooMany(sku: found?.sku ?? "", asked: line.quantity, left: max(0, found?.left ?? 0)))
      }
    }
  }

  /// Units of each of an order's lines that were paid back.
  static func refundedUnits(of order: Int64, in reader: any Reader) throws -> [Int64: Int64] {
    let units = try reader.all("SELECT id, refunded_quantity FROM order_lines WHERE order_id = \(order)") {
      ($0.integer(0), $0.integer(1))
    }
    return Dictionary(units) { first, _ in first }
  }

  static func nextId(in writer: any Writer) throws -> Int64 {
    (try writer.integer("SELECT MAX(id) FROM refunds") ?? 0) + 1
  }
}

extension Refund {
  fileprivate init(row: any Columns) {
    self.init(
      id: row.integer(0), number: row.text(1), orderId: row.integer(2), returnId: row.optionalInteger(3),
      key: row.text(4), method: RefundMethod(rawValue: row.text(5)) ?? .payment,
      state: RefundState(rawValue: row.text(6)) ?? .requested, amount: row.integer(7),
      parts: .init(items: row.integer(8), shipping: row.integer(9), tax: row.integer(10), other: row.integer(11)),
      fee: row.integer(12), requestedAt: row.instant(13), note: row.text(14))
  }
}
