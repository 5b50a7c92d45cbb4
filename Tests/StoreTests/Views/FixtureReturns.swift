import Domain
import TestSupport

@testable import Store

/// Returns and rules of the fixture, each also at hand as a value.
struct FixtureReturns {
  var returns: [Return] = []
  var rules: [ReviewRule] = []

  init() {}

  init(seed: UInt64, orders: [Order], _ work: Work) throws {
    var dice = Dice(seed: seed)
    // Their states are told at random: views ask what stands there, not how it came about. None of them claims units.
    for id in 1...40 {
      let order = dice.pick(orders)
      var made = Return(
        id: Int64(id), number: "RMA-\(id)", orderId: order.id, reason: dice.pick(ReturnReason.allCases),
        reception: dice.pick([.declined, .expired, .cancelled, .lost]),
        acceptance: dice.pick(ReturnAcceptance.allCases), disposition: dice.pick(ReturnDisposition.allCases),
        refund: dice.pick(ReturnRefund.allCases),
        requestedAt: work.now.adding(milliseconds: Int64(dice.roll(-40 * 86_400...0)) * 1000),
        receivedAt: dice.isHeads() ? nil : work.now.adding(milliseconds: -Int64(dice.roll(0...9_000_000))),
        tracking: dice.pick(["", "AB-1", "RR123456785CN"]),
        exchangeId: dice.roll(0...3) == 0 ? dice.pick(orders).id : nil,
        note: dice.pick(["", "blue mug broken", "易碎"]))
      for line in order.lines where dice.isHeads() {
        made.lines.append(
          ReturnLine(
            lineId: line.id, variantId: line.variantId, sku: line.sku, announced: Int64(dice.roll(0...4))))
      }
      try ReturnTable.insert(made, work)
      returns.append(made)
    }
    for id in 1...12 {
      let rule = ReviewRule(
        id: Int64(id), name: dice.pick(["Blue", "AB-1", "Größe", "x"]) + " \(id)", place: Int64(dice.roll(0...30)),
        isActive: dice.isHeads(), moment: dice.pick(RuleMoment.allCases),
        sentence: dice.pick(["orders country:DE", "orders \"blue mug\""]), effect: dice.pick(RuleEffect.allCases),
        value: dice.pick(["", "vip", "fraudRisk"]),
        trial: dice.isHeads()
          ? nil
          : RuleTrial(
            at: work.now.adding(milliseconds: -86_400_000), caught: Int64(dice.roll(0...4)),
            of: Int64(dice.roll(4...300))))
      try RuleTable.insert(rule, in: work.writer)
      rules.append(rule)
    }
  }
}

extension Fixture {
  var returnRows: [ShownRow] {
    returns.returns.map { known in
      let order = orders.first { $0.id == known.orderId }
      let skus = known.lines.map(\.sku).filter { !$0.isEmpty }
      let cut = SearchTerms.indexTerms(
        of: [
          known.number, order?.number ?? "", known.tracking, known.note, known.lines.map(\.sku).joined(separator: "\n"),
        ])
      return ShownRow(id: known.id, cut: cut) { field in
        guard case .returned(let field) = field else { return .null }
        return switch field {
        case .number: .text(known.number)
        case .order: FieldValue(order?.number)
        case .status: .text(known.status.rawValue)
        case .reception: .text(known.reception.rawValue)
        case .acceptance: .text(known.acceptance.rawValue)
        case .disposition: .text(known.disposition.rawValue)
        case .refund: .text(known.refund.rawValue)
        case .reason: .text(known.reason.rawValue)
        case .sku: skus.isEmpty ? .null : .texts(skus)
        case .units: .number(known.sum(\.announced))
        case .received: .number(known.sum(\.received))
        case .toJudge: .number(known.sum(\.toJudge))
        case .requestedAt, .age: .instant(known.requestedAt)
        case .receivedAt: FieldValue(known.receivedAt)
        case .tracking: FieldValue(known.tracking)
        case .channel: FieldValue(order.flatMap { self.accounts[$0.accountId] })
        case .country: FieldValue(order?.country)
        case .exchange: FieldValue(self.orders.first { $0.id == known.exchangeId }?.number)
        case .note: FieldValue(known.note)
        case .id: .number(known.id)
        }
      }
    }
  }

  var ruleRows: [ShownRow] {
    returns.rules.map { rule in
      ShownRow(id: rule.id, cut: SearchTerms.indexTerms(of: [rule.name, rule.sentence, rule.value])) { field in
        guard case .rule(let field) = field else { return .null }
        return switch field {
        case .place: .number(rule.place)
        case .name: .text(rule.name)
        case .active: .flag(rule.isActive)
        case .sentence: .text(rule.sentence)
        case .effect: .text(rule.effect.rawValue)
        case .value: FieldValue(rule.value)
        case .moment: .text(rule.moment.rawValue)
        case .hits: .number(0)
        case .caught: FieldValue(rule.trial?.caught)
        case .of: FieldValue(rule.trial?.of)
        case .triedAt: FieldValue(rule.trial?.at)
        case .id: .number(rule.id)
        }
      }
    }
  }
}
