public import Domain

/// Messages for the outside, left by actions in their own transaction.
///
/// Whoever sends them claims some first. A claim is a lease: until its end nobody else is given the message, and who
/// died over it holds nothing up for longer. A message may reach the outside twice, where its sender dies between
/// sending and `markSent`; the outside knows it by its id.
public enum Outbox {
  public struct Message: Hashable, Sendable, Identifiable {
    public var id: Int64
    /// The journal entry of the action that left it.
    public var entry: Int64
    /// What it is about: `channel.orderShipped`.
    public var topic: String
    /// A JSON object.
    public var payload: String
    /// The lease's end, by the store's clock. Whoever says that it was sent must still have the lease.
    public var leaseEnd: Instant
  }

  private static let queue = WorkQueue(table: "outbox", due: "not_before", waits: "sent_at IS NULL")

  /// Claims messages that are due, the longest due first, for so long; none where nothing is due.
  ///
  /// Safe from every process at once, beside actions too. `now`: the moment that decides, else the store's clock.
  public static func claim(limit: Int, forMilliseconds lease: Int64, at now: Instant? = nil, in store: Store) throws
    -> [Message]
  {
    try store.connection.act(.record) { writer in
      let now = try now ?? writer.clock()
      let messages = try writer.claim(
        from: queue, limit: max(limit, 0), until: now.adding(milliseconds: max(lease, 1)), at: now,
        returning: "id, seq, topic, payload, not_before"
      ) { row in
        Message(
          id: row.integer(0), entry: row.integer(1), topic: row.text(2), payload: row.text(3), leaseEnd: row.instant(4))
      }
      return messages.sorted { $0.id < $1.id }
    }
  }

  /// Keeps a message for so much longer; nil where the lease had ended and somebody else was given it.
  public static func keep(_ message: Message, forMilliseconds lease: Int64, at now: Instant? = nil, in store: Store)
    throws -> Message?
  {
    try store.connection.act(.record) { writer in
      var kept = message
      kept.leaseEnd = try (now ?? writer.clock()).adding(milliseconds: max(lease, 1))
      return try writer.move(message.id, of: queue, heldUntil: message.leaseEnd, to: kept.leaseEnd) ? kept : nil
    }
  }

  /// Gives a message back, to be claimed again after so long: the outside did not take it, or its sender ends.
  @discardableResult
  public static func giveBack(
    _ message: Message, afterMilliseconds pause: Int64 = 0, at now: Instant? = nil, in store: Store
  ) throws -> Bool {
    try store.connection.act(.record) { writer in
      // Later than every lease that there was: what an earlier holder still has must not fit again.
      let moment = try (now ?? writer.clock()).adding(milliseconds: max(pause, 1))
      return try writer.move(message.id, of: queue, heldUntil: message.leaseEnd, to: moment)
    }
  }

  /// Notes that a message was sent. False where the lease had ended and somebody else was given it, or has sent it.
  @discardableResult
  public static func markSent(_ message: Message, at now: Instant? = nil, in store: Store) throws -> Bool {
    try store.connection.act(.record) { writer in
      let now = try now ?? writer.clock()
      try writer.execute(
        """
        UPDATE outbox
        SET sent_at = \(now)
        WHERE id = \(message.id) AND not_before = \(message.leaseEnd) AND sent_at IS NULL
        """)
      return try writer.changedRows == 1
    }
  }

  /// How many messages nobody has sent, whether or not somebody is about to.
  public static func waiting(in reader: any Reader) throws -> Int64 {
    try reader.integer("SELECT COUNT(*) FROM outbox WHERE sent_at IS NULL") ?? 0
  }
}
