public import Domain

/// Files that tell channels what they may sell: planned, written beside their place, noted, and only then put there, as
/// the files that tell them of parcels.
///
/// What a file says was wanted at the moment at which it was noted: whatever sold meanwhile is not in it.
public enum StockFiles {
  /// One SKU in a file.
  public struct Row: Hashable, Sendable {
    public var published: Int64
    public var variantId: Int64
    public var sku: String
    public var quantity: Int64
    public var sequence: Int64
  }

  /// A file that is about to be written.
  public struct Planned: Sendable {
    public var id: Int64
    public var account: Account
    public var format: String
    public var name: String
    public var folder: String
    public var half: String
    public var rows: [Row]
    var messages: [Outbox.Message]
  }

  /// What became of noting a file.
  public enum Noted: Hashable, Sendable {
    case done
    /// These quantities are not wanted any more: the file is to be written again without them.
    case stale(Set<Int64>)
    /// Somebody else was given its messages.
    case lost
  }

  private struct LostLease: Error {}
  private struct Outdated: Error {
    var rows: Set<Int64>
  }

  /// So many SKUs go into one file at most.
  public static let mostRows = 20_000

  /// Works out what follows from orders and lots since, claims what is due and plans a file for each account.
  public static func plan(
    forMilliseconds lease: Int64, holder: String, folder: String, attempt: String, as actor: Actor, at now: Instant,
    account only: Int64? = nil, in store: Store, format: (Account) -> (id: String, ending: String)
  ) throws -> [Planned] {
    try store.connection.writeNow { writer in
      if try PublishedTable.isEmpty(in: writer) { return [] }
      let work = Work(writer, actor: actor, now: now, reason: "")
      try work.begin()
      try Publishing.refresh(account: only, work)
      try work.finish()
      let messages = try Outbox.claimStock(
        limit: mostRows, until: now.adding(milliseconds: max(lease, 1)), holder: holder, at: now, in: writer)
      var byAccount: [Int64: [Outbox.Message]] = [:]
      for message in messages {
        byAccount[Plain(json: message.payload)?.map?["account"]?.number ?? 0, default: []].append(message)
      }
      var planned: [Planned] = []
      for (id, messages) in byAccount.sorted(by: { $0.key < $1.key }) {
        guard let account = try Accounts.load(id, in: writer), only == nil || only == id else {
          for message in messages { try Outbox.release(message, at: now, in: writer) }
          continue
        }
        let rows = try unsent(of: id, in: writer)
        if rows.isEmpty {
          // What they told of is in a file already, or is gone.
          for message in messages { _ = try Outbox.send(message, at: now, in: writer) }
          continue
        }
        planned.append(
          try plan(
            account, rows, messages, format(account),
            ChannelFiles.Place(folder: folder, holder: holder, attempt: attempt), at: now, in: writer))
      }
      return planned
    }
  }

  private static func unsent(of account: Int64, in reader: any Reader) throws -> [Row] {
    try reader.all(
      """
      SELECT id, variant_id, channel_sku, desired, sequence
      FROM published_stock
      WHERE account_id = \(account) AND pushed_sequence < sequence
      ORDER BY id
      LIMIT \(mostRows)
      """
    ) {
      Row(
        published: $0.integer(0), variantId: $0.integer(1), sku: $0.text(2), quantity: $0.integer(3),
        sequence: $0.integer(4))
    }
  }

  private static func plan(
    _ account: Account, _ rows: [Row], _ messages: [Outbox.Message], _ format: (id: String, ending: String),
    _ place: ChannelFiles.Place, at now: Instant, in writer: any Writer
  ) throws -> Planned {
    let opened = try ChannelFiles.open("stock", for: account, format, place, at: now, in: writer)
    return Planned(
      id: opened.id, account: account, format: format.id, name: opened.name, folder: place.folder, half: opened.half,
      rows: rows, messages: messages)
  }

  /// Notes that the file is sent, where every quantity in it is still the one that is wanted.
  public static func note(_ file: Planned, as actor: Actor, at now: Instant, in store: Store) throws -> Noted {
    do {
      try store.connection.writeNow { writer in
        let work = Work(writer, actor: actor, now: now, reason: "")
        try work.begin()
        var outdated: Set<Int64> = []
        var known: [Int64: PublishedStock] = [:]
        for row in file.rows {
          let one = try PublishedTable.load(row.published, in: writer)
          if let one, one.desired.sequence == row.sequence, one.desired.quantity == row.quantity {
            known[row.published] = one
          } else {
            outdated.insert(row.published)
          }
        }
        if !outdated.isEmpty { throw Outdated(rows: outdated) }
        for message in file.messages where try !Outbox.send(message, at: now, in: writer) { throw LostLease() }
        try write(file, known, work)
        try work.finish()
      }
      return .done
    } catch let error as Outdated {
      return .stale(error.rows)
    } catch is LostLease {
      return .lost
    }
  }

  private static func write(_ file: Planned, _ known: [Int64: PublishedStock], _ work: Work) throws {
    for (index, row) in file.rows.enumerated() {
      guard var one = known[row.published] else { continue }
      let wish = PublishedStock.Wish(quantity: row.quantity, sequence: row.sequence, at: work.now)
      if !one.push(wish, at: work.now) { throw LostLease() }
      try PublishedTable.keep(one, in: work.writer)
      try work.writer.run(
        """
        INSERT INTO published_records (file_id, record, published_id, sequence, quantity)
        VALUES (?, ?, ?, ?, ?)
        """,
        [
          .integer(file.id), .integer(Int64(index + 1)), .integer(row.published), .integer(row.sequence),
          .integer(row.quantity),
        ])
    }
    try work.append(
      action: "sendStock", kind: "files", subject: file.account.id,
      changes: [
        FieldChange(field: "file", before: .null, after: .text(file.name)),
        FieldChange(field: "format", before: .null, after: .text(file.format)),
        FieldChange(field: "records", before: .null, after: .number(Int64(file.rows.count))),
      ])
    // What was wanted otherwise meanwhile, or found no room in this file, waits for the next one.
    for one in try PublishedTable.unsent(of: file.account.id, in: work.writer) where known[one.id] == nil {
      try Publishing.tell(one, work)
    }
    try work.writer.execute(
      """
      UPDATE channel_files
      SET written_at = \(work.now), records = \(Int64(file.rows.count))
      WHERE id = \(file.id) AND written_at IS NULL
      """)
    if try work.writer.changedRows != 1 { throw LostLease() }
  }

  /// Gives the messages of a file back that is not to be sent after all.
  public static func giveBack(_ file: Planned, at now: Instant, in store: Store) throws {
    try store.connection.writeNow { writer in
      for message in file.messages { try Outbox.release(message, at: now, in: writer) }
      try writer.execute("DELETE FROM channel_files WHERE id = \(file.id) AND written_at IS NULL")
    }
  }
}

extension PublishedTable {
  /// What an account has not been told yet.
  static func unsent(of account: Int64, in reader: any Reader) throws -> [PublishedStock] {
    try reader.all(
      "\(columns) WHERE p.account_id = \(account) AND p.pushed_sequence < p.sequence ORDER BY p.id",
      PublishedStock.init(row:))
  }
}
