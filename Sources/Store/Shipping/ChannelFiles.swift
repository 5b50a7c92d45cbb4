public import Domain

/// Files for channels: planned, written beside their place, noted as sent, and only then put there.
///
/// Whoever dies between any two of these steps leaves nothing that is sent twice or lost: until it is noted the
/// messages go to the next who claims them, and once it is noted the half-written file is what is still to be put in
/// its place, by whoever comes next on that machine. That it is there no more says that it was put there.
public enum ChannelFiles {
  /// A file that is about to be written.
  public struct Planned: Sendable {
    public var id: Int64
    public var account: Account
    public var format: String
    public var name: String
    public var folder: String
    /// The name under which it is written before it is noted; nobody else writes under it.
    public var half: String
    public var parcels: [ShippedParcel]
    var messages: [Outbox.Message]
  }

  /// A file that was noted as sent.
  public struct Sent: Hashable, Sendable, Identifiable {
    public var id: Int64
    public var account: String
    public var format: String
    public var name: String
    public var folder: String
    public var half: String
    public var holder: String
    public var records: Int64
    public var writtenAt: Instant?
    public var deliveredAt: Instant?
    public var answeredAt: Instant?
  }

  /// Claims what is due and plans a file for each account: of so many messages at most, for so long.
  ///
  /// `format` names the file format of an account and the ending of its files.
  public static func plan(
    limit: Int, forMilliseconds lease: Int64, holder: String, folder: String, attempt: String, at now: Instant,
    account only: Int64? = nil, in store: Store, format: (Account) -> (id: String, ending: String)
  ) throws -> [Planned] {
    try store.connection.writeNow { writer in
      let messages = try Outbox.claimConfirmations(
        limit: limit, until: now.adding(milliseconds: max(lease, 1)), holder: holder, at: now, in: writer)
      var byAccount: [Int64: (records: [ConfirmationTable.Record], messages: [Outbox.Message])] = [:]
      for message in messages {
        let id = Plain(json: message.payload)?.map?["confirmation"]?.number ?? 0
        let found = try ConfirmationTable.records(
          "SELECT id FROM confirmations WHERE id = \(id)", in: writer
        ).first
        guard let record = found, record.units.contains(where: { $0.state == .waiting }) else {
          // What it told of was withdrawn.
          _ = try Outbox.send(message, at: now, in: writer)
          continue
        }
        byAccount[record.accountId, default: ([], [])].records.append(record)
        byAccount[record.accountId]?.messages.append(message)
      }
      return try byAccount.sorted { $0.key < $1.key }.compactMap { id, found in
        guard let account = try Accounts.load(id, in: writer), only == nil || only == id else {
          for message in found.messages { try Outbox.release(message, at: now, in: writer) }
          return nil
        }
        return try plan(
          account, found.records, found.messages, Place(folder: folder, holder: holder, attempt: attempt), at: now,
          format(account), in: writer)
      }
    }
  }

  private static func plan(
    _ account: Account, _ records: [ConfirmationTable.Record], _ messages: [Outbox.Message], _ place: Place,
    at now: Instant, _ format: (id: String, ending: String), in writer: any Writer
  ) throws -> Planned {
    let opened = try open("shipping", for: account, format, place, at: now, in: writer)
    return Planned(
      id: opened.id, account: account, format: format.id, name: opened.name, folder: place.folder, half: opened.half,
      parcels: try records.flatMap { try parcels($0, in: writer) }, messages: messages)
  }

  /// A parcel as its channel knows the orders in it: lines that were split off or merged here are told under the order
  /// that the channel sold them by.
  private static func parcels(_ record: ConfirmationTable.Record, in reader: any Reader) throws -> [ShippedParcel] {
    let order = try OrderTable.load(record.orderId, in: reader)
    var byOrder: [(id: Int64, lines: [ShippedLine])] = []
    for units in record.units where units.state == .waiting {
      let line = order?.lines.first { $0.id == units.lineId }
      let told = ShippedLine(
        unit: units.id, externalId: line?.externalId ?? "", sku: line?.sku ?? "", quantity: units.quantity)
      let id = line?.source?.orderId ?? record.orderId
      if let index = byOrder.firstIndex(where: { $0.id == id }) {
        byOrder[index].lines.append(told)
      } else {
        byOrder.append((id, [told]))
      }
    }
    return try byOrder.map { id, lines in
      let known = id == record.orderId ? order : try OrderTable.load(id, in: reader)
      var parcel = ShippedParcel(
        order: known?.externalId ?? "", carrier: record.carrier, service: record.service,
        trackingNumber: record.trackingNumber, shippedAt: record.shippedAt, lines: lines)
      parcel.isOnlyLine = id == record.orderId && order?.lines.count == 1
      return parcel
    }
  }

  /// Notes that the file is sent, with the number of its record for each of its units. False where somebody else was
  /// given one of its messages meanwhile, or took it back: then nothing is noted, and the file is not to be put in its
  /// place.
  public static func note(
    _ file: Planned, records: [(unit: Int64, record: Int)], as actor: Actor, at now: Instant, in store: Store
  ) throws -> Bool {
    do {
      try store.connection.writeNow { writer in
        for message in file.messages where try !Outbox.send(message, at: now, in: writer) { throw LostLease() }
        let work = Work(writer, actor: actor, now: now, reason: "")
        try work.begin()
        work.batch = try work.append(
          action: "sendShipping", kind: "files", subject: file.account.id,
          changes: [
            FieldChange(field: "file", before: .null, after: .text(file.name)),
            FieldChange(field: "format", before: .null, after: .text(file.format)),
          ])
        for entry in records {
          try writer.execute(
            """
            UPDATE confirmed_units
            SET state = 'written', file_id = \(file.id), record = \(Int64(entry.record)), code = NULL, reason = NULL,
              answered_at = NULL
            WHERE id = \(entry.unit) AND state = 'waiting'
            """)
          if try writer.changedRows != 1 { throw LostLease() }
        }
        try tellOrders(file, records, work)
        try writer.execute(
          """
          UPDATE channel_files
          SET written_at = \(now), records = \(Int64(Set(records.map(\.record)).count))
          WHERE id = \(file.id) AND written_at IS NULL
          """)
        if try writer.changedRows != 1 { throw LostLease() }
        try work.finish()
      }
      return true
    } catch is LostLease {
      return false
    }
  }

  private struct LostLease: Error {}

  /// Each order's story names the file.
  private static func tellOrders(_ file: Planned, _ records: [(unit: Int64, record: Int)], _ work: Work) throws {
    let units = SQL.list(records.map { SQLValue.integer($0.unit) })
    let orders = try work.writer.all(
      """
      SELECT DISTINCT confirmations.order_id
      FROM confirmed_units
      JOIN confirmations ON confirmations.id = confirmed_units.confirmation_id
      WHERE confirmed_units.id IN (\(units))
      ORDER BY confirmations.order_id
      """
    ) { $0.integer(0) }
    for order in orders {
      try work.append(
        action: "sendShipping", kind: "orders", subject: order,
        changes: [
          FieldChange(
            field: Confirming.field, before: .text(ConfirmationState.waiting.rawValue), after: .text(file.name))
        ])
    }
  }

  /// Notes that the file stands in its place.
  public static func deliver(_ id: Int64, at now: Instant, in store: Store) throws {
    try store.connection.writeNow { writer in
      try writer.execute("UPDATE channel_files SET delivered_at = \(now) WHERE id = \(id) AND delivered_at IS NULL")
    }
  }

  /// Files that somebody planned long ago and never noted: their messages went to others.
  public static func abandoned(before moment: Instant, in reader: any Reader) throws -> [Sent] {
    try sent("f.written_at IS NULL AND f.made_at < \(moment)", limit: 100, in: reader)
  }

  /// Forgets a file that was never noted; false where it was noted meanwhile.
  public static func forget(_ id: Int64, in store: Store) throws -> Bool {
    try store.connection.writeNow { writer in
      try writer.execute("DELETE FROM channel_files WHERE id = \(id) AND written_at IS NULL")
      return try writer.changedRows == 1
    }
  }

  /// Files that are noted as sent and perhaps not put in their place yet.
  public static func undelivered(in reader: any Reader) throws -> [Sent] {
    try sent("delivered_at IS NULL AND written_at IS NOT NULL", limit: 1000, in: reader)
  }

  /// The newest files first.
  public static func newest(limit: Int, in reader: any Reader) throws -> [Sent] {
    try sent("written_at IS NOT NULL", limit: limit, in: reader)
  }

  static func sent(_ condition: SQL, limit: Int, in reader: any Reader) throws -> [Sent] {
    try reader.all(
      """
      SELECT f.id, a.code, f.format, f.name, f.folder, f.half, f.holder, f.records, f.written_at, f.delivered_at,
        f.answered_at
      FROM channel_files AS f
      JOIN accounts AS a ON a.id = f.account_id
      WHERE \(condition)
      ORDER BY f.id DESC
      LIMIT \(limit)
      """
    ) {
      Sent(
        id: $0.integer(0), account: $0.text(1), format: $0.text(2), name: $0.text(3), folder: $0.text(4),
        half: $0.text(5), holder: $0.text(6), records: $0.integer(7), writtenAt: $0.optionalInstant(8),
        deliveredAt: $0.optionalInstant(9), answeredAt: $0.optionalInstant(10))
    }
  }
}
