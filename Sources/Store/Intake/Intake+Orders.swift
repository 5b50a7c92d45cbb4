internal import Domain

extension Intake {
  func take(_ incoming: IncomingOrder, _ work: Work, story: OrderStory? = nil) throws -> Outcome {
    let writer = work.writer
    let revisedAt = incoming.revisedAt ?? exportedAt
    let body = BodyDigest(incoming.raw)
    let known = try writer.first(
      """
      SELECT id, revised_at, content_hash, place_key
      FROM orders
      WHERE account_id = \(account.id) AND external_id = \(incoming.externalId)
      """, { (id: $0.integer(0), revisedAt: $0.instant(1), hash: $0.integer(2), withdrawn: $0.isNull(3)) })
    // The same content again changes nothing, unless it was withdrawn. Every record kept has its order, so a new order
    // need not be asked for.
    if known != nil,
      let twin = try writer.first(
        """
        SELECT subject, withdrawn_at, revised_at
        FROM raw_records
        WHERE account_id = \(account.id) AND kind = 'orders' AND external_id = \(incoming.externalId)
          AND content_hash = \(body.contentHash)
        """, { ($0.integer(0), $0.isNull(1), $0.integer(2)) }), twin.1
    {
      return .unchanged(twin.0)
    }
    let setting = IncomingOrder.Setting(
      accountId: account.id, accountCode: account.code, currency: account.currency, now: exportedAt)
    do {
      if let known, !known.withdrawn {
        return try update(known.id, known.revisedAt, known.hash, incoming, revisedAt, body, setting, work)
      }
      return try create(known?.id, incoming, story, revisedAt, body, setting, work)
    } catch OrderRefusal.sumTooLarge {
      return .refused(RowIssue(line: incoming.line, code: .sumTooLarge, found: incoming.externalId))
    }
  }

  /// A new order, or one that was withdrawn and comes in again under its old id.
  private func create(
    _ oldId: Int64?, _ incoming: IncomingOrder, _ story: OrderStory?, _ revisedAt: Instant, _ body: BodyDigest,
    _ setting: IncomingOrder.Setting, _ work: Work
  ) throws -> Outcome {
    let writer = work.writer
    let id = try oldId ?? numbers.nextOrder(in: writer)
    var order = try incoming.newOrder(id: id, setting)
    if let story {
      order.holds = story.holds
      order.assignee = story.assignee
      order.version = 1 + Int64(story.stages.count)
    }
    try map(&order, in: writer)
    try addIncompleteHold(&order, incoming, at: work.now)
    takeHolds(of: incoming, into: &order, at: work.now)
    let cards = try keepPeople(of: incoming, in: &order, countsOrder: true, work)
    let words = OrderWords.words(order, cards: cards, cutter: &cutter)
    let origin = OrderOrigin(revisedAt: revisedAt, contentHash: body.contentHash)
    if oldId != nil, let old = try OrderTable.load(id, in: writer) {
      order.version = old.version + 1
      let saved = try OrderTable.update(
        order, was: old, origin, words: words, oldWords: "", isWithdrawn: true, in: work)
      if !saved { throw StoreError.locked }
    } else {
      try OrderTable.insert(order, origin, words: words, in: work)
    }
    try keepRaw(incoming, order, revisedAt, body, work) { salted in
      try work.append(
        action: "importOrder", kind: "orders", subject: id,
        changesJSON: "{\"status\":[null,\"\((story?.firstStatus ?? order.status).rawValue)\"]}",
        occurredAt: order.placedAt, bodyDigest: salted)
    }
    if let story { try tell(story, of: id, work) }
    return .imported(id)
  }

  private func update(
    _ id: Int64, _ knownRevision: Instant, _ knownHash: Int64, _ incoming: IncomingOrder, _ revisedAt: Instant,
    _ body: BodyDigest, _ setting: IncomingOrder.Setting, _ work: Work
  ) throws -> Outcome {
    let writer = work.writer
    guard let old = try OrderTable.load(id, in: writer) else { return .unchanged(id) }
    var isNewer = revisedAt > knownRevision
    if revisedAt == knownRevision && knownHash != body.contentHash {
      isNewer = body.contentHash > knownHash
      note(RowIssue(line: incoming.line, code: .conflict, found: incoming.externalId))
    }
    var order = try incoming.applied(to: old, isNewer: isNewer, setting)
    try map(&order, in: writer)
    try addIncompleteHold(&order, incoming, at: work.now)
    if isNewer { takeHolds(of: incoming, into: &order, at: work.now) }
    _ = try keepPeople(of: incoming, in: &order, countsOrder: false, isNewer: isNewer, work)
    if order == old {
      try keepRaw(incoming, order, revisedAt, body, work, entry: nil)
      if isNewer {
        try writer.run(
          "UPDATE orders SET revised_at = ?, content_hash = ? WHERE id = ?",
          [.integer(revisedAt.milliseconds), .integer(body.contentHash), .integer(id)])
      }
      return .unchanged(id)
    }
    let origin = isNewer ? OrderOrigin(revisedAt: revisedAt, contentHash: body.contentHash) : nil
    let saved = try OrderTable.update(
      order, was: old, origin, words: try OrderWords.words(order, in: writer),
      oldWords: try OrderWords.words(old, in: writer), in: work)
    if !saved { throw StoreError.locked }
    try keepRaw(incoming, order, revisedAt, body, work) { salted in
      try work.append(
        action: "importOrder", kind: "orders", subject: id, changes: order.changes(since: old), bodyDigest: salted)
    }
    return .updated(id)
  }

  private func map(_ order: inout Order, in reader: any Reader) throws {
    for index in order.lines.indices where order.lines[index].variantId == nil {
      order.lines[index].variantId = try variants.variant(of: order.lines[index], account: account.id, in: reader)
    }
  }

  private func addIncompleteHold(_ order: inout Order, _ incoming: IncomingOrder, at now: Instant) throws {
    guard let issue = incoming.unreadableLines.first, !order.holds.contains(where: { $0.reason == .incompleteImport })
    else { return }
    order.holds.append(
      Hold(reason: .incompleteImport, actor: actor.name, placedAt: now, note: "line \(issue.line): \(issue.message)"))
  }

  /// What the source itself keeps waiting waits here too, until the source no longer says so. A hold that a person
  /// placed is left alone, and one of the source's that a person released comes back only when the source says it anew.
  private func takeHolds(of incoming: IncomingOrder, into order: inout Order, at now: Instant) {
    let own = "as the source says"
    order.holds.removeAll { $0.note == own && !incoming.holds.contains($0.reason) }
    for reason in incoming.holds where !order.holds.contains(where: { $0.reason == reason }) {
      order.holds.append(Hold(reason: reason, actor: actor.name, placedAt: now, note: own))
    }
  }

  func note(_ issue: RowIssue) {
    if notes.count < 10_000 { notes.append(issue) }
  }

  /// Keeps the record beside what was read from it; `entry` writes the journal with the salted digest of the body.
  private func keepRaw(
    _ incoming: IncomingOrder, _ order: Order, _ revisedAt: Instant, _ body: BodyDigest, _ work: Work,
    entry: (([UInt8]) throws -> Void)?
  ) throws {
    try beginBatch(work)
    let salt = Int64(truncatingIfNeeded: randomness.next())
    let erased = try order.customerId.map { try isErased($0, work) } ?? false
    try work.writer.run(
      """
      INSERT INTO raw_records (account_id, kind, subject, external_id, revised_at, content_hash, format, batch, body,
        salt)
      VALUES (?, 'orders', ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (account_id, kind, external_id, content_hash) DO UPDATE
      SET withdrawn_at = NULL, batch = excluded.batch, body = excluded.body, salt = excluded.salt
      """,
      [
        .integer(account.id), .integer(order.id), .text(incoming.externalId), .integer(revisedAt.milliseconds),
        .integer(body.contentHash), .text(format), .integer(batch ?? 0), erased ? .null : .text(incoming.raw),
        .integer(salt),
      ])
    try entry?(body.salted(salt))
  }

  private func isErased(_ customer: Int64, _ work: Work) throws -> Bool {
    freshCustomers.contains(customer) ? false : try CustomerTable.isErased(customer, in: work.writer)
  }
}

/// Numbers for new records, taken inside the transaction that uses them. Counted on from there: while the gate is held
/// nobody else gives any.
final class IntakeNumbers {
  private var order: Int64?
  private var customer: Int64?

  func nextOrder(in writer: any Writer) throws -> Int64 {
    let next = try order.map { $0 + 1 } ?? Counter.next("orders", in: writer)
    order = next
    return next
  }

  func nextCustomer(in writer: any Writer) throws -> Int64 {
    let next = try customer.map { $0 + 1 } ?? Counter.next("customers", in: writer)
    customer = next
    return next
  }
}

/// Numbers for new records, taken inside the transaction that uses them.
enum Counter {
  static func next(_ table: StaticString, in writer: any Writer) throws -> Int64 {
    switch "\(table)" {
    case "orders": try (writer.integer("SELECT MAX(id) FROM orders") ?? 0) + 1
    case "customers": try (writer.integer("SELECT MAX(id) FROM customers") ?? 0) + 1
    case "products": try (writer.integer("SELECT MAX(id) FROM products") ?? 0) + 1
    default: preconditionFailure("a counter belongs to a table that numbers its records")
    }
  }
}
