public import Domain

/// A dry run: what `take` would answer, with nothing written.
///
/// An order that neither the store nor the file has shown before comes in, and one whose content is known changes
/// nothing: so much is read. Whatever meets something (a known record, an earlier one of the file, a SKU of another
/// product) is rehearsed: taken in after those that it has to do with, in a transaction that is rolled back.
extension Intake {
  public func foresee(_ items: [IntakeItem]) throws -> [Outcome] { try foresee(items.map { IntakeRecord($0) }) }

  public func foresee(_ records: [IntakeRecord]) throws -> [Outcome] {
    var outcomes: [Outcome] = []
    outcomes.reserveCapacity(records.count)
    var waiting: [(place: Int, number: Int)] = []
    try store.connection.readNow { reader in
      for record in records {
        let keys = record.keys
        let isMet = keys.contains { recent.holds($0) }
        let isWhole = record.earlier.map { recent.count(of: keys[0]) >= $0.hashes.count } ?? true
        switch record.item {
        case .order(let order):
          let known = try knowledge(of: order, record.body, reader)
          let number = recent.add(record, keys)
          if isWhole && (known == .other || known == .none && isMet) {
            waiting.append((outcomes.count, number))
          }
          outcomes.append(guess(order, record, known))
        case .product, .stock:
          waiting.append((outcomes.count, recent.add(record, keys)))
          outcomes.append(.imported(0))
        case .skipped(let issue), .refused(let issue, _), .noted(let issue): outcomes.append(.refused(issue))
        }
      }
    }
    var rest = waiting[...]
    while !rest.isEmpty { try rehearse(&rest, into: &outcomes) }
    return outcomes
  }

  private enum Knowledge { case none, other, same }

  /// Whatever the account has under this id, in one look at the index.
  private func knowledge(of order: IncomingOrder, _ body: BodyDigest, _ reader: any Reader) throws -> Knowledge {
    var knowledge = Knowledge.none
    try reader.forEach(
      """
      SELECT content_hash
      FROM raw_records
      WHERE account_id = \(account.id) AND kind = 'orders' AND external_id = \(order.externalId)
        AND withdrawn_at IS NULL
      """
    ) { row in
      knowledge = row.integer(0) == body.contentHash ? .same : .other
      return knowledge == .other
    }
    return knowledge
  }

  /// What becomes of an order as far as it can be told without a rehearsal.
  private func guess(_ order: IncomingOrder, _ record: IntakeRecord, _ known: Knowledge) -> Outcome {
    switch known {
    case .same: return .unchanged(0)
    case .other: return .updated(0)
    case .none:
      if !record.seenBefore.isEmpty {
        return record.seenBefore.contains(record.contentHash) ? .unchanged(0) : .updated(0)
      }
      if order.isSmall { return .imported(0) }
      let setting = IncomingOrder.Setting(
        accountId: account.id, accountCode: account.code, currency: account.currency, now: exportedAt)
      do throws(OrderRefusal) {
        var sources = OrderSources(first: RevisionStamp(revisedAt: exportedAt, contentHash: record.contentHash))
        _ = try order.newOrder(id: 0, setting, &sources)
        return .imported(0)
      } catch {
        return .refused(RowIssue(line: order.line, code: .sumTooLarge, found: order.externalId))
      }
    }
  }

  /// As many as one transaction has time for, one at least.
  private func rehearse(_ waiting: inout ArraySlice<(place: Int, number: Int)>, into outcomes: inout [Outcome]) throws {
    var done = 0
    var found: [(place: Int, outcome: Outcome)] = []
    try rehearse { work in
      if account.id == 0 { try Accounts.insertUnmade(account, in: work.writer) }
      var taken: Set<Int> = []
      for (place, number) in waiting {
        for earlier in recent.related(to: number) where taken.insert(earlier).inserted {
          let noted = notes.count
          if let record = recent.record(earlier) { _ = try take(record, work) }
          // It was said when its own turn came.
          notes.removeLast(notes.count - noted)
        }
        taken.insert(number)
        if let record = recent.record(number) { found.append((place, try take(record, work))) }
        done += 1
        if pace.isOver { break }
      }
    }
    for (place, outcome) in found { outcomes[place] = outcome }
    waiting = waiting.dropFirst(done)
  }
}
