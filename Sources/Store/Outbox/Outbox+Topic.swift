public import Domain

extension Outbox {
  /// Claims messages of what channels are told of parcels, in the caller's transaction. `holder` says who, for people:
  /// the lease's end is what decides.
  static func claimConfirmations(
    limit: Int, until end: Instant, holder: String, at now: Instant, in writer: any Writer
  ) throws -> [Message] {
    try claim(confirmations, limit: limit, until: end, holder: holder, at: now, in: writer)
  }

  /// The same of what channels are told that they may sell.
  static func claimStock(
    limit: Int, until end: Instant, holder: String, at now: Instant, in writer: any Writer
  ) throws -> [Message] {
    try claim(stock, limit: limit, until: end, holder: holder, at: now, in: writer)
  }

  private static func claim(
    _ queue: WorkQueue, limit: Int, until end: Instant, holder: String, at now: Instant, in writer: any Writer
  ) throws -> [Message] {
    let messages = try writer.claim(
      from: queue, limit: max(limit, 0), until: end, at: now, returning: "id, seq, topic, payload, not_before"
    ) { row in
      Message(
        id: row.integer(0), entry: row.integer(1), topic: row.text(2), payload: row.text(3), leaseEnd: row.instant(4))
    }
    if !messages.isEmpty {
      try writer.execute(
        """
        UPDATE outbox
        SET holder = \(holder)
        WHERE id IN (\(SQL.list(messages.map { SQLValue.integer($0.id) })))
        """)
    }
    return messages.sorted { $0.id < $1.id }
  }

  private static let confirmations = WorkQueue(
    table: "outbox", due: "not_before", waits: "sent_at IS NULL AND topic = 'channel.shippingConfirmed'")

  private static let stock = WorkQueue(
    table: "outbox", due: "not_before", waits: "sent_at IS NULL AND topic = 'channel.stockChanged'")

  /// Notes in the caller's transaction that a message is on its way; false where the lease was lost.
  static func send(_ message: Message, at now: Instant, in writer: any Writer) throws -> Bool {
    try writer.execute(
      """
      UPDATE outbox
      SET sent_at = \(now), holder = NULL
      WHERE id = \(message.id) AND not_before = \(message.leaseEnd) AND sent_at IS NULL
      """)
    return try writer.changedRows == 1
  }

  /// Gives a message back in the caller's transaction, where its lease still runs.
  static func release(_ message: Message, at now: Instant, in writer: any Writer) throws {
    try writer.execute(
      """
      UPDATE outbox
      SET not_before = \(now.adding(milliseconds: 1)), holder = NULL
      WHERE id = \(message.id) AND not_before = \(message.leaseEnd)
      """)
  }

  /// Parcels that channels are still to be told of: how many wait for their grace or another try, and until when.
  public static func waitingConfirmations(at now: Instant, in reader: any Reader) throws -> (
    count: Int64, until: Instant
  )? {
    let waiting = try reader.first(
      """
      SELECT COUNT(*), MIN(not_before)
      FROM outbox
      WHERE topic = 'channel.shippingConfirmed' AND not_before > \(now) AND sent_at IS NULL
      """
    ) { ($0.integer(0), $0.optionalInstant(1)) }
    guard let (count, until) = waiting, count > 0, let until else { return nil }
    return (count, until)
  }

  /// Whether something for channels is due: one look at an index.
  public static func confirmationsAreDue(at now: Instant) -> SQL {
    """
    EXISTS (
      SELECT 1 FROM outbox
      WHERE topic = 'channel.shippingConfirmed' AND not_before <= \(now) AND sent_at IS NULL)
    """
  }
}
