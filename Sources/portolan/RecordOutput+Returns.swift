internal import Domain
internal import Exchange
internal import Store

/// Returns, refunds and rules as the command line shows them.
extension RecordOutput {
  static func returned(_ id: Int64, in reader: any Reader) throws -> [(key: String, value: JSONOutput)] {
    guard let known = try ReturnTable.load(id, in: reader), let order = try OrderTable.load(known.orderId, in: reader)
    else { throw ActionRefusal.noSuchRecord(kind: "returns", String(id)) }
    let refunds = try RefundTable.of(order: order.id, in: reader).filter { $0.returnId == id }
    return [
      ("number", .text(known.number)), ("order", .text(order.number)), ("status", .text(known.status.rawValue)),
      ("reception", .text(known.reception.rawValue)), ("acceptance", .text(known.acceptance.rawValue)),
      ("disposition", .text(known.disposition.rawValue)), ("refund", .text(known.refund.rawValue)),
      ("reason", .text(known.reason.rawValue)), ("requestedAt", .time(known.requestedAt)),
      ("authorisedAt", .time(orNull: known.authorisedAt)), ("receivedAt", .time(orNull: known.receivedAt)),
      ("tracking", .text(known.tracking)),
      ("place", .text(orNull: try known.placeId.map { try RecordNumber.of("locations", $0, in: reader) })),
      ("exchange", .text(orNull: try known.exchangeId.map { try RecordNumber.of("orders", $0, in: reader) })),
      ("note", .text(known.note)), ("version", .integer(known.version)), ("lines", .list(known.lines.map(line))),
      ("findings", .list(known.findings.map(finding))),
      ("refunds", .list(refunds.map { refund($0, order.money.currency) })),
    ]
  }

  private static func line(_ line: ReturnLine) -> JSONOutput {
    [
      "sku": .text(line.sku), "announced": .integer(line.announced), "received": .integer(line.received),
      "accepted": .integer(line.accepted), "refused": .integer(line.refused), "restocked": .integer(line.restocked),
      "refurbished": .integer(line.refurbished), "toSupplier": .integer(line.toSupplier),
      "scrapped": .integer(line.scrapped), "sentBack": .integer(line.sentBack), "refunded": .integer(line.refunded),
    ]
  }

  private static func finding(_ found: ReturnFinding) -> JSONOutput {
    [
      "code": .text(found.code), "condition": .text(found.condition.rawValue), "quantity": .integer(found.quantity),
      "lot": .text(found.lot), "announced": .flag(!found.isUnexpected),
    ]
  }

  private static func refund(_ refund: Refund, _ currency: Currency) -> JSONOutput {
    func money(_ units: Int64) -> JSONOutput { .money(Money(minorUnits: units, currency: currency)) }
    return [
      "number": .text(refund.number), "state": .text(refund.state.rawValue), "method": .text(refund.method.rawValue),
      "amount": money(refund.amount), "items": money(refund.parts.items), "shipping": money(refund.parts.shipping),
      "tax": money(refund.parts.tax), "other": money(refund.parts.other), "fee": money(refund.fee),
      "key": .text(refund.key), "requestedAt": .time(refund.requestedAt), "note": .text(refund.note),
    ]
  }

  /// What came of an order after it was sold; what nothing came of is not told.
  static func afterSale(of order: Order, mayReadPersonal: Bool, in reader: any Reader) throws -> [(
    key: String, value: JSONOutput
  )] {
    var members: [(key: String, value: JSONOutput)] = []
    let links = try OrderLinks.into(order.id, in: reader) + OrderLinks.outOf(order.id, in: reader)
    if !links.isEmpty {
      members.append(
        (
          "links",
          .list(
            links.map { link in
              [
                "order": .text(link.number), "sku": .text(link.sku), "quantity": .integer(link.quantity),
                "source": .text(link.sourceNumber), "sourceLine": .integer(Int64(link.source.position)),
              ]
            })
        ))
    }
    let returns = try ReturnTable.of(order: order.id, in: reader)
    if !returns.isEmpty { members.append(("returns", .list(returns.map { .text($0.number) }))) }
    let refunds = try RefundTable.of(order: order.id, in: reader)
    if !refunds.isEmpty {
      members.append(("refunds", .list(refunds.map { refund($0, order.money.currency) })))
    }
    if let known = try ReturnTable.behind(exchange: order.id, in: reader) {
      members.append(("exchangeFor", .text(known.number)))
    }
    if mayReadPersonal, order.status.awaitsShipping, let findings = try Addresses.findings(of: order, in: reader),
      !findings.isEmpty
    {
      members.append(
        (
          "addressFindings",
          .list(
            findings.map { finding in
              [
                "field": .text(finding.field.rawValue), "problem": .text(finding.problem.rawValue),
                "remedy": .text(orNull: finding.remedy),
              ]
            })
        ))
    }
    return members
  }

  static func rule(_ id: Int64, at now: Instant, in reader: any Reader) throws -> [(key: String, value: JSONOutput)] {
    guard let rule = try RuleTable.load(id, in: reader) else {
      throw ActionRefusal.noSuchRecord(kind: "rules", String(id))
    }
    return [
      ("name", .text(rule.name)), ("active", .flag(rule.isActive)), ("place", .integer(rule.place)),
      ("moment", .text(rule.moment.rawValue)), ("sentence", .text(rule.sentence)),
      ("effect", .text(rule.effect.rawValue)), ("value", .text(rule.value)), ("version", .integer(rule.version)),
      ("triedAt", .time(orNull: rule.trial?.at)), ("caught", .integer(orNull: rule.trial?.caught)),
      ("of", .integer(orNull: rule.trial?.of)), ("view", .text(try ReviewRules.view(of: rule.sentence).description)),
      ("hits", .list(try RuleTable.hits(of: id, limit: 20, in: reader).map { .text($0.order) })),
    ]
  }
}
