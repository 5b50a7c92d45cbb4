public import Domain

/// A dry run of one file or several: what it has read, and the channel accounts that the import would make.
///
/// Not Sendable: one run owns it.
public final class IntakeRehearsal {
  var recent = RecentRecords()
  private var unmade: [Account] = []
  private var intakes: [Intake] = []

  public init() {}

  func take(part intake: Intake) { intakes.append(intake) }

  /// The account of this code, which is not there yet; the files of a run that name it have it in common.
  public func account(_ code: String, make: (_ id: Int64) -> Account) -> Account {
    if let known = unmade.first(where: { $0.code == code }) { return known }
    // No account that there is has such a number.
    let account = make(-Int64(unmade.count))
    unmade.append(account)
    return account
  }
}

/// A dry run: what `take` would answer, with nothing written.
///
/// An order that neither the store nor the files so far have shown comes in, and one whose content is known changes
/// nothing: so much is read. Whatever meets something (a known record, an earlier one of the files, a SKU of another
/// product) is rehearsed: taken in after those that it has to do with, in a transaction that is rolled back.
extension Intake {
  public func foresee(_ items: [IntakeItem]) throws -> [Outcome] { try foresee(items.map { IntakeRecord($0) }) }

  public func foresee(_ records: [IntakeRecord]) throws -> [Outcome] {
    var outcomes: [Outcome] = []
    outcomes.reserveCapacity(records.count)
    var waiting: [(place: Int, number: Int)] = []
    try store.connection.readNow { reader in
      for record in records {
        let keys = record.keys(of: account.id)
        let isMet = keys.contains { recent.holds($0) }
        let isWhole = record.earlier.map { recent.count(of: keys[0], in: self) >= $0.hashes.count } ?? true
        switch record.item {
        case .order(let order):
          let known = try knowledge(of: order, record.body, reader)
          let number = recent.add(record, of: self, keys)
          if isWhole && (known == .other || known == .none && isMet) {
            waiting.append((outcomes.count, number))
          }
          outcomes.append(guess(order, record, known))
        case .product, .stock, .shipment, .answer, .way:
          waiting.append((outcomes.count, recent.add(record, of: self, keys)))
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
        var sources = OrderSources(newest: RevisionStamp(revisedAt: exportedAt, contentHash: record.contentHash))
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
    var others: [(intake: Intake, batch: Int64?)] = []
    defer {
      for other in others { other.intake.goBack(to: other.batch, notes: other.intake.notes.count) }
    }
    try rehearse { work in
      if account.isUnmade { try Accounts.insertUnmade(account, in: work.writer) }
      /// Lets the intake of an earlier file take part in the transaction.
      func join(_ intake: Intake) throws {
        if intake === self || others.contains(where: { $0.intake === intake }) { return }
        let isKnown =
          !intake.account.isUnmade || ([self] + others.map(\.intake)).contains { $0.account == intake.account }
        others.append((intake, intake.batch))
        if !isKnown { try Accounts.insertUnmade(intake.account, in: work.writer) }
        try intake.beginTransaction(in: work.writer)
        (intake.numbers, intake.foresight) = (numbers, foresight)
      }
      var taken: Set<Int> = []
      for (place, number) in waiting {
        for earlier in recent.related(to: number) where taken.insert(earlier).inserted {
          guard let entry = recent.entry(earlier) else { continue }
          try join(entry.intake)
          let noted = entry.intake.notes.count
          _ = try entry.intake.take(entry.record, work)
          // It was said when its own turn came.
          entry.intake.notes.removeLast(entry.intake.notes.count - noted)
        }
        taken.insert(number)
        if let record = recent.entry(number)?.record {
          for other in others { other.intake.variants.forget() }
          found.append((place, asRemembered(try take(record, work), record)))
        }
        done += 1
        if pace.isOver { break }
      }
    }
    for (place, outcome) in found { outcomes[place] = outcome }
    waiting = waiting.dropFirst(done)
  }

  /// A variant whose product was shown too long ago to be rehearsed goes in all the same.
  private func asRemembered(_ outcome: Outcome, _ record: IntakeRecord) -> Outcome {
    guard case .refused(let issue) = outcome, issue.code == .unknownVariant else { return outcome }
    return recent.hasForgotten(record.keys(of: account.id)) ? .updated(0) : outcome
  }
}

extension Account {
  /// Whether a dry run made it up.
  fileprivate var isUnmade: Bool { id <= 0 }
}
