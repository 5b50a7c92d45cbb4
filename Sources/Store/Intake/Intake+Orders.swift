internal import Domain

extension Intake {
  func take(_ incoming: IncomingOrder, _ body: BodyDigest, _ work: Work, story: OrderStory? = nil) throws -> Outcome {
    let stamp = RevisionStamp(revisedAt: incoming.revisedAt ?? exportedAt, contentHash: body.contentHash)
    let known = try known(incoming.externalId, in: work.writer)
    // The same content again changes nothing, unless it was withdrawn. Every record kept has its order, so a new order
    // need not be asked for.
    if let known, try isKept(body, of: incoming.externalId, in: work.writer) { return .unchanged(known.id) }
    do {
      if let known, !known.isWithdrawn {
        var stamp = stamp
        var sources = known.sources
        if stamp.revisedAt == sources.newest.revisedAt && stamp != sources.newest {
          let isKnownWhole = try !isIncomplete(known.id, in: work.writer)
          if incoming.unreadableLines.isEmpty == isKnownWhole {
            if try !says(incoming, whatStands: known.id, known.sources, in: work.writer) {
              note(RowIssue(line: incoming.line, code: .conflict, found: incoming.externalId))
            }
          } else if isKnownWhole {
            // Of one revision the content that could be read whole is the better one: this one fills gaps.
            stamp.contentHash = Int64.min
          } else {
            sources.goOn(as: stamp)
          }
        }
        return try update(known.id, incoming, body, stamp, sources, was: known.sources, work)
      }
      return try create(known?.id, incoming, story, stamp, body, work)
    } catch OrderRefusal.sumTooLarge {
      return .refused(RowIssue(line: incoming.line, code: .sumTooLarge, found: incoming.externalId))
    }
  }

  /// Takes in rows that stand far from the order's others in the same file: what counts is the order that all of them
  /// make, and it is one record with the first of them against what other files say.
  func take(
    _ incoming: IncomingOrder, _ body: BodyDigest, after earlier: IntakeRecord.EarlierParts, _ work: Work
  ) throws -> Outcome {
    guard let known = try known(incoming.externalId, in: work.writer), !known.isWithdrawn else {
      return try take(incoming, body, work)
    }
    if try isKept(body, of: incoming.externalId, in: work.writer) { return .unchanged(known.id) }
    guard let whole = try whole(incoming, earlier, in: work.writer) else { return try take(incoming, body, work) }
    let first = RevisionStamp(revisedAt: whole.revisedAt ?? exportedAt, contentHash: earlier.hashes[0])
    var sources = known.sources
    if earlier.hashes.contains(sources.newest.contentHash) { sources.goOn(as: first) }
    do {
      let outcome = try update(known.id, whole, body, first, sources, was: known.sources, work)
      // Rows of an order that this run has brought are rows that came in.
      if case .updated(let id) = outcome, let firstNew, id >= firstNew { return .imported(id) }
      return outcome
    } catch OrderRefusal.sumTooLarge {
      return .refused(RowIssue(line: incoming.line, code: .sumTooLarge, found: incoming.externalId))
    }
  }

  /// The order that the file's rows make together; nil where the earlier ones are not to be had: refused, erased, or
  /// longer than what is kept of a record.
  private func whole(
    _ incoming: IncomingOrder, _ earlier: IntakeRecord.EarlierParts, in reader: any Reader
  ) throws -> IncomingOrder? {
    var rows = ""
    for hash in earlier.hashes {
      let body = try reader.first(
        """
        SELECT body
        FROM raw_records
        WHERE account_id = \(account.id) AND kind = 'orders' AND external_id = \(incoming.externalId)
          AND content_hash = \(hash)
        """
      ) { $0.optionalText(0) }
      guard let body, let body, body.utf8.count < 1 << 20 else { return nil }
      rows += body
      rows += "\n"
    }
    rows += incoming.raw
    guard var whole = earlier.reread(incoming.externalId, rows) else { return nil }
    // Lines of the earlier rows that cannot be read leave the order as incomplete as those of these rows.
    if !incoming.unreadableLines.isEmpty { whole.unreadableLines = incoming.unreadableLines }
    whole.raw = incoming.raw
    whole.line = incoming.line
    return whole
  }

  /// What the store has under a channel's number.
  private struct KnownOrder {
    var id: Int64
    var sources: OrderSources
    var isWithdrawn: Bool
  }

  private func known(_ externalId: String, in reader: any Reader) throws -> KnownOrder? {
    if foresight.isAbsent(externalId, of: account.id) { return nil }
    return try reader.first(
      """
      SELECT id, revised_at, content_hash, place_key, sources
      FROM orders
      WHERE account_id = \(account.id) AND external_id = \(externalId)
      """
    ) { row in
      let newest = RevisionStamp(revisedAt: row.instant(1), contentHash: row.integer(2))
      return KnownOrder(
        id: row.integer(0), sources: OrderSources(newest: newest, text: row.optionalText(4)), isWithdrawn: row.isNull(3)
      )
    }
  }

  /// Whether all that the record says is what the order holds already: the same table saved with other quotes, columns
  /// in another order or another delimiter is no other content.
  private func says(
    _ incoming: IncomingOrder, whatStands id: Int64, _ sources: OrderSources, in reader: any Reader
  ) throws -> Bool {
    guard let old = try OrderTable.load(id, in: reader) else { return true }
    var probed = sources
    let stamp = RevisionStamp(revisedAt: sources.newest.revisedAt, contentHash: Int64.max)
    var order = try incoming.applied(to: old, from: stamp, &probed, setting)
    order = try HandEdits.kept(in: order, since: old, Order.editedHere, kind: "orders", subject: id, reader)
    guard order.changes(since: old).isEmpty, let customer = old.customerId else {
      return order.changes(since: old).isEmpty
    }
    let named = IncomingPeople(of: incoming, account: account.id)
    func isKnown(_ card: Card?, _ revision: Int64?) throws -> Bool {
      guard let card, !card.isEmpty else { return true }
      return try PersonalTable.revision(of: card, subject: customer, in: reader) == revision
    }
    let message = incoming.message.map { Card(message: $0) }
    return try isKnown(named.shipTo, old.shipToRevision) && isKnown(named.billTo, old.billToRevision)
      && isKnown(message, old.messageRevision)
  }

  /// Whether this very content is kept and counts.
  private func isKept(_ body: BodyDigest, of externalId: String, in reader: any Reader) throws -> Bool {
    try reader.first(
      """
      SELECT withdrawn_at
      FROM raw_records
      WHERE account_id = \(account.id) AND kind = 'orders' AND external_id = \(externalId)
        AND content_hash = \(body.contentHash)
      """
    ) { $0.isNull(0) } ?? false
  }

  private var setting: IncomingOrder.Setting {
    IncomingOrder.Setting(
      accountId: account.id, accountCode: account.code, currency: account.currency, now: exportedAt)
  }

  /// A new order, or one that was withdrawn and comes in again under its old id.
  private func create(
    _ oldId: Int64?, _ incoming: IncomingOrder, _ story: OrderStory?, _ stamp: RevisionStamp, _ body: BodyDigest,
    _ work: Work
  ) throws -> Outcome {
    let writer = work.writer
    let id = try oldId ?? numbers.nextOrder(in: writer)
    if oldId == nil && firstNew == nil { firstNew = id }
    var sources = OrderSources(newest: stamp)
    var order = try incoming.newOrder(id: id, setting, &sources)
    if let story {
      order.holds = story.holds
      order.assignee = story.assignee
      order.version = 1 + Int64(story.stages.count)
    }
    try map(&order, in: writer)
    order.holdWhileIncomplete(after: incoming, was: nil, as: actor.name, at: work.now)
    takeHolds(of: incoming, into: &order, at: work.now)
    var cards = try keepPeople(of: incoming, in: &order, from: stamp, &sources, isNew: true, work)
    // Sent nowhere of its own, it is found by the cards that count for it, not by whatever the record said.
    if order.shipToRevision == nil { cards = try OrderWords.cards(of: order, in: writer) }
    let words = OrderWords.words(order, cards: cards, cutter: &cutter)
    if oldId != nil, let old = try OrderTable.load(id, in: writer) {
      order.version = old.version + 1
      let saved = try OrderTable.update(
        order, was: old, sources, words: words, oldWords: "", isWithdrawn: true, in: work)
      if !saved { throw StoreError.locked }
    } else {
      try OrderTable.insert(order, sources, words: words, in: work)
      foresight.came(incoming.externalId, of: account.id)
    }
    try keepRaw(incoming, order, stamp, body, work) { salted in
      try work.append(
        action: "importOrder", kind: "orders", subject: id,
        changesJSON: "{\"status\":[null,\"\((story?.firstStatus ?? order.status).rawValue)\"]}",
        occurredAt: order.placedAt, bodyDigest: salted)
    }
    if let story { try tell(story, of: id, work) }
    if story == nil, order.isUnderReview {
      if oldId != nil { try work.writer.run("DELETE FROM rule_hits WHERE order_id = ?", [.integer(id)]) }
      arrived.append(id)
      if order.payment == .paid { paid.append(id) }
    }
    return .imported(id)
  }

  private func update(
    _ id: Int64, _ incoming: IncomingOrder, _ body: BodyDigest, _ stamp: RevisionStamp, _ known: OrderSources,
    was stored: OrderSources, _ work: Work
  ) throws -> Outcome {
    let writer = work.writer
    guard let old = try OrderTable.load(id, in: writer) else { return .unchanged(id) }
    var sources = known
    var order = try incoming.applied(to: old, from: stamp, &sources, setting)
    try keepRework(of: old, in: &order, at: work.now, writer)
    if order.note != old.note, !old.note.isEmpty, try hasNoteOfItsOwn(id, in: writer) { order.note = old.note }
    try map(&order, in: writer)
    if stamp == sources.newest {
      order.holdWhileIncomplete(after: incoming, was: old, as: actor.name, at: work.now)
      takeHolds(of: incoming, into: &order, at: work.now)
    }
    _ = try keepPeople(of: incoming, in: &order, from: stamp, &sources, isNew: false, work)
    order = try HandEdits.kept(in: order, since: old, Order.editedHere, kind: "orders", subject: id, writer)
    try CallingOff.holdWhereItLeft(&order, was: old, as: actor.name, at: work.now, in: writer)
    if order == old {
      try keepRaw(incoming, order, stamp, body, work, entry: nil)
      if sources != stored { try OrderTable.keep(sources, of: id, in: writer) }
      return .unchanged(id)
    }
    let saved = try OrderTable.update(
      order, was: old, sources == stored ? nil : sources, words: try OrderWords.words(order, in: writer),
      oldWords: try OrderWords.words(old, in: writer), in: work)
    if !saved { throw StoreError.locked }
    try keepRaw(incoming, order, stamp, body, work) { salted in
      try work.append(
        action: "importOrder", kind: "orders", subject: id, changes: order.changes(since: old), bodyDigest: salted)
    }
    if order.leavesWalks(since: old) {
      let action =
        order.state == .cancelled ? "cancelOrder" : order.wantsLess(than: old) ? "cancelUnits" : "shipOrder"
      try CallingOff.follow(id, action, under: work.nextSeq - 1, work)
    }
    if old.payment != .paid, order.payment == .paid, order.isUnderReview { paid.append(id) }
    return .updated(id)
  }

  /// Lines that people here divided or joined are not what the channel lists any more: a file that says otherwise makes
  /// somebody look.
  private func keepRework(of old: Order, in order: inout Order, at now: Instant, _ reader: any Reader) throws {
    guard order.lines != old.lines || order.money != old.money || order.state != old.state,
      try OrderLinks.concern(old.id, in: reader)
    else { return }
    let isTold = order.lines != old.lines || order.state == .cancelled && old.state != .cancelled
    (order.lines, order.money) = (old.lines, old.money)
    if old.lines.isEmpty { order.state = old.state }
    if isTold, !order.holds.contains(where: { $0.reason == .other }) {
      order.holds.append(
        Hold(
          reason: .other, actor: actor.name, placedAt: now, note: HoldNote.changedAfterRework.text)
      )
    }
  }

  /// Whether somebody here wrote the order's note: no file writes over that.
  private func hasNoteOfItsOwn(_ id: Int64, in reader: any Reader) throws -> Bool {
    try reader.integer(
      "SELECT COUNT(*) FROM journal WHERE kind = 'orders' AND subject = \(id) AND action = 'noteOrder'") ?? 0 > 0
  }

  private func map(_ order: inout Order, in reader: any Reader) throws {
    for index in order.lines.indices where order.lines[index].variantId == nil {
      order.lines[index].variantId = try variants.variant(of: order.lines[index], account: account.id, in: reader)
    }
  }

  /// Whether the record that an order was read from last had lines that could not be read.
  private func isIncomplete(_ id: Int64, in reader: any Reader) throws -> Bool {
    try OrderTable.load(id, in: reader)?.holds.contains(where: \.isOfImport) ?? false
  }

  /// What the source itself keeps waiting waits here too, until the source no longer says so. A hold that a person
  /// placed is left alone, and one of the source's that a person released comes back only when the source says it anew.
  private func takeHolds(of incoming: IncomingOrder, into order: inout Order, at now: Instant) {
    let own = Hold.sourcesOwn
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
    _ incoming: IncomingOrder, _ order: Order, _ stamp: RevisionStamp, _ body: BodyDigest, _ work: Work,
    entry: (([UInt8]) throws -> Void)?
  ) throws {
    let erased = try order.customerId.map { try isErased($0, work) } ?? false
    let salt = try keepRaw(
      order.rawKey, subject: order.id, stamp.revisedAt, body, body: erased ? nil : incoming.raw, work)
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
