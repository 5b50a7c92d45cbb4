internal import Domain
internal import Store

extension Desk {
  func returnRecord(_ id: Int64, in reader: any Reader) throws -> Record? {
    guard let known = try ReturnTable.load(id, in: reader), let order = try OrderTable.load(known.orderId, in: reader)
    else { return nil }
    let history = try JournalTable.history(kind: "returns", subject: id, in: reader)
    return .returned(
      ReturnRecord(
        known: known, order: order, customer: try order.customerId.flatMap { try CustomerTable.load($0, in: reader) },
        place: try known.placeId.map { try RecordNumber.of("locations", $0, in: reader) },
        exchange: try known.exchangeId.map { try RecordNumber.of("orders", $0, in: reader) },
        refunds: try RefundTable.of(order: order.id, in: reader).filter { $0.returnId == id },
        history: try told(history, in: reader)))
  }

  func ruleRecord(_ id: Int64, in reader: any Reader) throws -> Record? {
    guard let rule = try RuleTable.load(id, in: reader) else { return nil }
    let history = try JournalTable.history(kind: "rules", subject: id, in: reader)
    return .rule(
      RuleRecord(
        rule: rule,
        hits: try RuleTable.hits(of: id, limit: RuleRecord.limit, in: reader).map { .init(order: $0.order, at: $0.at) },
        view: try ReviewRules.view(of: rule.sentence).description, history: history))
  }

  func afterSale(of order: Order, in reader: any Reader) throws -> AfterSale {
    AfterSale(
      into: try OrderLinks.into(order.id, in: reader), outOf: try OrderLinks.outOf(order.id, in: reader),
      returns: try ReturnTable.of(order: order.id, in: reader),
      refunds: try RefundTable.of(order: order.id, in: reader),
      exchanges: try ReturnTable.behind(exchange: order.id, in: reader),
      findings: order.status.awaitsShipping && actor.may(.seePersonal)
        ? try Addresses.findings(of: order, in: reader) ?? [] : [])
  }

  private func told(_ entries: [JournalEntry], in reader: any Reader) throws -> [JournalEntry] {
    try entries.map { entry in
      var entry = entry
      entry.changes = try NamedChanges.of(entry.changes, entry.kind, in: reader)
      return entry
    }
  }
}
